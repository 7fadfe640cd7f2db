//! One call, `GET /v1/account/balance` over loopback, by the generated client and by a person's `reqwest`.
//!
//! Both go through the same `reqwest` client, so they share its connection and its settings; both send a bearer token, have 30
//! seconds, check the status and read the answer into a struct. Server and callers are tasks of one thread: no time is lost
//! to another core's waking up, and so none hides what the client costs.

use super::derived::Balance;
use super::ok;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use infrai::client::Client;
use rust_decimal::Decimal;
use std::error::Error;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

const TOKEN: &str = "ifr_pk_proj_0123456789abcdef";
const ANSWER: &str = r#"{"balance_usd":12.50,"currency":"USD"}"#;

/// Both callers with their server.
pub struct Calls {
    runtime: Runtime,
    url: String,
    http: reqwest::Client,
    client: Client,
}

impl Calls {
    /// Starts the server.
    pub fn new() -> Self {
        let runtime = ok(Builder::new_current_thread().enable_all().build());
        let listener = ok(runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")));
        let url = format!("http://{}", ok(listener.local_addr()));
        let balance = get(|| async { ([(CONTENT_TYPE, "application/json")], ANSWER) });
        let router = Router::new().route("/v1/account/balance", balance);
        runtime.spawn(async move { axum::serve(listener, router).await });
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let http = ok(http.retry(reqwest::retry::never()).build());
        let client = ok(Client::builder().base_url(&url).bearer(TOKEN).http(http.clone()).build());
        Self { runtime, url, http, client }
    }

    /// So many calls by the generated client, one after the other.
    pub fn generated(&self, count: u64) {
        self.runtime.block_on(async {
            for _ in 0..count {
                let balance = ok(self.client.account().balance().await);
                assert_eq!(balance.balance_usd, Decimal::new(12_50, 2));
            }
        });
    }

    /// So many calls by hand.
    pub fn by_hand(&self, count: u64) {
        self.runtime.block_on(async {
            for _ in 0..count {
                let balance = ok(self.balance().await);
                assert_eq!(balance.balance_usd, Decimal::new(12_50, 2));
            }
        });
    }

    /// What `reqwest`'s own `json()` does, which is a feature of it that the generated client does without.
    async fn balance(&self) -> Result<Balance, Box<dyn Error>> {
        let request = self.http.get(format!("{}/v1/account/balance", self.url));
        let answer = request.bearer_auth(TOKEN).timeout(Duration::from_secs(30)).send().await?;
        let body = answer.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}
