//! What a build script sees of the compiler.

mod support;

use support::Folder;

const SHOP: &str = "package shop.v1;\nuse common.v1.Money;\nstruct Product { price: Money }\n";
const COMMON: &str = "package common.v1;\nstruct Money { amount: decimal }\n";

#[test]
fn writes_the_tree_and_a_file_a_package() {
    let folder = Folder::new("writes");
    folder.write("svc/shop.svc", SHOP);
    folder.write("svc/common.svc", COMMON);
    let builder = || aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out"));
    builder().compile().unwrap();
    assert!(folder.read("out/aspyx/mod.rs").contains("include!(\"shop.v1.rs\");"));
    assert!(folder.read("out/aspyx/only/shop.v1.rs").contains("include!(\"../shop.v1.rs\");"));
    assert!(folder.read("out/aspyx/shop.v1.rs").contains("pub struct Product"));
}

#[test]
fn leaves_what_has_not_changed_and_removes_what_is_no_longer_made() {
    let folder = Folder::new("leaves");
    folder.write("svc/shop.svc", SHOP);
    folder.write("svc/common.svc", COMMON);
    let compile = || aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out")).compile().unwrap();
    compile();
    let modified = || std::fs::metadata(folder.path("out/aspyx/common.v1.rs")).unwrap().modified().unwrap();
    let before = modified();
    folder.write("svc/shop.svc", "package store.v1;\nstruct Shelf {}\n");
    compile();
    assert_eq!(modified(), before);
    assert!(!folder.path("out/aspyx/shop.v1.rs").exists());
    assert!(folder.path("out/aspyx/store.v1.rs").exists());
}

#[test]
fn writes_documents_beside_the_code() {
    let folder = Folder::new("documents");
    let shop = "package shop.v1;\nservice Catalog {}\ncomponent Shop { services: Catalog; channels: rest; }\n";
    folder.write("svc/shop.svc", shop);
    let builder = || aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out"));
    let compile =
        || builder().openapi(folder.path("docs")).openapi_version(aspyx_gen::OpenApi::V3_0).compile().unwrap();
    compile();
    let modified = || std::fs::metadata(folder.path("docs/shop-v1.openapi.json")).unwrap().modified().unwrap();
    let before = modified();
    compile();
    assert_eq!(modified(), before);
    assert!(folder.read("docs/shop-v1.openapi.yaml").contains("build again.\nopenapi: \"3.0.3\"\n"));
}

#[test]
fn shows_all_findings_at_once() {
    let folder = Folder::new("findings");
    folder.write("svc/a.svc", "package a;\nstruct A { x: strng, y: Nothing }\n");
    let error = aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out")).compile().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("strng") && text.contains("Nothing"), "{text}");
    assert!(format!("{error:?}").contains("a.svc:2:"), "a build script that unwraps shows the places too");
    assert!(!folder.path("out").exists());
}

/// Compiles the shop with its common package imported only.
fn with_import(folder: &Folder, change: impl FnOnce(aspyx_gen::Builder) -> aspyx_gen::Builder) -> Result<(), String> {
    folder.write("svc/shop.svc", SHOP);
    folder.write("common/common.svc", COMMON);
    let builder = aspyx_gen::builder().source(folder.path("svc")).import(folder.path("common"));
    change(builder.out_dir(folder.path("out"))).compile().map_err(|error| error.to_string())
}

#[test]
fn an_imported_package_needs_a_path() {
    let error = with_import(&Folder::new("needs"), |builder| builder).unwrap_err();
    assert!(error.contains("`shop.v1` refers to `common.v1`, which is only imported"), "{error}");
    let folder = Folder::new("given");
    with_import(&folder, |builder| builder.extern_package("common.v1", "::common::v1")).unwrap();
    assert!(folder.read("out/aspyx/shop.v1.rs").contains("price: ::common::v1::Money"));
}

