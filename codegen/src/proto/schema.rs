//! What a `.proto` file says: all names, numbers, types and comments, decided.

use aspyx_idl::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A file, which holds a package.
#[derive(Debug)]
pub(crate) struct File {
    /// Relative, `shop/v1/shop.proto`.
    pub(crate) path: String,
    /// The package, `shop.v1`.
    pub(crate) package: String,
    /// The comment the file begins with.
    pub(crate) header: Vec<String>,
    /// The comment of the package.
    pub(crate) comment: Vec<String>,
    /// The files it imports, each with a place in the source that needs it.
    pub(crate) imports: BTreeMap<String, Option<Span>>,
    /// The names that packages below this one or below its parents hide, if they stand at the head of a full name.
    pub(crate) hidden: BTreeSet<String>,
    /// Everything in it, in order.
    pub(crate) items: Vec<Item>,
}

/// Something that stands in a file.
#[derive(Debug)]
pub(crate) enum Item {
    /// A message.
    Message(Message),
    /// An enum.
    Enum(Enum),
    /// A service.
    Service(Service),
}

/// What a message, an enum, a service and their members have in common.
#[derive(Debug)]
pub(crate) struct Head {
    /// The name.
    pub(crate) name: String,
    /// The comment, a line each.
    pub(crate) comment: Vec<String>,
    /// Whether it is deprecated.
    pub(crate) deprecated: bool,
}

/// A message.
#[derive(Debug)]
pub(crate) struct Message {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The numbers no field may have, in pairs of the first and the last.
    pub(crate) reserved: Vec<(i32, i32)>,
    /// The fields outside of the oneof.
    pub(crate) fields: Vec<Field>,
    /// A choice of fields, which follow the others.
    pub(crate) oneof: Option<Oneof>,
    /// The messages that stand in for types without a form of their own.
    pub(crate) wrappers: Vec<Message>,
}

/// Fields of which one is there at most.
#[derive(Debug)]
pub(crate) struct Oneof {
    /// The name.
    pub(crate) name: String,
    /// The fields; none of them is repeated.
    pub(crate) fields: Vec<Field>,
}

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The number.
    pub(crate) number: i32,
    /// The name in JSON.
    pub(crate) json_name: String,
    /// What it holds.
    pub(crate) shape: Shape,
}

/// What a field holds.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// A value, or none.
    Single(Kind),
    /// Any number of values.
    Repeated(Kind),
    /// Values by keys.
    Map(Scalar, Kind),
}

/// A type.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A built-in.
    Scalar(Scalar),
    /// A message, by its full name without a dot at the head.
    Message(String),
    /// An enum, likewise.
    Enum(String),
}

/// The built-in types that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    /// `bool`
    Bool,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint32`
    Uint32,
    /// `uint64`
    Uint64,
    /// `float`
    Float,
    /// `double`
    Double,
    /// `string`
    String,
    /// `bytes`
    Bytes,
}

/// An enum.
#[derive(Debug)]
pub(crate) struct Enum {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The numbers no value may have, in pairs of the first and the last.
    pub(crate) reserved: Vec<(i32, i32)>,
    /// The values, that of zero first.
    pub(crate) values: Vec<Value>,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct Value {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The number.
    pub(crate) number: i32,
}

/// A service.
#[derive(Debug)]
pub(crate) struct Service {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The methods.
    pub(crate) methods: Vec<Method>,
}

/// A method.
#[derive(Debug)]
pub(crate) struct Method {
    /// Its name and the like.
    pub(crate) head: Head,
    /// The full name of the message it takes.
    pub(crate) request: String,
    /// The full name of the message it answers with.
    pub(crate) response: String,
}

impl Scalar {
    /// Returns the keyword.
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Scalar::Bool => "bool",
            Scalar::Int32 => "int32",
            Scalar::Int64 => "int64",
            Scalar::Uint32 => "uint32",
            Scalar::Uint64 => "uint64",
            Scalar::Float => "float",
            Scalar::Double => "double",
            Scalar::String => "string",
            Scalar::Bytes => "bytes",
        }
    }
}

impl Kind {
    /// Returns whether a repeated field of it would be packed unless told otherwise.
    pub(crate) fn packs(&self) -> bool {
        match self {
            Kind::Scalar(scalar) => !matches!(scalar, Scalar::String | Scalar::Bytes),
            Kind::Message(_) => false,
            Kind::Enum(_) => true,
        }
    }
}

impl Shape {
    /// Returns whether a field of it must say that it wants to be told from its default.
    pub(crate) fn wants_presence(&self) -> bool {
        match self {
            Shape::Single(kind) => !matches!(kind, Kind::Message(_)),
            Shape::Repeated(_) | Shape::Map(..) => false,
        }
    }

    /// Returns whether it must say that it is not to be packed.
    pub(crate) fn is_unpacked(&self) -> bool {
        match self {
            Shape::Repeated(kind) => kind.packs(),
            Shape::Single(_) | Shape::Map(..) => false,
        }
    }
}

impl Head {
    /// Creates the head of something that is named by us and not in the source.
    pub(crate) fn plain(name: impl Into<String>) -> Self {
        Head { name: name.into(), comment: Vec::new(), deprecated: false }
    }
}

impl Message {
    /// Returns the names of the messages within it, also of those that maps bring with them.
    pub(crate) fn inner_names(&self) -> impl Iterator<Item = String> {
        let maps = self.fields.iter().filter(|field| matches!(field.shape, Shape::Map(..)));
        let entries = maps.map(|field| super::names::map_entry(&field.head.name));
        self.wrappers.iter().map(|wrapper| wrapper.head.name.clone()).chain(entries)
    }
}
