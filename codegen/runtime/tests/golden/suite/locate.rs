//! Errors point at their place, whatever the text around it looks like.

use super::ok;
use crate::runtime::codec::from_slice;
use serde_json::{Value, json};

/// Every leaf of a tree, by pointer.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| leaves(item, &format!("{at}/{i}"), found)),
        Value::Object(entries) => entries.iter().for_each(|(key, item)| {
            leaves(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => found.push(at.to_owned()),
    }
}

/// A type of the tree's own form whose leaves are all strings: a leaf of any other type is an error at that leaf.
#[derive(Debug)]
struct Strings;

impl<'de> serde::Deserialize<'de> for Strings {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Strings)
    }
}

impl<'de> serde::de::Visitor<'de> for Strings {
    type Value = Strings;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("strings")
    }

    fn visit_str<E>(self, _: &str) -> Result<Strings, E> {
        Ok(Strings)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Strings, A::Error> {
        while seq.next_element::<Strings>()?.is_some() {}
        Ok(Strings)
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Strings, A::Error> {
        while map.next_entry::<String, Strings>()?.is_some() {}
        Ok(Strings)
    }
}

#[test]
fn every_leaf_is_found_compact_and_pretty() {
    let tree = json!({
        "a": "x", "": ["{", "]", "\\\"", []], "k/~": {"é\"": {"": "y"}, "b": [["p"], [["q", {}], "r"]]}, "z": "last"
    });
    let mut all = Vec::new();
    leaves(&tree, "", &mut all);
    assert_eq!(all.len(), 10 - 1);
    for pointer in all {
        for wrong in [json!(12), json!(true), json!(null), json!(-1.5e3)] {
            let mut tree = tree.clone();
            *tree.pointer_mut(&pointer).expect("a leaf") = wrong;
            for text in [ok(serde_json::to_string(&tree)), ok(serde_json::to_string_pretty(&tree))] {
                let error = from_slice::<Strings>(text.as_bytes()).expect_err("a leaf is wrong");
                assert_eq!(error.pointer.as_deref(), Some(pointer.as_str()), "{text}");
                assert!(!error.syntax);
            }
        }
    }
}

#[test]
fn text_that_is_no_json_is_told_apart() {
    for text in ["", "{", r#"{"a":}"#, "[1,]", "\"\\", "nul", "{} x"] {
        let error = from_slice::<Value>(text.as_bytes()).expect_err("not JSON");
        assert!(error.syntax && error.pointer.is_some(), "{text}: {error:?}");
    }
    let deep = "[".repeat(100_000);
    assert!(from_slice::<Value>(deep.as_bytes()).is_err());
}
