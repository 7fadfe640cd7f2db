//! References: every `$ref` of the run leads to a place, or is a diagnostic.

use crate::diagnostics::{FileId, Place, Sink};
use crate::source::Sources;
use serde_json::Value;

/// The documents of a run, normalised, by file.
#[derive(Debug)]
pub(crate) struct Tree {
    files: Vec<Value>,
}

impl Tree {
    /// The value at a place, references not followed.
    pub(crate) fn get(&self, place: &Place) -> Option<&Value> {
        self.files.get(usize::try_from(place.file.0).ok()?)?.pointer(&place.pointer)
    }
}

/// Gathers the files that the root refers to.
pub(crate) fn resolve(root: Value, _sources: &mut Sources, _sink: &mut Sink) -> Tree {
    let tree = Tree { files: vec![root] };
    let _ = tree.get(&Place::root(FileId(0)));
    tree
}
