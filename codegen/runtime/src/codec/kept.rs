//! How much of what is read is kept as unknown, so that a union can tell the variant that reads everything from one that does not.
//!
//! Enums and unions tell it here when they keep something; a union that has several candidates compares what each of them has
//! kept. Reading is one call on one thread, from the outermost value to the innermost, so the count stands beside it, in the
//! thread: no reader passes it on, and types of the user's in between need not know. Unless something is compared, a reader
//! only sees that nothing is.
//!
//! The measure is bytes of JSON, since a whole is then never less than its parts: an object that is kept counts for more than
//! an object that was read but for two words.

use std::cell::Cell;
use std::mem::discriminant;

thread_local! {
    /// Bytes that the reading under way has kept so far; `None` where nobody compares.
    static KEPT: Cell<Option<usize>> = const { Cell::new(None) };
}

// driftless:part union
thread_local! {
    /// How many comparisons the reading under way is inside of.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

// driftless:part union
/// So many comparisons within each other are made; unions further inside take the first variant that can be read. Each level
/// multiplies how often what is inside is read, and a sender decides how deep a recursive type goes.
const DEEPEST: usize = 4;

/// Notes that a value of so many bytes is kept as unknown.
#[inline]
pub(super) fn keep(bytes: usize) {
    if let Some(kept) = KEPT.get() {
        KEPT.set(Some(kept + bytes));
    }
}

/// Passes on the value of an enum, and notes it if it is unknown: if it has the variant of one that certainly is.
#[inline]
pub(super) fn listed<T>(value: T, unknown: impl FnOnce() -> T, bytes: impl FnOnce(&T) -> usize) -> T {
    if KEPT.get().is_some() && discriminant(&value) == discriminant(&unknown()) {
        keep(bytes(&value));
    }
    value
}

// driftless:part union
/// Reads something, and tells how many bytes were kept as unknown within. They do not count for what is around, until
/// [`keep`] says so.
pub(super) fn during<T>(read: impl FnOnce() -> T) -> (T, usize) {
    let _restore = Restore(KEPT.replace(Some(0)));
    DEPTH.set(DEPTH.get() + 1);
    let value = read();
    (value, KEPT.get().unwrap_or_default())
}

// driftless:part union
/// Whether no more comparisons are made inside those under way.
pub(super) fn is_deep() -> bool {
    DEPTH.get() >= DEEPEST
}

// driftless:part union
/// The count of what is around. It is put back even if a reader of the user's panics, which may be caught further out.
struct Restore(Option<usize>);

// driftless:part union
impl Drop for Restore {
    fn drop(&mut self) {
        KEPT.set(self.0);
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}
