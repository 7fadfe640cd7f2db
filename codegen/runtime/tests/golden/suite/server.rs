//! The server's answers to requests that are not what the document asks for.

use super::ok;
use crate::operations::TopupRequest;
use crate::runtime::codec::{EncodeError, Plain};
use crate::runtime::meta::{Meta, Method};
use crate::runtime::params::{Parameter, Plan};
use crate::runtime::server::{Answer, Endpoint, Failure, Incoming, Place, Problem, Routes};
use crate::server::{AccountApi, router};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use tower::ServiceExt;

struct Nothing;

impl AccountApi for Nothing {
    async fn topup(
        &self,
        _: TopupRequest,
    ) -> Result<crate::types::TopupRecord, Failure<crate::operations::TopupError>> {
        panic!("bad input must not reach a handler")
    }
}

async fn ask(router: Router, request: &str, headers: &[(&str, &str)], body: &str) -> Response<Body> {
    let (method, path) = request.split_once(' ').expect("a method and a path");
    let mut builder = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    ok(router.oneshot(ok(builder.body(Body::from(body.to_owned())))).await)
}

/// Status and problem.
async fn problem(request: &str, media_type: &str, body: &str) -> (u16, Value) {
    let response = ask(router(Nothing), request, &[("content-type", media_type)], body).await;
    assert_eq!(response.headers()["content-type"], "application/problem+json", "{request}");
    let status = response.status().as_u16();
    let value: Value = ok(serde_json::from_slice(&ok(to_bytes(response.into_body(), 1 << 20).await)));
    assert_eq!(value["status"], json!(status));
    (status, value)
}

#[tokio::test]
async fn bad_bodies_are_answered_before_the_handler() {
    const JSON: &str = "application/json; charset=utf-8";
    let cases = [
        (JSON, "{", 400, json!({"pointer": "", "detail": "EOF while parsing an object"})),
        (JSON, "", 400, json!({"pointer": "", "detail": "EOF while parsing a value"})),
        (
            JSON,
            "[]",
            422,
            json!({"pointer": "", "detail": "invalid type: sequence, expected an object for `the request`"}),
        ),
        (JSON, "{}", 422, json!({"pointer": "", "detail": "missing field `amount_usd`"})),
        (
            JSON,
            r#"{"amount_usd":"x"}"#,
            422,
            json!({"pointer": "/amount_usd", "detail": "invalid type: string, expected a decimal number"}),
        ),
        (
            JSON,
            r#"{"amount_usd":1,"return_url":[]}"#,
            422,
            json!({"pointer": "/return_url", "detail": "invalid type: sequence, expected a string"}),
        ),
        (
            JSON,
            r#"{"amount_usd":1,"amount_usd":2}"#,
            422,
            json!({"pointer": "", "detail": "duplicate field `amount_usd`"}),
        ),
    ];
    for (media_type, body, status, fault) in cases {
        let (found, value) = problem("POST /v1/account/topup", media_type, body).await;
        assert_eq!((found, &value["errors"]), (status, &json!([fault])), "{body}");
    }
    for media_type in ["text/plain", "", "application/jsonx", "text/application/json"] {
        let (status, value) = problem("POST /v1/account/topup", media_type, "{}").await;
        assert_eq!((status, &value["detail"]), (415, &json!("the body must be application/json")), "{media_type}");
    }
    let large = format!("{{\"amount_usd\":1,\"x\":\"{}\"}}", "y".repeat(3 << 20));
    assert_eq!(problem("POST /v1/account/topup", JSON, &large).await.0, 413);
    assert_eq!(problem("POST /v1/login", "application/x-www-form-urlencoded", "user=a&user=b").await.0, 400);
    assert_eq!(problem("POST /v1/login", "application/x-www-form-urlencoded", "scopes=a").await.0, 422);
    assert_eq!(problem("POST /v1/login", "application/json", "{}").await.0, 415);
    assert_eq!(problem("POST /v1/batch", "application/jsonl", "{}\n{\n").await.0, 400);
    assert_eq!(problem("POST /v1/batch", "application/jsonl", "{}\n[]\n").await.0, 422);
}

