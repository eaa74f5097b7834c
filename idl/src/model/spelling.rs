//! How types, values and rules are written in the source, for messages and for what is generated.

use super::{Constraint, Model, Package, PackageId, Scalar, Type, Value};

impl Model {
    /// Returns a type as it is written, `list<Product>?`, without the packages of what it names.
    pub fn spell(&self, ty: &Type) -> String {
        match ty {
            Type::Scalar(scalar) => scalar.name().to_owned(),
            Type::Optional(inner) => format!("{}?", self.spell(inner)),
            Type::List(element) => format!("list<{}>", self.spell(element)),
            Type::Set(element) => format!("set<{}>", self.spell(element)),
            Type::Map(key, value) => format!("map<{}, {}>", self.spell(key), self.spell(value)),
            Type::Newtype(id) => self[*id].name.clone(),
            Type::Struct(id) => self[*id].name.clone(),
            Type::Enum(id) => self[*id].name.clone(),
            Type::Union(id) => self[*id].name.clone(),
        }
    }

    /// Returns the full name of something declared, `shop.v1.Product`.
    pub fn full_name(&self, package: PackageId, name: &str) -> String {
        let package: &Package = &self[package];
        format!("{}.{name}", package.name)
    }

    /// Returns what a type wraps in the end: the type itself unless it is a newtype.
    pub fn unwrapped<'m>(&'m self, ty: &'m Type) -> &'m Type {
        if let Type::Newtype(id) = ty { self.unwrapped(&self[*id].ty) } else { ty }
    }

    /// Returns a default as it is written.
    pub fn literal(&self, value: &Value) -> String {
        match value {
            Value::Variant(id, index) => self[*id].variants[*index].name.clone(),
            Value::Arm(id, index) => self[*id].variants[*index].name.clone(),
            Value::List(values) => {
                let values: Vec<_> = values.iter().map(|value| self.literal(value)).collect();
                format!("[{}]", values.join(", "))
            }
            Value::EmptyMap => "{}".to_owned(),
            plain => plain_literal(plain),
        }
    }
}

impl Scalar {
    /// All of them, in the order of the language's page.
    pub const ALL: [Scalar; 15] = [
        Scalar::Bool,
        Scalar::I32,
        Scalar::I64,
        Scalar::U32,
        Scalar::U64,
        Scalar::F32,
        Scalar::F64,
        Scalar::String,
        Scalar::Bytes,
        Scalar::Timestamp,
        Scalar::Date,
        Scalar::Duration,
        Scalar::Uuid,
        Scalar::Decimal,
        Scalar::Json,
    ];

    /// Returns the name of the built-in type.
    pub fn name(self) -> &'static str {
        match self {
            Scalar::Bool => "bool",
            Scalar::I32 => "i32",
            Scalar::I64 => "i64",
            Scalar::U32 => "u32",
            Scalar::U64 => "u64",
            Scalar::F32 => "f32",
            Scalar::F64 => "f64",
            Scalar::String => "string",
            Scalar::Bytes => "bytes",
            Scalar::Timestamp => "timestamp",
            Scalar::Date => "date",
            Scalar::Duration => "duration",
            Scalar::Uuid => "uuid",
            Scalar::Decimal => "decimal",
            Scalar::Json => "json",
        }
    }
}

impl Constraint {
    /// Returns the rule as it is written after the `@`, `len(1..=200)`; a violation names it like this.
    pub fn rule(&self) -> String {
        match self {
            Constraint::Len { min, max } if Some(*min) == *max => format!("len({min}..={min})"),
            Constraint::Len { min, max } => {
                format!("len({min}..{})", max.map_or_else(String::new, |max| format!("={max}")))
            }
            Constraint::Range { min, max, exclusive } => {
                let end = |end: &Option<Value>| end.as_ref().map_or_else(String::new, plain_literal);
                let dots = if max.is_some() && !exclusive { "..=" } else { ".." };
                format!("range({}{dots}{})", end(min), end(max))
            }
            Constraint::Pattern(pattern) => format!("pattern({})", quoted(pattern)),
            Constraint::Unique => "unique".to_owned(),
        }
    }
}

/// Returns a value that names nothing and holds no others as it is written.
fn plain_literal(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        Value::String(text) => quoted(text),
        Value::Bytes(bytes) => quoted(&String::from_utf8_lossy(bytes)),
        Value::Duration(nanoseconds) => duration(*nanoseconds),
        Value::Timestamp(text) | Value::Date(text) | Value::Uuid(text) | Value::Decimal(text) => quoted(text),
        Value::Variant(..) | Value::Arm(..) | Value::List(_) | Value::EmptyMap => String::new(),
    }
}

/// Returns a text in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => quoted.push_str(&format!("\\u{{{:X}}}", u32::from(control))),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a length of time in the largest unit that divides it.
fn duration(nanoseconds: i64) -> String {
    const UNITS: [(i64, &str); 4] =
        [(3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"), (1_000_000, "ms")];
    let unit = UNITS.iter().find(|(length, _)| nanoseconds % length == 0 && nanoseconds != 0);
    unit.map_or_else(|| "0s".to_owned(), |(length, name)| format!("{}{name}", nanoseconds / length))
}
