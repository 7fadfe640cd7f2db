//! The README's Rust listings, compiled: the test holds that each of their lines stands in this file, in order.

use crate::support::root;
use axum::http::StatusCode;
use infrai::client::Client;
use infrai::operations::{AccountTopupError, AccountTopupRequest};
use infrai::runtime::client::Error;
use infrai::runtime::server::Failure;
use infrai::server::account::AccountApi;
use infrai::server::billing::BillingApi;
use infrai::types::TopupRecord;
use rust_decimal::Decimal;

/// A server with one operation.
struct Wallet;

impl Wallet {
    fn book(&self, amount_usd: Decimal) -> TopupRecord {
        TopupRecord { topup_id: "top_1".into(), amount_usd, state: "pending".into(), next_action_url: None }
    }
}

impl BillingApi for Wallet {}

impl AccountApi for Wallet {
    async fn topup(&self, request: AccountTopupRequest) -> Result<TopupRecord, Failure<AccountTopupError>> {
        if request.amount_usd <= Decimal::ZERO {
            return Err(Failure::problem(StatusCode::UNPROCESSABLE_ENTITY, "amount_usd is not positive"));
        }
        Ok(self.book(request.amount_usd))
    }
}

#[tokio::test]
async fn the_call_of_the_tour_works() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().bearer("ifr_pk_proj_…").build()?;
    drop(client);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, infrai::server::router(Wallet)).await });
    let client = Client::builder().base_url(url).bearer("ifr_pk_proj_x").build()?;
    let record = client.account().topup(Decimal::new(50_00, 2)).idempotency_key("order-17").await;
    assert_eq!(record.as_ref().map(|record| record.amount_usd.to_string()).ok().as_deref(), Some("50.00"));
    match record {
        Ok(record) => println!("{} is {}", record.topup_id, record.state),
        Err(Error::Api { error: AccountTopupError::PaymentRequired(body), .. }) => println!("{body:?}"),
        Err(error) => println!("{error}"),
    }
    let refused = client.account().topup(Decimal::ZERO).await;
    assert!(
        matches!(refused, Err(Error::Undocumented(ref reply)) if reply.status() == StatusCode::UNPROCESSABLE_ENTITY)
    );
    drop(walk(&client));
    let client = driftless_tests::streams::client::Client::builder().base_url("https://chat.test").build()?;
    drop(stream(&client));
    Ok(())
}

async fn walk(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let mut invoices = client.account().invoices_list().limit(100).items();
    while let Some(invoice) = invoices.next().await {
        println!("{}", invoice?.total_usd);
    }
    Ok(())
}

/// The client of `fixtures/ok/streams.yaml`, whose answers come item by item as well.
async fn stream(client: &driftless_tests::streams::client::Client) -> Result<(), Box<dyn std::error::Error>> {
    let answer = client.chat().create("Hello").await?;
    println!("{}", answer.text);
    let mut pieces = client.chat().create("Hello").stream().await?;
    while let Some(event) = pieces.next().await {
        print!("{}", event?.data.delta);
    }
    Ok(())
}

#[test]
fn the_listings_of_the_readme_stand_here() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README is there");
    let here = include_str!("readme.rs");
    let listings: Vec<&str> = readme.split("```rust\n").skip(1).filter_map(|part| part.split("```").next()).collect();
    assert_eq!(listings.len(), 4);
    for line in listings.iter().flat_map(|listing| listing.lines()).map(str::trim).filter(|line| !line.is_empty()) {
        assert!(here.lines().any(|ours| ours.trim() == line), "the README has a line that is not compiled: {line}");
    }
}
