//! References over small documents, in memory and on disk.

use super::*;
use crate::source::Source;
use serde_json::json;
use std::path::Path;

fn tree(root: Value) -> (Tree, Sink) {
    let mut sink = Sink::new();
    let tree = resolve(root, &mut Sources::new(Source::inline("api.json", "")), &mut sink);
    (tree, sink)
}

/// Resolves `root.json` of a folder with these files.
fn folder(files: &[(&str, Value)], root: &Path) -> (Tree, Sources, Sink) {
    for (name, value) in files {
        let path = root.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("the scratch folder can be written");
        }
        std::fs::write(path, value.to_string()).expect("the scratch folder can be written");
    }
    let mut sources = Sources::new(Source::file(&root.join("root.json")).expect("root.json is one of the files"));
    let mut sink = Sink::new();
    let document = serde_json::from_str(&sources.root().text).expect("the fixture is JSON");
    let tree = resolve(document, &mut sources, &mut sink);
    (tree, sources, sink)
}

fn codes(sink: &Sink) -> Vec<(&'static str, String)> {
    sink.found().iter().map(|found| (found.code.text(), found.place.pointer.clone())).collect()
}

#[test]
fn chains_are_followed_through_escapes() {
    let (tree, sink) = tree(json!({
        "a": {"$ref": "#/paths/~1pets~1%7Bid%7D/0"},
        "paths": {"/pets/{id}": [{"$ref": "#/b~0c"}]},
        "b~c": {"type": "string"},
    }));
    assert_eq!(tree.follow(&Place::new("/a")).ok(), Some(Place::new("/b~0c")));
    assert!(sink.found().is_empty());
}

#[test]
fn circles_and_dead_ends_are_reported_once_with_help() {
    let (tree, sink) = tree(json!({
        "a": {"$ref": "#/b"},
        "b": {"$ref": "#/a"},
        "self": {"$ref": "#/self"},
        "schemas": {"Pet": {"type": "object"}, "Link": {"$ref": "#/schemas/Pet"}},
        "dead": {"$ref": "#/schemas/Pett"},
        "through": {"$ref": "#/schemas/Link/type"},
    }));
    assert_eq!(
        codes(&sink),
        [
            ("D0202", "/b/$ref".into()),
            ("D0202", "/a/$ref".into()),
            ("D0202", "/self/$ref".into()),
            ("D0201", "/dead/$ref".into()),
            ("D0201", "/through/$ref".into()),
        ]
    );
    let help = |index: usize| sink.found()[index].help.as_deref().unwrap_or_default().to_owned();
    assert_eq!(help(3), "did you mean `#/schemas/Pet`?");
    assert!(help(4).contains("itself a reference"), "{}", help(4));
    assert!(tree.follow(&Place::new("/self")).is_err());
}

#[test]
fn files_refer_to_files_relative_to_themselves() {
    let scratch = tempfile::tempdir().expect("a scratch folder can be made");
    let (tree, sources, sink) = folder(
        &[
            ("root.json", json!({"a": {"$ref": "models/a.json#/A"}, "b": {"$ref": "models/a.json"}})),
            ("models/a.json", json!({"A": {"$ref": "../b%20c.json#/B"}})),
            ("b c.json", json!({"B": {"$ref": "root.json#/c"}, "unused": {"$ref": "models/a.json#/A"}})),
        ],
        scratch.path(),
    );
    assert_eq!(codes(&sink), [("D0201", "/B/$ref".into())]);
    assert_eq!(tree.follow(&Place::new("/b")).ok(), Some(Place::root(FileId(1))));
    assert!(sources.get(FileId(2)).is_some_and(|source| source.name.ends_with("b c.json")));
    assert!(sources.get(FileId(3)).is_none(), "a file is read once");
}

#[test]
fn files_outside_the_folder_are_not_opened() {
    let scratch = tempfile::tempdir().expect("a scratch folder can be made");
    let inside = scratch.path().join("inside");
    std::fs::write(scratch.path().join("secret.json"), "{}").expect("the scratch folder can be written");
    std::fs::create_dir(&inside).expect("the scratch folder can be written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.json", inside.join("link.json")).expect("links can be made");
    let root = json!({
        "up": {"$ref": "../secret.json"},
        "link": {"$ref": "link.json"},
        "web": {"$ref": "https://a.example/x.json"},
        "file": {"$ref": "file:///etc/passwd"},
        "gone": {"$ref": "gone.json"},
    });
    let (_, sources, sink) = folder(&[("root.json", root)], &inside);
    let expected = [
        ("D0203", "/up/$ref".to_owned()),
        #[cfg(unix)]
        ("D0203", "/link/$ref".to_owned()),
        #[cfg(not(unix))]
        ("D0201", "/link/$ref".to_owned()),
        ("D0203", "/web/$ref".to_owned()),
        ("D0203", "/file/$ref".to_owned()),
        ("D0201", "/gone/$ref".to_owned()),
    ];
    assert_eq!(codes(&sink), expected);
    assert!(sources.get(FileId(1)).is_none());
}

#[test]
fn a_document_without_a_folder_has_no_other_files() {
    let (_, sink) = tree(json!({"a": {"$ref": "b.json"}}));
    assert_eq!(codes(&sink), [("D0203", "/a/$ref".into())]);
}
