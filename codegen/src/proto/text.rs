//! A file as people read it.

use super::names;
use super::schema::{Enum, Field, File, Head, Item, Kind, Message, Oneof, Service, Shape};
use super::writer::{Writer, Written};

/// The numbers of the fields of a descriptor that lead to what is declared.
mod step {
    pub(super) const PACKAGE: i32 = 2;
    pub(super) const IMPORT: i32 = 3;
    pub(super) const MESSAGE: i32 = 4;
    pub(super) const ENUM: i32 = 5;
    pub(super) const SERVICE: i32 = 6;
    pub(super) const SYNTAX: i32 = 12;
    /// Of a message: its fields; of an enum, its values; of a service, its methods.
    pub(super) const MEMBER: i32 = 2;
    pub(super) const NESTED: i32 = 3;
    pub(super) const ONEOF: i32 = 8;
}

/// Writes a file.
pub(crate) fn text(file: &File) -> Written {
    let mut writer = Writer::default();
    writer.detached(&file.header, [step::SYNTAX]);
    writer.declaration(&[step::SYNTAX], &[], |writer| writer.line("syntax = \"proto3\";"));
    writer.line("");
    let package = format!("package {};", file.package);
    writer.declaration(&[step::PACKAGE], &file.comment, |writer| writer.line(&package));
    if !file.imports.is_empty() {
        writer.line("");
    }
    for (index, path) in file.imports.keys().enumerate() {
        let import = format!("import \"{path}\";");
        writer.declaration(&[step::IMPORT, index as i32], &[], |writer| writer.line(&import));
    }
    items(&mut writer, file);
    writer.finish()
}

fn items(writer: &mut Writer, file: &File) {
    let [mut messages, mut enums, mut services] = [0; 3];
    let next = |counter: &mut i32| std::mem::replace(counter, *counter + 1);
    let mut place = Place { file, inner: Vec::new() };
    for item in &file.items {
        writer.line("");
        match item {
            Item::Message(it) => message(writer, &mut place, it, [step::MESSAGE, next(&mut messages)]),
            Item::Enum(it) => enumeration(writer, it, [step::ENUM, next(&mut enums)]),
            Item::Service(it) => service(writer, &place, it, [step::SERVICE, next(&mut services)]),
        }
    }
}

fn message(writer: &mut Writer, place: &mut Place<'_>, message: &Message, step: [i32; 2]) {
    place.inner.push(message.inner_names().collect());
    writer.declaration(&step, &message.head.comment, |writer| {
        writer.block(&format!("message {}", message.head.name), |writer| body(writer, place, message));
    });
    place.inner.pop();
}

fn body(writer: &mut Writer, place: &mut Place<'_>, message: &Message) {
    let mut gaps = options(writer, &message.head, &message.reserved, !message.fields.is_empty());
    for (index, field) in message.fields.iter().enumerate() {
        gaps.before(writer, &field.head);
        let label = if field.shape.wants_presence() { "optional " } else { "" };
        self::field(writer, place, field, label, index);
    }
    if let Some(oneof) = &message.oneof {
        gaps.before_block(writer);
        choice(writer, place, oneof, message.fields.len());
    }
    let entries = message.fields.iter().filter(|field| matches!(field.shape, Shape::Map(..))).count();
    for (index, wrapper) in message.wrappers.iter().enumerate() {
        gaps.before_block(writer);
        self::message(writer, place, wrapper, [step::NESTED, (entries + index) as i32]);
    }
}

/// Writes what stands at the head of a message or an enum.
fn options(writer: &mut Writer, head: &Head, reserved: &[(i32, i32)], more: bool) -> Gaps {
    if head.deprecated {
        writer.line("option deprecated = true;");
    }
    if !reserved.is_empty() {
        let ranges: Vec<_> = reserved.iter().map(|range| shown(*range)).collect();
        writer.line(&format!("reserved {};", ranges.join(", ")));
    }
    let begun = head.deprecated || !reserved.is_empty();
    if begun && more {
        writer.line("");
    }
    Gaps { begun, commented: false, first: true }
}

fn shown((first, last): (i32, i32)) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

fn choice(writer: &mut Writer, place: &Place<'_>, oneof: &Oneof, before: usize) {
    writer.group(&[step::ONEOF, 0], |writer| {
        writer.block(&format!("oneof {}", oneof.name), |writer| {
            let mut gaps = Gaps { begun: false, commented: false, first: true };
            for (index, field) in oneof.fields.iter().enumerate() {
                gaps.before(writer, &field.head);
                self::field(writer, place, field, "", before + index);
            }
        });
    });
}

