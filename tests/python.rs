//! The Python original in a process of its own: a server to call, and a client that calls.
//!
//! Both are scripts of `python/`, run in a virtual environment that [`tools`](crate::tools) fetches. Neither needs Consul:
//! the server has a registry that only knows itself, the client one that is told an address.

use crate::tools::{Unavailable, python_tool};
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What a server has to say before this is over, or it counts as broken.
const PATIENCE: Duration = Duration::from_secs(120);

/// The package, and the version whose bytes are written down in the tests.
const PACKAGE: (&str, &str) = ("aspyx-service", "0.11.6");

/// A server of the original; it ends when this is dropped, and tells what it wrote if a test is failing then.
pub struct Original {
    server: Child,
    port: u16,
    output: Arc<Mutex<String>>,
}

impl Original {
    /// Starts a server on a free port, and returns when it can be called.
    ///
    /// # Errors
    ///
    /// Fails if the original cannot be fetched.
    ///
    /// # Panics
    ///
    /// Panics if the server does not become ready.
    pub fn start() -> Result<Self, Unavailable> {
        let mut server = script("server.py")?.stdin(Stdio::piped()).spawn().expect("Python starts");
        let output = Arc::default();
        let (ready, port) = channel();
        follow(server.stdout.take(), Arc::clone(&output), ready.clone());
        follow(server.stderr.take(), Arc::clone(&output), ready);
        let mut original = Self { server, port: 0, output };
        original.port = original.await_port(&port);
        Ok(original)
    }

    fn await_port(&self, port: &Receiver<u16>) -> u16 {
        port.recv_timeout(PATIENCE)
            .unwrap_or_else(|error| panic!("the original does not become ready: {error}\n{}", self.output()))
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns what the server has written.
    pub fn output(&self) -> String {
        self.output.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Original {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
        if thread::panicking() {
            println!("the server of the original wrote:\n{}", self.output());
        }
    }
}

/// Has the original call a server of ours, method by method over one channel, and returns what it says about each call.
///
/// # Errors
///
/// Fails if the original cannot be fetched.
///
/// # Panics
///
/// Panics if it does not come to its end.
pub fn call_ours(url: &str, channel: &str) -> Result<String, Unavailable> {
    let output = script("client.py")?.args([url, channel]).output().expect("Python starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    Ok(text(&output.stdout))
}

fn script(name: &str) -> Result<Command, Unavailable> {
    let (package, version) = PACKAGE;
    let mut command = Command::new(python_tool(package, version)?.join("python"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    command.arg(folder.join(name)).env("PYTHONUNBUFFERED", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// Collects what a process writes, and looks for the port that says that it is ready.
fn follow<R: Read + Send + 'static>(pipe: Option<R>, output: Arc<Mutex<String>>, ready: Sender<u16>) {
    let pipe = pipe.expect("the pipe was asked for");
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if let Some(port) = line.strip_prefix("READY ").and_then(|port| port.parse().ok()) {
                // Nobody listens any more if it took too long.
                let _ = ready.send(port);
            }
            let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
            output.push_str(&line);
            output.push('\n');
        }
    });
}
