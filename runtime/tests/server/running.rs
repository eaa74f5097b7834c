//! A server that runs until a test is done with it, and what tests put in.

use aspyx::codegen::{
    BoxFuture, ComponentDescriptor, ComponentParts, Dispatch, Dispatched, Incoming, MethodDescriptor, Route,
    ServiceDescriptor, shape,
};
use aspyx::registry::{ComponentRegistry, Instance, Instances};
use aspyx::{Component, HostedComponent, LocalComponentRegistry, Result, Server, ServerBuilder, ServiceManager};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

/// A server that runs.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Result<()>>,
}

impl Running {
    /// Runs a server on a free port.
    pub(crate) async fn start(builder: ServerBuilder) -> Self {
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move { drop(stopped.await) };
        let server = builder.shutdown(shutdown).bind("127.0.0.1:0").await.expect("a server");
        let address = server.addr();
        Self { address, stop, ended: tokio::spawn(server.run()) }
    }

    /// Runs a server with one component.
    pub(crate) async fn with(component: HostedComponent) -> Self {
        Self::start(Server::builder(ServiceManager::new()).component(component)).await
    }

    /// Tells the server to stop, and returns its end.
    pub(crate) fn stop(self) -> JoinHandle<Result<()>> {
        drop(self.stop);
        self.ended
    }
}

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Journal(Arc<Mutex<Vec<String>>>);

impl Journal {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.0.lock().expect("nobody panics with it").push(what.into());
    }

    pub(crate) fn entries(&self) -> Vec<String> {
        self.0.lock().expect("nobody panics with it").clone()
    }
}

/// A life cycle that notes its steps.
pub(crate) struct Noted {
    pub(crate) name: &'static str,
    pub(crate) journal: Journal,
    pub(crate) fails: bool,
}

impl Component for Noted {
    async fn startup(&self) -> Result<()> {
        self.journal.note(format!("startup {}", self.name));
        if self.fails { Err(aspyx::Error::exception("no key")) } else { Ok(()) }
    }

    async fn shutdown(&self) -> Result<()> {
        self.journal.note(format!("shutdown {}", self.name));
        Ok(())
    }
}

/// A registry that notes what it is told.
pub(crate) struct NotingRegistry {
    pub(crate) journal: Journal,
    pub(crate) instances: Arc<Mutex<Vec<Instance>>>,
    /// The component it refuses.
    pub(crate) refuses: &'static str,
    pub(crate) inner: LocalComponentRegistry,
}

impl NotingRegistry {
    pub(crate) fn new(journal: Journal) -> Self {
        let (instances, inner) = (Arc::default(), LocalComponentRegistry::new());
        Self { journal, instances, refuses: "", inner }
    }
}

impl ComponentRegistry for NotingRegistry {
    fn register<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        if instance.component == self.refuses {
            return Box::pin(async { Err(aspyx::Error::exception("not with me")) });
        }
        self.journal.note(format!("register {}", instance.component));
        self.instances.lock().expect("nobody panics with it").push(instance.clone());
        self.inner.register(instance)
    }

    fn deregister<'a>(&'a self, instance: &'a Instance) -> BoxFuture<'a, Result<()>> {
        self.journal.note(format!("deregister {}", instance.component));
        self.inner.deregister(instance)
    }

    fn watch(&self, component: &str) -> watch::Receiver<Instances> {
        self.inner.watch(component)
    }
}

/// What a made-up component is made of.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub(crate) name: &'static str,
    pub(crate) service: &'static str,
    pub(crate) health: &'static str,
    pub(crate) channels: &'static [&'static str],
    pub(crate) routes: &'static [(&'static str, &'static str)],
}

impl Made {
    /// A component on all channels whose service has its name.
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, service: name, health: "/health", channels: &["dispatch-json", "rest"], routes: &[] }
    }

    pub(crate) const fn health(self, health: &'static str) -> Self {
        Self { health, ..self }
    }

    pub(crate) const fn routes(self, routes: &'static [(&'static str, &'static str)]) -> Self {
        Self { routes, ..self }
    }

    /// Makes the component: each route is a method without parameters that answers with its own id.
    pub(crate) fn parts(self) -> ComponentParts {
        let service = leak(ServiceDescriptor {
            package: "made",
            name: self.service,
            wire_name: self.service,
            docs: "",
            component: None,
            methods: self.methods(),
        });
        let component = leak(ComponentDescriptor {
            package: "made",
            name: self.name,
            wire_name: self.name,
            docs: "",
            health: self.health,
            channels: self.channels,
            services: leak([service]),
        });
        let (parts, dispatcher) = (ComponentParts::new(component), TellsIdDispatcher(service));
        // Services of one type would be one service to callers in the process, which no two components may host.
        match self.service {
            "a" => parts.service(service, Arc::new(TellsId::<0>), dispatcher),
            "b" => parts.service(service, Arc::new(TellsId::<1>), dispatcher),
            _ => parts.service(service, Arc::new(TellsId::<2>), dispatcher),
        }
    }

    pub(crate) fn build(self) -> HostedComponent {
        self.parts().build()
    }

    fn methods(self) -> &'static [MethodDescriptor] {
        let methods = self.routes.iter().enumerate().map(|(index, (verb, path))| {
            let name: &str = leak(format!("m{index}"));
            let id = leak(format!("{}:{}:{name}", self.name, self.service));
            let route = Route { verb, path, slash: false, places: &[], status: 200 };
            MethodDescriptor { name, id, parameters: shape!("m"), route: Some(route), ..MethodDescriptor::DEFAULT }
        });
        leak(methods.collect::<Vec<_>>())
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

struct TellsId<const N: u8>;

struct TellsIdDispatcher(&'static ServiceDescriptor);

impl Dispatch for TellsIdDispatcher {
    fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a> {
        let id = self.0.methods[call.method()].id.to_owned();
        call.arguments(&mut [])?;
        call.answer::<String, aspyx::Error>(Box::pin(async { Ok(id) }))
    }
}
