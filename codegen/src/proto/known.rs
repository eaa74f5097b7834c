//! The well-known types that are used, and the files that declare them.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileOptions};

/// A point in time.
pub(crate) const TIMESTAMP: &str = "google.protobuf.Timestamp";

/// A length of time.
pub(crate) const DURATION: &str = "google.protobuf.Duration";

/// Nothing, where there must be a message.
pub(crate) const EMPTY: &str = "google.protobuf.Empty";

/// The package of all of them.
const PACKAGE: &str = "google.protobuf";

/// Returns the path of the file that declares a well-known type.
pub(crate) fn path(name: &str) -> String {
    format!("google/protobuf/{}.proto", short(name).to_ascii_lowercase())
}

/// Returns the descriptors of all files with well-known types whose paths are asked for.
pub(crate) fn files(wanted: impl Fn(&str) -> bool) -> Vec<FileDescriptorProto> {
    let all = [(DURATION, "durationpb"), (EMPTY, "emptypb"), (TIMESTAMP, "timestamppb")];
    all.iter().filter(|(name, _)| wanted(&path(name))).map(|(name, go)| file(name, go)).collect()
}

fn file(name: &str, go: &str) -> FileDescriptorProto {
    let fields = [("seconds", 1, Type::Int64), ("nanos", 2, Type::Int32)].map(field);
    let message = DescriptorProto {
        name: Some(short(name).to_owned()),
        field: if name == EMPTY { Vec::new() } else { fields.to_vec() },
        ..DescriptorProto::default()
    };
    FileDescriptorProto {
        name: Some(path(name)),
        package: Some(PACKAGE.to_owned()),
        message_type: vec![message],
        options: Some(options(name, go)),
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    }
}

fn field((name, number, ty): (&str, i32, Type)) -> FieldDescriptorProto {
    FieldDescriptorProto {
        name: Some(name.to_owned()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(ty.into()),
        json_name: Some(name.to_owned()),
        ..FieldDescriptorProto::default()
    }
}

/// Returns the options that the files have where they come from.
fn options(name: &str, go: &str) -> FileOptions {
    FileOptions {
        java_package: Some("com.google.protobuf".to_owned()),
        java_outer_classname: Some(format!("{}Proto", short(name))),
        java_multiple_files: Some(true),
        go_package: Some(format!("google.golang.org/protobuf/types/known/{go}")),
        cc_enable_arenas: Some(true),
        objc_class_prefix: Some("GPB".to_owned()),
        csharp_namespace: Some("Google.Protobuf.WellKnownTypes".to_owned()),
        ..FileOptions::default()
    }
}

fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
