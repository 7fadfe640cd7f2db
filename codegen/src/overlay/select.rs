//! A parsed path and a tree to the locations it selects.

use super::query::{Comparison, Query, Selector, Test};
use crate::diagnostics::Place;
use serde_json::Value;
use std::collections::BTreeSet;

/// Locations that one query may select, and steps it may go through.
const MAX_SELECTED: usize = 2_000_000;

/// A key of an object or an index of an array.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Name(String),
    Index(usize),
}

/// The way from the top to a value.
pub(super) type Location = Vec<Key>;

/// Everything that a query selects, each location once, in the order of the document.
pub(super) fn select(query: &Query, document: &Value) -> Result<Vec<Location>, String> {
    let mut current = vec![(Location::new(), document)];
    for segment in &query.segments {
        let mut next = Vec::new();
        for (location, value) in current {
            if segment.deep {
                deep(&location, value, &segment.selectors, &mut next);
            } else {
                children(&location, value, &segment.selectors, &mut next);
            }
            if next.len() > MAX_SELECTED {
                return Err(format!("the path selects more than {MAX_SELECTED} values"));
            }
        }
        // `..` reaches a value by several ways; an array must not grow once for each of them.
        let mut seen = BTreeSet::new();
        next.retain(|(location, _)| seen.insert(location.clone()));
        current = next;
    }
    Ok(current.into_iter().map(|(location, _)| location).collect())
}

type Found<'v> = Vec<(Location, &'v Value)>;

/// What the selectors take of a value and of everything below it. The reader bounds how deep that can be.
fn deep<'v>(location: &[Key], value: &'v Value, selectors: &[Selector], found: &mut Found<'v>) {
    children(location, value, selectors, found);
    let mut below = Vec::new();
    children(location, value, &[Selector::All], &mut below);
    for (location, value) in below {
        if found.len() <= MAX_SELECTED {
            deep(&location, value, selectors, found);
        }
    }
}

/// What the selectors take of a value's own entries.
fn children<'v>(location: &[Key], value: &'v Value, selectors: &[Selector], found: &mut Found<'v>) {
    let mut push = |key: Key, child: &'v Value| {
        let mut location = location.to_vec();
        location.push(key);
        found.push((location, child));
    };
    for selector in selectors {
        match (selector, value) {
            (Selector::Name(name), Value::Object(entries)) => {
                if let Some(child) = entries.get(name) {
                    push(Key::Name(name.clone()), child);
                }
            }
            (Selector::Index(index), Value::Array(items)) => {
                if let Some((index, child)) = item(items, *index) {
                    push(Key::Index(index), child);
                }
            }
            (Selector::All | Selector::Filter(_), Value::Object(entries)) => {
                let chosen = entries.iter().filter(|(_, child)| passes(selector, child));
                chosen.for_each(|(key, child)| push(Key::Name(key.clone()), child));
            }
            (Selector::All | Selector::Filter(_), Value::Array(items)) => {
                let chosen = items.iter().enumerate().filter(|(_, child)| passes(selector, child));
                chosen.for_each(|(index, child)| push(Key::Index(index), child));
            }
            _ => {}
        }
    }
}

fn item(items: &[Value], index: i64) -> Option<(usize, &Value)> {
    let index = match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => items.len().checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?,
    };
    items.get(index).map(|item| (index, item))
}

fn passes(selector: &Selector, value: &Value) -> bool {
    let Selector::Filter(alternatives) = selector else { return true };
    alternatives.iter().any(|tests| tests.iter().all(|test| holds(test, value)))
}

fn holds(test: &Test, value: &Value) -> bool {
    let found = test.path.iter().try_fold(value, |value, step| match step {
        Selector::Name(name) => value.get(name),
        Selector::Index(index) => item(value.as_array()?, *index).map(|(_, item)| item),
        _ => None,
    });
    match &test.comparison {
        Comparison::Exists => found.is_some(),
        Comparison::Equal(wanted) => found.is_some_and(|found| equal(found, wanted)),
        Comparison::Unequal(wanted) => !found.is_some_and(|found| equal(found, wanted)),
    }
}

/// Equality of values; `1` and `1.0` are the same number.
fn equal(a: &Value, b: &Value) -> bool {
    a == b || (a.is_number() && a.as_f64() == b.as_f64())
}

/// The value at a location.
pub(super) fn get<'v>(document: &'v Value, location: &[Key]) -> Option<&'v Value> {
    location.iter().try_fold(document, |value, key| match key {
        Key::Name(name) => value.get(name),
        Key::Index(index) => value.get(index),
    })
}

/// The value at a location, to be changed.
pub(super) fn get_mut<'v>(document: &'v mut Value, location: &[Key]) -> Option<&'v mut Value> {
    location.iter().try_fold(document, |value, key| match key {
        Key::Name(name) => value.get_mut(name),
        Key::Index(index) => value.get_mut(index),
    })
}

/// A location as a JSON Pointer.
pub(super) fn pointer(location: &[Key]) -> String {
    let down = |place: Place, key: &Key| match key {
        Key::Name(name) => place.child(name),
        Key::Index(index) => place.child(index),
    };
    location.iter().fold(Place::default(), down).pointer
}
