//! What values of generated types can do besides travelling: be made, shown and read as a user of Rust expects.

use aspyx::Unrecognized;
use aspyx::wire::DecodeErrorKind;
use aspyx_tests::around::v1::*;

#[test]
fn a_newtype_of_a_text_is_made_of_one_and_read_as_one() {
    let sku = Sku::from("A-1");
    assert_eq!((sku.as_ref(), sku.to_string(), &sku), ("A-1", "A-1".to_owned(), &Sku("A-1".to_owned())));
    let pin: Pin = "1234".into();
    assert_eq!((pin.as_ref(), format!("{pin:?}")), ("1234", "Pin([sensitive])".to_owned()));
}

#[test]
fn an_enum_is_shown_as_its_name_and_read_from_it() {
    for status in Status::ALL {
        assert_eq!(status.to_string().parse::<Status>().as_ref(), Ok(status));
    }
    let error = "sold".parse::<Status>().expect_err("there is none of this name");
    assert_eq!(error.kind(), DecodeErrorKind::UnknownVariant);
    assert_eq!(error.to_string(), "expected one of draft, active, found `sold`");
    assert_eq!(Status::Unrecognized(Unrecognized::Name("sold".to_owned())).to_string(), "sold");
    assert!("1".parse::<Mood>().is_err(), "a number is no name");
}

#[test]
fn an_unknown_name_ends_a_function_that_fails_with_the_error_of_calls() {
    fn read(name: &str) -> aspyx::Result<Mood> {
        Ok(name.parse()?)
    }
    assert_eq!(read("good").expect("it is one"), Mood::Good);
    assert!(read("so-so").is_err());
}
