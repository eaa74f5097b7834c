//! What types of data become.

use super::*;

#[test]
fn enums() {
    let code = code("/// Colours.\nenum Colour { red, dark_blue }");
    assert_holds(
        &code,
        "/// Colours.\n#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Colour {",
    );
    assert_holds(&code, "    /// `dark_blue`\n    DarkBlue,\n    /// A value this version does not know.\n");
    assert_holds(&code, r#"enum_shape!("a.Colour", "red" = 1, "dark_blue" = 2);"#);
    assert_holds(&code, "Self::DarkBlue => 1,\n            Self::Unrecognized(value) => return Err(value),");
    assert_holds(&code, "Ok(index) => Self::ALL[index].clone(),");
    assert_holds(&code, "pub const ALL: &'static [Self] = &[Self::Red, Self::DarkBlue];");
}

#[test]
fn structs() {
    let code = code(SHOP);
    assert_holds(
        &code,
        "    pub price: Option<::aspyx::Decimal>,\n    pub status: Status,\n    pub parent: Option<Box<Product>>,\n",
    );
    assert_holds(&code, "pub fn new(id: ::aspyx::Uuid, title: String) -> Self {");
    assert_holds(&code, "price: None,\n            status: Status::Draft,\n            parent: None,");
    assert_holds(&code, "let mut status = ::aspyx::wire::or(|| Status::Draft);");
    assert_lacks(&code, "impl Default for Product");
}

#[test]
fn a_struct_without_required_fields_has_a_default() {
    let code = code("struct Page { size: u32 = 50, after: string?, } struct Empty {}");
    assert_holds(&code, "pub fn new() -> Self {");
    assert_holds(&code, "impl Default for Page {");
    assert_holds(&code, "pub struct Empty {}");
    assert_holds(&code, "impl Default for Empty {");
}

#[test]
fn a_float_anywhere_within_takes_eq_away() {
    let code =
        code("struct A { b: list<B> } struct B { c: map<string, C> } struct C { f: f64, a: A? } struct D { j: json }");
    assert_eq!(code.matches("#[derive(Clone, Debug, PartialEq)]\n").count(), 3, "{code}");
    assert_holds(&code, "#[derive(Clone, Debug, PartialEq, Eq)]\npub struct D {");
}

#[test]
fn defaults() {
    let code = code(
        r#"enum E { x } struct D { a: i64 = -3, b: f64 = 2, c: string = "a \"b\"", d: bytes = "x\n", e: timestamp = "2024-01-02T03:04:05Z",
        f: date = "2024-01-02", g: duration = 1500ms, h: uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8", i: decimal = "1.50",
        j: list<u32> = [1, 2], k: list<E> = [x], l: map<string, u32> = {}, m: string = "", n: bool = true }"#,
    );
    for line in [
        "a: -3,",
        "b: 2.0,",
        r#"c: String::from("a \"b\""),"#,
        r#"d: ::aspyx::codegen::bytes(b"x\n"),"#,
        r#"e: ::aspyx::codegen::timestamp("2024-01-02T03:04:05Z"),"#,
        r#"f: ::aspyx::codegen::date("2024-01-02"),"#,
        "g: ::aspyx::codegen::duration(1500000000),",
        r#"h: ::aspyx::codegen::uuid("67e55044-10b1-426f-9247-bb680e5fe0c8"),"#,
        r#"i: ::aspyx::codegen::decimal("1.50"),"#,
        "j: vec![1, 2],",
        "k: vec![E::X],",
        "l: ::std::collections::BTreeMap::new(),",
        "let mut l = ::aspyx::wire::or(::std::collections::BTreeMap::new);",
        "let mut m = ::aspyx::wire::or(String::new);",
        "let mut n = ::aspyx::wire::or(|| true);",
    ] {
        assert_holds(&code, line);
    }
}

#[test]
fn errors() {
    let code = code(SHOP);
    assert_holds(&code, "const TYPE: &'static str = \"a.NotFound\";\n    const STATUS: u16 = 404;");
    assert_holds(&code, "impl ::std::error::Error for NotFound {}");
}

