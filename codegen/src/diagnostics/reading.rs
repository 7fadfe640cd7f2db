//! What became of the keys of the documents: nothing that a document says is lost without a word.
//!
//! Each key is read by some stage, or reported by one with all that stands in it, or is known and not read, for a reason that
//! the report gives, or is unknown, which is a finding. There is nothing else.

use super::Place;
use indexmap::IndexMap;

/// Counts of keys, and those that are known and not read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Keys that a stage reads.
    pub read: usize,
    /// Keys that a stage reports, together with what stands in them.
    pub reported: usize,
    /// Keys that have no meaning where they stand: findings D0205.
    pub unknown: usize,
    unread: IndexMap<(String, String), Unread>,
}

/// A kind of key that has a meaning and is not read, nor is anything in it.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The key and what it stands in: `xml` of a schema.
    pub what: String,
    /// Why, in a sentence without a final stop.
    pub reason: String,
    /// How often it occurs.
    pub count: usize,
    /// Where it stands first.
    pub place: Place,
}

impl Reading {
    /// The kinds of keys that are known and not read, in the order in which they were met.
    pub fn unread_keys(&self) -> impl Iterator<Item = &Unread> {
        self.unread.values()
    }

    /// Notes such a key. The place is only made for the first of a kind.
    pub(crate) fn unread(&mut self, what: &str, reason: &str, place: &dyn Fn() -> Place) {
        let entry = self.unread.entry((what.to_owned(), reason.to_owned()));
        let new = || Unread { what: what.to_owned(), reason: reason.to_owned(), count: 0, place: place() };
        entry.or_insert_with(new).count += 1;
    }
}
