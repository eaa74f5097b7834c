//! What of a context arrives, and what goes on from there.

use super::*;

const PARENT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    let pair = |&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    let mut headers = HeaderMap::new();
    pairs.iter().map(pair).for_each(|(name, value)| {
        headers.append(name, value);
    });
    headers
}

fn written(context: &CallContext) -> HeaderMap {
    let mut headers = HeaderMap::new();
    context.write(&mut headers, Duration::from_secs(1));
    headers
}

fn all<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h str> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect()
}

#[test]
fn a_trace_goes_on_with_a_new_parent_and_all_that_belongs_to_it() {
    let arrived = headers(&[
        ("traceparent", PARENT),
        ("tracestate", "a=1"),
        ("tracestate", "b=2"),
        ("baggage", "tenant=x"),
        ("aspyx-attempt", "2"),
    ]);
    let context = CallContext::of_headers(&arrived);
    assert_eq!(context.trace_id().as_deref(), Some("0af7651916cd43dd8448eb211c80319c"));
    assert_eq!(context.attempt(), 2);

    let sent = written(&context);
    let parent = all(&sent, "traceparent")[0];
    assert_eq!((&parent[..36], &parent[52..]), (&PARENT[..36], &PARENT[52..]));
    assert_ne!(parent, PARENT);
    assert!(!sent.contains_key("aspyx-attempt"), "the next call is sent for the first time: {sent:?}");
    assert_eq!(all(&sent, "tracestate"), ["a=1", "b=2"]);
    assert_eq!(all(&sent, "baggage"), ["tenant=x"]);
    assert_ne!(written(&context)["traceparent"], sent["traceparent"], "each call has an id of its own");
}

#[test]
fn where_none_arrives_a_trace_begins_and_a_state_without_one_ends() {
    for parents in [&[("traceparent", "00-nonsense")][..], &[("traceparent", PARENT), ("traceparent", PARENT)], &[]] {
        let mut arrived = headers(parents);
        arrived.extend(headers(&[("tracestate", "a=1"), ("baggage", "b=1")]));
        let context = CallContext::of_headers(&arrived);
        assert!(context.trace_id().is_some_and(|id| !PARENT.contains(&id)), "{parents:?}");
        let sent = written(&context);
        assert_eq!((all(&sent, "tracestate").len(), all(&sent, "baggage")), (0, vec!["b=1"]), "{parents:?}");
    }
}

#[test]
fn without_a_trace_the_server_begins_one() {
    let sent = written(&CallContext::current());
    assert!(!sent.contains_key("traceparent"), "{sent:?}");
    assert!(CallContext::of_headers(&sent).trace_id().is_some());
}

#[test]
fn what_is_there_already_stays() {
    let mut sent = headers(&[("traceparent", PARENT), ("baggage", "mine=1"), ("grpc-timeout", "1H")]);
    CallContext::of_headers(&headers(&[("baggage", "theirs=1")])).write(&mut sent, Duration::from_secs(1));
    assert_eq!((all(&sent, "traceparent"), all(&sent, "baggage")), (vec![PARENT], vec!["mine=1"]));
    assert_eq!(all(&sent, "grpc-timeout"), ["1000m"]);
}

#[test]
fn what_makes_no_sense_is_ignored() {
    let arrived = headers(&[("grpc-timeout", "soon"), ("aspyx-attempt", "-1"), ("traceparent", "?")]);
    let context = CallContext::of_headers(&arrived);
    assert_eq!((context.remaining(), context.attempt()), (None, 0));
    assert_eq!(CallContext::of_headers(&headers(&[("grpc-timeout", "0m")])).remaining(), Some(Duration::ZERO));
    let twice = headers(&[("grpc-timeout", "1S"), ("grpc-timeout", "1S")]);
    assert_eq!(CallContext::of_headers(&twice).remaining(), None);
}

#[tokio::test(start_paused = true)]
async fn nested_limits_only_shorten() {
    let left = || CallContext::current().remaining();
    let (short, long) = (Duration::from_secs(1), Duration::from_secs(9));
    let inner = within(short, async {
        (left(), within(long, async { left() }).await, within(short / 2, async { left() }).await)
    });
    assert_eq!(inner.await, (Some(short), Some(short), Some(short / 2)));
    assert_eq!(within(Duration::MAX, async { left() }).await, None, "forever is no limit");
    assert_eq!(left(), None);
}

#[test]
fn a_thread_takes_a_context_along() {
    let context = CallContext::of_headers(&headers(&[("traceparent", PARENT)]));
    let id = context.trace_id();
    let there = std::thread::spawn(|| context.sync_scope(|| CallContext::current().trace_id())).join().unwrap();
    assert_eq!((there, CallContext::current().trace_id()), (id, None));
}
