//! Payments: auto-recharge, payment methods, invoices, charges and refunds.
//!
//! Account pages count in decimal US dollars, billing pages in the smallest unit of a currency (D49).

use super::{Loopback, decimal};
use infrai::operations::{
    AccountAutorechargeConfigureRequest, AccountAutorechargeGetRequest, AccountAutorechargePaymentFailuresListRequest,
    AccountAutorechargeTestChargeRequest, AccountInvoicesGetRequest, AccountInvoicesListRequest,
    AccountPaymentMethodListRequest, AccountPaymentMethodSetDefaultRequest, BillingChargeCreateRequest,
    BillingChargeGetRequest, BillingRefundCreateRequest,
};
use infrai::runtime::money::MinorUnits;

#[tokio::test]
async fn account_autorecharge_get() {
    let api = Loopback::start("account.autorecharge.get").await;
    api.documented(|client| client.account().autorecharge_get(), AccountAutorechargeGetRequest {}).await;
}

#[tokio::test]
async fn account_autorecharge_configure() {
    let api = Loopback::start("account.autorecharge.configure").await;
    let request = AccountAutorechargeConfigureRequest::new(5, 20);
    api.corrected("D7", |client| client.account().autorecharge_configure(5, 20), request).await;

    let configure = api.client.account().autorecharge_configure(decimal("2.50"), decimal("10.0"));
    let call = configure.payment_method_id("pm_1").max_per_day(2).max_per_month(10).idempotency_key("k1");
    let body = r#"{
        "trigger_balance": 2.50, "recharge_amount": 10.0, "payment_method_id": "pm_1", "max_per_day": 2,
        "max_per_month": 10, "idempotency_key": "k1"
    }"#;
    let request = AccountAutorechargeConfigureRequest {
        trigger_balance: decimal("2.50"),
        recharge_amount: decimal("10.0"),
        payment_method_id: Some("pm_1".into()),
        max_per_day: Some(2),
        max_per_month: Some(10),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "PUT /v1/account/autorecharge/configure", body, request).await;
}

#[tokio::test]
async fn account_autorecharge_test_charge() {
    let api = Loopback::start("account.autorecharge.test_charge").await;
    let request = AccountAutorechargeTestChargeRequest::default();
    api.documented(|client| client.account().autorecharge_test_charge(), request).await;

    let call = api.client.account().autorecharge_test_charge().idempotency_key("k1");
    let request = AccountAutorechargeTestChargeRequest { idempotency_key: Some("k1".into()) };
    api.sends(call, "POST /v1/account/autorecharge/test_charge", r#"{"idempotency_key":"k1"}"#, request).await;
}

#[tokio::test]
async fn account_autorecharge_payment_failures_list() {
    let api = Loopback::start("account.autorecharge.payment_failures.list").await;
    let request = AccountAutorechargePaymentFailuresListRequest::default();
    api.documented(|client| client.account().autorecharge_payment_failures_list(), request).await;

    let call = api.client.account().autorecharge_payment_failures_list().cursor("pf_31").limit(50);
    let line = "GET /v1/account/autorecharge/payment_failures/list?cursor=pf_31&limit=50";
    let request = AccountAutorechargePaymentFailuresListRequest { cursor: Some("pf_31".into()), limit: Some(50) };
    api.sends(call, line, "", request).await;
}

#[tokio::test]
async fn account_payment_method_list() {
    let api = Loopback::start("account.payment_method.list").await;
    api.documented(|client| client.account().payment_method_list(), AccountPaymentMethodListRequest {}).await;
}

#[tokio::test]
async fn account_payment_method_set_default() {
    let api = Loopback::start("account.payment_method.set_default").await;
    let request = AccountPaymentMethodSetDefaultRequest::new("...");
    api.documented(|client| client.account().payment_method_set_default("..."), request).await;

    let call = api.client.account().payment_method_set_default("pm_1").idempotency_key("k1");
    let body = r#"{"payment_method_id":"pm_1","idempotency_key":"k1"}"#;
    let request =
        AccountPaymentMethodSetDefaultRequest { payment_method_id: "pm_1".into(), idempotency_key: Some("k1".into()) };
    api.sends(call, "POST /v1/account/payment_method/set_default", body, request).await;
}

#[tokio::test]
async fn account_invoices_list() {
    let api = Loopback::start("account.invoices.list").await;
    api.documented(|client| client.account().invoices_list(), AccountInvoicesListRequest::default()).await;

    let call = api.client.account().invoices_list().cursor("inv_9").limit(1);
    let request = AccountInvoicesListRequest { cursor: Some("inv_9".into()), limit: Some(1) };
    api.sends(call, "GET /v1/account/invoices/list?cursor=inv_9&limit=1", "", request).await;
}

#[tokio::test]
async fn account_invoices_get() {
    let api = Loopback::start("account.invoices.get").await;
    let request = AccountInvoicesGetRequest { invoice_id: "inv_9".into() };
    api.documented_of("inv_9", |client| client.account().invoices_get("inv_9"), request).await;

    let call = api.client.account().invoices_get("2026/03 №9?");
    let request = AccountInvoicesGetRequest { invoice_id: "2026/03 №9?".into() };
    api.sends(call, "GET /v1/account/invoices/get/2026%2F03%20%E2%84%969%3F", "", request).await;
}

#[tokio::test]
async fn billing_charge_create() {
    let api = Loopback::start("billing.charge.create").await;
    let request = BillingChargeCreateRequest {
        customer_id: Some("cus_123".into()),
        ..BillingChargeCreateRequest::new(MinorUnits::new(1999), "USD")
    };
    let call =
        |client: &super::Client| client.billing().charge_create(MinorUnits::new(1999), "USD").customer_id("cus_123");
    api.corrected("D49", call, request).await;

    let charge = api.client.billing().charge_create(MinorUnits::new(500), "JPY");
    let call = charge.customer_id("cus_123").payment_method_id("pm_1").idempotency_key("k1");
    let body = r#"{
        "amount": 500, "currency": "JPY", "customer_id": "cus_123", "payment_method_id": "pm_1", "idempotency_key": "k1"
    }"#;
    let request = BillingChargeCreateRequest {
        amount: MinorUnits::new(500),
        currency: "JPY".into(),
        customer_id: Some("cus_123".into()),
        payment_method_id: Some("pm_1".into()),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/billing/charges", body, request).await;
}

#[tokio::test]
async fn billing_charge_get() {
    let api = Loopback::start("billing.charge.get").await;
    let request = BillingChargeGetRequest { id: "ch_...".into() };
    api.documented(|client| client.billing().charge_get("ch_..."), request).await;
}

#[tokio::test]
async fn billing_refund_create() {
    let api = Loopback::start("billing.refund.create").await;
    let request =
        BillingRefundCreateRequest { amount: Some(MinorUnits::new(500)), ..BillingRefundCreateRequest::new("ch_...") };
    api.corrected("D49", |client| client.billing().refund_create("ch_...").amount(MinorUnits::new(500)), request).await;

    let call = api.client.billing().refund_create("ch_88").amount(MinorUnits::new(999)).idempotency_key("k1");
    let body = r#"{"charge_id":"ch_88","amount":999,"idempotency_key":"k1"}"#;
    let request = BillingRefundCreateRequest {
        charge_id: "ch_88".into(),
        amount: Some(MinorUnits::new(999)),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/billing/refunds", body, request).await;
}
