//! The manifest of a generated crate: people own it, the generator owns two blocks of entries.
//!
//! A missing manifest is written whole. In one that is there, only the lines between `# driftless:begin` and
//! `# driftless:end` below `[features]` and `[dependencies]` are replaced; everything else stays as people left it.

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
    let block = [BEGIN, entries.trim_end(), END].join("\n");
    let Some(head) = lines.iter().position(|line| line.trim() == table) else {
        return format!("{}\n\n{table}\n{block}\n", text.trim_end());
    };
    let table_end = lines[head + 1..].iter().position(|line| line.trim_start().starts_with('['));
    let table_end = table_end.map_or(lines.len(), |offset| head + 1 + offset);
    let within = |mark: &str| (head + 1..table_end).find(|&index| lines[index].trim() == mark);
    let (before, after) = match (within(BEGIN), within(END)) {
        (Some(begin), Some(end)) if begin < end => (begin, end + 1),
        _ => (head + 1, head + 1),
    };
    let mut merged: Vec<&str> = lines[..before].to_vec();
    merged.push(&block);
    merged.extend(&lines[after..]);
    merged.join("\n") + "\n"
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
    fn a_missing_manifest_is_written_whole() {
        assert_eq!(manifest().merge(None), "whole");
    }
}
