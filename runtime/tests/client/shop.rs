//! Two services as the compiler writes them, cut down to what the tests call.

use aspyx::codegen::{
    BoxFuture, ComponentDescriptor, MethodDescriptor, Place, Route, ServiceDescriptor, Stub, method_error, shape,
};
use aspyx::wire::{Decode, Encode, Reader, Shape, Writer, required};
use aspyx::{Error, ServiceClient, ServiceError};
use std::sync::Arc;

/// Nothing is known under this name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotFound {
    pub(crate) what: String,
}

impl NotFound {
    const SHAPE: &'static Shape = &shape!("shop.v1.NotFound", "what" = 1);
}

impl Encode for NotFound {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.message(Self::SHAPE, &[&self.what]);
    }
}

impl Decode for NotFound {
    fn decode(reader: &mut dyn Reader) -> aspyx::wire::Result<Self> {
        let mut what = required();
        reader.message(Self::SHAPE, &mut [&mut what])?;
        Ok(Self { what: what.take()? })
    }
}

impl std::fmt::Display for NotFound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for NotFound {}

impl ServiceError for NotFound {
    const TYPE: &'static str = "shop.v1.NotFound";
    const STATUS: u16 = 404;
}

/// What [`Catalog::find`] may answer instead of a result.
#[derive(Clone, Debug)]
pub(crate) enum CatalogFindError {
    NotFound(NotFound),
    Other(Error),
}

method_error!(CatalogFindError { NotFound(NotFound) });

/// The service with a method for each thing that can be different about one.
pub(crate) trait Catalog: Send + Sync + 'static {
    /// A dispatch method like that of the original.
    fn hello(&self, message: String) -> impl Future<Output = Result<String, Error>> + Send;
    /// A method with path, query and header parameters and a declared error.
    fn find(
        &self,
        id: String,
        tags: Vec<String>,
        limit: Option<u32>,
        trace: Option<String>,
    ) -> impl Future<Output = Result<Option<String>, CatalogFindError>> + Send;
    /// A method with a body and no result.
    fn rename(&self, id: u64, title: String) -> impl Future<Output = Result<(), Error>> + Send;
    /// A method whose body is an object of several parameters.
    fn move_to(&self, id: u64, shelf: String, note: Option<String>) -> impl Future<Output = Result<(), Error>> + Send;
}

#[allow(non_snake_case, reason = "the prefix keeps the names apart from those of the trait")]
pub(crate) trait DynCatalog: Send + Sync {
    fn __hello(&self, message: String) -> BoxFuture<'_, Result<String, Error>>;
    fn __find(
        &self,
        id: String,
        tags: Vec<String>,
        limit: Option<u32>,
        trace: Option<String>,
    ) -> BoxFuture<'_, Result<Option<String>, CatalogFindError>>;
    fn __rename(&self, id: u64, title: String) -> BoxFuture<'_, Result<(), Error>>;
    fn __move_to(&self, id: u64, shelf: String, note: Option<String>) -> BoxFuture<'_, Result<(), Error>>;
}

impl<T: Catalog> DynCatalog for T {
    fn __hello(&self, message: String) -> BoxFuture<'_, Result<String, Error>> {
        Box::pin(Catalog::hello(self, message))
    }

    fn __find(
        &self,
        id: String,
        tags: Vec<String>,
        limit: Option<u32>,
        trace: Option<String>,
    ) -> BoxFuture<'_, Result<Option<String>, CatalogFindError>> {
        Box::pin(Catalog::find(self, id, tags, limit, trace))
    }

    fn __rename(&self, id: u64, title: String) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(Catalog::rename(self, id, title))
    }

    fn __move_to(&self, id: u64, shelf: String, note: Option<String>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(Catalog::move_to(self, id, shelf, note))
    }
}

const fn route(verb: &'static str, path: &'static str, places: &'static [Place]) -> Option<Route> {
    Some(Route { verb, path, slash: false, places, status: 200 })
}

const fn method(name: &'static str, id: &'static str, parameters: Shape, route: Option<Route>) -> MethodDescriptor {
    MethodDescriptor { name, id, parameters, route, ..MethodDescriptor::DEFAULT }
}

