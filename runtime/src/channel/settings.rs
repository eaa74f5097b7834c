//! What can be different about a channel to one component.

use super::{Interceptor, Transport, UrlSelector};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The settings of one channel to one component, open to be changed when the first call is about to use it.
///
/// On the channel `local` neither selector nor transport mean anything.
///
/// ```
/// use aspyx::ServiceManager;
/// use aspyx::channel::RoundRobinUrlSelector;
/// use std::time::Duration;
///
/// let manager = ServiceManager::new();
/// manager.customize(|channel| {
///     if channel.name() == "rest" {
///         channel.selector(RoundRobinUrlSelector::new()).timeout(Duration::from_secs(2));
///     }
/// });
/// ```
pub struct ChannelSettings {
    pub(crate) component: &'static str,
    pub(crate) name: String,
    pub(crate) selector: Arc<dyn UrlSelector>,
    pub(crate) transport: Arc<dyn Transport>,
    /// `None` where nothing holds but what a method says itself.
    pub(crate) timeout: Option<Duration>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
}

impl ChannelSettings {
    /// Returns the component's name on the wire, `shop-v1`.
    pub fn component(&self) -> &str {
        self.component
    }

    /// Returns the channel's name, `rest`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Sets how one of several addresses is chosen.
    pub fn selector(&mut self, selector: impl UrlSelector) -> &mut Self {
        self.selector = Arc::new(selector);
        self
    }

    /// Sets what carries requests, on channels that speak HTTP.
    pub fn transport(&mut self, transport: impl Transport) -> &mut Self {
        self.transport = Arc::new(transport);
        self
    }

    /// Sets how long a call may take whose method says nothing of it.
    pub fn timeout(&mut self, timeout: Duration) -> &mut Self {
        self.timeout = Some(timeout);
        self
    }

    /// Adds an interceptor, within those that are there already.
    pub fn interceptor(&mut self, interceptor: impl Interceptor) -> &mut Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }
}

impl fmt::Debug for ChannelSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ChannelSettings");
        debug.field("component", &self.component).field("name", &self.name).field("timeout", &self.timeout);
        debug.field("interceptors", &self.interceptors.len()).finish_non_exhaustive()
    }
}
