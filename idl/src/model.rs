//! What the files mean: every name resolved to an id, every default typed, every route complete.
//!
//! A model exists only for input without errors. Whoever holds one never looks a name up, never sorts and never fails:
//! members stand in the order of their declaration, packages and what is in them in the order of their names' files.

use crate::source::Span;
use std::ops::Index;

/// All packages of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The packages, sorted by name.
    pub packages: Vec<Package>,
    /// All structs.
    pub structs: Vec<Struct>,
    /// All enums.
    pub enums: Vec<Enum>,
    /// All errors.
    pub errors: Vec<Error>,
    /// All services.
    pub services: Vec<Service>,
    /// All components.
    pub components: Vec<Component>,
}

macro_rules! id {
    ($(#[$docs:meta])* $id:ident, $field:ident, $thing:ident) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(pub u32);

        impl Index<$id> for Model {
            type Output = $thing;

            fn index(&self, id: $id) -> &$thing {
                &self.$field[id.0 as usize]
            }
        }
    };
}

id!(/** Names a package of a model. */ PackageId, packages, Package);
id!(/** Names a struct of a model. */ StructId, structs, Struct);
id!(/** Names an enum of a model. */ EnumId, enums, Enum);
id!(/** Names an error of a model. */ ErrorId, errors, Error);
id!(/** Names a service of a model. */ ServiceId, services, Service);
id!(/** Names a component of a model. */ ComponentId, components, Component);

/// A namespace, possibly spread over several files.
#[derive(Clone, Debug)]
pub struct Package {
    /// The dotted name, `shop.v1`.
    pub name: String,
    /// The `//!` docs of its files, joined by an empty line.
    pub docs: Option<String>,
    /// Whether all its files are only imported: its items are referred to, not generated.
    pub imported: bool,
    /// Everything declared in it, file by file in order.
    pub items: Vec<ItemId>,
    /// The packages its items refer to, sorted by name, itself excluded.
    pub uses: Vec<PackageId>,
    /// The paths of its files, as shown to people, sorted.
    pub files: Vec<String>,
}

impl Package {
    /// Returns the parts of the name, `["shop", "v1"]`.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.name.split('.')
    }
}

/// Names one declaration of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemId {
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// An error.
    Error(ErrorId),
    /// A service.
    Service(ServiceId),
    /// A component.
    Component(ComponentId),
}

/// A record of named fields.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// Where its name stands.
    pub span: Span,
}

/// A field of a struct or an error.
#[derive(Clone, Debug)]
pub struct Field {
    /// As written; also the name in JSON.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The type.
    pub ty: Type,
    /// What readers take when it is missing.
    pub default: Option<Value>,
    /// The protobuf field number.
    pub tag: u32,
    /// Whether the value must stand behind a pointer, since its type leads back to the owner.
    pub boxed: bool,
    /// Where its name stands.
    pub span: Span,
}

/// The type of a field, a parameter or a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A built-in.
    Scalar(Scalar),
    /// `T?`; never nested directly.
    Optional(Box<Type>),
    /// `list<T>`.
    List(Box<Type>),
    /// `map<K, V>`; the key is one of the scalars allowed there, or an enum.
    Map(Box<Type>, Box<Type>),
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
}

/// The built-in types that hold one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `string`
    String,
    /// `bytes`
    Bytes,
    /// `timestamp`: a point in time, UTC.
    Timestamp,
    /// `date`: a day of the calendar.
    Date,
    /// `duration`: a signed length of time, in nanoseconds.
    Duration,
    /// `uuid`
    Uuid,
    /// `decimal`
    Decimal,
    /// `json`: any JSON value.
    Json,
}

