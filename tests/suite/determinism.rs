//! Same document, same bytes: two processes, two folders, every document of `spec/` and `fixtures/ok`.

use crate::support::{documents, driftless, root, stderr, stem};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn two_processes_in_two_folders_write_the_same_bytes() {
    let own = ["infrai", "aione", "olostep"].map(|api| root().join("spec").join(api).join("openapi.yaml"));
    for spec in own.into_iter().chain(documents("ok")) {
        let (first, second) = (generated(&spec), generated(&spec));
        assert!(first.len() > 3, "{}", spec.display());
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "{}", spec.display());
        for (path, text) in &first {
            assert!(text == &second[path], "{}: {} differs between two runs", spec.display(), path.display());
        }
    }
}

fn generated(spec: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let out = folder.path().join(stem(spec));
    let output = driftless(folder.path(), &["generate", &spec.to_string_lossy(), "--out", &out.to_string_lossy()]);
    assert!(output.status.success(), "{}: {}", spec.display(), stderr(&output));
    let mut files = BTreeMap::new();
    collect(&out, &out, &mut files);
    files
}

fn collect(top: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a generated folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(top, &path, files);
        } else {
            let below = path.strip_prefix(top).expect("a path below the folder").to_owned();
            files.insert(below, fs::read(&path).expect("a generated file"));
        }
    }
}
