//! What generated data types have in common: newtypes, conversions into unions, and values that are not to be shown.
//!
//! What follows from a name and a type alone is a macro here, so that generated code stays as short as what it says.

use crate::wire::record::one_of;
use crate::wire::{DecodeError, DecodeErrorKind, EnumShape, Result, shown};
use std::fmt::{self, Debug, Display, Formatter};

/// Stands in texts for a value that is sensitive.
#[derive(Clone, Copy)]
pub struct Sensitive;

impl Debug for Sensitive {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("[sensitive]")
    }
}

impl Display for Sensitive {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad("[sensitive]")
    }
}

/// Shows an optional value in the text of an error: nothing where there is none, in a list of fields `none`.
pub struct Maybe<'a, T>(pub &'a Option<T>);

impl<T: Display> Display for Maybe<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |value| Display::fmt(value, f))
    }
}

impl<T: Debug> Debug for Maybe<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(value) => Debug::fmt(value, f),
            None => f.write_str("none"),
        }
    }
}

/// Makes a newtype travel as what it wraps, and converts between the two.
///
/// `Display` shows what is wrapped as its own text; `Sensitive` keeps it out of every text. One that is a text in the end
/// is marked by `str`, and can be made of and read as one.
#[doc(hidden)]
#[macro_export]
macro_rules! newtype {
    ($name:ident($inner:ty)) => {
        $crate::newtype!(@codec $name($inner), ::std::convert::identity);
    };
    ($name:ident($inner:ty), Display) => {
        $crate::newtype!(@codec $name($inner), ::std::convert::identity);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
    ($name:ident($inner:ty), Sensitive) => {
        $crate::newtype!(@codec $name($inner), $crate::wire::DecodeError::concealed);

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_tuple(::std::stringify!($name)).field(&$crate::codegen::Sensitive).finish()
            }
        }
    };
    ($name:ident($inner:ty), $shown:ident, str) => {
        $crate::newtype!($name($inner), $shown);

        impl ::std::convert::From<&::std::primitive::str> for $name {
            fn from(text: &::std::primitive::str) -> Self {
                Self(::std::convert::From::from(text))
            }
        }

        impl ::std::convert::AsRef<::std::primitive::str> for $name {
            fn as_ref(&self) -> &::std::primitive::str {
                ::std::convert::AsRef::as_ref(&self.0)
            }
        }
    };
    (@codec $name:ident($inner:ty), $error:path) => {
        impl ::std::convert::From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl ::std::convert::From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl $crate::wire::Encode for $name {
            fn encode(&self, writer: &mut dyn $crate::wire::Writer) {
                $crate::wire::Encode::encode(&self.0, writer);
            }

            fn encode_field(&self, field: &'static $crate::wire::Field, writer: &mut dyn $crate::wire::Writer) {
                $crate::wire::Encode::encode_field(&self.0, field, writer);
            }
        }

        impl $crate::wire::Decode for $name {
            const PACKABLE: bool = <$inner as $crate::wire::Decode>::PACKABLE;

            fn decode(reader: &mut dyn $crate::wire::Reader) -> $crate::wire::Result<Self> {
                $crate::wire::Decode::decode(reader).map(Self).map_err($error)
            }

            fn merge(
                slot: &mut ::std::option::Option<Self>,
                reader: &mut dyn $crate::wire::Reader,
            ) -> $crate::wire::Result<()> {
                let mut inner = slot.take().map(|value| value.0);
                let outcome = $crate::wire::Decode::merge(&mut inner, reader);
                *slot = inner.map(Self);
                outcome.map_err($error)
            }

            fn missing() -> ::std::option::Option<Self> {
                $crate::wire::Decode::missing().map(Self)
            }

            fn empty() -> ::std::option::Option<Self> {
                $crate::wire::Decode::empty().map(Self)
            }
        }
    };
}

/// Shows an enum as its name on the wire, and finds the variant a name stands for.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_text {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self.__variant() {
                    ::std::result::Result::Ok(variant) => f.pad(variant.name),
                    ::std::result::Result::Err(value) => ::std::fmt::Display::fmt(value, f),
                }
            }
        }

        /// Only names this version knows are variants, in the spelling of the wire.
        impl ::std::str::FromStr for $name {
            type Err = $crate::wire::DecodeError;

            fn from_str(name: &::std::primitive::str) -> $crate::wire::Result<Self> {
                ::std::result::Result::Ok(Self::ALL[$crate::codegen::variant(Self::SHAPE, name)?].clone())
            }
        }
    };
}

/// Returns the index of the variant with a name.
///
/// # Errors
///
/// Fails if there is none, and names those there are.
pub fn variant(shape: &EnumShape, name: &str) -> Result<usize> {
    let index = shape.variants.iter().position(|variant| variant.name == name);
    index.ok_or_else(|| {
        let known = one_of(shape.variants.iter().map(|variant| variant.name));
        DecodeError::new(DecodeErrorKind::UnknownVariant, format!("{known}, found `{}`", shown(name))).found(name)
    })
}

/// Makes a union of the value of each variant that is the only one to carry a value of its type.
#[doc(hidden)]
#[macro_export]
macro_rules! union_from {
    ($name:ident { $($variant:ident($ty:ty)),* $(,)? }) => {
        $(impl ::std::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                // Behind a pointer where it is recursive, and as it is elsewhere.
                Self::$variant(::std::convert::Into::into(value))
            }
        })*
    };
}
