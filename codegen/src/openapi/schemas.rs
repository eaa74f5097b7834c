//! Schemas of types and of what is declared.

use super::members::Member;
use super::scope::Scope;
use super::texts;
use crate::OpenApi;
use crate::tree::{Map, Tree};
use aspyx_idl::model::{Enum, Error, ItemId, Scalar, Struct, Type, Union, UnionVariant, Variant};

impl Scope<'_> {
    /// Returns the schema of a type.
    pub(super) fn schema(&self, ty: &Type) -> Map {
        match ty {
            Type::Scalar(scalar) => self.scalar(*scalar),
            Type::Optional(inner) => self.nullable(self.schema(inner)),
            Type::List(element) => array(self.schema(element)),
            Type::Set(element) => array(self.schema(element)).with("uniqueItems", true),
            Type::Map(key, value) => self.map(key, value),
            Type::Newtype(id) => self.reference(ItemId::Newtype(*id)),
            Type::Struct(id) => self.reference(ItemId::Struct(*id)),
            Type::Enum(id) => self.reference(ItemId::Enum(*id)),
            Type::Union(id) => self.reference(ItemId::Union(*id)),
        }
    }

    /// Returns the schema of a declaration; nothing for what has none.
    pub(super) fn declared(&self, item: ItemId) -> Option<Map> {
        let model = self.model;
        match item {
            ItemId::Newtype(id) => Some(self.member(Member::from(&model[id]))),
            ItemId::Struct(id) => Some(self.record(&model[id])),
            ItemId::Enum(id) => Some(choice(&model[id])),
            ItemId::Union(id) => Some(self.union(&model[id])),
            ItemId::Error(id) => Some(self.error(&model[id])),
            ItemId::Service(_) | ItemId::Component(_) => None,
        }
    }

    /// Returns a schema with more keywords; beside a reference version 3.0 reads none.
    pub(super) fn beside(&self, schema: Map, more: Map) -> Map {
        let alone = schema.get("$ref").is_some() && self.version == OpenApi::V3_0;
        match (more.is_empty(), alone) {
            (true, _) => schema,
            (false, true) => Map::new().with("allOf", vec![schema.into()]).and(more),
            (false, false) => schema.and(more),
        }
    }

    /// Returns a schema of one text.
    pub(super) fn constant(&self, value: impl Into<Tree>) -> Map {
        let schema = |ty: &str| Map::new().with("type", ty);
        let value = value.into();
        let schema = schema(if matches!(value, Tree::Text(_)) { "string" } else { "integer" });
        match self.version {
            OpenApi::V3_0 => schema.with("enum", vec![value]),
            OpenApi::V3_1 => schema.with("const", value),
        }
    }

    fn reference(&self, item: ItemId) -> Map {
        reference(self.names.item(item))
    }

    fn scalar(&self, scalar: Scalar) -> Map {
        let of = |ty: &str| Map::new().with("type", ty);
        let formatted = |ty: &str, format: &str| of(ty).with("format", format);
        match scalar {
            Scalar::Bool => of("boolean"),
            Scalar::I32 => integer("int32", i32::MIN, i32::MAX),
            Scalar::I64 => integer("int64", i64::MIN, i64::MAX),
            Scalar::U32 => integer("uint32", u32::MIN, u32::MAX),
            Scalar::U64 => integer("uint64", u64::MIN, u64::MAX),
            Scalar::F32 => formatted("number", "float"),
            Scalar::F64 => formatted("number", "double"),
            Scalar::String => of("string"),
            Scalar::Bytes if self.version == OpenApi::V3_1 => of("string").with("contentEncoding", "base64"),
            Scalar::Bytes => formatted("string", "byte"),
            Scalar::Timestamp => formatted("string", "date-time"),
            Scalar::Date => formatted("string", "date"),
            Scalar::Duration => of("string").with("pattern", r"^-?\d+(\.\d{1,9})?s$"),
            Scalar::Uuid => formatted("string", "uuid"),
            Scalar::Decimal => formatted("string", "decimal").with("pattern", r"^-?\d+(\.\d+)?$"),
            Scalar::Json => Map::new(),
        }
    }

    /// Returns a schema that also allows null.
    pub(super) fn nullable(&self, mut schema: Map) -> Map {
        if schema.is_empty() {
            return schema;
        }
        if self.version == OpenApi::V3_0 {
            return self.beside(schema, Map::new().with("nullable", true));
        }
        let null = || Tree::from("null");
        match schema.get_mut("type") {
            Some(ty) => {
                *ty = vec![ty.clone(), null()].into();
                schema
            }
            None => Map::new().with("anyOf", vec![schema.into(), Map::new().with("type", null()).into()]),
        }
    }

    fn map(&self, key: &Type, value: &Type) -> Map {
        let keys = self.keys(key).filter(|_| self.version == OpenApi::V3_1);
        let map = Map::new().with("type", "object").with_some("propertyNames", keys);
        map.with("additionalProperties", self.schema(value))
    }

    /// Returns the schema of a map's keys, which are always texts; nothing where any text will do.
    fn keys(&self, key: &Type) -> Option<Map> {
        let scalar = if let Type::Scalar(scalar) = self.model.unwrapped(key) { Some(*scalar) } else { None };
        match scalar {
            Some(Scalar::I32 | Scalar::I64) => Some(Map::new().with("pattern", "^-?[0-9]+$")),
            Some(Scalar::U32 | Scalar::U64) => Some(Map::new().with("pattern", "^[0-9]+$")),
            Some(Scalar::String) if !matches!(key, Type::Newtype(_)) => None,
            Some(_) | None => Some(self.schema(key)),
        }
    }

    fn record(&self, record: &Struct) -> Map {
        let object = self.object(record.fields.iter().map(Member::from));
        about(record.docs.as_deref(), record.deprecated.as_deref(), []).and(object)
    }

    fn error(&self, error: &Error) -> Map {
        let object = self.object(error.fields.iter().map(Member::from));
        about(error.docs.as_deref(), error.deprecated.as_deref(), []).and(object)
    }

    fn union(&self, union: &Union) -> Map {
        let arms = union.variants.iter().map(|variant| self.arm(variant));
        about(union.docs.as_deref(), union.deprecated.as_deref(), []).with("oneOf", Tree::list(arms))
    }

    /// Returns an object with one member. That there are no others is not said, for readers ignore what they do not
    /// know; each requires its own, and so no two of them fit one value.
    fn arm(&self, variant: &UnionVariant) -> Map {
        let value = variant.ty.as_ref().map_or_else(|| Map::new().with("type", "object"), |ty| self.schema(ty));
        Map::new()
            .with("title", &variant.name)
            .and(about(variant.docs.as_deref(), variant.deprecated.as_deref(), []))
            .with("type", "object")
            .with("properties", Map::new().with(&variant.name, value))
            .with("required", Tree::list([&variant.name]))
    }
}

