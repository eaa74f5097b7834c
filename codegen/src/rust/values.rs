//! Defaults: as expressions, and as what a reader takes in place of a missing value.

use super::scope::Scope;
use crate::{literal, names};
use aspyx_idl::model::{Type, Value};

impl Scope<'_> {
    /// Returns a default as an expression of a type; in the model it is a value of what the type wraps.
    pub(crate) fn expression(&self, ty: &Type, value: &Value) -> String {
        if let Type::Newtype(id) = ty {
            let item = &self.model[*id];
            return format!("{}({})", self.path(item.package, &self.facts[*id]), self.expression(&item.ty, value));
        }
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
            Value::List(values) => self.elements(ty, values),
            Value::EmptyMap => "::std::collections::BTreeMap::new()".to_owned(),
        }
    }

    /// Returns the elements of a list or a set as an expression.
    fn elements(&self, ty: &Type, values: &[Value]) -> String {
        let items = |element: &Type| {
            let values: Vec<_> = values.iter().map(|value| self.expression(element, value)).collect();
            values.join(", ")
        };
        match ty {
            Type::Set(_) if values.is_empty() => "::std::collections::BTreeSet::new()".to_owned(),
            Type::Set(element) => format!("::std::collections::BTreeSet::from([{}])", items(element)),
            Type::List(element) if !values.is_empty() => format!("vec![{}]", items(element)),
            Type::List(_)
            | Type::Scalar(_)
            | Type::Optional(_)
            | Type::Map(_, _)
            | Type::Newtype(_)
            | Type::Struct(_)
            | Type::Enum(_)
            | Type::Union(_) => format!("{}::new()", self.prelude.vec),
        }
    }

    /// Returns the call that makes room for a value to be read: whether it must be there, or what is taken instead.
    pub(crate) fn slot(&self, ty: &Type, default: Option<&Value>) -> String {
        let Some(value) = default else {
            let kind = if matches!(ty, Type::Optional(_)) { "optional" } else { "required" };
            return format!("::aspyx::wire::{kind}()");
        };
        let expression = self.expression(ty, value);
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
