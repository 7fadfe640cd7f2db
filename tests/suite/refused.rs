//! What must not compile against a generated client, and why: amounts of one unit where another belongs.
//!
//! Each file of `fixtures/refused` is a program whose first line says the one error that the compiler must find in it:
//! `// error[E0308]: mismatched types: expected …`, the message and then, for errors that need it, their label. A file whose
//! first line says none must compile, so that the others do not fail for a reason of their own.

use crate::support::{fixture, root, stderr};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn amounts_of_different_units_do_not_mix() {
    let package = tempfile::tempdir().expect("a scratch folder");
    let expected = programs(package.path());
    assert!(expected.len() > 5 && expected.values().any(Option::is_none), "{expected:?}");
    let found = check(package.path());
    for (name, expected) in expected {
        let errors = found.get(&name).map(Vec::as_slice).unwrap_or_default();
        match expected {
            None => assert!(errors.is_empty(), "{name} must compile: {errors:?}"),
            Some(expected) => assert_eq!(errors, [expected], "{name}"),
        }
    }
}

/// Writes a package of all programs; gives the error that each says.
fn programs(folder: &Path) -> BTreeMap<String, Option<String>> {
    let manifest = format!(
        "[package]\nname = \"refused\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
        infrai = {{ path = {:?} }}\nrust_decimal = {{ version = \"1\", default-features = false }}\n",
        root().join("generated/infrai")
    );
    let bins = folder.join("src/bin");
    fs::create_dir_all(&bins).expect("a folder can be made");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file can be written");
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    let mut expected = BTreeMap::new();
    for entry in fs::read_dir(fixture("refused")).expect("the fixtures are there") {
        let path = entry.expect("a folder can be listed").path();
        let text = fs::read_to_string(&path).expect("a program is text");
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let first =
            text.lines().next().and_then(|line| line.strip_prefix("// ")).expect("a first line says what happens");
        expected.insert(name.clone(), first.starts_with("error").then(|| first.to_owned()));
        fs::write(bins.join(format!("{name}.rs")), text).expect("a file can be written");
    }
    expected
}

/// The errors that the compiler finds, by program.
fn check(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--bins", "--keep-going", "--message-format=json"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", root().join("target/outside"))
        .output()
        .expect("cargo can be run");
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).expect("cargo writes a JSON value a line");
        if let Some(error) = error(&message["message"]) {
            let name = message["target"]["name"].as_str().expect("a message belongs to a program");
            found.entry(name.to_owned()).or_default().push(error);
        }
    }
    assert!(!found.is_empty(), "no program was refused:\n{}", stderr(&output));
    found
}

/// `error[E0308]: mismatched types: expected …`; nothing for warnings, and for the count of errors at the end.
fn error(message: &Value) -> Option<String> {
    let code = message["code"]["code"].as_str().filter(|_| message["level"] == "error")?;
    let text = message["message"].as_str().unwrap_or_default();
    let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
    let primary = spans.iter().find(|span| span["is_primary"] == true);
    let label = primary.and_then(|span| span["label"].as_str()).filter(|_| code == "E0308");
    Some(format!("error[{code}]: {text}{}", label.map(|label| format!(": {label}")).unwrap_or_default()))
}
