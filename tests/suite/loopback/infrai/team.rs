//! Members, projects and API keys.

use super::Loopback;
use infrai::operations::{
    AccountKeysCreateRequest, AccountKeysListRequest, AccountKeysRevokeRequest, AccountKeysRotateRequest,
    AccountKeysSuspectedCompromiseRequest, AccountKeysUpdateRequest, AccountMembersInviteRequest,
    AccountMembersListRequest, AccountMembersRemoveRequest, AccountProjectsCreateRequest, AccountProjectsDeleteRequest,
    AccountProjectsGetRequest, AccountProjectsListRequest, AccountProjectsUpdateRequest,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn scopes() -> Vec<String> {
    vec!["chat".to_owned(), "embed".to_owned()]
}

/// Free-form data, with a null that must arrive as one.
fn metadata() -> BTreeMap<String, Value> {
    BTreeMap::from([("team".to_owned(), json!("support")), ("owner".to_owned(), json!({"id": 7, "until": null}))])
}

#[tokio::test]
async fn account_members_list() {
    let api = Loopback::start("account.members.list").await;
    api.documented(|client| client.account().members_list(), AccountMembersListRequest::default()).await;

    let call = api.client.account().members_list().cursor("mem_12").limit(10);
    let request = AccountMembersListRequest { cursor: Some("mem_12".into()), limit: Some(10) };
    api.sends(call, "GET /v1/account/members/list?cursor=mem_12&limit=10", "", request).await;
}

#[tokio::test]
async fn account_members_invite() {
    let api = Loopback::start("account.members.invite").await;
    let request = AccountMembersInviteRequest::new("person@example.com", "admin");
    api.corrected("D8", |client| client.account().members_invite("person@example.com", "admin"), request).await;

    let call = api.client.account().members_invite("ana+x@example.org", "viewer").idempotency_key("k1");
    let body = r#"{"email":"ana+x@example.org","role":"viewer","idempotency_key":"k1"}"#;
    let request = AccountMembersInviteRequest {
        email: "ana+x@example.org".into(),
        role: "viewer".into(),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/members/invite", body, request).await;
}

#[tokio::test]
async fn account_members_remove() {
    let api = Loopback::start("account.members.remove").await;
    let request = AccountMembersRemoveRequest::new("mem_12");
    api.documented_of("mem_12", |client| client.account().members_remove("mem_12"), request).await;

    let call = api.client.account().members_remove("mem_12").idempotency_key("k1");
    let request = AccountMembersRemoveRequest { member_id: "mem_12".into(), idempotency_key: Some("k1".into()) };
    api.sends(call, "DELETE /v1/account/members/remove/mem_12?idempotency_key=k1", "", request).await;
}

#[tokio::test]
async fn account_projects_list() {
    let api = Loopback::start("account.projects.list").await;
    api.documented(|client| client.account().projects_list(), AccountProjectsListRequest::default()).await;

    let call = api.client.account().projects_list().cursor("proj_b2").limit(100);
    let request = AccountProjectsListRequest { cursor: Some("proj_b2".into()), limit: Some(100) };
    api.sends(call, "GET /v1/account/projects/list?cursor=proj_b2&limit=100", "", request).await;
}

#[tokio::test]
async fn account_projects_create() {
    let api = Loopback::start("account.projects.create").await;
    let request = AccountProjectsCreateRequest::new("...");
    api.documented(|client| client.account().projects_create("..."), request).await;

    let create = api.client.account().projects_create("Night batch");
    let call = create.scopes(scopes()).metadata(metadata()).idempotency_key("k1");
    let body = r#"{
        "name": "Night batch", "scopes": ["chat", "embed"],
        "metadata": {"team": "support", "owner": {"id": 7, "until": null}}, "idempotency_key": "k1"
    }"#;
    let request = AccountProjectsCreateRequest {
        name: "Night batch".into(),
        scopes: Some(scopes()),
        metadata: Some(metadata()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/projects/create", body, request).await;
}

#[tokio::test]
async fn account_projects_get() {
    let api = Loopback::start("account.projects.get").await;
    let request = AccountProjectsGetRequest { project_id: "proj_a1f3".into() };
    api.documented_of("proj_a1f3", |client| client.account().projects_get("proj_a1f3"), request).await;
}

#[tokio::test]
async fn account_projects_update() {
    let api = Loopback::start("account.projects.update").await;
    let request = AccountProjectsUpdateRequest::new("proj_a1f3");
    api.documented_of("proj_a1f3", |client| client.account().projects_update("proj_a1f3"), request).await;

    let update = api.client.account().projects_update("proj_a1f3").name("Störungs-Bot №1").scopes(scopes());
    let call = update.rate_limit_rpm(120).metadata(metadata()).idempotency_key("k1");
    let body = r#"{
        "name": "Störungs-Bot №1", "scopes": ["chat", "embed"], "rate_limit_rpm": 120,
        "metadata": {"team": "support", "owner": {"id": 7, "until": null}}, "idempotency_key": "k1"
    }"#;
    let request = AccountProjectsUpdateRequest {
        project_id: "proj_a1f3".into(),
        name: Some("Störungs-Bot №1".into()),
        scopes: Some(scopes()),
        rate_limit_rpm: Some(120),
        metadata: Some(metadata()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "PATCH /v1/account/projects/update/proj_a1f3", body, request).await;
}

#[tokio::test]
async fn account_projects_delete() {
    let api = Loopback::start("account.projects.delete").await;
    let request = AccountProjectsDeleteRequest::new("proj_a1f3");
    api.documented_of("proj_a1f3", |client| client.account().projects_delete("proj_a1f3"), request).await;

    let call = api.client.account().projects_delete("proj_a1f3").idempotency_key("k 1&x=y");
    let line = "DELETE /v1/account/projects/delete/proj_a1f3?idempotency_key=k%201%26x%3Dy";
    let request =
        AccountProjectsDeleteRequest { project_id: "proj_a1f3".into(), idempotency_key: Some("k 1&x=y".into()) };
    api.sends(call, line, "", request).await;
}

#[tokio::test]
async fn account_keys_list() {
    let api = Loopback::start("account.keys.list").await;
    api.documented(|client| client.account().keys_list(), AccountKeysListRequest {}).await;
}

#[tokio::test]
async fn account_keys_create() {
    let api = Loopback::start("account.keys.create").await;
    api.documented(|client| client.account().keys_create(), AccountKeysCreateRequest::default()).await;

    let create = api.client.account().keys_create().project_id("proj_a1f3").name("deploy");
    let call = create.scopes(scopes()).idempotency_key("k1");
    let body = r#"{"project_id":"proj_a1f3","name":"deploy","scopes":["chat","embed"],"idempotency_key":"k1"}"#;
    let request = AccountKeysCreateRequest {
        project_id: Some("proj_a1f3".into()),
        name: Some("deploy".into()),
        scopes: Some(scopes()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/keys/create", body, request).await;
}

#[tokio::test]
async fn account_keys_update() {
    let api = Loopback::start("account.keys.update").await;
    let request = AccountKeysUpdateRequest::new("key_3");
    api.documented_of("key_3", |client| client.account().keys_update("key_3"), request).await;

    let call = api.client.account().keys_update("key_3").name("deploy (eu)").scopes(scopes()).idempotency_key("k1");
    let body = r#"{"name":"deploy (eu)","scopes":["chat","embed"],"idempotency_key":"k1"}"#;
    let request = AccountKeysUpdateRequest {
        key_id: "key_3".into(),
        name: Some("deploy (eu)".into()),
        scopes: Some(scopes()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "PATCH /v1/account/keys/update/key_3", body, request).await;
}

#[tokio::test]
async fn account_keys_rotate() {
    let api = Loopback::start("account.keys.rotate").await;
    let request = AccountKeysRotateRequest::new("key_3");
    api.documented_of("key_3", |client| client.account().keys_rotate("key_3"), request).await;

    let call = api.client.account().keys_rotate("key_3").grace_hours(0).idempotency_key("k1");
    let body = r#"{"grace_hours":0,"idempotency_key":"k1"}"#;
    let request =
        AccountKeysRotateRequest { key_id: "key_3".into(), grace_hours: Some(0), idempotency_key: Some("k1".into()) };
    api.sends(call, "POST /v1/account/keys/rotate/key_3", body, request).await;
}

#[tokio::test]
async fn account_keys_revoke() {
    let api = Loopback::start("account.keys.revoke").await;
    let request = AccountKeysRevokeRequest::new("key_3");
    api.documented_of("key_3", |client| client.account().keys_revoke("key_3"), request).await;

    let call = api.client.account().keys_revoke("key_3").idempotency_key("k1");
    let request = AccountKeysRevokeRequest { key_id: "key_3".into(), idempotency_key: Some("k1".into()) };
    api.sends(call, "DELETE /v1/account/keys/revoke/key_3?idempotency_key=k1", "", request).await;
}

#[tokio::test]
async fn account_keys_suspected_compromise() {
    let api = Loopback::start("account.keys.suspected_compromise").await;
    let request = AccountKeysSuspectedCompromiseRequest::new("key_3");
    api.documented_of("key_3", |client| client.account().keys_suspected_compromise("key_3"), request).await;

    let report = api.client.account().keys_suspected_compromise("key_3");
    let call = report.confirmed_leak(true).auto_rotate(false).idempotency_key("k1");
    let body = r#"{"confirmed_leak":true,"auto_rotate":false,"idempotency_key":"k1"}"#;
    let request = AccountKeysSuspectedCompromiseRequest {
        key_id: "key_3".into(),
        confirmed_leak: Some(true),
        auto_rotate: Some(false),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/keys/suspected_compromise/key_3", body, request).await;
}

#[tokio::test]
async fn a_secret_in_an_answer_does_not_show() {
    let api = Loopback::start("account.keys.rotate").await;
    api.stage.answer_with(api.stage.success());
    let rotated = api.client.account().keys_rotate("key_3").await.expect("the answer is a success");

    assert_eq!(rotated.key_secret.expose(), "ifr_pk_proj_sample_key3b");
    assert!(!format!("{rotated:?}").contains("sample"), "{rotated:?}");
}
