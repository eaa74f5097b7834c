//! Names and imports. `E02`.

super::codes! {
    UNKNOWN_NAME = "E0201", "unknown name", r#"
A `throws` list or a `services:` line names something that is neither declared in this package nor imported.

    fn get(id: uuid) -> Product throws NotFond;     // wrong
    fn get(id: uuid) -> Product throws NotFound;    // right

What another package declares needs a `use common.v1.NotFound;` at the head of the file."#;
    DUPLICATE_NAME = "E0202", "name declared twice", r#"
Newtypes, structs, enums, unions, errors, services and components of a package share one namespace, over all its files.
So do the fields of a struct, the variants of an enum or a union, the parameters of a method and the methods of a service.

    struct Order { id: uuid, id: string }           // wrong
    struct Order { id: uuid, number: string }       // right"#;
    NAME_COLLISION = "E0203", "names collide in Rust", r#"
Generated Rust code follows Rust's conventions whatever the case in the source. Two names that differ in the source may
become one.

    struct Order { lineCount: i32, line_count: i32 }    // wrong: both become `line_count`
    struct Order { line_count: i32, lines: i32 }        // right"#;
    RESERVED_NAME = "E0204", "reserved name", r#"
Some names are taken: the built-in types (`string`, `list`, …), names that begin with `__` or consist of underscores,
and what generated code calls its own members, such as the variant `Unrecognized` of every enum.

    enum Status { active, unrecognized }            // wrong
    enum Status { active, unknown }                 // right"#;
    GENERATED_NAME = "E0205", "name needed by generated code", r#"
Beside a service `Catalog` stand `CatalogClient`, `CatalogDispatcher`, `DynCatalog` and, for each method that throws, an
error such as `CatalogGetError`; beside a component `Shop` stands `ShopBuilder`. Nothing else may have these names.

    service Catalog { }  struct CatalogClient { }   // wrong
    service Catalog { }  struct Customer { }        // right"#;
    PACKAGE_NAME = "E0206", "bad package name", r#"
A package becomes a Rust module and part of names that travel. Its parts are lower-case words, digits and single
underscores, and none of them is `self`, `super` or `crate`.

    package Shop.V1;                                // wrong
    package shop.v1;                                // right"#;
    UNKNOWN_PACKAGE = "E0207", "unknown package", r#"
No file given to the compiler declares the package. Packages are found by their names, wherever their files are; make
sure that the folder with its files is among the sources or the imports.

    use comon.v1.Money;                             // wrong
    use common.v1.Money;                            // right, if a file says `package common.v1;`"#;
    UNKNOWN_IMPORT = "E0208", "the package has no such item", r#"
The package exists, but does not declare what is imported from it.

    use common.v1.Mony;                             // wrong
    use common.v1.Money;                            // right"#;
    IMPORT_COLLISION = "E0209", "imported name is taken", r#"
A name means one thing in a file. An import may have neither the name of something the package itself declares nor that
of another import. What the own package declares is visible in all its files and is not imported.

    use common.v1.Order;  struct Order { }          // wrong
    use common.v1.Order as CommonOrder;             // right"#;
    WRONG_KIND = "E0210", "name of another kind of thing", r#"
The name is known, but stands for something that has no place here: only errors can be thrown, only services can be
listed by a component, and neither errors nor services are types of values.

    struct Failure { }  service A { fn run() throws Failure; }      // wrong
    error Failure { }   service A { fn run() throws Failure; }      // right"#;
    QUALIFIED_NAME = "E0211", "name with its package", r#"
Names of other packages are imported once, at the head of the file, and then used without the package.

    services: shop.v1.Catalog;                      // wrong
    use shop.v1.Catalog;  …  services: Catalog;     // right"#;
}
