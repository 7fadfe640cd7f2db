//! Inline types that are equal, to one: a document that spells out the same list of states in forty places means one type.
//!
//! Equal are structs and enums whose every member is the same: names in JSON, types, presence, bounds and docs. Their names must
//! end in the same word as well, as `ChargeStatus` and `RefundStatus` do, since a list of `asc` and `desc` can stand for an order
//! and for a direction. The first keeps its name. Components are never merged: the document has named them.

use super::visit;
use crate::ir::{Additional, Docs, Enum, Operation, Struct, Type, TypeDef, TypeId, TypeKind, TypeOrigin, Types};
use crate::lower::context::Context;
use std::collections::BTreeMap;

/// Merges until nothing is equal: structs become so when the types of their fields do.
pub(super) fn merge(context: &mut Context<'_>, operations: &mut [Operation]) {
    while let Some(targets) = equal(&mut context.types) {
        let (mut kept, mut places) = (Vec::new(), Vec::new());
        for (def, target) in std::mem::take(&mut context.types.0).into_iter().zip(targets) {
            match target {
                // The first of equal types is older than they are, and so has its place already.
                Some(TypeId(first)) => places.push(places[first]),
                None => {
                    places.push(TypeId(kept.len()));
                    kept.push(def);
                }
            }
        }
        let mut place = |ty: &mut Type| {
            if let Type::Named(id) = ty {
                *id = places[id.0];
            }
        };
        for def in &mut kept {
            visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut place));
        }
        operations.iter_mut().for_each(|operation| visit::change_operation(operation, &mut place));
        context.types = Types(kept);
    }
}

/// For each type the earlier one that stands for it from now on; `None` if no type has such a one.
fn equal(types: &mut Types) -> Option<Vec<Option<TypeId>>> {
    let mut firsts: BTreeMap<String, TypeId> = BTreeMap::new();
    let keys: Vec<Option<String>> = types.0.iter().map(key).collect();
    let mut targets = Vec::with_capacity(keys.len());
    for (index, key) in keys.into_iter().enumerate() {
        let first = key.map(|key| *firsts.entry(key).or_insert(TypeId(index))).filter(|first| first.0 != index);
        targets.push(first);
        if let Some(first) = first {
            // What only one of them says about itself would be wrong for the other; the fields that hold them say it too.
            let says = |docs: &Docs| (docs.summary.clone(), docs.description.clone());
            if says(&types[first].docs) != says(&types.0[index].docs) {
                types[first].docs.summary = None;
                types[first].docs.description = None;
            }
        }
    }
    targets.iter().any(Option::is_some).then_some(targets)
}

/// All that must be the same; `None` for what is never merged.
fn key(def: &TypeDef) -> Option<String> {
    let members = match (&def.origin, &def.kind) {
        (TypeOrigin::Inline, TypeKind::Struct(body)) => of_struct(body),
        (TypeOrigin::Inline, TypeKind::Enum(body)) => of_enum(body),
        _ => return None,
    };
    // Facts about the type itself that may not get lost.
    let facts = Docs { summary: None, description: None, example: None, ..def.docs.clone() };
    Some(format!("{} {members} {facts:?}", last_word(def.name.as_str())))
}

fn of_struct(body: &Struct) -> String {
    let mut key = String::from("struct");
    for field in &body.fields {
        let presence = (field.required, field.nullable, field.read_only, field.write_only);
        let says = (&field.docs, &field.constraints, &field.default);
        key.push_str(&format!(" {:?} {} {:?} {presence:?} {says:?}", field.wire, field.name.as_str(), field.ty));
    }
    match &body.additional {
        Additional::Ignored => key,
        Additional::Closed => key + " closed",
        Additional::Kept(name, ty) => format!("{key} {} {ty:?}", name.as_str()),
    }
}

fn of_enum(body: &Enum) -> String {
    let mut key = format!("enum {:?} {}", body.base, body.unknown.as_str());
    for value in &body.values {
        key.push_str(&format!(" {} {} {:?}", value.name.as_str(), value.value, value.docs));
    }
    key
}

/// `Status` of `ChargeStatus2`.
fn last_word(name: &str) -> &str {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    name.rfind(char::is_uppercase).map_or(name, |at| &name[at..])
}
