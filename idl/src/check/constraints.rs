//! Constraints: `@len`, `@range`, `@pattern` and `@unique` on newtypes, fields and parameters.
//!
//! They concern the value that is there, so `T?` is looked through, and so are newtypes: their own rules are kept in
//! addition. Refused are rules that do not suit the type, and those that leave no value beside the rules of a newtype.

use super::annotations::{Annotations, text};
use super::reports::Reports;
use super::scope::Scope;
use super::texts::with_space;
use super::world::World;
use super::{bounds, patterns};
use crate::annotations::Target;
use crate::ast::{Annotation, Head};
use crate::catalogue;
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, NewtypeId, Scalar, Type};
use crate::source::Span;
use regex::Regex;

/// The annotations that are constraints, in the order in which a model lists them.
const NAMES: [&str; 4] = ["len", "range", "pattern", "unique"];

/// A constraint and where it is written.
#[derive(Clone)]
pub(super) struct Rule {
    pub(super) constraint: Constraint,
    /// The whole annotation.
    pub(super) span: Span,
    /// The expression of a pattern.
    pub(super) regex: Option<Regex>,
}

/// Returns rules as the model lists them.
pub(super) fn listed(rules: &[Rule]) -> Vec<Constraint> {
    rules.iter().map(|rule| rule.constraint.clone()).collect()
}

/// Finds out the rules of all newtypes, once it is known what they wrap.
pub(super) fn resolve(world: &mut World<'_>, reports: &Reports) {
    let of = |(index, ty): (usize, &Option<Type>)| {
        let declared = &world.newtypes[index];
        // Whoever builds the newtype tells what is wrong with its annotations.
        let silent = Reports::new();
        let annotations =
            world.scope(declared.file, &silent).annotations(&declared.ast.head.annotations, Target::Newtype);
        ty.as_ref().map_or_else(Vec::new, |ty| world.scope(declared.file, reports).understood(&annotations, ty))
    };
    world.rules = world.wrapped.iter().enumerate().map(of).collect();
    world.ruled = ruled(world);
    for (index, ty) in world.wrapped.iter().enumerate() {
        // A long chain of newtypes is not walked again and again for those without rules.
        if let Some(ty) = ty.as_ref().filter(|_| !world.rules[index].is_empty()) {
            world.scope(world.newtypes[index].file, reports).agree(&world.rules[index], ty);
        }
    }
}

/// Returns for each newtype the first one with rules among itself and those it wraps, so that long chains are not walked
/// again and again.
fn ruled(world: &World<'_>) -> Vec<Option<NewtypeId>> {
    let mut found = vec![None; world.rules.len()];
    for start in (0..world.rules.len() as u32).map(NewtypeId) {
        let (mut path, mut next) = (Vec::new(), Some(start));
        let first = loop {
            let Some(id) = next else { break None };
            let index = id.0 as usize;
            if let Some(known) = found[index] {
                break known;
            }
            if !world.rules[index].is_empty() {
                break Some(id);
            }
            path.push(index);
            next = world.wrapped[index].as_ref().and_then(newtype);
        };
        path.into_iter().for_each(|index| found[index] = Some(first));
        found[start.0 as usize] = Some(first);
    }
    found.into_iter().flatten().collect()
}

/// Returns the newtype a type is, if it is one.
fn newtype(ty: &Type) -> Option<NewtypeId> {
    if let Type::Newtype(id) = ty { Some(*id) } else { None }
}

impl<'a> World<'a> {
    /// Returns those of the newtypes around a value that have rules, from the outermost to the innermost.
    pub(super) fn ruled_around<'t>(&'t self, ty: &'t Type) -> impl Iterator<Item = NewtypeId> + 't {
        let ruled = |ty: &Type| newtype(ty).and_then(|id| self.ruled[id.0 as usize]);
        std::iter::successors(ruled(present(ty)), move |id| self.wrapped[id.0 as usize].as_ref().and_then(ruled))
    }

    /// Returns the newtypes around a value, from the outermost to the innermost.
    pub(super) fn newtypes_around<'t>(&'t self, ty: &'t Type) -> impl Iterator<Item = NewtypeId> + 't {
        std::iter::successors(newtype(present(ty)), |id| self.wrapped[id.0 as usize].as_ref().and_then(newtype))
    }

    /// Returns what the value is that rules concern: neither optional nor a newtype; nothing if a newtype is wrong.
    pub(super) fn subject<'t>(&'t self, ty: &'t Type) -> Option<&'t Type> {
        self.unwrapped(present(ty)).map(present)
    }
}

/// Returns the type of the value that is there.
fn present(ty: &Type) -> &Type {
    if let Type::Optional(inner) = ty { inner } else { ty }
}

