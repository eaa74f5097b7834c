//! Which connections are made, kept and closed.

use crate::peer::{Connection, Peer, echo};
use aspyx::channel::HttpTransport;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Barrier, mpsc};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_call_after_the_other_takes_one_connection() {
    let (peer, transport) = (Peer::echo().await, HttpTransport::new());
    for number in 0..100 {
        let answer = peer.ask(&transport, number.to_string()).await.unwrap();
        assert_eq!(*answer.body(), number.to_string());
    }
    assert_eq!(peer.connections(), 1);
}

/// Sends so many requests at a time that none is answered before all have come, and returns how many connections there
/// are and what the transport says of itself.
async fn at_once(transport: HttpTransport, count: usize) -> (usize, String) {
    let barrier = Arc::new(Barrier::new(count));
    let peer = Peer::new(move |mut connection: Connection| {
        let barrier = barrier.clone();
        async move {
            while let Some(request) = connection.request().await {
                barrier.wait().await;
                connection.answer(&request.body).await;
            }
        }
    });
    let peer = Arc::new(peer.await);
    let mut calls = JoinSet::new();
    for number in 0..count {
        let (peer, transport) = (peer.clone(), transport.clone());
        calls.spawn(async move {
            let answer = peer.ask(&transport, number.to_string()).await.unwrap();
            assert_eq!(*answer.body(), number.to_string());
        });
    }
    while let Some(call) = calls.join_next().await {
        call.unwrap();
    }
    (peer.connections(), format!("{transport:?}"))
}

#[tokio::test]
async fn calls_at_a_time_have_a_connection_each() {
    let (connections, _) = at_once(HttpTransport::new(), 10).await;
    assert_eq!(connections, 10);
}

#[tokio::test]
async fn a_rush_leaves_but_a_few_idle() {
    let (connections, pool) = at_once(HttpTransport::builder().max_idle(7).build(), 200).await;
    assert_eq!((connections, &*pool), (200, "HttpTransport { idle: 7, .. }"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_a_time_are_all_answered() {
    let (peer, transport) = (Arc::new(Peer::echo().await), HttpTransport::new());
    let mut calls = JoinSet::new();
    for number in 0..1000 {
        let (peer, transport) = (peer.clone(), transport.clone());
        calls.spawn(async move { (number, peer.ask(&transport, number.to_string()).await) });
    }
    while let Some(call) = calls.join_next().await {
        let (number, answer) = call.unwrap();
        assert_eq!(*answer.unwrap().body(), number.to_string());
    }
}

/// The server is known to have closed each connection before the next request is sent.
#[tokio::test]
async fn a_server_that_closes_without_a_word_costs_no_call() {
    let (executed, (closed, mut closings)) = (Arc::new(AtomicUsize::new(0)), mpsc::unbounded_channel());
    let counted = executed.clone();
    let peer = Peer::new(move |mut connection: Connection| {
        let (counted, closed) = (counted.clone(), closed.clone());
        async move {
            if let Some(request) = connection.request().await {
                counted.fetch_add(1, Ordering::SeqCst);
                connection.answer(&request.body).await;
                drop(connection);
                closed.send(()).unwrap();
            }
        }
    });
    let (peer, transport) = (peer.await, HttpTransport::new());
    for number in 0..200 {
        let answer = peer.ask(&transport, "x").await;
        assert_eq!(*answer.unwrap_or_else(|error| panic!("call {number}: {error:?}")).body(), "x");
        closings.recv().await.unwrap();
    }
    assert_eq!(executed.load(Ordering::SeqCst), 200);
}

/// The runtime stands still while the server closes each connection, so that nothing here has been told.
#[tokio::test]
async fn a_runtime_that_stood_still_does_not_write_to_who_is_gone() {
    let (peer, (server, closings)) = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (closed, closings) = std::sync::mpsc::channel();
        let peer = runtime.block_on(Peer::new(move |mut connection: Connection| {
            let closed = closed.clone();
            async move {
                if let Some(request) = connection.request().await {
                    connection.answer(&request.body).await;
                    drop(connection);
                    closed.send(()).unwrap();
                }
            }
        }));
        (peer, (runtime, closings))
    })
    .join()
    .unwrap();
    let transport = HttpTransport::new();
    for number in 0..100 {
        let answer = peer.ask(&transport, "x").await;
        assert_eq!(*answer.unwrap_or_else(|error| panic!("call {number}: {error:?}")).body(), "x");
        closings.recv().unwrap();
        // A request that follows at once is sent without asking whether the connection is still there.
        std::thread::sleep(Duration::from_millis(1));
    }
    server.shutdown_background();
}

/// Some servers close it then without a word; one that does not has its connection used again a little later.
#[tokio::test]
async fn a_connection_rests_after_an_answer_500() {
    let peer = Peer::new(|mut connection: Connection| async move {
        while connection.request().await.is_some() {
            connection.write("HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n").await;
        }
    });
    let (peer, transport) = (peer.await, HttpTransport::new());
    peer.ask(&transport, "x").await.unwrap();
    assert_eq!(format!("{transport:?}"), "HttpTransport { idle: 0, .. }");
    while format!("{transport:?}") != "HttpTransport { idle: 1, .. }" {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    peer.ask(&transport, "x").await.unwrap();
    assert_eq!(peer.connections(), 1);
}

/// Returns a server that echoes, and what tells of each connection that has been closed.
async fn telling() -> (Peer, mpsc::UnboundedReceiver<()>) {
    let (closed, closings) = mpsc::unbounded_channel();
    let peer = Peer::new(move |connection| {
        let closed = closed.clone();
        async move {
            echo(connection).await;
            closed.send(()).unwrap();
        }
    });
    (peer.await, closings)
}

#[tokio::test]
async fn idle_connections_are_closed_in_time() {
    let (peer, mut closings) = telling().await;
    let transport = HttpTransport::builder().idle_timeout(Duration::from_millis(20)).build();
    for _ in 0..2 {
        peer.ask(&transport, "x").await.unwrap();
        closings.recv().await.unwrap();
    }
    assert_eq!((peer.connections(), format!("{transport:?}")), (2, "HttpTransport { idle: 0, .. }".to_owned()));
}

#[tokio::test]
async fn a_transport_that_is_dropped_closes_its_connections() {
    let (peer, mut closings) = telling().await;
    let transport = HttpTransport::new();
    peer.ask(&transport, "x").await.unwrap();
    drop(transport);
    closings.recv().await.unwrap();
}

#[tokio::test]
async fn a_call_that_is_dropped_closes_its_connection() {
    let ((came, mut comings), (closed, mut closings)) = (mpsc::unbounded_channel(), mpsc::unbounded_channel());
    let peer = Peer::new(move |mut connection: Connection| {
        let (came, closed) = (came.clone(), closed.clone());
        async move {
            connection.request().await.unwrap();
            came.send(()).unwrap();
            assert!(connection.request().await.is_none(), "the client has nothing more to ask");
            closed.send(()).unwrap();
        }
    });
    let (peer, transport) = (Arc::new(peer.await), HttpTransport::new());
    for _ in 0..50 {
        tokio::select! {
            answer = peer.ask(&transport, "x") => panic!("the server does not answer: {answer:?}"),
            _ = comings.recv() => {}
        }
        closings.recv().await.unwrap();
    }
    assert_eq!(format!("{transport:?}"), "HttpTransport { idle: 0, .. }");
}
