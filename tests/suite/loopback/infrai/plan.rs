//! Tier, subscription and the routing between vendors.

use super::Loopback;
use infrai::operations::{
    AccountRoutingGetRequest, AccountRoutingSetRequest, AccountRoutingTestRequest, AccountSubscriptionCancelRequest,
    AccountSubscriptionGetRequest, AccountSubscriptionRetryPaymentRequest, AccountTierDowngradeRequest,
    AccountTierRequest, AccountTierUpgradeRequest,
};
use infrai::runtime::client::OnUnknown;
use infrai::types::AccountTierDowngradeTarget as Target;

#[tokio::test]
async fn account_tier() {
    let api = Loopback::start("account.tier").await;
    api.documented(|client| client.account().tier(), AccountTierRequest {}).await;
}

#[tokio::test]
async fn account_tier_upgrade() {
    let api = Loopback::start("account.tier.upgrade").await;
    let request = AccountTierUpgradeRequest { target_tier: "pro".into() };
    api.corrected("D2", |client| client.account().tier_upgrade("pro", OnUnknown::Fail), request).await;
}

#[tokio::test]
async fn account_tier_downgrade() {
    let api = Loopback::start("account.tier.downgrade").await;
    let request = AccountTierDowngradeRequest::new(Target::Standard);
    api.documented(|client| client.account().tier_downgrade(Target::Standard), request).await;

    // A tier that the document does not know travels as it is.
    let downgrade = api.client.account().tier_downgrade("free");
    let call = downgrade.immediate(true).reason("too \"dear\"").idempotency_key("k1");
    let body = r#"{"target":"free","immediate":true,"reason":"too \"dear\"","idempotency_key":"k1"}"#;
    let request = AccountTierDowngradeRequest {
        target: Target::Unknown("free".into()),
        immediate: Some(true),
        reason: Some("too \"dear\"".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/tier/downgrade", body, request).await;
}

#[tokio::test]
async fn account_subscription_get() {
    let api = Loopback::start("account.subscription.get").await;
    api.documented(|client| client.account().subscription_get(), AccountSubscriptionGetRequest {}).await;
}

#[tokio::test]
async fn account_subscription_cancel() {
    let api = Loopback::start("account.subscription.cancel").await;
    let request = AccountSubscriptionCancelRequest::default();
    api.documented(|client| client.account().subscription_cancel(), request).await;

    let call = api.client.account().subscription_cancel().at_period_end(false).reason("").idempotency_key("k1");
    let body = r#"{"at_period_end":false,"reason":"","idempotency_key":"k1"}"#;
    let request = AccountSubscriptionCancelRequest {
        at_period_end: Some(false),
        reason: Some(String::new()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/subscription/cancel", body, request).await;
}

#[tokio::test]
async fn account_subscription_retry_payment() {
    let api = Loopback::start("account.subscription.retry_payment").await;
    let request = AccountSubscriptionRetryPaymentRequest::default();
    api.documented(|client| client.account().subscription_retry_payment(), request).await;

    let call = api.client.account().subscription_retry_payment().payment_method_id("pm_1").idempotency_key("k1");
    let body = r#"{"payment_method_id":"pm_1","idempotency_key":"k1"}"#;
    let request = AccountSubscriptionRetryPaymentRequest {
        payment_method_id: Some("pm_1".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/subscription/retry_payment", body, request).await;
}

#[tokio::test]
async fn account_routing_get() {
    let api = Loopback::start("account.routing.get").await;
    api.documented(|client| client.account().routing_get(), AccountRoutingGetRequest {}).await;
}

#[tokio::test]
async fn account_routing_set() {
    let api = Loopback::start("account.routing.set").await;
    let chain = vec!["vendor-a".to_owned(), "vendor-b".to_owned()];
    let pinned = vec!["vendor-a".to_owned()];
    let request =
        AccountRoutingSetRequest { chain_override: Some(chain.clone()), pinned_vendors: Some(pinned.clone()) };
    let call = |client: &super::Client| {
        client.account().routing_set().chain_override(chain.clone()).pinned_vendors(pinned.clone())
    };
    api.corrected("D3", call, request).await;

    // An empty list says something else than no list.
    let call = api.client.account().routing_set().chain_override(Vec::<String>::new());
    let request = AccountRoutingSetRequest { chain_override: Some(Vec::new()), pinned_vendors: None };
    api.sends(call, "PUT /v1/account/routing/set", r#"{"chain_override":[]}"#, request).await;
}

#[tokio::test]
async fn account_routing_test() {
    let api = Loopback::start("account.routing.test").await;
    let request = AccountRoutingTestRequest::new("ai.chat");
    api.corrected("D4", |client| client.account().routing_test("ai.chat"), request).await;

    let call = api.client.account().routing_test("ai.chat").chain_override(vec!["vendor-a".to_owned()]);
    let body = r#"{"capability":"ai.chat","chain_override":["vendor-a"]}"#;
    let request =
        AccountRoutingTestRequest { capability: "ai.chat".into(), chain_override: Some(vec!["vendor-a".to_owned()]) };
    api.sends(call, "POST /v1/account/routing/test", body, request).await;
}
