//! `Cargo.toml`: written whole where there is none, else only what stands between the markers.
//!
//! ```toml
//! [dependencies]
//! my-own = "1"
//! # driftless:begin
//! serde = "1"
//! # driftless:end
//! ```
//!
//! An entry that people write outside the markers wins: the generator leaves out its own for that key. Comments, order and
//! every other table stay as they are, byte for byte.

use std::collections::BTreeSet;

const BEGIN: &str = "# driftless:begin";
const END: &str = "# driftless:end";

/// The generator's part of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Package name, used only for a manifest written whole.
    pub name: String,
    /// Entries of `[features]`: key and right-hand side.
    pub features: Vec<(String, String)>,
    /// Entries of `[dependencies]`: key and right-hand side.
    pub dependencies: Vec<(String, String)>,
}

impl Manifest {
    /// The manifest's text for a package that has none yet, or the existing text with its blocks brought up to date.
    pub fn text(&self, existing: Option<&str>) -> String {
        let skeleton;
        let existing = match existing {
            Some(text) => text,
            None => {
                let name: String = self.name.escape_default().collect();
                skeleton = format!(
                    "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ndoctest = false\n"
                );
                &skeleton
            }
        };
        let text = replace(existing, "features", &self.features);
        replace(&text, "dependencies", &self.dependencies)
    }
}

/// Puts entries between the markers of a table; adds markers or table where they are missing.
fn replace(text: &str, table: &str, entries: &[(String, String)]) -> String {
    let theirs = keys_of_people(text, table);
    let ours = entries.iter().filter(|(key, _)| !theirs.contains(key));
    let block: Vec<String> = std::iter::once(BEGIN.to_owned())
        .chain(ours.map(|(key, value)| format!("{key} = {value}")))
        .chain(std::iter::once(END.to_owned()))
        .collect();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    match Table::find(&lines, table) {
        Some(Table { block: Some((begin, end)), .. }) => {
            lines.splice(begin..=end, block);
        }
        Some(Table { head, block: None }) => {
            lines.splice(head + 1..head + 1, block);
        }
        None => {
            while lines.last().is_some_and(|line| line.trim().is_empty()) {
                lines.pop();
            }
            lines.extend([String::new(), format!("[{table}]")]);
            lines.extend(block);
        }
    }
    lines.join("\n") + "\n"
}

/// Where a table stands, by line.
struct Table {
    head: usize,
    /// First and last line of the marked block.
    block: Option<(usize, usize)>,
}

impl Table {
    fn find(lines: &[String], table: &str) -> Option<Self> {
        let head = lines.iter().position(|line| header(line) == Some(table))?;
        let body = lines[head + 1..].iter().take_while(|line| header(line).is_none()).count();
        let within = |marker: &str| (head + 1..=head + body).find(|at| lines[*at].trim() == marker);
        let block = within(BEGIN).zip(within(END)).filter(|(begin, end)| begin < end);
        Some(Self { head, block })
    }
}

/// The name of the table that a line opens.
fn header(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    line.strip_prefix('[')?.strip_suffix(']').map(str::trim)
}

/// Keys that people give in a table outside the markers, also as `[dependencies.key]` or `key.workspace = true`.
fn keys_of_people(text: &str, table: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let (mut inside, mut marked) = (false, false);
    for line in text.lines().map(str::trim) {
        if let Some(name) = header(line) {
            inside = name == table;
            marked = false;
            let child = name.strip_prefix(table).and_then(|rest| rest.strip_prefix('.'));
            keys.extend(child.map(|key| key.trim_matches('"').to_owned()));
        } else if line == BEGIN || line == END {
            marked = line == BEGIN;
        } else if inside && !marked && !line.starts_with('#') {
            let key = line.split(['=', '.']).next().unwrap_or_default().trim();
            keys.extend((line.contains('=') && !key.is_empty()).then(|| key.trim_matches('"').to_owned()));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let entry = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        Manifest {
            name: String::from("pets"),
            features: vec![entry("default", "[\"client\"]"), entry("client", "[\"dep:reqwest\"]")],
            dependencies: vec![entry("bytes", "\"1\""), entry("serde", "\"1\"")],
        }
    }

    const WHOLE: &str = "\
[package]
name = \"pets\"
version = \"0.1.0\"
edition = \"2024\"

[lib]
doctest = false

[features]
# driftless:begin
default = [\"client\"]
client = [\"dep:reqwest\"]
# driftless:end

[dependencies]
# driftless:begin
bytes = \"1\"
serde = \"1\"
# driftless:end
";

    #[test]
    fn a_missing_manifest_is_written_whole_and_is_stable() {
        assert_eq!(manifest().text(None), WHOLE);
        assert_eq!(manifest().text(Some(WHOLE)), WHOLE);
    }

    #[test]
    fn what_people_wrote_stays_and_wins() {
        let theirs = "[package] # mine\nname = \"other\"\n\n[dependencies]\nserde.workspace = true\n# driftless:begin\n\
            old = \"1\"\n# driftless:end\nmine = \"2\"\n\n[lints]\nworkspace = true\n";
        let expected = "[package] # mine\nname = \"other\"\n\n[dependencies]\nserde.workspace = true\n# driftless:begin\n\
            bytes = \"1\"\n# driftless:end\nmine = \"2\"\n\n[lints]\nworkspace = true\n\n[features]\n# driftless:begin\n\
            default = [\"client\"]\nclient = [\"dep:reqwest\"]\n# driftless:end\n";
        assert_eq!(manifest().text(Some(theirs)), expected);
    }

    #[test]
    fn a_dependency_of_its_own_table_is_theirs() {
        let theirs = "[dependencies.serde]\nversion = \"1\"\n";
        assert!(!manifest().text(Some(theirs)).contains("serde = "));
    }
}
