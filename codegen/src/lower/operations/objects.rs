//! The struct behind a type expression, through aliases and boxes.

use crate::ir::{Struct, Type, TypeKind, Types};

/// The struct that values of the type are, if they are of one.
pub(super) fn object<'t>(types: &'t Types, ty: &'t Type) -> Option<&'t Struct> {
    let mut ty = ty;
    // Aliases of aliases end after as many steps as there are types.
    for _ in 0..=types.0.len() {
        match ty {
            Type::Boxed(inner) | Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Struct(found) => return Some(found),
                TypeKind::Alias(target) => ty = target,
                TypeKind::Enum(_) | TypeKind::Union(_) => return None,
            },
            _ => return None,
        }
    }
    None
}
