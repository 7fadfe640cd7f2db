//! Which crates the written files use: read off the files themselves, so that the manifest can never miss or overstate one.
//!
//! A crate is used where it heads a path: `use jiff::civil;`, `rust_decimal::Decimal`. Used only by client files it is optional
//! and comes with the feature `client`; likewise for the server. Some features of crates are asked for only where a name that
//! needs them occurs.

use crate::emit::webhooks::FEATURE;
use proc_macro2::{Spacing, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};

/// A crate that generated code may use.
struct Known {
    /// As in paths.
    path: &'static str,
    /// As in manifests.
    name: &'static str,
    version: &'static str,
    default_features: bool,
    /// Features, each with the name that needs it; `""` is always needed.
    features: &'static [(&'static str, &'static str)],
}

const KNOWN: &[Known] = &[
    Known { path: "axum", name: "axum", version: "0.8", default_features: false, features: &[] },
    Known { path: "base64", name: "base64", version: "0.23", default_features: true, features: &[] },
    Known { path: "bytes", name: "bytes", version: "1", default_features: true, features: &[] },
    Known { path: "futures_core", name: "futures-core", version: "0.3", default_features: false, features: &[] },
    Known { path: "http", name: "http", version: "1", default_features: true, features: &[] },
    Known { path: "http_body", name: "http-body", version: "1", default_features: true, features: &[] },
    Known {
        path: "jiff",
        name: "jiff",
        version: "0.2",
        default_features: false,
        features: &[("std", ""), ("serde", "")],
    },
    Known { path: "percent_encoding", name: "percent-encoding", version: "2", default_features: true, features: &[] },
    Known { path: "reqwest", name: "reqwest", version: "0.13", default_features: false, features: &[("rustls", "")] },
    Known {
        path: "rust_decimal",
        name: "rust_decimal",
        version: "1",
        default_features: false,
        features: &[("std", "")],
    },
    Known { path: "serde", name: "serde", version: "1", default_features: false, features: &[("std", "")] },
    Known {
        path: "serde_json",
        name: "serde_json",
        version: "1",
        default_features: true,
        features: &[("raw_value", "RawValue")],
    },
    Known {
        path: "tokio",
        name: "tokio",
        version: "1",
        default_features: false,
        features: &[("fs", "ReadBuf"), ("sync", "Semaphore"), ("time", "time")],
    },
    Known { path: "tower_service", name: "tower-service", version: "0.3", default_features: true, features: &[] },
    Known { path: "tracing", name: "tracing", version: "0.1", default_features: false, features: &[("std", "")] },
    Known { path: "uuid", name: "uuid", version: "1", default_features: true, features: &[("serde", "")] },
];

/// Crates that come with a feature of their own name, and not with the side whose files use them.
const OWN_FEATURE: &[&str] = &["tracing"];

/// A crate that the files use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::emit) struct Dependency {
    /// Its package name.
    pub(in crate::emit) name: &'static str,
    /// Client files use it.
    pub(in crate::emit) client: bool,
    /// Server files use it, or those of webhooks, which need no other.
    pub(in crate::emit) server: bool,
    /// Other files use it.
    pub(in crate::emit) always: bool,
    version: &'static str,
    default_features: bool,
    features: Vec<&'static str>,
}

impl Dependency {
    /// Whether a feature brings it.
    pub(in crate::emit) fn optional(&self) -> bool {
        !self.always
    }

    /// Whether it comes with a feature of its own name.
    pub(in crate::emit) fn has_feature(&self) -> bool {
        OWN_FEATURE.contains(&self.name)
    }

    /// Its line in the manifest of a generated crate.
    pub(in crate::emit) fn gated_line(&self) -> String {
        format!("{} = {}", self.name, self.text(self.optional()))
    }

    /// Its line for a crate that has no features of ours.
    pub(in crate::emit) fn line(&self) -> String {
        format!("{} = {}", self.name, self.text(false))
    }

