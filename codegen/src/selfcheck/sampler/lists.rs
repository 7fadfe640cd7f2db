//! Lists: all items that there are to show, in as few lists as their lengths allow; then as short a list as may be.

use super::merged::Merged;
use super::{Detail, Sampler, add};
use crate::diagnostics::Place;
use serde_json::{Value, json};

/// Items of one list, where nothing says how many there may be.
const ITEMS: usize = 3;

/// Items of a list that a minimum asks for, at most.
const LONGEST: usize = 2000;

impl<'t> Sampler<'t> {
    /// Lists, as candidates.
    pub(super) fn lists(&mut self, merged: &Merged<'t>, detail: Detail) -> Vec<Value> {
        let prefixes: Vec<(Place, usize)> = merged
            .each("x-oas31-prefixItems")
            .filter_map(|(place, value)| Some((place, value.as_array()?.len())))
            .collect();
        let (least, most) = (merged.least("minItems"), merged.most("maxItems"));
        if let Some((place, length)) = prefixes.first() {
            return self.tuples(place, *length);
        }
        let places: Vec<Place> = merged.each("items").map(|(place, _)| place).collect();
        if least > LONGEST {
            return Vec::new();
        }
        if detail == Detail::Bare && least == 0 {
            return vec![json!([])];
        }
        let items = if merged.has("items") { self.at(&places, detail) } else { super::any() };
        let unique = merged.each("uniqueItems").any(|(_, value)| *value == Value::Bool(true));
        let mut all: Vec<Value> = Vec::new();
        for chunk in items.chunks(most.clamp(1, least.max(ITEMS))) {
            let mut list = chunk.to_vec();
            if unique {
                let mut spare = items.iter();
                while list.len() < least
                    && let Some(item) = spare.next()
                {
                    add(&mut list, item.clone());
                }
                // Largest first: as a set they come back in another order.
                list.reverse();
            } else {
                list.extend(items.iter().cycle().take(least.saturating_sub(list.len())).cloned());
            }
            all.push(Value::Array(list));
        }
        if least == 0 {
            all.push(json!([]));
        }
        all
    }

    /// Lists with one schema for each place.
    fn tuples(&mut self, place: &Place, length: usize) -> Vec<Value> {
        let items: Vec<Vec<Value>> = (0..length).map(|index| self.at(&[place.child(index)], Detail::Brief)).collect();
        let rows = items.iter().map(Vec::len).max().unwrap_or(0);
        let row = |turn: usize| {
            items.iter().map(|item| item.get(turn % item.len().max(1)).cloned()).collect::<Option<Vec<_>>>()
        };
        (0..rows).filter_map(row).map(Value::Array).collect()
    }
}
