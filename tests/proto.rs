//! The targets `proto` and `prost`: what they write, and what others make of it.
//!
//! A case of `cases/proto` has its texts beside it, in a folder that ends in `.proto`, and its plain structs, which are
//! compiled as part of the suite, in one that ends in `.prost`; a case of `cases/unsayable` has what is said of it.
//! `BLESS=1 cargo test -p aspyx-tests` writes all of these. Beyond that, everything there is to compile is held against
//! two judges: protox compiles the texts, and must come to the descriptors that are written beside them, and `buf lint`
//! must be content.

use aspyx_gen::target::Target;
use aspyx_gen::{Compiled, Files, Layout, Options, output};
use aspyx_tests::cases::{Case, bless, cases};
use aspyx_tests::tools::python_tool;
use prost::Message;
use prost_types::source_code_info::Location;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use protox::file::{ChainFileResolver, File, FileResolver, GoogleFileResolver};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const DESCRIPTOR_SET: &str = "descriptor_set.binpb";

fn target(name: &str) -> &'static Target {
    Target::named(name).expect("it is in the table")
}

/// Generates a target, or says what is refused.
fn generate(name: &str, path: &Path) -> Result<Files, String> {
    let imports = [PathBuf::from("common/svc")];
    let compiled = Compiled::new(&[path.to_owned()], &imports).map_err(|errors| format!("{errors:?}"))?;
    let compilation = &compiled.compilation;
    let findings = || aspyx_idl::render::human(&compilation.diagnostics, &compiled.sources, false);
    let model = compilation.model.as_ref().ok_or_else(findings)?;
    let options = Options { layout: Layout::Folders, roots: vec![path.to_owned()], ..Options::default() };
    (target(name).generate)(model, &options)
        .map_err(|errors| errors.iter().map(|error| error.show(&compiled.sources) + "\n").collect())
}

/// Returns everything the suite and the examples compile.
fn inputs() -> Vec<PathBuf> {
    let listed = ["ok", "proto"].into_iter().flat_map(cases).map(|case| case.path);
    let examples = entries(Path::new("../examples")).into_iter().map(|example| example.join("svc"));
    listed.chain(entries(Path::new("svc"))).chain(examples.filter(|path| path.exists())).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Generates `.proto` files of all inputs that have any: packages that need each other in a circle do not.
fn outputs() -> Vec<(PathBuf, Files)> {
    let generated = inputs().into_iter().filter_map(|path| match generate("proto", &path) {
        Ok(files) => Some((path, files)),
        Err(text) => {
            assert!(text.contains("in a circle"), "{}: {text}", path.display());
            None
        }
    });
    let generated: Vec<_> = generated.collect();
    assert!(generated.len() > 15, "most inputs have `.proto` files, but only {} do", generated.len());
    generated
}

#[test]
fn every_case_is_written_as_expected() {
    let failed: Vec<String> = cases("proto").iter().filter_map(|case| compare(case).err()).collect();
    assert!(failed.is_empty(), "{}\nBLESS=1 accepts what is generated.", failed.join("\n"));
}

/// Compares the texts of a case with what is expected, or writes them. The descriptors are held against the texts.
fn compare(case: &Case) -> Result<(), String> {
    let mut texts = Files::new();
    texts.extend(generate("proto", &case.path)?.into_iter().filter(|(path, _)| path != DESCRIPTOR_SET));
    let plans = [("proto", texts), ("prost", generate("prost", &case.path)?)]
        .map(|(name, files)| output::compare(&case.beside(name), target(name), &files));
    for plan in plans {
        let plan = plan.map_err(|error| error.to_string())?;
        if bless() {
            plan.apply().map_err(|error| error.to_string())?;
        } else if let Some(change) = plan.changes.first() {
            return Err(format!("{} is not as expected: {change:#?}", change.path.display()));
        }
    }
    Ok(())
}

#[test]
fn what_cannot_be_said_is_refused_as_expected() {
    for case in cases("unsayable") {
        let said = generate("proto", &case.path).expect_err("it cannot be said");
        let path = case.beside("txt");
        if bless() {
            std::fs::write(&path, &said).expect("the cases can be written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(said, expected, "{}; BLESS=1 accepts what is said", path.display());
    }
}

#[test]
fn the_texts_compile_to_the_descriptors_beside_them() {
    for (input, files) in outputs() {
        let (ours, theirs) = (described(&files), compiled(&files));
        let paths = |files: &BTreeMap<String, FileDescriptorProto>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&ours), paths(&theirs), "the files of {}", input.display());
        for (path, mut file) in ours {
            let mut other = theirs[&path].clone();
            let (places, others) = (file.source_code_info.take(), other.source_code_info.take());
            assert_eq!(file, other, "{path} of {}", input.display());
            // Every place we know, with its comments, is one that protox sees in the text.
            let others = others.map(|info| info.location).unwrap_or_default();
            for place in places.map(|info| info.location).unwrap_or_default() {
                assert!(others.contains(&place), "{path}: {place:?} is {:?}", at(&others, &place));
            }
        }
    }
}

fn at<'a>(places: &'a [Location], place: &Location) -> Option<&'a Location> {
    places.iter().find(|other| other.path == place.path)
}

