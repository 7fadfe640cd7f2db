//! AIone: its one documented operation.

use super::glue::loopback;
use aione::operations::BillingPlanRequest;

loopback!(aione { billing::BillingApi { plan(BillingPlanRequest), } });

#[tokio::test]
async fn billing_plan() {
    let api = Loopback::start("billing.plan").await;
    api.documented(|client| client.billing().plan(), BillingPlanRequest {}).await;
}
