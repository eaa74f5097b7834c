//! The file of a package.

use crate::{
    Blocking, Client, Component, Descriptor, Dispatcher, Enum, Error, MethodError, MethodRules, Module, Newtype,
    Object, Rules, Service, Struct, Union,
};
use askama::Template;

/// Shows a file: its header, the modules below it, and everything the package declares.
#[derive(Debug, Template)]
#[template(path = "packages.jinja")]
pub struct Package {
    /// The comment that says where the file comes from, line by line, with slashes.
    pub header: Vec<String>,
    /// The modules below.
    pub modules: Vec<Module>,
    /// The items, in order.
    pub items: Vec<Item>,
}

/// One part of a [`Package`].
#[derive(Debug)]
pub enum Item {
    /// A newtype.
    Newtype(Newtype),
    /// An enum.
    Enum(Enum),
    /// A struct.
    Struct(Struct),
    /// A union.
    Union(Union),
    /// An error.
    Error(Error),
    /// What a method may answer instead of a result.
    MethodError(MethodError),
    /// The rules of a type.
    Rules(Rules),
    /// The trait of a service.
    Service(Service),
    /// Its object-safe twin.
    Object(Object),
    /// Its descriptor.
    Descriptor(Descriptor),
    /// The rules of a method's arguments.
    MethodRules(MethodRules),
    /// Its client.
    Client(Client),
    /// Its blocking side.
    Blocking(Blocking),
    /// Its dispatcher.
    Dispatcher(Dispatcher),
    /// A component.
    Component(Component),
}
