//! Components that nothing refers to: nothing is generated from them, and the report says so.
//!
//! Schemas and credentials are not among them: they are written whether or not an operation uses them.

use super::Tree;
use crate::diagnostics::{FileId, Place, Sink};
use serde_json::Value;
use std::collections::HashSet;

/// Sections of `components` that count only where something refers to them.
const SECTIONS: &[&str] = &[
    "parameters",
    "headers",
    "responses",
    "requestBodies",
    "examples",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];

/// Notes the components that no reference of any file leads to, or into.
pub(super) fn note(tree: &Tree, sink: &mut Sink) {
    let mut used: HashSet<Place> = HashSet::new();
    tree.objects(&mut |trail, map| {
        if let Some(text) = map.get("$ref").and_then(Value::as_str)
            && let Ok(target) = tree.target(&trail.place().child("$ref"), text)
        {
            used.extend(component(&target));
        }
    });
    let components = Place::root(FileId(0)).child("components");
    let Some(Value::Object(sections)) = tree.get(&components) else { return };
    // A body that operations of Swagger 2.0 share was copied into those that have media types of their own.
    let swagger = tree.get(&Place::root(FileId(0)).child("x-oas20-swagger")).is_some();
    for section in SECTIONS.iter().filter(|section| !(swagger && **section == "requestBodies")) {
        let Some(Value::Object(entries)) = sections.get(*section) else { continue };
        let place = components.child(section);
        for name in entries.keys() {
            let place = place.child(name);
            if !used.contains(&place) {
                let origin = sink.origin(&place);
                let what = format!("a component in `{section}`");
                sink.reading_mut().unread(&what, "nothing refers to it", &|| origin.clone());
            }
        }
    }
}

/// The component that a place is, or lies in: the first three keys of its pointer.
fn component(place: &Place) -> Option<Place> {
    let pointer = place.pointer.strip_prefix("/components/")?;
    let end = pointer.match_indices('/').nth(1).map_or(pointer.len(), |(end, _)| end);
    Some(Place { file: place.file, pointer: format!("/components/{}", &pointer[..end]) })
}
