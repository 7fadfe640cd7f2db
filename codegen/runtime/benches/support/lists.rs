//! Lists of Infrai's records, each about a megabyte of JSON, and the ways to read each.
//!
//! The generated client reads a body by its own `from_slice`, a person's by that of `serde_json`, as `reqwest`'s `json()` does. The
//! generated types are measured with the latter as well: what they take without the client.

use super::{derived, ok};
use infrai::types;
use serde::de::DeserializeOwned;
use std::hint::black_box;

/// A list, and the readers of it.
pub struct List {
    /// What it is a list of.
    pub name: &'static str,
    /// The document.
    pub json: Vec<u8>,
    /// Reads it as the generated client does.
    pub generated: fn(&[u8]),
    /// Reads it into the generated types as a person would.
    pub types: fn(&[u8]),
    /// Reads it into the structs of [`derived`].
    pub derived: fn(&[u8]),
}

/// All lists.
pub fn lists() -> Vec<List> {
    let usage = fill("{\"granularity\":\"hour\",\"points\":[", "]}", |n| {
        let (day, hour) = (n / 24 % 28 + 1, n % 24);
        format!(
            "{{\"ts\":\"2026-05-{day:02}T{hour:02}:00:00.25Z\",\"spend_usd\":{}.{:04},\"requests\":{n}}}",
            n % 97,
            n
        )
    });
    let invoices = page(|n| {
        let line = |m| format!("{{\"capability\":\"cap.{m}\",\"amount_usd\":{m}.5,\"count\":{}}}", n + m);
        let pdf = if n % 3 == 0 { String::new() } else { format!(",\"pdf_url\":\"https://infrai.test/i/{n}.pdf\"") };
        format!(
            "{{\"id\":\"inv_{n:012}\",\"period\":{{\"from\":\"2026-05-01\",\"to\":\"2026-05-31\"}},\"total_usd\":{n}.{:02},\
             \"status\":\"paid\",\"line_items\":[{},{}]{pdf}}}",
            n % 100,
            line(1),
            line(2)
        )
    });
    let projects = page(|n| {
        format!(
            "{{\"id\":\"prj_{n:012}\",\"name\":\"Project \\\"{n}\\\"\",\"scopes\":[\"ai.chat\",\"mail.send\",\"sms.send\"],\
             \"metadata\":{{\"team\":\"payments\",\"cost\":{n}}},\"created_at\":\"2026-05-20T12:34:56Z\"}}"
        )
    });
    let webhooks = page(|n| {
        let policy = if n % 2 == 0 { "default" } else { "aggressive" };
        format!(
            "{{\"id\":\"wh_{n:012}\",\"url\":\"https://shop.test/hooks/{n}\",\"events\":[\"charge.paid\",\"charge.failed\"],\
             \"active\":{},\"retry_policy\":\"{policy}\"}}",
            n % 5 != 0
        )
    });
    vec![
        list::<types::UsageTimeseries, derived::Timeseries>("usage points", usage),
        list::<types::AccountInvoicesListResponse, derived::Page<derived::Invoice>>("invoices", invoices),
        list::<types::AccountProjectsListResponse, derived::Page<derived::Project>>("projects", projects),
        list::<types::AccountWebhooksListResponse, derived::Page<derived::Webhook>>("webhooks", webhooks),
    ]
}

fn list<G: DeserializeOwned, D: DeserializeOwned>(name: &'static str, json: Vec<u8>) -> List {
    List { name, json, generated: receive::<G>, types: read::<G>, derived: read::<D> }
}

fn receive<T: DeserializeOwned>(json: &[u8]) {
    black_box(ok(infrai::runtime::codec::from_slice::<T>(black_box(json))));
}

fn read<T: DeserializeOwned>(json: &[u8]) {
    black_box(ok(serde_json::from_slice::<T>(black_box(json))));
}

fn page(item: impl Fn(usize) -> String) -> Vec<u8> {
    fill("{\"items\":[", "],\"next_cursor\":\"c_2\"}", item)
}

/// As many items as a megabyte holds.
fn fill(begin: &str, end: &str, item: impl Fn(usize) -> String) -> Vec<u8> {
    let mut json = String::from(begin);
    for n in 0.. {
        json.push_str(&item(n));
        if json.len() >= 1 << 20 {
            break;
        }
        json.push(',');
    }
    (json + end).into_bytes()
}
