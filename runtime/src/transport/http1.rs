//! HTTP/1.1: one request at a time on each connection.

use super::TransportError;
use super::body::{Outbound, whole};
use super::connect::Connector;
use super::failure::taken;
use super::origin::{Place, not_sent};
use super::pool::Pool;
use super::socket::Probe;
use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::uri::PathAndQuery;
use http::{Request, Response, StatusCode, Uri};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take from an answer until it is ready again. It is a matter of moments, unless the server
/// has answered before it took all of the request.
const BREATH: Duration = Duration::from_millis(50);

/// One end of a connection, of which the other is a task.
pub(super) struct Link {
    sender: SendRequest<Outbound>,
    probe: Probe,
    host: HeaderValue,
}

/// What came of an attempt: an answer, or the request untouched and why.
enum Attempt {
    Answered(Response<Incoming>),
    Untaken(Request<Outbound>, hyper::Error),
}

impl Link {
    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    /// Returns whether the peer has neither closed the connection nor said anything unasked, whoever knows of it here.
    pub(super) fn is_quiet(&self) -> bool {
        !self.is_closed() && self.probe.is_quiet()
    }

    /// Waits until the connection can take the next request, and returns whether it ever can.
    async fn is_ready(&mut self) -> bool {
        if self.sender.is_ready() {
            return true;
        }
        matches!(tokio::time::timeout(BREATH, self.sender.ready()).await, Ok(Ok(())))
    }

    async fn attempt(&mut self, mut request: Request<Outbound>) -> Result<Attempt, TransportError> {
        request.headers_mut().entry(HOST).or_insert_with(|| self.host.clone());
        match self.sender.try_send_request(request).await {
            Ok(answer) => Ok(Attempt::Answered(answer)),
            Err(mut failure) => match failure.take_message() {
                Some(request) => Ok(Attempt::Untaken(request, failure.into_error())),
                None => Err(taken(failure.into_error())),
            },
        }
    }
}

/// Sends a request over an idle connection, or else over a new one.
///
/// # Errors
///
/// Fails if there is no answer, or if the URI leads nowhere.
pub(super) async fn exchange(
    pool: &Arc<Pool>,
    connector: &Connector,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, TransportError> {
    let place = Place::of(request.uri())?;
    let mut request = in_origin_form(request);
    loop {
        let idle = pool.take(&place);
        let fresh = idle.is_none();
        let mut link = match idle {
            Some(link) => link,
            // Boxed as it is rare, and its state larger than all else.
            None => Box::pin(connect(connector, &place)).await?,
        };
        if !fresh && !link.is_ready().await {
            continue;
        }
        match link.attempt(request).await? {
            Attempt::Answered(answer) => {
                let answer = whole(answer).await?;
                keep(pool, place, link, answer.status());
                return Ok(answer);
            }
            Attempt::Untaken(_, error) if fresh => return Err(not_sent(error)),
            Attempt::Untaken(untaken, _) => request = untaken,
        }
    }
}

/// Leaves of a request's URI what a server of its own is asked for (RFC 9112, 3.2.1).
fn in_origin_form(request: Request<Bytes>) -> Request<Outbound> {
    let mut request = request.map(Outbound);
    let path = request.uri().path_and_query().cloned();
    *request.uri_mut() = Uri::from(path.unwrap_or_else(|| PathAndQuery::from_static("/")));
    request
}

async fn connect(connector: &Connector, place: &Place) -> Result<Link, TransportError> {
    let host = place.origin.header()?;
    let (stream, probe) = connector.connect(&place.origin).await?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(not_sent)?;
    // What goes wrong is told to whoever has sent a request.
    tokio::spawn(async move { drop(connection.await) });
    Ok(Link { sender, probe, host })
}

/// Keeps the connection that an answer came over for the next request.
fn keep(pool: &Arc<Pool>, place: Place, link: Link, status: StatusCode) {
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        tokio::spawn(rest(Arc::clone(pool), place, link));
    } else {
        pool.put(place, link);
    }
}

/// Keeps a connection after a while, if it is open then: some servers close it when something has broken within them,
/// without saying so in the answer (uvicorn does), and a request sent meanwhile would be lost.
async fn rest(pool: Arc<Pool>, place: Place, link: Link) {
    tokio::time::sleep(BREATH).await;
    pool.put(place, link);
}
