//! Types of values: what is declared, and how they are put together.

use super::{Constraint, EnumId, NewtypeId, PackageId, StructId, UnionId, Value};
use crate::source::Span;

/// A type of its own around another one.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// What it wraps; never optional, and never leading back to itself by way of newtypes and containers alone.
    pub ty: Type,
    /// The rules of its own that a value must keep, beside those of what it wraps.
    pub constraints: Vec<Constraint>,
    /// Whether the value is kept out of logs.
    pub sensitive: bool,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// Where its name stands.
    pub span: Span,
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
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf numbers `@reserved` keeps free, sorted.
    pub reserved: Vec<u32>,
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
    /// The rules of its own that a value must keep, beside those of its type.
    pub constraints: Vec<Constraint>,
    /// Whether the value is kept out of logs.
    pub sensitive: bool,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf field number.
    pub tag: u32,
    /// Whether `@tag` says so.
    pub pinned: bool,
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
    /// `set<T>`; the element has an order: it holds no float, json, struct or union.
    Set(Box<Type>),
    /// `map<K, V>`; the key is one of the scalars allowed there, an enum, or a newtype of these.
    Map(Box<Type>, Box<Type>),
    /// A newtype.
    Newtype(NewtypeId),
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// A union.
    Union(UnionId),
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
    /// Whether arguments may hold values that are not declared.
    pub open: bool,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf numbers `@reserved` keeps free, sorted.
    pub reserved: Vec<u32>,
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
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf number, from 1.
    pub number: u32,
    /// Whether `@tag` says so.
    pub pinned: bool,
    /// Where its name stands.
    pub span: Span,
}

/// A choice of alternatives, each of which may carry a value.
#[derive(Clone, Debug)]
pub struct Union {
    /// Where it belongs.
    pub package: PackageId,
    /// As written in the source.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// The variants, in order, at least one.
    pub variants: Vec<UnionVariant>,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf numbers `@reserved` keeps free, sorted.
    pub reserved: Vec<u32>,
    /// Where its name stands.
    pub span: Span,
}

/// One alternative of a [`Union`].
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// As written; also the key in JSON.
    pub name: String,
    /// The `///` text.
    pub docs: Option<String>,
    /// What it carries, if anything; never optional.
    pub ty: Option<Type>,
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf field number, from 1.
    pub tag: u32,
    /// Whether `@tag` says so.
    pub pinned: bool,
    /// Whether the value must stand behind a pointer, since its type leads back to the union.
    pub boxed: bool,
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
    /// What `@deprecated` says; empty where it gives no reason.
    pub deprecated: Option<String>,
    /// The protobuf numbers `@reserved` keeps free, sorted.
    pub reserved: Vec<u32>,
    /// The HTTP status on the rest channel, 400 to 599.
    pub status: u16,
    /// The parts of its text, if `@message` gives one.
    pub message: Option<Vec<MessagePart>>,
    /// Where its name stands.
    pub span: Span,
}

/// A part of the text of an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessagePart {
    /// Text as it is.
    Text(String),
    /// The value of the field with this index.
    Field(usize),
}
