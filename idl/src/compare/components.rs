//! Components: under which name they are found, and on which channels.

use super::{Change, Comparison, Site, Surface, Surfaces, kinds, routes};
use crate::model::Component;

impl Comparison<'_> {
    /// Compares two versions of a component.
    pub(super) fn component(&self, old: &Component, new: &Component) {
        let routed = old.services.iter().any(|id| routes::any(&self.old[*id]));
        let site = Site::new(old.span, new.span, routed);
        if old.wire_name != new.wire_name {
            let message =
                format!("component `{}` travels as `{}` now, was `{}`", new.name, new.wire_name, old.wire_name);
            self.tell(kinds::COMPONENT_WIRE_NAME, site, message);
        }
        for channel in old.channels.iter().filter(|channel| !new.channels.contains(channel)) {
            self.channel_removed(channel, new, site);
        }
    }

    fn channel_removed(&self, channel: &str, component: &Component, site: Site) {
        let surface = surface(channel);
        self.told.borrow_mut().push(Change {
            kind: kinds::CHANNEL_REMOVED,
            breaks: surface.into_iter().collect::<Surfaces>(),
            channel: surface.is_none().then(|| channel.to_owned()),
            message: format!("component `{}` no longer has the channel `{channel}`", component.name),
            old: site.old,
            new: site.new,
            help: Vec::new(),
        });
    }
}

/// Returns what travels on a channel; nothing of one of the user's own.
fn surface(channel: &str) -> Option<Surface> {
    match channel {
        "dispatch-json" | "dispatch-msgpack" => Some(Surface::Json),
        "dispatch-protobuf" => Some(Surface::Protobuf),
        "rest" => Some(Surface::Rest),
        _ => None,
    }
}