impl Scope<'_> {
    /// Understands the rules a member of a type carries itself.
    pub(super) fn rules(&self, annotations: &Annotations<'_>, ty: &Type) -> Vec<Rule> {
        let rules = self.understood(annotations, ty);
        self.agree(&rules, ty);
        rules
    }

    /// Understands the rules, whatever those of newtypes say.
    fn understood(&self, annotations: &Annotations<'_>, ty: &Type) -> Vec<Rule> {
        let written: Vec<&Annotation> = NAMES.iter().filter_map(|name| annotations.get(name)).collect();
        if written.is_empty() {
            return Vec::new();
        }
        let Some(subject) = self.world.subject(ty) else { return Vec::new() };
        written.into_iter().filter_map(|annotation| self.rule(annotation, subject)).collect()
    }

    /// Understands a rule; nothing if it is wrong, which is then reported.
    fn rule(&self, annotation: &Annotation, subject: &Type) -> Option<Rule> {
        let name = annotation.name.text.as_str();
        if !suits(name, subject) {
            self.report(self.unsuitable(annotation, subject));
            return None;
        }
        let (constraint, regex) = match (name, subject) {
            ("pattern", _) => {
                let regex = patterns::compile(*self, text(annotation)?)?;
                (Constraint::Pattern(regex.as_str().to_owned()), Some(regex))
            }
            ("range", Type::Scalar(kind)) => (bounds::range(*self, annotation.arguments.first()?, *kind)?, None),
            ("len", _) => (bounds::len(*self, annotation.arguments.first()?)?, None),
            (_, _) => (Constraint::Unique, None),
        };
        Some(Rule { constraint, span: annotation.span, regex })
    }

    /// Words the refusal of a rule for another type.
    fn unsuitable(&self, annotation: &Annotation, subject: &Type) -> Diagnostic {
        let name = annotation.name.text.as_str();
        let text = format!("`@{name}` does not apply to `{}`", self.spell(subject));
        let refusal = Diagnostic::new(catalogue::CONSTRAINT_TYPE, annotation.span, text, "not for this type");
        if let Some(element) = self.element_that_suits(name, subject) {
            return refusal.help(format!(
                "for a rule on each element, declare a newtype, as in `@{name}(…) type Element = {};`, and use it here",
                self.spell(element)
            ));
        }
        if let Some(other) = instead(name, subject) {
            return refusal.guess(format!("this is what `@{other}` is for"), annotation.name.span, other);
        }
        if name == "unique" && matches!(subject, Type::Set(_)) {
            let span = with_space(self.world.sources, annotation.span);
            return refusal.suggest("a set never holds equal elements; remove it", span, "");
        }
        refusal.help(format!("it is for {}", suitable(name)))
    }

    /// Returns what a type holds that the rule would suit.
    fn element_that_suits<'t>(&'t self, name: &str, subject: &'t Type) -> Option<&'t Type> {
        let suits = |element: &&Type| self.world.subject(element).is_some_and(|subject| suits(name, subject));
        match subject {
            Type::List(element) | Type::Set(element) => Some(&**element).filter(suits),
            Type::Map(key, value) => [&**value, &**key].into_iter().find(suits),
            Type::Scalar(_)
            | Type::Optional(_)
            | Type::Newtype(_)
            | Type::Struct(_)
            | Type::Enum(_)
            | Type::Union(_) => None,
        }
    }

    /// Refuses rules that leave no value beside those of the newtypes around it.
    fn agree(&self, rules: &[Rule], ty: &Type) {
        let Some(subject) = self.world.subject(ty) else { return };
        for rule in rules {
            let other = self.world.ruled_around(ty).find_map(|id| {
                let others = &self.world.rules[id.0 as usize];
                let other =
                    others.iter().find(|other| bounds::disjoint(subject, &rule.constraint, &other.constraint))?;
                Some((&self.world.newtypes[id.0 as usize].ast.head, other))
            });
            if let Some((newtype, other)) = other {
                self.report(self.contradiction(rule, newtype, other));
            }
        }
    }

    /// Words the refusal of a rule that leaves no value.
    fn contradiction(&self, rule: &Rule, newtype: &Head, other: &Rule) -> Diagnostic {
        let [own, theirs] = [rule, other].map(|rule| self.world.sources.text(rule.span));
        let name = &newtype.name.text;
        let text = format!("no value keeps both `{own}` and `{theirs}`, which `{name}` asks for");
        Diagnostic::new(catalogue::CONTRADICTION, rule.span, text, format!("allows no `{name}`"))
            .also(other.span, format!("the rule of `{name}`"))
            .help("a rule here is kept in addition to that of the newtype, and can only be stricter")
    }
}

/// Returns whether a rule can be asked of a type.
fn suits(name: &str, subject: &Type) -> bool {
    match subject {
        Type::Scalar(Scalar::String) => matches!(name, "len" | "pattern"),
        Type::Scalar(Scalar::Bytes) => name == "len",
        Type::Scalar(
            Scalar::I32
            | Scalar::I64
            | Scalar::U32
            | Scalar::U64
            | Scalar::F32
            | Scalar::F64
            | Scalar::Decimal
            | Scalar::Duration,
        ) => name == "range",
        Type::Scalar(Scalar::Bool | Scalar::Timestamp | Scalar::Date | Scalar::Uuid | Scalar::Json) => false,
        Type::List(_) => matches!(name, "len" | "unique"),
        Type::Set(_) | Type::Map(..) => name == "len",
        Type::Optional(_) | Type::Newtype(_) | Type::Struct(_) | Type::Enum(_) | Type::Union(_) => false,
    }
}

/// Returns the rule that is meant by another one with a range.
fn instead(name: &str, subject: &Type) -> Option<&'static str> {
    let other = match name {
        "len" => "range",
        "range" => "len",
        _ => return None,
    };
    suits(other, subject).then_some(other)
}

/// Says which types a rule is for.
fn suitable(name: &str) -> &'static str {
    match name {
        "len" => "`string`, `bytes`, `list`, `set` and `map`",
        "range" => "integers, floats, `decimal` and `duration`",
        "pattern" => "`string`",
        _ => "`list`",
    }
}
