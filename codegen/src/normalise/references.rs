//! References after a move: `#/definitions/Pet` was right in the text and has to be `#/components/schemas/Pet` now.
//!
//! JSON Schema 2020-12 also has references by name (`#here` to an `$anchor`, a URI to an `$id`) and schemas that bring their own
//! `$defs`, to which their generators often refer as if the schema were the whole document. Both become pointers.

use crate::diagnostics::Place;
use std::collections::{BTreeMap, HashMap};

/// What the walk has learned about places that references name.
#[derive(Default)]
pub(super) struct References {
    /// Pointers in the text and where they lead now.
    moved: HashMap<String, String>,
    /// `$anchor` and `$id` and the pointers they name.
    names: HashMap<String, String>,
    /// `$defs/Name` and the schemas that bring such a definition.
    definitions: BTreeMap<String, Vec<String>>,
}

impl References {
    /// Whether any reference may need another target.
    pub(super) fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.names.is_empty() && self.definitions.is_empty()
    }

    /// Notes a move. Of several copies the first one counts.
    pub(super) fn moved(&mut self, original: &str, now: &str) {
        self.moved.entry(original.to_owned()).or_insert_with(|| now.to_owned());
    }

    /// Notes what a name stands for.
    pub(super) fn named(&mut self, name: String, place: &Place) {
        self.names.entry(name).or_insert_with(|| place.pointer.clone());
    }

    /// Notes that the schema at a place brings a definition.
    pub(super) fn defined(&mut self, section: &str, name: &str, place: &Place) {
        let key = Place::default().child(section).child(name).pointer;
        self.definitions.entry(key).or_default().push(place.pointer.clone());
    }

    /// Where a reference at a place leads now, if not where it says. `stands` tells whether a pointer leads anywhere.
    pub(super) fn target(&self, text: &str, at: &Place, stands: &dyn Fn(&str) -> bool) -> Option<String> {
        if let Some(pointer) = self.names.get(text) {
            return Some(fragment(pointer));
        }
        let pointer = decode(text.strip_prefix('#').filter(|pointer| pointer.starts_with('/'))?)?;
        if let Some(now) = self.after_moves(&pointer) {
            return Some(fragment(&now));
        }
        if stands(&pointer) { None } else { self.own_definition(&pointer, at).map(|now| fragment(&now)) }
    }

    /// The pointer after the move of its nearest ancestor that was moved.
    fn after_moves(&self, pointer: &str) -> Option<String> {
        let mut end = pointer.len();
        loop {
            let (head, rest) = pointer.split_at(end);
            if let Some(now) = self.moved.get(head) {
                return Some(format!("{now}{rest}"));
            }
            end = head.rfind('/')?;
        }
    }

    /// The definition of the nearest schema around a place that brings one of this name.
    fn own_definition(&self, pointer: &str, at: &Place) -> Option<String> {
        let end = pointer.match_indices('/').nth(2).map_or(pointer.len(), |(end, _)| end);
        let around =
            |schema: &&String| at.pointer.strip_prefix(schema.as_str()).is_some_and(|rest| rest.starts_with('/'));
        let schema = self.definitions.get(&pointer[..end])?.iter().filter(around).max_by_key(|schema| schema.len())?;
        Some(format!("{schema}{pointer}"))
    }
}

/// A pointer as a URI fragment: only what a reader would take for an escape is escaped.
pub(super) fn fragment(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

/// A pointer from a URI fragment: percent escapes resolved.
fn decode(fragment: &str) -> Option<String> {
    let bytes = fragment.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| fragment.get(at + 1..at + 3)).flatten();
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(references: &References, text: &str, at: &str) -> Option<String> {
        references.target(text, &Place::new(at), &|pointer| pointer == "/$defs/Root")
    }

    #[test]
    fn the_nearest_move_counts() {
        let mut references = References::default();
        references.moved("/definitions", "/components/schemas");
        references.moved("/definitions/A/x", "/elsewhere%");
        assert_eq!(target(&references, "#/definitions/B%20c/y", "").as_deref(), Some("#/components/schemas/B c/y"));
        assert_eq!(target(&references, "#/definitions/A/x/y", "").as_deref(), Some("#/elsewhere%25/y"));
        assert_eq!(target(&references, "#/definitionsA", ""), None);
        assert_eq!(target(&references, "other.yaml#/definitions/A", ""), None);
    }

    #[test]
    fn a_schemas_own_definitions_are_found_from_within_it() {
        let mut references = References::default();
        for schema in ["/s/A", "/s/A/properties/b", "/s/C"] {
            references.defined("$defs", "D", &Place::new(schema));
            references.defined("$defs", "Root", &Place::new(schema));
        }
        let found = target(&references, "#/$defs/D/items", "/s/A/properties/b/items");
        assert_eq!(found.as_deref(), Some("#/s/A/properties/b/$defs/D/items"));
        assert_eq!(target(&references, "#/$defs/D", "/s/A/items").as_deref(), Some("#/s/A/$defs/D"));
        assert_eq!(target(&references, "#/$defs/D", "/s/B/items"), None);
        assert_eq!(target(&references, "#/$defs/Root", "/s/A/items"), None);
    }
}
