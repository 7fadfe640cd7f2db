//! What is said already: a text that stands where a type is used and again at the type itself is written once.
//!
//! A reference without a text of its own has that of the component it refers to. There the component says it, and whoever reads
//! a field or variant follows the type's name. An inline schema is part of the property that holds it, and there the property
//! says it.

use crate::ir::{Api, Docs, Text, Type, TypeDef, TypeId, TypeKind, TypeOrigin, Types};
use crate::names::Name;
use std::collections::BTreeSet;

/// What a member says beyond its own name and the component that it refers to.
pub(super) fn beyond(types: &Types, name: &Name, docs: &Docs, of: &Type) -> Docs {
    let own = letters(name.as_str());
    // "The id" on a field `id` says what the reader has just read.
    let repeats_name = |text: &Text| letters(text.0.trim_start().trim_start_matches("The ")) == own;
    let (mut summary, mut description) = (docs.summary.clone(), docs.description.clone());
    summary = summary.filter(|text| !repeats_name(text));
    description = description.filter(|text| !repeats_name(text));
    if let Some(def) = named(of).map(|id| &types[id]) {
        summary = summary.filter(|text| !is_name(def, text));
        if matches!(def.origin, TypeOrigin::Component(_)) {
            summary = summary.filter(|text| def.docs.summary.as_ref() != Some(text));
            description = description.filter(|text| def.docs.description.as_ref() != Some(text));
        }
    }
    Docs { summary, description, ..docs.clone() }
}

/// Inline types of which a member that holds them says the same.
pub(super) fn elsewhere(api: &Api) -> BTreeSet<TypeId> {
    let types = &api.types;
    let mut found = BTreeSet::new();
    let mut member = |docs: &Docs, of: &Type| {
        let id = named(of)
            .filter(|id| !matches!(types[*id].origin, TypeOrigin::Component(_)) && same(&types[*id].docs, docs));
        found.extend(id);
    };
    for (_, def) in types.iter() {
        match &def.kind {
            TypeKind::Struct(body) => body.fields.iter().for_each(|field| member(&field.docs, &field.ty)),
            TypeKind::Union(body) => body.variants.iter().for_each(|variant| member(&variant.docs, &variant.ty)),
            TypeKind::Enum(_) | TypeKind::Alias(_) => {}
        }
    }
    let fields = api.operations.iter().flat_map(|operation| &operation.request.fields);
    fields.for_each(|field| member(&field.docs, &field.ty));
    found
}

/// What a type says: nothing of it where a member does, and no title that is its name.
pub(super) fn of_type(def: &TypeDef, elsewhere: bool) -> Docs {
    if elsewhere {
        return Docs { summary: None, description: None, ..def.docs.clone() };
    }
    Docs { summary: def.docs.summary.clone().filter(|text| !is_name(def, text)), ..def.docs.clone() }
}

/// Whether a title is only the type's name, in Rust or in the document.
fn is_name(def: &TypeDef, title: &Text) -> bool {
    let component = match &def.origin {
        TypeOrigin::Component(name) => name.as_str(),
        TypeOrigin::Input(_) | TypeOrigin::Inline => "",
    };
    let name = def.name.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
    [def.name.as_str(), name, component].map(letters).contains(&letters(&title.0))
}

/// Letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn same(one: &Docs, other: &Docs) -> bool {
    one.summary == other.summary && one.description == other.description
}

/// The named type that a value of this type is, on the heap or not.
fn named(of: &Type) -> Option<TypeId> {
    match of {
        Type::Named(id) => Some(*id),
        Type::Boxed(inner) | Type::Nullable(inner) => named(inner),
        _ => None,
    }
}
