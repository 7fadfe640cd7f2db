//! Calls as `tracing` sees them: a span for each, an event for each attempt and each pause before another.
//!
//! Operation, method, path template, attempts, status and the server's name of the request are all that is told. Values stay
//! out, wherever they travel: URLs, queries, headers and bodies may hold secrets.

use super::super::meta::Meta;
use super::attempt::Attempt;
use super::error::{Failed, NotSent};
use super::exchange::Exchange;
use super::reply::Reply;
use std::future::Future;
use std::time::Duration;
use tracing::field::Empty;
use tracing::{Instrument, Span, debug, info, info_span};

/// The span of a call.
pub(super) struct Trace(Span);

impl Trace {
    pub(super) fn new(meta: &Meta) -> Self {
        let (operation, method, path) = (meta.id, meta.method.as_str(), meta.path);
        Self(info_span!("call", operation, method, path, attempts = Empty, status = Empty, request_id = Empty))
    }

    /// Sends within the span.
    pub(super) fn within<F: Future>(&self, sent: F) -> impl Future<Output = F::Output> {
        sent.instrument(self.0.clone())
    }

    /// An attempt ended; another one follows it after a pause, if any.
    pub(super) fn attempt(&self, exchange: &Exchange, ended: &Attempt, pause: Option<Duration>) {
        let attempt = exchange.attempts;
        match ended {
            Attempt::Answered(reply) => debug!(parent: &self.0, attempt, status = reply.status().as_u16(), "answered"),
            Attempt::NotSent(error) => debug!(parent: &self.0, attempt, %error, "not sent"),
            Attempt::Lost(error) => debug!(parent: &self.0, attempt, %error, "lost"),
        }
        if let Some(pause) = pause {
            info!(parent: &self.0, attempt, ?pause, "another attempt follows");
        }
    }

    /// The call ended.
    pub(super) fn end(&self, exchange: &Exchange, sent: &Result<Reply, Failed>) {
        self.0.record("attempts", exchange.attempts);
        self.0.record("request_id", exchange.request_id.as_deref());
        match sent {
            Ok(reply) => drop(self.0.record("status", reply.status().as_u16())),
            Err(Failed::Lost(error)) => debug!(parent: &self.0, %error, "ended without an answer"),
            // What a provider of credentials says is its own affair, and what cannot be written is a value.
            Err(Failed::NotSent(reason)) => debug!(parent: &self.0, reason = kind(reason), "ended without being sent"),
        }
    }
}

fn kind(reason: &NotSent) -> &'static str {
    match reason {
        NotSent::Encode(_) => "a value cannot be written",
        NotSent::MissingCredential { .. } => "a credential is missing",
        NotSent::Credential(_) => "a credential cannot be obtained",
        NotSent::ForeignOrigin { .. } => "the origin is not trusted with credentials",
        NotSent::Connect(_) => "there is no connection",
        NotSent::CannotWait(_) => "the thread cannot wait",
    }
}
