//! Types with rules as the compiler would generate them, and what is found wrong with their values.

use super::{Rules, Validate};
use crate::error::{Error, ErrorKind, Violation};
use crate::wire::Unrecognized;
use crate::{Bytes, Decimal, Duration, enum_shape, pattern};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sku(String);

impl crate::wire::Encode for Sku {
    fn encode(&self, writer: &mut dyn crate::wire::Writer) {
        self.0.encode(writer);
    }
}

impl Validate for Sku {
    fn check(&self, rules: &mut Rules) {
        rules.len("", &self.0, 1..=8, "len(1..=8)");
        rules.pattern("", &self.0, pattern!("^[A-Z]*$"), r#"pattern("^[A-Z]*$")"#);
    }
}

enum Status {
    Active,
    Unrecognized(Unrecognized),
}

impl Validate for Status {
    fn check(&self, rules: &mut Rules) {
        if let Self::Unrecognized(value) = self {
            rules.unknown(value, &enum_shape!("Status", "draft" = 1, "active" = 2));
        }
    }
}

enum Payment {
    Card(Card),
    OnDelivery,
}

impl Validate for Payment {
    fn check(&self, rules: &mut Rules) {
        match self {
            Self::Card(value) => rules.nested("card", value),
            Self::OnDelivery => {}
        }
    }
}

struct Card {
    number: String,
    pins: BTreeMap<Sku, Sku>,
}

impl Validate for Card {
    fn check(&self, rules: &mut Rules) {
        rules.sensitive(|rules| {
            rules.len("number", &self.number, 12..=19, "len(12..=19)");
        });
        rules.sensitive(|rules| {
            rules.nested("pins", &self.pins);
        });
    }
}

struct Product {
    sku: Sku,
    status: Status,
    amount: u32,
    parts: Vec<Product>,
    stock: BTreeMap<String, Option<Sku>>,
    paid: Payment,
}

impl Product {
    fn new() -> Self {
        let (parts, stock) = (Vec::new(), BTreeMap::new());
        Self { sku: sku("A"), status: Status::Active, amount: 1, parts, stock, paid: Payment::OnDelivery }
    }
}

impl Validate for Product {
    fn check(&self, rules: &mut Rules) {
        rules.nested("sku", &self.sku);
        rules.nested("status", &self.status);
        rules.range("amount", &self.amount, 1..100, "range(1..100)");
        rules.nested("parts", &self.parts);
        rules.nested("stock", &self.stock);
        rules.nested("paid", &self.paid);
    }
}

fn sku(text: &str) -> Sku {
    Sku(text.to_owned())
}

/// Returns the error of a value that breaks rules, and the path, rule and value of each.
#[track_caller]
fn broken(value: &impl Validate) -> (Error, Vec<(String, String, Option<Value>)>) {
    let error = value.validate().expect_err("every rule is kept");
    let told = |it: &Violation| (it.path.clone(), it.rule.clone(), it.value.clone());
    (error.clone(), error.violations().iter().map(told).collect())
}

fn told(path: &str, rule: &str, value: impl Into<Option<Value>>) -> (String, String, Option<Value>) {
    (path.to_owned(), rule.to_owned(), value.into())
}

/// Something whose only rule is the one at hand.
struct Only<F>(F);

impl<F: Fn(&mut Rules)> Validate for Only<F> {
    fn check(&self, rules: &mut Rules) {
        (self.0)(rules);
    }
}

fn keeps(check: impl Fn(&mut Rules)) -> bool {
    Only(check).validate().is_ok()
}

#[test]
fn what_keeps_its_rules_is_allowed() {
    let stock = BTreeMap::from([("a b".to_owned(), Some(sku("B"))), (String::new(), None)]);
    let product = Product { parts: vec![Product::new()], stock, ..Product::new() };
    assert!(product.validate().is_ok());
}

#[test]
fn everything_that_is_broken_is_told_with_its_place() {
    let part = Product { sku: sku("abc"), amount: 0, ..Product::new() };
    let unknown = Status::Unrecognized(Unrecognized::Name("sold".to_owned()));
    let stock = BTreeMap::from([("a b".to_owned(), Some(sku("")))]);
    let parts = vec![Product::new(), part];
    let (error, violations) = broken(&Product { status: unknown, parts, stock, ..Product::new() });
    assert_eq!(
        violations,
        [
            told("status", "variant", json!("sold")),
            told("parts[1].sku", r#"pattern("^[A-Z]*$")"#, json!("abc")),
            told("parts[1].amount", "range(1..100)", json!(0)),
            told(r#"stock["a b"]"#, "len(1..=8)", json!("")),
        ]
    );
    assert_eq!((error.kind(), error.maybe_executed()), (ErrorKind::Violation, false));
    assert_eq!(error.message(), "not allowed: `status`: expected one of draft, active, and 3 more");
}

#[test]
fn a_value_breaks_every_rule_it_breaks_and_not_only_the_first() {
    let (error, violations) = broken(&sku("far too long"));
    assert_eq!(violations.len(), 2);
    assert_eq!(error.message(), "not allowed: the value does not keep `len(1..=8)`, and 1 more");
}

#[test]
fn of_what_is_sensitive_only_the_place_is_told() {
    let card = Card { number: "1234".to_owned(), pins: BTreeMap::from([(sku("MINE"), sku("secret"))]) };
    let (error, violations) = broken(&Product { paid: Payment::Card(card), ..Product::new() });
    assert_eq!(
        violations,
        [
            told("paid.card.number", "len(12..=19)", None),
            told(r#"paid.card.pins["…"]"#, r#"pattern("^[A-Z]*$")"#, None),
        ]
    );
    assert!(!format!("{error:#?}").contains("secret"));
}

#[test]
fn keys_have_rules_too() {
    let (_, violations) = broken(&BTreeMap::from([(sku("a"), 1), (sku("A"), 2)]));
    assert_eq!(violations, [told(r#"["a"]"#, r#"pattern("^[A-Z]*$")"#, json!("a"))]);
    let (_, violations) = broken(&BTreeSet::from([sku("A"), sku("b")]));
    assert_eq!(violations, [told("[1]", r#"pattern("^[A-Z]*$")"#, json!("b"))]);
}

#[test]
fn no_more_than_a_hundred_violations_are_told() {
    let (error, violations) = broken(&vec![vec![sku("a"); 1_000]; 1_000]);
    assert_eq!((violations.len(), &*violations[99].0), (100, "[0][99]"));
    assert!(error.message().ends_with("and at least 99 more"), "{error}");
}

#[test]
fn a_length_counts_characters_bytes_and_elements() {
    assert!(keeps(|rules| rules.len("", "äöü😀", 4..=4, "")));
    assert!(keeps(|rules| rules.len("", &Bytes::from_static(b"\xff\xff"), 2..=2, "")));
    assert!(keeps(|rules| rules.len("", &BTreeSet::from([1, 2, 3]), 3.., "")));
    assert!(keeps(|rules| rules.len("", &BTreeMap::from([(1, 2)]), 0..=1, "")));
    assert!(!keeps(|rules| rules.len("", &Vec::<i32>::new(), 1.., "")));
}

#[test]
fn of_a_long_text_the_beginning_is_told_and_of_a_container_how_long_it_is() {
    let text = "x".repeat(1 << 20);
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.len("a", &text, 1..=3, "len(1..=3)")));
    let [(_, _, Some(Value::String(shown)))] = &violations[..] else { panic!("{violations:?}") };
    assert_eq!((shown.chars().count(), shown.ends_with('…')), (121, true));
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.len("a", &vec![0; 9], 1..=3, "len(1..=3)")));
    assert_eq!(violations, [told("a", "len(1..=3)", json!(9))]);
}

#[test]
fn a_range_is_one_of_numbers_or_durations() {
    assert!(keeps(|rules| rules.range("", &i64::MIN, -9223372036854775808.., "")));
    assert!(!keeps(|rules| rules.range("", &10_u64, ..10, "")));
    assert!(keeps(|rules| rules.range("", &-0.0, 0.0..=1.0, "")));
    assert!(!keeps(|rules| rules.range("", &f64::NAN, 0.0.., "")));
    assert!(keeps(|rules| rules.range("", &Decimal::new(100, 2), Decimal::ONE..=Decimal::TWO, "")));
    let short = Duration::from_millis(499);
    let bound = || Duration::from_millis(500)..;
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.range("a", &short, bound(), "range(500ms..)")));
    assert_eq!(violations, [told("a", "range(500ms..)", json!("0.499s"))]);
}

#[test]
fn a_pattern_may_be_found_anywhere_unless_it_says_otherwise() {
    assert!(keeps(|rules| rules.pattern("", "xay", pattern!("a"), "")));
    assert!(!keeps(|rules| rules.pattern("", "xay", pattern!("^a$"), "")));
    assert!(keeps(|rules| rules.pattern("", "Größe", pattern!(r"^\p{L}+$"), "")));
}

#[test]
fn a_pattern_that_cannot_be_compiled_is_kept_by_nothing() {
    assert!(!keeps(|rules| rules.pattern("", "", pattern!("("), "")));
}

#[test]
fn each_element_that_stands_twice_is_told_by_its_own_place() {
    assert!(keeps(|rules| rules.unique("", &["a", "b"], "unique")));
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.unique("tags", &["a", "b", "a", "a"], "unique")));
    assert_eq!(violations, [told("tags[2]", "unique", json!("a")), told("tags[3]", "unique", json!("a"))]);
    let lists = [vec![1], vec![1]];
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.unique("", &lists, "unique")));
    assert_eq!(violations, [told("[1]", "unique", None)]);
}

#[test]
fn a_long_list_is_searched_for_twins_in_no_time() {
    let list: Vec<u32> = (0..200_000).chain([7]).collect();
    let (_, violations) = broken(&Only(|rules: &mut Rules| rules.unique("", &list, "unique")));
    assert_eq!(violations, [told("[200000]", "unique", json!(7))]);
}
