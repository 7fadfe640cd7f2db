//! Requests that no generated client would send: the generated servers answer them with problem details (RFC 9457) before a
//! handler hears of them.
//!
//! The servers here implement nothing, so a handler that is reached after all shows itself by 501.

use super::json::Json;
use super::wire::Wire;
use driftless_tests::query_styles;
use infrai::client::Client;
use infrai::runtime::client::Error;
use infrai::server::account::AccountApi;
use infrai::server::billing::BillingApi;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method, RequestBuilder};

const JSON: &str = "application/json";

/// A server that implements nothing.
struct Nothing;

impl AccountApi for Nothing {}
impl BillingApi for Nothing {}
impl query_styles::server::books::BooksApi for Nothing {}

async fn serve() -> Wire {
    Wire::serve(infrai::server::router(Nothing)).await
}

/// A request with nothing but what the test says.
fn raw(wire: &Wire, method: Method, target: &str) -> RequestBuilder {
    reqwest::Client::new().request(method, format!("{}{target}", wire.url))
}

fn post(wire: &Wire, target: &str, media_type: &str, body: &str) -> RequestBuilder {
    raw(wire, Method::POST, target).header(CONTENT_TYPE, media_type).body(body.to_owned())
}

/// Asserts that a request is refused as a problem of this status. Tells the problem.
async fn refused(wire: &Wire, request: RequestBuilder, status: u16) -> Json {
    request.send().await.expect("an answer comes");
    let exchange = wire.only();
    let (what, answered) = (format!("{} {}", exchange.method, exchange.target), exchange.answered);
    assert_eq!(answered.status, status, "{what}: {:?}", answered.body);
    assert_eq!(answered.header("content-type"), "application/problem+json", "{what}");
    let problem = Json::of_body(&answered.body);
    assert_eq!(member(&problem, "status"), status.to_string(), "{what}: {problem}");
    assert!(!member(&problem, "title").is_empty(), "{what}: {problem}");
    problem
}

fn member<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::text).unwrap_or_else(|| panic!("no {key} in {json}"))
}