/// Returns the descriptors that are written.
fn described(files: &Files) -> BTreeMap<String, FileDescriptorProto> {
    let (_, bytes) = files.iter().find(|(path, _)| *path == DESCRIPTOR_SET).expect("it is written");
    by_path(FileDescriptorSet::decode(bytes).expect("it can be read"))
}

/// Returns what protox makes of the texts.
fn compiled(files: &Files) -> BTreeMap<String, FileDescriptorProto> {
    let mut resolver = ChainFileResolver::new();
    resolver.add(Texts(files.clone()));
    resolver.add(GoogleFileResolver::new());
    let mut compiler = protox::Compiler::with_file_resolver(resolver);
    compiler.include_imports(true).include_source_info(true);
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".proto")) {
        compiler.open_file(path).unwrap_or_else(|error| panic!("{path}: {error:?}\n{}", files.get(path).unwrap_or("")));
    }
    by_path(compiler.file_descriptor_set())
}

fn by_path(set: FileDescriptorSet) -> BTreeMap<String, FileDescriptorProto> {
    set.file.into_iter().map(|file| (file.name().to_owned(), file)).collect()
}

/// The generated texts, for protox.
struct Texts(Files);

impl FileResolver for Texts {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        path.to_str().map(str::to_owned)
    }

    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        let text = self.0.get(name).ok_or_else(|| protox::Error::file_not_found(name))?;
        File::from_source(name, text)
    }
}

#[test]
fn buf_finds_nothing_to_complain_about() {
    let programs = match python_tool("buf-bin", "1.75.0") {
        Ok(programs) => programs,
        Err(unavailable) => return unavailable.skip("buf_finds_nothing_to_complain_about"),
    };
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("buf");
    for (index, (input, files)) in outputs().into_iter().enumerate() {
        let folder = root.join(index.to_string());
        let _ = std::fs::remove_dir_all(&folder);
        let plan = output::compare(&folder, target("proto"), &files).expect("the folder can be read");
        plan.apply().expect("the target folder can be written");
        let said = lint(&programs, &folder);
        assert!(said.is_empty(), "{}:\n{said}", input.display());
    }
}

#[test]
fn buf_would_complain() {
    let programs = match python_tool("buf-bin", "1.75.0") {
        Ok(programs) => programs,
        Err(unavailable) => return unavailable.skip("buf_would_complain"),
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("buf-complains");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    let text = "syntax = \"proto3\";\npackage wrong;\nmessage not_pascal {}\n";
    std::fs::write(folder.join("wrong.proto"), text).expect("the target folder can be written");
    assert!(
        lint(&programs, &folder).contains("MESSAGE_PASCAL_CASE") || lint(&programs, &folder).contains("PascalCase")
    );
}

/// Returns what `buf lint` says.
fn lint(programs: &Path, folder: &Path) -> String {
    let output = Command::new(programs.join("buf")).arg("lint").current_dir(folder).output().expect("buf starts");
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn plain_structs_are_made_of_everything() {
    for (input, _) in outputs() {
        let files = generate("prost", &input).unwrap_or_else(|error| panic!("{}: {error}", input.display()));
        assert!(files.get("mod.rs").is_some(), "{}", input.display());
    }
}
