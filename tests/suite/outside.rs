//! A crate generated into an empty folder outside any workspace checks by itself, without a warning.

use crate::support::{driftless, root, stderr};
use std::path::Path;
use std::process::Command;

#[test]
fn crates_of_the_three_documents_check_and_pass_clippy() {
    for api in ["infrai", "aione", "olostep"] {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let spec = root().join("spec").join(api).join("openapi.yaml");
        let output = driftless(folder.path(), &["generate", &spec.to_string_lossy(), "--out", api]);
        assert!(output.status.success(), "{}", stderr(&output));
        let manifest = folder.path().join(api);
        for features in [&[][..], &["--all-features"], &["--no-default-features", "--features", "client"]] {
            cargo(&manifest, "check", features, &[]);
        }
        cargo(&manifest, "clippy", &["--all-features"], &["--", "-D", "warnings"]);
    }
}

#[test]
fn each_tag_checks_by_itself() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let spec = root().join("spec/infrai/openapi.yaml");
    let output = driftless(folder.path(), &["generate", &spec.to_string_lossy(), "--out", "infrai"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for tag in ["tag-account", "tag-billing"] {
        for side in ["client", "server"] {
            let features = format!("{side},{tag}");
            cargo(&folder.path().join("infrai"), "check", &["--no-default-features", "--features", &features], &[]);
        }
    }
}

/// Runs cargo on a crate with the versions of this workspace's lock file, in a target folder that all such crates share.
fn cargo(folder: &Path, command: &str, features: &[&str], rest: &[&str]) {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    let output = Command::new(env!("CARGO"))
        .arg(command)
        .arg("--quiet")
        .args(features)
        .args(rest)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", root().join("target/outside"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "cargo {command} {features:?} in {}:\n{}", folder.display(), stderr(&output));
}
