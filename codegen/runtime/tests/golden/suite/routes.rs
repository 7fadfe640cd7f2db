//! Which route serves a request: literals before parameters, conditions before none, and what is said where none does.

use super::ok;
use crate::runtime::meta::{Accepts, Condition, Meta, Method};
use crate::runtime::server::Routes;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::response::IntoResponse;
use serde_json::{Value, json};
use tower::ServiceExt;

/// A router whose operations answer with their ids.
fn router(metas: &[Meta]) -> Router {
    let add = |routes: Routes, meta: &Meta| {
        let id = meta.id;
        routes.raw(*meta, move |_| std::future::ready(id.into_response()))
    };
    metas.iter().fold(Routes::new(), add).into_router()
}

/// Status and text of the answer to `GET /a` or, with a header, `GET /a x-kind: b`.
async fn ask(router: &Router, request: &str) -> (u16, String) {
    let mut words = request.splitn(4, ' ');
    let mut next = || words.next().unwrap_or_default();
    let builder = Request::builder().method(next()).uri(next());
    let builder = match next().strip_suffix(':') {
        Some(name) => builder.header(name, next()),
        None => builder,
    };
    let response = ok(router.clone().oneshot(ok(builder.body(Body::empty()))).await);
    let status = response.status().as_u16();
    (status, String::from_utf8_lossy(&ok(to_bytes(response.into_body(), 1000).await)).into_owned())
}

async fn assert_served(router: &Router, cases: &[(&str, &str)]) {
    for (request, id) in cases {
        assert_eq!(ask(router, request).await, (200, (*id).to_owned()), "{request}");
    }
}

/// Asserts a problem's status and, where a parameter is at fault, that parameter and what is wrong with it.
async fn assert_refused(router: &Router, request: &str, status: u16, fault: Option<(&str, &str)>) {
    let (found, body) = ask(router, request).await;
    let value: Value = ok(serde_json::from_str(&body));
    let errors = fault.map(|(parameter, detail)| json!([{"parameter": parameter, "detail": detail}]));
    assert_eq!((found, value.get("errors")), (status, errors.as_ref()), "{request}");
}

const fn get(id: &'static str, path: &'static str) -> Meta {
    Meta::new(id, Method::GET, path)
}

#[tokio::test]
async fn the_more_literal_template_that_matches_serves() {
    let router = router(&[
        get("any", "/a/{x}"),
        get("latest", "/a/latest"),
        get("json", "/a/{x}.json"),
        get("report", "/a/report.{x}"),
        get("versions", "/{x}/versions"),
        get("version of json", "/a/{x}.json/v"),
        get("version", "/a/{x}/{y}"),
        Meta::new("delete", Method::DELETE, "/a/{x}"),
        get("café", "/caf%C3%A9 menu/|"),
        get("two", "/b/{x}{y}"),
        get("one", "/b/{x}"),
        Meta::new("head", Method::HEAD, "/b/{x}"),
    ]);
    let cases = [
        ("GET /a/x", "any"),
        ("GET /a/latest", "latest"),
        ("GET /a/x.json", "json"),
        ("GET /a/report.json", "report"),
        // The router's own choice would be `/a/{x}`, `/{x}/versions` has a literal where it counts less.
        ("GET /a/versions", "any"),
        ("GET /b/versions", "two"),
        ("GET /c/versions", "versions"),
        // The pattern of `/a/{x}.json/v` matches `/a/x/v`, the template does not.
        ("GET /a/x.json/v", "version of json"),
        ("GET /a/x/v", "version"),
        // The literal path has no DELETE, the template has.
        ("DELETE /a/latest", "delete"),
        ("GET /caf%C3%A9%20menu/|", "café"),
        ("GET /caf%c3%a9%20menu/%7C", "café"),
        ("GET /b/x", "one"),
    ];
    assert_served(&router, &cases).await;
    assert_eq!(ask(&router, "HEAD /b/x").await.0, 200);
    assert_refused(&router, "PUT /a/latest", 405, None).await;
    assert_refused(&router, "GET /caf%C3%A9%20menu/a", 404, None).await;
}

