//! What a component does besides serving calls: its life cycle, its addresses, its health.
//!
//! The runtime keeps the state and calls the methods in order; an implementation only says what happens there.

use crate::channel::SERVED;
use crate::dispatch::BoxFuture;
use crate::error::Result;
use crate::health::Health;
use crate::registry::ChannelAddress;
use crate::service::ComponentDescriptor;
use std::future::Future;

mod hosted;
mod parts;

pub use hosted::HostedComponent;
pub use parts::{ComponentParts, Given, IsGiven, Missing};

/// The state of a component, in the words of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComponentStatus {
    /// Not started yet.
    Virgin,
    /// Startup is done; calls are served.
    Running,
    /// Shut down.
    Stopped,
}

/// Where the server that hosts a component can be reached.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The host name or address to tell others.
    pub host: String,
    /// The port.
    pub port: u16,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The component it is about.
    pub component: &'static ComponentDescriptor,
    /// Where the server listens for custom channels.
    pub channels: Vec<ChannelAddress>,
}

impl Endpoint {
    /// Returns the address for others, `http://10.0.0.7:8000`; an IPv6 address is put in brackets.
    pub fn uri(&self) -> String {
        let Self { scheme, host, port, .. } = self;
        if host.contains(':') { format!("{scheme}://[{host}]:{port}") } else { format!("{scheme}://{host}:{port}") }
    }

    /// Returns each channel that the component declares and the server answers on, with its address: that of the server,
    /// or where a custom channel is listened on.
    pub fn addresses(&self) -> Vec<ChannelAddress> {
        self.component.channels.iter().filter_map(|name| self.address(name)).collect()
    }

    fn address(&self, name: &str) -> Option<ChannelAddress> {
        if SERVED.contains(&name) {
            return Some(ChannelAddress { channel: name.to_owned(), uri: self.uri() });
        }
        self.channels.iter().find(|custom| custom.channel == name).cloned()
    }
}

/// The methods of a component itself; each has a default.
///
/// ```
/// use aspyx::{Component, Result};
///
/// struct ShopLife;
///
/// impl Component for ShopLife {
///     async fn startup(&self) -> Result<()> {
///         println!("the shop opens");
///         Ok(())
///     }
/// }
/// ```
pub trait Component: Send + Sync + 'static {
    /// Runs before calls are accepted and before the component is registered.
    ///
    /// # Errors
    ///
    /// An error stops the server; nothing has been registered then.
    fn startup(&self) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }

    /// Runs after the last call has been answered.
    ///
    /// # Errors
    ///
    /// An error is reported by the server after everything else has been shut down.
    fn shutdown(&self) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }

    /// Returns the addresses to announce: by default each declared channel that a server answers on, at the address that has.
    fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress> {
        endpoint.addresses()
    }

    /// Returns the component's health: OK by default.
    fn health(&self) -> impl Future<Output = Health> + Send {
        async { Health::ok() }
    }
}

/// [`Component`] as a trait object.
pub(crate) trait DynComponent: Send + Sync {
    fn startup(&self) -> BoxFuture<'_, Result<()>>;
    fn shutdown(&self) -> BoxFuture<'_, Result<()>>;
    fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress>;
    fn health(&self) -> BoxFuture<'_, Health>;
}

/// Each method is called within its future, so that whoever polls that has all that can go wrong.
impl<T: Component> DynComponent for T {
    fn startup(&self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move { Component::startup(self).await })
    }

    fn shutdown(&self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move { Component::shutdown(self).await })
    }

    fn addresses(&self, endpoint: &Endpoint) -> Vec<ChannelAddress> {
        Component::addresses(self, endpoint)
    }

    fn health(&self) -> BoxFuture<'_, Health> {
        Box::pin(async move { Component::health(self).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_server_answers_on_is_announced() {
        static SHOP: ComponentDescriptor = ComponentDescriptor {
            package: "shop",
            name: "Shop",
            wire_name: "shop",
            docs: "",
            health: "/health",
            channels: &["unix", "rest", "dispatch-carrier-pigeon", "dispatch-json"],
            services: &[],
        };
        let custom = |channel: &str, uri: &str| ChannelAddress { channel: channel.to_owned(), uri: uri.to_owned() };
        let channels = vec![custom("smoke", "smoke://hill"), custom("unix", "unix:///run/shop")];
        let endpoint = Endpoint { host: "10.0.0.7".to_owned(), port: 80, scheme: "http", component: &SHOP, channels };
        let http = "http://10.0.0.7:80";
        let expected = [custom("unix", "unix:///run/shop"), custom("rest", http), custom("dispatch-json", http)];
        assert_eq!(endpoint.addresses(), expected);
    }
}
