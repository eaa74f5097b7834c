//! The examples as people start them: real processes, real sockets, real signals.

use std::process::Stdio;
use std::sync::LazyLock;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// The folder the examples' binaries are in, built once for all tests of this file.
static BINARIES: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
    let built = std::process::Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "hello", "-p", "inventory"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(built.expect("cargo runs").success(), "the examples build");
    let suite = std::env::current_exe().expect("the suite is a file");
    suite.ancestors().nth(2).expect("target/debug/deps/suite").to_owned()
});

fn example(name: &str) -> Command {
    let mut command = Command::new(BINARIES.join(name));
    command.kill_on_drop(true).stdout(Stdio::piped());
    command
}

async fn output_of(mut command: Command) -> (Option<i32>, String) {
    let output = command.output().await.expect("the example starts");
    (output.status.code(), String::from_utf8(output.stdout).expect("it prints text"))
}

#[tokio::test]
async fn hello_shows_a_result_and_an_error_on_each_channel() {
    let (code, text) = output_of(example("hello")).await;
    assert_eq!(code, Some(0), "{text}");
    for channel in ["local", "dispatch-json", "rest"] {
        assert!(text.contains(&format!("{channel:14} greet(\"World\") → Hello, World!")), "{text}");
        assert!(text.contains(&format!("{channel:14} greet(\"nobody\") → error NobodyHome for \"nobody\"")), "{text}");
    }
}

#[tokio::test]
async fn hello_serves_and_calls_as_two_processes() {
    let (mut server, url, _lines) = serve().await;
    for channel in ["dispatch-json", "rest"] {
        let mut call = example("hello");
        call.args(["call", "--url", &url, "--channel", channel, "Ada"]);
        let (code, text) = output_of(call).await;
        assert_eq!((code, text.contains("Hello, Ada!")), (Some(0), true), "{text}");
    }
    terminate(&server);
    assert!(server.wait().await.expect("it ends").success(), "SIGTERM ends the server well");
}

#[tokio::test]
async fn hello_says_what_is_wrong_when_nobody_listens() {
    let mut call = example("hello");
    call.args(["call", "--url", "http://127.0.0.1:1", "Ada"]).stderr(Stdio::piped());
    let output = call.output().await.expect("the example starts");
    let text = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("127.0.0.1:1"), "{text}");
}

#[tokio::test]
async fn inventory_takes_an_order() {
    let (code, text) = output_of(example("inventory")).await;
    assert_eq!(code, Some(0), "{text}");
    for expected in ["10 on the shelf", "for 12.75 EUR", "OutOfStock, 7 left", "Packed", "1 order, total 12.75"] {
        assert!(text.contains(expected), "{expected:?} is not in:\n{text}");
    }
}

/// Starts `hello serve` on a free port and returns its address.
async fn serve() -> (Child, String, Lines<BufReader<ChildStdout>>) {
    let mut server = example("hello").args(["serve", "--port", "0"]).spawn().expect("the example starts");
    let mut lines = BufReader::new(server.stdout.take().expect("it is piped")).lines();
    let first = lines.next_line().await.expect("it prints").expect("it says where it is");
    let url = first.split_whitespace().find(|word| word.starts_with("http")).expect(&first).trim_end_matches(',');
    (server, url.to_owned(), lines)
}

fn terminate(child: &Child) {
    let id = child.id().expect("it still runs").to_string();
    let status = std::process::Command::new("kill").args(["-TERM", &id]).status();
    assert!(status.expect("there is a kill").success());
}
