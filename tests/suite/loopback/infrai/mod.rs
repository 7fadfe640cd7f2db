//! Infrai: its 60 operations, a file for each part of the account.
//!
//! `documented` makes the call that the API's source shows. Where an operation takes more than the source shows, `sends` makes it
//! with all of its parameters.

mod pages;
mod payment;
mod plan;
mod team;
mod usage;
mod wallet;
mod webhooks;

use super::glue::loopback;

loopback!(infrai {
    account::AccountApi {
        activate(AccountActivateRequest),
        whoami(AccountWhoamiRequest),
        balance(AccountBalanceRequest),
        topup(AccountTopupRequest),
        wallet_restore(AccountWalletRestoreRequest),
        transactions_list(AccountTransactionsListRequest),
        usage(AccountUsageRequest),
        usage_timeseries(AccountUsageTimeseriesRequest),
        usage_forecast(AccountUsageForecastRequest),
        usage_export(AccountUsageExportRequest),
        budget_get(AccountBudgetGetRequest),
        budget_set(AccountBudgetSetRequest),
        autorecharge_get(AccountAutorechargeGetRequest),
        autorecharge_configure(AccountAutorechargeConfigureRequest),
        autorecharge_test_charge(AccountAutorechargeTestChargeRequest),
        autorecharge_payment_failures_list(AccountAutorechargePaymentFailuresListRequest),
        payment_method_list(AccountPaymentMethodListRequest),
        payment_method_set_default(AccountPaymentMethodSetDefaultRequest),
        invoices_list(AccountInvoicesListRequest),
        invoices_get(AccountInvoicesGetRequest),
        tier(AccountTierRequest),
        tier_upgrade(AccountTierUpgradeRequest),
        tier_downgrade(AccountTierDowngradeRequest),
        subscription_get(AccountSubscriptionGetRequest),
        subscription_cancel(AccountSubscriptionCancelRequest),
        subscription_retry_payment(AccountSubscriptionRetryPaymentRequest),
        members_list(AccountMembersListRequest),
        members_invite(AccountMembersInviteRequest),
        members_remove(AccountMembersRemoveRequest),
        projects_list(AccountProjectsListRequest),
        projects_create(AccountProjectsCreateRequest),
        projects_get(AccountProjectsGetRequest),
        projects_update(AccountProjectsUpdateRequest),
        projects_delete(AccountProjectsDeleteRequest),
        keys_list(AccountKeysListRequest),
        keys_create(AccountKeysCreateRequest),
        keys_update(AccountKeysUpdateRequest),
        keys_rotate(AccountKeysRotateRequest),
        keys_revoke(AccountKeysRevokeRequest),
        keys_suspected_compromise(AccountKeysSuspectedCompromiseRequest),
        webhooks_list(AccountWebhooksListRequest),
        webhooks_register(AccountWebhooksRegisterRequest),
        webhooks_get(AccountWebhooksGetRequest),
        webhooks_update(AccountWebhooksUpdateRequest),
        webhooks_delete(AccountWebhooksDeleteRequest),
        webhooks_test(AccountWebhooksTestRequest),
        webhooks_deliveries(AccountWebhooksDeliveriesRequest),
        webhooks_retry(AccountWebhooksRetryRequest),
        webhooks_replay(AccountWebhooksReplayRequest),
        routing_get(AccountRoutingGetRequest),
        routing_set(AccountRoutingSetRequest),
        routing_test(AccountRoutingTestRequest),
        bandwidth_quota(AccountBandwidthQuotaRequest),
        bandwidth_usage(AccountBandwidthUsageRequest),
        bandwidth_alerts_list(AccountBandwidthAlertsListRequest),
        bandwidth_alerts_configure(AccountBandwidthAlertsConfigureRequest),
        bandwidth_alerts_delete(AccountBandwidthAlertsDeleteRequest),
    }
    billing::BillingApi {
        charge_create(BillingChargeCreateRequest),
        charge_get(BillingChargeGetRequest),
        refund_create(BillingRefundCreateRequest),
    }
});

/// A decimal with the zeros of its text.
fn decimal(text: &str) -> rust_decimal::Decimal {
    text.parse().expect("the tests write decimals")
}
