//! What travels on the dispatch channels: a call is a method and its arguments, an answer a result or an exception.
//!
//! JSON and msgpack carry `{"method": …, "args": […]}` and `{"result": …, "exception": …}`, and for an error the method
//! declares `"error": {"type": …, "data": …}` besides. Protobuf carries the bare messages: of the parameters, while the
//! method is named outside, and of the answer. Field by field the same as the Python original's, which ignores what it
//! does not know. Both halves write here; each reads for itself, since they look for different things.

use crate::service::MethodDescriptor;
use crate::wire::{Encode, EncodeError, Field, Format, Writer};
use http::HeaderName;

/// The header that names the method where the envelope does not.
pub(crate) const METHOD_HEADER: HeaderName = HeaderName::from_static("x-rpc-method");

static RESULT: Field = Field { name: "result", tag: 1 };
static EXCEPTION: Field = Field { name: "exception", tag: 2 };

/// A declared error: its full name, and its fields.
pub(crate) type Declared<'a> = (&'a str, &'a dyn Encode);

/// Writes a call; an optional argument that is absent keeps its place, where the format has places.
///
/// # Errors
///
/// Fails if the format has no form for an argument.
pub(crate) fn call(
    format: Format,
    room: usize,
    method: &'static MethodDescriptor,
    arguments: &[&dyn Encode],
) -> Result<Vec<u8>, EncodeError> {
    format.write(room, |writer| match format {
        Format::Protobuf => writer.message(&method.parameters, arguments),
        Format::Json | Format::Msgpack => named_call(writer, method.id, arguments),
    })
}

fn named_call(writer: &mut dyn Writer, id: &str, arguments: &[&dyn Encode]) {
    writer.begin_map(2);
    entry(writer, "method", |writer| writer.str(id));
    entry(writer, "args", |writer| {
        writer.begin_list(arguments.len());
        for argument in arguments {
            writer.item();
            argument.encode(writer);
        }
        writer.end_list();
    });
    writer.end_map();
}

/// Writes the answer of a method that has ended well.
///
/// # Errors
///
/// Fails if the format has no form for the result.
pub(crate) fn result(format: Format, room: usize, value: &dyn Encode) -> Result<Vec<u8>, EncodeError> {
    format.write(room, |writer| match format {
        Format::Protobuf if value.is_void() => {}
        Format::Protobuf => value.encode_field(&RESULT, writer),
        Format::Json | Format::Msgpack => {
            writer.begin_map(2);
            entry(writer, "result", |writer| value.encode(writer));
            entry(writer, "exception", |writer| writer.null());
            writer.end_map();
        }
    })
}

/// Writes the answer of a method that has raised something: its text, and the error if the method declares it.
///
/// # Errors
///
/// Fails if the format has no form for the error.
pub(crate) fn raised(
    format: Format,
    room: usize,
    method: &'static MethodDescriptor,
    text: &str,
    declared: Option<Declared<'_>>,
) -> Result<Vec<u8>, EncodeError> {
    format.write(room, |writer| match format {
        Format::Protobuf => bare_exception(writer, method, text, declared),
        Format::Json | Format::Msgpack => exception(writer, text, declared),
    })
}

fn bare_exception(writer: &mut dyn Writer, method: &MethodDescriptor, text: &str, declared: Option<Declared<'_>>) {
    writer.field(&EXCEPTION);
    writer.str(text);
    if let Some((name, data)) = declared
        && let Some(field) = method.throws().iter().find(|field| field.name == name)
    {
        data.encode_field(field, writer);
    }
}

fn exception(writer: &mut dyn Writer, text: &str, declared: Option<Declared<'_>>) {
    writer.begin_map(2 + usize::from(declared.is_some()));
    entry(writer, "result", |writer| writer.null());
    entry(writer, "exception", |writer| writer.str(text));
    if let Some((name, data)) = declared {
        entry(writer, "error", |writer| {
            writer.begin_map(2);
            entry(writer, "type", |writer| writer.str(name));
            entry(writer, "data", |writer| data.encode(writer));
            writer.end_map();
        });
    }
    writer.end_map();
}

fn entry(writer: &mut dyn Writer, key: &str, value: impl FnOnce(&mut dyn Writer)) {
    writer.key();
    writer.str(key);
    writer.value();
    value(writer);
}