#[tokio::test]
async fn constants_are_asked_for() {
    let router = router(&[
        Meta { headers: &[("X-Target", "Make")], ..get("make", "/") },
        Meta { headers: &[("x-target", "Drop it")], ..get("drop", "/") },
        Meta { query: &[("Action", "list all"), ("Version", "1")], ..get("list", "/q") },
        Meta { query: &[("Action", "read"), ("Version", "1")], ..get("read", "/q") },
        get("object", "/o"),
        Meta { query: &[("acl", "true")], ..get("acl", "/o") },
    ]);
    let cases = [
        ("GET / x-target: Make", "make"),
        ("HEAD / x-target: Make", ""),
        ("GET / X-Target: Drop it", "drop"),
        ("GET /q?Version=1&Action=list+all", "list"),
        ("GET /q?Action=list%20all&Version=%31&x", "list"),
        ("GET /q?Action=read&Version=1", "read"),
        ("GET /o", "object"),
        ("GET /o?acl=true", "acl"),
        ("GET /o?acl", "acl"),
        ("GET /o?acl=false", "object"),
    ];
    assert_served(&router, &cases[..1]).await;
    assert_served(&router, &cases[2..]).await;
    assert_eq!(ask(&router, cases[1].0).await.0, 200);
    assert_refused(&router, "GET /", 400, Some(("X-Target", "it is missing"))).await;
    assert_refused(&router, "GET / x-target: Gone", 400, Some(("X-Target", "no operation has this value"))).await;
    assert_refused(&router, "GET /q?Version=1", 400, Some(("Action", "it is missing"))).await;
    // Of all operations this one came nearest.
    assert_refused(&router, "GET /q?Action=read&Version=2", 400, Some(("Version", "no operation has this value")))
        .await;
    assert_refused(&router, "POST /", 405, None).await;
}

#[tokio::test]
async fn what_demands_more_is_tried_first() {
    const fn path(accepts: Accepts) -> Condition {
        Condition::path("x", accepts)
    }
    const METAS: &[Meta] = &[
        get("text", "/{x}"),
        Meta { when: &[path(Accepts::Number)], ..get("number", "/{x}") },
        Meta { when: &[path(Accepts::Integer)], ..get("integer", "/{x}") },
        Meta { when: &[path(Accepts::Boolean)], ..get("boolean", "/{x}") },
        Meta { when: &[path(Accepts::Uuid)], ..get("uuid", "/{x}") },
        Meta { when: &[path(Accepts::Date)], ..get("date", "/{x}") },
        Meta { when: &[path(Accepts::DateTime)], ..get("time", "/{x}") },
        Meta { when: &[path(Accepts::OneOf(&["7", "a b"]))], ..get("values", "/{x}") },
        Meta { when: &[path(Accepts::Integer)], ..get("only", "/only/{x}") },
        get("all", "/s"),
        Meta { when: &[Condition::query("tag", Accepts::Anything)], ..get("by tag", "/s") },
        Meta { when: &[Condition::header("x-a", Accepts::Integer)], ..get("by header", "/s") },
    ];
    let router = router(METAS);
    let cases = [
        ("GET /x", "text"),
        ("GET /-12", "integer"),
        ("GET /-", "text"),
        ("GET /1.50", "number"),
        ("GET /1e3", "number"),
        ("GET /inf", "text"),
        ("GET /true", "boolean"),
        ("GET /6F9619FF-8B86-D011-B42D-00CF4FC964FF", "uuid"),
        ("GET /6F9619FF-8B86-D011-B42D-00CF4FC964FG", "text"),
        ("GET /2026-01-31", "date"),
        ("GET /2026-01-31T00%3A00:00Z", "time"),
        ("GET /7", "values"),
        ("GET /a%20b", "values"),
        ("GET /only/7", "only"),
        ("GET /s", "all"),
        ("GET /s?tag=", "by tag"),
        ("GET /s?t=tag", "all"),
        ("GET /s x-a: 7", "by header"),
        ("GET /s x-a: b", "all"),
    ];
    assert_served(&router, &cases).await;
    assert_refused(&router, "GET /only/x", 404, None).await;
}