#[test]
fn newtypes() {
    let code = code("/// A unit.\ntype Sku = string; type Skus = list<Sku>; type Blob = bytes; type Size = u32;");
    assert_holds(
        &code,
        "/// A unit.\n#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub struct Sku(pub String);\n",
    );
    assert_holds(&code, "::aspyx::codegen::newtype!(Sku(String), Display, str);");
    assert_holds(&code, "pub struct Skus(pub Vec<Sku>);\n\n::aspyx::codegen::newtype!(Skus(Vec<Sku>));");
    assert_holds(&code, "newtype!(Blob(::aspyx::Bytes));");
    assert_holds(
        &code,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub struct Size(pub u32);",
    );
}

#[test]
fn a_newtype_has_the_traits_of_what_it_wraps() {
    let items = "type F = f64; type Fs = map<string, list<F>>; type J = json; type S = A; type U = B; type E = C;
        struct A { x: F } union B { x: list<Fs>, y } enum C { x } struct D { b: B? } union G { s: set<E>, y }";
    let code = code(items);
    for line in [
        "#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]\npub struct F(",
        "#[derive(Clone, Debug, PartialEq, PartialOrd)]\npub struct Fs(",
        "#[derive(Clone, Debug, PartialEq, Eq)]\npub struct J(",
        "#[derive(Clone, Debug, PartialEq)]\npub struct S(",
        "#[derive(Clone, Debug, PartialEq)]\npub struct U(",
        "#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub struct E(",
        "#[derive(Clone, Debug, PartialEq)]\npub struct D ",
        "#[derive(Clone, Debug, PartialEq, Eq)]\npub enum G ",
    ] {
        assert_holds(&code, line);
    }
}

#[test]
fn a_newtype_hides_no_value_that_is_written_without_a_path() {
    let code = code("type ok = string; type _1 = bool; struct S { ok: ok?, _1: _1 = true }");
    assert_holds(&code, "pub struct Ok_(pub String);");
    assert_holds(&code, "pub ok: Option<Ok_>,\n    pub _1: _1_,");
    assert_holds(&code, "_1: _1_(true),");
}

#[test]
fn unions() {
    let code = code("struct Card {} union Payment {\n/// By card.\ncard: Card, iban: string, on_delivery }");
    assert_holds(
        &code,
        "    /// By card.\n    Card(Card),\n    /// `iban`\n    Iban(String),\n    /// `on_delivery`\n    OnDelivery,\n}",
    );
    assert_holds(&code, "shape!(\"a.Payment\", \"card\" = 1, \"iban\" = 2, \"on_delivery\" = 3);");
    assert_holds(&code, "::aspyx::codegen::union_from!(Payment { Card(Card), Iban(String) });");
    assert_holds(&code, "Self::Iban(value) => __writer.union(Self::SHAPE, 1, value),");
    assert_holds(&code, "Self::OnDelivery => __writer.union(Self::SHAPE, 2, &::aspyx::wire::Empty),");
    assert_holds(&code, "let mut on_delivery = ::aspyx::wire::required::<::aspyx::wire::Empty>();");
    assert_holds(&code, "1 => Self::Iban(iban.take()?),\n            _ => Self::OnDelivery,");
}

#[test]
fn a_union_is_made_of_what_only_one_variant_carries() {
    let code = code(
        "union U { a: i32, b: i32, c: list<i32>, d: list<U>, e } union V { a, b } type W = X; union X { x: X, w: W, y: V }",
    );
    assert_holds(&code, "union_from!(U { C(Vec<i32>), D(Vec<U>) });");
    assert_holds(&code, "union_from!(X { Y(V) });");
    assert_eq!(code.matches("union_from!").count(), 2, "{code}");
}

#[test]
fn a_variant_that_leads_back_to_its_union_is_behind_a_pointer() {
    let mut model = model(&[("a.svc", "package a; struct S { u: list<U> } union U { s: S, end }")]);
    model.unions[0].variants[0].boxed = true;
    let files = generate(&model, &Options::default());
    let code = files.get("a.rs").expect("the package has a file");
    assert_holds(code, "    S(Box<S>),");
    assert_holds(code, "union_from!(U { S(S) });");
}

#[test]
fn sets() {
    let code = code("type N = string; struct S { a: set<N> = [\"x\"], b: set<i32> = [], c: set<i32> = [2, 1] }");
    assert_holds(&code, "pub a: ::std::collections::BTreeSet<N>,");
    assert_holds(&code, "a: ::std::collections::BTreeSet::from([N(String::from(\"x\"))]),");
    assert_holds(&code, "c: ::std::collections::BTreeSet::from([2, 1]),");
    assert_holds(&code, "let mut b = ::aspyx::wire::or(::std::collections::BTreeSet::new);");
}

