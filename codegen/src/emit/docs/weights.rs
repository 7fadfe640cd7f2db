//! How much a page would have to say of a model or an operation, in rows of a table: what decides whether it fits on one page.
//!
//! An estimate made before anything is printed, because links have to know on which page everything will be. Texts do not count,
//! so that it is the same in every language.

use super::sample::{Direction, Sampler};
use crate::ir::{Content, Operation, Response, Type, TypeId, TypeKind, TypeOrigin, Types};
use serde_json::Value;
use std::collections::BTreeSet;

/// Lines of an example that take as much as a row.
const LINES: usize = 3;

/// Rows for what every operation has: its head and how it is called.
const FRAME: usize = 20;

/// Rows for a component.
pub(super) fn model(types: &Types, id: TypeId) -> usize {
    1 + rows(types, &types[id].kind, &mut BTreeSet::new())
}

/// Rows for an operation.
pub(super) fn operation(types: &Types, operation: &Operation) -> usize {
    let of = |responses: &[Response], weigh: fn(&Types, &Content) -> usize| -> usize {
        responses.iter().flat_map(|response| &response.contents).map(|content| weigh(types, content)).sum()
    };
    let sent = operation.request.body.iter().flat_map(|body| &body.contents);
    let sent: usize = sent.map(|content| with_example(types, content)).sum();
    let answered = of(&operation.responses.success.responses, with_example);
    FRAME + operation.request.fields.len() + sent + answered + of(&operation.responses.failure.responses, body)
}

/// Rows for a body, with the example that is made where there is none.
fn with_example(types: &Types, content: &Content) -> usize {
    let made =
        content.examples.is_empty().then(|| Sampler::new(types, Direction::Response).value(&content.ty, "value"));
    body(types, content) + made.map_or(0, |made| example(&made))
}

fn body(types: &Types, content: &Content) -> usize {
    let examples: usize = content.examples.iter().map(|found| example(&found.value)).sum();
    within(types, &content.ty, &mut BTreeSet::new()) + examples
}

fn example(value: &Value) -> usize {
    format!("{value:#}").lines().count() / LINES
}

/// Rows for the fields of a type and of the inline types in it, each of which is shown once.
fn rows(types: &Types, kind: &TypeKind, seen: &mut BTreeSet<TypeId>) -> usize {
    match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| 1 + within(types, &field.ty, seen)).sum(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| 1 + within(types, &variant.ty, seen)).sum(),
        TypeKind::Alias(inner) => within(types, inner, seen),
        TypeKind::Enum(list) => list.values.len(),
    }
}

fn within(types: &Types, ty: &Type, seen: &mut BTreeSet<TypeId>) -> usize {
    let mut inline = Vec::new();
    ty.walk(&mut |part| {
        if let Type::Named(id) = part
            && !matches!(types[*id].origin, TypeOrigin::Component(_))
            && seen.insert(*id)
        {
            inline.push(*id);
        }
    });
    inline.into_iter().map(|id| rows(types, &types[id].kind, seen)).sum()
}
