//! Usage, budget and bandwidth.

use super::{Loopback, decimal};
use infrai::operations::{
    AccountBandwidthAlertsConfigureRequest, AccountBandwidthAlertsDeleteRequest, AccountBandwidthAlertsListRequest,
    AccountBandwidthQuotaRequest, AccountBandwidthUsageRequest, AccountBudgetGetRequest, AccountBudgetSetRequest,
    AccountUsageExportRequest, AccountUsageForecastRequest, AccountUsageRequest, AccountUsageTimeseriesRequest,
};
use infrai::types::{
    AccountBudgetSetPeriod as Period, AccountUsageExportFormat as Format,
    AccountUsageTimeseriesGranularity as Granularity,
};
use jiff::Timestamp;

/// A time and one two days later, with a fraction of a second.
fn span() -> (Timestamp, Timestamp) {
    let at = |text: &str| text.parse().expect("the tests write times");
    (at("2026-03-01T00:00:00Z"), at("2026-03-03T12:30:00.5Z"))
}

#[tokio::test]
async fn account_usage() {
    let api = Loopback::start("account.usage").await;
    api.documented(|client| client.account().usage(), AccountUsageRequest {}).await;
}

#[tokio::test]
async fn account_usage_timeseries() {
    let api = Loopback::start("account.usage.timeseries").await;
    api.documented(|client| client.account().usage_timeseries(), AccountUsageTimeseriesRequest::default()).await;

    let (start, end) = span();
    let call = api.client.account().usage_timeseries().start(start).end(end).granularity(Granularity::Day);
    let line = "GET /v1/account/usage/timeseries?start=2026-03-01T00%3A00%3A00Z&end=2026-03-03T12%3A30%3A00.5Z&granularity=day";
    let request =
        AccountUsageTimeseriesRequest { start: Some(start), end: Some(end), granularity: Some(Granularity::Day) };
    api.sends(call, line, "", request).await;
}

#[tokio::test]
async fn account_usage_forecast() {
    let api = Loopback::start("account.usage.forecast").await;
    api.documented(|client| client.account().usage_forecast(), AccountUsageForecastRequest {}).await;
}

#[tokio::test]
async fn account_usage_export() {
    let api = Loopback::start("account.usage.export").await;
    api.documented(|client| client.account().usage_export(), AccountUsageExportRequest::default()).await;

    let (start, end) = span();
    let call = api.client.account().usage_export().format(Format::Csv).start(start).end(end).idempotency_key("k1");
    let body = r#"{
        "format": "csv", "start": "2026-03-01T00:00:00Z", "end": "2026-03-03T12:30:00.5Z", "idempotency_key": "k1"
    }"#;
    let request = AccountUsageExportRequest {
        format: Some(Format::Csv),
        start: Some(start),
        end: Some(end),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "POST /v1/account/usage/export", body, request).await;
}

#[tokio::test]
async fn account_budget_get() {
    let api = Loopback::start("account.budget.get").await;
    api.documented(|client| client.account().budget_get(), AccountBudgetGetRequest {}).await;
}

#[tokio::test]
async fn account_budget_set() {
    let api = Loopback::start("account.budget.set").await;
    let request = AccountBudgetSetRequest::new(Period::Daily);
    api.documented(|client| client.account().budget_set(Period::Daily), request).await;

    let budget = api.client.account().budget_set("monthly");
    let call = budget.hard_cap_usd(200).alert_threshold_usd(decimal("149.90")).idempotency_key("k1");
    let body = r#"{"period":"monthly","hard_cap_usd":200,"alert_threshold_usd":149.90,"idempotency_key":"k1"}"#;
    let request = AccountBudgetSetRequest {
        period: Period::Monthly,
        hard_cap_usd: Some(decimal("200")),
        alert_threshold_usd: Some(decimal("149.90")),
        idempotency_key: Some("k1".into()),
    };
    api.sends(call, "PUT /v1/account/budget/set", body, request).await;
}

#[tokio::test]
async fn account_bandwidth_quota() {
    let api = Loopback::start("account.bandwidth.quota").await;
    api.documented(|client| client.account().bandwidth_quota(), AccountBandwidthQuotaRequest {}).await;
}

#[tokio::test]
async fn account_bandwidth_usage() {
    let api = Loopback::start("account.bandwidth.usage").await;
    api.documented(|client| client.account().bandwidth_usage(), AccountBandwidthUsageRequest::default()).await;

    let (start, end) = span();
    let call = api.client.account().bandwidth_usage().start(start).end(end);
    let line = "GET /v1/account/bandwidth/usage?start=2026-03-01T00%3A00%3A00Z&end=2026-03-03T12%3A30%3A00.5Z";
    api.sends(call, line, "", AccountBandwidthUsageRequest { start: Some(start), end: Some(end) }).await;
}

#[tokio::test]
async fn account_bandwidth_alerts_list() {
    let api = Loopback::start("account.bandwidth.alerts.list").await;
    api.documented(|client| client.account().bandwidth_alerts_list(), AccountBandwidthAlertsListRequest {}).await;
}

#[tokio::test]
async fn account_bandwidth_alerts_configure() {
    let api = Loopback::start("account.bandwidth.alerts.configure").await;
    let gibibyte = 1 << 30;
    let request = AccountBandwidthAlertsConfigureRequest::new(gibibyte);
    api.corrected("D5", |client| client.account().bandwidth_alerts_configure(gibibyte), request).await;

    let call = api.client.account().bandwidth_alerts_configure(i64::MAX).idempotency_key("k1");
    let body = r#"{"threshold_bytes":9223372036854775807,"idempotency_key":"k1"}"#;
    let request =
        AccountBandwidthAlertsConfigureRequest { threshold_bytes: i64::MAX, idempotency_key: Some("k1".into()) };
    api.sends(call, "POST /v1/account/bandwidth/alerts/configure", body, request).await;
}

#[tokio::test]
async fn account_bandwidth_alerts_delete() {
    let api = Loopback::start("account.bandwidth.alerts.delete").await;
    let request = AccountBandwidthAlertsDeleteRequest::new("alert_5");
    api.documented_of("alert_5", |client| client.account().bandwidth_alerts_delete("alert_5"), request).await;

    let call = api.client.account().bandwidth_alerts_delete("alert_5").idempotency_key("k1");
    let line = "DELETE /v1/account/bandwidth/alerts/delete/alert_5?idempotency_key=k1";
    let request =
        AccountBandwidthAlertsDeleteRequest { alert_id: "alert_5".into(), idempotency_key: Some("k1".into()) };
    api.sends(call, line, "", request).await;
}
