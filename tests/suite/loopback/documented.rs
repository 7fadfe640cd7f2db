//! `fixtures/documented`: the request that an API's source shows for each operation, held against what the client sent.
//!
//! Ten of the shown requests break the parameter tables beside them. The document, and with it the client, follows the table;
//! such an entry has the number of the discrepancy (D1 …) and the body that the table asks for.

use super::json::Json;
use super::wire::Exchange;
use crate::support::fixture;
use std::fs;

/// A request as its source shows it.
#[derive(Clone, Debug)]
pub(crate) struct Documented {
    operation: String,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Option<Json>,
    /// Number of the discrepancy, if the body shown is not the one that the table asks for.
    pub discrepancy: Option<String>,
}

impl Documented {
    /// The request shown for an operation.
    pub(crate) fn of(api: &str, operation: &str) -> Self {
        let path = fixture(&format!("documented/{api}.json"));
        let entries = Json::parse(&fs::read_to_string(path).expect("each API has documented requests"));
        let named = |entry: &&Json| entry.get("operation").and_then(Json::text) == Some(operation);
        let entry = entries.items().iter().find(named).unwrap_or_else(|| panic!("{api}: {operation} is not shown"));
        let text = |key: &str| entry.get(key).and_then(Json::text).map(str::to_owned);

        let url = text("url").expect("a request has an address");
        let target = url.split_once("://").map_or(&*url, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let header = |(name, value): (&String, &Json)| (name.clone(), value.text().unwrap_or_default().to_owned());
        Self {
            operation: operation.to_owned(),
            method: text("method").expect("a request has a method"),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: entry.get("headers").into_iter().flat_map(Json::members).map(header).collect(),
            body: entry.get("table_body").or_else(|| entry.get("body")).cloned(),
            discrepancy: text("discrepancy"),
        }
    }

    /// Asserts that the request is the one shown, with `id` in the place of `ID` and `token` in the place of the token.
    pub(crate) fn assert_sent(&self, sent: &Exchange, id: &str, token: &str) {
        let what = self.label();
        let (path, query) = sent.target.split_once('?').unwrap_or((&sent.target, ""));
        assert_eq!(sent.method.as_str(), self.method, "{what}: method");
        assert_eq!(path, self.filled_path(id), "{what}: path");
        assert_eq!(without_minted_key(query), self.query, "{what}: query");
        for (name, value) in &self.headers {
            // The documents write the token in three ways (D62).
            let value = value.split_once("Bearer ").map_or(value.clone(), |_| format!("Bearer {token}"));
            assert_eq!(sent.header(name), value, "{what}: header {name}");
        }
        match &self.body {
            Some(body) => assert_eq!(&Json::of_body(&sent.body).without("idempotency_key"), body, "{what}: body"),
            None => {
                assert!(sent.body.is_empty(), "{what}: no body is shown, {:?} was sent", sent.body);
                assert_eq!(sent.header("content-type"), "", "{what}: without a body there is nothing to have a type");
            }
        }
    }

    fn filled_path(&self, id: &str) -> String {
        let segments = self.path.split('/').map(|segment| if segment == "ID" { id } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }

    fn label(&self) -> String {
        let Some(number) = &self.discrepancy else { return self.operation.clone() };
        format!("{} ({number}: the request shown breaks its own table, which is followed)", self.operation)
    }
}

/// The query without an idempotency key: no request shown has one, a client may mint one.
fn without_minted_key(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.starts_with("idempotency_key="));
    pairs.collect::<Vec<_>>().join("&")
}
