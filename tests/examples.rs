//! The examples as people start them: real processes, real sockets, real signals.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;

/// The folder the examples' binaries are in, built once for all tests of this file.
static BINARIES: LazyLock<PathBuf> = LazyLock::new(|| {
    let build = ["build", "--quiet", "-p", "hello", "-p", "inventory", "-p", "unix"];
    let built = Command::new(env!("CARGO")).args(build).current_dir(env!("CARGO_MANIFEST_DIR")).status();
    assert!(built.expect("cargo runs, since it runs this test").success(), "the examples build");
    let suite = std::env::current_exe().expect("the suite is a file");
    suite.ancestors().nth(2).expect("the suite is two folders below the binaries").to_owned()
});

fn example(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARIES.join(name));
    command.args(arguments);
    command
}

/// Runs an example to its end and returns its exit code, and what it printed on both streams.
fn run(name: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let output = example(name, arguments).output().expect("the example starts");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("it prints text"))
}

#[test]
fn hello_shows_a_result_and_an_error_on_each_channel() {
    let (code, text) = run("hello", &[]);
    assert_eq!(code, Some(0), "{text}");
    for channel in ["local", "dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"] {
        assert!(text.contains(&format!("{channel:17} greet(\"World\") → Hello, World!")), "{text}");
        assert!(text.contains(&format!("{channel:17} greet(\"nobody\") → error NobodyHome for \"nobody\"")), "{text}");
    }
}

#[test]
fn hello_serves_and_calls_as_two_processes() {
    let mut server = HelloServer::start();
    for channel in ["dispatch-protobuf", "dispatch-msgpack", "dispatch-json", "rest"] {
        let (code, text) = run("hello", &["call", "--url", &server.url, "--channel", channel, "Ada"]);
        assert_eq!((code, text.contains("Hello, Ada!")), (Some(0), true), "over {channel}:\n{text}");
    }
    server.signal("-TERM");
    assert!(server.process.wait().expect("it ends").success(), "SIGTERM ends the server well");
}

#[test]
fn hello_says_what_is_wrong_when_nobody_listens() {
    let (code, text) = run("hello", &["call", "--url", "http://127.0.0.1:1", "Ada"]);
    assert_eq!((code, text.contains("127.0.0.1:1")), (Some(1), true), "{text}");
}

#[cfg(unix)]
#[test]
fn unix_calls_over_its_own_channel() {
    let (code, text) = run("unix", &[]);
    assert_eq!(code, Some(0), "{text}");
    for line in [
        "was to have 12 degrees",
        "error NoSuchRoom",
        "told: too-large",
        "100 calls at once",
        "no socket any more: true",
    ] {
        assert!(text.contains(line), "expected `{line}` in {text}");
    }
}

#[test]
fn inventory_takes_an_order() {
    let (code, text) = run("inventory", &[]);
    assert_eq!(code, Some(0), "{text}");
    for expected in [
        "10 on the shelf",
        "for 12.75 EUR",
        "OutOfStock: only 7 left of tea",
        "draft.lines[0].sku does not keep pattern",
        "draft.lines[0].pieces does not keep range(1..=1000)",
        "packed, paid by Card(Card { number: [sensitive], expires: \"12/30\" })",
        "1 order, total 12.75",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in:\n{text}");
    }
}

/// `hello serve` on a free port; it is killed when this is dropped.
struct HelloServer {
    process: Child,
    url: String,
    /// Kept open, or the server could not print.
    _lines: BufReader<ChildStdout>,
}

impl HelloServer {
    fn start() -> Self {
        let mut command = example("hello", &["serve", "--port", "0"]);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the example starts");
        let mut lines = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("it prints where it is");
        let url = first.split_whitespace().find(|word| word.starts_with("http")).expect("a URL in its first line");
        Self { process, url: url.trim_end_matches(',').to_owned(), _lines: lines }
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(status.expect("there is a program `kill`").success());
    }
}

impl Drop for HelloServer {
    fn drop(&mut self) {
        // It may have ended already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
