//! Where the parameters of a routed method travel: path, query, header or body.
//!
//! What is in the path and what is marked stays there. Of the rest, on POST, PUT and PATCH, the first parameter of struct
//! or union type is the body unless another one is marked so; everything else is a query parameter. Nothing is moved silently:
//! what does not fit where it would travel is refused.

use super::annotations::{Annotations, text};
use super::scope::Scope;
use super::services::Draft;
use super::world::World;
use crate::ast::Annotation;
use crate::catalogue;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Place, Scalar, Segment, Type, Verb};
use crate::names;
use crate::source::Span;
use std::collections::HashMap;

/// The annotations that say where a parameter travels.
pub(super) const MARKS: [&str; 3] = ["body", "query", "header"];

/// Headers that mean something to the transport or the channel, which would see another's text in them.
const RESERVED_HEADERS: [&str; 24] = [
    "accept",
    "accept-encoding",
    "authorization",
    "baggage",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "grpc-timeout",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "traceparent",
    "tracestate",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-rpc-method",
];

/// The parameters of one method.
struct Placing<'a> {
    scope: Scope<'a>,
    verb: Verb,
    /// The unmarked parameter that is the body.
    body: Option<usize>,
    /// Whether several parameters are marked as the body and form an object.
    members: bool,
}

/// Returns the place of every parameter; what cannot travel where it would is reported.
pub(super) fn places(scope: Scope<'_>, verb: Verb, path: &[Segment], drafts: &[Draft<'_>]) -> Vec<Place> {
    let in_path = in_path(path, drafts.len());
    let marked = drafts.iter().filter(|draft| draft.annotations.get("body").is_some()).count();
    let body = if marked == 0 { unmarked_body(scope.world, verb, &in_path, drafts) } else { None };
    let placing = Placing { scope, verb, body, members: marked > 1 };
    let places: Vec<Place> =
        drafts.iter().enumerate().map(|(index, draft)| placing.place(index, in_path[index], draft)).collect();
    distinct(scope, &places, drafts);
    places
}

/// Returns for each parameter whether it stands in the path.
fn in_path(path: &[Segment], parameters: usize) -> Vec<bool> {
    let mut in_path = vec![false; parameters];
    for segment in path {
        if let Segment::Parameter(index) = segment {
            in_path[*index] = true;
        }
    }
    in_path
}

/// Returns the first unmarked parameter of struct or union type, where a body is usual.
fn unmarked_body(world: &World<'_>, verb: Verb, in_path: &[bool], drafts: &[Draft<'_>]) -> Option<usize> {
    let is_body = |draft: &Draft<'_>| draft.ty.as_ref().is_some_and(|ty| is_object(world, ty));
    let unmarked = |draft: &Draft<'_>| MARKS.iter().all(|mark| draft.annotations.get(mark).is_none());
    match verb {
        Verb::Post | Verb::Put | Verb::Patch => {
            drafts.iter().zip(in_path).position(|(draft, in_path)| !in_path && unmarked(draft) && is_body(draft))
        }
        Verb::Get | Verb::Delete => None,
    }
}

impl Placing<'_> {
    /// Returns the place of a parameter.
    fn place(&self, index: usize, in_path: bool, draft: &Draft<'_>) -> Place {
        let marks: Vec<&Annotation> = MARKS.iter().filter_map(|mark| draft.annotations.get(mark)).collect();
        match marks.as_slice() {
            [] if in_path => self.path(draft),
            [] if self.body == Some(index) => Place::Body,
            [] => self.query(draft, None),
            [mark] if !in_path => self.marked(mark, draft),
            [.., last] => self.several(last, draft),
        }
    }

    /// Places a parameter of the path.
    fn path(&self, draft: &Draft<'_>) -> Place {
        self.fits(
            draft,
            is_text,
            catalogue::PATH_TYPE,
            "in a path",
            "a part of a path is a scalar other than json, an enum or a newtype of these, and always there",
        );
        Place::Path
    }

    /// Places a parameter where its one mark says.
    fn marked(&self, mark: &Annotation, draft: &Draft<'_>) -> Place {
        match mark.name.text.as_str() {
            "body" => self.body(mark),
            "header" => self.header(mark, draft),
            _ => self.query(draft, Some(mark)),
        }
    }

    /// Places a parameter that is marked as the body.
    fn body(&self, mark: &Annotation) -> Place {
        if self.verb == Verb::Get {
            let text = "a GET request carries no body";
            self.scope.report(
                Diagnostic::new(catalogue::BODY_ON_GET, mark.span, text, "would be lost on the way")
                    .help("use `@post`, or let the parameter travel in the query"),
            );
        }
        if self.members { Place::BodyMember } else { Place::Body }
    }

    /// Places a parameter of the query, marked or not.
    fn query(&self, draft: &Draft<'_>, mark: Option<&Annotation>) -> Place {
        let help = match self.verb {
            Verb::Get | Verb::Post | Verb::Put | Verb::Patch | Verb::Delete if is_list_or_nothing(draft) => {
                "without `?`: a list that nobody sends is an empty one if its default is `[]`"
            }
            Verb::Get => "use `@post` and mark it `@body`",
            Verb::Post | Verb::Put | Verb::Patch | Verb::Delete => "mark it `@body`",
        };
        self.fits(draft, is_query, catalogue::QUERY_TYPE, "in the query", help);
        let given = mark.and_then(text);
        if let Some(given) = given.filter(|given| given.text.is_empty() || given.text.contains(char::is_control)) {
            let text = "a query parameter has a name that can be seen";
            let bad = Diagnostic::new(catalogue::ANNOTATION_ARGUMENTS, given.span, text, "not a name");
            self.scope.report(bad.help("`@query` alone takes the name of the parameter"));
        }
        Place::Query(given.map_or(&*draft.ast.head.name.text, |given| given.text).to_owned())
    }

    /// Places a parameter of a header.
    fn header(&self, mark: &Annotation, draft: &Draft<'_>) -> Place {
        let (code, help) =
            (catalogue::HEADER_TYPE, "a header holds a scalar, an enum or a newtype of these, which may be optional");
        self.fits(draft, is_header, code, "in a header", help);
        let given = text(mark);
        let name =
            given.map_or_else(|| names::kebab(&draft.ast.head.name.text), |given| given.text.to_ascii_lowercase());
        header_name(self.scope, &name, given.map_or(mark.span, |given| given.span));
        Place::Header(name)
    }

    /// Refuses a type where it cannot travel.
    fn fits(
        &self,
        draft: &Draft<'_>,
        fits: fn(&World<'_>, &Type) -> bool,
        code: &'static Code,
        place: &str,
        help: &str,
    ) {
        if draft.ty.as_ref().is_some_and(|ty| !fits(self.scope.world, ty)) {
            let span = draft.ast.ty.span;
            let text = format!("`{}` cannot travel {place}", self.scope.world.sources.text(span));
            self.scope.report(Diagnostic::new(code, span, text, "not here").help(help));
        }
    }

    /// Refuses a parameter with more than one place.
    fn several(&self, mark: &Annotation, draft: &Draft<'_>) -> Place {
        let name = &draft.ast.head.name;
        let text = format!("parameter `{}` cannot travel in several places", name.text);
        let several = Diagnostic::new(catalogue::SEVERAL_PLACES, mark.span, text, "has another place already");
        self.scope.report(several.help("keep one: the path, or one of `@query`, `@header`, `@body`"));
        Place::Body
    }
}