pub(crate) static CATALOG: ServiceDescriptor = ServiceDescriptor {
    package: "shop.v1",
    name: "Catalog",
    wire_name: "catalog",
    docs: "",
    component: Some(&SHOP),
    methods: &[
        method("hello", "shop-v1:catalog:hello", shape!("hello", "message" = 1), None),
        method(
            "find",
            "shop-v1:catalog:find",
            shape!("find", "id" = 1, "tags" = 2, "limit" = 3, "trace" = 4),
            route(
                "GET",
                "/v1/{id}",
                &[Place::Path, Place::Query("tag"), Place::Query("limit"), Place::Header("x-trace")],
            ),
        ),
        method(
            "rename",
            "shop-v1:catalog:rename",
            shape!("rename", "id" = 1, "title" = 2),
            route("PUT", "/v1/{id}", &[Place::Path, Place::Body]),
        ),
        method(
            "move_to",
            "shop-v1:catalog:move_to",
            shape!("move_to", "id" = 1, "shelf" = 2, "note" = 3),
            route("PATCH", "/v1/{id}", &[Place::Path, Place::BodyMember, Place::BodyMember]),
        ),
    ],
};

pub(crate) static SHOP: ComponentDescriptor = ComponentDescriptor {
    package: "shop.v1",
    name: "Shop",
    wire_name: "shop-v1",
    docs: "",
    health: "/health",
    channels: &["rest", "dispatch-json"],
    services: &[&CATALOG],
};

#[derive(Clone, Debug)]
pub(crate) struct CatalogClient(Stub<dyn DynCatalog>);

impl CatalogClient {
    pub(crate) fn local(service: impl Catalog) -> Self {
        Self(Stub::local(&CATALOG, Arc::new(service)))
    }

    /// Returns the inside, for calls of other methods.
    pub(crate) fn stub(self) -> Stub<dyn DynCatalog> {
        self.0
    }

    pub(crate) fn preferred_channel(self, name: &str) -> aspyx::Result<Self> {
        self.0.preferred_channel(name).map(Self)
    }
}

impl ServiceClient for CatalogClient {
    type Service = dyn DynCatalog;
    const SERVICE: &'static ServiceDescriptor = &CATALOG;

    fn from_stub(stub: Stub<dyn DynCatalog>) -> Self {
        Self(stub)
    }
}

impl Catalog for CatalogClient {
    async fn hello(&self, message: String) -> Result<String, Error> {
        match self.0.local_service() {
            Some(__service) => __service.call(&CATALOG.methods[0], __service.__hello(message)).await,
            None => self.0.call(&CATALOG.methods[0], &[&message]).await,
        }
    }

    async fn find(
        &self,
        id: String,
        tags: Vec<String>,
        limit: Option<u32>,
        trace: Option<String>,
    ) -> Result<Option<String>, CatalogFindError> {
        match self.0.local_service() {
            Some(__service) => __service.call(&CATALOG.methods[1], __service.__find(id, tags, limit, trace)).await,
            None => self.0.call(&CATALOG.methods[1], &[&id, &tags, &limit, &trace]).await,
        }
    }

    async fn rename(&self, id: u64, title: String) -> Result<(), Error> {
        match self.0.local_service() {
            Some(__service) => __service.call(&CATALOG.methods[2], __service.__rename(id, title)).await,
            None => self.0.call(&CATALOG.methods[2], &[&id, &title]).await,
        }
    }

    async fn move_to(&self, id: u64, shelf: String, note: Option<String>) -> Result<(), Error> {
        match self.0.local_service() {
            Some(__service) => __service.call(&CATALOG.methods[3], __service.__move_to(id, shelf, note)).await,
            None => self.0.call(&CATALOG.methods[3], &[&id, &shelf, &note]).await,
        }
    }
}

/// A client bound to one channel at one address.
pub(crate) fn client(channel: &str, address: &str) -> CatalogClient {
    let registry = aspyx::StaticComponentRegistry::new().component("shop-v1", [(channel, address)]);
    let manager = aspyx::ServiceManager::builder().registry(registry).build();
    manager.get_service::<CatalogClient>().unwrap().preferred_channel(channel).unwrap()
}
