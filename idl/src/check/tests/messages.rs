use super::{shop, suggested};
use crate::catalogue;
use crate::model::MessagePart;

/// Returns the parts of the message of an error with a few fields.
fn parts(message: &str) -> Vec<MessagePart> {
    let outcome = shop(&text(message));
    outcome.is_clean();
    outcome.model().errors[0].message.clone().expect("there is a message")
}

fn text(message: &str) -> String {
    format!(
        "enum Status {{ draft }} type Sku = string; @sensitive type Secret = string; type Token = Secret; struct S {{ }}
         @message(\"{message}\") error E {{
             what: string, sku: Sku?, status: Status, at: timestamp, data: bytes, any: json, some: list<string>, s: S?,
             @sensitive card: string, token: Token?,
         }}"
    )
}

fn plain(text: &str) -> MessagePart {
    MessagePart::Text(text.to_owned())
}

#[test]
fn a_message_holds_fields() {
    assert_eq!(parts("no {what} left"), [plain("no "), MessagePart::Field(0), plain(" left")]);
    assert_eq!(parts("{sku}{status}"), [MessagePart::Field(1), MessagePart::Field(2)]);
    assert_eq!(parts("ä \\u{e4} {at}!"), [plain("ä ä "), MessagePart::Field(3), plain("!")]);
}

#[test]
fn a_message_may_be_plain() {
    assert_eq!(parts("gone"), [plain("gone")]);
    assert!(shop("error E { }").model().errors[0].message.is_none());
}

#[test]
fn doubled_braces_are_braces() {
    assert_eq!(parts("{{what}} {{{what}}}"), [plain("{what} {"), MessagePart::Field(0), plain("}")]);
}

#[test]
fn a_brace_alone_is_refused() {
    for (message, at) in
        [("a { b", "{"), ("a } b", "}"), ("\\u{e4}{what", "{"), ("{what}}", "}"), ("{", "{"), ("}", "}")]
    {
        let outcome = shop(&text(message));
        assert_eq!(suggested(outcome.finds(catalogue::BAD_MESSAGE, at)), at.repeat(2));
    }
    shop(&text(" ")).finds(catalogue::BAD_MESSAGE, "\" \"");
}

#[test]
fn an_unknown_field_is_suggested() {
    let found = |message: &str| shop(&text(message)).finds(catalogue::MESSAGE_FIELD, message).clone();
    assert_eq!(suggested(&found("{wat}")), "{what}");
    assert_eq!(suggested(&found("{ what }")), "{what}");
    assert!(found("{}").message.contains("nothing"));
    assert!(found("{s.id}").suggestions.is_empty());
}

#[test]
fn what_is_sensitive_stands_in_no_message() {
    for message in ["{card}", "{token}"] {
        let outcome = shop(&text(message));
        assert!(outcome.finds(catalogue::MESSAGE_FIELD, message).message.contains("sensitive"));
    }
}

#[test]
fn what_has_no_text_stands_in_no_message() {
    for message in ["{data}", "{any}", "{some}", "{s}"] {
        shop(&text(message)).finds(catalogue::MESSAGE_FIELD, message);
    }
}

#[test]
fn a_wrong_field_is_told_once() {
    shop("@message(\"{a}\") error E { a: Nothing }").finds(catalogue::UNKNOWN_TYPE, "Nothing");
}
