//! What the files mean: every name resolved to an id, every default typed, every route complete.
//!
//! A model exists only for input without errors. Whoever holds one never looks a name up, never sorts and never fails:
//! members stand in the order of their declaration, packages and what is in them in the order of their names' files.

mod calls;
mod spelling;
mod types;
mod values;

pub use calls::*;
pub use types::*;
pub use values::*;

use std::ops::Index;

/// All packages of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The packages, sorted by name.
    pub packages: Vec<Package>,
    /// All newtypes.
    pub newtypes: Vec<Newtype>,
    /// All structs.
    pub structs: Vec<Struct>,
    /// All enums.
    pub enums: Vec<Enum>,
    /// All unions.
    pub unions: Vec<Union>,
    /// All errors.
    pub errors: Vec<Error>,
    /// All services.
    pub services: Vec<Service>,
    /// All components.
    pub components: Vec<Component>,
}

macro_rules! id {
    ($(#[$docs:meta])* $id:ident, $field:ident, $thing:ident) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(pub u32);

        impl Index<$id> for Model {
            type Output = $thing;

            fn index(&self, id: $id) -> &$thing {
                &self.$field[id.0 as usize]
            }
        }
    };
}

id!(/** Names a package of a model. */ PackageId, packages, Package);
id!(/** Names a newtype of a model. */ NewtypeId, newtypes, Newtype);
id!(/** Names a struct of a model. */ StructId, structs, Struct);
id!(/** Names an enum of a model. */ EnumId, enums, Enum);
id!(/** Names a union of a model. */ UnionId, unions, Union);
id!(/** Names an error of a model. */ ErrorId, errors, Error);
id!(/** Names a service of a model. */ ServiceId, services, Service);
id!(/** Names a component of a model. */ ComponentId, components, Component);

/// A namespace, possibly spread over several files.
#[derive(Clone, Debug)]
pub struct Package {
    /// The dotted name, `shop.v1`.
    pub name: String,
    /// The `//!` docs of its files, joined by an empty line.
    pub docs: Option<String>,
    /// Whether all its files are only imported: its items are referred to, not generated.
    pub imported: bool,
    /// Everything declared in it, file by file in order.
    pub items: Vec<ItemId>,
    /// The packages its items refer to, sorted by name, itself excluded.
    pub uses: Vec<PackageId>,
    /// The paths of its files, as shown to people, sorted.
    pub files: Vec<String>,
}

impl Package {
    /// Returns the parts of the name, `["shop", "v1"]`.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.name.split('.')
    }
}

/// Names one declaration of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemId {
    /// A newtype.
    Newtype(NewtypeId),
    /// A struct.
    Struct(StructId),
    /// An enum.
    Enum(EnumId),
    /// A union.
    Union(UnionId),
    /// An error.
    Error(ErrorId),
    /// A service.
    Service(ServiceId),
    /// A component.
    Component(ComponentId),
}
