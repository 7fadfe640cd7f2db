//! How large a Rust value is at most, to keep enums small: a variant that is far larger than its siblings makes every value
//! of the enum as large, which clippy refuses (`large_enum_variant`: 200 bytes apart).
//!
//! The decision looks at one payload alone, so that a new variant never changes the type of another.

use crate::ir::{Additional, Field, Float, Integer, Type, TypeId, TypeKind, Types};

/// Bytes that a payload may take in place; a larger one is boxed.
const IN_PLACE: usize = 200;

/// Named types that are looked into before a payload counts as large.
const BUDGET: usize = 500;

/// Whether values of these types together are too large to stand in a variant.
pub(crate) fn is_large<'a>(types: &Types, payload: impl IntoIterator<Item = &'a Type>) -> bool {
    let mut estimate = Estimate { types, budget: BUDGET };
    payload.into_iter().map(|ty| aligned(estimate.bound(ty))).sum::<usize>() > IN_PLACE
}

struct Estimate<'a> {
    types: &'a Types,
    budget: usize,
}

impl Estimate<'_> {
    /// An upper bound of the value's size in bytes, on 64 bits.
    fn bound(&mut self, ty: &Type) -> usize {
        match ty {
            Type::Null => 0,
            Type::Bool => 1,
            Type::Integer(Integer::I32 | Integer::U32) | Type::Float(Float::F32) | Type::Ipv4 | Type::Date => 4,
            Type::Integer(Integer::I64 | Integer::U64 | Integer::Minor) | Type::Float(Float::F64) | Type::Boxed(_) => 8,
            Type::Decimal(_) | Type::DateTime | Type::Time | Type::Uuid | Type::Ipv6 => 16,
            Type::String | Type::Secret | Type::List(_) | Type::Set(_) | Type::Map(_) => 24,
            Type::Base64 | Type::Binary => 32,
            Type::Duration => 64,
            // `Value` with the map that keeps its order.
            Type::Json | Type::External(_) => 72,
            Type::Tuple(items) => items.iter().map(|item| aligned(self.bound(item))).sum(),
            Type::Nullable(inner) => aligned(self.bound(inner) + 1),
            Type::Named(id) => self.named(*id),
        }
    }

    fn named(&mut self, id: TypeId) -> usize {
        let Some(budget) = self.budget.checked_sub(1) else { return IN_PLACE + 1 };
        self.budget = budget;
        let types = self.types;
        match &types[id].kind {
            TypeKind::Alias(target) => self.bound(target),
            TypeKind::Enum(_) => 80,
            TypeKind::Union(union) => {
                union.variants.iter().map(|variant| self.bound(&variant.ty)).fold(72, usize::max) + 8
            }
            TypeKind::Struct(object) => {
                let kept = if matches!(object.additional, Additional::Kept(..)) { 24 } else { 0 };
                object.fields.iter().map(|field| self.field(field)).sum::<usize>() + kept
            }
        }
    }

    /// A field; one that may be missing may need a word to say so.
    fn field(&mut self, field: &Field) -> usize {
        aligned(self.bound(&field.ty)) + if field.required && !field.nullable { 0 } else { 8 }
    }
}

fn aligned(bytes: usize) -> usize {
    bytes.next_multiple_of(8)
}