/// A default, known to fit the type it stands at.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For `bool`.
    Bool(bool),
    /// For the integers, in range.
    Integer(i128),
    /// For the floats.
    Float(f64),
    /// For `string`.
    String(String),
    /// For `bytes`: the UTF-8 of the text.
    Bytes(Vec<u8>),
    /// For `duration`, in nanoseconds.
    Duration(i64),
    /// For `timestamp`: valid RFC 3339.
    Timestamp(String),
    /// For `date`: valid `YYYY-MM-DD`.
    Date(String),
    /// For `uuid`: valid, lower case, hyphenated.
    Uuid(String),
    /// For `decimal`: valid, as written.
    Decimal(String),
    /// For an enum: the index of the variant.
    Variant(EnumId, usize),
    /// For `list<T>`.
    List(Vec<Value>),
    /// `{}` for `map<K, V>`.
    EmptyMap,
}

/// A choice of named values; readers keep values they do not know.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The variants, in order, at least one.
    pub variants: Vec<Variant>,
    /// Where its name stands.
    pub span: Span,
}

/// One value of an [`Enum`].
#[derive(Clone, Debug)]
pub struct Variant {
    /// As written; also the value in JSON.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The protobuf number, from 1.
    pub number: u32,
    /// Where its name stands.
    pub span: Span,
}

/// A record that methods may raise.
#[derive(Clone, Debug)]
pub struct Error {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// The HTTP status on the rest channel, 400 to 599.
    pub status: u16,
    /// Where its name stands.
    pub span: Span,
}

/// A set of methods.
#[derive(Clone, Debug)]
pub struct Service {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The kebab-case name that travels, `test-service`.
    pub wire_name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The component that lists it, which may stand in another package.
    pub component: Option<ComponentId>,
    /// The methods, in order.
    pub methods: Vec<Method>,
    /// Where its name stands.
    pub span: Span,
}

/// A method of a service.
#[derive(Clone, Debug)]
pub struct Method {
    /// As written; also the name that travels.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
    /// What it returns.
    pub result: Option<Type>,
    /// The errors it may raise, in order.
    pub throws: Vec<Throw>,
    /// How the rest channel exposes it, if it does.
    pub route: Option<Route>,
    /// Where its name stands.
    pub span: Span,
}

/// A parameter of a method.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// As written.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The type.
    pub ty: Type,
    /// What the server takes when it is missing.
    pub default: Option<Value>,
    /// The protobuf field number.
    pub tag: u32,
    /// Where it travels on the rest channel; of use only if the method has a route.
    pub place: Place,
    /// Where its name stands.
    pub span: Span,
}

/// Where a parameter travels on the rest channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path, as `{name}`.
    Path,
    /// In the query string, under this name.
    Query(String),
    /// In a header of this lower-case name.
    Header(String),
    /// It is the body.
    Body,
    /// It is the member of the body object with the parameter's name.
    BodyMember,
}

/// An entry of a method's `throws`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throw {
    /// The error.
    pub error: ErrorId,
    /// Its protobuf number within the response message, from 3.
    pub tag: u32,
}

/// How the rest channel exposes a method.
#[derive(Clone, Debug)]
pub struct Route {
    /// The HTTP method.
    pub verb: Verb,
    /// The service's prefix and the method's path; empty for `/`.
    pub path: Vec<Segment>,
    /// Whether the path was written as `/` below a prefix, so that it answers with and without the trailing slash.
    pub slash: bool,
    /// The status of a success: 200, or 204 without a result, or what `@status` says.
    pub status: u16,
}

/// One part of a path, between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Taken literally, not encoded.
    Literal(String),
    /// The index of the parameter whose value stands here.
    Parameter(usize),
}

/// The HTTP methods a route may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// `@get`
    Get,
    /// `@post`
    Post,
    /// `@put`
    Put,
    /// `@patch`
    Patch,
    /// `@delete`
    Delete,
}

/// A deployment unit: services that travel together, and the channels that expose them.
#[derive(Clone, Debug)]
pub struct Component {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The kebab-case name that travels, with the package's version: `shop-v1`.
    pub wire_name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The services, in order.
    pub services: Vec<ServiceId>,
    /// The channels' names, in order of preference.
    pub channels: Vec<String>,
    /// The path of the health endpoint, `/health` unless said otherwise.
    pub health: String,
    /// Where its name stands.
    pub span: Span,
}
