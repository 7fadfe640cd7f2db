//! Where things stood in the text before normalising moved them.
//!
//! `definitions/Pet` of a Swagger 2.0 document becomes `components/schemas/Pet`. Later stages know only the new place; a
//! finding about it is printed at the old one, because that is what the author wrote.

use super::{FileId, Place};
use std::collections::BTreeMap;

/// New places and the pointers they had in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    moved: BTreeMap<FileId, BTreeMap<String, String>>,
}

impl Origins {
    /// Notes that what is now at `place` stood at the pointer `original` of the same file.
    pub(crate) fn record(&mut self, place: Place, original: String) {
        self.moved.entry(place.file).or_default().insert(place.pointer, original);
    }

    /// The place in the text: that of the nearest ancestor that was moved, and the rest of the pointer.
    pub(crate) fn find(&self, place: &Place) -> Place {
        let Some(moved) = self.moved.get(&place.file) else { return place.clone() };
        let mut end = place.pointer.len();
        loop {
            let (head, rest) = place.pointer.split_at(end);
            if let Some(original) = moved.get(head) {
                return Place { file: place.file, pointer: format!("{original}{rest}") };
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
    fn the_nearest_ancestor_that_was_moved_counts() {
        let mut origins = Origins::default();
        origins.record(Place::new("/a/b"), String::from("/x"));
        origins.record(Place::new("/a/b/c"), String::from("/x/y/z"));
        let find = |pointer: &str| origins.find(&Place::new(pointer)).pointer;
        assert_eq!(find("/a/b/d/e"), "/x/d/e");
        assert_eq!(find("/a/b/c/e"), "/x/y/z/e");
        assert_eq!(find("/a/bc"), "/a/bc");
        assert_eq!(find(""), "");
        let other = Place { file: FileId(1), pointer: String::from("/a/b") };
        assert_eq!(origins.find(&other), other);
    }
}