fn field(writer: &mut Writer, place: &Place<'_>, field: &Field, label: &str, index: usize) {
    let ty = match &field.shape {
        Shape::Single(kind) => format!("{label}{}", place.shown(kind)),
        Shape::Repeated(kind) => format!("repeated {}", place.shown(kind)),
        Shape::Map(key, value) => format!("map<{}, {}>", key.keyword(), place.shown(value)),
    };
    let line = format!("{ty} {} = {}{};", field.head.name, field.number, field_options(field));
    writer.declaration(&[step::MEMBER, index as i32], &field.head.comment, |writer| writer.line(&line));
}

fn field_options(field: &Field) -> String {
    let named = field.json_name != names::json_name(&field.head.name);
    let options = [
        field.head.deprecated.then(|| "deprecated = true".to_owned()),
        named.then(|| format!("json_name = \"{}\"", field.json_name)),
        field.shape.is_unpacked().then(|| "packed = false".to_owned()),
    ];
    let options: Vec<_> = options.into_iter().flatten().collect();
    if options.is_empty() { String::new() } else { format!(" [{}]", options.join(", ")) }
}

fn enumeration(writer: &mut Writer, enumeration: &Enum, step: [i32; 2]) {
    writer.declaration(&step, &enumeration.head.comment, |writer| {
        writer.block(&format!("enum {}", enumeration.head.name), |writer| {
            let mut gaps = options(writer, &enumeration.head, &enumeration.reserved, true);
            for (index, value) in enumeration.values.iter().enumerate() {
                gaps.before(writer, &value.head);
                let options = if value.head.deprecated { " [deprecated = true]" } else { "" };
                let line = format!("{} = {}{options};", value.head.name, value.number);
                writer.declaration(&[step::MEMBER, index as i32], &value.head.comment, |writer| writer.line(&line));
            }
        });
    });
}

fn service(writer: &mut Writer, place: &Place<'_>, service: &Service, step: [i32; 2]) {
    writer.declaration(&step, &service.head.comment, |writer| {
        writer.block(&format!("service {}", service.head.name), |writer| {
            let mut gaps = options(writer, &service.head, &[], !service.methods.is_empty());
            for (index, method) in service.methods.iter().enumerate() {
                gaps.before(writer, &method.head);
                let hidden = |name: &str| service.methods.iter().any(|other| other.head.name == name);
                let (takes, answers) = (place.name(&method.request, hidden), place.name(&method.response, hidden));
                let rpc = format!("rpc {}({takes}) returns ({answers})", method.head.name);
                writer.declaration(&[step::MEMBER, index as i32], &method.head.comment, |writer| {
                    if method.head.deprecated {
                        writer.block(&rpc, |writer| writer.line("option deprecated = true;"));
                    } else {
                        writer.line(&format!("{rpc};"));
                    }
                });
            }
        });
    });
}

/// Where empty lines are: around what has a comment, and before what has braces.
struct Gaps {
    begun: bool,
    commented: bool,
    first: bool,
}

impl Gaps {
    fn before(&mut self, writer: &mut Writer, head: &Head) {
        let commented = !head.comment.is_empty();
        if !self.first && (commented || self.commented) {
            writer.line("");
        }
        (self.begun, self.commented, self.first) = (true, commented, false);
    }

    fn before_block(&mut self, writer: &mut Writer) {
        if self.begun {
            writer.line("");
        }
        self.begun = true;
    }
}

/// Where names are written, which decides how short they can be.
struct Place<'f> {
    file: &'f File,
    /// The names that the messages around bring with them, from the outside to the inside.
    inner: Vec<Vec<String>>,
}

impl Place<'_> {
    fn shown(&self, kind: &Kind) -> String {
        match kind {
            Kind::Scalar(scalar) => scalar.keyword().to_owned(),
            Kind::Message(name) | Kind::Enum(name) => self.name(name, |_| false),
        }
    }

    /// Returns a full name as short as it can be: readers look for its first part from the inside to the outside.
    fn name(&self, full: &str, hidden: impl Fn(&str) -> bool) -> String {
        let package = &self.file.package;
        let local = full.strip_prefix(package.as_str()).and_then(|rest| rest.strip_prefix('.'));
        match local {
            Some(name) if self.inner.last().is_some_and(|inner| ends_with_one(name, inner)) => last(name).to_owned(),
            Some(name) if !name.contains('.') && !self.hides(name) && !hidden(name) => name.to_owned(),
            _ if self.is_ambiguous(full) => format!(".{full}"),
            _ => full.to_owned(),
        }
    }

    fn hides(&self, name: &str) -> bool {
        self.inner.iter().flatten().any(|inner| inner == name)
    }

    /// Returns whether the first part of a full name would be taken for something else.
    fn is_ambiguous(&self, full: &str) -> bool {
        let first = full.split('.').next().unwrap_or_default();
        names::is_keyword(first) || self.file.hidden.contains(first)
    }
}

/// Returns whether a name is that of a message within another one, and is among those.
fn ends_with_one(name: &str, inner: &[String]) -> bool {
    name.contains('.') && inner.iter().any(|inner| inner == last(name))
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
