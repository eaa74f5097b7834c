//! The report, for people and for programs.

use crate::http::{get, raw, request};
use crate::running::{Made, Running};
use aspyx::{Component, Server, ServiceManager};
use std::sync::Arc;
use tokio::sync::Notify;

/// Tells when it is being announced, which is the last thing a server does before it waits.
struct Announced(Arc<Notify>);

impl Component for Announced {
    fn addresses(&self, _endpoint: &aspyx::Endpoint) -> Vec<aspyx::ChannelAddress> {
        self.0.notify_one();
        vec![aspyx::ChannelAddress { channel: "rest".into(), uri: "http://shop.example:80".into() }]
    }
}

async fn server() -> Running {
    let announced = Arc::new(Notify::new());
    let routes = &[("GET", "/a/{id}"), ("POST", "/a")];
    let component = Made::new("made").routes(routes).parts().lifecycle(Announced(announced.clone())).build();
    let server = Running::start(Server::builder(ServiceManager::new()).component(component)).await;
    announced.notified().await;
    server
}

#[tokio::test]
async fn is_text_for_people() {
    let answer = get(server().await.address, "/report").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/plain; charset=utf-8")));
    let expected = "\
component made  RUNNING
  health         /health
  dispatch-json
  rest           http://shop.example:80
  service made
    m0  GET /a/{id}
    m1  POST /a
";
    assert_eq!(answer.body, expected);
}

#[tokio::test]
async fn is_json_for_programs() {
    let server = server().await;
    let accept = |header: &str| raw_report(server.address, header.to_owned());
    let queried = get(server.address, "/report?format=json").await.json();
    assert_eq!(accept("accept: text/html, application/json;q=0.9\n").await.json(), queried);
    assert!(accept("accept: */*\n").await.body.starts_with("component made"));
    let expected = serde_json::json!({"components": [{
        "name": "made",
        "status": "RUNNING",
        "health": "/health",
        "channels": [
            {"name": "dispatch-json", "addresses": []},
            {"name": "rest", "addresses": ["http://shop.example:80"]},
        ],
        "services": [{"name": "made", "methods": [
            {"name": "m0", "route": "GET /a/{id}"},
            {"name": "m1", "route": "POST /a"},
        ]}],
    }]});
    assert_eq!(queried, expected);
}

async fn raw_report(address: std::net::SocketAddr, header: String) -> crate::http::Answer {
    raw(address, &request("GET", "/report", &header, "")).await
}
