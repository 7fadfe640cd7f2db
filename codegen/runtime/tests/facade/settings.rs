//! Settings of a client and of a call, as they arrive at a server.

use super::api::{self, KEY_IN_HEADER, READ};
use super::ok;
use super::server::{json, serve};
use driftless_runtime::runtime::client::{ClientConfig, Error, Retry};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use std::time::Duration;

fn fine(_: &str, _: usize) -> Vec<u8> {
    json(200, "", r#"{"id":"1"}"#)
}

fn config(url: &str) -> ClientConfig {
    let mut config = ClientConfig::new(Some(url));
    config.credential("bearer", driftless_runtime::runtime::client::Credential::bearer("t"));
    config
}

#[tokio::test]
async fn a_clients_headers_go_with_every_call_unless_the_call_has_its_own() {
    let (url, log) = serve(fine);
    let mut config = config(&url);
    config.user_agent("shop/1");
    config.header("X-Team", "payments");
    let core = ok(config.build());
    ok(api::call::<READ>(&core).await);
    ok(api::call::<READ>(&core).header("x-team", "risk").query("dry", "a b&c").await);
    let requests = log.requests();
    assert!(requests[0].contains("user-agent: shop/1\r\n") && requests[0].contains("x-team: payments\r\n"));
    assert!(requests[1].starts_with("GET /balance?dry=a%20b%26c HTTP/1.1\r\n"), "{}", requests[1]);
    assert!(requests[1].contains("x-team: risk\r\n") && !requests[1].contains("payments"), "{}", requests[1]);
}

#[tokio::test]
async fn a_call_has_its_own_server_limits_and_key() {
    let (elsewhere, log) = serve(|_, number| match number {
        0 => json(503, "", r#"{"error":"no"}"#),
        _ => fine("", 0),
    });
    let mut config = config("http://127.0.0.1:1");
    config.trust(&elsewhere);
    let core = ok(config.build());
    let once = api::call::<READ>(&core).base_url(&elsewhere).retry(Retry::never()).await;
    assert_eq!(once.expect_err("503").exchange().attempts, 1);
    let mut call = api::call::<KEY_IN_HEADER>(&core).base_url(&elsewhere);
    call = call.header("Idempotency-Key", "order-17");
    let response = ok(call.send().await);
    assert_eq!((response.status.as_u16(), &response.body[..]), (200, &br#"{"id":"1"}"#[..]));
    assert_eq!(response.headers["content-type"], "application/json");
    assert!(log.requests()[1].contains("idempotency-key: order-17\r\n"));
}

#[tokio::test]
async fn a_call_has_its_own_time() {
    let (url, _) = serve(|_, _| {
        std::thread::sleep(Duration::from_secs(2));
        fine("", 0)
    });
    let core = ok(config(&url).build());
    let begin = std::time::Instant::now();
    let late = api::call::<READ>(&core).timeout(Duration::from_millis(100)).await.expect_err("too late");
    assert!(late.is_timeout() && begin.elapsed() < Duration::from_secs(2), "{late:?}");
}

#[tokio::test]
async fn a_proxy_gets_the_requests() {
    let (proxy, log) = serve(fine);
    let mut config = config("http://api.invalid");
    config.allow_http();
    config.proxy(&proxy);
    ok(api::call::<READ>(&ok(config.build())).await);
    assert!(log.requests()[0].starts_with("GET http://api.invalid/balance HTTP/1.1\r\n"), "{}", log.requests()[0]);
}

#[test]
fn a_proxy_that_is_no_url_is_an_error_that_keeps_its_password() {
    let mut config = config("https://api.invalid");
    config.proxy("http://user:hunter2@");
    let error = config.build().expect_err("no host");
    assert!(!format!("{error:?} {error}").contains("hunter2"), "{error:?}");
}

#[tokio::test]
async fn a_reqwest_client_keeps_its_own_settings() {
    let (url, log) = serve(fine);
    let mut config = config(&url);
    config.http(ok(reqwest::Client::builder().user_agent("own/1").build()));
    ok(api::call::<READ>(&ok(config.build())).await);
    assert!(log.requests()[0].contains("user-agent: own/1\r\n"));
}

/// An answer of a megabyte that takes a few kilobytes on the wire.
fn zipped(_: &str, _: usize) -> Vec<u8> {
    let mut zip = GzEncoder::new(Vec::new(), Compression::best());
    ok(zip.write_all(format!(r#"{{"id":"{}"}}"#, "z".repeat(1 << 20)).as_bytes()));
    let body = ok(zip.finish());
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip";
    [format!("{head}\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes(), body].concat()
}

#[tokio::test]
async fn gzip_is_asked_for_and_inflated() {
    let (url, log) = serve(zipped);
    let output = ok(api::call::<READ>(&ok(config(&url).build())).await);
    assert_eq!(output["id"].as_str().map(str::len), Some(1 << 20));
    assert!(log.requests()[0].contains("accept-encoding: gzip\r\n"), "{}", log.requests()[0]);
}

#[tokio::test]
async fn the_limit_of_a_body_counts_what_is_inflated() {
    let (url, _) = serve(zipped);
    let mut config = config(&url);
    // More than came over the wire, less than it becomes.
    config.body_limit(1 << 19);
    let error = api::call::<READ>(&ok(config.build())).await.expect_err("too large");
    let Error::Decode { error, reply } = &error else { panic!("{error:?}") };
    assert_eq!((error.message.as_str(), reply.bytes().len()), ("the body is larger than 524288 bytes", 1 << 19));
}
