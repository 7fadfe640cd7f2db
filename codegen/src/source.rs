//! The texts of a run: the root document and the files it refers to. The only module that reads specifications from disk.

use crate::diagnostics::FileId;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes that a text may have. More than twice the largest public document this was measured on.
pub(crate) const MAX_TEXT: usize = 32 * 1024 * 1024;

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

    /// Reads a file. Bytes that are not UTF-8 are an error of kind `InvalidData`, more than 32 MiB one of `FileTooLarge`.
    pub fn file(path: &Path) -> io::Result<Self> {
        let text = text(File::open(path)?)?;
        Ok(Self { name: path.display().to_string(), path: Some(path.to_owned()), text })
    }

    /// Reads standard input, with the errors of [`Source::file`].
    pub fn stdin() -> io::Result<Self> {
        Ok(Self::inline("<stdin>", text(io::stdin().lock())?))
    }
}

/// Reads a text to its end, or to the limit: what is read may be a device that never ends.
fn text(reader: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    reader.take(u64::try_from(MAX_TEXT).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_TEXT {
        let message = format!("it has more than {} MiB, which no OpenAPI document has", MAX_TEXT / 1024 / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    String::from_utf8(bytes).map_err(|error| {
        let message = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => String::from("it is UTF-16; save it as UTF-8"),
            bytes => not_utf_8(bytes, error.utf8_error().valid_up_to()),
        };
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// Where a text stops to be UTF-8, as line and column from 1.
fn not_utf_8(bytes: &[u8], valid: usize) -> String {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("it is not UTF-8 from line {line}, column {column} on")
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

/// For tests: the project's documents and, where it stands beside the checkout, a collection of public ones.
#[cfg(test)]
pub(crate) fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("spec"), root.join("../shared/corpus")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("json" | "yaml" | "yml") => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

/// For tests: the documents in some folders of the fixtures, none in the package that is published.
#[cfg(test)]
pub(crate) fn fixtures(folders: &[&str]) -> Vec<PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(top.join(folder)).ok()).flatten();
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_at_the_limit_and_is_utf_8() {
        assert_eq!(text(io::repeat(b' ')).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
        let wrong = text(&b"\xff\xfea\0"[..]).map_err(|error| error.to_string());
        assert_eq!(wrong, Err(String::from("it is UTF-16; save it as UTF-8")));
        let wrong = text(&b"a\nb\xc3\xa9\xff"[..]).map_err(|error| (error.kind(), error.to_string()));
        let message = String::from("it is not UTF-8 from line 2, column 3 on");
        assert_eq!(wrong, Err((io::ErrorKind::InvalidData, message)));
        assert_eq!(text("\u{feff}a".as_bytes()).ok().as_deref(), Some("\u{feff}a"));
    }
}
