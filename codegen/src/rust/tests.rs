//! What each construct becomes, from source text to Rust text.

mod calls;
mod data;
mod rules;

use super::*;
use crate::{Layout, Side, header};
use aspyx_idl::source::Sources;

/// Compiles texts; those whose name begins with `import/` are only imported.
fn model(files: &[(&str, &str)]) -> Model {
    let mut sources = Sources::new();
    for (path, text) in files {
        if path.starts_with("import/") {
            sources.import(*path, *text)
        } else {
            sources.add(*path, *text)
        };
    }
    let compilation = aspyx_idl::compile(&sources);
    let findings = aspyx_idl::render::human(&compilation.diagnostics, &sources, false);
    compilation.model.unwrap_or_else(|| panic!("{findings}"))
}

fn generate(model: &Model, options: &Options) -> Files {
    super::generate(model, options).expect("the paths fit the packages")
}

/// Returns the code of a package `a` with these items.
fn code(items: &str) -> String {
    code_with(items, &Options::default())
}

fn code_with(items: &str, options: &Options) -> String {
    let files = generate(&model(&[("a.svc", &format!("package a;\n{items}"))]), options);
    files.get("a.rs").expect("the package has a file").to_owned()
}

#[track_caller]
fn assert_holds(code: &str, part: &str) {
    assert!(code.contains(part), "expected:\n{part}\n\nin:\n{code}");
}

#[track_caller]
fn assert_lacks(code: &str, part: &str) {
    assert!(!code.contains(part), "did not expect:\n{part}\n\nin:\n{code}");
}

