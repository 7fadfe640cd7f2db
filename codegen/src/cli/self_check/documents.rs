//! Which documents a run is about: files as they are named, and all documents below the folders that are named.

use crate::names;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document to check.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// Name of its scratch folder, unique in the run.
    pub(super) slug: String,
    /// Bytes of its text.
    pub(super) size: usize,
}

/// The documents, smallest first.
pub(super) fn find(named: &[PathBuf]) -> Result<Vec<Document>, String> {
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut below = Vec::new();
            collect(path, &mut below).map_err(|error| format!("{}: {error}", path.display()))?;
            let short =
                |file: PathBuf| (file.strip_prefix(path).map_or_else(|_| file.clone(), Path::to_path_buf), file);
            found.extend(below.into_iter().map(short));
        } else {
            // Many a document is called `openapi.yaml`; its folder tells which.
            let parts = path.iter().count();
            found.push((path.iter().skip(parts.saturating_sub(2)).collect(), path.clone()));
        }
    }
    if found.is_empty() {
        return Err(String::from("there is no OpenAPI document below the folders named"));
    }
    found.sort();
    let mut taken = BTreeSet::new();
    let mut documents = Vec::new();
    for (short, path) in found {
        let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        let slug = unique(&names::package(&short.with_extension("").to_string_lossy()), &mut taken);
        documents.push(Document { path, slug, size: usize::try_from(size).unwrap_or(usize::MAX) });
    }
    documents.sort_by_key(|document| document.size);
    Ok(documents)
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // Symbolic links are not followed: they may lead in a circle.
        if entry.file_type()?.is_dir() {
            collect(&path, found)?;
        } else if is_document(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file says that it is a document, not a part of one.
fn is_document(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !matches!(ending, "json" | "yaml" | "yml") {
        return false;
    }
    let text = fs::read_to_string(path).unwrap_or_default();
    ["openapi", "swagger"].iter().any(|key| match ending {
        "json" => text.split(&format!("\"{key}\"")).skip(1).any(|rest| {
            let value = rest.trim_start().strip_prefix(':').unwrap_or_default().trim_start();
            value.starts_with("\"3.") || value.starts_with("\"2.0\"")
        }),
        _ => text.lines().any(|line| line.trim_start_matches(['"', '\'']).starts_with(key) && line.contains(':')),
    })
}
