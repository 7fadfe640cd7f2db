//! Boxes: where a type would contain itself, where one variant would make a whole enum large, and where structs within
//! structs would fill a stack.

use super::visit;
use crate::ir::{Type, TypeId, TypeKind, Types};
use std::collections::BTreeMap;

/// Size in bytes from which a variant is boxed; clippy objects to variants that differ by 200.
const LARGE: usize = 160;

/// Size in bytes from which a field is boxed. Structs of hundreds of kilobytes come up where schemas refer to one another
/// without end; reading one would overflow the stack of a thread.
const HUGE: usize = 4096;

/// Boxes the fields and variants through which a type would contain itself in place. A depth-first walk in writing order
/// meets every cycle at the member that closes it, and boxes that one only; lists and maps are on the heap already.
pub(super) fn box_cycles(types: &mut Types) {
    let mut state = vec![State::New; types.0.len()];
    for index in 0..types.0.len() {
        if state[index] == State::New {
            walk(types, index, &mut state);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the path from the start of the walk.
    Open,
    Done,
}

/// A type on the path: its members, each with the types that it holds in place.
struct Step {
    id: usize,
    members: Vec<Vec<TypeId>>,
    member: usize,
}

fn walk(types: &mut Types, start: usize, state: &mut [State]) {
    let mut path = vec![step(types, start)];
    state[start] = State::Open;
    while let Some(top) = path.last_mut() {
        let Some(held) = top.members.get_mut(top.member) else {
            state[top.id] = State::Done;
            path.pop();
            continue;
        };
        let Some(TypeId(next)) = held.pop() else {
            top.member += 1;
            continue;
        };
        match state[next] {
            State::Done => {}
            State::New => {
                state[next] = State::Open;
                path.push(step(types, next));
            }
            State::Open => {
                held.clear();
                let (id, member) = (top.id, top.member);
                if let Some(ty) = visit::parts_mut(&mut types.0[id].kind).into_iter().nth(member) {
                    *ty = Type::Boxed(Box::new(ty.clone()));
                }
            }
        }
    }
}

fn step(types: &Types, id: usize) -> Step {
    let members = match &types.0[id].kind {
        // Aliases are seen through, so that boxes stand in structs and unions only.
        TypeKind::Alias(_) | TypeKind::Enum(_) => Vec::new(),
        kind => visit::members(kind)
            .into_iter()
            .map(|ty| {
                let mut held = Vec::new();
                in_place(types, ty, &mut held);
                held.reverse();
                held
            })
            .collect(),
    };
    Step { id, members, member: 0 }
}

/// The structs and unions that an expression holds without a heap in between.
fn in_place(types: &Types, ty: &Type, held: &mut Vec<TypeId>) {
    match visit::resolved(types, ty) {
        Type::Named(id) => held.push(*id),
        Type::Nullable(inner) => in_place(types, inner, held),
        Type::Tuple(items) => items.iter().for_each(|item| in_place(types, item, held)),
        _ => {}
    }
}

/// Boxes the large variants of unions.
pub(super) fn box_large_variants(types: &mut Types) {
    let mut sizes = BTreeMap::new();
    for index in 0..types.0.len() {
        let TypeKind::Union(union) = &types.0[index].kind else { continue };
        let large: Vec<bool> =
            union.variants.iter().map(|variant| size(types, &variant.ty, &mut sizes) > LARGE).collect();
        if let TypeKind::Union(union) = &mut types.0[index].kind {
            for (variant, _) in union.variants.iter_mut().zip(large).filter(|(_, large)| *large) {
                variant.ty = Type::Boxed(Box::new(variant.ty.clone()));
            }
        }
    }
}

/// Boxes the huge fields of structs, innermost first, so that none is huge for what it would have held.
pub(super) fn box_huge_fields(types: &mut Types) {
    let mut sizes = BTreeMap::new();
    for index in 0..types.0.len() {
        box_fields(types, TypeId(index), &mut sizes);
    }
}

fn box_fields(types: &mut Types, id: TypeId, sizes: &mut BTreeMap<TypeId, usize>) {
    if sizes.contains_key(&id) {
        return;
    }
    for held in step(types, id.0).members.into_iter().flatten() {
        box_fields(types, held, sizes);
    }
    if let TypeKind::Struct(object) = &types[id].kind {
        let huge: Vec<bool> = object.fields.iter().map(|field| size(types, &field.ty, sizes) > HUGE).collect();
        if let TypeKind::Struct(object) = &mut types[id].kind {
            for (field, _) in object.fields.iter_mut().zip(huge).filter(|(_, huge)| *huge) {
                field.ty = Type::Boxed(Box::new(field.ty.clone()));
            }
        }
    }
    size_of_named(types, id, sizes);
}

/// About how many bytes a value takes in place, on a 64-bit machine.
fn size(types: &Types, ty: &Type, sizes: &mut BTreeMap<TypeId, usize>) -> usize {
    match visit::resolved(types, ty) {
        Type::Null => 0,
        Type::Bool => 1,
        Type::Integer(_) | Type::Float(_) | Type::Boxed(_) | Type::Date | Type::Ipv4 => 8,
        Type::Decimal(_) | Type::DateTime | Type::Uuid | Type::Ipv6 | Type::Time => 16,
        Type::Base64 | Type::Binary => 32,
        Type::Upload => 88,
        Type::Json => 72,
        Type::Duration => 64,
        Type::Tuple(items) => items.iter().map(|item| size(types, item, sizes)).sum(),
        Type::Nullable(inner) => size(types, inner, sizes) + 8,
        Type::Named(id) => size_of_named(types, *id, sizes),
        _ => 24,
    }
}

fn size_of_named(types: &Types, id: TypeId, sizes: &mut BTreeMap<TypeId, usize>) -> usize {
    if let Some(size) = sizes.get(&id) {
        return *size;
    }
    // No type contains itself in place any more, so this ends; a union's large variants are pointers by then.
    sizes.insert(id, LARGE);
    let total = match &types[id].kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter().map(|field| {
                let optional = usize::from(!field.required) + usize::from(field.nullable);
                size(types, &field.ty, sizes) + 8 * optional
            });
            fields.sum::<usize>() + 24
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter().map(|variant| size(types, &variant.ty, sizes).min(LARGE));
            variants.max().unwrap_or(0).max(72) + 8
        }
        TypeKind::Enum(_) => 24,
        TypeKind::Alias(ty) => size(types, ty, sizes),
    };
    sizes.insert(id, total);
    total
}
