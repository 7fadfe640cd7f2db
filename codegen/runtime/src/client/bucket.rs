//! The bucket of tokens that pays for retries: a server that fails for everybody is not asked three times by everybody.
//!
//! A retry takes tokens, a success puts some back. When the bucket is empty, calls fail at their first failure until
//! successes have filled it again.

use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;
/// What a first attempt that succeeds puts back.
pub(super) const REWARD: u32 = 1;

/// Shared by all calls of a client.
pub(super) struct Bucket(AtomicU32);

impl Bucket {
    pub(super) fn new() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Takes this many tokens, if there are as many.
    pub(super) fn take(&self, cost: u32) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost)).is_ok()
    }

    /// Puts tokens back, up to the brim.
    pub(super) fn put(&self, tokens: u32) {
        let fill = |held: u32| Some(held.saturating_add(tokens).min(CAPACITY));
        // The closure always gives a value, so there is no failure to tell of.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fill);
    }
}
