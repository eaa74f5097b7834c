//! What stands in a file, as written: names are not looked up, types not known, annotations not understood.
//!
//! The tree promises nothing but syntax; meaning begins in [`model`](crate::model). It knows nothing of the parser
//! that made it, and it covers the whole language, also what the later phases refuse.

use crate::source::{FileId, Span};

/// A `.svc` file.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file this is.
    pub file: FileId,
    /// The `//!` lines at the head.
    pub docs: Docs,
    /// `package a.b.v1;`; `None` only where a diagnostic has been reported.
    pub package: Option<Path>,
    /// The `use` declarations.
    pub uses: Vec<Use>,
    /// Everything else, in order.
    pub items: Vec<Item>,
    /// The `//` and `/* */` comments, in order, for those who print the file again.
    pub comments: Vec<Comment>,
    /// Pieces of text that are in none of the above because they could not be understood, which has been reported.
    pub gaps: Vec<Span>,
}

/// An ordinary comment, with its delimiters.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The text, `//` or `/* */` included.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The lines of a documentation comment, without the slashes and one leading space.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// One entry a line.
    pub lines: Vec<String>,
}

/// A name.
#[derive(Clone, Debug)]
pub struct Ident {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Names joined by dots, at least one.
#[derive(Clone, Debug)]
pub struct Path {
    /// The names.
    pub parts: Vec<Ident>,
    /// From the first to the last.
    pub span: Span,
}

/// `use a.b.v1.X;` or `use a.b.v1.{X, Y as Z};`.
#[derive(Clone, Debug)]
pub struct Use {
    /// `a.b.v1`.
    pub package: Path,
    /// What is taken from it.
    pub names: Vec<UseName>,
    /// The whole declaration.
    pub span: Span,
}

/// One name of a [`Use`].
#[derive(Clone, Debug)]
pub struct UseName {
    /// The name in its own package.
    pub name: Ident,
    /// The name it gets here, after `as`.
    pub alias: Option<Ident>,
}

/// What every named thing begins with.
#[derive(Clone, Debug)]
pub struct Head {
    /// The `///` lines before it.
    pub docs: Docs,
    /// The annotations before it.
    pub annotations: Vec<Annotation>,
    /// Its name.
    pub name: Ident,
    /// The whole thing, from the first annotation or keyword to the end of its body.
    pub span: Span,
}

/// `@name` or `@name(arguments)`.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The name without `@`.
    pub name: Ident,
    /// The arguments; empty also for `@name()`.
    pub arguments: Vec<Literal>,
    /// From `@` to the closing parenthesis.
    pub span: Span,
}

/// One declaration of a file.
#[derive(Clone, Debug)]
pub enum Item {
    /// `type Sku = string;`
    Newtype(Newtype),
    /// `struct Product { … }`
    Struct(Struct),
    /// `error NotFound { … }`
    Error(Struct),
    /// `enum Status { … }`
    Enum(Enum),
    /// `union Payment { … }`
    Union(Union),
    /// `service Catalog { … }`
    Service(Service),
    /// `component Shop { … }`
    Component(Component),
}

impl Item {
    /// Returns what every declaration begins with.
    pub fn head(&self) -> &Head {
        match self {
            Item::Newtype(newtype) => &newtype.head,
            Item::Struct(record) | Item::Error(record) => &record.head,
            Item::Enum(choice) => &choice.head,
            Item::Union(union) => &union.head,
            Item::Service(service) => &service.head,
            Item::Component(component) => &component.head,
        }
    }
}

/// `type Sku = string;`
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Name, docs, annotations.
    pub head: Head,
    /// What it wraps.
    pub ty: TypeExpr,
}

/// A struct or an error.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Name, docs, annotations.
    pub head: Head,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// `name: type = default`, as a field or as a parameter.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name, docs, annotations.
    pub head: Head,
    /// The type.
    pub ty: TypeExpr,
    /// The value after `=`.
    pub default: Option<Literal>,
}

/// `enum Status { draft, active }`
#[derive(Clone, Debug)]
pub struct Enum {
    /// Name, docs, annotations.
    pub head: Head,
    /// The variants, in order.
    pub variants: Vec<Head>,
}

/// `union Payment { card: Card, on_delivery }`
#[derive(Clone, Debug)]
pub struct Union {
    /// Name, docs, annotations.
    pub head: Head,
    /// The variants, in order.
    pub variants: Vec<UnionVariant>,
}

/// One arm of a [`Union`].
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Name, docs, annotations.
    pub head: Head,
    /// The value it carries, if any.
    pub ty: Option<TypeExpr>,
}

/// `service Catalog { fn …; }`
#[derive(Clone, Debug)]
pub struct Service {
    /// Name, docs, annotations.
    pub head: Head,
    /// The methods, in order.
    pub methods: Vec<Method>,
}

/// `fn name(parameters) -> result throws A, B;`
#[derive(Clone, Debug)]
pub struct Method {
    /// Name, docs, annotations.
    pub head: Head,
    /// The parameters, in order.
    pub parameters: Vec<Field>,
    /// The type after `->`.
    pub result: Option<TypeExpr>,
    /// The names after `throws`.
    pub throws: Vec<Throw>,
}

/// One entry of a `throws` list.
#[derive(Clone, Debug)]
pub struct Throw {
    /// The annotations before it.
    pub annotations: Vec<Annotation>,
    /// The name of the error.
    pub error: Path,
}

/// `component Shop { services: …; channels: …; }`
#[derive(Clone, Debug)]
pub struct Component {
    /// Name, docs, annotations.
    pub head: Head,
    /// The entries of `services:`; `None` where the line is missing.
    pub services: Option<Vec<Path>>,
    /// The entries of `channels:`; `None` where the line is missing.
    pub channels: Option<Vec<ChannelName>>,
}

/// One entry of a component's `channels:` line.
#[derive(Clone, Debug)]
pub struct ChannelName {
    /// The name, without quotes.
    pub text: String,
    /// Whether it was written in quotes, as a user's own channel is.
    pub quoted: bool,
    /// Where it stands.
    pub span: Span,
}

/// A type as written.
#[derive(Clone, Debug)]
pub struct TypeExpr {
    /// Its form.
    pub kind: TypeKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms a type may have.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// `string`, `Product`.
    Name(Ident),
    /// `list<T>`, `map<K, V>`.
    Generic(Ident, Vec<TypeExpr>),
    /// `T?`.
    Optional(Box<TypeExpr>),
}

/// A value as written.
#[derive(Clone, Debug)]
pub struct Literal {
    /// Its form.
    pub kind: LiteralKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms a value may have.
#[derive(Clone, Debug)]
pub enum LiteralKind {
    /// `true`.
    Bool(bool),
    /// `-3`, `1_000`: digits and sign, without underscores.
    Integer(String),
    /// `2.5`, `1e-9`: as Rust would parse it, without underscores.
    Float(String),
    /// `"text"`, with the escapes resolved.
    String(String),
    /// `500ms`, in nanoseconds.
    Duration(u64),
    /// `draft`.
    Name(Ident),
    /// `[a, b]`.
    List(Vec<Literal>),
    /// `{}`.
    EmptyMap,
    /// `1..=32`, `0..`, `..=10`, `0..10`.
    Range {
        /// The lower end.
        start: Option<Box<Literal>>,
        /// The upper end.
        end: Option<Box<Literal>>,
        /// Whether the upper end belongs to it.
        inclusive: bool,
    },
}
