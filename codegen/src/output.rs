//! What a run produced: path to text, in memory. The only module that touches the target folder.

use indexmap::IndexMap;

/// Files to be, by path relative to the target folder, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The texts.
    pub files: IndexMap<String, String>,
}

/// Difference between an [`Output`] and a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file is not there.
    Missing(String),
    /// The file has another text: path, text on disk.
    Changed(String, String),
    /// A file with our head line that this run would not write.
    Stray(String),
}
