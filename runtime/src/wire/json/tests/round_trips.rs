//! Whatever is written is read again as the same, and is JSON for others, too.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{read, written};
use crate::wire::sample::strategies::everything;
use crate::wire::sample::{Everything, one_of_each};

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
    assert_eq!(
        seen,
        json!({
            "optional": null, "parent": null,
            "scalars": {
                "bool": true, "i32": -1, "i64": i64::MIN, "u32": 1, "u64": u64::MAX, "f32": 0.5, "f64": "NaN",
                "string": "é\n", "bytes": "YWI=", "timestamp": "1970-01-01T00:00:00Z", "date": "2025-06-30",
                "duration": "3s", "uuid": "00000000-0000-0000-0000-000000000000", "decimal": "1.50",
                "json": {"a": [null, 1.5]},
            },
            "status": "draft",
            "payment": {"on_delivery": {}},
            "list": [["a"], []],
            "set": [1, 2],
            "by_text": {"x": null},
            "by_number": {"-1": 2.0},
            "by_size": {"18446744073709551615": ""},
            "by_uuid": {"00000000-0000-0000-0000-000000000000": {"active": 1}},
            "limit": 50,
        })
    );
}
