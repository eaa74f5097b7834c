//! The addresses of one channel to one component, as the registry's latest news has them.
//!
//! What is known of an address outlives the news: whoever is in there again stays the same object.

use crate::channel::Candidate;
use crate::registry::{Instance, Instances};
use arc_swap::ArcSwap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

pub(crate) struct Addresses {
    channel: String,
    watch: watch::Receiver<Instances>,
    known: ArcSwap<Known>,
    /// Held while news are taken in, so that an address never becomes two.
    renewing: Mutex<()>,
}

#[derive(Default)]
struct Known {
    /// What the addresses were made of; kept, so that no other news can stand in the same place of memory.
    instances: Instances,
    addresses: Arc<[Candidate]>,
}

impl Known {
    fn is_of(&self, instances: &Instances) -> bool {
        match (&self.instances, instances) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Addresses {
    pub(crate) fn new(channel: String, watch: watch::Receiver<Instances>) -> Self {
        Self { channel, watch, known: ArcSwap::default(), renewing: Mutex::new(()) }
    }

    /// Returns the addresses there are now.
    pub(crate) fn current(&self) -> Arc<[Candidate]> {
        let known = self.known.load();
        if known.is_of(&self.watch.borrow()) { known.addresses.clone() } else { self.renewed() }
    }

    #[cold]
    fn renewed(&self) -> Arc<[Candidate]> {
        let _renewing = self.renewing.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, instances) = (self.known.load_full(), self.watch.borrow().clone());
        let mut addresses: Vec<Candidate> = Vec::new();
        for uri in uris(instances.as_deref().unwrap_or_default(), &self.channel) {
            let same = |candidate: &&Candidate| candidate.uri() == uri;
            if !addresses.iter().any(|known| known.uri() == uri) {
                addresses.push(before.addresses.iter().find(same).cloned().unwrap_or_else(|| Candidate::new(uri)));
            }
        }
        let addresses: Arc<[Candidate]> = addresses.into();
        self.known.store(Arc::new(Known { instances, addresses: addresses.clone() }));
        addresses
    }
}

/// Returns where instances answer on a channel.
pub(crate) fn uris<'i>(instances: &'i [Instance], channel: &str) -> impl Iterator<Item = &'i str> {
    let all = instances.iter().flat_map(|instance| &instance.addresses);
    all.filter(move |address| address.channel == channel).map(|address| &*address.uri)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::ChannelAddress;

    fn instances(uris: &[&str]) -> Instances {
        let address = |uri: &&str| ChannelAddress { channel: "rest".into(), uri: (*uri).into() };
        let addresses = uris.iter().map(address).collect();
        Some([Instance { component: "c".into(), id: "i".into(), health: String::new(), addresses }].into())
    }

    #[test]
    fn an_address_stays_the_same_over_news() {
        let registry = watch::Sender::new(instances(&["a", "b", "a"]));
        let addresses = Addresses::new("rest".into(), registry.subscribe());
        let before = addresses.current();
        assert_eq!(before.iter().map(Candidate::uri).collect::<Vec<_>>(), ["a", "b"], "one object for each address");
        let call = before[1].begin(tokio::time::Instant::now());

        registry.send_replace(instances(&["c", "b"]));
        let after = addresses.current();
        let numbers: Vec<_> = after.iter().map(|address| (address.uri(), address.in_flight())).collect();
        assert_eq!(numbers, [("c", 0), ("b", 1)]);
        drop(call);
        assert_eq!(after[1].in_flight(), 0);

        registry.send_replace(None);
        assert!(addresses.current().is_empty());
    }

    #[test]
    fn of_other_channels_it_knows_nothing() {
        let registry = watch::Sender::new(instances(&["a"]));
        assert!(Addresses::new("other".into(), registry.subscribe()).current().is_empty());
    }
}
