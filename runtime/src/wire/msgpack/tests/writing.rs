//! Values as they are written.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{others, written};
use crate::wire::sample::{Payment, Status};
use crate::wire::{Encode, MsgpackWriter, Unrecognized, Writer};

#[test]
fn what_has_no_form_of_its_own_is_text() {
    let timestamp = jiff::Timestamp::UNIX_EPOCH + Duration::from_millis(1500);
    assert_eq!(written(&timestamp), others("1970-01-01T00:00:01.5Z"));
    assert_eq!(written(&jiff::civil::date(2025, 6, 30)), others("2025-06-30"));
    assert_eq!(written(&jiff::SignedDuration::from_millis(-3500)), others("-3.5s"));
    assert_eq!(written(&uuid::Uuid::nil()), others("00000000-0000-0000-0000-000000000000"));
    assert_eq!(written(&rust_decimal::Decimal::new(150, 2)), others("1.50"));
}

#[test]
fn bytes_are_bytes() {
    assert_eq!(written(&bytes::Bytes::from_static(b"\xff\0")), b"\xc4\x02\xff\0");
}

#[test]
fn enums_are_names_and_kept_numbers_stay_numbers() {
    assert_eq!(written(&Status::Active), others("active"));
    assert_eq!(written(&Status::Unrecognized(Unrecognized::Name("sold".into()))), others("sold"));
    assert_eq!(written(&Status::Unrecognized(Unrecognized::Number(7))), [7]);
}

#[test]
fn unions_are_maps_of_one_entry() {
    assert_eq!(written(&Payment::Iban("DE".into())), b"\x81\xa4iban\xa2DE");
    assert_eq!(written(&Payment::OnDelivery), b"\x81\xabon_delivery\x80");
}

#[test]
fn keys_are_texts_whatever_their_type() {
    assert_eq!(written(&BTreeMap::from([(-1_i64, true), (200, false)])), b"\x82\xa2-1\xc3\xa3200\xc2");
    assert_eq!(written(&BTreeMap::from([(u64::MAX, ())])), b"\x81\xb418446744073709551615\xc0");
    assert_eq!(written(&BTreeMap::from([(Status::Active, Some(1)), (Status::Draft, None)])).first(), Some(&0x82));
    let kept = Status::Unrecognized(Unrecognized::Number(7));
    assert_eq!(written(&BTreeMap::from([(kept, 7)])), b"\x81\xa17\x07");
}

#[test]
fn what_cannot_be_a_key_is_an_error() {
    fn error_of(value: &dyn Encode) -> String {
        let mut writer = MsgpackWriter::default();
        value.encode(&mut writer);
        writer.finish().expect_err("written").to_string()
    }
    assert_eq!(error_of(&BTreeMap::from([(true, 1)])), "a bool cannot be the key of a map");
    assert_eq!(error_of(&BTreeMap::from([(vec![1], 1)])), "a list, a map or a record cannot be the key of a map");
    assert_eq!(error_of(&BTreeMap::from([(None::<i32>, 1)])), "null cannot be the key of a map");
}

#[test]
fn a_writer_appends_to_what_is_there() {
    let mut writer = MsgpackWriter::new(b"data".to_vec());
    writer.bool(true);
    assert_eq!(writer.finish().expect("written"), b"data\xc3");
}
