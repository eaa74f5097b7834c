//! A service as the compiler writes it, for everything around a call: rules, who may call, and for how long; and for
//! newtypes, sets and unions on their way over REST.

use aspyx::codegen::{
    Access, BoxFuture, ComponentDescriptor, ComponentParts, Dispatch, Dispatched, Incoming, MethodDescriptor, Place,
    Repeat, Route, Rules, ServiceDescriptor, Stub, pattern, shape,
};
use aspyx::wire::{Decode, Empty, Encode, Reader, Shape, Writer, or, required};
use aspyx::{Error, ServiceClient, Validate};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// A newtype with rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sku(pub(crate) String);

impl Encode for Sku {
    fn encode(&self, writer: &mut dyn Writer) {
        self.0.encode(writer);
    }
}

impl Decode for Sku {
    fn decode(reader: &mut dyn Reader) -> aspyx::wire::Result<Self> {
        String::decode(reader).map(Self)
    }
}

impl Validate for Sku {
    fn check(&self, rules: &mut Rules) {
        rules.len("", &self.0, 1..=4, "len(1..=4)");
        rules.pattern("", &self.0, pattern!("^[A-Z]+$"), "pattern(\"^[A-Z]+$\")");
    }
}

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Payment {
    Iban(Sku),
    Cash,
}

impl Payment {
    const SHAPE: &'static Shape = &shape!("till.Payment", "iban" = 1, "cash" = 2);
}

impl Encode for Payment {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Iban(value) => writer.union(Self::SHAPE, 0, value),
            Self::Cash => writer.union(Self::SHAPE, 1, &Empty),
        }
    }
}

impl Decode for Payment {
    fn decode(reader: &mut dyn Reader) -> aspyx::wire::Result<Self> {
        let (mut iban, mut cash) = (required(), required::<Empty>());
        Ok(match reader.union(Self::SHAPE, &mut [&mut iban, &mut cash])? {
            0 => Self::Iban(iban.take()?),
            _ => Self::Cash,
        })
    }
}

impl Validate for Payment {
    fn check(&self, rules: &mut Rules) {
        match self {
            Self::Iban(value) => rules.nested("iban", value),
            Self::Cash => {}
        }
    }
}

const fn method(
    name: &'static str,
    id: &'static str,
    parameters: Shape,
    (verb, path, places): (&'static str, &'static str, &'static [Place]),
) -> MethodDescriptor {
    let route = Some(Route { verb, path, slash: false, places, status: 200 });
    MethodDescriptor { name, id, parameters, route, ..MethodDescriptor::DEFAULT }
}

pub(crate) static SERVICE: ServiceDescriptor = ServiceDescriptor {
    package: "till",
    name: "Desk",
    wire_name: "desk",
    docs: "",
    component: Some(&TILL),
    methods: &[
        MethodDescriptor {
            repeat: Repeat::Readonly,
            ..method(
                "look",
                "till:desk:look",
                shape!("look", "sku" = 1, "tags" = 2, "by" = 3),
                ("GET", "/look/{sku}", &[Place::Path, Place::Query("tag"), Place::Header("x-by")]),
            )
        },
        method("pay", "till:desk:pay", shape!("pay", "payment" = 1), ("POST", "/pay", &[Place::Body])),
        MethodDescriptor {
            access: Access::Authenticated,
            ..method("count", "till:desk:count", shape!("count", "sku" = 1), ("POST", "/count", &[Place::Body]))
        },
        MethodDescriptor {
            access: Access::Roles(&["chief"]),
            repeat: Repeat::Idempotent,
            deprecated: Some(""),
            ..method("open", "till:desk:open", shape!("open"), ("PUT", "/open", &[]))
        },
        MethodDescriptor {
            timeout: Some(Duration::from_millis(20)),
            ..method(
                "wait",
                "till:desk:wait",
                shape!("wait", "for_ever" = 1),
                ("POST", "/wait", &[Place::Query("long")]),
            )
        },
    ],
};

pub(crate) static TILL: ComponentDescriptor = ComponentDescriptor {
    package: "till",
    name: "Till",
    wire_name: "till",
    docs: "",
    health: "/health",
    channels: &["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"],
    services: &[&SERVICE],
};

pub(crate) trait Desk: Send + Sync {
    fn look(&self, sku: Sku, tags: BTreeSet<Sku>, by: Option<Sku>) -> BoxFuture<'_, Result<String, Error>>;
    fn pay(&self, payment: Payment) -> BoxFuture<'_, Result<Payment, Error>>;
    fn open(&self) -> BoxFuture<'_, Result<(), Error>>;
    fn wait(&self, for_ever: bool) -> BoxFuture<'_, Result<(), Error>>;
}

/// The implementation; what is held by its `alive` is dropped with the future that waits.
#[derive(Default)]
pub(crate) struct Clerk {
    pub(crate) alive: Arc<()>,
}

impl Desk for Clerk {
    fn look(&self, sku: Sku, tags: BTreeSet<Sku>, by: Option<Sku>) -> BoxFuture<'_, Result<String, Error>> {
        Box::pin(async move { Ok(format!("{sku:?} {tags:?} {by:?}")) })
    }

    fn pay(&self, payment: Payment) -> BoxFuture<'_, Result<Payment, Error>> {
        Box::pin(async move { Ok(payment) })
    }

    fn open(&self) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async { Ok(()) })
    }

    fn wait(&self, for_ever: bool) -> BoxFuture<'_, Result<(), Error>> {
        let alive = self.alive.clone();
        Box::pin(async move {
            if for_ever {
                std::future::pending::<()>().await;
            }
            drop(alive);
            Ok(())
        })
    }
}

