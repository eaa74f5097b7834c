//! The endpoint of the dispatch channels, `POST /invoke`: the content type says which of them a call comes over.

use super::app::App;
use super::body::{self, Inbound, Payload};
use super::dispatcher::{self, Arrived};
use super::passage::Passage;
use super::{media, respond};
use crate::answer::Answer;
use crate::context::CallContext;
use crate::error::Result;
use crate::wire::Format;
use axum::extract::Request;
use axum::response::Response;
use http::{HeaderMap, Method};
use std::pin::pin;

/// The path of the endpoint.
pub(super) const PATH: &str = "/invoke";

const ALLOWED: &str = "POST, OPTIONS";

/// Answers a request.
pub(super) async fn answer(app: &App, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if parts.method != Method::POST {
        body::discard(&parts.headers, body).await;
        return other_verb(&parts.method);
    }
    respond::answer(post(app, parts.headers, Inbound::Router(body)).await)
}

/// Answers a request that is a POST.
pub(super) async fn post(app: &App, headers: HeaderMap, body: Inbound) -> Answer {
    let passage = Passage::new(CallContext::of_headers(&headers));
    let payload = Payload::coming(&headers, body, app.limits);
    let answer = passage.complete(pin!(call(app, headers, &passage, &payload))).await;
    payload.discard().await;
    answer
}

fn other_verb(verb: &Method) -> Response {
    if *verb == Method::OPTIONS {
        respond::options(ALLOWED)
    } else {
        respond::verb_not_allowed(verb.as_str(), PATH, ALLOWED)
    }
}

async fn call(app: &App, headers: HeaderMap, passage: &Passage, payload: &Payload) -> Result<Answer> {
    let Some(format) = media::format(&headers) else { return Err(media::unsupported(&headers, &Format::ALL)) };
    let _pass = app.enter()?;
    dispatcher::call(Arrived { app, channel: format.channel(), format, passage, payload }, headers).await
}
