//! Which failure says what.

use super::api::{self, DELETE, KEY_IN_BODY, KEY_IN_HEADER, ONCE, Op, PURCHASE, READ, Refusal};
use super::script::{End, Script, Step};
use driftless_runtime::runtime::client::{Call, Error, NotSent, OnUnknown};
use serde_json::json;
use std::time::Duration;

async fn fail<const N: usize>(steps: impl IntoIterator<Item = Step>) -> Error<Refusal> {
    let script = Script::new(steps);
    let error = api::call::<N>(&script.core()).await.expect_err("the script fails");
    assert_eq!(error.exchange().operation, api::METAS[N].id);
    error
}

#[tokio::test(start_paused = true)]
async fn reads_have_no_unknown_outcome() {
    for step in [Step::Lose { carried_out: true }, Step::Stall { carried_out: true }] {
        let error = fail::<READ>(vec![step; 3]).await;
        assert!(matches!(&error, Error::NoAnswer { .. }), "{error:?}");
        assert!(!error.may_have_happened());
    }
    for status in [500, 502, 504] {
        let error = fail::<READ>(vec![Step::status(status); 3]).await;
        assert!(matches!(&error, Error::Undocumented(_)), "{error:?}");
    }
    assert!(matches!(fail::<READ>(vec![Step::status(503); 3]).await, Error::Api { error: Refusal(503, _), .. }));
}

