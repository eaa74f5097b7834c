//! The endpoints of the rest channel: one for each shape of a path, with the methods of all verbs behind it.

use super::app::App;
use super::body::{self, Inbound, Payload};
use super::directory::{Admitted, Callee};
use super::interceptor::{Inside, ServerCall, ServerNext};
use super::passage::Passage;
use super::query::Query;
use super::reply;
use super::rest_reader::{RestReader, Source};
use super::{media, pattern, percent, respond};
use crate::answer::Answer;
use crate::context::CallContext;
use crate::dispatch::{BoxFuture, Dispatched};
use crate::error::{Error, ErrorKind, Result};
use crate::service::{Place, Route};
use crate::wire::Format;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, Method, Uri};
use std::pin::pin;

/// The channel whose methods have paths.
pub(super) const CHANNEL: &str = "rest";

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
        let passage = Passage::new(CallContext::of_headers(&parts.headers));
        let payload = Payload::coming(&parts.headers, Inbound::Router(body), app.limits);
        let Parts { uri, headers, .. } = parts;
        let call = RestCall { method, params: &params, uri: &uri, passage: &passage, payload: &payload };
        let answer = passage.complete(pin!(call.enter(app, headers))).await;
        payload.discard().await;
        respond::answer(answer)
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

/// A call of a method, of whose parameters nothing has been looked at.
struct RestCall<'a> {
    method: &'a RestMethod,
    params: &'a PathParams,
    uri: &'a Uri,
    passage: &'a Passage,
    payload: &'a Payload,
}

impl RestCall<'_> {
    /// Passes through the interceptors, if there are any.
    async fn enter(&self, app: &App, headers: HeaderMap) -> Result<Answer> {
        let _pass = app.enter()?;
        if app.interceptors.is_empty() {
            return self.answer(headers).await;
        }
        let call = ServerCall { method: self.method.callee.method, channel: CHANNEL, headers };
        ServerNext::new(&app.interceptors, self).run(call).await
    }

    async fn answer(&self, headers: HeaderMap) -> Result<Answer> {
        let callee = self.method.callee.admit()?;
        let future = {
            let body = self.payload.read().await?;
            self.check_type(&headers, &body)?;
            self.dispatch(callee, &headers, &body)?
        };
        self.method.callee.run(self.passage, future).await
    }

    /// Makes sure that the body is JSON, if it is any of the method's business.
    fn check_type(&self, headers: &HeaderMap, body: &[u8]) -> Result<()> {
        let in_body = self.method.route.places.iter().any(|place| matches!(place, Place::Body | Place::BodyMember));
        let is_json = || media::is_silent(headers) || media::format(headers) == Some(Format::Json);
        if in_body && !body.is_empty() && !is_json() {
            return Err(media::unsupported(headers, &[Format::Json]));
        }
        Ok(())
    }

    fn dispatch<'c>(&self, callee: Admitted<'c>, headers: &HeaderMap, body: &[u8]) -> Dispatched<'c> {
        if !percent::is_well_formed(self.uri.path()) {
            return Err(Error::new(ErrorKind::Malformed, format!("the path is wrong: {}", percent::ILL_FORMED)));
        }
        let params = self.params.as_ref().map_err(|_| Error::new(ErrorKind::Malformed, "the path is not UTF-8"))?;
        let query = Query::parse(self.uri.query().unwrap_or_default());
        let values = params.iter().filter(|(key, _)| pattern::is_ours(key)).map(|(_, value)| value);
        let path = self.method.names.iter().map(String::as_str).zip(values).collect();
        let source = Source { places: self.method.route.places, path, query, headers, body };
        callee.dispatch(&mut RestReader::new(&source)?, &reply::Rest)
    }
}

impl Inside for RestCall<'_> {
    fn call(&self, headers: HeaderMap) -> BoxFuture<'_, Result<Answer>> {
        Box::pin(self.answer(headers))
    }
}
