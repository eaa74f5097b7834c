//! The same services twice: as `.svc` files and as `.proto` files.
//!
//! They are plain on purpose, the kind most services are made of: three records and ten methods a service, ten services
//! a package, a package a file.

use anyhow::Result;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// How many services stand in one package.
const PER_PACKAGE: usize = 10;
/// How many methods a service has.
const METHODS: usize = 10;
/// How many records a service has.
const RECORDS: usize = 3;

/// The fields of a record: name, `.svc` type, `.proto` type with its label.
const FIELDS: [(&str, &str, &str); 8] = [
    ("id", "string", "string"),
    ("title", "string", "string"),
    ("count", "i32", "int32"),
    ("total", "i64", "int64"),
    ("ratio", "f64", "double"),
    ("active", "bool", "bool"),
    ("tags", "list<string>", "repeated string"),
    ("note", "string?", "optional string"),
];

/// A corpus on the disk.
#[derive(Debug)]
pub struct Corpus {
    /// The folder of the `.svc` files.
    pub svc: PathBuf,
    /// The folder of the `.proto` files.
    pub proto: PathBuf,
    /// The names of the packages.
    pub packages: Vec<String>,
}

impl Corpus {
    /// Writes a corpus of so many services below a folder.
    pub fn write(folder: &Path, services: usize) -> Result<Self> {
        let (svc, proto) = (folder.join(format!("svc-{services}")), folder.join(format!("proto-{services}")));
        fs::create_dir_all(&svc)?;
        fs::create_dir_all(&proto)?;
        let mut packages = Vec::new();
        for (number, first) in (0..services).step_by(PER_PACKAGE).enumerate() {
            let last = services.min(first + PER_PACKAGE);
            let package = format!("part{number}");
            fs::write(svc.join(format!("{package}.svc")), svc_text(&package, first..last)?)?;
            fs::write(proto.join(format!("{package}.proto")), proto_text(&package, first..last)?)?;
            packages.push(package);
        }
        Ok(Corpus { svc, proto, packages })
    }
}

fn svc_text(package: &str, services: std::ops::Range<usize>) -> Result<String> {
    let mut text = format!("package {package};\n\n");
    for service in services.clone() {
        for record in 0..RECORDS {
            writeln!(text, "/// Record {record} of service {service}.\nstruct S{service}Record{record} {{")?;
            for (name, ty, _) in FIELDS {
                writeln!(text, "    /// The {name}.\n    {name}: {ty},")?;
            }
            writeln!(text, "}}\n")?;
        }
        writeln!(text, "/// Service {service}.\nservice S{service} {{")?;
        for method in 0..METHODS {
            let record = method % RECORDS;
            writeln!(text, "    /// Method {method}.")?;
            writeln!(text, "    fn call{method}(id: string, count: i32) -> S{service}Record{record};")?;
        }
        writeln!(text, "}}\n")?;
    }
    let names: Vec<String> = services.map(|service| format!("S{service}")).collect();
    writeln!(text, "component {package} {{\n    services: {};\n    channels: dispatch-json;\n}}", names.join(", "))?;
    Ok(text)
}

fn proto_text(package: &str, services: std::ops::Range<usize>) -> Result<String> {
    let mut text = format!("syntax = \"proto3\";\npackage {package};\n\n");
    for service in services {
        for record in 0..RECORDS {
            writeln!(text, "// Record {record} of service {service}.\nmessage S{service}Record{record} {{")?;
            for (number, (name, _, ty)) in FIELDS.iter().enumerate() {
                writeln!(text, "  // The {name}.\n  {ty} {name} = {};", number + 1)?;
            }
            writeln!(text, "}}\n")?;
        }
        for method in 0..METHODS {
            writeln!(text, "message S{service}Call{method}Request {{\n  string id = 1;\n  int32 count = 2;\n}}\n")?;
        }
        writeln!(text, "// Service {service}.\nservice S{service} {{")?;
        for method in 0..METHODS {
            let record = method % RECORDS;
            writeln!(text, "  // Method {method}.")?;
            writeln!(text, "  rpc Call{method}(S{service}Call{method}Request) returns (S{service}Record{record});")?;
        }
        writeln!(text, "}}\n")?;
    }
    Ok(text)
}
