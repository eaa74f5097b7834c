//! Files as programs read them.

use super::schema::{Enum, Field, File, Item, Kind, Message, Method, Scalar, Service, Shape};
use super::writer::{Location, Written};
use super::{known, names, text};
use prost_types::descriptor_proto::ReservedRange;
use prost_types::enum_descriptor_proto::EnumReservedRange;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumOptions, EnumValueDescriptorProto, EnumValueOptions,
    FieldDescriptorProto, FieldOptions, FileDescriptorProto, FileDescriptorSet, MessageOptions, MethodDescriptorProto,
    MethodOptions, OneofDescriptorProto, ServiceDescriptorProto, ServiceOptions, SourceCodeInfo, source_code_info,
};

/// Describes files, which are sorted, and the well-known ones they import; each comes after those it imports.
pub(crate) fn descriptor_set(files: &[File]) -> FileDescriptorSet {
    let wanted = |path: &str| files.iter().any(|file| file.imports.contains_key(path));
    let file = known::files(wanted).into_iter().chain(files.iter().map(self::file)).collect();
    FileDescriptorSet { file }
}

fn file(source: &File) -> FileDescriptorProto {
    let mut file = FileDescriptorProto {
        name: Some(source.path.clone()),
        package: Some(source.package.clone()),
        dependency: source.imports.keys().cloned().collect(),
        syntax: Some("proto3".to_owned()),
        source_code_info: Some(places(text::text(source))),
        ..FileDescriptorProto::default()
    };
    for item in &source.items {
        match item {
            Item::Message(it) => file.message_type.push(message(it, &source.package)),
            Item::Enum(it) => file.enum_type.push(enumeration(it)),
            Item::Service(it) => file.service.push(service(it)),
        }
    }
    file
}

fn places(written: Written) -> SourceCodeInfo {
    SourceCodeInfo { location: written.locations.into_iter().map(place).collect() }
}

fn place(location: Location) -> source_code_info::Location {
    let comment = |lines: &[String]| lines.iter().map(|line| comment_line(line)).collect::<String>();
    let own = |lines: &[String]| (!lines.is_empty()).then(|| comment(lines));
    source_code_info::Location {
        leading_comments: own(&location.comment),
        leading_detached_comments: own(&location.detached).into_iter().collect(),
        path: location.path,
        span: location.span,
        ..source_code_info::Location::default()
    }
}

fn comment_line(line: &str) -> String {
    if line.is_empty() { "\n".to_owned() } else { format!(" {line}\n") }
}

fn message(source: &Message, scope: &str) -> DescriptorProto {
    let full_name = format!("{scope}.{}", source.head.name);
    let choices = source.oneof.iter().flat_map(|oneof| &oneof.fields);
    let entries = source.fields.iter().filter_map(map_entry);
    let mut message = DescriptorProto {
        name: Some(source.head.name.clone()),
        nested_type: entries.chain(source.wrappers.iter().map(|it| message(it, &full_name))).collect(),
        options: source.head.deprecated.then(|| MessageOptions { deprecated: Some(true), ..MessageOptions::default() }),
        oneof_decl: source.oneof.iter().map(|oneof| declaration(&oneof.name)).collect(),
        reserved_range: source.reserved.iter().map(|range| reserved(*range)).collect(),
        ..DescriptorProto::default()
    };
    for field in &source.fields {
        let field = plain_field(field, &full_name, &mut message.oneof_decl);
        message.field.push(field);
    }
    let choice = |field| FieldDescriptorProto { oneof_index: Some(0), ..self::field(field, &full_name) };
    message.field.extend(choices.map(choice));
    message
}

fn declaration(name: &str) -> OneofDescriptorProto {
    OneofDescriptorProto { name: Some(name.to_owned()), options: None }
}

/// Describes a range, which is half open there.
fn reserved((first, last): (i32, i32)) -> ReservedRange {
    ReservedRange { start: Some(first), end: Some(last + 1) }
}

/// Describes a field that belongs to no choice of the source. Presence is a choice of one.
fn plain_field(source: &Field, message: &str, oneofs: &mut Vec<OneofDescriptorProto>) -> FieldDescriptorProto {
    let mut field = field(source, message);
    if source.shape.wants_presence() {
        field.proto3_optional = Some(true);
        field.oneof_index = Some(oneofs.len() as i32);
        oneofs.push(declaration(&format!("_{}", source.head.name)));
    }
    field
}

