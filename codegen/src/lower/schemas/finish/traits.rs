//! Traits that depend on what a type is made of: order, as far as every member allows it, and default values.

use super::visit;
use crate::ir::{EnumBase, Operation, Traits, Type, TypeKind, Types};

/// Decides each type's traits, then turns sets whose items cannot be ordered into lists.
pub(super) fn derive(types: &mut Types, operations: &mut [Operation]) {
    // All that could be; then whatever a member forbids is taken away until nothing changes.
    for def in &mut types.0 {
        def.traits = Traits { ord: true, default: false };
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
    let (ord, default) = match kind {
        TypeKind::Enum(list) => (list.base != EnumBase::Mixed, false),
        // Its unknown variant holds JSON.
        TypeKind::Union(_) => (false, false),
        TypeKind::Alias(ty) => (has_order(types, ty), false),
        // Order among structs would be the order of their fields, which means nothing.
        TypeKind::Struct(object) => (false, object.fields.iter().all(|field| !field.required)),
    };
    Traits { ord, default }
}

fn has_order(types: &Types, ty: &Type) -> bool {
    match ty {
        // Months and days have no fixed length, so spans of time have no order. What is not in memory cannot be compared.
        Type::Json | Type::Float(_) | Type::External(_) | Type::Duration | Type::Upload => false,
        Type::Named(id) => types[*id].traits.ord,
        Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            has_order(types, inner)
        }
        Type::Tuple(items) => items.iter().all(|item| has_order(types, item)),
        _ => true,
    }
}

fn demote_sets(types: &mut Types, operations: &mut [Operation]) {
    let known = types.clone();
    let mut demote = |ty: &mut Type| {
        if let Type::Set(item) = ty
            && !has_order(&known, item)
        {
            *ty = Type::List(std::mem::replace(item, Box::new(Type::Json)));
        }
    };
    for def in &mut types.0 {
        visit::parts_mut(&mut def.kind).into_iter().for_each(|ty| ty.walk_mut(&mut demote));
    }
    operations.iter_mut().for_each(|operation| visit::change_operation(operation, &mut demote));
}
