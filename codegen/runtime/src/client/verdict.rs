//! What a failure says about the operation: not begun, decided, or nobody knows.
//!
//! A server that answers 5xx may have charged the card before it failed; a gateway that answers 502 or 504 cannot know. So a
//! failure of a write means "it did not happen" only where the status, the document or the idempotency key vouches for that.

use super::super::meta::Meta;
use super::exchange::Exchange;
use super::reply::Reply;
use serde_json::Value;

/// Statuses that say that the server did not begin (RFC 9110 and RFC 6585): who asks, how much, in which form, or how often is
/// looked at first; 501 and 505 are about what it cannot do at all.
const EARLY: &[u16] =
    &[401, 403, 405, 406, 407, 408, 411, 413, 414, 415, 417, 421, 425, 426, 428, 429, 431, 501, 505, 511];

/// Whether a status says that the server did not begin.
pub(super) fn is_early(status: u16) -> bool {
    EARLY.contains(&status)
}

/// Whether the document says that this failure leaves the outcome open.
pub(super) fn is_declared_unknown(meta: &Meta, reply: &Reply) -> bool {
    let mut of_status = meta.unknown.iter().filter(|(status, _)| *status == reply.status().as_u16()).peekable();
    if of_status.peek().is_none() {
        return false;
    }
    let body: Option<Value> = serde_json::from_slice(&reply.bytes()).ok();
    of_status.any(|(_, code)| match (code, &body) {
        (None, _) => true,
        (Some(code), Some(body)) => has_code(body, code),
        // A body that cannot be read says nothing, and that is no reason to be sure.
        (Some(_), None) => true,
    })
}

/// Whether a body has this error code: at `error`, `code`, `type` or `status`, of the body or of its object `error`.
fn has_code(body: &Value, code: &str) -> bool {
    let says = |object: &Value| ["error", "code", "type", "status"].iter().any(|key| object[*key] == *code);
    says(body) || says(&body["error"])
}

/// Whether an attempt that was answered like this may have been carried out nevertheless.
pub(super) fn is_doubtful(meta: &Meta, reply: &Reply) -> bool {
    let status = reply.status();
    meta.is_write() && (is_declared_unknown(meta, reply) || status.is_server_error() && !is_early(status.as_u16()))
}

/// Whether after this failure nobody knows if the operation was carried out, by this attempt or one before.
pub(super) fn is_unknown(meta: &Meta, exchange: &Exchange, reply: &Reply) -> bool {
    let is_failure = reply.status().is_client_error() || reply.status().is_server_error();
    let was_doubtful = exchange.in_doubt && !is_settled(meta, reply);
    is_failure && (was_doubtful || is_doubtful(meta, reply))
}

/// Whether a failure also tells what became of the attempts before: the server has looked the idempotency key up, and answers
/// for all of them.
fn is_settled(meta: &Meta, reply: &Reply) -> bool {
    /// The first request with this key is still being carried out.
    const CONFLICT: u16 = 409;
    let status = reply.status().as_u16();
    meta.has_key && reply.status().is_client_error() && status != CONFLICT && !is_early(status)
}
