//! Settings held against the document: which entry is about what, and which is about nothing.
//!
//! `rename("Pet", "Animal")` is found when the component `Pet` is declared, `rename("account.topup", "top_up")` when its operation
//! is named; an entry that was asked for by nobody is reported at the end. Names are taken as they stand: other names that
//! would have been the same give way where they are made up, and are a finding where the document states them.

use super::context::Context;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::ir::{Own, OwnJson, Type};
use crate::names::{Name, Refusal};
use crate::settings::Entry;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Entries by what they are about, and which of them were found.
#[derive(Debug, Default)]
pub(crate) struct Table {
    entries: BTreeMap<String, Entry>,
    found: BTreeSet<String>,
}

impl Table {
    /// The entries of a list; of two about the same thing the later one counts.
    fn of(entries: &[Entry]) -> Self {
        let entries = entries.iter().map(|entry| (entry.key.clone(), entry.clone())).collect();
        Self { entries, found: BTreeSet::new() }
    }

    /// The entry that has one of these keys.
    fn find(&mut self, keys: &[String]) -> Option<Entry> {
        let key = keys.iter().find(|key| self.entries.contains_key(*key))?;
        self.found.insert(key.clone());
        self.entries.get(key).cloned()
    }

    fn unfound(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().filter(|entry| !self.found.contains(&entry.key))
    }
}

/// What settings say of operations and types.
#[derive(Debug, Default)]
pub(crate) struct Given {
    names: Table,
    types: Table,
    /// Rust paths by format.
    formats: BTreeMap<String, String>,
    /// Names of schemas that are no components, by pointer.
    inline: BTreeMap<String, Name>,
    /// Names that could have been meant.
    candidates: Vec<String>,
}

impl Given {
    /// The path of the type that stands in for values of a format.
    pub(crate) fn format(&self, format: &str) -> Option<&String> {
        self.formats.get(format)
    }
}

/// Reads the settings.
pub(crate) fn enter(context: &mut Context<'_>) {
    let settings = context.settings;
    context.given.names = Table::of(&settings.names);
    context.given.types = Table::of(&settings.types);
    for entry in &settings.formats {
        context.given.formats.insert(entry.key.clone(), entry.value.clone());
    }
    if !settings.formats.is_empty() {
        unused_formats(context);
    }
    for entry in settings.names.iter().filter(|entry| entry.key.starts_with("#/")) {
        let place = Place::new(&entry.key[1..]);
        if !is_component(&place) && !is_operation(&place) {
            let minted = context.names.given_type(&entry.value);
            if let Some(name) = accept(context, entry, minted) {
                context.given.inline.insert(entry.key.clone(), name);
            }
        }
    }
}

/// The type that a path in the settings stands for: one of the user's own, unless every module knows it.
pub(crate) fn own(path: &str, json: OwnJson, format: Option<&str>) -> Type {
    match path {
        "String" | "std::string::String" => Type::String,
        "serde_json::Value" => Type::Json,
        path => Type::External(Own { path: path.to_owned(), json, format: format.map(str::to_owned) }),
    }
}

/// The path of the type that stands in for a component.
pub(super) fn mapped(context: &mut Context<'_>, key: &str, place: &Place) -> Option<String> {
    let keys = keys(context, Some(key), place);
    context.given.candidates.push(key.to_owned());
    context.given.types.find(&keys).map(|entry| entry.value)
}

/// The name that the settings give a component.
pub(super) fn component(context: &mut Context<'_>, key: &str, place: &Place) -> Option<(Name, Entry)> {
    let keys = keys(context, Some(key), place);
    let entry = context.given.names.find(&keys)?;
    let minted = context.names.given_type(&entry.value);
    accept(context, &entry, minted).map(|name| (name, entry))
}

/// The name that the settings give an inline schema. It is given once: joined with another schema it is another type.
pub(super) fn inline(context: &mut Context<'_>, place: &Place) -> Option<Name> {
    if context.given.inline.is_empty() {
        return None;
    }
    let key = keys(context, None, place).into_iter().find(|key| context.given.inline.contains_key(key))?;
    context.given.names.found.insert(key.clone());
    context.given.inline.remove(&key)
}

/// The entry that names an operation.
pub(super) fn operation(context: &mut Context<'_>, id: &str, place: &Place) -> Option<Entry> {
    let keys = keys(context, Some(id), place);
    context.given.candidates.push(id.to_owned());
    if context.given.names.found.contains(id)
        && let Some(entry) = context.given.names.entries.get(id)
    {
        let message = format!("`{id}` is both a schema and an operation");
        let help = format!("write the pointer of the one that is meant; that of the operation is `#{}`", place.pointer);
        let finding = context.settings.finding(Code::UnusableName, &entry.key_at, message).help(help);
        context.sink.push(finding);
    }
    context.given.names.find(&keys)
}