#[tokio::test(start_paused = true)]
async fn what_was_not_sent_did_not_happen() {
    let error = fail::<ONCE>(vec![Step::Refuse; 3]).await;
    assert!(matches!(&error, Error::NotSent { reason: NotSent::Connect(_), .. }), "{error:?}");
    assert_eq!((error.to_string().as_str(), error.may_have_happened()), ("no connection to the server", false));
    // An attempt before it may have been carried out.
    let error = fail::<KEY_IN_BODY>([Step::Lose { carried_out: true }, Step::Refuse, Step::Refuse]).await;
    assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn what_was_refused_did_not_happen() {
    for status in [401, 403, 413, 421, 501] {
        let error = fail::<ONCE>([Step::status(status)]).await;
        assert!(matches!(&error, Error::Refused(_)) && !error.may_have_happened(), "{error:?}");
        // But who is turned away the second time may have been let in the first time.
        let error = fail::<KEY_IN_BODY>([Step::Lose { carried_out: true }, Step::status(status)]).await;
        assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
    }
    for status in [408, 429] {
        let error = fail::<KEY_IN_BODY>(vec![Step::status(status); 3]).await;
        assert!(matches!(&error, Error::Refused(_)), "{error:?}");
        assert_eq!(error.exchange().attempts, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_of_the_server_leaves_writes_open() {
    for status in [500, 502, 504, 507] {
        for error in
            [fail::<ONCE>([Step::status(status)]).await, fail::<KEY_IN_BODY>(vec![Step::status(status); 3]).await]
        {
            let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
            assert_eq!(unknown.reply.as_ref().map(|reply| reply.status().as_u16()), Some(status));
            assert!(error.may_have_happened() && unknown.error.is_none());
        }
    }
    let error = fail::<ONCE>([Step::status(503)]).await;
    assert_eq!(error.api(), Some(&Refusal(503, json!({"error": "no"}))));
    assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
    assert_eq!(error.to_string(), "`create` may or may not have been carried out after 1 attempt: refused with 503");
    assert_eq!(error.into_api(), Some(Refusal(503, json!({"error": "no"}))));
}

#[tokio::test(start_paused = true)]
async fn a_key_answers_for_the_attempts_before() {
    let lost = || Step::Lose { carried_out: false };
    let error = fail::<KEY_IN_BODY>([lost(), Step::status(402)]).await;
    assert!(matches!(&error, Error::Api { error: Refusal(402, _), .. }), "{error:?}");
    let error = fail::<KEY_IN_BODY>([lost(), Step::status(422)]).await;
    assert!(matches!(&error, Error::Undocumented(_)) && !error.may_have_happened(), "{error:?}");
    // The first request with this key is still in the works.
    let error = fail::<KEY_IN_BODY>([lost(), Step::status(409)]).await;
    assert!(
        matches!(&error, Error::OutcomeUnknown(unknown) if unknown.error == Some(Refusal(409, json!({"error": "no"}))))
    );
    // Without a key, 404 may be what the first attempt left.
    let error = fail::<DELETE>([lost(), Step::status(404)]).await;
    assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn the_document_says_which_failures_leave_it_open() {
    let open = [json!({"error": "payment_status_unknown"}), json!({"error": {"code": "payment_status_unknown"}})];
    for body in open.iter().map(ToString::to_string).chain([String::from("<html>")]) {
        let error = fail::<PURCHASE>([Step::status(503).saying(&body)]).await;
        assert!(matches!(&error, Error::OutcomeUnknown(_)), "{body}: {error:?}");
        assert!(error.to_string().ends_with("; `balance` tells what became of it"), "{error}");
    }
    // Others of a status that is no failure of the server are what they are.
    let error = fail::<PURCHASE>([Step::status(409).saying(r#"{"error":"pending"}"#)]).await;
    assert!(matches!(&error, Error::OutcomeUnknown(_)), "{error:?}");
    let error = fail::<PURCHASE>([Step::status(409).saying(r#"{"error":"closed"}"#)]).await;
    assert!(matches!(&error, Error::Api { error: Refusal(409, _), .. }), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn answers_that_cannot_be_read_are_kept() {
    for body in ["<html>", "{}", "", "{\"id\":"] {
        let error = fail::<ONCE>([Step::fine().saying(body)]).await;
        let Error::Decode { reply, .. } = &error else { panic!("{error:?}") };
        assert_eq!((reply.bytes().as_ref(), error.may_have_happened()), (body.as_bytes(), true));
        let error = fail::<ONCE>([Step::status(402).saying(body)]).await;
        assert!(matches!(&error, Error::Api { .. } | Error::Decode { .. }) && !error.may_have_happened(), "{error:?}");
    }
    let error = fail::<ONCE>([Step::answer(200, true, End::Broken)]).await;
    let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
    assert_eq!(unknown.lost.as_ref().and_then(|lost| lost.status()), Some(http::StatusCode::OK));
    // The status of a failure is enough.
    for end in [End::Broken, End::Stalled, End::Endless] {
        let error = fail::<ONCE>([Step::answer(401, false, end)]).await;
        assert!(matches!(&error, Error::Refused(reply) if !reply.is_whole()), "{error:?}");
    }
    let error = fail::<ONCE>([Step::answer(200, true, End::Endless)]).await;
    assert!(matches!(&error, Error::Decode { reply, .. } if reply.bytes().len() == 16 << 20), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn keys_are_made_once_and_told() {
    let script = Script::new(vec![Step::Lose { carried_out: true }; 2]);
    let response = super::ok(api::call::<KEY_IN_HEADER>(&script.core()).send().await);
    let key = response.exchange.idempotency_key.expect("a key");
    assert_eq!((script.seen().len(), script.effects()), (3, 1));
    assert!(script.seen().iter().all(|seen| seen.key().as_ref() == Some(&key)));
    let form: Vec<_> = key.split('-').map(str::len).collect();
    assert_eq!((form, key.as_bytes()[14]), (vec![8, 4, 4, 4, 12], b'4'), "{key}");
    assert!(matches!(key.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{key}");
    // The caller's own.
    let script = Script::new(vec![Step::Lose { carried_out: true }; 3]);
    let request = Op::<KEY_IN_BODY> { key: Some(String::from("mine")) };
    let error = Call::with_choice(script.core(), request, OnUnknown::Fail).await.expect_err("lost three times");
    assert_eq!(error.exchange().idempotency_key.as_deref(), Some("mine"));
    assert!(error.to_string().contains("; idempotency key mine"), "{error}");
}

#[test]
fn keys_differ() {
    use driftless_runtime::runtime::client::KeyField;
    let make = || (0..5_000).map(|_| None::<String>.fill());
    let others = std::thread::spawn(move || make().collect::<Vec<_>>());
    let mut keys: Vec<_> = make().chain(others.join().expect("the other thread ends")).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 10_000);
}

#[tokio::test(start_paused = true)]
async fn every_call_ends_in_time() {
    for step in [Step::Stall { carried_out: true }, Step::answer(200, true, End::Stalled)] {
        for (timeout, expected, attempts) in [(90, 90.0, 3), (45, 45.0, 2), (10, 10.0, 1)] {
            let begin = tokio::time::Instant::now();
            let script = Script::new(vec![step.clone(); 3]);
            let call = api::call::<READ>(&script.core()).timeout(Duration::from_secs(timeout));
            let error = call.await.expect_err("no answer");
            assert!(error.is_timeout(), "{error:?}");
            assert!((expected..expected + 0.01).contains(&begin.elapsed().as_secs_f64()), "{:?}", begin.elapsed());
            assert_eq!(error.exchange().attempts, attempts);
        }
    }
    let script = Script::new(vec![Step::answer(200, true, End::Dripping)]);
    let call = api::call::<ONCE>(&script.core()).attempt_timeout(Duration::from_secs(3));
    assert!(call.await.expect_err("too slow").is_timeout());
    let script = Script::new([Step::answer(200, true, End::Dripping)]);
    super::ok(api::call::<ONCE>(&script.core()).timeout(Duration::MAX).attempt_timeout(Duration::MAX).await);
}
