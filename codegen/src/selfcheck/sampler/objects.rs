//! Objects: one with every property, one with none that is optional, and as many as it takes to show what else the
//! properties can hold.

use super::super::pattern::Pattern;
use super::merged::{Extra, Joint, Merged};
use super::{Detail, Gap, Sampler};
use crate::diagnostics::Place;
use indexmap::IndexMap;
use serde_json::{Map, Value};

/// A name that no document declares.
const EXTRA: &str = "x-extra";

/// A property and the values that it shall be shown with.
struct Column {
    name: String,
    required: bool,
    values: Vec<Value>,
}

impl<'t> Sampler<'t> {
    /// Objects, as candidates.
    pub(super) fn objects(&mut self, joint: &Joint, merged: &Merged<'t>, detail: Detail) -> Vec<Value> {
        let required = merged.required();
        let mut columns: Vec<Column> = Vec::new();
        let properties = merged.properties();
        if required.iter().any(|name| !properties.contains_key(name)) {
            return Vec::new();
        }
        let tags = self.tags(joint, merged);
        for (name, places) in properties {
            let is_required = required.contains(name);
            if detail == Detail::Bare && !is_required {
                continue;
            }
            let mut values = self.at(&places, detail);
            if let Some(tags) = tags.get(name) {
                let fitting = tags.iter().filter(|tag| places.is_empty() || self.rules.hold(&places, tag));
                let fitting: Vec<Value> = fitting.cloned().collect();
                // Where its own name is not among those listed, at least it has not that of another.
                let listed = Merged::of(self.tree, &Joint::all(places.clone())).values().cloned().unwrap_or_default();
                let free = listed.into_iter().filter(|value| !self.names_a_schema(merged, value));
                let chosen = if fitting.is_empty() { free.collect() } else { fitting };
                values = if chosen.is_empty() { values } else { chosen };
            }
            if values.is_empty() {
                if is_required {
                    return Vec::new();
                }
                self.unshown(&places, detail);
                continue;
            }
            columns.push(Column { name: name.to_owned(), required: is_required, values });
        }
        if detail != Detail::Bare || merged.least("minProperties") > columns.len() {
            columns.extend(self.extras(merged, detail));
        }
        let together = row(&columns, 0, &|_, _| true);
        let fits = columns.len() <= merged.most("maxProperties") && self.rules.hold(&joint.places, &together);
        rows(&columns, merged.least("minProperties"), fits, detail)
    }

    fn unshown(&mut self, places: &[Place], detail: Detail) {
        if let Some(place) = places.first().filter(|_| detail == Detail::Whole) {
            self.gaps
                .push(Gap { place: place.clone(), reason: String::from("no value satisfies the property's schema") });
        }
    }

    /// Properties that the document allows without naming them.
    fn extras(&mut self, merged: &Merged<'t>, detail: Detail) -> Vec<Column> {
        let mut named: IndexMap<String, Vec<Place>> = IndexMap::new();
        if let Extra::Of(places) = merged.extra() {
            let wanted = merged.least("minProperties").clamp(1, 50);
            (0..wanted).for_each(|index| drop(named.insert(format!("{EXTRA}{}", suffix(index)), places.clone())));
        }
        for (place, patterns) in merged.each("x-oas31-patternProperties") {
            for pattern in patterns.as_object().into_iter().flat_map(Map::keys) {
                if let Some(name) = Pattern::read(pattern).ok().and_then(|read| read.text(1, 0)) {
                    named.insert(name, vec![place.child(pattern)]);
                }
            }
        }
        let columns =
            named.into_iter().map(|(name, places)| Column { name, required: false, values: self.at(&places, detail) });
        columns.filter(|column| !column.values.is_empty()).collect()
    }
}

fn suffix(index: usize) -> String {
    if index == 0 { String::new() } else { (index + 1).to_string() }
}

/// One object: for each column its value of this turn, if it is required or `with` says so.
fn row(columns: &[Column], turn: usize, with: &dyn Fn(usize, &Column) -> bool) -> Value {
    let chosen = columns.iter().enumerate().filter(|(index, column)| column.required || with(*index, column));
    let value = |column: &Column| column.values.get(turn % column.values.len()).cloned().unwrap_or_default();
    Value::Object(chosen.map(|(_, column)| (column.name.clone(), value(column))).collect())
}

/// The objects: the first two with everything, the others with what is required and what has more to show. Where not
/// everything fits together, each optional property stands by itself.
fn rows(columns: &[Column], least: usize, fits: bool, detail: Detail) -> Vec<Value> {
    let longest = columns.iter().map(|column| column.values.len()).max().unwrap_or(0);
    let mut all = Vec::new();
    if fits {
        all.push(row(columns, 0, &|_, _| true));
        if detail == Detail::Whole {
            all.extend(
                (1..longest).map(|turn| row(columns, turn, &|_, column| turn < 2 || turn < column.values.len())),
            );
        }
    } else {
        for (only, column) in columns.iter().enumerate() {
            all.extend((0..column.values.len()).map(|turn| row(columns, turn, &|index, _| index == only)));
        }
    }
    all.push(row(columns, 0, &|index, _| index < least));
    all
}
