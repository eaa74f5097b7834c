//! A client and a server as a person writes them by hand with hyper and prost, and nothing else: what generated code and
//! its runtime are held against.
//!
//! It does what a call cannot do without: a pool of connections that are kept alive, a content type and a length, a
//! check of the status. It has no time limits, no failover, no errors to speak of.

use super::load::Caller;
use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self as client, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, HeaderValue};
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use prost::Message;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::{TcpListener, TcpStream};

use super::grpc::proto::{Flat, Node};

const PROTOBUF: HeaderValue = HeaderValue::from_static("application/x-protobuf");

type Connection = SendRequest<Full<Bytes>>;

/// Serves until the process ends.
pub async fn serve(listener: TcpListener) -> Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let connection = server::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer));
        tokio::spawn(connection);
    }
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let outcome = match (request.method(), request.uri().path()) {
        (&Method::POST, "/flat") => echo::<Flat>(request).await,
        (&Method::POST, "/tree") => echo::<Node>(request).await,
        _ => Err(StatusCode::NOT_FOUND),
    };
    Ok(outcome.unwrap_or_else(|status| {
        let mut response = Response::default();
        *response.status_mut() = status;
        response
    }))
}

async fn echo<M: Message + Default>(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, StatusCode> {
    if request.headers().get(CONTENT_TYPE) != Some(&PROTOBUF) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let body = request.into_body().collect().await.map_err(|_| StatusCode::BAD_REQUEST)?.to_bytes();
    let message = M::decode(body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut response = Response::new(Full::new(Bytes::from(message.encode_to_vec())));
    response.headers_mut().insert(CONTENT_TYPE, PROTOBUF);
    Ok(response)
}

/// Connections to one server.
#[derive(Debug)]
pub struct Pool {
    address: SocketAddr,
    host: HeaderValue,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    /// Creates an empty pool.
    pub fn new(address: SocketAddr) -> Result<Self> {
        let host = HeaderValue::from_str(&address.to_string())?;
        Ok(Pool { address, host, idle: Mutex::default() })
    }

    /// Sends a message and returns the answer.
    async fn call<M: Message + Default>(&self, path: &'static str, message: &M) -> Result<M> {
        let mut request = Request::new(Full::new(Bytes::from(message.encode_to_vec())));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = hyper::Uri::from_static(path);
        request.headers_mut().insert(HOST, self.host.clone());
        request.headers_mut().insert(CONTENT_TYPE, PROTOBUF);
        let mut connection = self.connection().await?;
        let response = connection.send_request(request).await?;
        if response.status() != StatusCode::OK {
            bail!("the server answers {}", response.status());
        }
        let body = response.into_body().collect().await?.to_bytes();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(M::decode(body)?)
    }

    /// Takes an idle connection that is ready, the last one first, or makes one.
    async fn connection(&self) -> Result<Connection> {
        loop {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(mut connection) = idle else { return self.connect().await };
            if connection.ready().await.is_ok() {
                return Ok(connection);
            }
        }
    }

    async fn connect(&self) -> Result<Connection> {
        let stream = TcpStream::connect(self.address).await.context("no connection")?;
        stream.set_nodelay(true)?;
        let (sender, connection) = client::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(sender)
    }
}

/// Calls over a pool that all callers share.
#[derive(Debug)]
pub struct RawCaller<M> {
    pool: Arc<Pool>,
    path: &'static str,
    payload: M,
}

impl<M> RawCaller<M> {
    /// Creates a caller.
    pub fn new(pool: &Arc<Pool>, path: &'static str, payload: M) -> Self {
        RawCaller { pool: pool.clone(), path, payload }
    }
}

impl<M: Message + Default + Clone + PartialEq + 'static> Caller for RawCaller<M> {
    async fn call(&mut self) -> Result<()> {
        let message = self.payload.clone();
        let answer = self.pool.call(self.path, &message).await?;
        ensure!(answer == self.payload, "the answer is not what was sent");
        Ok(())
    }
}
