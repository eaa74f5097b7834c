//! Two hundred bodies at once that are too large, half sent or only claimed: what they cost a server in memory is less than
//! what is sent, by far.

#![cfg(target_os = "linux")]

use super::cases::{invoke, post};
use super::peer;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

const MEGABYTE: usize = 1 << 20;

/// More than a server takes.
const LARGE: usize = 20 * MEGABYTE;

/// Generous: some 2.5 gigabytes are sent, of which only the half-sent bodies and those that do not say how long they are
/// must be held for a while.
const BOUND: usize = 512 * MEGABYTE;

/// A server in a process of its own, which ends with this.
struct Served {
    process: Child,
    address: SocketAddr,
}

impl Served {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_serve"));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("it was asked for"))
            .read_line(&mut line)
            .expect("it says something");
        let port = line.trim().strip_prefix("READY ").and_then(|port| port.parse().ok());
        let port: u16 = port.unwrap_or_else(|| panic!("it is not ready: {line}"));
        Self { process, address: (Ipv4Addr::LOCALHOST, port).into() }
    }

    /// Returns the most memory that the process has ever held.
    fn peak(&self) -> usize {
        let path = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(path).expect("the process is alive");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak.and_then(|peak| peak.parse::<usize>().ok()).unwrap_or_else(|| panic!("no peak in {status}")) << 10
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What one of the peers does.
#[derive(Clone, Copy, Debug)]
enum Body {
    /// Sends more than the server takes, and says so before.
    Announced,
    /// Sends more than the server takes, without saying how much.
    Chunked,
    /// Claims so much and sends a part of it.
    Claimed(usize),
}

impl Body {
    fn of(number: usize) -> Self {
        match number % 20 {
            0..10 => Self::Announced,
            10 => Self::Chunked,
            11..15 => Self::Claimed(12 * MEGABYTE),
            _ => Self::Claimed(usize::MAX >> 1),
        }
    }

    fn head(self, path: &str) -> String {
        let mut head =
            format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n");
        let ended = match self {
            Self::Announced => write!(head, "content-length: {LARGE}\r\n\r\n"),
            Self::Chunked => write!(head, "transfer-encoding: chunked\r\n\r\n{LARGE:x}\r\n"),
            Self::Claimed(length) => write!(head, "content-length: {length}\r\n\r\n"),
        };
        ended.expect("a text has room");
        head
    }

    /// Sends it and returns what comes, if anything has to: a half-sent body is broken off when all have got that far.
    async fn send(self, address: SocketAddr, path: &str, all: &Barrier) -> Option<String> {
        let mut stream = TcpStream::connect(address).await.expect("the server accepts");
        stream.write_all(self.head(path).as_bytes()).await.expect("the server reads");
        let piece = vec![b' '; MEGABYTE];
        let pieces = if let Self::Claimed(_) = self { 1 } else { LARGE / MEGABYTE };
        for _ in 0..pieces {
            let sent = stream.write_all(&piece).await;
            // What claims to be endless is refused and closed at once, maybe before this much of it has been sent.
            assert!(sent.is_ok() || matches!(self, Self::Claimed(_)), "the server reads {self:?}: {sent:?}");
        }
        if let Self::Claimed(_) = self {
            all.wait().await;
            return None;
        }
        if let Self::Chunked = self {
            stream.write_all(b"\r\n0\r\n\r\n").await.expect("the server reads");
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("the connection is not lost");
        all.wait().await;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }
}

#[tokio::test]
async fn large_bodies_cost_little_memory() {
    const PEERS: usize = 200;
    let served = Served::start();
    let (address, all) = (served.address, Arc::new(Barrier::new(PEERS)));
    let mut peers = JoinSet::new();
    for number in 0..PEERS {
        let (all, body) = (all.clone(), Body::of(number));
        let path = if number / 20 % 2 == 0 { "/invoke" } else { "/api/ints" };
        peers.spawn(async move { (number, body, body.send(address, path, &all).await) });
    }
    while let Some(peer) = peers.join_next().await {
        let (number, body, answer) = peer.expect("no panic");
        let is_refused = answer.as_ref().is_none_or(|answer| answer.starts_with("HTTP/1.1 413 "));
        assert!(is_refused, "peer {number}, {body:?}: {answer:?}");
    }
    let answer = peer::ask(address, &invoke(r#"{"method":"test-component:test-service:add","args":[2,3]}"#)).await;
    assert_eq!(answer.body, r#"{"result":5,"exception":null}"#);
    assert_eq!(peer::ask(address, &post("/api/ints", "[1]")).await.body, "[1]");
    let peak = served.peak();
    println!("the server has held {} MiB at most", peak / MEGABYTE);
    assert!(peak < BOUND, "the server has held {} MiB", peak / MEGABYTE);
}
