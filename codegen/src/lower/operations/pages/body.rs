//! The body of a list's answer, as a place to look for properties in: its own, and those of the objects within it.

use crate::diagnostics::Place;
use crate::ir::{BodyKind, Field, Integer, Location, Operation, Struct, Type, TypeKind, Types};
use crate::resolve::Tree;
use serde_json::Value;

/// How deep objects within objects are looked into.
const DEPTH: usize = 3;

/// The JSON body of an operation's success.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    tree: &'a Tree,
    types: &'a Types,
    /// Its type.
    pub(super) ty: &'a Type,
}

/// A property and where it stands.
#[derive(Clone)]
pub(super) struct Found<'a> {
    pub(super) location: Location,
    pub(super) field: &'a Field,
}

impl<'a> Body<'a> {
    /// The body, if one of the successes has a body, in one media type. Others, as 304, are the end of a list.
    pub(super) fn of(tree: &'a Tree, types: &'a Types, operation: &'a Operation) -> Option<Self> {
        let content = &operation.page()?.contents[0];
        (content.kind == BodyKind::Json).then_some(Self { tree, types, ty: &content.ty })
    }

    /// The properties of the body, then those of the objects in its properties `within`, and so on: the nearer ones first.
    pub(super) fn properties(&self, within: &dyn Fn(&str) -> bool) -> Vec<Found<'a>> {
        let mut level = vec![(Location::default(), self.ty)];
        let mut all = Vec::new();
        for _ in 0..DEPTH {
            let mut deeper = Vec::new();
            for (location, ty) in level {
                let fields = object(self.types, ty).map(|object| object.fields.iter()).into_iter().flatten();
                for field in fields {
                    let found = Found { location: location.step(field), field };
                    if within(&field.wire) {
                        deeper.push((found.location.clone(), &field.ty));
                    }
                    all.push(found);
                }
            }
            level = deeper;
        }
        all
    }

    /// The property at a path, `paging.next`. Otherwise the names that there are where the path leads nowhere.
    pub(super) fn find(&self, path: &str) -> Result<Found<'a>, Vec<&'a str>> {
        find(self.types, self.ty, path, Location::default())
    }

    /// The same within an item.
    pub(super) fn find_in(&self, item: &'a Type, path: &str) -> Result<Found<'a>, Vec<&'a str>> {
        find(self.types, item, path, Location::default())
    }

    /// The items' type, if this is the type of a list.
    pub(super) fn list(&self, ty: &'a Type) -> Option<&'a Type> {
        if let Type::List(item) = bare(self.types, ty) { Some(item) } else { None }
    }

    /// The struct that an item is.
    pub(super) fn object(&self, ty: &'a Type) -> Option<&'a Struct> {
        object(self.types, ty)
    }

    /// The type behind aliases.
    pub(super) fn bare<'t>(&'t self, ty: &'t Type) -> &'t Type {
        bare(self.types, ty)
    }

    /// Whether values of this type can be the cursor that a parameter takes.
    pub(super) fn is_cursor(&self, ty: &Type) -> bool {
        matches!(self.bare(ty), Type::String | Type::Integer(_) | Type::Uuid)
    }

    /// Whether this is an integer. Numbers of pages and offsets of lists fit all of their widths.
    pub(super) fn is_integer(&self, ty: &Type) -> bool {
        matches!(self.bare(ty), Type::Integer(Integer::I32 | Integer::I64 | Integer::U32 | Integer::U64))
    }

    /// `format` of the schema at a place.
    pub(super) fn format(&self, place: &Place) -> Option<&'a str> {
        let place = self.tree.follow(place).ok()?;
        self.tree.get(&place)?.get("format").and_then(Value::as_str)
    }
}

fn find<'a>(types: &'a Types, ty: &'a Type, path: &str, before: Location) -> Result<Found<'a>, Vec<&'a str>> {
    let fields = object(types, ty).map(|object| object.fields.as_slice()).unwrap_or_default();
    if let Some(field) = fields.iter().find(|field| field.wire == path) {
        return Ok(Found { location: before.step(field), field });
    }
    if let Some((first, rest)) = path.split_once('.')
        && let Some(field) = fields.iter().find(|field| field.wire == first)
    {
        return find(types, &field.ty, rest, before.step(field));
    }
    Err(fields.iter().map(|field| field.wire.as_str()).collect())
}

/// The struct that values of a type are. What may be null is none: a path leads through fields, and these know it themselves.
fn object<'a>(types: &'a Types, ty: &'a Type) -> Option<&'a Struct> {
    match bare(types, ty) {
        Type::Boxed(inner) => object(types, inner),
        Type::Named(id) => match &types[*id].kind {
            TypeKind::Struct(found) => Some(found),
            _ => None,
        },
        _ => None,
    }
}

fn bare<'a>(types: &'a Types, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    // Aliases of aliases end after as many steps as there are types.
    for _ in 0..types.0.len() {
        match ty {
            Type::Named(id) => match &types[*id].kind {
                TypeKind::Alias(target) => ty = target,
                _ => return ty,
            },
            _ => return ty,
        }
    }
    ty
}
