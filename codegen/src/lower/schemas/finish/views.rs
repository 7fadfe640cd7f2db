//! Two views of a type that travels both ways, where one type could not serve both.
//!
//! A required `readOnly` property is asked of no client, and a required `writeOnly` one comes from no server ("Schema Object",
//! `readOnly` and `writeOnly`: the `required` of such a property takes effect in one direction only). A type that has one, and is
//! both sent and answered, becomes two: itself for what is answered, without the `writeOnly` properties, and `…Input` for what
//! is sent, without the `readOnly` ones. So does every type that holds such a type and travels both ways. A type that travels one
//! way just loses the properties of the other. Where no property is required that way, the document's one type stays one.

use super::{usage, visit};
use crate::ir::{Field, Operation, Shape, Struct, Text, Type, TypeId, TypeKind, TypeOrigin, Types};
use crate::lower::context::Context;
use std::collections::{BTreeMap, BTreeSet};

/// Splits types, and sends operations to the view of their direction.
pub(super) fn split(context: &mut Context<'_>, operations: &mut [Operation]) {
    let sent = usage::reached(&context.types, operations.iter().flat_map(visit::sent));
    let answered = usage::reached(&context.types, operations.iter().flat_map(visit::answered));
    let both = sent.intersection(&answered).copied().collect();
    let strained: BTreeSet<TypeId> = context
        .types
        .iter()
        .filter(|(id, def)| strains(&def.kind, sent.contains(id), answered.contains(id)))
        .map(|(id, _)| id)
        .collect();
    if strained.is_empty() {
        return;
    }
    let inputs = declare_inputs(context, &holding(&context.types, &strained, &both));
    for id in sent.iter().filter(|id| !both.contains(id)).chain(inputs.values()) {
        let def = &mut context.types[*id];
        visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut |ty| redirect(ty, &inputs)));
    }
    for operation in operations {
        visit::change_sent(operation, &mut |ty| redirect(ty, &inputs));
    }
    for id in &strained {
        if let Some(input) = inputs.get(id) {
            keep_fields(&mut context.types[*input].kind, |field| !field.read_only);
            keep_fields(&mut context.types[*id].kind, |field| !field.write_only);
        } else if sent.contains(id) {
            keep_fields(&mut context.types[*id].kind, |field| !field.read_only);
        } else {
            keep_fields(&mut context.types[*id].kind, |field| !field.write_only);
        }
    }
    fit_shapes(&mut context.types);
}

/// Whether a type could not be built by who sends it, or not be read by who gets it.
fn strains(kind: &TypeKind, sent: bool, answered: bool) -> bool {
    let TypeKind::Struct(object) = kind else { return false };
    object.fields.iter().any(|field| field.required && (field.read_only && sent || field.write_only && answered))
}

/// The strained types among `both`, and those that hold one of them, directly or through others.
fn holding(types: &Types, strained: &BTreeSet<TypeId>, both: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
    let mut holding: BTreeSet<TypeId> = strained.intersection(both).copied().collect();
    loop {
        let before = holding.len();
        for id in both {
            let parts = visit::parts(&types[*id].kind);
            if parts.into_iter().flat_map(Type::named).any(|part| holding.contains(&part)) {
                holding.insert(*id);
            }
        }
        if holding.len() == before {
            return holding;
        }
    }
}

/// Adds a copy of each type, to be what is sent.
fn declare_inputs(context: &mut Context<'_>, split: &BTreeSet<TypeId>) -> BTreeMap<TypeId, TypeId> {
    let mut inputs = BTreeMap::new();
    for id in split {
        let mut input = context.types[*id].clone();
        let view = TypeId(context.types.0.len());
        let answered = input.name.as_str().to_owned();
        input.name = context.names.pascal(&format!("{answered} input"));
        input.docs.summary = Some(Text(format!("`{answered}` as it is sent: without what only responses have.")));
        input.docs.description = None;
        if let TypeOrigin::Component(key) = input.origin {
            input.origin = TypeOrigin::Input(key);
        }
        context.types.0.push(input);
        context.schemas.owners.insert(view, *id);
        inputs.insert(*id, view);
    }
    inputs
}

fn redirect(ty: &mut Type, inputs: &BTreeMap<TypeId, TypeId>) {
    if let Type::Named(id) = ty {
        *id = inputs.get(id).copied().unwrap_or(*id);
    }
}

fn keep_fields(kind: &mut TypeKind, keep: impl Fn(&Field) -> bool) {
    if let TypeKind::Struct(object) = kind {
        object.fields.retain(keep);
    }
}

/// Takes properties that a view lacks out of what unions test.
fn fit_shapes(types: &mut Types) {
    for id in (0..types.0.len()).map(TypeId) {
        let TypeKind::Union(union) = &types[id].kind else { continue };
        let mut variants = union.variants.clone();
        for variant in &mut variants {
            let Type::Named(named) = visit::resolved(types, &variant.ty) else { continue };
            if let (TypeKind::Struct(object), Shape::Object { required, constants, known, .. }) =
                (&types[*named].kind, &mut variant.shape)
            {
                required.retain(|key| has(object, key));
                constants.retain(|(key, _)| has(object, key));
                known.retain(|key| has(object, key));
            }
        }
        if let TypeKind::Union(union) = &mut types[id].kind {
            union.variants = variants;
        }
    }
}

fn has(object: &Struct, key: &str) -> bool {
    object.fields.iter().any(|field| field.wire == key)
}
