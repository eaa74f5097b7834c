//! What the goldens of the suite do not show: several packages, several components, names that collide.

use super::*;
use crate::tree::Map;
use aspyx_idl::source::Sources;

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

/// Returns the document of the first component.
fn document(files: &[(&str, &str)], version: OpenApi) -> Tree {
    let model = model(files);
    document::build(&Scope::new(&model, &model.components[0], version), None).into()
}

/// Returns the document of a package `a` with these items and a service `S` below `/`.
fn with(items: &str, methods: &str) -> Tree {
    let text = format!(
        "package a;\n{items}\n@rest(\"/\") service S {{ {methods} }}\ncomponent C {{ services: S; channels: rest; }}"
    );
    document(&[("a.svc", &text)], OpenApi::V3_1)
}

/// Returns what stands under some names; a slash begins each of them and none has another, but for `~`.
#[track_caller]
fn at<'t>(tree: &'t Tree, path: &str) -> &'t Tree {
    let step = |tree: &'t Tree, name: &str| {
        let member = if let Tree::Map(map) = tree { map.get(&name.replace('~', "/")) } else { None };
        member.unwrap_or_else(|| panic!("no {name} in {tree:?}"))
    };
    path.split('/').skip(1).fold(tree, step)
}

#[track_caller]
fn names(tree: &Tree, path: &str) -> Vec<String> {
    let Tree::Map(map) = at(tree, path) else { panic!("{path} is no map") };
    map.names().map(str::to_owned).collect()
}

fn files(sources: &[(&str, &str)]) -> Vec<String> {
    let files = generate(&model(sources), &Options::default());
    files.iter().map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn each_component_on_rest_has_its_documents_and_nothing_else_has() {
    let service = |name: &str| format!("@rest(\"/{name}\") service {name} {{ @get(\"/\") fn f(); }}\n");
    let text = ["A", "B", "C"].map(service).concat();
    let a = format!(
        "package a.v2;\n{text}component First {{ services: A; channels: rest; }}\n\
         component Second {{ services: B; channels: dispatch-json, rest; }}\n\
         component Third {{ services: D; channels: dispatch-json; }}\nservice D {{}}"
    );
    let b =
        "package b;\n@rest(\"/\") service E { @get(\"/\") fn f(); }\ncomponent Other { services: E; channels: rest; }";
    let expected =
        ["first-v2.openapi.json", "first-v2.openapi.yaml", "second-v2.openapi.json", "second-v2.openapi.yaml"];
    assert_eq!(files(&[("a.svc", &a), ("import/b.svc", b)]), expected);
}

const ONE: &str = "package one;\nstruct Same { a: i32 }\nstruct Alone {}\nerror Oops { same: Same }\n";

#[test]
fn names_are_short_unless_packages_share_them() {
    let two = "package two;\nuse one.{Same as Other, Alone, Oops};\nstruct Same { other: Other, alone: Alone }\n\
        struct Problem {}\nstruct OopsProblem {}\nstruct Unused {}\n\
        @rest(\"/\") service S { @post(\"/\") fn f(same: Same, @query q: i32) -> OopsProblem throws Oops;\n\
        @get(\"/\") fn g() -> Problem; }\ncomponent C { services: S; channels: rest; }";
    let document = document(&[("one.svc", ONE), ("two.svc", two)], OpenApi::V3_1);
    let expected =
        ["one.Same", "Alone", "Oops", "two.Same", "two.Problem", "OopsProblem", "OopsProblem_", "Problem", "Violation"];
    assert_eq!(names(&document, "/components/schemas"), expected);
    let other = at(&document, "/components/schemas/two.Same/properties/other/$ref");
    assert_eq!(*other, "#/components/schemas/one.Same".into());
}

#[test]
fn no_two_operations_have_one_id() {
    let text = "package a;\n@rest(\"/a\") service S_f { @get(\"/\") fn x(); }\n\
        @rest(\"/b\") service S { @get(\"/\") fn f(); @get(\"/x\") fn f_x(); }\n\
        component C { services: S_f, S; channels: rest; }";
    let document = document(&[("a.svc", text)], OpenApi::V3_1);
    let id = |path: &str| at(&document, &format!("/paths/{path}/get/operationId")).clone();
    assert_eq!([id("~a"), id("~b"), id("~b~x")], ["s_f_x", "s_f", "s_f_x_"].map(Tree::from));
}

#[test]
fn paths_of_one_shape_are_one_path() {
    let document =
        with("", r#"@get("/{id}/x") fn a(id: i32); @put("/{name}/x") fn b(x: i32, name: string); @get("/") fn c();"#);
    assert_eq!(names(&document, "/paths"), ["/{id}/x", "/"]);
    assert_eq!(names(&document, "/paths/~{id}~x"), ["get", "put"]);
    let Tree::List(parameters) = at(&document, "/paths/~{id}~x/put/parameters") else { panic!("no list") };
    let place = |tree: &Tree| (at(tree, "/in").clone(), at(tree, "/name").clone());
    let expected = [("query".into(), "x".into()), ("path".into(), "id".into())];
    assert_eq!(parameters.iter().map(place).collect::<Vec<_>>(), expected);
}

#[test]
fn an_operation_lists_what_a_server_answers_to_it_and_nothing_more() {
    let methods = r#"@get("/a") fn plain(q: i32, w: uuid?); @get("/b") @auth fn known();
        @post("/c") @roles("x") fn closed(@body e: list<E>) -> i32; @get("/d") fn open(o: O);
        @get("/e") fn ruled(@range(1..) q: i32); @get("/f") fn deep(s: list<N>) throws Bad;"#;
    let items = "enum E { a } @open enum O { a } @len(1..) type N = string; @status(409) error Bad {}";
    let document = with(items, methods);
    let statuses = |operation: &str| {
        let mut names = names(&document, &format!("/paths/{operation}/responses"));
        names.retain(|name| !["400", "500", "503", "504", "default"].contains(&name.as_str()));
        names.join(" ")
    };
    assert_eq!(statuses("~a/get"), "204");
    assert_eq!(statuses("~b/get"), "204 401");
    assert_eq!(statuses("~c/post"), "200 401 403 413 415 422");
    assert_eq!(statuses("~d/get"), "204");
    assert_eq!(statuses("~e/get"), "204 422");
    assert_eq!(statuses("~f/get"), "204 409 422");
}

#[test]
fn what_json_schema_cannot_say_is_said_in_words() {
    let document = with(
        r#"struct X { @pattern("(?i)^a$") a: string, @range(1s..) b: duration, @len(2..=4) c: bytes }"#,
        r#"@post("/") fn f(x: X);"#,
    );
    let field = |name: &str| at(&document, &format!("/components/schemas/X/properties/{name}"));
    assert_eq!(*at(field("a"), "/description"), r#"Must keep `pattern("(?i)^a$")`."#.into());
    assert_eq!(*at(field("b"), "/description"), "Must keep `range(1s..)`.".into());
    let base64 = Map::new().with("type", "string").with("contentEncoding", "base64");
    assert_eq!(*field("c"), base64.with("minLength", 4_u32).with("maxLength", 8_u32).into());
}

#[test]
fn a_component_without_routes_has_a_document_all_the_same() {
    let text = "package a;\nservice S { fn f(); }\ncomponent C { services: S; channels: rest; }";
    let document = document(&[("a.svc", text)], OpenApi::V3_0);
    assert_eq!(names(&document, ""), ["openapi", "info", "paths"]);
    assert_eq!(*at(&document, "/info/version"), "0.0.0".into());
}
