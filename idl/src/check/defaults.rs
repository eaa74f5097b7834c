//! Defaults: a literal becomes a value of the type it stands at, or is refused.

use super::scope::Scope;
use crate::ast::{Head, Ident, Literal, LiteralKind};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{EnumId, Scalar, Type, UnionId, Value};
use std::ops::RangeInclusive;

/// Why a literal is no value of a type.
pub(super) enum Misfit {
    /// It is of another form; this form is needed.
    Form(&'static str),
    /// The number is too large or too small; this is the range.
    Range(String),
    /// The text is not one of the type; this is how one looks.
    Text(&'static str),
    /// The type has no defaults.
    Never,
    /// It has been reported already.
    Reported,
}

impl Scope<'_> {
    /// Understands the default of a member; nothing if it is wrong, which is then reported.
    pub(super) fn default(&self, literal: &Literal, ty: &Type) -> Option<Value> {
        if matches!(ty, Type::Optional(_)) {
            let text = "what is optional takes no default";
            self.report(
                Diagnostic::new(catalogue::OPTIONAL_DEFAULT, literal.span, text, "never used")
                    .help("remove the `?` if there is always a value, or the default if there may be none"),
            );
            return None;
        }
        self.value(literal, ty)
    }

    /// Understands a literal as a value of a type.
    fn value(&self, literal: &Literal, ty: &Type) -> Option<Value> {
        let value = match ty {
            Type::Scalar(kind) => scalar(literal, *kind),
            Type::Enum(id) => self.variant(literal, *id),
            Type::Union(id) => self.arm(literal, *id),
            Type::Newtype(_) => match self.world.unwrapped(ty) {
                Some(inner) => return self.value(literal, inner),
                None => Err(Misfit::Reported),
            },
            Type::List(element) | Type::Set(element) => self.list(literal, element),
            Type::Map(_, _) => map(literal),
            Type::Struct(_) | Type::Optional(_) => Err(Misfit::Never),
        };
        value.map_err(|misfit| self.misfit(literal, ty, misfit)).ok()
    }

    /// Understands a literal as a list.
    fn list(&self, literal: &Literal, element: &Type) -> Result<Value, Misfit> {
        let LiteralKind::List(items) = &literal.kind else { return Err(Misfit::Form("a list such as `[]`")) };
        // Every element is looked at before one that is wrong ends it.
        let values: Vec<Option<Value>> = items.iter().map(|item| self.value(item, element)).collect();
        values.into_iter().collect::<Option<_>>().map(Value::List).ok_or(Misfit::Reported)
    }

    /// Understands a literal as a variant of an enum.
    fn variant(&self, literal: &Literal, id: EnumId) -> Result<Value, Misfit> {
        let choice = self.world.choice(id);
        let LiteralKind::Name(name) = &literal.kind else {
            return Err(Misfit::Form("an unquoted variant of the enum"));
        };
        let position = choice.variants.iter().position(|variant| variant.name.text == name.text);
        position.map(|index| Value::Variant(id, index)).ok_or_else(|| {
            let names: Vec<&str> = choice.variants.iter().map(|variant| variant.name.text.as_str()).collect();
            self.unknown_variant(name, "enum", &choice.head, &names)
        })
    }

    /// Understands a literal as a variant of a union that carries no value.
    fn arm(&self, literal: &Literal, id: UnionId) -> Result<Value, Misfit> {
        let union = self.world.unions[id.0 as usize].ast;
        let LiteralKind::Name(name) = &literal.kind else {
            return Err(Misfit::Form("an unquoted variant of the union that carries no value"));
        };
        let bare = || union.variants.iter().filter(|variant| variant.ty.is_none());
        if let Some(index) = union.variants.iter().position(|variant| variant.head.name.text == name.text) {
            let carries = union.variants[index].ty.is_some();
            return if carries { Err(Misfit::Never) } else { Ok(Value::Arm(id, index)) };
        }
        let names: Vec<&str> = bare().map(|variant| variant.head.name.text.as_str()).collect();
        Err(self.unknown_variant(name, "union", &union.head, &names))
    }

    /// Refuses a variant an enum or a union does not have.
    fn unknown_variant(&self, name: &Ident, kind: &str, owner: &Head, variants: &[&str]) -> Misfit {
        let text = format!("{kind} `{}` has no variant `{}`", owner.name.text, name.text);
        let unknown = Diagnostic::new(catalogue::UNKNOWN_VARIANT, name.span, text, "not a variant")
            .also(owner.name.span, "declared here");
        self.report(self.reports.did_you_mean(unknown, &name.text, name.span, variants.iter().copied()));
        Misfit::Reported
    }

    /// Reports why a literal does not fit.
    fn misfit(&self, literal: &Literal, ty: &Type, misfit: Misfit) {
        let (written, name) = (self.world.sources.text(literal.span), self.spell(ty));
        let (code, text, label) = match misfit {
            Misfit::Form(form) => {
                (catalogue::WRONG_DEFAULT, format!("`{written}` is no `{name}`"), format!("{form} is needed"))
            }
            Misfit::Text(form) => {
                (catalogue::DEFAULT_TEXT, format!("`{written}` is no `{name}`"), format!("{form} is needed"))
            }
            Misfit::Range(range) => (catalogue::DEFAULT_RANGE, format!("`{written}` does not fit `{name}`"), range),
            Misfit::Never => {
                (catalogue::NO_DEFAULT, format!("`{name}` takes no default"), "cannot be written".to_owned())
            }
            Misfit::Reported => return,
        };
        let refusal = Diagnostic::new(code, literal.span, text, label);
        self.report(match self.requoted(literal, ty) {
            Some((what, text)) => refusal.suggest(what, literal.span, text),
            None => refusal,
        });
    }

    /// Returns the literal with quotes or without, if it would then fit.
    fn requoted(&self, literal: &Literal, ty: &Type) -> Option<(&'static str, String)> {
        if let LiteralKind::String(text) = &literal.kind {
            return self.fits_unquoted(text, literal, ty).then(|| ("remove the quotes", text.clone()));
        }
        let is_plain = matches!(literal.kind, LiteralKind::Name(_) | LiteralKind::Integer(_) | LiteralKind::Float(_));
        let Some(Type::Scalar(kind)) = self.world.unwrapped(ty) else { return None };
        let written = self.world.sources.text(literal.span);
        let quoted = Literal { kind: LiteralKind::String(written.to_owned()), span: literal.span };
        (is_plain && scalar(&quoted, *kind).is_ok()).then(|| ("put it in quotes", format!("\"{written}\"")))
    }

    /// Returns whether a text would be a value of a type if it stood there without its quotes.
    fn fits_unquoted(&self, text: &str, literal: &Literal, ty: &Type) -> bool {
        match ty {
            Type::Newtype(_) => self.world.unwrapped(ty).is_some_and(|ty| self.fits_unquoted(text, literal, ty)),
            Type::Union(id) => {
                let mut variants = self.world.unions[id.0 as usize].ast.variants.iter();
                variants.any(|variant| variant.ty.is_none() && variant.head.name.text == text)
            }
            Type::Enum(id) => self.world.choice(*id).variants.iter().any(|variant| variant.name.text == text),
            Type::Scalar(Scalar::Bool) => matches!(text, "true" | "false"),
            Type::Scalar(kind) => {
                let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
                let unquoted = Literal { kind: LiteralKind::Integer(text.to_owned()), span: literal.span };
                is_number && scalar(&unquoted, *kind).is_ok()
            }
            Type::List(_) | Type::Set(_) | Type::Map(_, _) | Type::Struct(_) | Type::Optional(_) => false,
        }
    }
}

/// Understands a literal as a map; entries cannot be written.
fn map(literal: &Literal) -> Result<Value, Misfit> {
    if matches!(literal.kind, LiteralKind::EmptyMap) { Ok(Value::EmptyMap) } else { Err(Misfit::Form("`{}`")) }
}

/// Understands a literal as a value of a built-in type.
pub(super) fn scalar(literal: &Literal, kind: Scalar) -> Result<Value, Misfit> {
    match kind {
        Scalar::Bool => boolean(literal),
        Scalar::I32 => integer(literal, i32::MIN.into()..=i32::MAX.into()),
        Scalar::I64 => integer(literal, i64::MIN.into()..=i64::MAX.into()),
        Scalar::U32 => integer(literal, 0..=u32::MAX.into()),
        Scalar::U64 => integer(literal, 0..=u64::MAX.into()),
        Scalar::F32 => float(literal, |value| (value as f32).is_finite()),
        Scalar::F64 => float(literal, f64::is_finite),
        Scalar::String => Ok(Value::String(text(literal, "a text in quotes")?.to_owned())),
        Scalar::Bytes => Ok(Value::Bytes(text(literal, "a text in quotes")?.as_bytes().to_vec())),
        Scalar::Timestamp => timestamp(literal),
        Scalar::Date => date(literal),
        Scalar::Duration => duration(literal),
        Scalar::Uuid => uuid(literal),
        Scalar::Decimal => decimal(literal),
        Scalar::Json => Err(Misfit::Never),
    }
}

/// Understands `true` and `false`.
fn boolean(literal: &Literal) -> Result<Value, Misfit> {
    if let LiteralKind::Bool(value) = literal.kind {
        Ok(Value::Bool(value))
    } else {
        Err(Misfit::Form("`true` or `false`"))
    }
}

/// Understands a whole number.
fn integer(literal: &Literal, range: RangeInclusive<i128>) -> Result<Value, Misfit> {
    let LiteralKind::Integer(digits) = &literal.kind else { return Err(Misfit::Form("a whole number")) };
    // The grammar lets only digits pass, so that the only way to fail is to be far too large.
    let value = digits.parse::<i128>().ok().filter(|value| range.contains(value));
    value.map(Value::Integer).ok_or_else(|| Misfit::Range(format!("must be from {} to {}", range.start(), range.end())))
}

/// Understands a number with or without a fraction.
fn float(literal: &Literal, finite: fn(f64) -> bool) -> Result<Value, Misfit> {
    let (LiteralKind::Integer(digits) | LiteralKind::Float(digits)) = &literal.kind else {
        return Err(Misfit::Form("a number"));
    };
    let value = digits.parse::<f64>().ok().filter(|value| finite(*value));
    value.map(Value::Float).ok_or_else(|| Misfit::Range("too large".to_owned()))
}

/// Returns the text of a literal.
fn text<'a>(literal: &'a Literal, form: &'static str) -> Result<&'a str, Misfit> {
    if let LiteralKind::String(text) = &literal.kind { Ok(text) } else { Err(Misfit::Form(form)) }
}

/// Understands a point in time, and writes it in UTC.
fn timestamp(literal: &Literal) -> Result<Value, Misfit> {
    let form = "a text such as `\"2024-02-29T12:00:00Z\"`";
    let text = text(literal, form)?;
    // The time crate also reads a blank for the `T`, signed years and zone names, none of which is RFC 3339.
    let strict = matches!(text.as_bytes().get(10), Some(b'T' | b't')) && !text.contains('[');
    let parsed = text.parse::<jiff::Timestamp>().ok().filter(|_| strict);
    parsed.map(|value| Value::Timestamp(value.to_string())).ok_or(Misfit::Text(form))
}

/// Understands a day.
fn date(literal: &Literal) -> Result<Value, Misfit> {
    let form = "a text such as `\"2024-02-29\"`";
    let text = text(literal, form)?;
    let parsed = text.parse::<jiff::civil::Date>().ok().map(|date| date.to_string()).filter(|date| date == text);
    parsed.map(Value::Date).ok_or(Misfit::Text(form))
}

/// Understands a length of time.
fn duration(literal: &Literal) -> Result<Value, Misfit> {
    let LiteralKind::Duration(nanoseconds) = literal.kind else {
        return Err(Misfit::Form("a length of time such as `500ms`"));
    };
    i64::try_from(nanoseconds).map(Value::Duration).map_err(|_| Misfit::Range("too long".to_owned()))
}

/// Understands a uuid, and writes it in lower case.
fn uuid(literal: &Literal) -> Result<Value, Misfit> {
    let form = "a text such as `\"67e55044-10b1-426f-9247-bb680e5fe0c8\"`";
    let text = text(literal, form)?;
    let parsed = uuid::Uuid::try_parse(text).ok().map(|uuid| uuid.to_string());
    parsed.filter(|uuid| uuid.eq_ignore_ascii_case(text)).map(Value::Uuid).ok_or(Misfit::Text(form))
}

/// Understands a decimal number, which is written in quotes so that nothing rounds it on the way.
fn decimal(literal: &Literal) -> Result<Value, Misfit> {
    let form = "a text such as `\"12.50\"`";
    let text = text(literal, form)?;
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let parsed = rust_decimal::Decimal::from_str_exact(text).ok().filter(|_| plain);
    parsed.map(|_| Value::Decimal(text.to_owned())).ok_or(Misfit::Text(form))
}
