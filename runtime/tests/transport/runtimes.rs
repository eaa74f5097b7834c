//! One transport, several runtimes.

use crate::peer::Peer;
use aspyx::channel::{HttpTransport, Stage, Transport as _};
use tokio::runtime::{Builder, Runtime};

fn single() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Asks from a runtime that is not the server's.
fn ask(runtime: &Runtime, peer: &Peer, transport: &HttpTransport) {
    let answer = runtime.block_on(peer.ask(transport, "x")).unwrap();
    assert_eq!(answer.body(), "x");
}

#[test]
fn each_runtime_has_connections_of_its_own() {
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (peer, transport) = (server.block_on(Peer::echo()), HttpTransport::new());
    let (one, other) = (single(), single());
    for _ in 0..5 {
        ask(&one, &peer, &transport);
        ask(&other, &peer, &transport);
    }
    assert_eq!(peer.connections(), 2);
}

#[test]
fn a_runtime_that_is_gone_takes_its_connections_along() {
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (peer, transport) = (server.block_on(Peer::echo()), HttpTransport::new());
    for _ in 0..3 {
        let runtime = single();
        ask(&runtime, &peer, &transport);
        assert_eq!(format!("{transport:?}"), "HttpTransport { idle: 1, .. }");
        drop(runtime);
        assert_eq!(format!("{transport:?}"), "HttpTransport { idle: 0, .. }");
    }
    assert_eq!(peer.connections(), 3);
}

#[test]
fn without_a_runtime_nothing_is_sent() {
    let runtime = single();
    let peer = runtime.block_on(Peer::echo());
    let transport = HttpTransport::new();
    let mut call = transport.send(peer.post("x"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it cannot be sent") };
    assert_eq!(error.stage(), Stage::NotSent, "{error:?}");
}
