//! A component as the compiler writes it, its service cut down to a method for each thing that can be different about
//! one, and an implementation that tells what it was asked.

use aspyx::codegen::{
    BoxFuture, ComponentDescriptor, ComponentParts, Dispatch, Dispatched, Incoming, MethodDescriptor, Place, Route,
    Rules, ServiceDescriptor, Stub, answer, enum_shape, method_error, shape,
};
use aspyx::wire::{Decode, Encode, EnumShape, Reader, Shape, Writer, or, required};
use aspyx::{Error, ServiceClient, ServiceError, Timestamp, Unrecognized, Uuid, Validate};
use std::sync::Arc;
use tokio::sync::Notify;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Status {
    Draft,
    Active,
    Unrecognized(Unrecognized),
}

impl Status {
    const SHAPE: &'static EnumShape = &enum_shape!("shop.v1.Status", "draft" = 1, "active" = 2);
}

impl Encode for Status {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::Draft => writer.variant(&Self::SHAPE.variants[0]),
            Self::Active => writer.variant(&Self::SHAPE.variants[1]),
            Self::Unrecognized(value) => writer.unrecognized(value),
        }
    }
}

impl Decode for Status {
    fn decode(reader: &mut dyn Reader) -> aspyx::wire::Result<Self> {
        Ok(match reader.variant(Self::SHAPE)? {
            Ok(0) => Self::Draft,
            Ok(_) => Self::Active,
            Err(value) => Self::Unrecognized(value),
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Product {
    pub(crate) title: String,
    pub(crate) status: Status,
    pub(crate) parts: Vec<Product>,
}

impl Product {
    const SHAPE: &'static Shape = &shape!("shop.v1.Product", "title" = 1, "status" = 2, "parts" = 3);
}

impl Validate for Status {
    fn check(&self, rules: &mut Rules) {
        if let Self::Unrecognized(value) = self {
            rules.unknown(value, Self::SHAPE);
        }
    }
}

impl Validate for Product {
    fn check(&self, rules: &mut Rules) {
        rules.nested("status", &self.status);
        rules.nested("parts", &self.parts);
    }
}

impl Encode for Product {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.message(Self::SHAPE, &[&self.title, &self.status, &self.parts]);
    }
}

impl Decode for Product {
    fn decode(reader: &mut dyn Reader) -> aspyx::wire::Result<Self> {
        let mut title = required();
        let mut status = or(|| Status::Draft);
        let mut parts = or(Vec::new);
        reader.message(Self::SHAPE, &mut [&mut title, &mut status, &mut parts])?;
        Ok(Self { title: title.take()?, status: status.take()?, parts: parts.take()? })
    }
}

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
        write!(f, "no {}", self.what)
    }
}

impl std::error::Error for NotFound {}

impl ServiceError for NotFound {
    const TYPE: &'static str = "shop.v1.NotFound";
    const STATUS: u16 = 404;
}

#[derive(Clone, Debug)]
pub(crate) enum CatalogGetError {
    NotFound(NotFound),
    Other(Error),
}

method_error!(CatalogGetError { NotFound(NotFound) });

/// Writes the trait, its twin and its dispatcher.
macro_rules! service {
    ($trait:ident, $dyn:ident, $dispatcher:ident {
        $($index:literal: fn $name:ident as $twin:ident($($arg:ident: $ty:ty = $slot:expr),*) -> $result:ty, $error:ty;)*
    }) => {
        pub(crate) trait $trait: Send + Sync + 'static {
            $(fn $name(&self, $($arg: $ty),*) -> impl Future<Output = Result<$result, $error>> + Send;)*
        }

        pub(crate) trait $dyn: Send + Sync {
            $(fn $twin(&self, $($arg: $ty),*) -> BoxFuture<'_, Result<$result, $error>>;)*
        }

        impl<T: $trait> $dyn for T {
            $(fn $twin(&self, $($arg: $ty),*) -> BoxFuture<'_, Result<$result, $error>> {
                Box::pin($trait::$name(self, $($arg),*))
            })*
        }

        pub(crate) struct $dispatcher(pub(crate) Arc<dyn $dyn>);

        impl Dispatch for $dispatcher {
            fn dispatch<'a>(&'a self, call: &mut Incoming<'_>) -> Dispatched<'a> {
                match call.method() {
                    $($index => {
                        $(let mut $arg = $slot;)*
                        call.arguments(&mut [$(&mut $arg),*])?;
                        $(let $arg = $arg.take()?;)*
                        #[allow(unused_mut, reason = "there are methods without parameters")]
                        let mut rules = Rules::new();
                        $(rules.nested(stringify!($arg), &$arg);)*
                        rules.allow(&CATALOG.methods[$index])?;
                        call.answer(self.0.$twin($($arg),*))
                    })*
                    _ => call.unknown_method(),
                }
            }
        }
    };
}

