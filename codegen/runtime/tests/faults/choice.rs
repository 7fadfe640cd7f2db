//! What a caller decides beforehand about an outcome that nobody knows.

use super::api::{Op, PURCHASE, Refusal};
use super::script::{Script, Step};
use driftless_runtime::runtime::client::{Call, Error, Found, OnUnknown};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A purchase that goes as the script says, and how often the caller was asked to find out.
async fn purchase(step: Step, found: Found) -> (Error<Refusal>, usize, usize) {
    let script = Script::new([step]);
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let find = move |exchange: &driftless_runtime::runtime::client::Exchange| {
        assert_eq!((exchange.operation, exchange.reconcile), ("purchase", Some("balance")));
        counter.fetch_add(1, Ordering::Relaxed);
        async move { found }
    };
    let call = Call::with_choice(script.core(), Op::<PURCHASE>::default(), OnUnknown::reconcile(find));
    let error = call.await.expect_err("the script fails");
    (error, asked.load(Ordering::Relaxed), script.seen().len())
}

#[tokio::test(start_paused = true)]
async fn what_is_found_out_is_in_the_error() {
    for (found, may_have_happened, text) in [
        (Found::Unclear, true, "may or may not have been carried out"),
        (Found::Happened, true, "was carried out, but its result is not known"),
        (Found::DidNotHappen, false, "was not carried out"),
    ] {
        let (error, asked, sent) = purchase(Step::Lose { carried_out: true }, found).await;
        let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
        assert_eq!((unknown.found, error.may_have_happened(), asked, sent), (found, may_have_happened, 1, 1));
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_is_asked_about_what_is_known() {
    for step in [Step::status(402), Step::status(429), Step::status(400)] {
        let (error, asked, sent) = purchase(step, Found::Happened).await;
        assert_eq!((asked, sent, error.may_have_happened()), (0, 1, false), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn failing_is_a_choice_too() {
    let script = Script::new([Step::status(503).saying(r#"{"error":"payment_status_unknown"}"#)]);
    let error = Call::with_choice(script.core(), Op::<PURCHASE>::default(), OnUnknown::Fail).await.expect_err("503");
    assert!(matches!(&error, Error::OutcomeUnknown(unknown) if unknown.found == Found::Unclear), "{error:?}");
}
