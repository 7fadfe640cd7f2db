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
        ["Charge", "ChargeOwner", "ChargeOwnerStatus", "Refund", "Transfer", "TransferOrder", "Status"],
        "{dump}"
    );
    assert!(dump.contains("owner: ChargeOwner?"), "{dump}");
}
