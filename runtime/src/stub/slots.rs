//! Which services this process hosts, each under the type of its trait object.
//!
//! A slot outlives what stands in it: clients keep their slot and look into it at each call. So a client may be older
//! than the service it calls, and services may depend on each other in a circle. Nothing here starts or stops a service.

use arc_swap::{ArcSwapOption, Guard};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// The place of one service: empty, or its implementation.
///
/// Read at every call and written at start and stop only, hence a pointer to swap and no lock.
pub(crate) struct Slot<S: ?Sized>(ArcSwapOption<Held<S>>);

/// What stands in a slot, behind a thin pointer, since only such can be swapped.
struct Held<S: ?Sized> {
    service: Arc<S>,
    /// Whether the implementation was handed over by the caller; no server hosts it then.
    at_hand: bool,
}

impl<S: ?Sized> Slot<S> {
    /// Creates a slot for a service that a server may host.
    fn empty() -> Self {
        Self(None.into())
    }

    /// Creates a slot with an implementation at hand in it.
    pub(crate) fn holding(service: Arc<S>) -> Self {
        Self(ArcSwapOption::from_pointee(Held { service, at_hand: true }))
    }

    /// Returns the implementation, if there is one.
    pub(crate) fn get(&self) -> Option<Hosted<S>> {
        let held = self.0.load();
        held.is_some().then(|| Hosted(held))
    }

    /// Puts an implementation into the slot; says whether the slot was empty, and leaves it as it is if not.
    fn take(&self, service: &Arc<S>) -> bool {
        let new = Some(Arc::new(Held { service: service.clone(), at_hand: false }));
        self.0.compare_and_swap(&None::<Arc<Held<S>>>, new).is_none()
    }

    /// Empties the slot if this implementation stands in it, and not another one.
    fn leave(&self, service: &Arc<S>) {
        let current = self.0.load();
        if current.as_deref().is_some_and(|held| Arc::ptr_eq(&held.service, service)) {
            self.0.compare_and_swap(&current, None);
        }
    }
}

/// A service of this process, held for one call.
///
/// It lives as long as this does, also when its slot is emptied meanwhile. Counting a reference would cost more than the
/// rest of a local call, hence the guard.
pub(crate) struct Hosted<S: ?Sized>(Guard<Option<Arc<Held<S>>>>);

impl<S: ?Sized> Hosted<S> {
    /// Returns whether the caller has brought the implementation along, so that it is nobody else's to protect.
    pub(super) fn is_at_hand(&self) -> bool {
        self.held().at_hand
    }

    fn held(&self) -> &Held<S> {
        self.0.as_deref().expect("only a full slot gives one out, and the guard keeps what it was given")
    }
}

impl<S: ?Sized> Deref for Hosted<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.held().service
    }
}

/// The slots of a process, one for each service anybody has asked for or hosted.
#[derive(Default)]
pub(crate) struct Slots {
    /// Each value is an `Arc<Slot<S>>` for the `S` of its key. Locked only while a client is created or a service comes
    /// or goes, never during a call.
    by_type: Mutex<HashMap<TypeId, Box<dyn Any + Send + Sync>>>,
}

impl Slots {
    /// Puts an implementation into the slot of its service; says whether the slot was empty, and leaves it as it is if
    /// not.
    #[must_use = "the slot may be taken"]
    pub(crate) fn host<S: ?Sized + Send + Sync + 'static>(&self, service: &Arc<S>) -> bool {
        self.slot::<S>().take(service)
    }

    /// Empties the slot of a service if this implementation stands in it, and not another one.
    pub(crate) fn unhost<S: ?Sized + Send + Sync + 'static>(&self, service: &Arc<S>) {
        self.slot::<S>().leave(service);
    }

    /// Returns the slot of a service, an empty one if nobody has asked for it before.
    pub(crate) fn slot<S: ?Sized + Send + Sync + 'static>(&self) -> Arc<Slot<S>> {
        let mut by_type = self.by_type.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = by_type.entry(TypeId::of::<S>()).or_insert_with(|| Box::new(Arc::new(Slot::<S>::empty())));
        slot.downcast_ref::<Arc<Slot<S>>>().expect("the key is the type id of S, and only this line inserts").clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    trait Greeter: Send + Sync {
        fn greet(&self) -> &'static str;
    }

    struct Polite;

    impl Greeter for Polite {
        fn greet(&self) -> &'static str {
            "good day"
        }
    }

    #[test]
    fn a_slot_taken_before_the_service_comes_sees_it_come_and_go() {
        let slots = Slots::default();
        let slot = slots.slot::<dyn Greeter>();
        assert!(slot.get().is_none());

        let polite: Arc<dyn Greeter> = Arc::new(Polite);
        assert!(slots.host(&polite));
        assert_eq!(slot.get().map(|greeter| greeter.greet()), Some("good day"));

        slots.unhost(&polite);
        assert!(slot.get().is_none());
    }

    #[test]
    fn a_slot_belongs_to_who_came_first() {
        let slots = Slots::default();
        let (first, second): (Arc<dyn Greeter>, Arc<dyn Greeter>) = (Arc::new(Polite), Arc::new(Polite));
        assert!(slots.host(&first));
        assert!(!slots.host(&second));
        assert!(!slots.host(&first), "not even twice by the same");
        slots.unhost(&second);
        assert!(slots.slot::<dyn Greeter>().get().is_some(), "emptied by somebody else");
        slots.unhost(&first);
        assert!(slots.host(&second));
    }

    #[test]
    fn services_do_not_share_a_slot() {
        let slots = Slots::default();
        let polite: Arc<dyn Greeter> = Arc::new(Polite);
        assert!(slots.host(&polite));
        assert!(slots.slot::<dyn Fn() + Send + Sync>().get().is_none());
    }
}
