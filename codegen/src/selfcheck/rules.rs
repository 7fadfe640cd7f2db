//! Whether a value satisfies a schema (OpenAPI 3.0.4, "Schema Object"), and what its strings and lists mean there.
//!
//! Written for the self-check alone and from the specification, not from what the generator makes of it: a sample counts only
//! if this accepts it. `nullable` allows `null` where a `type` stands beside it and no `enum` forbids it; formats only lend
//! meaning; a pattern that is not understood forbids nothing.

use super::compare::{self, Meaning};
use super::pattern::Pattern;
use crate::diagnostics::Place;
use crate::resolve::Tree;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How deep values and schemas together are followed.
const DEPTH: usize = 200;

/// What formats and flags say about places of a value, by pointer.
pub(crate) type Meanings = BTreeMap<String, BTreeSet<Meaning>>;

/// The schemas of a document as judges.
#[derive(Clone, Copy)]
pub(super) struct Rules<'t> {
    tree: &'t Tree,
}

/// A value on its way through the schemas.
struct Visit<'v> {
    /// Where in the value.
    at: String,
    depth: usize,
    value: &'v Value,
}

impl<'v> Visit<'v> {
    fn into(&self, key: &str, value: &'v Value) -> Self {
        let key = key.replace('~', "~0").replace('/', "~1");
        Self { at: format!("{}/{key}", self.at), depth: self.depth + 1, value }
    }
}

impl<'t> Rules<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self { tree }
    }

    /// What the value means where it satisfies all these schemas; `None` if it does not.
    pub(super) fn meanings(&self, places: &[Place], value: &Value) -> Option<Meanings> {
        let mut notes = Vec::new();
        let visit = Visit { at: String::new(), depth: 0, value };
        if !places.iter().all(|place| self.accepts(place, &visit, &mut notes)) {
            return None;
        }
        let mut meanings = Meanings::new();
        for (at, meaning) in notes {
            meanings.entry(at).or_default().insert(meaning);
        }
        Some(meanings)
    }

    /// Whether the value satisfies all these schemas.
    pub(super) fn hold(&self, places: &[Place], value: &Value) -> bool {
        self.meanings(places, value).is_some()
    }

    fn accepts(&self, place: &Place, visit: &Visit<'_>, notes: &mut Vec<(String, Meaning)>) -> bool {
        if visit.depth > DEPTH {
            return true;
        }
        let mark = notes.len();
        // A flag counts beside a reference too: that is where people write it.
        let one_way = |key: &str| self.tree.get(place).and_then(|node| node.get(key)) == Some(&Value::Bool(true));
        let ways = [("readOnly", Meaning::ReadOnly), ("writeOnly", Meaning::WriteOnly)];
        notes.extend(ways.into_iter().filter(|(key, _)| one_way(key)).map(|(_, way)| (visit.at.clone(), way)));
        let Ok(place) = self.tree.follow(place) else { return true };
        let map = match self.tree.get(&place) {
            Some(Value::Bool(open)) => return *open,
            Some(Value::Object(map)) => map,
            _ => return true,
        };
        let held = self.kind(map, visit.value)
            && listed(map, visit.value)
            && bounds(map, visit.value)
            && self.object(&place, map, visit, notes)
            && self.array(&place, map, visit, notes)
            && self.branches(&place, map, visit, notes);
        if held {
            notes.extend(Meaning::of(map, visit.value).map(|meaning| (visit.at.clone(), meaning)));
        } else {
            notes.truncate(mark);
        }
        held
    }

    fn kind(&self, map: &Map<String, Value>, value: &Value) -> bool {
        let Some(Value::String(kind)) = map.get("type") else { return true };
        if value.is_null() {
            return kind == "null" || map.get("nullable") == Some(&Value::Bool(true));
        }
        match kind.as_str() {
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "null" => false,
            _ => true,
        }
    }

    fn object(
        &self,
        place: &Place,
        map: &Map<String, Value>,
        visit: &Visit<'_>,
        notes: &mut Vec<(String, Meaning)>,
    ) -> bool {
        let Value::Object(members) = visit.value else { return true };
        let required = map.get("required").and_then(Value::as_array).into_iter().flatten();
        if !required.filter_map(Value::as_str).all(|name| members.contains_key(name)) {
            return false;
        }
        let properties = map.get("properties").and_then(Value::as_object);
        let patterns = map.get("x-oas31-patternProperties").and_then(Value::as_object);
        let rest = map.get("additionalProperties");
        for (name, value) in members {
            let visit = visit.into(name, value);
            let mut declared = false;
            if properties.is_some_and(|properties| properties.contains_key(name)) {
                declared = true;
                if !self.accepts(&place.child("properties").child(name), &visit, notes) {
                    return false;
                }
            }
            for pattern in patterns.into_iter().flat_map(Map::keys) {
                if Pattern::read(pattern).is_ok_and(|pattern| pattern.is_in(name)) {
                    declared = true;
                    if !self.accepts(&place.child("x-oas31-patternProperties").child(pattern), &visit, notes) {
                        return false;
                    }
                }
            }
            if !declared && rest.is_some() && !self.accepts(&place.child("additionalProperties"), &visit, notes) {
                return false;
            }
        }
        let keys = place.child("x-oas31-propertyNames");
        self.tree.get(&keys).is_none()
            || members.keys().all(|name| self.hold(std::slice::from_ref(&keys), &Value::from(name.as_str())))
    }

    fn array(
        &self,
        place: &Place,
        map: &Map<String, Value>,
        visit: &Visit<'_>,
        notes: &mut Vec<(String, Meaning)>,
    ) -> bool {
        let Value::Array(items) = visit.value else { return true };
        let prefix = map.get("x-oas31-prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
        let unique = map.get("uniqueItems") == Some(&Value::Bool(true));
        if unique && (1..items.len()).any(|index| items[..index].iter().any(|item| compare::equal(item, &items[index])))
        {
            return false;
        }
        items.iter().enumerate().all(|(index, item)| {
            let at = if index < prefix {
                place.child("x-oas31-prefixItems").child(index)
            } else if map.contains_key("items") {
                place.child("items")
            } else {
                return true;
            };
            self.accepts(&at, &visit.into(&index.to_string(), item), notes)
        })
    }

    fn branches(
        &self,
        place: &Place,
        map: &Map<String, Value>,
        visit: &Visit<'_>,
        notes: &mut Vec<(String, Meaning)>,
    ) -> bool {
        let again = |at: &Place, notes: &mut Vec<(String, Meaning)>| {
            let visit = Visit { at: visit.at.clone(), depth: visit.depth + 1, value: visit.value };
            self.accepts(at, &visit, notes)
        };
        let mut fitting = |keyword: &str| {
            let branches = map.get(keyword)?.as_array().filter(|branches| !branches.is_empty())?;
            let list = place.child(keyword);
            let fit = (0..branches.len()).filter(|index| again(&list.child(index), notes)).count();
            Some((fit, branches.len()))
        };
        let all = fitting("allOf").is_none_or(|(fit, count)| fit == count);
        let held =
            all && fitting("anyOf").is_none_or(|(fit, _)| fit > 0) && fitting("oneOf").is_none_or(|(fit, _)| fit == 1);
        held && (!map.contains_key("not") || !again(&place.child("not"), &mut Vec::new())) && {
            let condition = place.child("x-oas31-if");
            let then = if !map.contains_key("x-oas31-if") {
                None
            } else if again(&condition, &mut Vec::new()) {
                Some("x-oas31-then")
            } else {
                Some("x-oas31-else")
            };
            then.is_none_or(|then| !map.contains_key(then) || again(&place.child(then), notes))
        }
    }
}

