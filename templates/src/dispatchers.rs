//! What takes the calls of a service apart.

use askama::Template;

/// Shows the dispatcher of a service.
#[derive(Debug, Template)]
#[template(path = "dispatchers.jinja")]
pub struct Dispatcher {
    /// Its name, `CatalogDispatcher`.
    pub name: String,
    /// The name of the service's trait.
    pub service: String,
    /// The name of the trait's object-safe twin.
    pub object: String,
    /// One arm per method, in order.
    pub arms: Vec<DispatcherArm>,
}

/// One method of a [`Dispatcher`].
#[derive(Debug)]
pub struct DispatcherArm {
    /// The parameters, in order.
    pub slots: Vec<Slot>,
    /// The argument of the call that decodes, with parentheses, at column 16.
    pub arguments: String,
    /// The parameters that are taken out of their slots to be checked.
    pub taken: Vec<String>,
    /// The call that checks them, if there are any; at column 16.
    pub rules: Option<String>,
    /// The argument of the call that answers, with parentheses, at column 16.
    pub answer: String,
}

/// One parameter of a [`DispatcherArm`].
#[derive(Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// What is taken when it is missing: a call of `required` or `or`.
    pub value: String,
}
