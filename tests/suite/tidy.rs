//! Rules of the code itself: layering, size, module docs, one way of the flow.

use crate::support::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that only files below certain folders may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("openapiv3::", &["lower/"]),
    ("quote!", &["emit/"]),
    ("use syn", &["emit/"]),
    ("tera::", &["emit/docs/", "emit/scaffold/"]),
    ("std::fs", &["source.rs", "output/", "cli/", "resolve/"]),
    ("crate::cli::", &["cli/"]),
    ("crate::emit", &["emit/", "selfcheck/mod.rs"]),
    ("crate::lower", &["lower/"]),
];

/// What each stage may not reach for: those that come after it in the flow, and the driver.
const DOWNSTREAM: &[(&str, &[&str])] = &[
    ("ir/", &["read", "overlay", "normalise", "resolve", "lower", "check", "emit", "driver", "output"]),
    ("names/", &["read", "overlay", "normalise", "resolve", "lower", "check", "emit", "driver", "output", "ir"]),
    ("read/", &["overlay", "normalise", "resolve", "lower", "check", "emit", "driver", "output"]),
    ("overlay/", &["normalise", "resolve", "lower", "check", "emit", "driver", "output"]),
    ("normalise/", &["resolve", "lower", "check", "emit", "driver", "output"]),
    ("resolve/", &["lower", "check", "emit", "driver", "output"]),
    ("lower/", &["check", "emit", "driver", "output"]),
    ("check/", &["emit", "driver", "output", "lower", "resolve"]),
    ("emit/", &["driver", "lower", "resolve", "read"]),
    // It judges what lowering makes of a document, so it must not ask lowering.
    ("selfcheck/", &["lower", "check", "output", "driver"]),
];

fn sources(below: &str) -> Vec<(String, String)> {
    let top = root().join(below);
    let mut files = Vec::new();
    collect(&top, &mut files);
    files.sort();
    let relative = |path: &Path| path.strip_prefix(&top).expect("a path below").to_string_lossy().into_owned();
    files.iter().map(|path| (relative(path), fs::read_to_string(path).expect("a source is text"))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The text without its test module.
fn production(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn each_crate_of_the_flow_stays_in_its_layer() {
    for (path, text) in sources("codegen/src") {
        let text: String = production(&text).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (word, folders) in LAYERS {
            let allowed =
                folders.iter().any(|folder| path.starts_with(folder)) || matches!(&*path, "lib.rs" | "driver.rs");
            assert!(allowed || !text.contains(word), "codegen/src/{path} uses {word}, which belongs to {folders:?}");
        }
    }
}

#[test]
fn no_stage_reaches_for_a_later_one() {
    for (path, text) in sources("codegen/src") {
        for (stage, forbidden) in DOWNSTREAM {
            for later in forbidden.iter().filter(|_| path.starts_with(stage)) {
                let found = production(&text).contains(&format!("crate::{later}::"));
                let output = *stage == "emit/" && *later == "output";
                assert!(!found || output, "codegen/src/{path} uses crate::{later}, which comes after it");
            }
        }
    }
}

#[test]
fn every_file_is_short_and_teaches() {
    for folder in ["codegen/src", "codegen/runtime/src", "tests/suite", "templates"] {
        for (path, text) in sources(folder) {
            let lines = production(&text).lines().count();
            assert!(lines <= 400, "{folder}/{path} has {lines} lines");
            assert!(text.starts_with("//!"), "{folder}/{path} has no module docs");
        }
    }
}
