//! The table `[package.metadata.driftless]` of a manifest, and where in its text each setting stands.
//!
//! ```toml
//! [package.metadata.driftless]
//! spec = "../../spec/infrai/openapi.yaml"
//! emit = ["client", "server", "docs"]        # and "webhooks"; all if nothing is said
//! overlays = ["repairs.overlay.yaml"]
//! locales = { zh-CN = "../../spec/infrai/overlays/zh-CN.overlay.yaml" }
//! tags = ["account"]                       # with `paths` and `operations`: the operations that are written
//! paths = ["/v1/billing/*"]
//! operations = ["webhooks.test"]
//! prune = true                             # leave out schemas that no operation reaches
//! names = { "account.topup" = "refill", "Topup" = "Refill" }
//! types = { "Money" = "money::Money" }     # schemas that are types of your own
//! formats = { "uri" = "url::Url" }         # and formats
//! ```
//!
//! Cargo has read the values; only their places are looked up in the text.

use crate::settings::{By, Choice, Entry, Settings};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml_edit::{Document, Item, TableLike};

/// The table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) spec: PathBuf,
    #[serde(default = "everything")]
    pub(super) emit: Vec<Wanted>,
    #[serde(default)]
    pub(super) overlays: Vec<PathBuf>,
    #[serde(default)]
    pub(super) locales: BTreeMap<String, PathBuf>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    paths: Vec<String>,
    #[serde(default)]
    operations: Vec<String>,
    prune: Option<bool>,
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    types: BTreeMap<String, String>,
    #[serde(default)]
    formats: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Wanted {
    Client,
    Server,
    Docs,
    Webhooks,
}

fn everything() -> Vec<Wanted> {
    vec![Wanted::Client, Wanted::Server, Wanted::Docs, Wanted::Webhooks]
}

/// The settings of a table, with their places in the manifest, which is shown by this path.
pub(super) fn settings(path: &Path, table: &Table) -> Result<Settings, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let document = Document::parse(text.as_str()).map_err(|error| format!("{}: {error}", path.display()))?;
    let ours = ["package", "metadata", "driftless"];
    let mut stated: Option<&dyn TableLike> = Some(document.as_table());
    for key in ours {
        stated = stated.and_then(|table| table.get(key)).and_then(Item::as_table_like);
    }
    let mut settings = Settings::stated_in(path.display().to_string(), text.as_str());
    settings.prune = table.prune;
    let lists = [
        (By::Tag, "tags", &table.tags),
        (By::Path, "paths", &table.paths),
        (By::Operation, "operations", &table.operations),
    ];
    for (by, key, texts) in lists {
        let list = stated.and_then(|table| table.get(key)).and_then(Item::as_array);
        for (index, text) in texts.iter().enumerate() {
            let at = list.and_then(|list| list.get(index)).and_then(|value| value.span());
            settings.choices.push(Choice { by, text: text.clone(), at: at.unwrap_or_default() });
        }
    }
    settings.names = entries(stated, "names", &table.names);
    settings.types = entries(stated, "types", &table.types);
    settings.formats = entries(stated, "formats", &table.formats);
    Ok(settings)
}

/// The entries of a table within ours.
fn entries(stated: Option<&dyn TableLike>, name: &str, values: &BTreeMap<String, String>) -> Vec<Entry> {
    let table = stated.and_then(|table| table.get(name)).and_then(Item::as_table_like);
    let entry = |(key, value): (&String, &String)| {
        let (key_at, value_at) = table.map(|table| spans(table, key)).unwrap_or_default();
        Entry { key: key.clone(), value: value.clone(), key_at, value_at }
    };
    values.iter().map(entry).collect()
}

/// Where a key and its value stand.
fn spans(table: &dyn TableLike, key: &str) -> (Range<usize>, Range<usize>) {
    let found = table.get_key_value(key);
    let (key, value) = found.map(|(key, item)| (key.span(), item.span())).unwrap_or_default();
    (key.unwrap_or_default(), value.unwrap_or_default())
}