/// Refuses names that are no headers, or not free.
fn header_name(scope: Scope<'_>, name: &str, span: Span) {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(&byte);
    let (text, label) = if name.is_empty() || !name.bytes().all(token) {
        (format!("{name:?} is no name of a header"), "letters, digits and `-` are allowed")
    } else if RESERVED_HEADERS.contains(&name) || name.starts_with("aspyx-") {
        (format!("the header `{name}` is set by the channel"), "choose another name")
    } else {
        return;
    };
    let mut bad = Diagnostic::new(catalogue::HEADER_NAME, span, text, label);
    if name == "authorization" {
        bad = bad.help("credentials belong to the session, not to the arguments");
    }
    scope.report(bad);
}

/// Refuses two parameters under one name in the query, or in one header.
fn distinct(scope: Scope<'_>, places: &[Place], drafts: &[Draft<'_>]) {
    let mut seen = HashMap::new();
    for (place, draft) in places.iter().zip(drafts) {
        let (what, name) = match place {
            Place::Query(name) => ("query parameter", name),
            Place::Header(name) => ("header", name),
            Place::Path | Place::Body | Place::BodyMember => continue,
        };
        let span = mark_span(&draft.annotations).unwrap_or(draft.ast.head.name.span);
        if let Some(first) = seen.insert((what, name), span) {
            let text = format!("two parameters travel as the {what} `{name}`");
            let twice = Diagnostic::new(catalogue::DUPLICATE_PLACE, span, text, "again here");
            scope.report(twice.also(first, "first here"));
        }
    }
}

/// Returns where it is said how a parameter travels.
fn mark_span(annotations: &Annotations<'_>) -> Option<Span> {
    MARKS.iter().find_map(|mark| annotations.get(mark)).map(|mark| mark.span)
}

/// Returns whether a type is a struct or a union, or an optional one.
fn is_object(world: &World<'_>, ty: &Type) -> bool {
    match world.unwrapped(ty) {
        Some(Type::Struct(_) | Type::Union(_)) => true,
        Some(Type::Optional(inner)) => is_object(world, inner),
        Some(Type::Scalar(_) | Type::List(_) | Type::Set(_) | Type::Map(..) | Type::Newtype(_) | Type::Enum(_))
        | None => false,
    }
}

/// Returns whether a value is one text that is always there.
fn is_text(world: &World<'_>, ty: &Type) -> bool {
    match world.unwrapped(ty) {
        Some(Type::Scalar(scalar)) => *scalar != Scalar::Json,
        // What is wrong has been reported.
        Some(Type::Enum(_)) | None => true,
        Some(Type::Optional(_) | Type::List(_) | Type::Set(_) | Type::Map(..)) => false,
        Some(Type::Newtype(_) | Type::Struct(_) | Type::Union(_)) => false,
    }
}

/// Returns whether a value is one text, or none.
fn is_header(world: &World<'_>, ty: &Type) -> bool {
    if let Type::Optional(inner) = ty { is_text(world, inner) } else { is_text(world, ty) }
}

/// Returns whether a value is one text, none, or several.
fn is_query(world: &World<'_>, ty: &Type) -> bool {
    match world.unwrapped(ty) {
        Some(Type::List(element) | Type::Set(element)) => is_text(world, element),
        Some(Type::Scalar(_) | Type::Optional(_) | Type::Map(..) | Type::Newtype(_) | Type::Struct(_))
        | Some(Type::Enum(_) | Type::Union(_))
        | None => is_header(world, ty),
    }
}

/// Returns whether a parameter is a list that may be absent, which texts of the same name could not tell from an empty
/// one.
fn is_list_or_nothing(draft: &Draft<'_>) -> bool {
    matches!(&draft.ty, Some(Type::Optional(inner)) if matches!(**inner, Type::List(_) | Type::Set(_)))
}
