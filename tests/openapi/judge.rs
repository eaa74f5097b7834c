//! Lets other people's programs judge documents.

use aspyx_gen::Files;
use aspyx_tests::tools::python_tool;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs a program in Python, with what judges need at hand, and returns what it prints; nothing if there is no Python.
///
/// # Panics
///
/// Panics if the program fails.
pub(crate) fn python(test: &str, fill: impl FnOnce(&mut Command) -> &mut Command) -> Option<String> {
    let programs = match python_tool("openapi-spec-validator", "0.9.0") {
        Ok(programs) => programs,
        Err(unavailable) => {
            unavailable.skip(test);
            return None;
        }
    };
    let mut command = Command::new(programs.join("python"));
    let output = fill(command.env("PYTHONUTF8", "1")).output().expect("a Python that has been installed runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("Python prints UTF-8").replace("\r\n", "\n");
    assert!(output.status.success(), "{}", text(output.stderr));
    Some(text(output.stdout))
}

/// What is to be judged.
pub(crate) struct Task {
    folder: PathBuf,
    documents: Vec<PathBuf>,
    models: Vec<PathBuf>,
    bodies: Vec<Value>,
}

impl Task {
    /// Creates a task with a folder of its own.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi").join(name);
        // What an earlier run has left would be in the way of nothing, but would not be judged either.
        fs::remove_dir_all(&folder).ok();
        Self { folder, documents: Vec::new(), models: Vec::new(), bodies: Vec::new() }
    }

    /// Adds documents of a name; their YAML is held against their JSON.
    pub(crate) fn documents(&mut self, name: &str, files: &Files) {
        let paths = self.write(name, files);
        self.documents.extend(paths.into_iter().filter(|path| path.extension().is_some_and(|it| it == "json")));
    }

    /// Adds a model of a name.
    pub(crate) fn model(&mut self, name: &str, files: &Files) {
        let paths = self.write(name, files);
        self.models.extend(paths);
    }

    /// Adds what a server has taken or answered, and where the document of its component says what that looks like.
    pub(crate) fn body(&mut self, component: &str, schema: &str, body: Value) {
        let name = format!("{component}.openapi.json");
        let document = self.documents.iter().find(|path| path.ends_with(&name)).expect("the component has a document");
        self.bodies.push(json!({"document": document, "schema": schema, "body": body}));
    }

    fn write(&self, name: &str, files: &Files) -> Vec<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).expect("folders can be made");
        let write = |(path, content): (&str, &[u8])| {
            let path = folder.join(path);
            fs::write(&path, content).expect("files can be written");
            path
        };
        files.iter().map(write).collect()
    }

    /// Has everything judged and returns what is wrong, a line each; nothing if there is no Python.
    pub(crate) fn judge(&self, test: &str) -> Option<String> {
        let suite = Path::new(env!("CARGO_MANIFEST_DIR"));
        let task = json!({
            "schema": suite.join("../codegen/model.schema.json"),
            "documents": self.documents,
            "models": self.models,
            "bodies": self.bodies,
        });
        let path = self.folder.join("task.json");
        fs::write(&path, task.to_string()).expect("files can be written");
        python(test, |python| python.arg(suite.join("openapi/judge.py")).arg(path))
    }
}
