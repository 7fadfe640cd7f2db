//! Which operations are written: those that the settings choose by tag, path or id; all of them if there is no choice.
//!
//! `tag("pets")` and `path("/v1/*")` together choose what has that tag or stands below that path. A choice that fits nothing is
//! an error with the name that was probably meant, because what it stands for would be missing without a word. An operation
//! that is not chosen is no loss: it is counted, and nothing is said about it.

use super::{names, tags};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::lower::context::Context;
use crate::settings::{By, Choice};
use serde_json::Value;
use std::collections::BTreeSet;

/// Names that are listed where none is near enough to be suggested.
const LISTED: usize = 8;

/// The choices, and what they were held against.
pub(super) struct Selection<'a> {
    choices: &'a [Choice],
    found: Vec<bool>,
    known: [BTreeSet<String>; 3],
}

impl<'a> Selection<'a> {
    /// The choices of the settings.
    pub(super) fn new(choices: &'a [Choice]) -> Self {
        Self { choices, found: vec![false; choices.len()], known: Default::default() }
    }

    /// Whether nothing is left out.
    pub(super) fn is_whole(&self) -> bool {
        self.choices.is_empty()
    }

    /// Whether the operation at a place is written. `path` is the text of its template.
    pub(super) fn has(&mut self, context: &Context<'_>, method: &str, path: &str, place: &Place) -> bool {
        if self.is_whole() {
            return true;
        }
        let place = context.tree.follow(place).unwrap_or_else(|_| place.clone());
        let operation = context.tree.get(&place).unwrap_or(&Value::Null);
        let id = id_of(operation).map_or_else(|| names::made(method, path), str::to_owned);
        self.chooses(&tags_of(path, operation), Some(path), &id)
    }

    /// Holds something of the document against every choice. A webhook has no path.
    fn chooses(&mut self, tags: &[String], path: Option<&str>, id: &str) -> bool {
        let mut chosen = false;
        for (choice, found) in self.choices.iter().zip(&mut self.found) {
            let fits = match choice.by {
                By::Tag => tags.iter().any(|tag| tags::key(tag) == tags::key(&choice.text)),
                By::Path => path.is_some_and(|path| match choice.text.strip_suffix('*') {
                    Some(start) => path.starts_with(start),
                    None => path == choice.text,
                }),
                By::Operation => id == choice.text,
            };
            *found |= fits;
            chosen |= fits;
        }
        let [known_tags, known_paths, known_ids] = &mut self.known;
        known_tags.extend(tags.iter().cloned());
        known_paths.extend(path.map(str::to_owned));
        known_ids.insert(id.to_owned());
        chosen
    }

    /// Whether the webhook at a place is written: by its tags, its operationId or, where it has none, its name.
    pub(super) fn has_webhook(&mut self, context: &Context<'_>, name: &str, place: &Place) -> bool {
        if self.is_whole() {
            return true;
        }
        let place = context.tree.follow(place).unwrap_or_else(|_| place.clone());
        let operation = context.tree.get(&place).unwrap_or(&Value::Null);
        let id = id_of(operation).unwrap_or(name).to_owned();
        self.chooses(&listed_tags(operation), None, &id)
    }

    /// Reports every choice that fitted nothing.
    pub(super) fn report(&self, context: &mut Context<'_>) {
        for (choice, _) in self.choices.iter().zip(&self.found).filter(|(_, found)| !**found) {
            let [tags, paths, ids] = &self.known;
            let (what, known) = match choice.by {
                By::Tag => ("no operation has the tag", tags),
                By::Path if choice.text.ends_with('*') => ("no operation has a path that begins as", paths),
                By::Path => ("no operation has the path", paths),
                By::Operation => ("no operation has the operationId", ids),
            };
            let message = format!("{what} `{}`", choice.text);
            let finding = context.settings.finding(Code::UnmatchedSetting, &choice.at, message);
            let help = match choice.text.strip_suffix('*').filter(|_| choice.by == By::Path) {
                Some(start) => help(&choice.text, &beginnings(known, start)),
                None => help(&choice.text, known),
            };
            context.sink.push(Diagnostic { help, ..finding });
        }
    }
}

/// The beginnings of paths that are as many segments long as `start`, with the `*` behind them.
fn beginnings(paths: &BTreeSet<String>, start: &str) -> BTreeSet<String> {
    let slashes = start.matches('/').count();
    let beginning = |path: &String| {
        let (end, slash) = path.match_indices('/').nth(slashes.checked_sub(1)?)?;
        Some(format!("{}{slash}*", &path[..end]))
    };
    paths.iter().filter_map(beginning).collect()
}

/// What was probably meant, or all there is if it is little.
fn help(text: &str, known: &BTreeSet<String>) -> Option<String> {
    if let Some(near) = nearest(text, known.iter().map(String::as_str)) {
        return Some(format!("did you mean `{near}`?"));
    }
    let listed: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    (1..=LISTED).contains(&listed.len()).then(|| format!("there is {}", listed.join(", ")))
}

/// The operationId that a document states.
fn id_of(operation: &Value) -> Option<&str> {
    operation.get("operationId").and_then(Value::as_str).map(str::trim).filter(|id| !id.is_empty())
}

fn listed_tags(operation: &Value) -> Vec<String> {
    let listed = operation.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    listed.filter(|tag| !tag.trim().is_empty()).map(str::to_owned).collect()
}

/// The tags of an operation; where it has none, the group that its path puts it in.
fn tags_of(path: &str, operation: &Value) -> Vec<String> {
    let listed = listed_tags(operation);
    match super::path::parse(path) {
        Ok(path) if listed.is_empty() => vec![tags::of_path(&path)],
        _ => listed,
    }
}
