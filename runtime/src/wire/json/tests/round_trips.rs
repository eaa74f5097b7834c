//! Whatever is written is read again as the same, and is JSON for others, too.

use proptest::prelude::*;
use serde_json::Value;

use super::{read, written};
use crate::wire::sample::strategies::everything;
use crate::wire::sample::{Everything, one_of_each, one_of_each_as_json};

proptest! {
    #[test]
    fn what_is_written_is_read_again(value in everything()) {
        let json = written(&value);
        prop_assert_eq!(read::<Everything>(&json), Ok(value), "{}", json);
        prop_assert!(serde_json::from_str::<Value>(&json).is_ok(), "{}", json);
    }

    #[test]
    fn texts_are_written_as_serde_json_does(text in any::<String>()) {
        let json = written(&text);
        prop_assert_eq!(&json, &serde_json::to_string(&text).expect("JSON"));
        prop_assert_eq!(read::<String>(&json), Ok(text));
    }

    #[test]
    fn floats_are_exact(value in any::<f64>(), narrow in any::<f32>()) {
        prop_assert_eq!(read::<f64>(&written(&value)), Ok(value));
        prop_assert_eq!(read::<f32>(&written(&narrow)), Ok(narrow));
    }
}

#[test]
fn others_see_the_expected_value() {
    let value = one_of_each();
    let seen: Value = serde_json::from_str(&written(&value)).expect("JSON");
    assert_eq!(seen, one_of_each_as_json());
}