#[tokio::test]
async fn bad_parameters_are_named() {
    let cases = [
        ("GET /v1/invoices/i/lines/x.json", "line", "invalid type: string of 1 character, expected i64"),
        ("GET /v1/invoices/%FF/lines/1.json", "invoice_id", "it is not UTF-8"),
        ("GET /v1/invoices/i/lines/1.json?least=a", "least", "invalid type: string, expected a decimal number"),
        ("GET /v1/invoices/i/lines/1.json?least=1&least=2", "least", "it stands more than once"),
        (
            "GET /v1/invoices/i/lines/1.json?filter[a]=x",
            "filter",
            "/a: invalid type: string of 1 character, expected i64",
        ),
    ];
    for (request, parameter, detail) in cases {
        let (status, value) = problem(request, "", "").await;
        assert_eq!(
            (status, &value["errors"]),
            (400, &json!([{"parameter": parameter, "detail": detail}])),
            "{request}"
        );
    }
}

#[tokio::test]
async fn routing_fails_as_problems() {
    for request in
        ["GET /", "GET /v1/invoices/i/lines/1", "GET /v1/invoices/i/lines/.json", "GET /v1/invoices//lines/1.json"]
    {
        assert_eq!(problem(request, "", "").await.0, 404, "{request}");
    }
    let response = ask(router(Nothing), "PUT /v1/account/topup", &[], "").await;
    assert_eq!((response.status().as_u16(), &response.headers()["allow"]), (405, &"POST".parse().expect("a value")));
    let (status, value) = problem("DELETE /v1/account", "", "").await;
    assert_eq!((status, &value["detail"]), (501, &json!("`account.close` is not implemented")));
    assert_eq!(value["title"], json!("Not Implemented"));
}

/// Answers with what it is, and the path parameter.
struct Echo<const N: usize>(String);

impl<const N: usize> Endpoint for Echo<N> {
    type Output = String;
    type Error = Infallible;
    const META: Meta = [
        Meta::new("get", Method::GET, "/v1/{name}"),
        Meta::new("cancel", Method::POST, "/v1/{name}:cancel"),
        Meta::new("start", Method::POST, "/v1/{id}:start"),
        Meta::new("any", Method::POST, "/v1/{other}"),
        Meta::new("pair", Method::GET, "/v1/{a}/x-{name}.{b}.txt"),
        Meta::new("literal", Method::GET, "/v1/:batch/*all it"),
        Meta::new("beta", Method::GET, "/v1/{name}?beta=true&all"),
        Meta::new("file", Method::new("COPY"), "/v1/files/{name}{extension}"),
    ][N];

    fn read(request: &Incoming) -> Result<Self, Problem> {
        let name = ["name", "name", "id", "other", "name", "", "name", "name"][N];
        if name.is_empty() {
            return Ok(Self(String::new()));
        }
        request.parameter::<Plain, String>(Place::Path, &Parameter::simple(name), &Plan::Text).map(Self)
    }

    fn write(outcome: Result<String, Infallible>) -> Result<Answer, EncodeError> {
        match outcome {
            Ok(text) => Ok(Answer::empty(200).body("text/plain", format!("{} {text}", Self::META.id))),
            Err(never) => match never {},
        }
    }
}

#[tokio::test]
async fn templates_may_share_a_path_and_part_a_segment() {
    let api = Arc::new(());
    let routes = Routes::new()
        .on(&api, |_, request: Echo<0>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<3>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<1>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<4>| async { Ok(request.0) });
    let more = Routes::new()
        .on(&api, |_, request: Echo<2>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<5>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<6>| async { Ok(request.0) })
        .on(&api, |_, request: Echo<7>| async { Ok(request.0) });
    let router = Router::new().without_v07_checks().nest("/base", routes.merge(more).into_router());
    let cases = [
        ("GET /base/v1/a%2Fb", "get a/b"),
        ("HEAD /base/v1/a", ""),
        ("POST /base/v1/a:cancel", "cancel a"),
        ("POST /base/v1/a:start:start", "start a:start"),
        ("POST /base/v1/a:stop", "any a:stop"),
        ("POST /base/v1/:start", "any :start"),
        ("GET /base/v1/q/x-a.b.txt", "pair a"),
        ("GET /base/v1/:batch/*all%20it", "literal "),
        ("GET /base/v1/a?x=1&beta=%74rue&all", "beta a"),
        ("GET /base/v1/a?beta=false&all", "get a"),
        ("COPY /base/v1/files/a.b.txt", "file a.b"),
        ("COPY /base/v1/files/ab", "file a"),
        ("COPY /base/v1/files/a%2F", "file a"),
    ];
    for (request, expected) in cases {
        let response = ask(router.clone(), request, &[], "").await;
        assert_eq!(response.status().as_u16(), 200, "{request}");
        let body = ok(to_bytes(response.into_body(), 1000).await);
        assert_eq!(String::from_utf8_lossy(&body), expected, "{request}");
    }
}
