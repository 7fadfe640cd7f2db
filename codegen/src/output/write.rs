//! Writing: each file by temp file and rename, only where the text differs, never over a file of the user's.

use super::{Change, Output, at};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written, relative to the folder.
    pub written: Vec<String>,
    /// Files of ours removed because the document no longer asks for them.
    pub removed: Vec<String>,
    /// Files of the user's that stand in the way and were left alone.
    pub foreign: Vec<String>,
    /// Number of files that were right already.
    pub unchanged: usize,
}

impl Output {
    /// Makes `folder` hold this output.
    ///
    /// # Errors
    ///
    /// A file cannot be read, written or removed, or the manifest is not text; the error names the file. What was written
    /// before stays; another run goes on from there.
    pub fn write(&self, folder: &Path) -> io::Result<Written> {
        let mut done =
            Written { unchanged: self.files.len() + usize::from(self.manifest.is_some()), ..Written::default() };
        for change in self.changes(folder)? {
            match change {
                Change::Missing { path, wanted } | Change::Changed { path, wanted, .. } => {
                    let file = folder.join(&path);
                    replace(&file, &wanted).map_err(at(&file))?;
                    done.written.push(path);
                    done.unchanged -= 1;
                }
                Change::Stray { path, .. } => {
                    let file = folder.join(&path);
                    fs::remove_file(&file).map_err(at(&file))?;
                    remove_empty_parents(folder, &path);
                    done.removed.push(path);
                }
                Change::Foreign { path } => {
                    done.foreign.push(path);
                    done.unchanged -= 1;
                }
            }
        }
        Ok(done)
    }
}

/// Replaces a file as one step, so that a reader sees the old text or the new one.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let temporary = temporary_beside(path);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let result = file.write_all(text.as_bytes()).and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        // The first error is the one to report; a temp file that cannot be removed is only litter.
        let _ = fs::remove_file(&temporary);
    }
    result
}

fn temporary_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

/// Removes folders that the removal of `path` left empty; one that is not empty stays, which ends the walk.
fn remove_empty_parents(folder: &Path, path: &str) {
    let mut parent = Path::new(path).parent();
    while let Some(below) = parent.filter(|below| !below.as_os_str().is_empty()) {
        if fs::remove_dir(folder.join(below)).is_err() {
            return;
        }
        parent = below.parent();
    }
}
