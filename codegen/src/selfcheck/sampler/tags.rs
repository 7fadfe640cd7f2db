//! Discriminators: the value that names an object's own schema (OpenAPI 3.0.4, "Discriminator Object"), and which schemas
//! stand for which by inheritance.
//!
//! For JSON Schema a discriminator is any string; for OpenAPI it is a key of `mapping` that leads to the schema, or else the
//! name of its component. An instance with another value would be one that no server sends.

use super::Sampler;
use super::merged::{Joint, Merged};
use crate::diagnostics::Place;
use crate::resolve::Tree;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where components stand.
const COMPONENTS: &str = "/components/schemas";

impl Sampler<'_> {
    /// By property: the values by which an object of this joint may call itself.
    pub(super) fn tags(&self, joint: &Joint, merged: &Merged<'_>) -> BTreeMap<String, Vec<Value>> {
        let mut tags = BTreeMap::new();
        let last = joint.places.last().and_then(|place| self.tree.follow(place).ok());
        let Some(own) = last.filter(|place| place.parent().pointer == COMPONENTS) else { return tags };
        for (place, discriminator) in merged.each("discriminator") {
            let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { continue };
            let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
            let at = place.child("mapping");
            let leads =
                |text: &Value| text.as_str().and_then(|text| mapped(self.tree, &at, text)).as_ref() == Some(&own);
            let mut values: Vec<Value> =
                mapping.filter(|(_, text)| leads(text)).map(|(tag, _)| Value::from(tag.as_str())).collect();
            if values.is_empty() {
                values.extend(own.last().map(Value::from));
            }
            tags.insert(property.to_owned(), values);
        }
        tags
    }

    /// Whether a discriminator's value stands for some schema.
    pub(super) fn names_a_schema(&self, merged: &Merged<'_>, value: &Value) -> bool {
        let Some(tag) = value.as_str() else { return false };
        let stated =
            |(_, discriminator): (Place, &Value)| discriminator.get("mapping").and_then(|map| map.get(tag)).is_some();
        self.tree.get(&Place::new(COMPONENTS).child(tag)).is_some() || merged.each("discriminator").any(stated)
    }

    /// Whether an instance of a base that calls itself by the name of a subtype is one: where the base lists all names, its own
    /// properties alone make none.
    pub(super) fn is_what_it_says(&self, joint: &Joint, value: &Value) -> bool {
        let [base] = joint.places.as_slice() else { return true };
        let Some(discriminator) = self.tree.get(base).and_then(|node| node.get("discriminator")) else { return true };
        let tag = discriminator.get("propertyName").and_then(Value::as_str).and_then(|name| value.get(name)?.as_str());
        let Some(tag) = tag else { return true };
        let stated = discriminator.get("mapping").and_then(|mapping| mapping.get(tag)?.as_str()).unwrap_or(tag);
        let at = base.child("discriminator").child("mapping").child(tag);
        match mapped(self.tree, &at, stated) {
            Some(subtype) if self.subtypes.of_base(self.tree, base).contains(&subtype) => {
                self.rules.hold(&[subtype], value)
            }
            _ => true,
        }
    }
}

/// A mapping's value is a component's name or a reference.
fn mapped(tree: &Tree, at: &Place, text: &str) -> Option<Place> {
    let component = Place::new(COMPONENTS).child(text);
    if tree.get(&component).is_some() {
        return Some(component);
    }
    tree.target(at, text).ok().and_then(|place| tree.follow(&place).ok())
}

/// Components by the bases that their `allOf` refers to.
pub(super) struct Subtypes(BTreeMap<Place, Vec<Place>>);

impl Subtypes {
    pub(super) fn of(tree: &Tree) -> Self {
        let parent = Place::new(COMPONENTS);
        let mut known: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for key in tree.get(&parent).and_then(Value::as_object).into_iter().flat_map(Map::keys) {
            let place = parent.child(key);
            let branches = tree.get(&place).and_then(|node| node.get("allOf")?.as_array()).map_or(0, Vec::len);
            for index in 0..branches {
                let branch = place.child("allOf").child(index);
                if let Ok(base) = tree.follow(&branch)
                    && base != branch
                {
                    known.entry(base).or_default().push(place.clone());
                }
            }
        }
        Self(known)
    }

    /// The subtypes of a base, theirs included; none if the schema is no base.
    pub(super) fn of_base(&self, tree: &Tree, base: &Place) -> BTreeSet<Place> {
        let is_base = tree.get(base).and_then(Value::as_object).is_some_and(|map| {
            map.contains_key("discriminator") && !map.contains_key("oneOf") && !map.contains_key("anyOf")
        });
        let mut found = BTreeSet::new();
        let mut waiting = if is_base { self.0.get(base).cloned().unwrap_or_default() } else { Vec::new() };
        while let Some(next) = waiting.pop() {
            waiting.extend(self.0.get(&next).cloned().unwrap_or_default());
            if !found.insert(next) {
                break;
            }
        }
        found
    }
}
