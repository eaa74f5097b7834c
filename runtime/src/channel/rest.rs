//! The channel `rest`: every routed method has a URL of its own, and its result comes without an envelope.
//!
//! A value that would change which URL is meant is refused before anything is sent: an empty one, `.` and `..` cannot
//! stand in a path, however they are written.

use super::refusal::refusal;
use super::rest_writer::texts;
use super::{Channel, Outgoing, Reply, no_address, unwritable};
use crate::dispatch::BoxFuture;
use crate::error::{Error, ErrorKind, Result};
use crate::problem::Problem;
use crate::service::{MethodDescriptor, Place, Route};
use crate::wire::{Encode, Field, JsonWriter, Writer};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Builder;
use http::{Request, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Speaks HTTP as the routes of the methods say.
pub(crate) struct Rest;

impl Channel for Rest {
    fn call<'a>(&'a self, mut call: Outgoing<'a>) -> BoxFuture<'a, Result<Reply>> {
        Box::pin(async move {
            let Some(route) = &call.method.route else { return Err(unrouted(call.method)) };
            let request = request(&mut call, route)?;
            let answer = call.send(request).await?;
            if answer.status().is_success() { Ok(Reply::bare(answer.into_body())) } else { failure(&call, &answer) }
        })
    }

    fn carries(&self, method: &'static MethodDescriptor) -> bool {
        method.route.is_some()
    }
}

/// Reads an answer that is no success: an error the method declares, or why it has not run.
fn failure(call: &Outgoing<'_>, answer: &Response<Bytes>) -> Result<Reply> {
    match Problem::parse(answer.body()) {
        Some(Problem { error: Some(error), detail, .. }) => {
            Ok(Reply::raised(error.name, error.data, Error::exception(detail)))
        }
        _ => Err(refusal(call, answer)),
    }
}

fn unrouted(method: &MethodDescriptor) -> Error {
    Error::new(
        ErrorKind::Configuration,
        format!("`{}` cannot be called on the channel `rest`: it has no route", method.id),
    )
}

/// A parameter on its way: where it travels, what it is called, and its value.
struct Parameter<'a> {
    place: Place,
    name: &'static str,
    value: &'a dyn Encode,
}

fn parameters<'a>(call: &Outgoing<'a>, route: &'static Route) -> impl Iterator<Item = Parameter<'a>> {
    let names = call.method.parameters.fields.iter().map(|field| field.name);
    let places = route.places.iter().copied();
    places.zip(names).zip(call.arguments).map(|((place, name), value)| Parameter { place, name, value: *value })
}

/// Puts a request together. A header that a parameter, or the body, has need of is theirs; what is set beside the arguments
/// under the same name is not sent.
fn request(call: &mut Outgoing<'_>, route: &'static Route) -> Result<Request<Bytes>> {
    let (head, body) = head_and_body(call, route)?;
    let mut request = head.body(Bytes::from(body)).map_err(|error| no_address(call, error))?;
    let mut beside = std::mem::take(&mut call.headers);
    for name in request.headers().keys() {
        beside.remove(name);
    }
    request.headers_mut().extend(beside);
    Ok(request)
}

fn head_and_body(call: &Outgoing<'_>, route: &'static Route) -> Result<(Builder, Vec<u8>)> {
    let mut path = route.path.to_owned();
    let mut query = String::new();
    let mut request = Request::builder().method(route.verb);
    for parameter in parameters(call, route) {
        match parameter.place {
            Place::Path => path = with_segment(call, &path, &parameter)?,
            Place::Query(name) => add_to_query(&mut query, name, &text_of(call, &parameter)?),
            Place::Header(name) => request = with_header(call, request, name, &parameter)?,
            Place::Body | Place::BodyMember => {}
        }
    }
    let request = request.uri(format!("{}{path}{query}", call.address.trim_end_matches('/')));
    match body(call, route)? {
        Some(body) => Ok((request.header(CONTENT_TYPE, "application/json"), body)),
        None => Ok((request, Vec::new())),
    }
}

fn text_of(call: &Outgoing<'_>, parameter: &Parameter<'_>) -> Result<Vec<String>> {
    texts(parameter.value).map_err(|error| unwritable(call.method, &error))
}

fn refused(call: &Outgoing<'_>, parameter: &Parameter<'_>, why: &str) -> Error {
    Error::new(ErrorKind::Malformed, format!("`{}` was not sent: parameter `{}` {why}", call.method.id, parameter.name))
}

/// Puts a value into the place its name holds in a path.
fn with_segment(call: &Outgoing<'_>, path: &str, parameter: &Parameter<'_>) -> Result<String> {
    let text = text_of(call, parameter)?.concat();
    if matches!(&*text, "" | "." | "..") {
        return Err(refused(call, parameter, &format!("is `{text}`, which cannot stand in a path")));
    }
    Ok(path.replace(&format!("{{{}}}", parameter.name), &percent_encoded(&text)))
}

fn add_to_query(query: &mut String, name: &str, values: &[String]) {
    for value in values {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&percent_encoded(name));
        query.push('=');
        query.push_str(&percent_encoded(value));
    }
}

fn with_header(call: &Outgoing<'_>, request: Builder, name: &str, parameter: &Parameter<'_>) -> Result<Builder> {
    text_of(call, parameter)?.into_iter().try_fold(request, |request, text| {
        let value = HeaderValue::from_bytes(text.as_bytes());
        let value = value.map_err(|_| refused(call, parameter, "holds a character that no header can carry"))?;
        Ok(request.header(name, value))
    })
}

fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Writes the body, if the route has one: a parameter by itself, or an object of several.
fn body(call: &Outgoing<'_>, route: &'static Route) -> Result<Option<Vec<u8>>> {
    let mut writer = JsonWriter::default();
    if let Some(whole) = parameters(call, route).find(|parameter| parameter.place == Place::Body) {
        whole.value.encode(&mut writer);
    } else if route.places.contains(&Place::BodyMember) {
        members(call, route, &mut writer);
    } else {
        return Ok(None);
    }
    writer.finish().map(Some).map_err(|error| unwritable(call.method, &error))
}

/// Writes the record of all parameters, of which those that travel elsewhere are absent.
fn members<'a>(call: &Outgoing<'a>, route: &'static Route, writer: &mut JsonWriter) {
    let value = |parameter: Parameter<'a>| match parameter.place {
        Place::BodyMember => parameter.value,
        Place::Path | Place::Query(_) | Place::Header(_) | Place::Body => &Elsewhere,
    };
    let values: Vec<_> = parameters(call, route).map(value).collect();
    writer.message(&call.method.parameters, &values);
}

/// Stands for a parameter that is not part of the body.
struct Elsewhere;

impl Encode for Elsewhere {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.null();
    }

    fn encode_field(&self, _field: &'static Field, _writer: &mut dyn Writer) {}
}
