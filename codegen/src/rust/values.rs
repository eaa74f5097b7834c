//! Defaults: as expressions, and as what a reader takes in place of a missing value.

use super::scope::Scope;
use crate::{literal, names};
use aspyx_idl::model::{Type, Value};

/// The type of sets.
const SET: &str = "::std::collections::BTreeSet";

impl Scope<'_> {
    /// Returns a default as an expression of a type, which may wrap what the value is of.
    pub(crate) fn default(&self, ty: &Type, value: &Value) -> String {
        match (ty, value) {
            (Type::Newtype(id), _) => {
                let item = &self.model[*id];
                format!("{}({})", self.path(item.package, &self.facts[*id]), self.default(&item.ty, value))
            }
            (Type::List(element), Value::List(values)) if !values.is_empty() => {
                format!("vec![{}]", self.elements(element, values))
            }
            (Type::Set(_), Value::List(values)) if values.is_empty() => format!("{SET}::new()"),
            (Type::Set(element), Value::List(values)) => format!("{SET}::from([{}])", self.elements(element, values)),
            (_, plain) => self.expression(plain),
        }
    }

    fn elements(&self, ty: &Type, values: &[Value]) -> String {
        let values: Vec<_> = values.iter().map(|value| self.default(ty, value)).collect();
        values.join(", ")
    }

    /// Returns a value as an expression of what it is of.
    pub(crate) fn expression(&self, value: &Value) -> String {
        match value {
            Value::Bool(value) => value.to_string(),
            Value::Integer(value) => value.to_string(),
            // Debug writes a point or an exponent in any case, so that it stays a float.
            Value::Float(value) => format!("{value:?}"),
            Value::String(text) if text.is_empty() => format!("{}::new()", self.prelude.string),
            Value::String(text) => format!("{}::from({})", self.prelude.string, literal::string(text)),
            Value::Bytes(value) => format!("::aspyx::codegen::bytes({})", literal::bytes(value)),
            Value::Duration(nanoseconds) => format!("::aspyx::codegen::duration({nanoseconds})"),
            Value::Timestamp(text) => parsed("timestamp", text),
            Value::Date(text) => parsed("date", text),
            Value::Uuid(text) => parsed("uuid", text),
            Value::Decimal(text) => parsed("decimal", text),
            Value::Variant(id, index) => {
                let item = &self.model[*id];
                variant(self.path(item.package, &self.facts[*id]), &item.variants[*index].name)
            }
            Value::Arm(id, index) => {
                let item = &self.model[*id];
                variant(self.path(item.package, &self.facts[*id]), &item.variants[*index].name)
            }
            Value::List(values) if values.is_empty() => format!("{}::new()", self.prelude.vec),
            Value::List(values) => {
                let values: Vec<_> = values.iter().map(|value| self.expression(value)).collect();
                format!("vec![{}]", values.join(", "))
            }
            Value::EmptyMap => "::std::collections::BTreeMap::new()".to_owned(),
        }
    }

    /// Returns the call that makes room for a value to be read: whether it must be there, or what is taken instead.
    pub(crate) fn slot(&self, ty: &Type, default: Option<&Value>) -> String {
        let Some(value) = default else {
            let kind = if matches!(ty, Type::Optional(_)) { "optional" } else { "required" };
            return format!("::aspyx::wire::{kind}()");
        };
        let expression = self.default(ty, value);
        match expression.strip_suffix("::new()") {
            Some(path) => format!("::aspyx::wire::or({path}::new)"),
            None => format!("::aspyx::wire::or(|| {expression})"),
        }
    }
}

/// Returns the path of a variant.
fn variant(path: String, name: &str) -> String {
    format!("{path}::{}", names::variant(name))
}

/// Returns the call that makes a value of text which the checks have parsed.
fn parsed(function: &str, text: &str) -> String {
    format!("::aspyx::codegen::{function}({})", literal::string(text))
}