#[test]
fn a_path_must_be_one_and_for_an_imported_package() {
    let error = with_import(&Folder::new("unknown"), |builder| builder.extern_package("comon.v1", "::c")).unwrap_err();
    assert!(error.contains("did you mean `common.v1`?"), "{error}");
    let error = with_import(&Folder::new("own"), |builder| builder.extern_package("shop.v1", "::c")).unwrap_err();
    assert!(error.contains("`shop.v1`: it is generated here"), "{error}");
    let error = with_import(&Folder::new("path"), |builder| builder.extern_package("common.v1", "a b")).unwrap_err();
    assert!(error.contains("`a b` is not a Rust path"), "{error}");
}

#[test]
fn a_component_cannot_list_a_service_whose_client_is_elsewhere() {
    let folder = Folder::new("service");
    folder.write("common/clock.svc", "package clock.v1;\nservice Clock { fn now() -> timestamp; }\n");
    let shop = "package shop.v1;\nuse clock.v1.Clock;\ncomponent Shop { services: Clock; channels: dispatch-json; }\n";
    folder.write("svc/shop.svc", shop);
    let builder = aspyx_gen::builder().source(folder.path("svc")).import(folder.path("common"));
    let builder = builder.extern_package("clock.v1", "::clock::v1").out_dir(folder.path("out"));
    let error = builder.compile().unwrap_err().to_string();
    assert!(error.contains("component `Shop` lists the service `Clock` of package `clock.v1`"), "{error}");
}

#[test]
fn says_what_is_missing() {
    let folder = Folder::new("missing");
    let compile = |source: &str| {
        let builder = aspyx_gen::builder().source(folder.path(source)).out_dir(folder.path("out"));
        builder.compile().unwrap_err().to_string()
    };
    assert!(compile("nowhere").contains("nowhere"));
    folder.write("empty/readme.txt", "");
    assert!(compile("empty").contains("no `.svc` file"));
    assert!(aspyx_gen::builder().compile().unwrap_err().to_string().contains("`source`"));
}

#[test]
fn never_overwrites_what_somebody_else_wrote() {
    let folder = Folder::new("foreign");
    folder.write("svc/common.svc", COMMON);
    folder.write("out/aspyx/common.v1.rs", "fn mine() {}");
    let error = aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out")).compile().unwrap_err();
    assert!(error.to_string().contains("common.v1.rs` was not written by aspyx-gen"), "{error}");
    assert_eq!(folder.read("out/aspyx/common.v1.rs"), "fn mine() {}");
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("unwritable");
    folder.write("svc/common.svc", COMMON);
    folder.write("out", "a file, not a folder");
    let error = aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out")).compile().unwrap_err();
    assert!(error.to_string().contains("out/aspyx"), "{error}");
}

#[test]
#[cfg(feature = "prost")]
fn writes_other_targets_to_folders_of_their_own() {
    let folder = Folder::new("others");
    folder.write("svc/common.svc", COMMON);
    let builder = || aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out"));
    builder().proto(folder.path("proto")).prost(folder.path("prost")).compile().unwrap();
    assert!(folder.read("out/aspyx/common.v1.rs").contains("pub struct Money"));
    assert!(folder.read("proto/common/v1/common.proto").contains("message Money {"));
    assert!(folder.read("prost/mod.rs").contains("include!(\"common.v1.rs\");"));
}

#[test]
#[cfg(feature = "proto")]
fn writes_nothing_if_one_target_cannot_be_written() {
    let folder = Folder::new("one-of-two");
    folder.write("svc/a.svc", "package a;\nenum A { bc_unspecified }\nenum ABc { c }\n");
    let builder = aspyx_gen::builder().source(folder.path("svc")).out_dir(folder.path("out"));
    let error = builder.proto(folder.path("proto")).compile().unwrap_err().to_string();
    assert!(
        error.contains("the zero of enum `ABc` and variant `bc_unspecified`") && error.contains("a.svc:3:6"),
        "{error}"
    );
    assert!(!folder.path("out").exists() && !folder.path("proto").exists());
}
