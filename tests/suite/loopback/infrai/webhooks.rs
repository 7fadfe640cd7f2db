//! Webhooks and their deliveries.

use super::Loopback;
use infrai::operations::{
    AccountWebhooksDeleteRequest, AccountWebhooksDeliveriesRequest, AccountWebhooksGetRequest,
    AccountWebhooksListRequest, AccountWebhooksRegisterRequest, AccountWebhooksReplayRequest,
    AccountWebhooksRetryRequest, AccountWebhooksTestRequest, AccountWebhooksUpdateRequest,
};
use infrai::types::AccountWebhooksRegisterRetryPolicy as RegisterRetryPolicy;
use std::collections::BTreeMap;

const URL: &str = "https://hooks.example.com/infrai";

fn events() -> Vec<String> {
    vec!["example.event".to_owned()]
}

fn headers() -> BTreeMap<String, String> {
    BTreeMap::from([("X-Team".to_owned(), "support".to_owned())])
}

#[tokio::test]
async fn account_webhooks_list() {
    let api = Loopback::start("account.webhooks.list").await;
    api.documented(|client| client.account().webhooks_list(), AccountWebhooksListRequest::default()).await;

    let call = api.client.account().webhooks_list().cursor("wh_2").limit(5);
    let request = AccountWebhooksListRequest { cursor: Some("wh_2".into()), limit: Some(5) };
    api.sends(call, "GET /v1/account/webhooks/list?cursor=wh_2&limit=5", "", request).await;
}

#[tokio::test]
async fn account_webhooks_register() {
    let api = Loopback::start("account.webhooks.register").await;
    let request = AccountWebhooksRegisterRequest::new(URL, events());
    api.corrected("D7", |client| client.account().webhooks_register(URL, events()), request).await;

    let register = api.client.account().webhooks_register(URL, events()).description("Support's").secret("whsec_1");
    let call = register.retry_policy(RegisterRetryPolicy::Aggressive).headers(headers()).idempotency_key("k1");
    assert!(!format!("{call:?}").contains("whsec_1"), "a secret does not show in {call:?}");
    let body = r#"{
        "url": "https://hooks.example.com/infrai", "events": ["example.event"], "description": "Support's",
        "secret": "whsec_1", "retry_policy": "aggressive", "headers": {"X-Team": "support"}, "idempotency_key": "k1"
    }"#;
    let request = AccountWebhooksRegisterRequest {
        url: URL.into(),
        events: events(),
        description: Some("Support's".into()),
        secret: Some("whsec_1".into()),
        retry_policy: Some(RegisterRetryPolicy::Aggressive),
        headers: Some(headers()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/webhooks/register", body, request).await;
}

#[tokio::test]
async fn account_webhooks_get() {
    let api = Loopback::start("account.webhooks.get").await;
    let request = AccountWebhooksGetRequest { webhook_id: "wh_1".into() };
    api.documented_of("wh_1", |client| client.account().webhooks_get("wh_1"), request).await;
}

#[tokio::test]
async fn account_webhooks_update() {
    let api = Loopback::start("account.webhooks.update").await;
    let request = AccountWebhooksUpdateRequest::new("wh_1");
    api.documented_of("wh_1", |client| client.account().webhooks_update("wh_1"), request).await;

    let update = api.client.account().webhooks_update("wh_1").url(URL).events(events()).description("").active(false);
    let call = update.retry_policy(RegisterRetryPolicy::Default).headers(headers()).idempotency_key("k1");
    let body = r#"{
        "url": "https://hooks.example.com/infrai", "events": ["example.event"], "description": "", "active": false,
        "retry_policy": "default", "headers": {"X-Team": "support"}, "idempotency_key": "k1"
    }"#;
    let request = AccountWebhooksUpdateRequest {
        webhook_id: "wh_1".into(),
        url: Some(URL.into()),
        events: Some(events()),
        description: Some(String::new()),
        active: Some(false),
        retry_policy: Some(RegisterRetryPolicy::Default),
        headers: Some(headers()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "PATCH /v1/account/webhooks/update/wh_1", body, request).await;
}

#[tokio::test]
async fn account_webhooks_delete() {
    let api = Loopback::start("account.webhooks.delete").await;
    let request = AccountWebhooksDeleteRequest::new("wh_1");
    api.documented_of("wh_1", |client| client.account().webhooks_delete("wh_1"), request).await;

    let call = api.client.account().webhooks_delete("wh_1").idempotency_key("k1");
    let request = AccountWebhooksDeleteRequest { webhook_id: "wh_1".into(), idempotency_key: Some("k1".into()) };
    api.sends(call, "DELETE /v1/account/webhooks/delete/wh_1?idempotency_key=k1", "", request).await;
}

#[tokio::test]
async fn account_webhooks_test() {
    let api = Loopback::start("account.webhooks.test").await;
    let request = AccountWebhooksTestRequest { webhook_id: "wh_1".into() };
    let call = |client: &super::Client| client.account().webhooks_test("wh_1");
    api.documented_of("wh_1", call, request).await;
}

#[tokio::test]
async fn account_webhooks_deliveries() {
    let api = Loopback::start("account.webhooks.deliveries").await;
    let request = AccountWebhooksDeliveriesRequest::new("wh_1");
    api.documented_of("wh_1", |client| client.account().webhooks_deliveries("wh_1"), request).await;

    let call = api.client.account().webhooks_deliveries("wh_1").cursor("del_99").limit(2);
    let line = "GET /v1/account/webhooks/deliveries/wh_1?cursor=del_99&limit=2";
    let request =
        AccountWebhooksDeliveriesRequest { webhook_id: "wh_1".into(), cursor: Some("del_99".into()), limit: Some(2) };
    api.sends(call, line, "", request).await;
}

#[tokio::test]
async fn account_webhooks_retry() {
    let api = Loopback::start("account.webhooks.retry").await;
    let request = AccountWebhooksRetryRequest::new("wh_1");
    api.documented_of("wh_1", |client| client.account().webhooks_retry("wh_1"), request).await;

    let call = api.client.account().webhooks_retry("wh_1").delivery_id("del_101").idempotency_key("k1");
    let body = r#"{"delivery_id":"del_101","idempotency_key":"k1"}"#;
    let request = AccountWebhooksRetryRequest {
        webhook_id: "wh_1".into(),
        delivery_id: Some("del_101".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/webhooks/retry/wh_1", body, request).await;
}

#[tokio::test]
async fn account_webhooks_replay() {
    let api = Loopback::start("account.webhooks.replay").await;
    let request = AccountWebhooksReplayRequest::new("wh_1");
    api.documented_of("wh_1", |client| client.account().webhooks_replay("wh_1"), request).await;

    let call = api.client.account().webhooks_replay("wh_1").delivery_id("del_102").idempotency_key("k1");
    let body = r#"{"delivery_id":"del_102","idempotency_key":"k1"}"#;
    let request = AccountWebhooksReplayRequest {
        webhook_id: "wh_1".into(),
        delivery_id: Some("del_102".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/webhooks/replay/wh_1", body, request).await;
}
