//! Values as parts of a multipart body: an array is a part for each item, an object is a part of JSON, anything else is text.

use super::super::codec::DecodeError;
use super::pieces::{Pieces, items, text};
use super::plan::{Plan, array};
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

/// The JSON of the parts of one name; `None` if there is none.
///
/// # Errors
/// There are several, but the plan is not one of an array.
pub fn part_json(plan: &Plan, texts: &[&str]) -> Result<Option<String>, DecodeError> {
    match (plan, texts) {
        (_, []) => Ok(None),
        (Plan::List(item), _) => Ok(Some(array(texts.iter().map(|text| item.scalar(text))))),
        (_, [text]) => Ok(Some(plan.scalar(text))),
        _ => Err(DecodeError::new("it stands more than once")),
    }
}
