//! The only door through which generated code enters the runtime. Not for people: it changes without notice.

pub use crate::component::{ComponentParts, Given, IsGiven, Missing};
pub use crate::data::{Maybe, Sensitive, variant};
pub use crate::dispatch::{BoxFuture, Dispatch, Dispatched, Incoming, Raised, Throws};
pub use crate::service::{Access, ComponentDescriptor, MethodDescriptor, Place, Repeat, Route, ServiceDescriptor};
pub use crate::stub::{LocalService, Stub};
pub use crate::validate::{Length, Pattern, Rules};
pub use crate::{answer, enum_shape, enum_text, method_error, newtype, pattern, shape, union_from};

/// Writes the table of a record's fields.
#[doc(hidden)]
#[macro_export]
macro_rules! shape {
    ($name:literal $(, $field:literal = $tag:literal)* $(,)?) => {
        $crate::wire::Shape {
            name: $name,
            fields: &[$($crate::wire::Field { name: $field, tag: $tag }),*],
        }
    };
}

/// Writes the table of a method's answer: the errors it throws, behind the result and the text of an exception.
#[doc(hidden)]
#[macro_export]
macro_rules! answer {
    ($($error:literal = $tag:literal),* $(,)?) => {
        $crate::shape!("answer", "result" = 1, "exception" = 2 $(, $error = $tag)*)
    };
}

/// Writes the table of an enum's variants.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_shape {
    ($name:literal $(, $variant:literal = $number:literal)* $(,)?) => {
        $crate::wire::EnumShape {
            name: $name,
            variants: &[$($crate::wire::Variant { name: $variant, number: $number }),*],
        }
    };
}

/// Makes a regular expression that is compiled once, wherever it stands.
#[doc(hidden)]
#[macro_export]
macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: $crate::codegen::Pattern = $crate::codegen::Pattern::new($text);
        &PATTERN
    }};
}

/// Makes a default out of text the compiler has checked.
macro_rules! checked {
    ($($name:ident -> $ty:ty;)*) => {
        $(#[doc = concat!("Reads a `", stringify!($name), "` the compiler has checked.")]
        pub fn $name(text: &str) -> $ty {
            text.parse().expect("the compiler has parsed this text with the same library")
        })*
    };
}

checked! {
    uuid -> uuid::Uuid;
    timestamp -> jiff::Timestamp;
    date -> jiff::civil::Date;
    decimal -> rust_decimal::Decimal;
}

/// Makes a duration of nanoseconds.
pub fn duration(nanoseconds: i64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_nanos(nanoseconds)
}

/// Makes bytes of a constant.
pub fn bytes(value: &'static [u8]) -> bytes::Bytes {
    bytes::Bytes::from_static(value)
}
