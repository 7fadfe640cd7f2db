//! Type expressions: what stands to the right of a colon in generated code.
//!
//! A named type is a [`TypeId`] into [`Types`]; everything else is spelled out. Optionality of a struct field is not in its
//! type but on the [`Field`](super::Field), so that "absent" and "null" stay two facts.

use super::{TypeDef, TypeKind};

/// Index of a named type in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// The named types of an API, in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub struct Types(pub Vec<TypeDef>);

impl std::ops::Index<TypeId> for Types {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.0[id.0]
    }
}

impl std::ops::IndexMut<TypeId> for Types {
    fn index_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.0[id.0]
    }
}

impl Types {
    /// How many types stand within one another, as a walk from the first on meets them.
    pub fn depth(&self) -> usize {
        let mut seen = vec![false; self.0.len()];
        (0..self.0.len()).map(|index| self.below(TypeId(index), &mut seen)).max().unwrap_or_default()
    }

    fn below(&self, id: TypeId, seen: &mut [bool]) -> usize {
        if std::mem::replace(&mut seen[id.0], true) {
            return 0;
        }
        let parts: Vec<&Type> = match &self[id].kind {
            TypeKind::Struct(object) => object.fields.iter().map(|field| &field.ty).collect(),
            TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            TypeKind::Alias(ty) => vec![ty],
            TypeKind::Enum(_) => Vec::new(),
        };
        let named: Vec<TypeId> = parts.into_iter().flat_map(Type::named).collect();
        1 + named.into_iter().map(|part| self.below(part, seen)).max().unwrap_or_default()
    }

    /// Every type with its id, in writing order.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.0.iter().enumerate().map(|(index, def)| (TypeId(index), def))
    }
}

/// How a decimal stands in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// A JSON number: `type: number, format: decimal`. Read and written as text, never through a float.
    Number,
    /// A JSON string: `type: string, format: decimal`.
    Text,
}

/// Width and sign of a Rust integer, and whether it counts money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// `format: int32`.
    I32,
    /// `format: int64`, or no format.
    I64,
    /// `format: uint32`.
    U32,
    /// `format: uint64`, or bounds that only `u64` holds.
    U64,
    /// A signed count of a currency's smallest unit, in 64 bits: `x-unit: minor`. The runtime's `MinorUnits`.
    Minor,
}

/// Width of a Rust float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Float {
    /// `format: float`.
    F32,
    /// `format: double`, or no format.
    F64,
}

/// A type expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value: `serde_json::Value`.
    Json,
    /// Only `null`: `()`.
    Null,
    /// `bool`.
    Bool,
    /// An integer.
    Integer(Integer),
    /// A binary floating-point number.
    Float(Float),
    /// `rust_decimal::Decimal`.
    Decimal(Wire),
    /// `String`.
    String,
    /// A string whose `Debug` is redacted: the runtime's `Secret` (`x-secret`, `format: password`).
    Secret,
    /// `jiff::civil::Date`.
    Date,
    /// `jiff::Timestamp`.
    DateTime,
    /// A time of day, with its offset if that is stated: the runtime's `TimeOfDay`.
    Time,
    /// `jiff::Span`-like duration (`format: duration`, ISO 8601).
    Duration,
    /// `uuid::Uuid`.
    Uuid,
    /// `std::net::Ipv4Addr`.
    Ipv4,
    /// `std::net::Ipv6Addr`.
    Ipv6,
    /// Bytes that stand in JSON as base64: `format: byte`.
    Base64,
    /// Raw bytes: `format: binary`, in a body or a multipart part.
    Binary,
    /// `Vec<T>`.
    List(Box<Type>),
    /// A set of unique items, only where the item can be ordered: `BTreeSet<T>`.
    Set(Box<Type>),
    /// `BTreeMap<String, T>`.
    Map(Box<Type>),
    /// A tuple: `prefixItems`.
    Tuple(Vec<Type>),
    /// `null` or a value, outside a struct field: `Option<T>`.
    Nullable(Box<Type>),
    /// A value on the heap, where a type would else contain itself: `Box<T>`.
    Boxed(Box<Type>),
    /// A named type.
    Named(TypeId),
    /// A type of the user's own, from settings only.
    External(Own),
}

/// A type of the user's own, and what is known of its JSON: what the document says of the schema that it stands in for.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Its Rust path.
    pub path: String,
    /// What it looks like in JSON, which tells how the text of a parameter is read.
    pub json: OwnJson,
    /// `format`, for readers of the docs.
    pub format: Option<String>,
}

/// JSON of a type of the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnJson {
    /// A string.
    Text,
    /// A number or a boolean.
    Number,
    /// Not said, or an array or object.
    Any,
}

impl Type {
    /// Calls `visit` on this type and on each type expression within it (named types are not entered).
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Type)) {
        visit(self);
        match self {
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                inner.walk(visit);
            }
            Type::Tuple(items) => items.iter().for_each(|item| item.walk(visit)),
            _ => {}
        }
    }

    /// Calls `change` on each type expression within this one, innermost first, then on this one.
    pub fn walk_mut(&mut self, change: &mut dyn FnMut(&mut Type)) {
        match self {
            Type::List(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
                inner.walk_mut(change);
            }
            Type::Tuple(items) => items.iter_mut().for_each(|item| item.walk_mut(change)),
            _ => {}
        }
        change(self);
    }

    /// The named types that this expression mentions.
    pub fn named(&self) -> Vec<TypeId> {
        let mut found = Vec::new();
        self.walk(&mut |ty| {
            if let Type::Named(id) = ty {
                found.push(*id);
            }
        });
        found
    }
}
