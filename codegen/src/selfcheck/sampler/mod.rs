//! Instances of a schema, made from the document alone: few, and together covering every property, alternative and listed
//! value.
//!
//! ```text
//! Pet: {required: [id], properties: {id: integer, kind: {enum: [cat, dog]}, owner: {$ref: Owner, nullable}}}
//!   {"id": 1, "kind": "cat", "owner": {"name": "text"}}     all there is
//!   {"id": -1, "kind": "dog"}                               what the first has not shown
//!   {"id": 1}                                               nothing optional
//! ```
//!
//! What is referred to is a component that has its own instances, so within others it appears briefly ([`Detail`]). Every
//! instance has to pass [`Rules`]; what cannot be shown is a [`Gap`] with its reason, never left out in silence.

mod lists;
mod merged;
mod numbers;
mod objects;
mod tags;
mod texts;

use super::compare::equal;
use super::rules::Rules;
use crate::diagnostics::Place;
use crate::resolve::Tree;
use merged::{Joint, Merged};
use serde_json::{Value, json};
use std::collections::HashMap;
use tags::Subtypes;

/// Something that no instance shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where the document states it.
    pub place: Place,
    /// Why there is no instance of it.
    pub reason: String,
}

/// How much of a schema its instances show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Detail {
    /// Everything.
    Whole,
    /// Two instances: what is referred to by what is shown whole.
    Brief,
    /// One instance with nothing optional: all beyond that, so that recursion ends.
    Bare,
}

impl Detail {
    fn beyond(self) -> Self {
        match self {
            Self::Whole => Self::Brief,
            Self::Brief | Self::Bare => Self::Bare,
        }
    }

    fn limit(self) -> usize {
        match self {
            Self::Whole => 10_000,
            Self::Brief => 2,
            Self::Bare => 1,
        }
    }
}

/// How deep schemas without a name may nest.
const DEPTH: usize = 40;

/// Makes instances of a document's schemas.
pub(super) struct Sampler<'t> {
    tree: &'t Tree,
    rules: Rules<'t>,
    subtypes: Subtypes,
    known: HashMap<(Place, Detail), Vec<Value>>,
    /// Components that are being made, so that one which contains itself ends.
    open: Vec<(Place, Detail)>,
    depth: usize,
    gaps: Vec<Gap>,
}