service! { Catalog, DynCatalog, CatalogDispatcher {
    0: fn get as __get(id: Uuid = required()) -> Product, CatalogGetError;
    1: fn list as __list(
        status: Option<Status> = required(), limit: u32 = or(|| 50), tags: Vec<String> = required()
    ) -> String, Error;
    2: fn remove as __remove(id: Uuid = required()) -> (), Error;
    3: fn create as __create(product: Product = required()) -> Product, Error;
    4: fn search as __search(q: String = required()) -> Option<String>, Error;
    5: fn name as __name(text: String = required()) -> String, Error;
    6: fn rename as __rename(
        id: Uuid = required(), title: String = required(), note: Option<String> = required()
    ) -> (), Error;
    7: fn convert as __convert(
        flag: bool = required(), ratio: f64 = required(), at: Timestamp = required(), trace: Option<i64> = required()
    ) -> String, Error;
    8: fn wait as __wait() -> String, Error;
    9: fn draft as __draft(product: Option<Product> = required()) -> bool, Error;
}}

const fn method(name: &'static str, id: &'static str, parameters: Shape, route: Option<Route>) -> MethodDescriptor {
    MethodDescriptor { name, id, parameters, route, ..MethodDescriptor::DEFAULT }
}

const fn route(verb: &'static str, path: &'static str, places: &'static [Place]) -> Option<Route> {
    Some(Route { verb, path, slash: false, places, status: 200 })
}

pub(crate) static CATALOG: ServiceDescriptor = ServiceDescriptor {
    package: "shop.v1",
    name: "Catalog",
    wire_name: "catalog",
    docs: "",
    component: Some(&SHOP),
    methods: &[
        MethodDescriptor {
            answer: answer!("shop.v1.NotFound" = 3),
            ..method(
                "get",
                "shop-v1:catalog:get",
                shape!("get", "id" = 1),
                route("GET", "/v1/products/{id}", &[Place::Path]),
            )
        },
        method(
            "list",
            "shop-v1:catalog:list",
            shape!("list", "status" = 1, "limit" = 2, "tags" = 3),
            Some(Route {
                verb: "GET",
                path: "/v1/products",
                slash: true,
                places: &[Place::Query("status"), Place::Query("limit"), Place::Query("tag")],
                status: 200,
            }),
        ),
        method(
            "remove",
            "shop-v1:catalog:remove",
            shape!("remove", "key" = 1),
            route("DELETE", "/v1/products/{key}", &[Place::Path]),
        ),
        method(
            "create",
            "shop-v1:catalog:create",
            shape!("create", "product" = 1),
            Some(Route { verb: "POST", path: "/v1/products", slash: true, places: &[Place::Body], status: 201 }),
        ),
        method(
            "search",
            "shop-v1:catalog:search",
            shape!("search", "q" = 1),
            route("GET", "/v1/products/search", &[Place::Query("q")]),
        ),
        method(
            "name",
            "shop-v1:catalog:name",
            shape!("name", "text" = 1),
            route("GET", "/v1/names/{text}", &[Place::Path]),
        ),
        method(
            "rename",
            "shop-v1:catalog:rename",
            shape!("rename", "id" = 1, "title" = 2, "note" = 3),
            route("PATCH", "/v1/products/{id}", &[Place::Path, Place::BodyMember, Place::BodyMember]),
        ),
        method(
            "convert",
            "shop-v1:catalog:convert",
            shape!("convert", "flag" = 1, "ratio" = 2, "at" = 3, "trace" = 4),
            route(
                "GET",
                "/v1/convert",
                &[Place::Query("flag"), Place::Query("ratio"), Place::Query("at"), Place::Header("x-trace")],
            ),
        ),
        method("wait", "shop-v1:catalog:wait", shape!("wait"), None),
        method(
            "draft",
            "shop-v1:catalog:draft",
            shape!("draft", "product" = 1),
            route("POST", "/v1/drafts", &[Place::Body]),
        ),
    ],
};

