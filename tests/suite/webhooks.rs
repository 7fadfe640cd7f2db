//! Webhooks and callbacks on real bytes: which one it is, what is in it, and what is wrong with one that is not as documented.

use bytes::Bytes;
use driftless_tests::webhooks::runtime::server::Problem;
use driftless_tests::webhooks::types::{Moved, ParcelLostWebhookResponse};
use driftless_tests::webhooks::webhooks::{OnParcelMovedWebhook, OnParcelMovedWebhookError, ParcelLostWebhook};
use driftless_tests::webhooks::webhooks::{ParcelWeighedWebhook, Webhook, answer, receive};
use driftless_tests::{callbacks, webhooks_in_3_0};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};

const DELIVERY: &str = "0191e8a8-6f3b-7c1e-9a54-3f8d2b1c7e60";
const MOVED: &str = r#"{"event":"moved","parcel":"p1","at":"2026-01-31T10:00:00Z"}"#;

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
}

/// Headers and body of a JSON delivery.
fn json(body: &'static str) -> (HeaderMap, Bytes) {
    let headers = headers(&[("content-type", "application/json; charset=utf-8"), ("x-delivery", DELIVERY)]);
    (headers, Bytes::from_static(body.as_bytes()))
}

/// Status, place and words of a problem.
fn said(problem: &Problem) -> (u16, Option<&str>, String) {
    let place = problem.errors.first().and_then(|fault| fault.pointer.as_deref().or(fault.parameter.as_deref()));
    let detail = problem.errors.first().map(|fault| fault.detail.clone()).or_else(|| problem.detail.clone());
    (problem.status.as_u16(), place, detail.unwrap_or_default())
}

#[test]
fn a_webhook_is_known_by_what_its_body_says() -> Result<(), Box<dyn std::error::Error>> {
    let moved = OnParcelMovedWebhook {
        x_delivery: DELIVERY.parse()?,
        body: Moved { event: "moved".into(), parcel: "p1".into(), at: "2026-01-31T10:00:00Z".parse()? },
    };
    assert_eq!(Webhook::receive(json(MOVED))?, Webhook::OnParcelMoved(moved.clone()));
    assert_eq!(receive::<OnParcelMovedWebhook>(json(MOVED))?, moved);
    let lost = Webhook::receive(json(r#"{"event":"lost","parcel":"p1"}"#))?;
    assert!(matches!(lost, Webhook::ParcelLost(ParcelLostWebhook { body }) if body.parcel == "p1"));
    let found = Webhook::receive(json(r#"{"event":"found","parcel":"p1"}"#))?;
    assert_eq!(found, Webhook::Unknown);
    Ok(())
}

#[test]
fn a_webhook_is_known_by_its_method_and_headers() -> Result<(), Box<dyn std::error::Error>> {
    let weighed = Request::put("https://shop.example/hook?grams=7").body(Bytes::new())?;
    assert_eq!(Webhook::receive(weighed)?, Webhook::ParcelWeighed(ParcelWeighedWebhook { grams: 7 }));
    let ping = headers(&[("x-kind", "ping"), ("content-type", "text/plain")]);
    let found = Webhook::receive((ping, Bytes::from_static(b"hello")))?;
    assert!(matches!(found, Webhook::Ping(ping) if ping.body.as_deref() == Some("hello")));
    Ok(())
}

#[test]
fn what_is_wrong_is_said_with_its_place() -> Result<(), Box<dyn std::error::Error>> {
    let problem = |delivery: (HeaderMap, Bytes)| Webhook::receive(delivery).expect_err("it is not as documented");
    let wrong = problem(json(r#"{"event":"moved","parcel":7,"at":"2026-01-31T10:00:00Z"}"#));
    assert_eq!(said(&wrong), (422, Some("/parcel"), "invalid type: integer, expected a string".into()));
    let missing = problem(json(r#"{"event":"lost"}"#));
    assert_eq!(said(&missing), (422, Some(""), "missing field `parcel`".into()));
    let broken = problem(json(r#"{"event":"#));
    assert_eq!((said(&broken).0, said(&broken).1), (400, Some("")));
    let (_, body) = json(MOVED);
    let text = problem((headers(&[("content-type", "text/plain"), ("x-delivery", DELIVERY)]), body.clone()));
    assert_eq!(said(&text), (415, None, "the body must be application/json".into()));
    let bare = problem((headers(&[("content-type", "application/json")]), body));
    assert_eq!(said(&bare), (400, Some("X-Delivery"), "it is missing".into()));
    Ok(())
}

#[test]
fn an_answer_is_written_as_documented() -> Result<(), Box<dyn std::error::Error>> {
    use axum::response::IntoResponse;
    let searched = answer::<ParcelLostWebhook>(Ok(ParcelLostWebhookResponse { search: Some(true) }))?.into_response();
    assert_eq!(searched.status(), StatusCode::OK);
    let gone = answer::<OnParcelMovedWebhook>(Err(OnParcelMovedWebhookError::Gone))?.into_response();
    assert_eq!(gone.status(), StatusCode::GONE);
    Ok(())
}

#[test]
fn a_callback_is_read_by_itself() -> Result<(), Box<dyn std::error::Error>> {
    use callbacks::webhooks::{BooksPrintFailedCallback, OnPrintedCallback, receive};
    let signed = headers(&[("content-type", "application/json"), ("x-signature", "s")]);
    let printed: OnPrintedCallback = receive((signed, Bytes::from_static(br#"{"pages":12,"cost":0.10}"#)))?;
    assert_eq!((printed.x_signature.as_str(), printed.body.pages), ("s", 12));
    assert_eq!(printed.body.cost.map(|cost| cost.to_string()).as_deref(), Some("0.10"));
    let failed: BooksPrintFailedCallback = receive(json(r#"{"reason":"ink"}"#))?;
    assert_eq!(failed.body.reason.as_deref(), Some("ink"));
    Ok(())
}

#[test]
fn where_nothing_tells_the_first_that_fits_is_taken() -> Result<(), Box<dyn std::error::Error>> {
    use webhooks_in_3_0::webhooks::Webhook;
    assert!(matches!(Webhook::receive(json(r#"{"door":null}"#))?, Webhook::Rung(_)));
    assert!(matches!(Webhook::receive(json(r#"{"by":"me"}"#))?, Webhook::Opened(_)));
    assert_eq!(Webhook::receive(json("{}")).map_err(|problem| problem.status), Err(StatusCode::UNPROCESSABLE_ENTITY));
    Ok(())
}