const SHOP: &str = "\
    enum Status { draft, active }
    struct Product { id: uuid, title: string, price: decimal?, status: Status = draft, parent: Product? }
    @status(404) error NotFound { what: string }
    /// Maintains products.
    @rest(\"/products\") service Catalog {
        /// One product.
        @get(\"/{id}\") fn get(/** x */ id: uuid) -> Product throws NotFound;
        fn list(status: Status?, limit: u32 = 50, tags: list<string> = []) -> list<Product>;
    }
    component Shop { services: Catalog; channels: dispatch-json, rest; }";

#[test]
fn method_errors() {
    let code = code(SHOP);
    assert_holds(&code, "/// What [`Catalog::get`] may answer instead of a result.\n");
    assert_holds(
        &code,
        "    /// `NotFound`\n    NotFound(NotFound),\n    /// Whatever else went wrong on the way.\n    Other(",
    );
    assert_holds(&code, "::aspyx::codegen::method_error!(CatalogGetError { NotFound(NotFound) });");
    assert_lacks(&code, "CatalogListError");
}

#[test]
fn services() {
    let code = code(SHOP);
    assert_holds(
        &code,
        "/// Maintains products.\npub trait Catalog: Send + Sync + 'static {\n    /// One product.\n    fn get(\n",
    );
    assert_holds(&code, "-> impl ::std::future::Future<Output = Result<Product, CatalogGetError>> + Send;");
    assert_holds(&code, "status: Option<Status>,\n        limit: u32,\n        tags: Vec<String>,\n");
}

#[test]
fn docs_of_parameters_stand_below_those_of_the_method() {
    let code = code("service S {\n/// Does.\nfn f(/// The one.\n a: u32, b: u32); }");
    assert_holds(&code, "    /// Does.\n    ///\n    /// # Arguments\n    ///\n    /// * `a` - The one.\n    fn f(");
}

#[test]
fn objects() {
    let code = code(SHOP);
    assert_holds(&code, "pub trait DynCatalog: Send + Sync {\n    fn __get(");
    assert_holds(&code, "impl<__T: Catalog> DynCatalog for __T {");
    assert_holds(&code, "Box::pin(async move { Catalog::list(self, status, limit, tags).await })");
}

#[test]
fn descriptors() {
    let code = code(SHOP);
    assert_holds(&code, "pub static CATALOG: ::aspyx::codegen::ServiceDescriptor");
    assert_holds(&code, "    component: Some(&SHOP),\n");
    assert_holds(&code, "id: \"shop:catalog:get\",");
    assert_holds(&code, "path: \"/products/{id}\",");
    assert_holds(&code, "places: &[::aspyx::codegen::Place::Path],");
    assert_lacks(&code, "route: None,");
    assert_holds(&code, "            ..::aspyx::codegen::MethodDescriptor::DEFAULT\n        },\n");
}

#[test]
fn clients() {
    let code = code(SHOP);
    assert_holds(&code, "pub struct CatalogClient(::aspyx::codegen::Stub<dyn DynCatalog>);");
    assert_holds(&code, "None => self.0.call(&CATALOG.methods[0], &[&id]).await,");
    assert_holds(&code, "&[&status, &limit, &tags]");
}

#[test]
fn dispatchers() {
    let code = code(SHOP);
    assert_holds(&code, "let mut limit = ::aspyx::wire::or(|| 50);");
    assert_holds(&code, "let mut tags = ::aspyx::wire::or(Vec::new);");
    assert_holds(&code, "__call.answer(self.0.__get(id.take()?))");
}

#[test]
fn components() {
    let code = code(SHOP);
    assert_holds(&code, "channels: &[\"dispatch-json\", \"rest\"],\n    services: &[&CATALOG],");
    assert_holds(&code, "pub struct ShopBuilder<__Catalog = ::aspyx::codegen::Missing> {");
    assert_holds(&code, "pub fn catalog(self, service: impl Catalog) -> ShopBuilder<::aspyx::codegen::Given> {");
}

#[test]
fn a_builder_keeps_track_of_each_service() {
    let code = code("service A {} service B {} component C { services: A, B; channels: dispatch-json; }");
    assert_holds(&code, "pub fn a(self, service: impl A) -> CBuilder<::aspyx::codegen::Given, __B> {");
    assert_holds(&code, "pub fn b(self, service: impl B) -> CBuilder<__A, ::aspyx::codegen::Given> {");
}

#[test]
fn either_side_can_be_left_out() {
    let client_only = code_with(SHOP, &Options { server: Side::Left, ..Options::default() });
    assert_holds(&client_only, "pub static SHOP:");
    assert_lacks(&client_only, "ShopBuilder");
    assert_lacks(&client_only, "CatalogDispatcher");
    let server_only = code_with(SHOP, &Options { client: Side::Left, ..Options::default() });
    assert_lacks(&server_only, "CatalogClient");
    assert_holds(&server_only, "DynCatalog");
    let neither = code_with(SHOP, &Options { client: Side::Left, server: Side::Left, ..Options::default() });
    assert_lacks(&neither, "DynCatalog");
    assert_holds(&neither, "pub trait Catalog:");
}

#[test]
fn short_names_give_way_to_items_and_modules() {
    let items = "struct String { text: string } struct Result {} service S { fn f(s: String, t: string?) -> Result; }";
    let code = code(items);
    assert_holds(&code, "pub text: ::std::string::String,");
    assert_holds(&code, "::std::result::Result<Result, ::aspyx::Error>");
    assert_holds(&code, "t: Option<::std::string::String>");
    let below = model(&[("a.svc", "package a; struct X { n: u32 }"), ("b.svc", "package a.u32; struct Y {}")]);
    assert_holds(generate(&below, &Options::default()).get("a.rs").unwrap(), "pub n: ::std::primitive::u32,");
}

#[test]
fn keywords_are_raw_wherever_they_stand() {
    let code = code("struct X { type: string } service S { fn type(type: string, self: u32); }");
    assert_holds(&code, "pub r#type: String,");
    assert_holds(&code, "let mut r#type = ");
    assert_holds(&code, "fn r#type(");
    assert_holds(&code, "fn __type(");
    assert_holds(&code, "self_: u32");
}

const TWO: &[(&str, &str)] = &[
    ("common.svc", "//! What all use.\npackage common.v1;\nstruct Money { amount: decimal }"),
    ("shop.svc", "package shop.v1;\nuse common.v1.Money;\nstruct Product { price: Money }"),
];

#[test]
fn packages_refer_to_each_other_relatively() {
    let files = generate(&model(TWO), &Options::default());
    assert_holds(files.get("shop.v1.rs").unwrap(), "pub price: super::super::common::v1::Money,");
}

#[test]
fn the_tree_of_one_package_holds_what_it_needs() {
    let files = generate(&model(TWO), &Options::default());
    let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["common.v1.rs", "mod.rs", "only/common.v1.rs", "only/shop.v1.rs", "shop.v1.rs"]);
    let shop = files.get("only/shop.v1.rs").unwrap();
    assert_holds(shop, "include!(\"../common.v1.rs\");");
    assert_holds(shop, "    /// What all use.\n    pub mod v1 {");
    assert_lacks(files.get("only/common.v1.rs").unwrap(), "mod shop");
}

