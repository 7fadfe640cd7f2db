//! What is known of a call however it ends: for logs, for support requests, and for whoever has to find out what happened.

use super::super::meta::{Effect, Meta};
use http::{HeaderMap, HeaderName};

/// Headers in which servers name a request, the usual one first.
static REQUEST_IDS: [HeaderName; 4] = [
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("request-id"),
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-correlation-id"),
];

/// What is known of a call however it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// `operationId`.
    pub operation: &'static str,
    /// How often it was sent, or tried to be.
    pub attempts: u32,
    /// The idempotency key that every attempt had.
    pub idempotency_key: Option<String>,
    /// What the server called the last request that it answered.
    pub request_id: Option<String>,
    /// The operation that tells what became of this one (`x-reconcile`).
    pub reconcile: Option<&'static str>,
    /// It may change something.
    pub(super) is_write: bool,
    /// An attempt before the last one may have been carried out.
    pub(super) in_doubt: bool,
}

impl Exchange {
    pub(super) fn new(meta: &Meta, idempotency_key: Option<String>) -> Self {
        let is_write = meta.effect != Effect::Read;
        Self { operation: meta.id, idempotency_key, reconcile: meta.reconcile, is_write, ..Self::default() }
    }

    /// Takes the name that the server gave to the request.
    pub(super) fn note(&mut self, headers: &HeaderMap) {
        // One pass over few headers is quicker than a search for each name.
        let named = headers.iter().filter_map(|(name, value)| {
            let rank = REQUEST_IDS.iter().position(|known| known == name)?;
            Some((rank, value.to_str().ok()?))
        });
        if let Some((_, id)) = named.min_by_key(|(rank, _)| *rank) {
            self.request_id = Some(id.to_owned());
        }
    }
}
