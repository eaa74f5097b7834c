//! The endpoint of the dispatch channels, `POST /invoke`: the content type says which of them a call comes over.

use super::app::App;
use super::envelope::{self, Call};
use super::{body, media, respond};
use crate::error::Result;
use crate::wire::Format;
use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, Method};

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
    let outcome = match body::read(&parts.headers, body, app.body_limit).await {
        Ok(message) => call(app, &parts.headers, message).await,
        Err(error) => Err(error),
    };
    outcome.unwrap_or_else(|error| respond::refuse(&error))
}

fn other_verb(verb: &Method) -> Response {
    if *verb == Method::OPTIONS {
        respond::options(ALLOWED)
    } else {
        respond::verb_not_allowed(verb.as_str(), PATH, ALLOWED)
    }
}

async fn call(app: &App, headers: &HeaderMap, message: Bytes) -> Result<Response> {
    let Some(format) = media::format(headers) else { return Err(media::unsupported(headers, &Format::ALL)) };
    let _pass = app.enter()?;
    let Call { callee, future } = envelope::read(&app.directory, format, headers, &message)?;
    drop(message);
    callee.run(future).await
}
