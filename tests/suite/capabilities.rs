//! Document and capability table are equal both ways: same operations, same methods, same paths.
//!
//! The table writes every path parameter as `{id}`, the document by its own name (D10), so template names are erased.

use crate::support::root;
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;

/// Method and path of each operation, by id.
type Operations = BTreeMap<String, (String, String)>;

#[test]
fn infrai() {
    assert_equal("infrai", 60);
}

#[test]
fn aione() {
    assert_equal("aione", 1);
}

#[test]
fn olostep() {
    assert_equal("olostep", 2);
}

fn assert_equal(api: &str, count: usize) {
    let (table, document) = (table(api), document(api));
    for (capability, endpoint) in &table {
        let found = document.get(capability);
        assert!(found.is_some(), "{api}: the table's capability {capability} has no operation in the document");
        assert_eq!(found, Some(endpoint), "{api}: {capability} has another method or path in the document");
    }
    for operation in document.keys() {
        assert!(table.contains_key(operation), "{api}: the document's operation {operation} is not in the table");
    }
    assert_eq!(table.len(), count);
}

fn table(api: &str) -> Operations {
    let path = root().join("spec").join(api).join("capabilities.csv");
    let text = fs::read_to_string(path).expect("the table is there");
    let rows = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|row| {
        let [capability, method, path] = row[..] else { panic!("a row has three cells: {row:?}") };
        (capability.to_owned(), (method.to_owned(), erased(path)))
    })
    .collect()
}

fn document(api: &str) -> Operations {
    let path = root().join("spec").join(api).join("openapi.yaml");
    let text = fs::read_to_string(path).expect("the document is there");
    let document: Value = serde_yaml::from_str(&text).expect("the document is YAML");
    let mut found = Operations::new();
    for (path, item) in document["paths"].as_mapping().expect("paths is a mapping") {
        for (method, operation) in item.as_mapping().expect("a path item is a mapping") {
            let Some(id) = operation.get("operationId").and_then(Value::as_str) else { continue };
            let method = method.as_str().unwrap_or_default().to_uppercase();
            let twice = found.insert(id.to_owned(), (method, erased(path.as_str().unwrap_or_default())));
            assert!(twice.is_none(), "{api}: {id} stands twice");
        }
    }
    found
}

/// The path with every template expression as `{}`.
fn erased(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
