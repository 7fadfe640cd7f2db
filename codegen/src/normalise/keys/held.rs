//! The table is held to its word: a key that it calls read is taken out of a fixture, and something must change. And one
//! mistake is one finding: a key is misspelt, and nothing is said of its absence beside the misspelling.

use super::judge::{Judgement, meant, rows};
use super::table::Fate;
use super::{Dialect, Kind, Trail, Visitor, Wrong, walk};
use crate::diagnostics::{Code, FileId, Place, Sink};
use crate::ir::Api;
use crate::source::{Source, Sources, fixtures};
use crate::{check, lower, normalise, resolve};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Places where each key is read, and the keys that have their meaning at all.
#[derive(Default)]
struct Found {
    read: BTreeMap<(Kind, String), Vec<Place>>,
    known: BTreeSet<(Kind, String)>,
}

impl Visitor for Found {
    fn object(&mut self, _: Kind, _: &Map<String, Value>, _: &Trail<'_>) {}

    fn key(&mut self, kind: Kind, key: &str, judgement: Judgement, at: &Trail<'_>) {
        if judgement == Judgement::Known(Fate::Read) {
            self.read.entry((kind, key.to_owned())).or_default().push(at.place());
        }
        if matches!(judgement, Judgement::Known(_)) {
            self.known.insert((kind, key.to_owned()));
        }
    }
}

/// The model of a document, and what is found in it.
fn read(document: Value, sources: &mut Sources) -> (Api, Sink) {
    let mut sink = Sink::new();
    let document = normalise::normalise(document, FileId(0), &mut sink);
    let tree = resolve::resolve(document, sources, &mut sink);
    let mut api = lower::lower(&tree, &crate::settings::Settings::default(), true, &mut sink);
    check::check(&mut api, &mut sink);
    (api, sink)
}

/// All that later stages know of a document.
fn known(document: Value, sources: &mut Sources) -> String {
    let (api, sink) = read(document, sources);
    let found: Vec<_> = sink.found().iter().map(|found| (found.code, &found.place, &found.message)).collect();
    format!("{api:?} {found:?}")
}

/// The folders whose documents show what keys do.
const FOLDERS: &[&str] = &["ok", "bad", "swagger"];

fn without(document: &Value, place: &Place) -> Value {
    let mut document = document.clone();
    let key = place.last().unwrap_or_default();
    if let Some(Value::Object(map)) = document.pointer_mut(&place.parent().pointer) {
        map.shift_remove(&key);
    }
    document
}

/// Calls `visit` for each document of the fixtures, with its keys.
fn each_fixture(visit: &mut dyn FnMut(Source, Value, Found)) {
    for path in fixtures(FOLDERS) {
        let source = Source::file(&path).expect("a fixture can be read");
        let mut sink = Sink::new();
        let document = crate::read::read(&source, FileId(0), &mut sink);
        let Some(dialect) = Dialect::of(&document).filter(|_| !sink.has_errors()) else { continue };
        let mut found = Found::default();
        walk(dialect, Kind::Document, &document, &Trail::top(FileId(0)), &mut found);
        visit(source, document, found);
    }
}

/// The keys of all rows of some fate.
fn keys(wanted: fn(Fate) -> bool) -> BTreeSet<(Kind, String)> {
    let rows = rows().filter(|row| wanted(row.fate));
    rows.flat_map(|row| row.keys.iter().map(|key| (row.kind, (*key).to_owned()))).collect()
}

#[test]
fn every_key_has_a_fixture() {
    let mut open = keys(|_| true);
    each_fixture(&mut |_, _, found| open.retain(|name| !found.known.contains(name)));
    // The package that is published has no fixtures beside it.
    assert!(open.is_empty() || fixtures(FOLDERS).is_empty(), "no fixture has these: {open:?}");
}

#[test]
fn a_key_that_is_read_changes_what_is_known() {
    let mut open = keys(|fate| fate == Fate::Read);
    each_fixture(&mut |source, document, mut found| {
        found.read.retain(|name, _| open.contains(name));
        if found.read.is_empty() {
            return;
        }
        let mut sources = Sources::new(source);
        let whole = known(document.clone(), &mut sources);
        for (name, places) in found.read {
            if places.iter().any(|place| known(without(&document, place), &mut sources) != whole) {
                open.remove(&name);
            }
        }
    });
    assert!(open.is_empty() || fixtures(FOLDERS).is_empty(), "no fixture shows that these are read: {open:?}");
}

/// The document with a key in another spelling.
fn misspelt(document: &Value, place: &Place, spelling: &str) -> Value {
    let mut document = document.clone();
    let key = place.last().unwrap_or_default();
    if let Some(Value::Object(map)) = document.pointer_mut(&place.parent().pointer) {
        let spelt = |name| if name == key { spelling.to_owned() } else { name };
        *map = std::mem::take(map).into_iter().map(|(name, value)| (spelt(name), value)).collect();
    }
    document
}

/// Warnings that something is not there.
const ABSENCES: &[Code] =
    &[Code::MissingKey, Code::RequiredUndeclared, Code::MissingOperationId, Code::UndeclaredPathParameter];

#[test]
fn a_misspelt_key_is_told_once() {
    let absences = |document: Value, sources: &mut Sources| {
        let (_, sink) = read(document, sources);
        let found = sink.found().iter().filter(|found| ABSENCES.contains(&found.code));
        found.map(|found| (found.code, found.place.clone(), found.message.clone())).collect::<BTreeSet<_>>()
    };
    each_fixture(&mut |source, document, found| {
        let name = source.name.to_string();
        let Some(dialect) = Dialect::of(&document) else { return };
        let mut sources = Sources::new(source);
        let whole = absences(document.clone(), &mut sources);
        for ((kind, key), places) in found.read {
            let spelling = format!("{key}z");
            let Some(place) = places.first() else { continue };
            let damaged = misspelt(&document, place, &spelling);
            // Without its version a document is not looked at.
            if meant(dialect, kind, &spelling, Wrong::Unknown) == Some(key.as_str()) && Dialect::of(&damaged).is_some()
            {
                let followed = absences(damaged, &mut sources);
                let more: Vec<_> = followed.difference(&whole).collect();
                assert!(more.is_empty(), "{name}: {place} misspelt gives {more:?}");
            }
        }
    });
}
