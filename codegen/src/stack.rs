//! Room to recurse: work on a stack of its own, so that how deep a document may nest does not depend on who calls.
//!
//! Reading bounds nesting (see `read`), and every later stage recurses over what was read. In a build without optimisation 128
//! levels can need more than the 2 MiB that Rust gives a thread.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// Bytes of the stack. Only what is used takes memory.
const ROOM: usize = 64 << 20;

/// Does the work on a large stack, or right here where no thread can be had.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let (mut work, mut done) = (Some(work), None);
    scope(|threads| {
        let run = || done = work.take().map(|work| work());
        if let Ok(thread) = Builder::new().stack_size(ROOM).spawn_scoped(threads, run) {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    match done.or_else(|| work.map(|work| work())) {
        Some(done) => done,
        None => unreachable!("work that was taken is done, unless it panicked"),
    }
}