    fn text(&self, optional: bool) -> String {
        let mut text = format!("version = \"{}\"", self.version);
        if !self.default_features {
            text.push_str(", default-features = false");
        }
        if !self.features.is_empty() {
            let features: Vec<_> = self.features.iter().map(|feature| format!("\"{feature}\"")).collect();
            text.push_str(&format!(", features = [{}]", features.join(", ")));
        }
        if optional {
            text.push_str(", optional = true");
        }
        if text.contains(',') { format!("{{ {text} }}") } else { format!("\"{}\"", self.version) }
    }
}

/// The crates that files, by path below `src/`, use; sorted by name.
pub(in crate::emit) fn dependencies<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Dependency> {
    let mut heads: BTreeMap<String, [bool; 3]> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (path, text) in files {
        let receives = gated(path, "server") || gated(path, FEATURE);
        let place = usize::from(gated(path, "client")) + 2 * usize::from(receives);
        let mut found = BTreeSet::new();
        // What the printer wrote lexes as Rust; a file that would not lex has no crates to find.
        collect(text.parse().unwrap_or_default(), &mut found, &mut names);
        for head in found {
            heads.entry(head).or_default()[place] = true;
        }
    }
    let used = KNOWN.iter().filter_map(|known| {
        let [always, client, server] = *heads.get(known.path)?;
        let needed = |name: &str| name.is_empty() || names.contains(name);
        let features = known.features.iter().filter(|(_, name)| needed(name)).map(|(feature, _)| *feature).collect();
        let Known { name, version, default_features, .. } = *known;
        Some(Dependency { name, client, server, always, version, default_features, features })
    });
    used.collect()
}

/// Whether a file exists only with this feature.
fn gated(path: &str, side: &str) -> bool {
    let path = path.strip_prefix("runtime/").unwrap_or(path);
    path.strip_prefix(side).is_some_and(|rest| rest.starts_with(['/', '.']))
}

/// Collects the heads of paths that are known crates, and the names that features depend on.
fn collect(tokens: TokenStream, heads: &mut BTreeSet<String>, names: &mut BTreeSet<String>) {
    // After `::`; a single colon, as before a field's type, begins no path tail.
    let (mut in_path, mut half) = (false, false);
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let (mut colon, mut joint) = (false, false);
        match token {
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                let heads_path = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if is_joint_colon(next));
                if heads_path && !in_path && KNOWN.iter().any(|known| known.path == text) {
                    heads.insert(text);
                } else if KNOWN.iter().flat_map(|known| known.features).any(|(_, name)| *name == text) {
                    names.insert(text);
                }
            }
            TokenTree::Group(group) => collect(group.stream(), heads, names),
            TokenTree::Punct(punct) => {
                colon = half && punct.as_char() == ':';
                joint = is_joint_colon(&punct);
            }
            TokenTree::Literal(_) => {}
        }
        (in_path, half) = (colon, joint);
    }
}

fn is_joint_colon(punct: &proc_macro2::Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_optional_where_only_one_side_uses_them() {
        let files = [
            ("types.rs", "use uuid::Uuid; use serde::{ser::Serialize}; // use axum::Router;"),
            ("client/mod.rs", "pub struct C { http: reqwest::Client, id: uuid::Uuid }"),
            ("runtime/server/mod.rs", "use super::codec::bytes; use serde_json::value::RawValue;"),
        ];
        let found = dependencies(files.into_iter());
        let lines: Vec<_> = found.iter().map(Dependency::gated_line).collect();
        let expected = [
            "reqwest = { version = \"0.13\", default-features = false, features = [\"rustls\"], optional = true }",
            "serde = { version = \"1\", default-features = false, features = [\"std\"] }",
            "serde_json = { version = \"1\", features = [\"raw_value\"], optional = true }",
            "uuid = { version = \"1\", features = [\"serde\"] }",
        ];
        assert_eq!(lines, expected);
        assert_eq!(found[1].line(), expected[1]);
    }
}
