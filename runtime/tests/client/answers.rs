//! What answers mean on dispatch-json.

use crate::canned::Canned;
use crate::shop::{Catalog, CatalogFindError, NotFound, client};
use aspyx::{Error, ErrorKind};

async fn find(answer: &str) -> Result<Option<String>, CatalogFindError> {
    let server = Canned::json(answer).await;
    client("dispatch-json", &server.address).find("x".into(), vec![], None, None).await
}

async fn hello(answer: &str) -> Result<String, Error> {
    let server = Canned::json(answer).await;
    client("dispatch-json", &server.address).hello("x".into()).await
}

fn other<T: std::fmt::Debug>(outcome: Result<T, CatalogFindError>) -> Error {
    match outcome {
        Err(CatalogFindError::Other(error)) => error,
        unexpected => panic!("expected an error that is not declared, found {unexpected:?}"),
    }
}

#[tokio::test]
async fn members_come_in_any_order_and_unknown_ones_are_skipped() {
    let answer = r#"{"exception":null,"trace":[{"a":1}],"error":null,"result":"found"}"#;
    assert_eq!(find(answer).await.unwrap(), Some("found".into()));
}

#[tokio::test]
async fn null_is_the_result_of_a_method_that_may_have_none() {
    let answer = r#"{"result":null,"exception":null}"#;
    assert_eq!(find(answer).await.unwrap(), None);
    let server = Canned::json(answer).await;
    client("dispatch-json", &server.address).rename(1, "x".into()).await.unwrap();
}

#[tokio::test]
async fn null_is_no_text() {
    let error = hello(r#"{"result":null,"exception":null}"#).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert!(error.message().contains("at `result`"), "{error}");
}

#[tokio::test]
async fn an_exception_keeps_its_text_and_may_have_done_something() {
    let error = hello(r#"{"result":null,"exception":"boom"}"#).await.unwrap_err();
    assert_eq!((error.kind(), error.message(), error.maybe_executed()), (ErrorKind::Exception, "boom", true));
}

#[tokio::test]
async fn an_exception_without_text_is_one_all_the_same() {
    let error = other(find(r#"{"result":null,"exception":""}"#).await);
    assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, ""));
}

#[tokio::test]
async fn a_declared_error_is_its_variant() {
    let answer = r#"{"result":null,"exception":"nothing","error":{"type":"shop.v1.NotFound","data":{"what":"x"}}}"#;
    let found = find(answer).await;
    assert!(matches!(&found, Err(CatalogFindError::NotFound(NotFound { what })) if what == "x"), "{found:?}");
}

#[tokio::test]
async fn the_fields_of_an_error_may_come_before_its_type_and_all_before_the_result() {
    let answer = r#"{"error":{"data":{"what":"x"},"type":"shop.v1.NotFound"},"exception":"nothing","result":null}"#;
    assert!(matches!(find(answer).await, Err(CatalogFindError::NotFound(_))));
}

#[tokio::test]
async fn an_error_the_method_does_not_declare_is_an_exception() {
    let error = other(find(r#"{"exception":"sold","error":{"type":"shop.v2.Sold","data":{}}}"#).await);
    assert_eq!((error.kind(), error.message()), (ErrorKind::Exception, "sold"));
}

#[tokio::test]
async fn an_error_whose_fields_do_not_fit_names_the_path() {
    let error = other(find(r#"{"exception":"","error":{"type":"shop.v1.NotFound","data":{"what":7}}}"#).await);
    assert_eq!(error.kind(), ErrorKind::Protocol);
    assert!(error.message().contains("at `error.data.what`"), "{error}");
}

#[tokio::test]
async fn a_result_that_does_not_fit_names_method_address_and_path() {
    let server = Canned::json(r#"{"result":7,"exception":null}"#).await;
    let error = client("dispatch-json", &server.address).hello("x".into()).await.unwrap_err();
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Protocol, true));
    for part in ["shop-v1:catalog:hello", &server.address, "at `result`"] {
        assert!(error.message().contains(part), "`{part}` is missing in: {error}");
    }
}

#[tokio::test]
async fn what_is_no_envelope_is_refused() {
    for answer in ["", "[]", "\"text\"", "{\"result\":\"x\"", "{\"result\":\"x\"} {}", "nonsense"] {
        assert_eq!(hello(answer).await.unwrap_err().kind(), ErrorKind::Protocol, "{answer}");
    }
}

#[tokio::test]
async fn a_result_need_not_be_accompanied_by_a_null_exception() {
    assert_eq!(hello(r#"{"result":"x"}"#).await.unwrap(), "x");
}
