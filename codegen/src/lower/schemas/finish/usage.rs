//! Which types travel in requests and which in responses, directly or through other types.

use super::visit;
use crate::ir::{Operation, Type, TypeId, Types};
use std::collections::BTreeSet;

/// Marks every type that operations reach.
pub(super) fn mark(types: &mut Types, operations: &[Operation]) {
    for id in reached(types, operations.iter().flat_map(visit::sent)) {
        types[id].usage.request = true;
    }
    for id in reached(types, operations.iter().flat_map(visit::answered)) {
        types[id].usage.response = true;
    }
}

/// The types that expressions name, directly or through other types.
pub(super) fn reached<'a>(types: &Types, start: impl Iterator<Item = &'a Type>) -> BTreeSet<TypeId> {
    let mut waiting: Vec<TypeId> = start.flat_map(Type::named).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            waiting.extend(visit::parts(&types[id].kind).into_iter().flat_map(Type::named));
        }
    }
    reached
}
