//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.

use super::http_date::unix_seconds;
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long the server wants to be left alone. A date counts from the server's own `Date`, if it sent one, so that it does not
/// matter whether the clocks agree; a date that is past is no wait.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are longer than anybody waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = unix_seconds(text)?;
    let sent = headers.get(DATE).and_then(|value| unix_seconds(value.to_str().ok()?));
    let seconds = until.saturating_sub(sent.unwrap_or_else(now));
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}
