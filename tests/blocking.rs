//! Blocking code on either side of a call. What has to go on at once waits for each other here: else no test would end.

use aspyx::{Blocking, Error, ErrorKind, Server, ServiceClient, ServiceManager, StaticComponentRegistry};
use aspyx_tests::blocking::v1::*;
use aspyx_tests::memory::Memories;
use aspyx_tests::running::Running;
use aspyx_tests::services::Mischief;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

const CHANNELS: &[&str] = &["local", "dispatch-json", "rest"];

/// Turns pages; `wait` says that it has begun and blocks until it is told to go on.
struct Reader {
    library: Arc<OnceLock<LibraryBlockingClient>>,
    begun: UnboundedSender<String>,
    go: Mutex<Receiver<()>>,
}

impl BookBlocking for Reader {
    fn page(&self, number: u32, loud: bool) -> Result<String, BookPageError> {
        match number {
            0 => Err(NoPage { number }.into()),
            _ if loud => Ok(format!("PAGE {number}")),
            _ => Ok(format!("page {number}")),
        }
    }

    fn wait(&self, name: String) -> Result<String, Error> {
        self.begun.send(name.clone()).expect("the test listens");
        self.go.lock().expect("nobody panics with it").recv().expect("the test lets it go on");
        Ok(name)
    }

    fn late(&self) -> Result<(), Error> {
        self.wait("late".to_owned()).map(drop)
    }

    fn panic(&self, text: String) -> Result<(), Error> {
        panic!("{text}")
    }

    fn ask(&self, number: u32) -> Result<String, BookAskError> {
        let library = self.library.get().expect("the test has set it");
        library.find(number).map_err(|error| match error {
            LibraryFindError::NoPage(error) => error.into(),
            LibraryFindError::Other(error) => error.into(),
        })
    }
}

/// Knows books without blocking, and with the help of whatever runtime it is called in.
struct Shelf;

impl Library for Shelf {
    async fn find(&self, number: u32) -> Result<String, LibraryFindError> {
        let found = tokio::spawn(async move { format!("found {number}") });
        if number == 0 { Err(NoPage { number }.into()) } else { Ok(found.await.expect("it does not panic")) }
    }
}

/// A server, and the ends of what `wait` is told by.
struct Hosted {
    running: Running,
    library: Arc<OnceLock<LibraryBlockingClient>>,
    begun: UnboundedReceiver<String>,
    go: Sender<()>,
}

async fn host() -> Hosted {
    let ((begun, has_begun), (go, may_go)) = (unbounded_channel(), channel());
    let library = Arc::<OnceLock<_>>::default();
    let reader = Reader { library: library.clone(), begun, go: Mutex::new(may_go) };
    let component = Reading::builder().book(Blocking(reader)).library(Shelf).build();
    let manager = ServiceManager::new();
    let server = Server::builder(manager.clone()).component(component).bind("127.0.0.1:0").await.expect("a free port");
    let server = server.start().await.expect("the component starts");
    Hosted {
        running: Running { server, manager, trouble: Mischief::default(), memories: Memories::default() },
        library,
        begun: has_begun,
        go,
    }
}

/// Runs a test on a thread without a runtime, beside a server that has one, over each channel.
fn over_every_channel(check: impl Fn(&str, Hosted)) {
    for channel in CHANNELS {
        println!("over {channel}:");
        let builder = &mut tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).enable_all().build().expect("a runtime");
        check(channel, runtime.block_on(host()));
        runtime.shutdown_background();
    }
}

async fn healthy(hosted: &Hosted) -> bool {
    let mut stream = TcpStream::connect(hosted.running.server.addr()).await.expect("the server listens");
    let request = b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("the server answers");
    answer.starts_with("HTTP/1.1 200")
}

#[tokio::test]
async fn a_call_that_blocks_does_not_keep_others_waiting() {
    for channel in CHANNELS {
        let mut hosted = host().await;
        let client = hosted.running.client::<BookClient>(channel);
        let blocked = tokio::spawn({
            let client = client.clone();
            async move { client.wait("it".to_owned()).await }
        });
        assert_eq!(hosted.begun.recv().await.as_deref(), Some("it"), "over {channel}");
        assert_eq!(client.page(7, false).await.expect("a page"), "page 7", "over {channel}");
        assert!(healthy(&hosted).await, "over {channel}");
        assert!(!blocked.is_finished(), "over {channel}");
        hosted.go.send(()).expect("it waits");
        assert_eq!(blocked.await.expect("no panic").expect("an answer"), "it", "over {channel}");
    }
}

#[test]
fn a_blocking_client_answers_like_any_other() {
    over_every_channel(|channel, mut hosted| {
        let client = hosted.running.client::<BookBlockingClient>(channel);
        assert_eq!(client.page(7, true).expect("a page"), "PAGE 7");
        assert!(matches!(client.page(0, false), Err(BookPageError::NoPage(NoPage { number: 0 }))));
        let told = |error: Error| (error.kind(), error.maybe_executed());
        let refused = client.page(101, false).map_err(|error| match error {
            BookPageError::Other(error) => told(error),
            BookPageError::NoPage(error) => panic!("{error}"),
        });
        assert_eq!(refused, Err((ErrorKind::Violation, false)));
        assert_eq!(client.panic("on purpose".to_owned()).map_err(told), Err((ErrorKind::Internal, true)));
        assert_eq!(client.late().map_err(told), Err((ErrorKind::Deadline, true)));
        assert_eq!(hosted.begun.blocking_recv().as_deref(), Some("late"), "it has begun, and goes on");
        hosted.go.send(()).expect("it waits");
        assert!(client.clone().preferred_channel("carrier-pigeon").is_err());
        let other = hosted.running.client::<BookClient>(channel);
        assert_eq!(BookBlockingClient::new(other).page(1, false).expect("a page"), "page 1");
    });
}

