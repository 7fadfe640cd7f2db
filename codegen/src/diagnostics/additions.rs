//! What overlays have put into the document, so that a finding about it is printed where its author wrote it.
//!
//! An update adds `parameters/2` to an operation; what is wrong with that parameter stands in the overlay and nowhere in the
//! document's text.

use super::{FileId, Place};
use std::collections::BTreeMap;

/// Places of the root document and where overlays have them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Additions(BTreeMap<String, Place>);

impl Additions {
    /// Notes that what stands at a pointer of the document is written at a place of an overlay.
    pub(crate) fn add(&mut self, pointer: String, written: Place) {
        self.0.insert(pointer, written);
    }

    /// Forgets what stood at or below a pointer: it was removed, or what follows it in its list has moved up.
    pub(crate) fn forget(&mut self, pointer: &str) {
        let below =
            |known: &str| known.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.0.retain(|known, _| !below(known));
    }

    /// Where a place is written: in the overlay that put its nearest ancestor there, else where it is.
    pub(super) fn find(&self, place: &Place) -> Place {
        if place.file != FileId(0) || self.0.is_empty() {
            return place.clone();
        }
        let mut end = place.pointer.len();
        loop {
            let (head, rest) = place.pointer.split_at(end);
            if let Some(written) = self.0.get(head) {
                return Place { file: written.file, pointer: format!("{}{rest}", written.pointer) };
            }
            match head.rfind('/') {
                Some(slash) => end = slash,
                None => return place.clone(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_an_addition_is_written_below_it() {
        let mut additions = Additions::default();
        let written = |pointer: &str| Place { file: FileId(1), pointer: pointer.to_owned() };
        additions.add(String::from("/a/b"), written("/actions/0/update"));
        assert_eq!(additions.find(&Place::new("/a/b/c")), written("/actions/0/update/c"));
        assert_eq!(additions.find(&Place::new("/a/bc")), Place::new("/a/bc"));
        assert_eq!(additions.find(&written("/a/b")), written("/a/b"));
        additions.forget("/a");
        assert_eq!(additions.find(&Place::new("/a/b/c")), Place::new("/a/b/c"));
    }
}