/// The only fault that a problem names.
fn fault(problem: &Json) -> &Json {
    match problem.get("errors").map(Json::items) {
        Some([fault]) => fault,
        _ => panic!("one fault is expected in {problem}"),
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_422_and_names_the_place() {
    let wire = serve().await;
    for (body, pointer, detail) in [
        (r#"{"events":[]}"#, "", "url"),
        (r#"{"url":"https://x.example"}"#, "", "events"),
        (r#"{"url":7,"events":[]}"#, "/url", "string"),
        (r#"{"url":null,"events":[]}"#, "/url", "null"),
        (r#"{"url":"https://x.example","events":["a",2]}"#, "/events/1", "string"),
        (r#"{"url":"https://x.example","events":[],"headers":{"a/b":true}}"#, "/headers/a~1b", "string"),
        (r#"{"url":"https://x.example","events":[],"url":"https://y.example"}"#, "", "url"),
        (r#"["https://x.example"]"#, "", "object"),
    ] {
        let problem = refused(&wire, post(&wire, "/v1/account/webhooks/register", JSON, body), 422).await;
        let fault = fault(&problem);
        assert_eq!(member(fault, "pointer"), pointer, "{body}: {problem}");
        assert!(member(fault, "detail").contains(detail), "{body}: {problem}");
    }
}

#[tokio::test]
async fn an_amount_that_is_no_number_is_422() {
    let wire = serve().await;
    for body in [r#"{"amount_usd":"50"}"#, r#"{"amount_usd":true}"#, r#"{"amount_usd":1e99}"#] {
        let problem = refused(&wire, post(&wire, "/v1/account/topup", JSON, body), 422).await;
        assert_eq!(member(fault(&problem), "pointer"), "/amount_usd", "{body}: {problem}");
    }
}

#[tokio::test]
async fn a_property_that_a_closed_body_does_not_have_is_422() {
    let wire = serve().await;
    let problem = refused(&wire, post(&wire, "/v1/account/webhooks/test/wh_1", JSON, r#"{"x":1}"#), 422).await;
    assert!(member(fault(&problem), "detail").contains('x'), "{problem}");
}

#[tokio::test]
async fn a_body_that_is_not_json_is_400() {
    let wire = serve().await;
    for body in ["", "{", r#"{"amount_usd":50}}"#, r#"{"amount_usd":050}"#, "{'amount_usd':50}"] {
        refused(&wire, post(&wire, "/v1/account/topup", JSON, body), 400).await;
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_415() {
    let wire = serve().await;
    let body = r#"{"amount_usd":50}"#;
    refused(&wire, post(&wire, "/v1/account/topup", "text/plain", body), 415).await;
    refused(&wire, post(&wire, "/v1/account/topup", "application/x-www-form-urlencoded", body), 415).await;
    refused(&wire, raw(&wire, Method::POST, "/v1/account/topup").body(body), 415).await;
}

#[tokio::test]
async fn no_body_at_all_is_an_empty_one_and_lacks_what_is_required() {
    let wire = serve().await;
    let problem = refused(&wire, raw(&wire, Method::POST, "/v1/account/topup"), 422).await;
    assert!(member(fault(&problem), "detail").contains("amount_usd"), "{problem}");
}

#[tokio::test]
async fn a_parameter_that_does_not_fit_is_400_and_is_named() {
    let wire = serve().await;
    for (target, parameter) in [
        ("/v1/account/transactions/list?limit=ten", "limit"),
        ("/v1/account/transactions/list?limit=", "limit"),
        ("/v1/account/transactions/list?limit=1&limit=2", "limit"),
        ("/v1/account/usage/timeseries?start=yesterday", "start"),
        ("/v1/account/usage/timeseries?end=2026-02-30T00:00:00Z", "end"),
        ("/v1/account/projects/get/%FF", "project_id"),
    ] {
        let problem = refused(&wire, raw(&wire, Method::GET, target), 400).await;
        assert_eq!(member(fault(&problem), "parameter"), parameter, "{target}: {problem}");
    }
}

#[tokio::test]
async fn a_required_parameter_that_is_missing_is_400_and_is_named() {
    let wire = Wire::serve(query_styles::server::router(Nothing)).await;
    let problem = refused(&wire, raw(&wire, Method::GET, "/books?page=2"), 400).await;
    assert_eq!(member(fault(&problem), "parameter"), "q", "{problem}");
}

#[tokio::test]
async fn an_unknown_path_is_404() {
    let wire = serve().await;
    for target in
        ["/", "/v1/account", "/v1/account/balance/", "/v1/account/keys/rotate/", "/v1/account/keys/rotate/a/b"]
    {
        refused(&wire, raw(&wire, Method::GET, target), 404).await;
    }
}

#[tokio::test]
async fn an_unknown_method_is_405_and_names_the_known_one() {
    let wire = serve().await;
    let answer = raw(&wire, Method::DELETE, "/v1/account/balance").send().await.expect("an answer comes");
    assert_eq!(answer.headers().get("allow").map(|value| value.as_bytes()), Some(&b"GET"[..]));
    wire.only();
    refused(&wire, raw(&wire, Method::DELETE, "/v1/account/balance"), 405).await;
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_413() {
    let wire = serve().await;
    let body = format!(r#"{{"amount_usd":50,"return_url":"{}"}}"#, "x".repeat(3 << 20));
    refused(&wire, post(&wire, "/v1/account/topup", JSON, &body), 413).await;
}

#[tokio::test]
async fn a_client_needs_no_port() {
    let router = infrai::server::router(Nothing);
    let client = Client::builder().base_url("https://infrai.test").transport(router).bearer("token").build();
    let call = client.expect("the settings are right").account().topup(50);
    let error = call.await.expect_err("nothing is implemented");
    assert_eq!((error.status().map(|status| status.as_u16()), error.may_have_happened()), (Some(501), false));
    assert!(error.exchange().idempotency_key.is_some());
}

#[tokio::test]
async fn what_a_server_does_not_implement_is_501() {
    let wire = serve().await;
    let client = Client::builder().base_url(&wire.url).bearer("token").build().expect("the settings are right");
    let error = client.account().topup(50).await.expect_err("nothing is implemented");

    let Error::Refused(reply) = error else { panic!("501 says that nothing was done: {error:?}") };
    let problem = Json::of_body(&reply.bytes());
    assert_eq!((reply.status().as_u16(), member(&problem, "status")), (501, "501"));
    assert!(member(&problem, "detail").contains("account.topup"), "{problem}");
}
