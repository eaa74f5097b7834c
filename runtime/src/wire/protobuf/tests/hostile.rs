//! What a peer may send to do harm.

use super::sample::*;
use super::{block, hex, read, refusal_kind};
use crate::wire::{Decode, DecodeErrorKind};
use proptest::prelude::*;

#[test]
fn only_128_levels_are_read() {
    let nested = |levels: usize| (1..levels).fold(Vec::new(), |inner, _| block(2, &inner));
    assert!(read::<Tree>(&nested(128)).is_ok());
    assert_eq!(refusal_kind::<Tree>(&nested(129)), DecodeErrorKind::TooDeep);
    assert_eq!(refusal_kind::<Tree>(&nested(2_000)), DecodeErrorKind::TooDeep);
}

#[test]
fn groups_have_no_more_levels() {
    let nested = |levels: usize| [hex("3b").repeat(levels), hex("3c").repeat(levels)].concat();
    assert!(read::<Maybe>(&nested(127)).is_ok());
    assert_eq!(refusal_kind::<Maybe>(&nested(128)), DecodeErrorKind::TooDeep);
    assert_eq!(refusal_kind::<Maybe>(&nested(100_000)), DecodeErrorKind::TooDeep);
}

fn reads<T: Decode>(message: &[u8]) {
    let _ = read::<T>(message);
}

proptest! {
    #[test]
    fn no_bytes_do_harm(message in prop::collection::vec(prop_oneof![0_u8..0x24, any::<u8>()], 0..64)) {
        let all = [
            reads::<Text>, reads::<Numbers>, reads::<Floats>, reads::<Maybe>, reads::<Nested>, reads::<Maps>,
            reads::<Colors>, reads::<Times>, reads::<Tree>, reads::<Pair>, reads::<Picked>, reads::<Any>,
        ];
        for read in all {
            read(&message);
        }
    }
}
