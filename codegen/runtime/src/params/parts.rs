//! Values as parts of a multipart body: an array is a part for each item, an object is a part of JSON, anything else is text.

use super::pieces::{Pieces, items, text};
use serde_json::value::RawValue;

/// The texts of a value's parts, each with whether it is JSON.
#[must_use]
pub fn part_texts(value: &Pieces) -> Vec<(String, bool)> {
    let part = |json: &RawValue| Some((text(json)?, json.get().starts_with(['{', '['])));
    match value.json() {
        list if list.get().starts_with('[') => items(list).into_iter().filter_map(part).collect(),
        single => part(single).into_iter().collect(),
    }
}
