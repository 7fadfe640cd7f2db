//! Everything that speaks about one value at once: schemas with their references followed and their `allOf` merged.
//!
//! This is the sampler's own reading of `allOf`, apart from the generator's, so that each can be held against the other.

use crate::diagnostics::Place;
use crate::resolve::Tree;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};
use std::cmp::Ordering;

use super::super::compare::order;

/// Schemas that one value must satisfy, and the `oneOf` and `anyOf` keywords whose branch is among them already.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Joint {
    pub(super) places: Vec<Place>,
    pub(super) chosen: Vec<Place>,
}

impl Joint {
    pub(super) fn of(place: Place) -> Self {
        Self { places: vec![place], chosen: Vec::new() }
    }

    pub(super) fn all(places: Vec<Place>) -> Self {
        Self { places, chosen: Vec::new() }
    }

    pub(super) fn choose(&self, keyword: &Place, branch: Place) -> Self {
        let mut joint = self.clone();
        joint.chosen.push(keyword.clone());
        joint.places.push(branch);
        joint
    }
}

/// The schemas of a joint, flat.
pub(super) struct Merged<'t> {
    nodes: Vec<(Place, &'t Map<String, Value>)>,
}

/// What may stand beside declared properties.
pub(super) enum Extra {
    /// Nothing is said of it, or it is forbidden.
    None,
    /// Values of these schemas; of any kind if there is none.
    Of(Vec<Place>),
}

impl<'t> Merged<'t> {
    pub(super) fn of(tree: &'t Tree, joint: &Joint) -> Self {
        let mut merged = Self { nodes: Vec::new() };
        joint.places.iter().for_each(|place| merged.add(tree, place));
        merged
    }

    fn add(&mut self, tree: &'t Tree, place: &Place) {
        let Ok(place) = tree.follow(place) else { return };
        let Some(Value::Object(map)) = tree.get(&place) else { return };
        if self.nodes.iter().any(|(known, _)| *known == place) {
            return;
        }
        self.nodes.push((place.clone(), map));
        let list = place.child("allOf");
        let branches = map.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        (0..branches).for_each(|index| self.add(tree, &list.child(index)));
    }

    /// The values of a keyword, each with its place.
    pub(super) fn each(&self, keyword: &str) -> impl Iterator<Item = (Place, &'t Value)> {
        self.nodes.iter().filter_map(move |(place, map)| Some((place.child(keyword), map.get(keyword)?)))
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.nodes.iter().any(|(_, map)| map.contains_key(keyword))
    }

    /// The texts of a keyword.
    pub(super) fn texts(&self, keyword: &str) -> impl Iterator<Item = &'t str> {
        self.each(keyword).filter_map(|(_, value)| value.as_str())
    }

    /// The type that is stated, or that keywords which speak of one type tell.
    pub(super) fn kind(&self) -> Option<&'t str> {
        let stated: Vec<&str> = self.texts("type").collect();
        if stated.contains(&"integer") {
            return Some("integer");
        }
        let has = |keywords: &[&str]| keywords.iter().any(|keyword| self.has(keyword));
        stated.first().copied().or_else(|| match () {
            () if has(&["properties", "required", "additionalProperties", "minProperties"]) => Some("object"),
            () if has(&["x-oas31-patternProperties", "maxProperties"]) => Some("object"),
            () if has(&["items", "x-oas31-prefixItems"]) => Some("array"),
            () if has(&["pattern", "minLength", "maxLength"]) => Some("string"),
            () => match self.texts("format").next()? {
                "int32" | "int64" | "uint32" | "uint64" => Some("integer"),
                "float" | "double" => Some("number"),
                _ => Some("string"),
            },
        })
    }

    /// Whether `null` is said to be allowed.
    pub(super) fn nullable(&self) -> bool {
        self.each("nullable").any(|(_, value)| *value == Value::Bool(true))
            || self.texts("type").any(|kind| kind == "null")
    }

    /// The first list of values.
    pub(super) fn values(&self) -> Option<&'t Vec<Value>> {
        self.each("enum").find_map(|(_, value)| value.as_array())
    }

    /// The strictest of a keyword's numbers: the greatest of lower bounds, the least of upper ones.
    pub(super) fn strictest(&self, keyword: &str, stricter: Ordering) -> Option<&'t Value> {
        self.each(keyword)
            .map(|(_, value)| value)
            .filter(|value| value.is_number())
            .reduce(|best, next| if order(next, best) == Some(stricter) { next } else { best })
    }

    pub(super) fn least(&self, keyword: &str) -> usize {
        let strictest = self.strictest(keyword, Ordering::Greater).and_then(Value::as_u64);
        strictest.and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
    }

    pub(super) fn most(&self, keyword: &str) -> usize {
        let strictest = self.strictest(keyword, Ordering::Less).and_then(Value::as_u64);
        strictest.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX)
    }

    /// `oneOf` and `anyOf` that are still to be chosen from: keyword and number of branches.
    pub(super) fn groups(&self, joint: &Joint) -> Vec<(Place, usize)> {
        let all = self.each("oneOf").chain(self.each("anyOf"));
        let counted = all.filter_map(|(place, value)| Some((place, value.as_array()?.len())));
        counted.filter(|(place, count)| *count > 0 && !joint.chosen.contains(place)).collect()
    }

    /// Declared properties and required ones, with all schemas that speak about each; those that must not stand there are
    /// left out.
    pub(super) fn properties(&self) -> IndexMap<&'t str, Vec<Place>> {
        let names = |map: &'t Map<String, Value>| {
            map.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys)
        };
        let mut all: IndexMap<&str, Vec<Place>> = IndexMap::new();
        for (place, map) in &self.nodes {
            for name in names(map) {
                all.entry(name).or_default().push(place.child("properties").child(name));
            }
        }
        for name in self.required() {
            all.entry(name).or_default();
        }
        for (place, map) in &self.nodes {
            let Some(rest) = map.get("additionalProperties") else { continue };
            let own: IndexSet<&str> = names(map).map(String::as_str).collect();
            let patterned = map.contains_key("x-oas31-patternProperties");
            match rest {
                Value::Bool(false) => all.retain(|name, _| own.contains(name) || patterned),
                Value::Object(_) => {
                    let others = all.iter_mut().filter(|(name, _)| !own.contains(*name));
                    others.for_each(|(_, places)| places.push(place.child("additionalProperties")));
                }
                _ => {}
            }
        }
        all
    }

    pub(super) fn required(&self) -> IndexSet<&'t str> {
        let lists = self.each("required").filter_map(|(_, value)| value.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// What may stand beside declared properties, where the document says so.
    pub(super) fn extra(&self) -> Extra {
        let mut places = Vec::new();
        let mut stated = false;
        for (place, rest) in self.each("additionalProperties") {
            match rest {
                Value::Bool(false) => return Extra::None,
                Value::Object(map) if !map.is_empty() => places.push(place),
                _ => {}
            }
            stated = true;
        }
        if stated { Extra::Of(places) } else { Extra::None }
    }
}
