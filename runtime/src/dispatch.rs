//! The server half of a call: from a method's index and a reader to an encoded answer.
//!
//! Generated dispatchers implement [`Dispatch`]; protocols (dispatch-json, rest) make an [`Incoming`] and say through a
//! [`ReplyEncoder`] how an outcome looks on their wire. Arguments are decoded before the returned future exists, so
//! whatever fails up to then has not run the method.

use crate::answer::Answer;
use crate::error::{Error, ErrorKind};
use crate::service::MethodDescriptor;
use crate::wire::{AnySlot, Decode, Encode, Reader};
use std::future::Future;
use std::pin::Pin;

/// A boxed future that may be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a dispatcher answers with: a future that runs the method, or why it was not run.
pub type Dispatched<'a> = Result<BoxFuture<'a, Answer>, Error>;

/// Takes the calls of one service apart; implemented by generated code.
pub trait Dispatch: Send + Sync + 'static {
    /// Decodes the arguments of a call and returns the future that runs it.
    ///
    /// # Errors
    ///
    /// Fails if the arguments cannot be decoded; the method has not run then.
    fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a>;
}

/// A call that has arrived: which method, where its arguments are read from, how its outcome is to be written.
pub struct Incoming<'c> {
    method: &'static MethodDescriptor,
    index: usize,
    reader: &'c mut dyn Reader,
    encoder: &'static dyn ReplyEncoder,
    room: usize,
}

impl<'c> Incoming<'c> {
    /// Creates a call of the method that stands at `index` in its service.
    pub fn new(
        method: &'static MethodDescriptor,
        index: usize,
        reader: &'c mut dyn Reader,
        encoder: &'static dyn ReplyEncoder,
    ) -> Self {
        Self { method, index, reader, encoder, room: 0 }
    }

    /// Sets how many bytes the answer will probably have, which is what its buffer has room for.
    pub(crate) fn room(self, room: usize) -> Self {
        Self { room, ..self }
    }

    /// Returns the index of the method in its service.
    pub fn method(&self) -> usize {
        self.index
    }

    /// Reads the arguments into one slot for each parameter.
    ///
    /// # Errors
    ///
    /// Fails if an argument is missing, of the wrong type or one too many.
    pub fn arguments(&mut self, slots: &mut [&mut dyn AnySlot]) -> Result<(), Error> {
        Ok(self.reader.arguments(&self.method.parameters, slots)?)
    }

    /// Turns the future of a method into one that writes its outcome.
    pub fn answer<'a, R, E>(&self, outcome: BoxFuture<'a, Result<R, E>>) -> Dispatched<'a>
    where
        R: Encode + 'a,
        E: Throws,
    {
        let (method, encoder, room) = (self.method, self.encoder, self.room);
        Ok(Box::pin(async move {
            match outcome.await {
                Ok(value) => encoder.result(method, room, &value),
                Err(error) => encoder.raised(method, room, error.raised(), &error.to_string()),
            }
        }))
    }

    /// Answers a method index the dispatcher does not know.
    ///
    /// # Errors
    ///
    /// Always: it ends a generated match over the methods of a service.
    pub fn unknown_method<'a>(&self) -> Dispatched<'a> {
        Err(Error::new(ErrorKind::NotFound, format!("there is no method `{}`", self.method.id)))
    }
}

/// How outcomes look on a protocol's wire; `room` is how many bytes an answer will probably have.
pub trait ReplyEncoder: Send + Sync {
    /// Writes a result.
    fn result(&self, method: &'static MethodDescriptor, room: usize, value: &dyn Encode) -> Answer;
    /// Writes an error the method returned; `text` is its `Display`.
    fn raised(&self, method: &'static MethodDescriptor, room: usize, raised: Raised<'_>, text: &str) -> Answer;
}

/// An error a method returned, as seen by a protocol.
pub enum Raised<'a> {
    /// One it declares.
    Declared {
        /// The full name of the error, `shop.v1.NotFound`.
        name: &'static str,
        /// The HTTP status on the rest channel.
        status: u16,
        /// Its fields.
        data: &'a dyn Encode,
    },
    /// Anything else.
    Other(&'a Error),
}

/// An error declared in a `.svc` file; implemented by generated code.
pub trait ServiceError: std::error::Error + Encode + Decode + Clone + Send + Sync + 'static {
    /// The full name, `shop.v1.NotFound`.
    const TYPE: &'static str;
    /// The HTTP status on the rest channel.
    const STATUS: u16;

    /// Returns the error as a protocol sees it.
    fn raise(&self) -> Raised<'_>
    where
        Self: Sized,
    {
        Raised::Declared { name: Self::TYPE, status: Self::STATUS, data: self }
    }
}

/// The error type of a method: an enum of what it declares, or [`Error`] if that is nothing.
pub trait Throws: From<Error> + std::fmt::Display + Send + 'static {
    /// Returns the error as a protocol sees it.
    fn raised(&self) -> Raised<'_>;

    /// Reads the fields of the declared error of this name; `None` if the method does not declare it.
    ///
    /// # Errors
    ///
    /// Fails if the fields cannot be decoded.
    fn read(name: &str, reader: &mut dyn Reader) -> crate::wire::Result<Option<Self>>;
}

impl Throws for Error {
    fn raised(&self) -> Raised<'_> {
        Raised::Other(self)
    }

    fn read(_name: &str, _reader: &mut dyn Reader) -> crate::wire::Result<Option<Self>> {
        Ok(None)
    }
}

/// Implements everything but the shape of a method's error enum.
#[doc(hidden)]
#[macro_export]
macro_rules! method_error {
    ($name:ident { $($variant:ident($error:ty)),* $(,)? }) => {
        impl $name {
            /// Returns whether the method may have run: `false` only when it certainly did not.
            pub fn maybe_executed(&self) -> bool {
                match self {
                    $(Self::$variant(_) => true,)*
                    Self::Other(error) => error.maybe_executed(),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(error) => ::std::fmt::Display::fmt(error, f),)*
                    Self::Other(error) => ::std::fmt::Display::fmt(error, f),
                }
            }
        }

        impl ::std::error::Error for $name {
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    $(Self::$variant(error) => ::std::error::Error::source(error),)*
                    Self::Other(error) => ::std::error::Error::source(error),
                }
            }
        }

        $(impl ::std::convert::From<$error> for $name {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*

        impl ::std::convert::From<$crate::Error> for $name {
            fn from(error: $crate::Error) -> Self {
                Self::Other(error)
            }
        }

        impl ::std::convert::From<$name> for $crate::Error {
            fn from(error: $name) -> Self {
                match error {
                    $($name::$variant(error) => $crate::Error::exception(error),)*
                    $name::Other(error) => error,
                }
            }
        }

        impl $crate::codegen::Throws for $name {
            fn raised(&self) -> $crate::codegen::Raised<'_> {
                match self {
                    $(Self::$variant(error) => $crate::ServiceError::raise(error),)*
                    Self::Other(error) => $crate::codegen::Raised::Other(error),
                }
            }

            fn read(
                name: &str,
                reader: &mut dyn $crate::wire::Reader,
            ) -> $crate::wire::Result<::std::option::Option<Self>> {
                $(if name == <$error as $crate::ServiceError>::TYPE {
                    return $crate::wire::Decode::decode(reader).map(|error| ::std::option::Option::Some(Self::$variant(error)));
                })*
                ::std::result::Result::Ok(::std::option::Option::None)
            }
        }
    };
}
