//! The endpoints of the rest channel: one for each shape of a path, with the methods of all verbs behind it.

use super::app::App;
use super::directory::{Admitted, Callee};
use super::query::Query;
use super::reply;
use super::rest_reader::{RestReader, Source};
use super::{body, media, pattern, percent, respond};
use crate::dispatch::Dispatched;
use crate::error::{Error, ErrorKind, Result};
use crate::service::{Place, Route};
use crate::wire::Format;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::response::Response;
use http::Method;
use http::request::Parts;

/// The outcome of taking the parameters out of a path.
pub(super) type PathParams = Result<RawPathParams, RawPathParamsRejection>;

/// A method on the rest channel.
#[derive(Clone)]
pub(super) struct RestMethod {
    pub(super) callee: Callee,
    pub(super) route: &'static Route,
    /// The names of the path's parameters, in order.
    pub(super) names: Vec<String>,
}

/// What answers under one shape of a path.
pub(super) struct Endpoint {
    /// One for each verb.
    methods: Vec<RestMethod>,
    /// The verbs, as the header `allow` lists them.
    allowed: String,
}

impl Endpoint {
    /// Creates the endpoint of methods, each of which has another verb.
    pub(super) fn new(methods: Vec<RestMethod>) -> Self {
        let mut verbs: Vec<_> = methods.iter().map(|method| method.route.verb).collect();
        if verbs.contains(&"GET") && !verbs.contains(&"HEAD") {
            verbs.push("HEAD");
        }
        verbs.push("OPTIONS");
        Self { methods, allowed: verbs.join(", ") }
    }

    /// Answers a request.
    pub(super) async fn answer(&self, app: &App, params: PathParams, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let Some(method) = self.method(&parts.method) else {
            body::discard(&parts.headers, body).await;
            return self.other_verb(&parts);
        };
        let outcome = match body::read(&parts.headers, body, app.body_limit).await {
            Ok(body) => method.call(app, params, &parts, &body).await,
            Err(error) => Err(error),
        };
        outcome.unwrap_or_else(|error| respond::refuse(&error))
    }

    /// Finds the method of a verb; HEAD is a GET whose body is not sent.
    fn method(&self, verb: &Method) -> Option<&RestMethod> {
        let find = |verb: &str| self.methods.iter().find(|method| method.route.verb == verb);
        find(verb.as_str()).or_else(|| if *verb == Method::HEAD { find("GET") } else { None })
    }

    fn other_verb(&self, parts: &Parts) -> Response {
        if parts.method == Method::OPTIONS {
            return respond::options(&self.allowed);
        }
        respond::verb_not_allowed(parts.method.as_str(), parts.uri.path(), &self.allowed)
    }
}

impl RestMethod {
    async fn call(&self, app: &App, params: PathParams, parts: &Parts, body: &[u8]) -> Result<Response> {
        let callee = self.callee.admit()?;
        let in_body = self.route.places.iter().any(|place| matches!(place, Place::Body | Place::BodyMember));
        let is_json = || media::is_silent(&parts.headers) || media::format(&parts.headers) == Some(Format::Json);
        if in_body && !body.is_empty() && !is_json() {
            return Err(media::unsupported(&parts.headers, &[Format::Json]));
        }
        let _pass = app.enter()?;
        let future = self.dispatch(callee, params, parts, body)?;
        self.callee.run(future).await
    }

    fn dispatch<'a>(&'a self, callee: Admitted<'a>, params: PathParams, parts: &Parts, body: &[u8]) -> Dispatched<'a> {
        if !percent::is_well_formed(parts.uri.path()) {
            return Err(Error::new(ErrorKind::Malformed, format!("the path is wrong: {}", percent::ILL_FORMED)));
        }
        let params = params.map_err(|_| Error::new(ErrorKind::Malformed, "the path is not UTF-8"))?;
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        let values = params.iter().filter(|(key, _)| pattern::is_ours(key)).map(|(_, value)| value);
        let path = self.names.iter().map(String::as_str).zip(values).collect();
        let source = Source { places: self.route.places, path, query, headers: &parts.headers, body };
        callee.dispatch(&mut RestReader::new(&source)?, &reply::Rest)
    }
}
