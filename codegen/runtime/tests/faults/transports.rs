//! Transports of a user's own: a router without a port, layers that see the operation, a `reqwest` client.

use super::api::{self, KEY_IN_HEADER, READ};
use super::ok;
use super::script::{Script, Step};
use axum::Router;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use driftless_runtime::runtime::client::{ClientConfig, Credential, Http};
use http::Request;
use reqwest::Body;
use std::cell::Cell;
use std::sync::{Arc, Mutex};
use tower::{Service, ServiceBuilder, ServiceExt};

fn router() -> Router {
    let topup = |headers: HeaderMap, body: String| async move {
        let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
        format!(r#"{{"id":"{key}","length":{}}}"#, body.len())
    };
    Router::new().route("/balance", get(|| async { r#"{"id":"b"}"# })).route("/topup", post(topup))
}

fn config() -> ClientConfig {
    let mut config = ClientConfig::new(Some("https://api.test"));
    config.credential("bearer", Credential::bearer("t"));
    config
}

#[tokio::test(start_paused = true)]
async fn a_router_is_a_transport() {
    let mut config = config();
    config.transport(router());
    let core = ok(config.build());
    assert_eq!(ok(api::call::<READ>(&core).await)["id"], "b");
    let response = ok(api::call::<KEY_IN_HEADER>(&core).send().await);
    assert_eq!(response.value["id"].as_str(), response.exchange.idempotency_key.as_deref());
    assert_eq!(response.value["length"], 12);
}

#[tokio::test(start_paused = true)]
async fn layers_see_the_operation() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let service = ServiceBuilder::new()
        .map_request(move |request: Request<Body>| {
            ok(log.lock()).push((request.extensions().get::<&'static str>().copied(), request.uri().path().to_owned()));
            request
        })
        .service(router());
    let mut config = config();
    config.transport(service);
    ok(api::call::<READ>(&ok(config.build())).await);
    assert_eq!(*ok(seen.lock()), [(Some("balance"), String::from("/balance"))]);
}

#[tokio::test(start_paused = true)]
async fn transports_need_not_be_sync() {
    let script = Script::new([Step::Refuse]);
    let calls = Cell::new(0);
    let service = tower::service_fn(move |request: Request<Body>| {
        calls.set(calls.get() + 1);
        let mut script = script.clone();
        async move { script.ready().await?.call(request).await }
    });
    let mut config = config();
    config.transport(service);
    let core = ok(config.build());
    let call = api::call::<READ>(&core).send();
    let task = tokio::spawn(async move { ok(call.await).exchange.attempts });
    assert_eq!(ok(task.await), 2);
}

#[tokio::test]
async fn a_reqwest_client_is_a_transport() {
    let listener = ok(tokio::net::TcpListener::bind("127.0.0.1:0").await);
    let url = format!("http://{}", ok(listener.local_addr()));
    tokio::spawn(async move { axum::serve(listener, router()).await });
    for is_own in [false, true] {
        let mut config = ClientConfig::new(Some(&url));
        config.credential("bearer", Credential::bearer("t"));
        if is_own {
            config.http(ok(reqwest::Client::builder().user_agent("own").build()));
        } else {
            config.transport(ok(Http::new()));
        }
        assert_eq!(ok(api::call::<READ>(&ok(config.build())).await)["id"], "b");
    }
}
