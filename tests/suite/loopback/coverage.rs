//! That no operation and no status is forgotten.

use super::answers;
use crate::support::root;
use serde_yaml::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The documents, each with the folder or file that holds its proofs.
const APIS: [(&str, &str); 3] = [("infrai", "infrai"), ("aione", "aione.rs"), ("olostep", "olostep.rs")];

/// Each operation has a test named after it, which starts the server for this operation.
#[test]
fn each_operation_of_the_documents_is_proven() {
    let mut count = 0;
    for (api, place) in APIS {
        let documented: BTreeSet<String> = operations(api).into_iter().map(|(id, _)| id).collect();
        assert_eq!(proven(&root().join("tests/suite/loopback").join(place)), documented, "{api}: proven = documented");
        count += documented.len();
    }
    assert_eq!(count, 63);
}

/// The proofs send every answer of the fixtures; those have every documented status.
#[test]
fn each_documented_status_is_answered() {
    for (api, _) in APIS {
        for (id, statuses) in operations(api) {
            let answered = answers::all(api, &id).into_iter().map(|answer| answer.status.as_str().to_owned());
            assert_eq!(answered.collect::<BTreeSet<_>>(), statuses, "{api}: statuses of {id}");
        }
    }
}

/// Id and statuses of each operation of a document.
pub(crate) fn operations(api: &str) -> Vec<(String, BTreeSet<String>)> {
    let path = root().join("spec").join(api).join("openapi.yaml");
    let document: Value =
        serde_yaml::from_str(&fs::read_to_string(path).expect("the document is there")).expect("the document is YAML");
    let items = document["paths"].as_mapping().expect("paths is a mapping").values();
    let operations = items.flat_map(|item| item.as_mapping().expect("a path item is a mapping").values());
    let named = operations.filter_map(|operation| {
        let id = operation.get("operationId")?.as_str()?.to_owned();
        let statuses = operation["responses"].as_mapping().expect("an operation has responses").keys();
        Some((id, statuses.map(|status| status.as_str().expect("statuses are text").to_owned()).collect()))
    });
    named.collect()
}

/// The operations of the tests below a place, read from their sources: a test's name is its operation's id with underscores.
fn proven(place: &Path) -> BTreeSet<String> {
    if place.is_dir() {
        let entries = fs::read_dir(place).expect("a folder can be listed");
        return entries.flat_map(|entry| proven(&entry.expect("an entry").path())).collect();
    }
    let text = fs::read_to_string(place).expect("a source is text");
    let tests = text.split("#[tokio::test]\nasync fn ").skip(1).filter_map(|test| {
        let (name, body) = test.split_once("() {\n    let api = Loopback::start(\"")?;
        let (id, _) = body.split_once('"')?;
        (name == id.replace('.', "_")).then(|| id.to_owned())
    });
    tests.collect()
}
