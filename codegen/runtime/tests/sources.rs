//! The sources as data are all of the sources, and can stand anywhere.

use driftless_runtime::sources::SOURCES;
use std::path::Path;

fn files(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the folder of the sources") {
        let entry = entry.expect("a readable entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

#[test]
fn every_file_is_listed() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    found.retain(|path| path != "lib.rs" && path != "sources.rs");
    found.sort();
    assert_eq!(SOURCES.iter().map(|file| file.path).collect::<Vec<_>>(), found);
}

#[test]
fn files_teach_and_name_no_crate_root() {
    for file in SOURCES {
        assert!(file.text.starts_with("//! "), "{} begins without docs", file.path);
        for forbidden in ["crate::", "$crate", "#![", ".unwrap()", ".expect(", "panic!", "todo!"] {
            assert!(!file.text.contains(forbidden), "{} contains {forbidden}", file.path);
        }
    }
}
