//! The texts of a run: the root document and the files it refers to. The only module that reads specifications from disk.

use crate::diagnostics::FileId;
use std::io;
use std::path::{Path, PathBuf};

/// A text with the name it is shown under.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as the user gave it, or `<stdin>`.
    pub name: String,
    /// The file itself; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Text that is already at hand.
    pub fn inline(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), path: None, text: text.into() }
    }

    /// Reads a file. Bytes that are not UTF-8 are an error of kind `InvalidData`.
    pub fn file(path: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        Ok(Self { name: path.display().to_string(), path: Some(path.to_owned()), text })
    }

    /// Reads standard input.
    pub fn stdin() -> io::Result<Self> {
        let text = io::read_to_string(io::stdin())?;
        Ok(Self::inline("<stdin>", text))
    }
}

/// Every text of a run, by [`FileId`].
#[derive(Clone, Debug)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Begins with the root document.
    pub fn new(root: Source) -> Self {
        Self { files: vec![root] }
    }

    /// Adds a text and says under which id.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The root document.
    pub fn root(&self) -> &Source {
        &self.files[0]
    }

    /// The files on disk, root first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|source| source.path.as_deref())
    }

    /// The text with this id.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::try_from(id.0).ok()?)
    }
}
