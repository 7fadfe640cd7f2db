//! Random numbers from the seeds that the operating system gives to the standard library's hash maps: no crate of its own.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// 64 bits that nobody else has: a keyed hash of process and time, by a key that is new at each call.
pub(super) fn random() -> u64 {
    // Keys are drawn once for each thread and counted up from there; process and time keep forks apart.
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    RandomState::new().hash_one((std::process::id(), time))
}

/// A duration between nothing and this one.
pub(super) fn random_up_to(most: Duration) -> Duration {
    // 53 bits are what an `f64` holds exactly.
    const STEPS: u32 = 53;
    let share = (random() >> (u64::BITS - STEPS)) as f64 / (1_u64 << STEPS) as f64;
    most.mul_f64(share)
}
