//! Infrai's 60 calls, each with all of its parameters, in the order of the document.

use super::sample::samples;
use infrai::runtime::client::OnUnknown;
use infrai::runtime::money::MinorUnits;
use infrai::types::{
    AccountActivateRegion as Region, AccountBudgetSetPeriod as Period, AccountTierDowngradeTarget as Tier,
    AccountUsageExportFormat as Format, AccountUsageTimeseriesGranularity as Granularity,
    AccountWebhooksRegisterRetryPolicy as RetryPolicy,
};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const URL: &str = "https://example.com/a?b=c";

fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_772_000_000 + second).expect("a time of our days")
}

fn texts(text: &str) -> Vec<String> {
    vec![format!("{text}-a"), format!("{text}-b")]
}

fn metadata() -> BTreeMap<String, Value> {
    BTreeMap::from([("team".to_owned(), json!("support")), ("owner".to_owned(), json!({"id": 7, "until": null}))])
}

fn headers() -> BTreeMap<String, String> {
    BTreeMap::from([("X-Team".to_owned(), "support".to_owned())])
}

samples!(infrai, client {
    client.account().activate().region(Region::Western).write_credentials(false),
    client.account().whoami(),
    client.account().balance(),
    client.account().topup(cents(50_10)).return_url(URL).idempotency_key("k1"),
    client.account().wallet_restore().idempotency_key("k1"),
    client.account().transactions_list().cursor("eyJh&=+/ ü").limit(2),
    client.account().usage(),
    client.account().usage_timeseries().start(time(0)).end(time(90)).granularity(Granularity::Day),
    client.account().usage_forecast(),
    client.account().usage_export().format(Format::Csv).start(time(0)).end(time(90)).idempotency_key("k1"),
    client.account().budget_get(),
    client.account().budget_set(Period::Monthly).hard_cap_usd(200).alert_threshold_usd(cents(149_90)).idempotency_key("k1"),
    client.account().autorecharge_get(),
    client.account().autorecharge_configure(cents(2_50), 10).payment_method_id("pm_1").max_per_day(2).max_per_month(9)
        .idempotency_key("k1"),
    client.account().autorecharge_test_charge().idempotency_key("k1"),
    client.account().autorecharge_payment_failures_list().cursor("pf_31").limit(50),
    client.account().payment_method_list(),
    client.account().payment_method_set_default("pm_1").idempotency_key("k1"),
    client.account().invoices_list().cursor("inv_9").limit(1),
    client.account().invoices_get("2026/03 №9?"),
    client.account().tier(),
    client.account().tier_upgrade("pro", OnUnknown::Fail),
    client.account().tier_downgrade(Tier::Standard).immediate(true).reason("too \"dear\"").idempotency_key("k1"),
    client.account().subscription_get(),
    client.account().subscription_cancel().at_period_end(false).reason("").idempotency_key("k1"),
    client.account().subscription_retry_payment().payment_method_id("pm_1").idempotency_key("k1"),
    client.account().members_list().cursor("mem_12").limit(10),
    client.account().members_invite("ana+x@example.org", "viewer").idempotency_key("k1"),
    client.account().members_remove("mem_12").idempotency_key("k1"),
    client.account().projects_list().cursor("proj_b2").limit(100),
    client.account().projects_create("Night batch").scopes(texts("scope")).metadata(metadata()).idempotency_key("k1"),
    client.account().projects_get("proj_a1f3"),
    client.account().projects_update("proj_a1f3").name("Störungs-Bot №1").scopes(texts("scope")).rate_limit_rpm(120)
        .metadata(metadata()).idempotency_key("k1"),
    client.account().projects_delete("proj_a1f3").idempotency_key("k 1&x=y"),
    client.account().keys_list(),
    client.account().keys_create().project_id("proj_a1f3").name("deploy").scopes(texts("scope")).idempotency_key("k1"),
    client.account().keys_update("key_3").name("deploy (eu)").scopes(texts("scope")).idempotency_key("k1"),
    client.account().keys_rotate("key_3").grace_hours(0).idempotency_key("k1"),
    client.account().keys_revoke("key_3").idempotency_key("k1"),
    client.account().keys_suspected_compromise("key_3").confirmed_leak(true).auto_rotate(false).idempotency_key("k1"),
    client.account().webhooks_list().cursor("wh_2").limit(5),
    client.account().webhooks_register(URL, texts("event")).description("Support's").secret("whsec_1")
        .retry_policy(RetryPolicy::Aggressive).headers(headers()).idempotency_key("k1"),
    client.account().webhooks_get("wh_1"),
    client.account().webhooks_update("wh_1").url(URL).events(texts("event")).description("").active(false)
        .retry_policy(RetryPolicy::Default).headers(headers()).idempotency_key("k1"),
    client.account().webhooks_delete("wh_1").idempotency_key("k1"),
    client.account().webhooks_test("wh_1"),
    client.account().webhooks_deliveries("wh_1").cursor("del_99").limit(2),
    client.account().webhooks_retry("wh_1").delivery_id("del_101").idempotency_key("k1"),
    client.account().webhooks_replay("wh_1").delivery_id("del_102").idempotency_key("k1"),
    client.account().routing_get(),
    client.account().routing_set().chain_override(texts("vendor")).pinned_vendors(texts("vendor")),
    client.account().routing_test("ai.chat").chain_override(texts("vendor")),
    client.account().bandwidth_quota(),
    client.account().bandwidth_usage().start(time(0)).end(time(90)),
    client.account().bandwidth_alerts_list(),
    client.account().bandwidth_alerts_configure(1 << 40).idempotency_key("k1"),
    client.account().bandwidth_alerts_delete("alert_5").idempotency_key("k1"),
    client.billing().charge_create(MinorUnits::new(500), "JPY").customer_id("cus_123").payment_method_id("pm_1")
        .idempotency_key("k1"),
    client.billing().charge_get("ch_88"),
    client.billing().refund_create("ch_88").amount(MinorUnits::new(999)).idempotency_key("k1"),
});
