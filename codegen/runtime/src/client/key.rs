//! Idempotency keys: one for each logical call, the same on every attempt, so that the server carries it out once.

use super::random::random;

/// A field that holds an idempotency key.
pub trait KeyField {
    /// The key; a new one is put there if there is none.
    fn fill(&mut self) -> String;
}

impl KeyField for String {
    fn fill(&mut self) -> String {
        if self.is_empty() {
            *self = new_key();
        }
        self.clone()
    }
}

impl<T: KeyField + Default> KeyField for Option<T> {
    fn fill(&mut self) -> String {
        self.get_or_insert_with(T::default).fill()
    }
}

/// A key in the form of a random UUID (RFC 9562, version 4).
fn new_key() -> String {
    let (high, low) = (random(), random());
    let version = (high & 0x0fff) | 0x4000;
    let variant = (low >> 48 & 0x3fff) | 0x8000;
    format!(
        "{:08x}-{:04x}-{version:04x}-{variant:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        low & 0xffff_ffff_ffff
    )
}
