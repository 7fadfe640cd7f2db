//! JSON Pointers to ranges of the text, by a second pass over it.
//!
//! In `paths: {/pets: {get: 1}}`, `/paths/~1pets/get` has the key `get` and the value `1`. All pointers of a run are looked
//! up in one pass per file: a tree of the wanted keys walks along with the text's events. A pointer that does not exist
//! in the text, because a stage made it up or an alias stands in its way, is found at its nearest ancestor.

use super::Place;
use crate::syntax::{self, Event, Step};
use std::collections::HashMap;
use std::ops::Range;

/// Where a pointer leads, in bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Spot {
    /// The key, quotes included; `None` at the top and within arrays.
    pub(super) key: Option<Range<usize>>,
    /// A scalar, or the first token of a collection.
    pub(super) value: Range<usize>,
    /// The value is an object or array.
    pub(super) collection: bool,
    /// It is the pointer's own place, not an ancestor's.
    pub(super) exact: bool,
}

impl Spot {
    /// What to underline. A collection is best known by its key; so is the place of something that is not there.
    pub(super) fn range(&self, at_key: bool) -> Range<usize> {
        match &self.key {
            Some(key) if at_key || self.collection || !self.exact => key.clone(),
            _ => self.value.clone(),
        }
    }
}

/// Finds places of one text, each as far down as the text goes.
pub(super) fn locate(text: &str, places: &[&Place]) -> Vec<Spot> {
    let mut walk = Walk::new(places);
    let wrong = syntax::looks_like_json(text) && !walk.run(syntax::json(text));
    if wrong || !syntax::looks_like_json(text) {
        walk = Walk::new(places);
        walk.run(syntax::yaml(text));
    }
    places.iter().map(|place| walk.spot(place)).collect()
}

/// A key that is wanted, or leads to one.
#[derive(Default)]
struct Wanted {
    children: HashMap<String, usize>,
    spot: Option<Spot>,
}

/// An open collection; `wanted` is `None` where nothing below it is asked for.
struct Open {
    wanted: Option<usize>,
    position: Position,
}

enum Position {
    /// In an object: the key whose value comes next.
    Key(Option<(usize, Range<usize>)>),
    /// In an object, after a key that nobody asks for.
    Unwanted,
    /// In an array: the index that comes next.
    Index(usize),
}

struct Walk {
    wanted: Vec<Wanted>,
    stack: Vec<Open>,
    missing: usize,
}

impl Walk {
    fn new(places: &[&Place]) -> Self {
        let mut wanted = vec![Wanted::default()];
        for place in places {
            let mut at = 0;
            for key in place.keys() {
                let next = wanted.len();
                at = *wanted[at].children.entry(key).or_insert(next);
                if at == next {
                    wanted.push(Wanted::default());
                }
            }
        }
        Self { missing: wanted.len(), wanted, stack: Vec::new() }
    }

