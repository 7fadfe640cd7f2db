//! Aliases that mention themselves: `type Tree = Vec<Tree>` is not Rust.
//!
//! A map becomes a struct that keeps every property; any other list-like type becomes a union with that one variant; an alias
//! that is nothing but itself is any JSON.

use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Additional, Docs, OmissionKind, Shape, Struct, Type, TypeId, TypeKind, Types, Union, Variant};
use crate::lower::context::Context;
use crate::names::Scope;
use std::collections::BTreeSet;

/// Gives a body to one alias of each cycle, the first in writing order.
pub(super) fn break_cycles(context: &mut Context<'_>) {
    for index in 0..context.types.0.len() {
        let id = TypeId(index);
        if !mentions_itself(&context.types, id) {
            continue;
        }
        let TypeKind::Alias(ty) = context.types[id].kind.clone() else { continue };
        context.types[id].kind = match ty {
            Type::Map(values) => TypeKind::Struct(Struct {
                fields: Vec::new(),
                additional: Additional::Kept(Scope::default().snake("additional"), *values),
            }),
            Type::List(_) | Type::Set(_) => wrapped(ty, "List"),
            Type::Tuple(_) => wrapped(ty, "Tuple"),
            _ => {
                let place = context.types[id].place.clone();
                let diagnostic = Diagnostic::new(Code::Untyped, place, "the schema refers to nothing but itself");
                context.omit(OmissionKind::Untyped, diagnostic);
                TypeKind::Alias(Type::Json)
            }
        };
    }
}

/// Whether an alias is reached again through aliases.
fn mentions_itself(types: &Types, id: TypeId) -> bool {
    let mut seen: BTreeSet<TypeId> = BTreeSet::new();
    let mut waiting = vec![id];
    while let Some(next) = waiting.pop() {
        let TypeKind::Alias(ty) = &types[next].kind else { continue };
        for mentioned in ty.named() {
            if mentioned == id {
                return true;
            }
            if seen.insert(mentioned) {
                waiting.push(mentioned);
            }
        }
    }
    false
}

fn wrapped(ty: Type, name: &str) -> TypeKind {
    let mut scope = Scope::default();
    let unknown = scope.pascal("Unknown");
    let name = scope.pascal(name);
    let variant = Variant { name, ty, tags: Vec::new(), shape: Shape::Array, docs: Docs::default() };
    TypeKind::Union(Union { discriminator: None, variants: vec![variant], unknown })
}