fn field(source: &Field, message: &str) -> FieldDescriptorProto {
    let (ty, type_name) = match &source.shape {
        Shape::Single(kind) | Shape::Repeated(kind) => of_kind(kind),
        Shape::Map(..) => (Type::Message, Some(format!(".{message}.{}", names::map_entry(&source.head.name)))),
    };
    let label = if matches!(source.shape, Shape::Single(_)) { Label::Optional } else { Label::Repeated };
    FieldDescriptorProto {
        name: Some(source.head.name.clone()),
        number: Some(source.number),
        label: Some(label.into()),
        r#type: Some(ty.into()),
        type_name,
        json_name: Some(source.json_name.clone()),
        options: options(source),
        ..FieldDescriptorProto::default()
    }
}

fn options(field: &Field) -> Option<FieldOptions> {
    let deprecated = field.head.deprecated.then_some(true);
    let packed = field.shape.is_unpacked().then_some(false);
    let any = deprecated.is_some() || packed.is_some();
    any.then(|| FieldOptions { deprecated, packed, ..FieldOptions::default() })
}

/// Describes the message that a map is a list of.
fn map_entry(field: &Field) -> Option<DescriptorProto> {
    let Shape::Map(key, value) = &field.shape else { return None };
    let fields = [("key", 1, &Kind::Scalar(*key)), ("value", 2, value)];
    Some(DescriptorProto {
        name: Some(names::map_entry(&field.head.name)),
        field: fields.map(entry_field).to_vec(),
        options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
        ..DescriptorProto::default()
    })
}

fn entry_field((name, number, kind): (&str, i32, &Kind)) -> FieldDescriptorProto {
    let (ty, type_name) = of_kind(kind);
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(ty.into()),
        type_name,
        json_name: Some(name.to_owned()),
        ..FieldDescriptorProto::default()
    }
}

fn of_kind(kind: &Kind) -> (Type, Option<String>) {
    match kind {
        Kind::Scalar(scalar) => (of_scalar(*scalar), None),
        Kind::Message(name) => (Type::Message, Some(format!(".{name}"))),
        Kind::Enum(name) => (Type::Enum, Some(format!(".{name}"))),
    }
}

fn of_scalar(scalar: Scalar) -> Type {
    match scalar {
        Scalar::Bool => Type::Bool,
        Scalar::Int32 => Type::Int32,
        Scalar::Int64 => Type::Int64,
        Scalar::Uint32 => Type::Uint32,
        Scalar::Uint64 => Type::Uint64,
        Scalar::Float => Type::Float,
        Scalar::Double => Type::Double,
        Scalar::String => Type::String,
        Scalar::Bytes => Type::Bytes,
    }
}

fn enumeration(source: &Enum) -> EnumDescriptorProto {
    let value = |value: &super::schema::Value| EnumValueDescriptorProto {
        name: Some(value.head.name.clone()),
        number: Some(value.number),
        options: value
            .head
            .deprecated
            .then(|| EnumValueOptions { deprecated: Some(true), ..EnumValueOptions::default() }),
    };
    let range = |(first, last): &(i32, i32)| EnumReservedRange { start: Some(*first), end: Some(*last) };
    EnumDescriptorProto {
        name: Some(source.head.name.clone()),
        value: source.values.iter().map(value).collect(),
        options: source.head.deprecated.then(|| EnumOptions { deprecated: Some(true), ..EnumOptions::default() }),
        reserved_range: source.reserved.iter().map(range).collect(),
        ..EnumDescriptorProto::default()
    }
}

fn service(source: &Service) -> ServiceDescriptorProto {
    ServiceDescriptorProto {
        name: Some(source.head.name.clone()),
        method: source.methods.iter().map(method).collect(),
        options: source.head.deprecated.then(|| ServiceOptions { deprecated: Some(true), ..ServiceOptions::default() }),
    }
}

fn method(source: &Method) -> MethodDescriptorProto {
    MethodDescriptorProto {
        name: Some(source.head.name.clone()),
        input_type: Some(format!(".{}", source.request)),
        output_type: Some(format!(".{}", source.response)),
        options: source.head.deprecated.then(|| MethodOptions { deprecated: Some(true), ..MethodOptions::default() }),
        ..MethodDescriptorProto::default()
    }
}