fn listed(map: &Map<String, Value>, value: &Value) -> bool {
    map.get("enum").and_then(Value::as_array).is_none_or(|list| list.iter().any(|item| compare::equal(item, value)))
}

/// Bounds of numbers, lengths and patterns of strings, sizes of lists and objects.
fn bounds(map: &Map<String, Value>, value: &Value) -> bool {
    let count = |key: &str| map.get(key).and_then(Value::as_u64);
    let within = |size: usize, least: &str, most: &str| {
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        count(least).is_none_or(|least| size >= least) && count(most).is_none_or(|most| size <= most)
    };
    match value {
        Value::Number(_) => number(map, value),
        Value::String(text) => {
            let pattern = map.get("pattern").and_then(Value::as_str).and_then(|pattern| Pattern::read(pattern).ok());
            within(text.chars().count(), "minLength", "maxLength") && pattern.is_none_or(|pattern| pattern.is_in(text))
        }
        Value::Array(items) => within(items.len(), "minItems", "maxItems"),
        Value::Object(members) => within(members.len(), "minProperties", "maxProperties"),
        Value::Null | Value::Bool(_) => true,
    }
}

fn number(map: &Map<String, Value>, value: &Value) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let exclusive = |key: &str| map.get(key) == Some(&Value::Bool(true));
    let against =
        |key: &str| map.get(key).filter(|bound| bound.is_number()).and_then(|bound| compare::order(value, bound));
    let low = match against("minimum") {
        Some(Less) => false,
        Some(Equal) => !exclusive("exclusiveMinimum"),
        _ => true,
    };
    let high = match against("maximum") {
        Some(Greater) => false,
        Some(Equal) => !exclusive("exclusiveMaximum"),
        _ => true,
    };
    let whole = match (map.get("multipleOf").and_then(Value::as_f64), value.as_f64()) {
        (Some(step), Some(number)) if step > 0.0 => {
            let times = number / step;
            (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
        }
        _ => true,
    };
    low && high && whole
}
