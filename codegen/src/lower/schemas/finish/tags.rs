//! Types that one tag alone needs, so that they can be left uncompiled with it.
//!
//! `Topup` of an operation tagged `account` belongs to that tag, unless an operation of another tag reaches it as well, directly
//! or through other types. A type that no operation reaches is there whatever is chosen, and so is all that it reaches. What
//! webhooks and callbacks alone need is told apart likewise: they are a feature of their own.

use super::{usage, visit};
use crate::ir::{Operation, Type, TypeId, Types, UNGROUPED};
use std::collections::{BTreeMap, BTreeSet};

/// Gives each type the tag that it belongs to, or webhooks.
pub(super) fn mark(types: &mut Types, operations: &[Operation]) {
    let mut by_tag: BTreeMap<usize, Vec<&Type>> = BTreeMap::new();
    for operation in operations {
        by_tag.entry(operation.tag).or_default().extend([visit::sent(operation), visit::answered(operation)].concat());
    }
    // Webhooks and callbacks go by `UNGROUPED`.
    let mut owners: BTreeMap<TypeId, BTreeSet<Option<usize>>> = BTreeMap::new();
    for (tag, mentioned) in by_tag {
        for id in usage::reached(types, mentioned.into_iter()) {
            owners.entry(id).or_default().insert(Some(tag));
        }
    }
    let unreached: Vec<Type> =
        types.iter().map(|(id, _)| id).filter(|id| !owners.contains_key(id)).map(Type::Named).collect();
    for id in usage::reached(types, unreached.iter()) {
        owners.entry(id).or_default().insert(None);
    }
    for (id, tags) in owners {
        let mut tags = tags.into_iter();
        let only = match (tags.next(), tags.next()) {
            (Some(only), None) => only,
            _ => None,
        };
        types[id].of_hooks = only == Some(UNGROUPED);
        types[id].tag = only.filter(|tag| *tag != UNGROUPED);
    }
}
