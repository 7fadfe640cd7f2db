//! The scratch workspace: one folder a document with the generated crate, the program that checks it, and the samples.
//!
//! ```text
//! OUT/Cargo.toml                 the workspace of the batch at hand
//! OUT/<document>/api/            what `driftless generate` writes
//! OUT/<document>/check/          reads samples, writes what came back
//! OUT/<document>/samples.jsonl   [number of the check, component, instance, whether a client sends it], one a line
//! OUT/self-check.json            all results
//! ```

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of a run.
#[derive(Debug)]
pub(super) struct Scratch {
    pub(super) folder: PathBuf,
}

/// What cargo builds quickest: nobody debugs these programs.
const PROFILE: &str = "[profile.dev]\ndebug = 0\nincremental = false\n";

impl Scratch {
    pub(super) fn new(folder: &Path) -> Result<Self, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Self { folder })
    }

    /// The folder that cargo builds into, shared by all documents.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Makes these documents' crates the workspace.
    pub(super) fn make_workspace<'a>(&self, slugs: impl Iterator<Item = &'a str>) -> Result<(), String> {
        let members: String = slugs.map(|slug| format!("    \"{slug}/api\",\n    \"{slug}/check\",\n")).collect();
        let text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n{PROFILE}");
        self.write("Cargo.toml", &text)
    }

    /// Writes a file, unless it is there with this text: cargo goes by times.
    pub(super) fn write(&self, path: impl AsRef<Path>, text: &str) -> Result<(), String> {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            return Ok(());
        }
        let failed = |error| format!("{}: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, text).map_err(failed)
    }
}
