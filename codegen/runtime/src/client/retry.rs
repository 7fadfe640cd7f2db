//! When an attempt is followed by another, and after how long.
//!
//! | the attempt | is repeated if |
//! |---|---|
//! | was not sent: no connection | always |
//! | was lost, or answered with 408, 429, 502, 503, 504 (`x-retry`: other statuses) | the operation reads, or has an idempotency key, or is idempotent by its method |
//! | was answered otherwise, or with a failure of `x-unknown-outcome` | never |
//!
//! So an operation that changes something and takes no key is never sent again once a byte of it may have left.

use super::super::meta::Meta;
use super::attempt::Attempt;
use super::bucket::{Bucket, REWARD};
use super::random::random_up_to;
use super::reply::Reply;
use super::verdict::is_declared_unknown;
use std::time::Duration;
use tokio::time::Instant;

/// Statuses after which another attempt may fare better.
const PASSING: [u16; 5] = [408, 429, 502, 503, 504];
/// Those of them that say: slower.
const THROTTLED: [u16; 2] = [429, 503];

/// The longest wait that a server can ask for.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// How often, and after which pauses, a call is repeated where that can do no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    pub(super) retries: u32,
    first: Duration,
    most: Duration,
}

impl Default for Retry {
    /// Twice, after up to 0.25 and up to 0.5 seconds.
    fn default() -> Self {
        Self { retries: 2, first: Duration::from_millis(250), most: Duration::from_secs(8) }
    }
}

impl Retry {
    /// Not at all, not even where the request was not sent.
    #[must_use]
    pub fn never() -> Self {
        Self::default().times(0)
    }

    /// At most this often, after the first attempt.
    #[must_use]
    pub fn times(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// The pause before the first retry is random up to `first`; each further one up to twice as long, and up to `most` at
    /// the longest. What `Retry-After` asks for comes on top.
    #[must_use]
    pub fn pauses(self, first: Duration, most: Duration) -> Self {
        Self { first, most, ..self }
    }

    /// A pause before the retry of this number, counted from 0: "full jitter", so that many clients do not come at once.
    pub(super) fn pause(self, retry: u32) -> Duration {
        let longest = self.first.saturating_mul(2_u32.saturating_pow(retry));
        random_up_to(longest.min(self.most))
    }
}

/// The retries of one call.
pub(super) struct Pace<'a> {
    policy: Retry,
    bucket: &'a Bucket,
    deadline: Instant,
    used: u32,
    paid: u32,
}

impl<'a> Pace<'a> {
    pub(super) fn new(policy: Retry, bucket: &'a Bucket, deadline: Instant) -> Self {
        Self { policy, bucket, deadline, used: 0, paid: 0 }
    }

    /// How long to wait before the next attempt; `None` if there is none.
    pub(super) fn next(&mut self, meta: &Meta, attempt: &Attempt) -> Option<Duration> {
        if self.used >= self.policy.retries || !may_repeat(meta, attempt) {
            return None;
        }
        let asked = match attempt {
            Attempt::Answered(reply) => reply.retry_after().unwrap_or_default(),
            Attempt::NotSent(_) | Attempt::Lost(_) => Duration::ZERO,
        };
        let wait = asked.checked_add(self.policy.pause(self.used)).filter(|_| asked <= PATIENCE)?;
        let in_time = Instant::now().checked_add(wait).is_some_and(|begin| begin < self.deadline);
        let cost = cost(attempt);
        if !in_time || !self.bucket.take(cost) {
            return None;
        }
        self.used += 1;
        self.paid = cost;
        Some(wait)
    }

    /// The call succeeded: what the last retry cost is given back.
    pub(super) fn succeeded(&self) {
        self.bucket.put(self.paid.max(REWARD));
    }
}

/// Whether the operation is not harmed by another attempt, and the call may be helped.
fn may_repeat(meta: &Meta, attempt: &Attempt) -> bool {
    match attempt {
        Attempt::NotSent(_) => true,
        Attempt::Lost(_) => meta.is_repeatable(),
        Attempt::Answered(reply) => {
            let statuses = meta.retry.unwrap_or(&PASSING);
            meta.is_repeatable() && statuses.contains(&status(reply)) && !is_declared_unknown(meta, reply)
        }
    }
}

/// Tokens of the bucket.
fn cost(attempt: &Attempt) -> u32 {
    match attempt {
        Attempt::Answered(reply) if THROTTLED.contains(&status(reply)) => 5,
        _ => 14,
    }
}

fn status(reply: &Reply) -> u16 {
    reply.status().as_u16()
}
