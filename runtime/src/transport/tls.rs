//! TLS by rustls, with the roots that the operating system trusts unless a configuration is given.
//!
//! The roots are read when they are first needed: that there are none is an error of that call, and of no other.

use super::origin::Origin;
use super::socket::Socket;
use std::error::Error;
use std::future::Future;
use std::io;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

pub use tokio_rustls::rustls;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Secures connections.
pub(super) struct Tls {
    connector: OnceCell<TlsConnector>,
    protocol: &'static [u8],
}

impl Tls {
    /// Creates what secures connections as a configuration says, for one protocol.
    pub(super) fn new(config: Option<Arc<ClientConfig>>, protocol: &'static [u8]) -> Self {
        Self { connector: OnceCell::new_with(config.map(|config| connector(config, protocol))), protocol }
    }

    /// Secures a connection that is yet to come about.
    ///
    /// # Errors
    ///
    /// Fails if there is no connection, nothing to trust, nobody who can be trusted, or no protocol to agree on.
    pub(super) async fn secure(
        &self,
        origin: &Origin,
        socket: impl Future<Output = io::Result<Socket>>,
    ) -> Result<TlsStream<Socket>> {
        let name = ServerName::try_from(origin.host().to_owned())?;
        let connector = self.connector.get_or_try_init(|| trusting_the_system(self.protocol)).await?;
        let stream = connector.connect(name, socket.await?).await?;
        self.check_agreed(stream.get_ref().1.alpn_protocol())?;
        Ok(stream)
    }

    /// Makes sure that the server speaks the protocol; who says nothing speaks the old one.
    fn check_agreed(&self, agreed: Option<&[u8]>) -> Result<()> {
        if agreed.unwrap_or(b"http/1.1") == self.protocol {
            return Ok(());
        }
        let (wanted, agreed) = (String::from_utf8_lossy(self.protocol), agreed.map(String::from_utf8_lossy));
        let agreed = agreed.map_or("to nothing".to_owned(), |agreed| format!("to `{agreed}`"));
        Err(format!("the server agrees {agreed} when it is asked for the protocol `{wanted}`").into())
    }
}

fn connector(mut config: Arc<ClientConfig>, protocol: &'static [u8]) -> TlsConnector {
    if config.alpn_protocols.is_empty() {
        Arc::make_mut(&mut config).alpn_protocols.push(protocol.to_vec());
    }
    TlsConnector::from(config)
}

/// Reads the roots of the operating system, beside the runtime since there are many files.
async fn trusting_the_system(protocol: &'static [u8]) -> Result<TlsConnector> {
    let roots = tokio::task::spawn_blocking(roots).await??;
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(connector(Arc::new(config), protocol))
}

fn roots() -> Result<RootCertStore> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    match found.errors.into_iter().next() {
        _ if !roots.is_empty() => Ok(roots),
        Some(error) => Err(error.into()),
        None => Err("this machine has no root certificates to trust".into()),
    }
}
