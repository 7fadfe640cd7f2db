//! The command line as users meet it: help texts, exit codes, messages for machines.

use crate::support::{driftless, fixture, root, stderr, stdout};
use std::fs;

#[test]
fn help_texts() {
    let commands = ["generate", "check", "self-check", "explain"].map(|command| vec![command, "--help"]);
    for arguments in std::iter::once(vec!["--help"]).chain(commands) {
        let output = driftless(root(), &arguments);
        assert!(output.status.success());
        insta::with_settings!({ snapshot_path => "../snapshots/cli", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("help{}", arguments[..arguments.len() - 1].join("-")), stdout(&output));
        });
    }
}

#[test]
fn wrong_usage_exits_3() {
    for arguments in [&["generate", "--no-such-flag"][..], &["explain", "D9999"], &["generate", "no-such-file.yaml"]] {
        assert_eq!(driftless(root(), arguments).status.code(), Some(3), "{arguments:?}");
    }
}

#[test]
fn a_document_with_errors_exits_2_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let spec = fixture("bad/D0201-unresolved-ref.yaml");
    let out = folder.path().join("out");
    let output = driftless(folder.path(), &["generate", &spec.to_string_lossy(), "--out", &out.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("D0201"), "{}", stderr(&output));
    assert!(!out.exists());
}

#[test]
fn findings_for_machines_are_one_object_a_line() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let spec = fixture("bad/D0201-unresolved-ref.yaml");
    let output = driftless(folder.path(), &["check", &spec.to_string_lossy(), "--message-format", "json"]);
    let lines: Vec<serde_json::Value> =
        stderr(&output).lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!(lines[0]["code"], "D0201");
    assert!(
        lines[0]["line"].is_u64() && lines[0]["column"].is_u64() && lines[0]["pointer"].is_string(),
        "{}",
        lines[0]
    );
}

#[test]
fn every_code_is_explained() {
    for row in driftless::diagnostics::CODES {
        let output = driftless(root(), &["explain", row.text]);
        assert!(stdout(&output).starts_with(&format!("{}: {}", row.text, row.title)));
        assert!(stdout(&output).lines().count() > 2, "{} has no text", row.text);
    }
}

#[test]
fn standard_input_is_a_document() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let text = fs::read(fixture("ok/decimals.yaml")).expect("the fixture is there");
    let mut child = std::process::Command::new(crate::support::program())
        .args(["generate", "-", "--out", "crate"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program can be run");
    std::io::Write::write_all(&mut child.stdin.take().expect("piped"), &text).expect("the program reads");
    assert!(child.wait_with_output().expect("the program ends").status.success());
    assert!(folder.path().join("crate/src/lib.rs").exists());
}