/// The name, or a finding at the entry that asks for it.
pub(super) fn accept(context: &mut Context<'_>, entry: &Entry, minted: Result<Name, Refusal>) -> Option<Name> {
    let name = &entry.value;
    let (message, help) = match minted {
        Ok(name) => return Some(name),
        Err(Refusal::NotPascal) => {
            (format!("`{name}` cannot name a type"), "letters and digits can, a capital first: `TopUp`")
        }
        Err(Refusal::NotSnake) => {
            (format!("`{name}` cannot name an operation"), "small letters, digits and `_` can: `top_up`")
        }
        Err(Refusal::Reserved) => {
            (format!("`{name}` is a name that Rust or the generated modules need"), "choose another one")
        }
        Err(Refusal::Taken) => (format!("`{name}` is the name of something else already"), "choose another one"),
    };
    let finding = context.settings.finding(Code::UnusableName, &entry.value_at, message).help(help);
    context.sink.push(finding);
    None
}

/// Reports that what the document states has the name that an entry asks for.
pub(super) fn clash(context: &mut Context<'_>, entry: &Entry, other: &str, place: &Place) {
    let message = format!("`{}` is the name of {other} already", entry.value);
    let finding = context.settings.finding(Code::UnusableName, &entry.value_at, message);
    context.sink.push(finding.help("choose another one, or name that one too").related(place.clone(), "its own name"));
}

/// Reports every entry that was about nothing.
pub(super) fn finish(context: &mut Context<'_>) {
    let given = std::mem::take(&mut context.given);
    let tree = context.tree;
    let is_schema = |key: &&str| tree.get(&Place::new(super::schemas::COMPONENTS).child(key)).is_some();
    for entry in given.types.unfound() {
        let help = meant(&entry.key, given.candidates.iter().map(String::as_str).filter(is_schema));
        unmatched(context, entry, format!("there is no schema `{}` in the document's components", entry.key), help);
    }
    for entry in given.names.unfound() {
        match entry.key.strip_prefix('#').map(|pointer| context.tree.get(&Place::new(pointer))) {
            // It may belong to what was left out.
            Some(Some(_)) if context.settings.prunes() || !context.settings.choices.is_empty() => {}
            Some(Some(Value::Object(_))) => {
                unmatched(context, entry, format!("no type is named after `{}`", entry.key), None);
            }
            Some(_) => unmatched(context, entry, format!("nothing stands at `{}`", entry.key), None),
            None => {
                let help = meant(&entry.key, given.candidates.iter().map(String::as_str));
                unmatched(context, entry, format!("no operation and no schema is called `{}`", entry.key), help);
            }
        }
    }
}

fn meant<'c>(key: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    nearest(key, candidates).map(|near| format!("did you mean `{near}`?"))
}

fn unmatched(context: &mut Context<'_>, entry: &Entry, message: String, help: Option<String>) {
    let finding = context.settings.finding(Code::UnmatchedSetting, &entry.key_at, message);
    context.sink.push(Diagnostic { help, ..finding });
}

/// Warns of formats that occur nowhere in the document.
fn unused_formats(context: &mut Context<'_>) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    context.tree.objects(&mut |_, map| {
        known.extend(map.get("format").and_then(Value::as_str).map(str::to_owned));
    });
    for entry in context.settings.formats.iter().filter(|entry| !known.contains(&entry.key)) {
        let message = format!("nothing in the document has the format `{}`", entry.key);
        let mut finding = context.settings.finding(Code::UnmatchedSetting, &entry.key_at, message);
        finding.severity = crate::diagnostics::Severity::Warning;
        finding.help = meant(&entry.key, known.iter().map(String::as_str));
        context.sink.push(finding);
    }
}

/// The keys by which settings can know a node: its name, its pointer, and the pointer it has in the author's text.
fn keys(context: &Context<'_>, name: Option<&str>, place: &Place) -> Vec<String> {
    let mut keys: Vec<String> = name.map(str::to_owned).into_iter().collect();
    if place.file.0 == 0 && !(context.settings.names.is_empty() && context.settings.types.is_empty()) {
        keys.push(format!("#{}", place.pointer));
        keys.push(format!("#{}", context.sink.origin(place).pointer));
    }
    keys
}

/// Whether a pointer is that of a component, in OpenAPI 3 or Swagger 2.0.
fn is_component(place: &Place) -> bool {
    [super::schemas::COMPONENTS, "/definitions"].contains(&place.parent().pointer.as_str())
}

/// Whether a pointer is that of an operation: `/paths/~1pets/get`.
fn is_operation(place: &Place) -> bool {
    place.keys().next().as_deref() == Some("paths") && place.keys().count() == 3
}
