//! The manifest of a generated crate: people own it, the generator owns two blocks of entries.
//!
//! A missing manifest is written whole. In one that is there, only the lines between `# driftless:begin` and
//! `# driftless:end` below `[features]` and `[dependencies]` are replaced; everything else stays as people left it. An entry
//! that people state themselves, outside the block, is left out of it: TOML refuses a key that stands twice.

use std::collections::BTreeSet;

/// What the generator has to say in a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The whole text, for a crate that has none.
    pub fresh: String,
    /// Entries of `[features]`, one a line.
    pub features: String,
    /// Entries of `[dependencies]`, one a line.
    pub dependencies: String,
}

/// Line before the generator's entries.
pub(crate) const BEGIN: &str = "# driftless:begin";
/// Line after them.
pub(crate) const END: &str = "# driftless:end";

impl Manifest {
    /// The manifest's text to be: `found` with its blocks replaced, or the whole text where there is none.
    pub fn merge(&self, found: Option<&str>) -> String {
        let Some(found) = found else { return self.fresh.clone() };
        let with_features = replace_block(found, "[features]", &self.features);
        replace_block(&with_features, "[dependencies]", &self.dependencies)
    }
}

/// Replaces the block below `table`; where the table has no block it gets one at its head, and where there is no such table
/// one is added at the end.
fn replace_block(text: &str, table: &str, entries: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let Some(head) = lines.iter().position(|line| without_comment(line) == table) else {
        let stated = stated(&lines, &[], table);
        return format!("{}\n\n{table}\n{}\n", text.trim_end(), block(entries, &stated));
    };
    let table_end = lines[head + 1..].iter().position(|line| line.trim_start().starts_with('['));
    let table_end = table_end.map_or(lines.len(), |offset| head + 1 + offset);
    let within = |mark: &str| (head + 1..table_end).find(|&index| lines[index].trim() == mark);
    let (before, after) = match (within(BEGIN), within(END)) {
        (Some(begin), Some(end)) if begin < end => (begin, end + 1),
        _ => (head + 1, head + 1),
    };
    let own = [&lines[head + 1..before], &lines[after..table_end]].concat();
    let block = block(entries, &stated(&lines, &own, table));
    let mut merged: Vec<&str> = lines[..before].to_vec();
    merged.push(&block);
    merged.extend(&lines[after..]);
    merged.join("\n") + "\n"
}

/// The generator's lines, without the entries that people state.
fn block(entries: &str, stated: &BTreeSet<&str>) -> String {
    let kept = entries.lines().filter(|entry| !stated.contains(key(entry)));
    std::iter::once(BEGIN).chain(kept).chain([END]).collect::<Vec<_>>().join("\n")
}

/// Keys of a table that people state: as entries of it (`own`), or as tables of their own (`[dependencies.serde]`).
fn stated<'a>(lines: &[&'a str], own: &[&'a str], table: &str) -> BTreeSet<&'a str> {
    let prefix = format!("{}.", table.trim_end_matches(']'));
    let tables = lines.iter().filter_map(|line| without_comment(line).strip_prefix(&prefix)?.strip_suffix(']'));
    tables.map(key).chain(own.iter().map(|line| key(line))).collect()
}

/// The key of an entry: `serde` of `serde = "1"`, of `serde.workspace = true` and of `"serde" = "1"`.
fn key(entry: &str) -> &str {
    let end = entry.find(['=', '.', '#']).unwrap_or(entry.len());
    entry[..end].trim().trim_matches(['"', '\''])
}

/// A line that opens a table, without what may follow it.
fn without_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        Manifest {
            fresh: String::from("whole"),
            features: String::from("client = []"),
            dependencies: String::from("serde = \"1\""),
        }
    }

    #[test]
    fn only_the_blocks_change() {
        let found = "[package]\nname = \"x\" # mine\n\n[features]\nextra = []\n# driftless:begin\nold = []\n# driftless:end\n\n[dependencies]\n# driftless:begin\n# driftless:end\nlog = \"0.4\"\n";
        let merged = manifest().merge(Some(found));
        assert_eq!(
            merged,
            "[package]\nname = \"x\" # mine\n\n[features]\nextra = []\n# driftless:begin\nclient = []\n# driftless:end\n\n[dependencies]\n# driftless:begin\nserde = \"1\"\n# driftless:end\nlog = \"0.4\"\n"
        );
        assert_eq!(manifest().merge(Some(&merged)), merged, "a second merge changes nothing");
    }

    #[test]
    fn missing_blocks_and_tables_are_added() {
        let merged = manifest().merge(Some("[package]\nname = \"x\"\n\n[dependencies]\nlog = \"0.4\"\n"));
        assert!(
            merged.contains("[dependencies]\n# driftless:begin\nserde = \"1\"\n# driftless:end\nlog = \"0.4\"\n"),
            "{merged}"
        );
        assert!(merged.ends_with("[features]\n# driftless:begin\nclient = []\n# driftless:end\n"), "{merged}");
    }

    #[test]
    fn what_people_state_is_not_stated_again() {
        for own in ["[dependencies] # ours\nserde.workspace = true\n", "[dependencies.serde]\nversion = \"1\"\n"] {
            let merged = manifest().merge(Some(&format!("[package]\nname = \"x\"\n\n{own}")));
            assert!(!merged.contains("serde = \"1\""), "{merged}");
            assert_eq!(merged.matches("[dependencies]").count(), 1, "{merged}");
            assert_eq!(manifest().merge(Some(&merged)), merged, "a second merge changes nothing");
        }
    }

    #[test]
    fn a_missing_manifest_is_written_whole() {
        assert_eq!(manifest().merge(None), "whole");
    }
}
