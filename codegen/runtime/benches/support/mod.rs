//! What the benchmarks share: two ways to do the same thing, that of a generated crate and that of a person.

#[allow(dead_code)] // Each benchmark uses a part of it.
pub mod calls;
#[allow(dead_code)] // Each benchmark uses a part of it.
pub mod derived;
#[allow(dead_code)] // Each benchmark uses a part of it.
pub mod lists;

/// A value that a benchmark knows to be there.
pub fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("a benchmark's own server and documents are right")
}