struct DeskDispatcher(Arc<dyn Desk>);

impl Dispatch for DeskDispatcher {
    fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a> {
        match call.method() {
            0 => {
                let (mut sku, mut tags, mut by) = (required(), or(BTreeSet::new), required());
                call.arguments(&mut [&mut sku, &mut tags, &mut by])?;
                let (sku, tags, by) = (sku.take()?, tags.take()?, by.take()?);
                look_rules(&sku, &tags, &by)?;
                call.answer(self.0.look(sku, tags, by))
            }
            1 => {
                let mut payment = required();
                call.arguments(&mut [&mut payment])?;
                let payment = payment.take()?;
                let mut rules = Rules::new();
                rules.nested("payment", &payment);
                rules.allow(&SERVICE.methods[1])?;
                call.answer(self.0.pay(payment))
            }
            2 => panic!("the arguments of a method are looked at that nobody may call"),
            3 => call.answer(self.0.open()),
            4 => {
                let mut for_ever = required();
                call.arguments(&mut [&mut for_ever])?;
                call.answer(self.0.wait(for_ever.take()?))
            }
            _ => call.unknown_method(),
        }
    }
}

fn look_rules(sku: &Sku, tags: &BTreeSet<Sku>, by: &Option<Sku>) -> aspyx::Result<()> {
    let mut rules = Rules::new();
    rules.nested("sku", sku);
    rules.len("tags", tags, 0..=3, "len(0..=3)");
    rules.nested("tags", tags);
    rules.nested("by", by);
    rules.allow(&SERVICE.methods[0])
}

pub(crate) struct DeskClient(pub(crate) Stub<dyn Desk>);

impl DeskClient {
    /// Creates a client of an implementation at hand.
    pub(crate) fn local(clerk: Clerk) -> Self {
        Self(Stub::local(&SERVICE, Arc::new(clerk)))
    }

    pub(crate) fn over(self, channel: &str) -> Self {
        Self(self.0.preferred_channel(channel).expect("the channel is declared"))
    }

    /// Sends whatever it is given, so that it is the server who refuses it.
    pub(crate) async fn look(&self, sku: Sku, tags: BTreeSet<Sku>, by: Option<Sku>) -> Result<String, Error> {
        match self.0.local_service() {
            Some(service) => {
                look_rules(&sku, &tags, &by)?;
                service.call(&SERVICE.methods[0], service.look(sku, tags, by)).await
            }
            None => self.0.call(&SERVICE.methods[0], &[&sku, &tags, &by]).await,
        }
    }

    pub(crate) async fn pay(&self, payment: Payment) -> Result<Payment, Error> {
        match self.0.local_service() {
            Some(service) => service.call(&SERVICE.methods[1], service.pay(payment)).await,
            None => self.0.call(&SERVICE.methods[1], &[&payment]).await,
        }
    }

    pub(crate) async fn open(&self) -> Result<(), Error> {
        match self.0.local_service() {
            Some(service) => service.call(&SERVICE.methods[3], service.open()).await,
            None => self.0.call(&SERVICE.methods[3], &[]).await,
        }
    }

    pub(crate) async fn wait(&self, for_ever: bool) -> Result<(), Error> {
        match self.0.local_service() {
            Some(service) => service.call(&SERVICE.methods[4], service.wait(for_ever)).await,
            None => self.0.call(&SERVICE.methods[4], &[&for_ever]).await,
        }
    }
}

impl ServiceClient for DeskClient {
    type Service = dyn Desk;
    const SERVICE: &'static ServiceDescriptor = &SERVICE;

    fn from_stub(stub: Stub<dyn Desk>) -> Self {
        Self(stub)
    }
}

/// The component.
pub(crate) fn till(clerk: Clerk) -> aspyx::HostedComponent {
    let service: Arc<dyn Desk> = Arc::new(clerk);
    ComponentParts::new(&TILL).service(&SERVICE, service.clone(), DeskDispatcher(service)).build()
}
