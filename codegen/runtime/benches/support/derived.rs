//! The structs that a person would write for Infrai's lists: serde's derive, fields of the types that the generated ones have.
//!
//! serde's derive knows no decimals that keep their digits. This person reads them as the generated codecs do, from the
//! number's own text, and borrows it.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
pub struct Balance {
    #[serde(deserialize_with = "number")]
    pub balance_usd: Decimal,
    pub currency: String,
}

#[derive(Debug, Deserialize)]
pub struct Timeseries {
    pub granularity: Granularity,
    pub points: Vec<Point>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    Hour,
    Day,
    Month,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Deserialize)]
pub struct Point {
    pub ts: Timestamp,
    #[serde(deserialize_with = "number")]
    pub spend_usd: Decimal,
    pub requests: i64,
}

#[derive(Debug, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Invoice {
    pub id: String,
    pub period: Value,
    #[serde(deserialize_with = "number")]
    pub total_usd: Decimal,
    pub status: String,
    pub line_items: Value,
    pub pdf_url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Project {
    pub id: String,
    pub name: String,
    pub scopes: Vec<String>,
    pub metadata: BTreeMap<String, Value>,
    pub created_at: Timestamp,
}

#[derive(Debug, Deserialize)]
pub struct Webhook {
    pub id: String,
    pub url: String,
    pub events: Vec<String>,
    pub active: bool,
    pub retry_policy: RetryPolicy,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryPolicy {
    Default,
    Aggressive,
    #[serde(untagged)]
    Unknown(String),
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = <&RawValue>::deserialize(deserializer)?.get();
    Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).map_err(de::Error::custom)
}
