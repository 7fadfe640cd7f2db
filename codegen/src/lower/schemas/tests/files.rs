//! Where many types go.

use super::*;
use serde_json::Map;
use std::collections::BTreeMap;

/// The file of each type, by name.
fn files(names: impl IntoIterator<Item = String>, fields: usize) -> BTreeMap<String, String> {
    let property = |index| (format!("p{index}"), json!({"type": "string"}));
    let schema = json!({"type": "object", "properties": (0..fields).map(property).collect::<Map<_, _>>()});
    let schemas: Map<String, Value> = names.into_iter().map(|name| (name, schema.clone())).collect();
    let dump = lowered(Value::Object(schemas));
    let heads = dump.lines().filter_map(|line| line.strip_prefix("struct "));
    let file = |head: &str| head.split("  in ").nth(1).unwrap_or_default().to_owned();
    heads.map(|head| (head.split(' ').next().unwrap_or_default().to_owned(), file(head))).collect()
}

#[test]
fn few_types_share_one_file() {
    assert!(files((0..60).map(|index| format!("A{index}")), 1).values().all(String::is_empty));
}

#[test]
fn many_types_go_by_letter_then_by_words() {
    let cards = (0..100).map(|index| format!("IssuingCard{index}"));
    let others = ["Account", "Invoice", "IssuingDispute", "Zone"].map(str::to_owned);
    let small = files(cards.clone().chain(others.clone()), 45);
    assert_eq!((small["Account"].as_str(), small["Zone"].as_str()), ("a", "z"));
    // About 18 lines each: 100 of them do not fit one file of 1,500 lines.
    assert_eq!((small["Invoice"].as_str(), small["IssuingDispute"].as_str()), ("i", "issuing"));

    let none_moved = files(cards.chain(others).chain(["Apple".to_owned()]), 45);
    assert!(small.iter().all(|(name, file)| none_moved[name] == *file));
}
