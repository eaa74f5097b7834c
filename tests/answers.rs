//! What answers mean to a client, in every format, whoever has written them.

use aspyx::channel::Reply;
use aspyx::wire::Format;
use aspyx::{Error, ErrorKind, MethodDescriptor};
use aspyx_tests::plain::calls::calls::v1 as plain;
use aspyx_tests::typed::calls::v1::{self as typed, EverythingGetItError};
use prost::Message;
use std::collections::BTreeMap;

fn method(name: &str) -> &'static MethodDescriptor {
    typed::EVERYTHING.methods.iter().find(|method| method.name == name).expect("it is declared")
}

fn got(message: impl Into<aspyx::Bytes>) -> Result<BTreeMap<String, i32>, EverythingGetItError> {
    Reply::envelope(Format::Protobuf, message).decode(method("getIt"))
}

fn plain_answer(error: plain::everything_get_it_response::Error) -> Vec<u8> {
    let exception = Some("as a text".to_owned());
    plain::EverythingGetItResponse { exception, error: Some(error), ..Default::default() }.encode_to_vec()
}

#[test]
fn a_result_that_nobody_expects_is_passed_over() {
    let answers: [(Format, &[u8]); 6] = [
        (Format::Json, br#"{"result":{"a":[1,"x"]},"exception":null}"#),
        (Format::Json, br#"{"result":1}"#),
        (Format::Msgpack, b"\x82\xa6result\x92\x01\xa1x\xa9exception\xc0"),
        (Format::Protobuf, b"\x0a\x03abc"),
        (Format::Protobuf, b"\x08\x05\x0d\0\0\0\0"),
        (Format::Protobuf, b""),
    ];
    for (format, answer) in answers {
        let outcome = Reply::envelope(format, answer).decode::<(), Error>(method("nothing"));
        assert!(outcome.is_ok(), "{format:?}, {answer:02x?}: {outcome:?}");
    }
    // Protobuf does not say of what it skips whether it is text.
    let malformed: [(Format, &[u8]); 4] = [
        (Format::Json, br#"{"result":{"a":]}}"#),
        (Format::Json, b"{\"result\":\"\xff\"}"),
        (Format::Msgpack, b"\x81\xa6result\xa1\xff"),
        (Format::Protobuf, b"\x0a\x03ab"),
    ];
    for (format, answer) in malformed {
        let error = Reply::envelope(format, answer).decode::<(), Error>(method("nothing")).expect_err("malformed");
        assert_eq!(error.kind(), ErrorKind::Protocol, "{format:?}");
    }
}

#[test]
fn results_of_plain_structs_are_read() {
    let result = BTreeMap::from([("a".to_owned(), -1), (String::new(), 0)]);
    let answer = plain::EverythingGetItResponse { result: result.clone(), ..Default::default() };
    assert_eq!(got(answer.encode_to_vec()).expect("a result"), result);
    assert_eq!(got("").expect("a result"), BTreeMap::new());
}

#[test]
fn errors_of_plain_structs_are_read() {
    use plain::everything_get_it_response::Error;
    let answer = |error| got(plain_answer(error)).expect_err("an error");
    let why = answer(Error::ErrorRaised(plain::Error { why: Some("because".into()) }));
    assert!(matches!(&why, EverythingGetItError::Error(error) if error.why == "because"), "{why:?}");
    let value = answer(Error::ResultRaised(plain::Result { value: Some(-7) }));
    assert!(matches!(&value, EverythingGetItError::Result(error) if error.value == -7), "{value:?}");
    let exception = answer(Error::ExceptionRaised(plain::Exception {}));
    assert!(matches!(exception, EverythingGetItError::Exception(_)), "{exception:?}");
    let other = got(b"\x12\x04boom".as_slice()).expect_err("an error");
    assert!(matches!(&other, EverythingGetItError::Other(error) if error.message() == "boom"), "{other:?}");
}

#[test]
fn a_declared_error_that_comes_again_is_merged_and_of_several_the_last_counts() {
    use plain::everything_get_it_response::Error;
    let because = plain_answer(Error::ErrorRaised(plain::Error { why: Some("because".into()) }));
    let nothing = plain_answer(Error::ErrorRaised(plain::Error { why: None }));
    let merged = got([because.clone(), nothing].concat()).expect_err("an error");
    assert!(matches!(&merged, EverythingGetItError::Error(error) if error.why == "because"), "{merged:?}");
    let value = plain_answer(Error::ResultRaised(plain::Result { value: Some(1) }));
    for (answer, last) in [([because.clone(), value.clone()], "Result"), ([value, because], "Error")] {
        let error = format!("{:?}", got(answer.concat()).expect_err("an error"));
        assert!(error.starts_with(last), "{error}");
    }
}

#[test]
fn an_error_that_does_not_fit_names_its_field() {
    let error = got(b"\x12\x01x\x22\x02\x0a\x00".as_slice()).expect_err("an error");
    assert!(matches!(&error, EverythingGetItError::Other(it) if it.kind() == ErrorKind::Protocol), "{error:?}");
    assert!(error.to_string().contains("Result.value`: expected an integer"), "{error}");
}
