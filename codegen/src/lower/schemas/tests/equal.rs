//! Equal inline types.

use super::*;

#[test]
fn equal_inline_types_of_one_word_are_one() {
    let status = |docs: &str| json!({"type": "string", "enum": ["open", "closed"], "description": docs});
    let order = json!({"type": "string", "enum": ["open", "closed"]});
    let owner =
        |docs: &str| json!({"properties": {"owner": {"type": "object", "properties": {"status": status(docs)}}}});
    let dump = lowered(json!({
        "Charge": owner("Of the charge."),
        "Refund": owner("Of the charge."),
        "Transfer": {"properties": {"status": status("Of the transfer."), "order": order}},
        "Status": status("A component.")
    }));
    let named: Vec<_> = dump.lines().filter(|line| line.starts_with(['s', 'e'])).collect();
    let names: Vec<_> = named.iter().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(
        names,
        ["Charge", "ChargeOwner", "OwnerStatus", "Refund", "Transfer", "TransferOrder", "Status"],
        "{dump}"
    );
    assert!(dump.contains("owner: ChargeOwner?"), "{dump}");
}

/// The names of types, in writing order.
fn names(dump: &str) -> Vec<&str> {
    let heads = dump.lines().filter(|line| line.starts_with(['s', 'e', 'u']));
    heads.filter_map(|line| line.split_whitespace().nth(1)).collect()
}

#[test]
fn unions_are_one_and_what_holds_them_is() {
    let created = |docs: &str| {
        let range = json!({"type": "object", "title": "range", "properties": {"gt": {"type": "integer"}}});
        json!({"anyOf": [range, {"type": "integer"}], "description": docs})
    };
    let of =
        |docs: &str| json!({"properties": {"filter": {"type": "object", "properties": {"created": created(docs)}}}});
    // Of what the properties say, only the first two agree.
    let dump = lowered(json!({"Charge": of("When."), "Refund": of("When."), "Transfer": of("Since when.")}));
    let expected =
        ["Charge", "ChargeFilter", "FilterCreated", "FilterCreatedRange", "Refund", "Transfer", "TransferFilter"];
    assert_eq!(names(&dump), expected, "{dump}");
}

#[test]
fn many_are_named_after_what_they_have_in_common() {
    let order = json!({"type": "string", "enum": ["asc", "desc"]});
    let empty = json!({"anyOf": [{"type": "integer"}, {"type": "string", "enum": [""]}]});
    let of = |word: &str| json!({"properties": {"sort_order": order.clone(), word: empty.clone()}});
    let schemas = json!({"A": of("until"), "B": of("since"), "C": of("limit")});
    let dump = lowered(schemas.clone());
    assert_eq!(names(&dump), ["A", "SortOrder", "AUntil", "EmptyString", "B", "BSince", "C", "CLimit"], "{dump}");
    // A component has the name, and so has another type that is as frequent.
    let mut taken = schemas.clone();
    taken["SortOrder"] = json!({"type": "string"});
    assert!(names(&lowered(taken)).contains(&"ASortOrder"));
    let mut rivals = schemas;
    for (index, name) in ["D", "E", "F"].into_iter().enumerate() {
        rivals[name] = json!({"properties": {"sort_order": {"type": "string", "enum": [index.to_string()]}}});
    }
    assert!(names(&lowered(rivals)).contains(&"ASortOrder"));
}

#[test]
fn properties_of_one_object_are_its_values() {
    let amount =
        json!({"type": "object", "properties": {"smallest": {"type": "integer"}, "largest": {"type": "integer"}}});
    let two = json!({"properties": {"aud": amount.clone(), "cad": amount.clone()}});
    assert_eq!(names(&lowered(json!({"Limits": two}))), ["Limits", "LimitsAud", "LimitsCad"]);
    let three = json!({"properties": {"aud": amount.clone(), "cad": amount.clone(), "chf": amount}});
    assert_eq!(names(&lowered(json!({"Limits": three}))), ["Limits", "LimitsValue"]);
}

#[test]
fn what_nothing_else_says_keeps_types_apart() {
    let list = |docs: &str| {
        let item = json!({"type": "object", "description": docs, "properties": {"at": {"type": "integer"}}});
        json!({"properties": {"tasks": {"type": "array", "items": item}}})
    };
    let dump = lowered(json!({"A": list("Done."), "B": list("Done."), "C": list("To do.")}));
    assert_eq!(names(&dump), ["A", "ATasksItem", "B", "C", "CTasksItem"], "{dump}");
}
