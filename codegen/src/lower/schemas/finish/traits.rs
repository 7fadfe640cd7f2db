//! Derivable traits: the largest set that every member allows.

use super::visit;
use crate::ir::{EnumBase, Operation, Traits, Type, TypeKind, Types};

/// Decides each type's traits, then turns sets whose items cannot be ordered into lists.
pub(super) fn derive(types: &mut Types, operations: &mut [Operation]) {
    // All that could be; then whatever a member forbids is taken away until nothing changes.
    for def in &mut types.0 {
        def.traits = Traits { eq: true, hash: true, ord: true, ..Traits::default() };
    }
    loop {
        let next: Vec<Traits> = types.0.iter().map(|def| of_kind(types, &def.kind)).collect();
        let changed = types.0.iter().zip(&next).any(|(def, next)| def.traits != *next);
        types.0.iter_mut().zip(next).for_each(|(def, next)| def.traits = next);
        if !changed {
            break;
        }
    }
    demote_sets(types, operations);
}

fn of_kind(types: &Types, kind: &TypeKind) -> Traits {
    match kind {
        TypeKind::Enum(list) => match list.base {
            EnumBase::String => Traits { eq: true, hash: true, ord: true, ..Traits::default() },
            EnumBase::Integer => Traits { copy: true, eq: true, hash: true, ord: true, default: false },
            EnumBase::Mixed => Traits::default(),
        },
        // Its unknown variant holds JSON.
        TypeKind::Union(_) => Traits::default(),
        TypeKind::Alias(ty) => of_type(types, ty),
        TypeKind::Struct(object) => {
            let all = visit::parts(kind).into_iter().map(|ty| of_type(types, ty)).fold(ALL, and);
            let default = object.fields.iter().all(|field| !field.required);
            // Order among structs would be the order of their fields, which means nothing.
            Traits { copy: false, ord: false, default, ..all }
        }
    }
}

const ALL: Traits = Traits { copy: false, eq: true, hash: true, ord: true, default: false };

fn and(left: Traits, right: Traits) -> Traits {
    Traits { eq: left.eq && right.eq, hash: left.hash && right.hash, ord: left.ord && right.ord, ..Traits::default() }
}

fn of_type(types: &Types, ty: &Type) -> Traits {
    match ty {
        Type::Json | Type::Float(_) | Type::External(_) => Traits::default(),
        // Months and days have no fixed length, so spans of time have no order.
        Type::Duration => Traits { ord: false, ..ALL },
        // What is not in memory cannot be compared.
        Type::Upload => Traits { ord: false, ..ALL },
        Type::Named(id) => Traits { copy: false, default: false, ..types[*id].traits },
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            of_type(types, inner)
        }
        Type::Tuple(items) => items.iter().map(|item| of_type(types, item)).fold(ALL, and),
        _ => ALL,
    }
}

fn demote_sets(types: &mut Types, operations: &mut [Operation]) {
    let known = types.clone();
    let mut demote = |ty: &mut Type| {
        if let Type::Set(item) = ty
            && !of_type(&known, item).ord
        {
            *ty = Type::List(std::mem::replace(item, Box::new(Type::Json)));
        }
    };
    for def in &mut types.0 {
        visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut demote));
    }
    operations.iter_mut().for_each(|operation| visit::change_operation(operation, &mut demote));
}
