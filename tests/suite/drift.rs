//! `check` is clean where nothing drifted, and says what drifted where something did.

use crate::support::{driftless, root, stderr, stdout};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

#[test]
fn the_checked_in_crates_are_up_to_date() {
    let output = driftless(root(), &["check"]);
    assert!(output.status.success(), "{}{}", stdout(&output), stderr(&output));
    for api in ["infrai", "aione", "olostep"] {
        assert!(stdout(&output).contains(&format!("generated/{api}: up to date")), "{}", stdout(&output));
    }
}

/// A document and its generated crate in a folder of their own.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        fs::copy(root().join("spec/olostep/openapi.yaml"), folder.path().join("openapi.yaml")).expect("the document");
        let project = Self { folder };
        let output = project.run("generate");
        assert!(output.status.success(), "{}", stderr(&output));
        project
    }

    fn run(&self, command: &str) -> std::process::Output {
        driftless(self.folder.path(), &[command, "openapi.yaml", "--out", "crate"])
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a text");
    assert!(text.contains(from), "{} holds {from:?}", path.display());
    fs::write(path, text.replace(from, to)).expect("a file that can be written");
}

#[test]
fn an_edited_document_is_drift_with_a_diff_and_the_command_that_mends_it() {
    let project = Project::new();
    edit(&project.path("openapi.yaml"), "/user/credits/info", "/user/credits/balance");
    let output = project.run("check");
    assert_eq!(output.status.code(), Some(1));
    let diff = stdout(&output);
    assert!(diff.contains("--- crate/src/operations/user.rs"), "{diff}");
    assert!(diff.lines().any(|line| line.starts_with('-') && line.contains("/user/credits/info")), "{diff}");
    assert!(diff.lines().any(|line| line.starts_with('+') && line.contains("/user/credits/balance")), "{diff}");
    assert!(stderr(&output).contains("driftless generate openapi.yaml --out crate"), "{}", stderr(&output));

    assert!(project.run("generate").status.success());
    assert!(project.run("check").status.success());
}

#[test]
fn a_hand_edit_of_a_generated_file_is_drift() {
    let project = Project::new();
    let path = project.path("crate/src/operations/user.rs");
    let text = fs::read_to_string(&path).expect("a generated file");
    fs::write(&path, format!("{text}// a note\n")).expect("a file that can be written");
    let output = project.run("check");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("-// a note"), "{}", stdout(&output));
}

#[test]
fn a_removed_and_a_stray_generated_file_are_drift() {
    let project = Project::new();
    fs::copy(project.path("crate/src/operations/user.rs"), project.path("crate/src/operations/former.rs"))
        .expect("a copy");
    fs::remove_file(project.path("crate/src/server/user.rs")).expect("a generated file");
    let output = project.run("check");
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("+++ /dev/null"), "{}", stdout(&output));
    assert!(stdout(&output).contains("--- /dev/null"), "{}", stdout(&output));

    assert!(project.run("generate").status.success());
    assert!(!project.path("crate/src/operations/former.rs").exists());
    assert!(project.path("crate/src/server/user.rs").exists());
}

#[test]
fn files_of_the_user_are_never_touched() {
    let project = Project::new();
    let beside = project.path("crate/src/mine.rs");
    fs::write(&beside, "// mine\n").expect("a file that can be written");
    let in_the_way = project.path("crate/src/operations/user.rs");
    fs::write(&in_the_way, "// also mine\n").expect("a file that can be written");
    edit(&project.path("crate/Cargo.toml"), "[package]", "# people own this file\n[package]");

    let output = project.run("generate");
    assert_eq!(output.status.code(), Some(3), "a crate that is not whole is no success");
    assert!(stderr(&output).contains("operations/user.rs is not a generated file"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(beside).expect("still there"), "// mine\n");
    assert_eq!(fs::read_to_string(in_the_way).expect("still there"), "// also mine\n");
    let manifest = fs::read_to_string(project.path("crate/Cargo.toml")).expect("still there");
    assert!(manifest.contains("# people own this file\n[package]"), "{manifest}");
}

#[test]
fn a_one_field_edit_is_a_small_diff() {
    let project = Project::new();
    let spec = fs::read_to_string(project.path("openapi.yaml")).expect("the document");
    let field = "        allow_usage:\n";
    assert!(spec.contains(field));
    let added = format!("        trial:\n          type: boolean\n{field}");
    fs::write(project.path("openapi.yaml"), spec.replacen(field, &added, 1)).expect("a file that can be written");
    let output = project.run("check");
    let diff = stdout(&output);
    let in_rust = diff.split("--- ").filter(|part| part.starts_with("crate/src/"));
    let changed: usize = in_rust
        .map(|part| part.lines().filter(|line| line.starts_with(['+', '-']) && !line.starts_with("+++")).count())
        .sum();
    assert!((1..=15).contains(&changed), "{changed} changed lines\n{diff}");
}
