//! Routes: what a request to the rest channel must look like, and the status of its answer.

use super::{Comparison, Site, kinds};
use crate::model::{Method, Route, Segment, Service, Verb};

/// Returns whether any method of a service has a route.
pub(super) fn any(service: &Service) -> bool {
    service.methods.iter().any(|method| method.route.is_some())
}

impl Comparison<'_> {
    /// Compares the routes of a method.
    pub(super) fn route(&self, name: &str, site: Site, old: &Method, new: &Method) {
        let Some(before) = &old.route else { return };
        let Some(after) = &new.route else {
            return self.tell(kinds::ROUTE_REMOVED, site, format!("{name} has no route any more"));
        };
        if before.verb != after.verb || before.path != after.path {
            let message = format!("{name} is `{}` now, was `{}`", spelled(after, new), spelled(before, old));
            self.tell(kinds::ROUTE_CHANGED, site, message);
        } else if before.slash && !after.slash {
            let message = format!("{name} does not answer with a trailing slash any more");
            self.tell(kinds::ROUTE_CHANGED, site, message);
        }
        // With or without a result, there is another status anyway, and the result has been told of.
        if before.status != after.status && old.result.is_some() == new.result.is_some() {
            let message = format!("{name} answers with the status {} now, was {}", after.status, before.status);
            self.tell(kinds::STATUS_CHANGED, site, message);
        }
    }
}

/// Returns a route as one would call it, `GET /v1/products/{id}`.
fn spelled(route: &Route, method: &Method) -> String {
    let verb = match route.verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
        Verb::Put => "PUT",
        Verb::Patch => "PATCH",
        Verb::Delete => "DELETE",
    };
    let part = |segment: &Segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Parameter(index) => {
            format!("{{{}}}", method.parameters.get(*index).map_or("", |parameter| parameter.name.as_str()))
        }
    };
    format!("{verb} /{}", route.path.iter().map(part).collect::<Vec<_>>().join("/"))
}