impl<'t> Sampler<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            rules: Rules::new(tree),
            subtypes: Subtypes::of(tree),
            known: HashMap::new(),
            open: Vec::new(),
            depth: 0,
            gaps: Vec::new(),
        }
    }

    /// Instances of the schema at a place, and what they do not show.
    pub(super) fn instances(&mut self, place: &Place) -> (Vec<Value>, Vec<Gap>) {
        self.gaps.clear();
        let mut made = self.referred(place.clone(), Detail::Whole);
        for subtype in self.subtypes.of_base(self.tree, place) {
            for value in self.referred(subtype, Detail::Brief) {
                if self.rules.hold(std::slice::from_ref(place), &value) {
                    add(&mut made, value);
                }
            }
        }
        let mut gaps = std::mem::take(&mut self.gaps);
        if made.is_empty() && gaps.is_empty() {
            gaps.push(Gap { place: place.clone(), reason: String::from("no value satisfies the schema") });
        }
        gaps.dedup();
        (made, gaps)
    }

    /// Instances of a definition.
    fn referred(&mut self, place: Place, detail: Detail) -> Vec<Value> {
        let key = (place, detail);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.open.contains(&key) {
            return Vec::new();
        }
        self.open.push(key.clone());
        let made = self.joint(&Joint::of(key.0.clone()), detail);
        self.open.pop();
        // Within something that contains itself the answer depends on where one began; only the outermost one is kept.
        if !made.is_empty() || self.open.is_empty() {
            self.known.insert(key, made.clone());
        }
        made
    }

    /// Instances of the schemas that stand where these places are: definitions that are referred to appear briefly.
    fn at(&mut self, places: &[Place], detail: Detail) -> Vec<Value> {
        match places {
            [] => any(),
            [place] if self.refers(place) => match self.tree.follow(place) {
                Ok(target) => self.referred(target, detail.beyond()),
                Err(_) => any(),
            },
            _ => {
                let beyond = places.iter().all(|place| self.refers(place));
                let detail = if beyond { detail.beyond() } else { detail };
                self.joint(&Joint::all(places.to_vec()), detail)
            }
        }
    }

    fn refers(&self, place: &Place) -> bool {
        self.tree.get(place).and_then(|node| node.get("$ref")).is_some_and(Value::is_string)
    }

    /// Instances that satisfy a joint, `null` among them where it is allowed.
    fn joint(&mut self, joint: &Joint, detail: Detail) -> Vec<Value> {
        if self.depth > DEPTH {
            return Vec::new();
        }
        self.depth += 1;
        let merged = Merged::of(self.tree, joint);
        let candidates = match merged.values() {
            Some(listed) => listed.clone(),
            None => self.candidates(joint, &merged, detail),
        };
        let mut made: Vec<Value> = Vec::new();
        for candidate in candidates {
            let fits = self.rules.hold(&joint.places, &candidate) && self.is_what_it_says(joint, &candidate);
            if made.len() < detail.limit() && fits {
                add(&mut made, candidate);
            }
        }
        if merged.nullable() && detail == Detail::Whole && self.rules.hold(&joint.places, &Value::Null) {
            add(&mut made, Value::Null);
        }
        self.depth -= 1;
        made
    }

    fn candidates(&mut self, joint: &Joint, merged: &Merged<'t>, detail: Detail) -> Vec<Value> {
        if let Some((keyword, count)) = merged.groups(joint).into_iter().next() {
            return self.alternatives(joint, &keyword, count, detail);
        }
        match merged.kind() {
            Some("null") => vec![Value::Null],
            Some("boolean") => vec![json!(true), json!(false)],
            Some("integer") => numbers::integers(merged),
            Some("number") => numbers::numbers(merged),
            Some("string") => {
                let (texts, unread) = texts::texts(merged);
                if let Some(reason) = unread.filter(|_| detail == Detail::Whole) {
                    self.gap(joint, reason);
                }
                texts
            }
            Some("array") => self.lists(merged, detail),
            Some("object") => self.objects(joint, merged, detail),
            _ => any(),
        }
    }

    /// Instances of each branch in turn, with everything that stands beside the keyword.
    fn alternatives(&mut self, joint: &Joint, keyword: &Place, count: usize, detail: Detail) -> Vec<Value> {
        let mut all = Vec::new();
        for index in 0..count {
            let branch = keyword.child(index);
            let narrower = if self.refers(&branch) && index > 0 { detail.beyond() } else { detail };
            let alone = joint.places.len() == 1 && self.stands_alone(&joint.places[0]);
            let made = if alone {
                self.at(std::slice::from_ref(&branch), detail)
            } else {
                self.joint(&joint.choose(keyword, branch.clone()), narrower)
            };
            // A value that fits several branches of a `oneOf` is none of its instances.
            let mut fit: Vec<Value> = made.into_iter().filter(|value| self.rules.hold(&joint.places, value)).collect();
            if fit.is_empty() && detail == Detail::Whole {
                let reason = "every instance of this alternative that was tried is refused by the whole";
                self.gaps.push(Gap { place: branch, reason: reason.into() });
            }
            all.append(&mut fit);
            if detail == Detail::Bare && !all.is_empty() {
                break;
            }
        }
        all
    }

    /// Whether a schema says nothing beside its alternatives.
    fn stands_alone(&self, place: &Place) -> bool {
        let target = self.tree.follow(place).unwrap_or_else(|_| place.clone());
        let Some(Value::Object(map)) = self.tree.get(&target) else { return false };
        let says = |key: &str| {
            matches!(key, "oneOf" | "anyOf" | "title" | "description" | "nullable" | "example") || key.starts_with("x-")
        };
        map.keys().all(|key| says(key)) && !(map.contains_key("oneOf") && map.contains_key("anyOf"))
    }

    fn gap(&mut self, joint: &Joint, reason: String) {
        let place = joint.places.last().cloned().unwrap_or_default();
        self.gaps.push(Gap { place, reason });
    }
}

/// Instances of a schema that says nothing. A union with such an alternative keeps them as unknown, and
/// [`program`](super::program) knows them by their word.
fn any() -> Vec<Value> {
    vec![json!("anything"), json!({"anything": [true, 1.5, null]}), Value::Null]
}

/// Adds a value that is not there yet.
fn add(values: &mut Vec<Value>, value: Value) {
    if !values.iter().any(|known| equal(known, &value)) {
        values.push(value);
    }
}

#[cfg(test)]
mod tests;