pub(crate) static SHOP: ComponentDescriptor = ComponentDescriptor {
    package: "shop.v1",
    name: "Shop",
    wire_name: "shop-v1",
    docs: "",
    health: "/health",
    channels: &["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"],
    services: &[&CATALOG],
};

static EVERYWHERE: ComponentDescriptor = ComponentDescriptor {
    channels: &["smoke", "dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"],
    ..SHOP
};

pub(crate) struct CatalogClient(Stub<dyn DynCatalog>);

impl CatalogClient {
    /// Returns the inside, for calls the tests have no method for.
    pub(crate) fn stub(self) -> Stub<dyn DynCatalog> {
        self.0
    }

    /// Returns the service if it is hosted in this process.
    pub(crate) fn hosted(&self) -> Option<aspyx::codegen::LocalService<'_, dyn DynCatalog>> {
        self.0.local_service()
    }
}

impl ServiceClient for CatalogClient {
    type Service = dyn DynCatalog;
    const SERVICE: &'static ServiceDescriptor = &CATALOG;

    fn from_stub(stub: Stub<dyn DynCatalog>) -> Self {
        Self(stub)
    }
}

/// The implementation.
#[derive(Default)]
pub(crate) struct Shelves {
    /// Tells that a call of `wait` has begun.
    pub(crate) waiting: Arc<Notify>,
    /// Lets one call of `wait` end.
    pub(crate) go_on: Arc<Notify>,
}

impl Catalog for Shelves {
    async fn get(&self, id: Uuid) -> Result<Product, CatalogGetError> {
        if id.is_nil() {
            return Err(NotFound { what: "product".into() }.into());
        }
        Ok(Product { title: id.to_string(), status: Status::Active, parts: Vec::new() })
    }

    async fn list(&self, status: Option<Status>, limit: u32, tags: Vec<String>) -> Result<String, Error> {
        Ok(format!("{status:?} {limit} {tags:?}"))
    }

    async fn remove(&self, id: Uuid) -> Result<(), Error> {
        assert!(!id.is_max(), "the shelf fell over");
        if id.is_nil() { Err(Error::exception("the shelf is locked")) } else { Ok(()) }
    }

    async fn create(&self, product: Product) -> Result<Product, Error> {
        Ok(product)
    }

    async fn search(&self, q: String) -> Result<Option<String>, Error> {
        Ok(if q == "nothing" { None } else { Some(q) })
    }

    async fn name(&self, text: String) -> Result<String, Error> {
        Ok(text)
    }

    async fn rename(&self, _id: Uuid, title: String, note: Option<String>) -> Result<(), Error> {
        Err(Error::exception(format!("{title} {note:?}")))
    }

    async fn convert(&self, flag: bool, ratio: f64, at: Timestamp, trace: Option<i64>) -> Result<String, Error> {
        Ok(format!("{flag} {ratio} {at} {trace:?}"))
    }

    async fn wait(&self) -> Result<String, Error> {
        self.waiting.notify_one();
        self.go_on.notified().await;
        Ok("done".into())
    }

    async fn draft(&self, product: Option<Product>) -> Result<bool, Error> {
        Ok(product.is_some())
    }
}

/// The shop, ready for more parts.
pub(crate) fn parts(shelves: Shelves) -> ComponentParts {
    parts_of(&SHOP, shelves)
}

/// The shop on every channel there is.
pub(crate) fn everywhere(shelves: Shelves) -> aspyx::HostedComponent {
    parts_of(&EVERYWHERE, shelves).build()
}

fn parts_of(component: &'static ComponentDescriptor, shelves: Shelves) -> ComponentParts {
    let service: Arc<dyn DynCatalog> = Arc::new(shelves);
    ComponentParts::new(component).service(&CATALOG, service.clone(), CatalogDispatcher(service))
}

/// The shop as it is.
pub(crate) fn shop() -> aspyx::HostedComponent {
    parts(Shelves::default()).build()
}
