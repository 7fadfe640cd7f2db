//! Writing order: a type, then the inline types first met within it, so that a reader finds them below their owner.

use super::visit;
use crate::ir::{Operation, Type, TypeId, Types};
use crate::lower::context::Context;
use std::collections::BTreeMap;

/// Sorts the types and renumbers every mention of them. Says within which type each was first met.
pub(super) fn sort(context: &mut Context<'_>, operations: &mut [Operation]) -> BTreeMap<TypeId, TypeId> {
    let owners = std::mem::take(&mut context.schemas.owners);
    let mut owned: BTreeMap<Option<TypeId>, Vec<TypeId>> = BTreeMap::new();
    for (id, _) in context.types.iter() {
        owned.entry(owners.get(&id).copied()).or_default().push(id);
    }
    let mut order: Vec<TypeId> = Vec::new();
    let mut waiting: Vec<TypeId> = owned.remove(&None).unwrap_or_default().into_iter().rev().collect();
    while let Some(id) = waiting.pop() {
        order.push(id);
        waiting.extend(owned.remove(&Some(id)).unwrap_or_default().into_iter().rev());
    }
    let mut places: Vec<TypeId> = vec![TypeId(0); order.len()];
    for (place, id) in order.iter().enumerate() {
        places[id.0] = TypeId(place);
    }
    let mut renumber = |ty: &mut Type| {
        if let Type::Named(id) = ty {
            *id = places[id.0];
        }
    };
    let mut defs: Vec<_> = std::mem::take(&mut context.types.0).into_iter().map(Some).collect();
    let mut sorted = Types::default();
    for id in order {
        // Each id stands in the order once, because each type has one owner and an owner is older than what it owns.
        if let Some(mut def) = defs[id.0].take() {
            visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut renumber));
            sorted.0.push(def);
        }
    }
    context.types = sorted;
    operations.iter_mut().for_each(|operation| visit::change_operation(operation, &mut renumber));
    // Ids remembered from before mean other types now.
    context.schemas.named.clear();
    owners.into_iter().map(|(id, owner)| (places[id.0], places[owner.0])).collect()
}
