//! Damaged documents: whatever is cut off or changed in a document, the program ends with files or with findings that name file,
//! line and column; it never panics, and never takes long.
//!
//! The fixtures and the documents of `spec/` are damaged a few times each in every run. A folder of other people's documents takes
//! longer, and is given by its path; each is damaged `DRIFTLESS_TIMES` times in both ways, 200 if nothing else is said:
//!
//! ```text
//! DRIFTLESS_CORPUS=folder cargo test --release -p driftless-tests -- --ignored --nocapture a_folder_of_documents
//! ```

mod damage;
mod judge;
mod watch;

use crate::support::{documents, root};
use damage::{Damaged, Random, mutate};
use driftless::source::Source;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use watch::Watch;

/// A case that runs longer counts as one that hangs; the slowest takes a fraction of it on an idle machine.
const LIMIT: Duration = Duration::from_secs(300);

/// A document, and the files of its folder that are parts of it.
struct Document {
    path: PathBuf,
    parts: Vec<PathBuf>,
}

/// How often a document is damaged.
#[derive(Clone, Copy)]
struct Times {
    cut: usize,
    mutated: usize,
}

/// What came of damaging documents.
#[derive(Default)]
struct Outcome {
    cases: usize,
    failures: Vec<String>,
    slowest: (Duration, String),
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.failures.extend(other.failures);
        self.slowest = std::mem::take(&mut self.slowest).max(other.slowest);
    }
}

#[test]
fn damaged_fixtures_lead_to_files_or_findings() {
    let own = ["infrai", "aione", "olostep"].map(|api| root().join("spec").join(api).join("openapi.yaml"));
    let single = |path| Document { path, parts: Vec::new() };
    let fixtures = documents("ok").into_iter().chain(documents("bad")).map(single).collect();
    let several = vec![of_several_files(root().join("tests/fixtures/multi-file/openapi.yaml"))];
    let mut outcome = damage_all(fixtures, Times { cut: 6, mutated: 3 });
    outcome.add(damage_all(several, Times { cut: 20, mutated: 20 }));
    outcome.add(damage_all(own.into_iter().map(single).collect(), Times { cut: 10, mutated: 2 }));
    assert!(outcome.cases > 700, "{} cases", outcome.cases);
    assert_fine(&outcome);
}

#[test]
#[ignore = "takes an hour for a hundred documents; the folder is given by DRIFTLESS_CORPUS"]
fn a_folder_of_documents() {
    let folder = PathBuf::from(std::env::var_os("DRIFTLESS_CORPUS").expect("DRIFTLESS_CORPUS names a folder"));
    let found = find(&folder);
    assert!(!found.is_empty(), "{} has no documents", folder.display());
    let times = std::env::var("DRIFTLESS_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(200);
    assert_fine(&damage_all(found, Times { cut: times, mutated: times }));
}

fn assert_fine(outcome: &Outcome) {
    let Outcome { cases, failures, slowest: (time, case) } = outcome;
    println!("{cases} cases, {} failures; the slowest took {time:.1?}: {case}", failures.len());
    let shown: Vec<&str> = failures.iter().take(20).map(String::as_str).collect();
    assert!(failures.is_empty(), "{} of {cases} cases failed:\n{}", failures.len(), shown.join("\n"));
}

/// The documents below a folder: every file that says which OpenAPI it is. The others belong to the document around them.
fn find(folder: &Path) -> Vec<Document> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    let (roots, parts): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| is_document(path));
    let of = |path: PathBuf| {
        let below = path.parent().unwrap_or(folder).to_owned();
        Document { parts: parts.iter().filter(|part| part.starts_with(&below)).cloned().collect(), path }
    };
    let mut found: Vec<Document> = roots.into_iter().map(of).collect();
    // The small ones first, so that a run that is stopped early has seen most of them.
    found.sort_by_key(|document| fs::metadata(&document.path).map_or(0, |data| data.len()));
    found
}

