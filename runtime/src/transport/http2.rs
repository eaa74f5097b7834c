//! HTTP/2: one connection to each origin, which carries all requests at a time.

use super::TransportError;
use super::body::{Outbound, whole};
use super::connect::Connector;
use super::failure::taken;
use super::origin::{Place, not_sent};
use bytes::Bytes;
use http::{Request, Response};
use hyper::client::conn::http2::{Builder, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Mutex as AsyncMutex;

type Sender = SendRequest<Outbound>;

/// The connections, by where they go.
#[derive(Default)]
pub(super) struct Connections(Mutex<HashMap<Place, Arc<Seat>>>);

/// The place of a connection; who finds it empty makes one, while the others wait.
#[derive(Default)]
struct Seat(AsyncMutex<Option<Sender>>);

impl Connections {
    /// Sends a request over the connection to its origin, or over a new one if that does not take it any more.
    ///
    /// # Errors
    ///
    /// Fails if there is no answer, or if the URI leads nowhere.
    pub(super) async fn exchange(
        &self,
        connector: &Connector,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        let place = Place::of(request.uri())?;
        let seat = self.seat(&place);
        let mut request = request.map(Outbound);
        loop {
            let (mut sender, fresh) = seat.sender(connector, &place).await?;
            match sender.try_send_request(request).await {
                Ok(answer) => return whole(answer).await,
                Err(mut failure) => match failure.take_message() {
                    Some(untaken) if !fresh => request = untaken,
                    Some(_) => return Err(not_sent(failure.into_error())),
                    None => return Err(taken(failure.into_error())),
                },
            }
        }
    }

    /// Returns the place of the connection to an origin; those that nobody sits on are given up on the way to a new one.
    fn seat(&self, place: &Place) -> Arc<Seat> {
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seat) = seats.get(place) {
            return seat.clone();
        }
        seats.retain(|_, seat| !seat.is_deserted());
        seats.entry(place.clone()).or_default().clone()
    }
}

impl Seat {
    /// Returns the connection, and whether it is a new one.
    async fn sender(&self, connector: &Connector, place: &Place) -> Result<(Sender, bool), TransportError> {
        let mut seat = self.0.lock().await;
        if let Some(sender) = seat.as_ref().filter(|sender| !sender.is_closed()) {
            return Ok((sender.clone(), false));
        }
        let sender = connect(connector, place).await?;
        *seat = Some(sender.clone());
        Ok((sender, true))
    }

    /// Returns whether nobody uses the place: its connection is closed, and nobody is about to make another.
    fn is_deserted(self: &Arc<Self>) -> bool {
        let closed = self.0.try_lock().is_ok_and(|seat| seat.as_ref().is_none_or(Sender::is_closed));
        closed && Arc::strong_count(self) == 1
    }
}

async fn connect(connector: &Connector, place: &Place) -> Result<Sender, TransportError> {
    let (stream, _) = connector.connect(&place.origin).await?;
    let handshake = Builder::new(TokioExecutor::new()).handshake(TokioIo::new(stream)).await;
    let (sender, connection) = handshake.map_err(not_sent)?;
    // What goes wrong is told to whoever has sent a request.
    tokio::spawn(async move { drop(connection.await) });
    Ok(sender)
}