#[test]
fn defaults_are_wrapped_as_their_types_are() {
    let code = code(
        "type N = string; type M = N; type L = list<M>; union U { x: i32, none } type V = U; enum E { e } type F = E;
        struct S { m: M = \"x\", l: L = [\"x\"], n: list<N> = [\"y\"], v: V = none, f: list<list<F>> = [[e], []] }",
    );
    for line in [
        "m: M(N(String::from(\"x\"))),",
        "l: L(vec![M(N(String::from(\"x\")))]),",
        "n: vec![N(String::from(\"y\"))],",
        "v: V(U::None),",
        "f: vec![vec![F(E::E)], Vec::new()],",
        "let mut v = ::aspyx::wire::or(|| V(U::None));",
    ] {
        assert_holds(&code, line);
    }
}

#[test]
fn what_is_deprecated_warns() {
    let code = code(
        "@deprecated(\"use \\\"B\\\"\") struct A { @deprecated x: i32 } 
/// N.
@deprecated type N = A;
        @deprecated(\"e\") enum E { @deprecated(\"x\") x } @deprecated union U { @deprecated(\"y\") y } @deprecated error R {}",
    );
    assert_holds(&code, "#[deprecated(note = \"use \\\"B\\\"\")]\n#[derive(");
    assert_holds(&code, "    #[deprecated]\n    pub x: i32,");
    assert_holds(&code, "/// N.\n#[deprecated]\n#[derive(");
    assert_holds(&code, "    /// `x`\n    #[deprecated(note = \"x\")]\n    X,");
    assert_holds(&code, "    #[deprecated(note = \"y\")]\n    Y,");
    assert_eq!(code.matches("#[deprecated").count(), 8, "{code}");
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let code = code(
        "@sensitive type Pin = string; struct Card { @sensitive number: string, pin: Pin, type: i32 }
        error Bad { @sensitive why: string?, pin: Pin } service S { fn f(@sensitive a: string = \"x\"); }",
    );
    assert_holds(
        &code,
        "Hash)]\npub struct Pin(pub String);\n\n::aspyx::codegen::newtype!(Pin(String), Sensitive, str);",
    );
    assert_holds(&code, "#[derive(Clone, PartialEq, Eq)]\npub struct Card {");
    assert_holds(&code, "            .field(\"number\", &::aspyx::codegen::Sensitive)\n");
    assert_holds(&code, "            .field(\"type\", &self.r#type)\n");
    assert_holds(&code, "let mut number = ::aspyx::wire::required().sensitive();");
    assert_holds(&code, "let mut a = ::aspyx::wire::or(|| String::from(\"x\")).sensitive();");
    assert_holds(&code, "\"Bad: why = {}, pin = {:?}\"");
    assert_holds(&code, "            ::aspyx::codegen::Sensitive, self.pin\n");
}

#[test]
fn an_error_tells_its_name_and_its_fields() {
    let code = code(
        "type N = string; enum E { e } error A { n: N, o: N?, e: E, l: list<N>, type: i32, text: string } error B {}",
    );
    assert_holds(&code, "\"A: n = {:?}, o = {:?}, e = {}, l = {:?}, type = {}, text = {:?}\",");
    assert_holds(&code, "self.n.0, ::aspyx::codegen::Maybe(&self.o), self.e, self.l, self.r#type, self.text");
    assert_holds(&code, "__f.write_str(\"B\")");
}

#[test]
fn an_error_may_have_a_text_of_its_own() {
    use aspyx_idl::model::MessagePart::{Field, Text};
    let mut model =
        model(&[("a.svc", "package a; error A { n: string, o: i32?, l: list<i32>, @sensitive s: string } error B {}")]);
    let text = |text: &str| Text(text.to_owned());
    model.errors[0].message =
        Some(vec![text("no {"), Field(0), text("} "), Field(1), text(" \""), Field(2), Field(3), Field(0)]);
    model.errors[1].message = Some(vec![text("{nothing}")]);
    let files = generate(&model, &Options::default());
    let code = files.get("a.rs").expect("the package has a file");
    assert_holds(code, "\"no {{{}}} {} \\\"{:?}{}{}\"");
    assert_holds(code, "self.n, ::aspyx::codegen::Maybe(&self.o), self.l, ::aspyx::codegen::Sensitive, self.n\n");
    assert_holds(code, "__f.write_str(\"{nothing}\")");
}
