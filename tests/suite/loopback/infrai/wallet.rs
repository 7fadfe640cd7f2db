//! The account and its wallet.

use super::super::answers;
use super::{Loopback, decimal};
use infrai::operations::{
    AccountActivateRequest, AccountBalanceError, AccountBalanceRequest, AccountTopupRequest,
    AccountTransactionsListRequest, AccountWalletRestoreRequest, AccountWhoamiRequest,
};
use infrai::types::AccountActivateRegion as Region;

#[tokio::test]
async fn account_activate() {
    let api = Loopback::start("account.activate").await;
    api.documented(|client| client.account().activate(), AccountActivateRequest::default()).await;

    let call = api.client.account().activate().region(Region::Western).write_credentials(false);
    let request = AccountActivateRequest { region: Some(Region::Western), write_credentials: Some(false) };
    api.sends(call, "POST /v1/activate", r#"{"region":"western","write_credentials":false}"#, request).await;
}

#[tokio::test]
async fn account_whoami() {
    let api = Loopback::start("account.whoami").await;
    api.documented(|client| client.account().whoami(), AccountWhoamiRequest {}).await;
}

#[tokio::test]
async fn account_balance() {
    let api = Loopback::start("account.balance").await;
    api.documented(|client| client.account().balance(), AccountBalanceRequest {}).await;
}

#[tokio::test]
async fn account_topup() {
    let api = Loopback::start("account.topup").await;
    api.corrected("D1", |client| client.account().topup(50), AccountTopupRequest::new(50)).await;

    let call =
        api.client.account().topup(decimal("0.10")).return_url("https://example.com/a?b=c").idempotency_key("k1");
    let body = r#"{"amount_usd":0.10,"return_url":"https://example.com/a?b=c","idempotency_key":"k1"}"#;
    let request = AccountTopupRequest {
        amount_usd: decimal("0.10"),
        return_url: Some("https://example.com/a?b=c".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/topup", body, request).await;
}

#[tokio::test]
async fn account_wallet_restore() {
    let api = Loopback::start("account.wallet.restore").await;
    api.documented(|client| client.account().wallet_restore(), AccountWalletRestoreRequest::default()).await;

    let call = api.client.account().wallet_restore().idempotency_key("k1");
    let request = AccountWalletRestoreRequest { idempotency_key: Some("k1".into()) };
    api.sends(call, "POST /v1/account/wallet/restore", r#"{"idempotency_key":"k1"}"#, request).await;
}

#[tokio::test]
async fn account_transactions_list() {
    let api = Loopback::start("account.transactions.list").await;
    api.documented(|client| client.account().transactions_list(), AccountTransactionsListRequest::default()).await;

    let call = api.client.account().transactions_list().cursor("eyJh&=+/ ü").limit(2);
    let line = "GET /v1/account/transactions/list?cursor=eyJh%26%3D%2B%2F%20%C3%BC&limit=2";
    let request = AccountTransactionsListRequest { cursor: Some("eyJh&=+/ ü".into()), limit: Some(2) };
    api.sends(call, line, "", request).await;
}

#[tokio::test]
async fn a_call_that_the_wallet_cannot_pay_for_is_402() {
    let api = Loopback::start("account.balance").await;
    api.stage.answer_with(answers::of_status("infrai", "account.balance", 402).remove(0));
    let error = api.client.account().balance().await.expect_err("the answer is a failure");

    let Some(AccountBalanceError::PaymentRequired(body)) = error.api() else { panic!("{error:?}") };
    assert_eq!(body.code.as_deref(), Some("INSUFFICIENT_CREDIT"));
    assert_eq!(body.additional["topup"]["minimum_usd"], 5, "what is not declared is kept");
    assert_eq!(error.to_string(), "402 Payment Required: The wallet is empty.");
    assert_eq!(
        error.reply().map(|reply| reply.bytes()),
        Some(api.wire.only().answered.body),
        "the answer is there as it came"
    );
}