fn of_several_files(path: PathBuf) -> Document {
    let mut parts = Vec::new();
    collect(path.parent().unwrap_or(&path), &mut parts);
    parts.retain(|part| *part != path);
    Document { path, parts }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder can be listed");
    let mut entries: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        match path.extension().and_then(|ending| ending.to_str()) {
            _ if path.is_dir() => collect(&path, files),
            Some("json" | "yaml" | "yml") => files.push(path),
            _ => {}
        }
    }
}

fn is_document(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let start = text.floor_char_boundary(4096);
    ["openapi:", "swagger:", "\"openapi\":", "\"swagger\":"].iter().any(|key| text[..start].contains(key))
}

/// Damages every document, on every core.
fn damage_all(documents: Vec<Document>, times: Times) -> Outcome {
    let next = AtomicUsize::new(0);
    let total = Mutex::new(Outcome::default());
    let watch = Watch::start(LIMIT);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = damage(document, times, &watch);
                    println!("{}: {} cases, slowest {:.1?}", document.path.display(), outcome.cases, outcome.slowest.0);
                    outcome.failures.iter().for_each(|failure| println!("  {failure}"));
                    total.lock().expect("no worker panics").add(outcome);
                }
            });
        }
    });
    total.into_inner().expect("no worker panics")
}

/// Damages one document in a copy of its folder: references to other files are followed from there.
fn damage(document: &Document, times: Times, watch: &Watch) -> Outcome {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = document.path.parent().unwrap_or(&document.path);
    let copied = |path: &Path| scratch.path().join(path.strip_prefix(folder).expect("a part lies below its document"));
    for path in document.parts.iter().chain([&document.path]) {
        let to = copied(path);
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("a scratch folder");
        fs::copy(path, to).expect("a document can be copied");
    }
    let main = copied(&document.path);
    let name = document.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let whole = Original::read(&main);
    let mut outcome = Outcome::default();
    for number in 0..times.cut + times.mutated {
        let mut random = Random::new(&name, number);
        // Of a document in several files, every second case damages one of the parts.
        let part = (!document.parts.is_empty() && number % 2 == 1)
            .then(|| copied(&document.parts[random.below(document.parts.len())]));
        let original = part.as_deref().map(Original::read);
        let damaged = original.as_ref().unwrap_or(&whole);
        let Some((bytes, what)) = damaged.damage(number < times.cut, &mut random) else { continue };
        let at = part.as_deref().unwrap_or(&main);
        let case = format!("{name}, case {number}: {what} in {}", at.file_name().unwrap_or_default().display());
        fs::write(at, bytes).expect("a copy can be written");
        let begun = Instant::now();
        let running = watch.case(&case);
        if let Err(failure) = run(&main) {
            outcome.failures.push(format!("{case}: {failure}"));
        }
        drop(running);
        outcome.cases += 1;
        outcome.slowest = std::mem::take(&mut outcome.slowest).max((begun.elapsed(), case));
        fs::write(at, &damaged.bytes).expect("a copy can be written");
    }
    outcome
}

/// A file that cannot be read ends the program before any stage, with a message that has to name the place as well.
fn run(path: &Path) -> Result<(), String> {
    match Source::file(path) {
        Ok(source) => judge::run(source),
        Err(error) if error.to_string().contains("line ") => Ok(()),
        Err(error) => Err(format!("a message without a place: {error}")),
    }
}

/// A file as it was, and the tree it holds.
struct Original {
    bytes: Vec<u8>,
    tree: Option<Value>,
    yaml: bool,
}

impl Original {
    fn read(path: &Path) -> Self {
        let bytes = fs::read(path).expect("a document can be read");
        let yaml = path.extension().is_none_or(|ending| ending != "json");
        let tree = if yaml { serde_yaml::from_slice(&bytes).ok() } else { serde_json::from_slice(&bytes).ok() };
        Self { bytes, tree, yaml }
    }

    /// The bytes of a damaged copy; `None` if a tree is needed and there is none.
    fn damage(&self, cut: bool, random: &mut Random) -> Option<(Vec<u8>, String)> {
        if cut {
            let length = random.below(self.bytes.len());
            return Some((self.bytes[..length].to_vec(), format!("cut off after {length} bytes")));
        }
        let Damaged { text, what } = mutate(self.tree.as_ref()?, self.yaml, random);
        Some((text.into_bytes(), what))
    }
}
