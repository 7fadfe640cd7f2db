//! Olostep: both operations, and each outcome of a purchase as a caller meets it.

use super::answers;
use super::glue::loopback;
use olostep::operations::{
    UserCreditsInfoRequest, UserPurchaseTopupError as Refusal, UserPurchaseTopupOutput as Purchase,
    UserPurchaseTopupRequest,
};
use olostep::runtime::client::OnUnknown;
use olostep::types::{
    PaymentFailedCode, PaymentStatusUnknownCode, PurchaseCooldownCode, PurchaseKind, PurchaseProcessingStatus,
    PurchaseTopupRequestCredits as Credits, TopupRejectionCode as Reason,
};

loopback!(olostep {
    user::UserApi {
        credits_info(UserCreditsInfoRequest),
        purchase_topup(UserPurchaseTopupRequest),
    }
});

#[tokio::test]
async fn user_credits_info() {
    let api = Loopback::start("user.credits.info").await;
    api.documented(|client| client.user().credits_info(), UserCreditsInfoRequest {}).await;
}

#[tokio::test]
async fn user_purchase_topup() {
    let api = Loopback::start("user.purchase_topup").await;
    let request = UserPurchaseTopupRequest { credits: Credits::N10000 };
    api.documented(|client| client.user().purchase_topup(Credits::N10000, OnUnknown::Fail), request).await;

    // An amount that the document does not know travels as it is.
    let call = api.client.user().purchase_topup(Credits::Unknown(30_000), OnUnknown::Fail);
    let request = UserPurchaseTopupRequest { credits: Credits::Unknown(30_000) };
    api.sends(call, "POST /user/purchase-topup", r#"{"credits":30000}"#, request).await;
}

#[tokio::test]
async fn a_balance_names_its_batches() {
    let api = Loopback::start("user.credits.info").await;
    api.stage.answer_with(api.stage.success());
    let info = api.client.user().credits_info().await.expect("the answer is a success");

    let kinds: Vec<_> = info.breakdown.into_iter().map(|batch| batch.purchase_kind).collect();
    let all = [PurchaseKind::Subscription, PurchaseKind::TopUp, PurchaseKind::Manual, PurchaseKind::SetupPending];
    assert_eq!(kinds, all);
    assert_eq!((info.credits, info.active_subscription.created_at), (12_500, Some(1_704_067_200)));
}

/// Buys credits, once for each answer of this status, as an application would.
async fn purchases(status: u16) -> Vec<Result<Purchase, Error<Refusal>>> {
    let api = Loopback::start("user.purchase_topup").await;
    let mut outcomes = Vec::new();
    for answer in answers::of_status("olostep", "user.purchase_topup", status) {
        api.stage.answer_with(answer);
        outcomes.push(api.client.user().purchase_topup(Credits::N10000, OnUnknown::Fail).await);
    }
    outcomes
}

/// The documented failures of this status.
async fn refusals(status: u16) -> Vec<Refusal> {
    let outcomes = purchases(status).await.into_iter().map(|outcome| match outcome {
        Err(error) if error.status().is_some_and(|found| found.as_u16() == status) => {
            assert_eq!(error.may_have_happened(), status == 503, "{error:?}");
            error.into_api().expect("a documented failure")
        }
        other => panic!("{status} is a documented failure, not {other:?}"),
    });
    outcomes.collect()
}

#[tokio::test]
async fn a_payment_that_went_through_is_200() {
    let outcomes = purchases(200).await;
    let [Ok(Purchase::Ok(paid))] = &outcomes[..] else { panic!("{outcomes:?}") };
    assert_eq!((paid.success, &*paid.payment_intent_id, paid.credits), (true, "pi_3PqSample", 10_000));
}

#[tokio::test]
async fn a_payment_that_is_still_processed_is_202() {
    let outcomes = purchases(202).await;
    let [Ok(Purchase::Accepted(told)), Ok(Purchase::Accepted(silent))] = &outcomes[..] else { panic!("{outcomes:?}") };
    assert_eq!(told.status, PurchaseProcessingStatus::Processing);
    assert_eq!(told.message.as_deref(), Some("Stripe has not confirmed the payment yet."));
    assert_eq!((&silent.message, silent.credits), (&None, 50_000));
}

#[tokio::test]
async fn a_refused_purchase_is_400_in_four_forms() {
    let reasons = refusals(400).await.into_iter().map(|refusal| match refusal {
        Refusal::BadRequest(body) => body.error,
        other => panic!("{other:?}"),
    });
    let all = [Reason::MissingTopupSelector, Reason::InvalidCredits, Reason::NoStripeCustomer, Reason::NoPaymentMethod];
    assert_eq!(reasons.collect::<Vec<_>>(), all.map(Some));
}

#[tokio::test]
async fn a_card_that_cannot_be_charged_is_402() {
    let refusals = refusals(402).await;
    let [Refusal::PaymentRequired(named), Refusal::PaymentRequired(unnamed)] = &refusals[..] else {
        panic!("{refusals:?}")
    };
    assert_eq!((&named.error, &unnamed.error), (&Some(PaymentFailedCode::PaymentFailed), &None));
}

#[tokio::test]
async fn a_purchase_too_soon_is_429_and_says_for_how_long() {
    let refusals = refusals(429).await;
    let [Refusal::TooManyRequests(cooldown)] = &refusals[..] else { panic!("{refusals:?}") };
    assert_eq!(cooldown.retry_after, 60);
    assert_eq!(cooldown.body.error, Some(PurchaseCooldownCode::PurchaseTopupCooldown));
}

#[tokio::test]
async fn a_payment_of_unknown_outcome_is_503() {
    let refusals = refusals(503).await;
    let [Refusal::ServiceUnavailable(body)] = &refusals[..] else { panic!("{refusals:?}") };
    assert_eq!(body.error, Some(PaymentStatusUnknownCode::PaymentStatusUnknown));
}
