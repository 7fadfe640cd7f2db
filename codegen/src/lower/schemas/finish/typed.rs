//! How many fields hold any JSON although the document states a type for them: what the output's worth is measured by.
//!
//! `{properties: {a: {}, b: {type: object}, c: {type: array, items: {type: string}}}}` has three fields. `a` may be untyped,
//! because the document says nothing of it; `Vec<Value>` for `c` would count.

use super::visit;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::ir::{FieldCount, OmissionKind, Type, TypeKind};
use crate::lower::context::Context;
use crate::lower::schemas::facts::{Facts, Rest};
use crate::lower::schemas::gather;
use crate::lower::schemas::joint::Joint;
use crate::lower::schemas::place::settle;

/// How deep lists of lists are looked into.
const DEPTH: usize = 8;

/// Counts the fields of structs. One that is weaker than stated is in the report, whatever the cause.
pub(super) fn count(context: &mut Context<'_>) -> FieldCount {
    let mut count = FieldCount::default();
    let mut untyped = Vec::new();
    for index in 0..context.types.0.len() {
        let TypeKind::Struct(object) = &context.types.0[index].kind else { continue };
        let fields: Vec<(Place, Type)> =
            object.fields.iter().map(|field| (field.place.clone(), field.ty.clone())).collect();
        count.all += fields.len();
        for (place, ty) in fields {
            // A field for a property that is only required stands where it is required.
            let declared = place.parent().last().is_some_and(|key| key == "properties");
            if declared && is_weaker(context, &ty, &Joint::of(&place), 0) {
                untyped.push(place);
            }
        }
    }
    untyped.sort();
    untyped.dedup();
    count.untyped = untyped.len();
    for place in untyped {
        explain(context, place);
    }
    count
}

/// Whether a type is any JSON somewhere where the schema states more.
fn is_weaker(context: &mut Context<'_>, ty: &Type, joint: &Joint, depth: usize) -> bool {
    let ty = visit::resolved(&context.types, ty).clone();
    if depth > DEPTH || !mentions_json(context, &ty) {
        return false;
    }
    let joint = settle(context, joint).joint;
    let facts = gather::facts(context, &joint);
    match (&ty, &facts.rest) {
        (Type::Json, _) => states_type(context, &facts),
        (Type::Nullable(inner) | Type::Boxed(inner), _) => is_weaker(context, inner, &joint, depth + 1),
        (Type::List(item) | Type::Set(item), _) => match (facts.items.is_empty(), &facts.prefix) {
            (false, None) => is_weaker(context, item, &Joint::all(facts.items.clone()), depth + 1),
            (_, prefix) => prefix.is_some(),
        },
        (Type::Map(values), Rest::Typed(places)) => is_weaker(context, values, &Joint::all(places.clone()), depth + 1),
        _ => false,
    }
}

fn mentions_json(context: &Context<'_>, ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |part| found |= *visit::resolved(&context.types, part) == Type::Json);
    found
}

/// Whether a schema says what its values look like.
fn states_type(context: &mut Context<'_>, facts: &Facts) -> bool {
    let branches: Vec<Place> = facts.unions.iter().flat_map(|group| group.branches.clone()).collect();
    facts.kind().is_some()
        || facts.values.is_some()
        || branches.iter().any(|branch| gather::facts(context, &Joint::of(branch)).kind().is_some())
}

/// Sees to it that the report tells of the place, if nothing that stands there or within has been reported yet.
fn explain(context: &mut Context<'_>, place: Place) {
    let settled = settle(context, &Joint::of(&place)).joint.places;
    let told = context.omissions.iter().any(|omission| {
        let within =
            |place: &Place| omission.place.file == place.file && omission.place.pointer.starts_with(&place.pointer);
        within(&place) || settled.iter().any(within)
    });
    if !told {
        let diagnostic =
            Diagnostic::new(Code::Untyped, place, "the schema states more than its type, which is any JSON");
        context.omit(OmissionKind::Untyped, diagnostic);
    }
}
