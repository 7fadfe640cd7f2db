//! Which models share a page of a large reference: those of one initial letter, or, where these are too many rows for one page,
//! some of them that begin alike.
//!
//! `webhook-ping`, `webhook-push` and `workflow` are the shelf `w`. If that grows too large, it falls apart behind what its
//! names have in common, and neighbours that are small enough together share a page: `webhook-pi`, `webhook-pu` and `wo`,
//! or `webhook` and `wo`.

use crate::ir::{Type, TypeId, TypeKind, TypeOrigin, Types};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of tables that one page holds. Browsers take seconds to show several times as many.
const ROWS: usize = 6000;

/// Models of one page.
#[derive(Debug)]
pub(super) struct Shelf {
    /// How the names of the first ones begin, in lower case; empty for all that begin with no letter of ASCII.
    pub(super) first: String,
    /// How those of the last ones begin.
    pub(super) last: String,
    pub(super) models: Vec<TypeId>,
    rows: usize,
}

/// A component: its name in lower case, and the rows that tell of it.
struct Model {
    name: Vec<char>,
    id: TypeId,
    rows: usize,
}

/// All components by pages, in the order of their names.
pub(super) fn shelves(types: &Types) -> Vec<Shelf> {
    let model = |(id, key): (TypeId, &str)| {
        let name = key.chars().flat_map(char::to_lowercase).collect();
        Model { name, id, rows: 1 + rows(types, &types[id].kind, &mut BTreeSet::new()) }
    };
    let components = types.iter().filter_map(|(id, def)| match &def.origin {
        TypeOrigin::Component(key) => Some((id, key.as_str())),
        TypeOrigin::Input(_) | TypeOrigin::Inline => None,
    });
    let mut letters: BTreeMap<String, Vec<Model>> = BTreeMap::new();
    for model in components.map(model) {
        let initial = model.name.first().filter(|first| first.is_ascii_lowercase());
        letters.entry(initial.map(char::to_string).unwrap_or_default()).or_default().push(model);
    }
    let mut found = Vec::new();
    letters.into_iter().for_each(|(label, models)| split(label, models, &mut found));
    found
}

/// Puts models whose names begin alike on one shelf, or, if they are too many, on several.
fn split(label: String, models: Vec<Model>, found: &mut Vec<Shelf>) {
    let common = common(&models);
    let alike = models.iter().all(|model| model.name.len() == common);
    let shelf = Shelf::new(label, &models);
    if shelf.rows <= ROWS || alike || shelf.first.is_empty() {
        return found.push(shelf);
    }
    let mut parts: BTreeMap<String, Vec<Model>> = BTreeMap::new();
    for model in models {
        parts.entry(model.name.iter().take(common + 1).collect()).or_default().push(model);
    }
    let mut own = Vec::new();
    parts.into_iter().for_each(|(label, models)| split(label, models, &mut own));
    for shelf in own {
        match found.last_mut().filter(|last| last.is_sibling(&shelf) && last.rows + shelf.rows <= ROWS) {
            Some(last) => last.take(shelf),
            None => found.push(shelf),
        }
    }
}

impl Shelf {
    fn new(label: String, models: &[Model]) -> Self {
        let rows = models.iter().map(|model| model.rows).sum();
        Self { first: label.clone(), last: label, models: models.iter().map(|model| model.id).collect(), rows }
    }

    /// Whether both hold parts of what began with the same letter.
    fn is_sibling(&self, other: &Self) -> bool {
        self.first.chars().next() == other.first.chars().next()
    }

    /// Puts what comes next on the same shelf.
    fn take(&mut self, next: Self) {
        self.last = next.last;
        self.models.extend(next.models);
        self.rows += next.rows;
    }
}

/// How many characters all names have in common at their beginning.
fn common(models: &[Model]) -> usize {
    let Some(first) = models.first() else { return 0 };
    let with = |model: &Model| first.name.iter().zip(&model.name).take_while(|(a, b)| a == b).count();
    models.iter().map(with).min().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(models: &[(&str, usize)]) -> Vec<String> {
        let model = |(at, (name, rows)): (usize, &(&str, usize))| Model {
            name: name.chars().collect(),
            id: TypeId(at),
            rows: *rows,
        };
        let mut found = Vec::new();
        split(String::from("w"), models.iter().enumerate().map(model).collect(), &mut found);
        found.into_iter().map(|shelf| format!("{}-{} {}", shelf.first, shelf.last, shelf.models.len())).collect()
    }

    #[test]
    fn a_shelf_that_is_too_large_falls_apart_behind_what_its_names_share() {
        let few = [("webhook.ping", 3), ("webhook.push", 3), ("workflow", 3)];
        assert_eq!(labels(&few), ["w-w 3"]);
        let many = [("webhook.ping", 5000), ("webhook.push", 5000), ("workflow", 3), ("workflow.run", 3)];
        assert_eq!(labels(&many), ["webhook.pi-webhook.pi 1", "webhook.pu-wo 3"]);
        let large = [("wave", 1), ("webhook.ping", 5000), ("workflow", 3000), ("wrench", 3)];
        assert_eq!(labels(&large), ["wa-we 2", "wo-wr 2"]);
    }

    #[test]
    fn one_model_is_never_split() {
        assert_eq!(labels(&[("window", 9000)]), ["w-w 1"]);
        assert_eq!(labels(&[("window", 9000), ("windows", 1)]), ["window-window 1", "windows-windows 1"]);
    }
}
