//! What shares a page of a large reference: all of a group, or, where that is too much for one page, what begins alike.
//!
//! `webhook-ping`, `webhook-push` and `workflow` are the shelf `w`. If that grows too large, it falls apart behind what its
//! names have in common, and neighbours that are small enough together share a page: `webhook-pi`, `webhook-pu` and `wo`,
//! or `webhook` and `wo`.

use std::collections::BTreeMap;

/// Rows of tables that one page holds: about a megabyte. Browsers take seconds to show several times as many.
const ROWS: usize = 6000;

/// What has to stand somewhere.
pub(super) struct Item {
    /// Its name in lower case.
    name: Vec<char>,
    /// Its place in the list it comes from.
    index: usize,
    rows: usize,
}

/// What one page holds.
#[derive(Debug)]
pub(super) struct Shelf {
    /// How the names of the first ones begin, in lower case; empty for a group that is whole.
    pub(super) first: String,
    /// How those of the last ones begin.
    pub(super) last: String,
    /// Places in the list that the items come from.
    pub(super) items: Vec<usize>,
    rows: usize,
}

impl Item {
    pub(super) fn new(name: &str, index: usize, rows: usize) -> Self {
        Self { name: name.chars().flat_map(char::to_lowercase).collect(), index, rows }
    }

    /// The first letter, if it is one of ASCII's.
    pub(super) fn initial(&self) -> Option<char> {
        self.name.first().copied().filter(char::is_ascii_lowercase)
    }
}

impl Shelf {
    fn new(label: String, items: &[Item]) -> Self {
        let rows = items.iter().map(|item| item.rows).sum();
        Self { first: label.clone(), last: label, items: items.iter().map(|item| item.index).collect(), rows }
    }

    /// `c`, `webhook-p…`, or from where to where; empty for a group that is whole.
    pub(super) fn label(&self) -> String {
        match (self.first.as_str(), self.last.as_str()) {
            (first, last) if first != last => format!("{first}… – {last}…"),
            (first, _) if first.chars().count() > 1 => format!("{first}…"),
            (first, _) => first.to_owned(),
        }
    }

    /// Puts what comes next on the same shelf.
    fn take(&mut self, next: Self) {
        self.last = next.last;
        self.items.extend(next.items);
        self.rows += next.rows;
    }
}

/// A group whose names begin with `label`: on one shelf, or, if it is too large, on several, in the order of the names.
pub(super) fn shelves(label: String, items: Vec<Item>) -> Vec<Shelf> {
    let common = common(&items);
    let alike = items.iter().all(|item| item.name.len() == common);
    let shelf = Shelf::new(label, &items);
    if shelf.rows <= ROWS || alike {
        return vec![shelf];
    }
    let mut parts: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for item in items {
        parts.entry(item.name.iter().take(common + 1).collect()).or_default().push(item);
    }
    let mut found: Vec<Shelf> = Vec::new();
    for shelf in parts.into_iter().flat_map(|(label, items)| shelves(label, items)) {
        match found.last_mut().filter(|last| last.rows + shelf.rows <= ROWS) {
            Some(last) => last.take(shelf),
            None => found.push(shelf),
        }
    }
    found
}

/// How many characters all names have in common at their beginning.
fn common(items: &[Item]) -> usize {
    let Some(first) = items.first() else { return 0 };
    let with = |item: &Item| first.name.iter().zip(&item.name).take_while(|(a, b)| a == b).count();
    items.iter().map(with).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(label: &str, items: &[(&str, usize)]) -> Vec<String> {
        let items = items.iter().enumerate().map(|(at, (name, rows))| Item::new(name, at, *rows)).collect();
        let found = shelves(label.to_owned(), items);
        found.into_iter().map(|shelf| format!("{} {}", shelf.label(), shelf.items.len())).collect()
    }

    #[test]
    fn what_is_too_large_falls_apart_behind_what_its_names_share() {
        let few = [("webhook.ping", 3), ("webhook.push", 3), ("workflow", 3)];
        assert_eq!(labels("w", &few), ["w 3"]);
        let many = [("webhook.ping", 5000), ("webhook.push", 5000), ("workflow", 3), ("Workflow.run", 3)];
        assert_eq!(labels("w", &many), ["webhook.pi… 1", "webhook.pu… – wo… 3"]);
        let large = [("wave", 1), ("webhook.ping", 5000), ("workflow", 3000), ("wrench", 3)];
        assert_eq!(labels("w", &large), ["wa… – we… 2", "wo… – wr… 2"]);
        assert_eq!(labels("", &[("post", 4000), ("get", 4000)]), ["g 1", "p 1"]);
    }

    #[test]
    fn one_is_never_split() {
        assert_eq!(labels("w", &[("window", 9000)]), ["w 1"]);
        assert_eq!(labels("w", &[("window", 9000), ("windows", 1)]), ["window… 1", "windows… 1"]);
        assert_eq!(labels("", &[]), [" 0"]);
    }
}
