//! `fixtures/answers`: what a server of each document could answer, at least once per documented status.

use super::json::Json;
use crate::support::fixture;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::fs;

/// An answer as the fixtures hold it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Json,
}

impl Answer {
    /// The body as it travels.
    pub(crate) fn bytes(&self) -> Bytes {
        Bytes::from(self.body.to_string())
    }

    fn of(json: &Json) -> Self {
        let status = json.get("status").and_then(Json::text).and_then(|text| text.parse().ok());
        let headers = json.get("headers").into_iter().flat_map(Json::members).map(|(name, value)| {
            let name: HeaderName = name.parse().expect("a fixture names headers");
            (
                name,
                HeaderValue::from_str(value.text().expect("a header is text")).expect("a fixture holds header values"),
            )
        });
        Self {
            status: status.expect("an answer has a status"),
            headers: headers.collect(),
            body: json.get("body").cloned().expect("an answer has a body"),
        }
    }
}

/// Every answer to an operation, in the order of the fixture.
pub(crate) fn all(api: &str, operation: &str) -> Vec<Answer> {
    let path = fixture(&format!("answers/{api}.json"));
    let text = fs::read_to_string(path).expect("each API has answers");
    let entry = Json::parse(&text).get(operation).cloned();
    let entry = entry.unwrap_or_else(|| panic!("{api}: no answers for {operation}"));
    let answers: Vec<Answer> =
        entry.get("answers").expect("an entry has answers").items().iter().map(Answer::of).collect();
    assert!(!answers.is_empty(), "{api}: no answers for {operation}");
    answers
}

/// The answers of one status.
pub(crate) fn of_status(api: &str, operation: &str, status: u16) -> Vec<Answer> {
    let mut answers = all(api, operation);
    answers.retain(|answer| answer.status == status);
    assert!(!answers.is_empty(), "{api}: no answer {status} for {operation}");
    answers
}
