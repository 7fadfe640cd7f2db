//! Two figures: what a generated client's call takes over one by hand, and what its types take to read over derived ones.
//!
//! On a busy machine no two runs take the same time. So both ways are run by turns, a few milliseconds each, and each round
//! gives a ratio; the median of these is the figure, and the quartiles beside it say how far it can be trusted. Whoever runs
//! after the other finds the caches, and the memory that the allocator gave back, as the other left them: a round is there and
//! back, so that each way runs once after itself and once after the other. Time is what this thread spent on a core, in the
//! kernel too, and not what it waited for one.

mod support;

use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use support::calls::Calls;
use support::lists::lists;

const ROUNDS: usize = 101;
const CALLS: u64 = 100;

fn main() {
    let kept = reserve();
    let calls = Calls::new();
    compare("call: generated to by hand", || calls.generated(CALLS), || calls.by_hand(CALLS));
    for list in lists() {
        let name = format!("decode {}: generated to derived", list.name);
        compare(&name, || (list.generated)(&list.json), || (list.derived)(&list.json));
        compare("  by the same reader", || (list.types)(&list.json), || (list.derived)(&list.json));
    }
    drop(kept);
}

/// Has the allocator hold so much free memory that no run asks the kernel for any, nor gives any back: whether one does
/// depends on what stands above its own values, and took more time than reading them. What is returned stands above it all.
fn reserve() -> Box<[u8; 64]> {
    const BLOCKS: usize = 1 << 20;
    let held: Vec<Box<[u8; 64]>> = (0..BLOCKS).map(|_| black_box(Box::new([1; 64]))).collect();
    let above = black_box(Box::new([1; 64]));
    drop(held);
    above
}

/// Prints how many times as long the first takes as the second.
fn compare(name: &str, first: impl Fn(), second: impl Fn()) {
    first();
    second();
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (there, over) = (seconds(&first), seconds(&second));
            let (back, home) = (seconds(&second), seconds(&first));
            (there + home) / (over + back)
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    let at = |quarter: usize| ratios[ROUNDS * quarter / 4];
    println!("{name:<40} {:.3}  ({:.3} to {:.3})", at(2), at(1), at(3));
}

fn seconds(run: &impl Fn()) -> f64 {
    let begin = on_core();
    run();
    on_core() - begin
}

/// Seconds that this thread has spent on a core.
fn on_core() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