    /// Walks until all is found; `false` if the text cannot be followed.
    fn run<'a>(&mut self, steps: impl Iterator<Item = Step<'a>>) -> bool {
        for step in steps {
            let Ok((event, range)) = step else { return false };
            match event {
                Event::DocumentEnd => return true,
                Event::End => {
                    self.stack.pop();
                }
                Event::Scalar { text, .. } if self.wants_key() => self.key(&text, range),
                Event::Alias(_) if self.wants_key() => self.pass_key(),
                Event::Scalar { .. } | Event::Alias(_) => {
                    self.value(range, false);
                }
                Event::Object(_) => self.open(range, Position::Key(None)),
                Event::Array(_) => self.open(range, Position::Index(0)),
            }
            if self.missing == 0 {
                return true;
            }
        }
        true
    }

    fn wants_key(&self) -> bool {
        matches!(self.stack.last(), Some(Open { position: Position::Key(None), .. }))
    }

    fn key(&mut self, text: &str, range: Range<usize>) {
        let Some(open) = self.stack.last_mut() else { return };
        let child = open.wanted.and_then(|wanted| self.wanted[wanted].children.get(text));
        open.position = child.map_or(Position::Unwanted, |child| Position::Key(Some((*child, range))));
    }

    /// Steps over a key whose text is not at hand.
    fn pass_key(&mut self) {
        if let Some(open) = self.stack.last_mut() {
            open.position = Position::Unwanted;
        }
    }

    /// Takes the place of the next value; answers which wanted key it stands for.
    fn value(&mut self, range: Range<usize>, collection: bool) -> Option<usize> {
        let (wanted, key) = self.next_place()?;
        let found = &mut self.wanted[wanted].spot;
        if found.is_none() {
            *found = Some(Spot { key, value: range, collection, exact: true });
            self.missing -= 1;
        }
        Some(wanted)
    }

    fn next_place(&mut self) -> Option<(usize, Option<Range<usize>>)> {
        let Some(open) = self.stack.last_mut() else { return Some((0, None)) };
        match &mut open.position {
            Position::Key(key) => key.take().map(|(wanted, range)| (wanted, Some(range))),
            Position::Unwanted => {
                open.position = Position::Key(None);
                None
            }
            Position::Index(index) => {
                let text = index.to_string();
                *index += 1;
                let wanted = &self.wanted[open.wanted?];
                wanted.children.get(&text).map(|child| (*child, None))
            }
        }
    }

    fn open(&mut self, range: Range<usize>, position: Position) {
        let wanted = self.value(range, true);
        self.stack.push(Open { wanted, position });
    }

    /// The deepest place on the way that the text has.
    fn spot(&self, place: &Place) -> Spot {
        let mut at = 0;
        let mut found = self.wanted[0].spot.clone().unwrap_or_default();
        for key in place.keys() {
            let child = self.wanted[at].children.get(&key);
            let Some((child, spot)) = child.and_then(|child| Some((*child, self.wanted[*child].spot.clone()?))) else {
                return Spot { exact: false, ..found };
            };
            (at, found) = (child, spot);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key and value of a pointer as they stand in the text, and whether it is the place itself.
    fn find<'t>(text: &'t str, pointer: &str) -> (Option<&'t str>, &'t str, bool) {
        let spot = locate(text, &[&Place::new(pointer)]).remove(0);
        (spot.key.map(|range| &text[range]), &text[spot.value], spot.exact)
    }

    const YAML: &str = "a:\n  - é\n  - 200: x\n    'b/c': [1, 2]\nd: &y {e: f}\ng: *y\n";
    const JSON: &str = r#"{"a": ["é", {"200": "x", "b/c": [1, 2]}], "d": {"e": "f"}}"#;

    #[test]
    fn keys_and_values_are_found_in_both_syntaxes() {
        assert_eq!(find(YAML, "/a/1/200"), (Some("200"), "x", true));
        assert_eq!(find(JSON, "/a/1/200"), (Some("\"200\""), "\"x\"", true));
        assert_eq!(find(YAML, "/a/1/b~1c/1"), (None, "2", true));
        assert_eq!(find(JSON, "/a/1/b~1c/1"), (None, "2", true));
        assert_eq!(find(JSON, "/d"), (Some("\"d\""), "{", true));
        assert_eq!(find("{a: {b: c}}", "/a/b"), (Some("b"), "c", true));
        assert_eq!(find("\u{feff}a: {b: c}", "/a/b"), (Some("b"), "c", true));
    }

    #[test]
    fn what_is_not_there_is_found_at_its_nearest_ancestor() {
        assert_eq!(find(YAML, "/a/0/x/y"), (None, "é", false));
        assert_eq!(find(YAML, "/g/e"), (Some("g"), "*y", false));
        assert_eq!(find(JSON, "/d/z"), (Some("\"d\""), "{", false));
        assert_eq!(find(JSON, "/z"), (None, "{", false));
        assert_eq!(find("", "/z"), (None, "", false));
    }

    #[test]
    fn many_pointers_take_one_pass_and_the_first_of_two_equal_keys_counts() {
        let text = "a: 1\na: 2\nb: 3\n";
        let places = ["/b", "/a", "/b/c"].map(Place::new);
        let spots = locate(text, &places.each_ref());
        assert_eq!(spots.iter().map(|spot| &text[spot.value.clone()]).collect::<Vec<_>>(), ["3", "1", "3"]);
    }

    /// Every pointer of a tree, the tree's own first.
    fn pointers<'v>(value: &'v serde_json::Value, place: Place, all: &mut Vec<(Place, &'v serde_json::Value)>) {
        all.push((place.clone(), value));
        match value {
            serde_json::Value::Object(entries) => {
                entries.iter().for_each(|(key, child)| pointers(child, place.child(key), all));
            }
            serde_json::Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, child)| pointers(child, place.child(index), all));
            }
            _ => {}
        }
    }

    /// In the project's own documents and, where it is at hand, a large public one, every pointer leads to text that reads
    /// as its key and its value.
    #[test]
    fn every_pointer_of_real_documents_is_exact() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let names = ["spec/infrai/openapi.yaml", "spec/olostep/openapi.yaml", "../shared/corpus/headline/stripe.json"];
        for name in names {
            let Ok(source) = crate::source::Source::file(&root.join(name)) else { continue };
            let mut sink = crate::diagnostics::Sink::new();
            let tree = crate::read::read(&source, crate::diagnostics::FileId(0), &mut sink);
            let mut all = Vec::new();
            pointers(&tree, Place::new(""), &mut all);
            let places: Vec<_> = all.iter().map(|(place, _)| place).collect();
            for ((place, value), spot) in all.iter().zip(locate(&source.text, &places)) {
                assert!(spot.exact, "{name}: {place}");
                let read = |range: Range<usize>| {
                    let text = crate::source::Source::inline("part", &source.text[range]);
                    crate::read::read(&text, crate::diagnostics::FileId(0), &mut crate::diagnostics::Sink::new())
                };
                if let Some(key) = spot.key {
                    let text = read(key);
                    let text = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
                    assert_eq!(Some(text), place.last(), "{name}: {place}");
                }
                // A text of several lines is indented for its place and reads differently elsewhere.
                if !spot.collection && !source.text[spot.value.clone()].contains('\n') {
                    assert_eq!(read(spot.value), **value, "{name}: {place}");
                }
            }
        }
    }
}