#[test]
fn a_package_may_stand_above_another() {
    let files = [("a.svc", "package a;\nstruct X {}"), ("b.svc", "package a.b;\nuse a.X;\nstruct Y { x: X }")];
    let files = generate(&model(&files), &Options::default());
    assert_holds(
        files.get("mod.rs").unwrap(),
        "    include!(\"a.rs\");\n\n    pub mod b {\n        include!(\"a.b.rs\");",
    );
    assert_holds(files.get("a.b.rs").unwrap(), "pub x: super::X,");
}

#[test]
fn an_imported_package_is_found_where_the_user_says() {
    let files = [("import/common.svc", TWO[0].1), TWO[1]];
    let externs = [("common.v1".to_owned(), "::common_api::common::v1".to_owned())].into();
    let files = generate(&model(&files), &Options { externs, ..Options::default() });
    assert_holds(files.get("shop.v1.rs").unwrap(), "pub price: ::common_api::common::v1::Money,");
    assert!(files.get("common.v1.rs").is_none());
}

#[test]
fn folders_hold_a_module_each() {
    let files = generate(&model(TWO), &Options { layout: Layout::Folders, ..Options::default() });
    let paths: Vec<_> = files.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["common/mod.rs", "common/v1/mod.rs", "mod.rs", "shop/mod.rs", "shop/v1/mod.rs"]);
    assert_holds(files.get("mod.rs").unwrap(), "#[rustfmt::skip]\npub mod shop;");
    assert_holds(files.get("common/mod.rs").unwrap(), "/// What all use.\npub mod v1;\n");
}

#[test]
fn every_file_says_where_it_comes_from() {
    for (path, content) in generate(&model(TWO), &Options::default()).iter() {
        let text = std::str::from_utf8(content).unwrap();
        assert!(text.starts_with(&format!("// {}", header::mark("rust"))), "{path}:\n{text}");
        let is_tree = path == "mod.rs" || path.starts_with("only/");
        let names_source = text.lines().next().is_some_and(|line| line.contains(".svc"));
        assert_eq!(names_source, !is_tree, "{path}:\n{text}");
    }
}

#[test]
fn a_service_names_a_component_that_lists_it_from_another_package() {
    let files = [
        ("a.svc", "package a;\nservice S { fn f(); }"),
        ("b.svc", "package b;\nuse a.S;\ncomponent C { services: S; channels: dispatch-json; }"),
    ];
    let files = generate(&model(&files), &Options::default());
    assert_holds(files.get("a.rs").unwrap(), "component: Some(&super::b::C),");
    assert_holds(files.get("b.rs").unwrap(), "services: &[&super::a::S],");
    assert_holds(files.get("only/a.rs").unwrap(), "pub mod b {");
}

/// Leaves out of a text what a formatter may change.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !"{},".contains(*letter)).collect()
}

#[test]
fn a_formatter_changes_nothing_that_matters() {
    let parameters: String = (0..60).map(|index| format!("parameter_{index}: string, ")).collect();
    let variants: String = (0..300).map(|index| format!("variant_{index}, ")).collect();
    let many = format!(
        "{SHOP} enum Big {{ {variants} }} service Many {{ fn f({parameters}) throws NotFound; fn g(); }} service Empty {{}}"
    );
    let code = code(&many);
    let (_, body) = code.split_once("\n\n").expect("an empty line follows the header");
    let file = syn::parse_file(body).unwrap_or_else(|error| panic!("{error}\n{body}"));
    assert_eq!(bare(&prettyplease::unparse(&file)), bare(body));
    assert!(body.lines().all(|line| line == line.trim_end()), "no line ends in a space");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let reversed: Vec<_> = TWO.iter().rev().copied().collect();
    assert_eq!(generate(&model(TWO), &Options::default()), generate(&model(&reversed), &Options::default()));
}