/// Returns a reference to a schema of the document.
pub(super) fn reference(name: &str) -> Map {
    Map::new().with("$ref", format!("#/components/schemas/{name}"))
}

/// Returns a list.
pub(super) fn array(items: Map) -> Map {
    Map::new().with("type", "array").with("items", items)
}

/// Returns a whole number. Its bounds are written out, for to JSON Schema a format is no more than a remark.
fn integer(format: &str, min: impl Into<i128>, max: impl Into<i128>) -> Map {
    Map::new().with("type", "integer").with("format", format).with("minimum", min.into()).with("maximum", max.into())
}

/// Returns the schema of an enum: its names, or any text where others are welcome.
fn choice(choice: &Enum) -> Map {
    let names = Tree::list(choice.variants.iter().map(|variant| &variant.name));
    let known = choice.open.then(|| {
        let names: Vec<_> = choice.variants.iter().map(|variant| format!("`{}`", variant.name)).collect();
        format!("Known values, beside which there may be others: {}.", names.join(", "))
    });
    about(choice.docs.as_deref(), choice.deprecated.as_deref(), known.into_iter().chain(variants(choice)))
        .with("type", "string")
        .with(if choice.open { "x-extensible-enum" } else { "enum" }, names)
}

/// Returns what there is to say about the variants of an enum.
fn variants(choice: &Enum) -> Option<String> {
    let lines: Vec<_> = choice.variants.iter().filter_map(variant).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn variant(variant: &Variant) -> Option<String> {
    let (summary, _) = texts::summary_and_rest(variant.docs.as_deref());
    let marked = variant
        .deprecated
        .as_ref()
        .map(|reason| texts::deprecation(Some(reason)).unwrap_or_else(|| "Deprecated.".to_owned()));
    let said: Vec<_> = summary.into_iter().chain(marked).collect();
    (!said.is_empty()).then(|| format!("* `{}`: {}", variant.name, said.join(" ")))
}

/// Returns what is said of a declaration beside its shape.
fn about(docs: Option<&str>, deprecated: Option<&str>, notes: impl IntoIterator<Item = String>) -> Map {
    let notes = notes.into_iter().chain(texts::deprecation(deprecated));
    Map::new().with_some("description", texts::described(docs, notes)).with_some("deprecated", deprecated.map(|_| true))
}
