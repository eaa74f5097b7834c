//! What every request has at hand, and the router that leads it to its endpoint.

use super::body::Limits;
use super::directory::Directory;
use super::gate::Gate;
use super::interceptor::ServerInterceptor;
use super::layout::Layout;
use super::listening::Stopping;
use super::rest::{Endpoint, PathParams};
use super::{body, health, invoke, report, respond};
use crate::component::HostedComponent;
use crate::error::{Error, ErrorKind, Result};
use crate::registry::Instance;
use crate::wire::shown;
use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::{MethodRouter, any};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::SemaphorePermit;

/// What endpoints share.
pub(super) struct App {
    pub(super) components: Vec<Arc<HostedComponent>>,
    pub(super) directory: Directory,
    /// What stands around every call, the outermost first.
    pub(super) interceptors: Vec<Arc<dyn ServerInterceptor>>,
    pub(super) limits: Limits,
    pub(super) gate: Gate,
    pub(super) stopping: Stopping,
    /// What has been announced to the registry. Written when the server starts and stops, read by the report.
    announced: RwLock<Vec<Instance>>,
}

impl App {
    /// Creates what the endpoints of components share.
    pub(super) fn new(
        components: Vec<Arc<HostedComponent>>,
        interceptors: Vec<Arc<dyn ServerInterceptor>>,
        limits: Limits,
    ) -> Self {
        let (directory, gate, announced) = (Directory::new(&components), Gate::open(), RwLock::default());
        Self { components, directory, interceptors, limits, gate, stopping: Stopping::new(), announced }
    }

    /// Lets a call in; it counts as running until the pass is dropped.
    ///
    /// # Errors
    ///
    /// Fails once the server shuts down.
    pub(super) fn enter(&self) -> Result<SemaphorePermit<'_>> {
        let closed = || Error::new(ErrorKind::Overloaded, "the server is shutting down");
        self.gate.enter().ok_or_else(closed)
    }

    /// Returns what has been announced to the registry.
    pub(super) fn announced(&self) -> Vec<Instance> {
        self.announced.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes what has been announced to the registry.
    pub(super) fn set_announced(&self, instances: Vec<Instance>) {
        *self.announced.write().unwrap_or_else(PoisonError::into_inner) = instances;
    }
}

/// Creates the router of an application, which leaves paths it does not know to others.
pub(super) fn router(app: &Arc<App>, layout: Layout) -> Router {
    let mut router = Router::new().without_v07_checks();
    router = router.route(invoke::PATH, invoke_route(app.clone()));
    router = router.route(report::PATH, report_route(app.clone()));
    for (path, components) in layout.health {
        router = router.route(&path, health_route(components.into()));
    }
    for (path, methods) in layout.routes {
        router = router.route(&path, rest_route(app.clone(), Arc::new(Endpoint::new(methods))));
    }
    router
}

fn invoke_route(app: Arc<App>) -> MethodRouter {
    any(|request: Request| async move { invoke::answer(&app, request).await })
}

fn report_route(app: Arc<App>) -> MethodRouter {
    any(|request: Request| async move { report::answer(&app, request).await })
}

fn health_route(components: Arc<[Arc<HostedComponent>]>) -> MethodRouter {
    any(|request: Request| async move { health::answer(&components, request).await })
}

fn rest_route(app: Arc<App>, endpoint: Arc<Endpoint>) -> MethodRouter {
    any(|params: PathParams, request: Request| async move { endpoint.answer(&app, params, request).await })
}

/// Answers a request for a path nobody knows.
pub(super) async fn unknown_path(request: Request) -> Response {
    let (parts, body) = request.into_parts();
    body::discard(&parts.headers, body).await;
    let text = format!("there is nothing at `{}`", shown(parts.uri.path()));
    respond::refuse(&Error::new(ErrorKind::NotFound, text))
}
