//! Which inline types are the same: all but what they say about themselves.
//!
//! The same are two structs, enums or unions whose every member is: its name in JSON and in Rust, type, presence, bounds and
//! docs. What a type says about itself stands at the property, parameter or branch that holds it as well, and there it stays.
//! Only where nothing else says it, as for the items of a list, must that text be the same too.

use crate::ir::{
    Additional, Docs, Enum, Field, Operation, Struct, Text, Type, TypeDef, TypeId, TypeKind, TypeOrigin, Types, Union,
};
use crate::lower::schemas::COMPONENTS;
use std::collections::BTreeSet;

/// Summary and description of a type, as far as nothing that holds it says the same.
pub(super) type Says = [Option<Text>; 2];

/// What each type says that is said nowhere else.
pub(super) fn says(types: &Types, operations: &[Operation]) -> Vec<Says> {
    let mut elsewhere = BTreeSet::new();
    let mut holds = |docs: &Docs, of: &Type| {
        if let Type::Named(id) = of
            && texts(&types[*id].docs) == texts(docs)
        {
            elsewhere.insert(*id);
        }
    };
    for def in &types.0 {
        match &def.kind {
            TypeKind::Struct(body) => body.fields.iter().for_each(|field| holds(&field.docs, &field.ty)),
            TypeKind::Union(body) => body.variants.iter().for_each(|variant| holds(&variant.docs, &variant.ty)),
            TypeKind::Enum(_) | TypeKind::Alias(_) => {}
        }
    }
    for field in operations.iter().flat_map(|operation| &operation.request.fields) {
        holds(&field.docs, &field.ty);
    }
    let unsaid = |(id, def): (TypeId, &TypeDef)| match elsewhere.contains(&id) {
        true => Says::default(),
        false => texts(&def.docs),
    };
    types.iter().map(unsaid).collect()
}

fn texts(docs: &Docs) -> Says {
    [docs.summary.clone(), docs.description.clone()]
}

/// All that must be the same, as text; `None` for a component, and for another view of one.
pub(super) fn key(def: &TypeDef, says: &Says) -> Option<String> {
    if def.origin != TypeOrigin::Inline || def.place.parent().pointer == COMPONENTS {
        return None;
    }
    let members = match &def.kind {
        TypeKind::Struct(body) => of_struct(body),
        TypeKind::Enum(body) => of_enum(body),
        TypeKind::Union(body) => of_union(body),
        TypeKind::Alias(_) => return None,
    };
    // Facts about the type itself that may not get lost.
    let facts = Docs { summary: None, description: None, example: None, ..def.docs.clone() };
    Some(format!("{members} {facts:?} {says:?}"))
}

fn of_struct(body: &Struct) -> String {
    let fields: String = body.fields.iter().map(of_field).collect();
    match &body.additional {
        Additional::Ignored => format!("struct {fields}"),
        Additional::Closed => format!("struct {fields} closed"),
        Additional::Kept(name, ty) => format!("struct {fields} {} {ty:?}", name.as_str()),
    }
}

fn of_field(field: &Field) -> String {
    let presence = (field.required, field.nullable, field.read_only, field.write_only);
    let says = (&field.docs, &field.constraints, &field.default);
    format!("{:?} {} {:?} {presence:?} {says:?} ", field.wire, field.name.as_str(), field.ty)
}

fn of_enum(body: &Enum) -> String {
    let values = body.values.iter().map(|value| format!("{} {} {:?} ", value.name.as_str(), value.value, value.docs));
    format!("enum {:?} {} {}", body.base, body.unknown.as_str(), values.collect::<String>())
}

fn of_union(body: &Union) -> String {
    let variants = body.variants.iter().map(|variant| {
        let chosen = (&variant.tags, &variant.shape);
        format!("{} {:?} {chosen:?} {:?} ", variant.name.as_str(), variant.ty, variant.docs)
    });
    format!("union {:?} {} {}", body.discriminator, body.unknown.as_str(), variants.collect::<String>())
}
