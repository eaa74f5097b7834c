//! A server by hyper that answers each request with its body, over what a test wants to see.

use aspyx::channel::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use aspyx::channel::rustls::server::WebPkiClientVerifier;
use aspyx::channel::rustls::{ClientConfig, RootCertStore, ServerConfig};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// Who vouches for a server, and the server's proof.
pub(super) struct Authority(rcgen::CertifiedKey<rcgen::KeyPair>);

/// Creates a certificate that vouches for itself.
pub(super) fn authority() -> Authority {
    let names = ["localhost", "127.0.0.1"].map(str::to_owned);
    Authority(rcgen::generate_simple_self_signed(names).expect("the names can stand in a certificate"))
}

impl Authority {
    fn certificate(&self) -> CertificateDer<'static> {
        self.0.cert.der().clone()
    }

    fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::try_from(self.0.signing_key.serialize_der()).expect("a key")
    }
}

/// Returns a configuration that trusts a server and nobody else.
pub(super) fn trusting(authority: &Authority) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(authority.certificate()).expect("a certificate");
    ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
}

/// Returns the same for a client that says who it is.
pub(super) fn identified(authority: &Authority, client: &Authority) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(authority.certificate()).expect("a certificate");
    let config = ClientConfig::builder().with_root_certificates(roots);
    config.with_client_auth_cert(vec![client.certificate()], client.key()).expect("the key fits")
}

/// What is counted, and the word to hang up.
#[derive(Clone)]
struct Shared {
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
    hang_up: watch::Sender<usize>,
}

/// The server.
pub(super) struct Peer {
    address: SocketAddr,
    shared: Shared,
}

/// What a server speaks.
#[derive(Clone)]
enum Protocol {
    Http1,
    Http2,
    Https(TlsAcceptor),
}

impl Peer {
    /// Starts a server of HTTP/1.1.
    pub(super) async fn http1() -> Self {
        Self::start(Protocol::Http1).await
    }

    /// Starts a server of HTTP/2 that needs no telling.
    pub(super) async fn http2() -> Self {
        Self::start(Protocol::Http2).await
    }

    /// Starts a server of whichever protocol is agreed on.
    pub(super) async fn https(authority: &Authority, protocols: &[&[u8]]) -> Self {
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![authority.certificate()], authority.key());
        let mut config = config.expect("the key fits");
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        Self::start(Protocol::Https(TlsAcceptor::from(Arc::new(config)))).await
    }

    /// Starts a server that answers clients only for whom somebody vouches.
    pub(super) async fn of_clients(authority: &Authority, clients: &Authority) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(clients.certificate()).expect("a certificate");
        let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().expect("there is a root");
        let config = ServerConfig::builder().with_client_cert_verifier(verifier);
        let config = config.with_single_cert(vec![authority.certificate()], authority.key()).expect("the key fits");
        Self::start(Protocol::Https(TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn start(protocol: Protocol) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        let address = listener.local_addr().expect("it is bound");
        let shared = Shared { connections: Arc::default(), requests: Arc::default(), hang_up: watch::Sender::new(0) };
        tokio::spawn(accept(listener, protocol, shared.clone()));
        Self { address, shared }
    }

    /// Starts a server of HTTP/2 that answers the first request with a frame.
    pub(super) async fn framing(frame: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            stream.write_all(b"\0\0\0\x04\0\0\0\0\0").await.expect("settings can be sent");
            read_to_headers(&mut stream).await.expect("a request");
            stream.write_all(frame).await.expect("the client is there");
            std::future::pending::<()>().await;
        });
        format!("http://{address}")
    }

    /// Starts a server that announces more than anybody takes, and returns its address.
    pub(super) async fn boasting() -> String {
        Self::saying(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n").await
    }

    /// Starts a server of mail, and returns its address.
    pub(super) async fn mail() -> String {
        Self::saying(b"220 mail.example ESMTP\r\n").await
    }

    /// Starts a server that answers the first byte with these.
    async fn saying(answer: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            stream.read_u8().await.expect("a request");
            stream.write_all(answer).await.expect("the client is there");
            std::future::pending::<()>().await;
        });
        format!("http://{address}")
    }

    /// Returns an address that nobody listens at.
    pub(super) async fn refusing() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port can be bound");
        format!("http://{}", listener.local_addr().expect("it is bound"))
    }

    /// Returns the address of the server.
    pub(super) fn uri(&self, scheme: &str, host: &str) -> String {
        format!("{scheme}://{host}:{}", self.address.port())
    }

    /// Returns how many connections have been made.
    pub(super) fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Returns how many requests have come.
    pub(super) fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::SeqCst)
    }

    /// Breaks all connections off, and returns when they are.
    pub(super) async fn hang_up(&self) {
        self.shared.hang_up.send_modify(|count| *count += 1);
        self.shared.hang_up.closed().await;
    }
}

/// Reads the preface of HTTP/2 and then frames, up to the first that holds the head of a request.
async fn read_to_headers(stream: &mut TcpStream) -> io::Result<()> {
    const HEADERS: u8 = 1;
    stream.read_exact(&mut [0; 24]).await?;
    let mut kind = None;
    while kind != Some(HEADERS) {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        stream.read_exact(&mut vec![0; length as usize]).await?;
        kind = Some(head[3]);
    }
    Ok(())
}

async fn accept(listener: TcpListener, protocol: Protocol, shared: Shared) {
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let (protocol, shared) = (protocol.clone(), shared.clone());
        let mut hang_up = shared.hang_up.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                () = serve(protocol, stream, shared) => {}
                _ = hang_up.changed() => {}
            }
        });
    }
}

async fn serve(protocol: Protocol, stream: TcpStream, shared: Shared) {
    match protocol {
        Protocol::Http1 => speak(false, stream, shared).await,
        Protocol::Http2 => speak(true, stream, shared).await,
        Protocol::Https(acceptor) => {
            if let Ok(stream) = acceptor.accept(stream).await {
                speak(stream.get_ref().1.alpn_protocol() == Some(b"h2"), stream, shared).await;
            }
        }
    }
}

/// Serves a connection to its end; how it ends is the client's matter.
async fn speak(http2: bool, stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, shared: Shared) {
    let service = service_fn(move |request: Request<Incoming>| echo(request, shared.clone()));
    let io = TokioIo::new(stream);
    if http2 {
        drop(http2::Builder::new(TokioExecutor::new()).serve_connection(io, service).await);
    } else {
        drop(http1::Builder::new().serve_connection(io, service).await);
    }
}

/// Answers with the body of the request, unless it is asked to break off.
async fn echo(request: Request<Incoming>, shared: Shared) -> io::Result<Response<Incoming>> {
    shared.requests.fetch_add(1, Ordering::SeqCst);
    match request.uri().path() {
        "/break-off" => Err(io::Error::other("as asked")),
        _ => Ok(Response::new(request.into_body())),
    }
}
