//! What an item of a stream is: a line of JSON, or what the data of a server-sent event holds.
//!
//! `itemSchema` (OpenAPI 3.2) states it. Older documents write the schema of an item, or of a list of them, under `schema`.
//! For events 3.2 describes the whole event, an object with `data`; older documents mostly describe the data, and some the event:
//!
//! | schema of an item | its type is that of |
//! |---|---|
//! | `{event, data: {contentSchema: S}}` | `S` |
//! | `{event, data: D}` | `D` |
//! | several such objects (`oneOf`) | the whole event |
//! | any other | the data |

use super::view::Node;
use crate::diagnostics::Place;
use crate::ir::EventData;
use crate::lower::context::Context;
use serde_json::{Map, Value};

/// `itemSchema`, as the normaliser keeps it.
const ITEM: &str = "x-oas32-itemSchema";

/// References and choices within choices, before an answer is given up.
const DEPTH: usize = 8;

/// The schema of an item, if there is any.
pub(super) fn item(context: &mut Context<'_>, media: &Node<'_>) -> Option<Place> {
    let schema = media.get("schema").map(|_| media.place.child("schema"));
    if media.get(ITEM).is_some() {
        if let Some(schema) = schema {
            let reason = "`itemSchema` says what each item is";
            context.sink.reading_mut().unread("`schema` beside `itemSchema`", reason, &|| schema.clone());
        }
        return Some(media.place.child(ITEM));
    }
    let (place, found) = object(context, &schema?)?;
    let is_list = found.get("type").is_some_and(|ty| ty == "array") && found.contains_key("items");
    // A reference stays one, so that a component keeps its name.
    Some(if is_list { place.child("items") } else { media.place.child("schema") })
}

/// Reports an `itemSchema` of a media type that has no items.
pub(super) fn unread(context: &mut Context<'_>, media: &Node<'_>) {
    if media.get(ITEM).is_some() {
        let reason = "its media type is neither server-sent events nor JSON lines";
        context.sink.reading_mut().unread("`itemSchema`", reason, &|| media.place.child(ITEM));
    }
}

/// What the data of an event is, and the schema of that.
pub(super) fn event(context: &mut Context<'_>, media: &Node<'_>) -> (EventData, Option<Place>) {
    let Some(place) = item(context, media) else { return (EventData::Text, None) };
    let describes_event = media.get(ITEM).is_some();
    let mut found = Vec::new();
    let complete = alternatives(context, &place, DEPTH, &mut found);
    let is_event = |schema: &Place| {
        let has = |name: &str| property(context, schema, name).is_some();
        has("data") && (describes_event || has("event"))
    };
    match found.as_slice() {
        [only] if complete && is_event(only) => data(context, only),
        [_, _, ..] if complete && found.iter().all(is_event) => (EventData::Whole, Some(place)),
        _ => (of_type(context, &place), Some(place)),
    }
}

/// The data of an event whose schema this is.
fn data(context: &Context<'_>, event: &Place) -> (EventData, Option<Place>) {
    const CONTENT: &str = "x-oas31-contentSchema";
    let Some(place) = property(context, event, "data") else { return (EventData::Text, None) };
    match object(context, &place) {
        Some((data, schema)) if schema.contains_key(CONTENT) => (EventData::Json, Some(data.child(CONTENT))),
        _ => (of_type(context, &place), Some(place)),
    }
}

/// Strings are their text, everything else is JSON.
fn of_type(context: &Context<'_>, place: &Place) -> EventData {
    let is_text = object(context, place).is_some_and(|(_, schema)| schema.get("type").is_some_and(|ty| ty == "string"));
    if is_text { EventData::Text } else { EventData::Json }
}

/// The schemas that a value may have, choices taken apart; whether these are all.
fn alternatives(context: &Context<'_>, place: &Place, depth: usize, found: &mut Vec<Place>) -> bool {
    let (Some(depth), Some((place, schema))) = (depth.checked_sub(1), object(context, place)) else { return false };
    let choice = ["oneOf", "anyOf"].into_iter().find_map(|key| Some((key, schema.get(key)?.as_array()?)));
    let Some((key, choices)) = choice else {
        found.push(place);
        return true;
    };
    (0..choices.len()).all(|index| alternatives(context, &place.child(key).child(index), depth, found))
}

/// The schema of a property.
fn property(context: &Context<'_>, schema: &Place, name: &str) -> Option<Place> {
    let (place, schema) = object(context, schema)?;
    schema.get("properties")?.get(name).map(|_| place.child("properties").child(name))
}

/// The schema at a place, references followed.
fn object<'c>(context: &'c Context<'_>, place: &Place) -> Option<(Place, &'c Map<String, Value>)> {
    let place = context.tree.follow(place).ok()?;
    let schema = context.tree.get(&place)?.as_object()?;
    Some((place, schema))
}