#[test]
fn calls_of_many_threads_go_on_beside_a_slow_one() {
    over_every_channel(|channel, mut hosted| {
        let client = &hosted.running.client::<BookBlockingClient>(channel);
        thread::scope(|scope| {
            let slow = scope.spawn(|| client.wait("slow".to_owned()));
            assert_eq!(hosted.begun.blocking_recv().as_deref(), Some("slow"));
            let pages =
                |thread: u32| move || (1..20).map(|n| client.page(n, thread.is_multiple_of(2))).collect::<Vec<_>>();
            let quick: Vec<_> = (0..8).map(|thread| scope.spawn(pages(thread))).collect();
            for thread in quick {
                let answers = thread.join().expect("no panic");
                assert!(answers.iter().all(Result::is_ok), "{answers:?}");
            }
            assert!(!slow.is_finished());
            hosted.go.send(()).expect("it waits");
            assert_eq!(slow.join().expect("no panic").expect("an answer"), "slow");
        });
    });
}

#[test]
fn a_blocking_implementation_may_call_others() {
    over_every_channel(|channel, hosted| {
        let library = hosted.running.client::<LibraryBlockingClient>(channel);
        hosted.library.set(library).expect("it is set once");
        let client = hosted.running.client::<BookBlockingClient>(channel);
        assert_eq!(client.ask(3).expect("an answer"), "found 3");
        assert!(matches!(client.ask(0), Err(BookAskError::NoPage(_))));
    });
}

#[test]
fn a_blocking_client_may_be_used_within_a_runtime() {
    over_every_channel(|channel, hosted| {
        let client = hosted.running.client::<LibraryBlockingClient>(channel);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            assert_eq!(client.find(1).expect("on a worker"), "found 1");
            let client = client.clone();
            let lent = tokio::task::spawn_blocking(move || client.find(2)).await;
            assert_eq!(lent.expect("no panic").expect("on a blocking thread"), "found 2");
        });
    });
}

#[test]
fn a_service_called_by_a_blocking_client_may_use_one() {
    /// Asks the next one, by a blocking client, where no blocking client should be used.
    struct Chain(Option<LibraryBlockingClient>);

    impl Library for Chain {
        async fn find(&self, number: u32) -> Result<String, LibraryFindError> {
            self.0.as_ref().map_or(Ok("the end".to_owned()), |next| next.find(number))
        }
    }

    over_every_channel(|channel, hosted| {
        let last = hosted.running.client::<LibraryBlockingClient>(channel);
        let client = |next| LibraryBlockingClient::new(LibraryClient::local(Chain(next)));
        assert_eq!(client(Some(client(Some(client(Some(last)))))).find(4).expect("an answer"), "found 4");
        assert_eq!(client(Some(client(None))).find(4).expect("an answer"), "the end");
    });
}

#[test]
fn a_blocking_implementation_says_that_it_needs_a_runtime() {
    struct Empty;

    impl LibraryBlocking for Empty {
        fn find(&self, _number: u32) -> Result<String, LibraryFindError> {
            Ok(String::new())
        }
    }

    let mut call = Box::pin(async { Library::find(&Blocking(Empty), 1).await });
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(LibraryFindError::Other(error))) = call.as_mut().poll(&mut context) else {
        panic!("it has failed at once")
    };
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

/// Between calls nobody looks after the connections: one that is closed then must not be used again.
#[test]
fn a_connection_that_was_closed_between_two_calls_is_not_used() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    let (closed, has_closed) = channel();
    let server = thread::spawn(move || {
        for _ in 0..3 {
            let (mut stream, _) = listener.accept().expect("a connection");
            read_request(&mut BufReader::new(&stream));
            let body = r#"{"result":"found"}"#;
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + body).as_bytes()).expect("the client reads");
            drop(stream);
            closed.send(()).expect("the test listens");
        }
    });
    let component = LibraryBlockingClient::SERVICE.component.expect("it has one").wire_name;
    let registry = StaticComponentRegistry::new().component(component, [("dispatch-json", address)]);
    let client = ServiceManager::builder().registry(registry).build().get_service::<LibraryBlockingClient>();
    let client = client.expect("the channel is built in");
    for _ in 0..3 {
        assert_eq!(client.find(1).expect("a new connection"), "found");
        has_closed.recv().expect("the server closes it");
    }
    server.join().expect("no panic");
}

fn read_request(stream: &mut impl BufRead) {
    let mut length = 0;
    for line in stream.by_ref().lines() {
        let line = line.expect("the client sends a head").to_ascii_lowercase();
        match line.strip_prefix("content-length:") {
            Some(value) => length = value.trim().parse().expect("a number"),
            None if line.is_empty() => break,
            None => {}
        }
    }
    stream.take(length).read_to_end(&mut Vec::new()).expect("the client sends a body");
}
