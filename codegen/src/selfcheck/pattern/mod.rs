//! Regular expressions as schemas use them (`pattern`): read, matched, and turned around into texts that match.
//!
//! `^[A-Z]{2}-\d+$` gives `AA-0`. The part of ECMA-262 that public documents use is understood; of what is not (looking
//! behind, back references, Unicode classes) [`Pattern::read`] says so, and the sampler counts it.

mod parse;
mod search;

use std::fmt;

/// A regular expression that was understood.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Node);

/// A part of a regular expression.
#[derive(Clone, Debug)]
enum Node {
    /// One character of these.
    Set(Set),
    Start,
    End,
    /// `\b`, and `\B` where `false`.
    Border(bool),
    /// What has to follow, or where `false` must not; it takes up nothing.
    Ahead(bool, Box<Node>),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
    },
}

/// Characters by ranges, or all but these.
#[derive(Clone, Debug, Default)]
struct Set {
    ranges: Vec<(char, char)>,
    negated: bool,
}

impl Set {
    fn has(&self, c: char) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != self.negated
    }

    /// A character of the set; ordinary ones are preferred. Another `turn` may give another character.
    fn pick(&self, turn: usize) -> Option<char> {
        let ordinary = ('a'..='z').chain('0'..='9').chain('A'..='Z').chain(' '..='~');
        let mut found: Vec<char> = ordinary.filter(|c| self.has(*c)).collect();
        if found.is_empty() && !self.negated {
            found = self.ranges.iter().map(|(low, _)| *low).collect();
        }
        found.get(turn % found.len().max(1)).copied()
    }
}

/// What in an expression is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unread(&'static str);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the pattern has {}", self.0)
    }
}

impl Pattern {
    /// Reads an expression.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        parse::parse(text).map(Self)
    }

    /// Whether it matches somewhere in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        search::search(&self.0, text)
    }

    /// A text that matches, each repetition going `more` times beyond its least; `turn` chooses among alternatives.
    pub(super) fn text(&self, more: u32, turn: usize) -> Option<String> {
        let mut text = String::new();
        write(&self.0, more, turn, &mut text).then_some(text).filter(|text| self.is_in(text))
    }
}

/// Longest text that is written.
const LONGEST: usize = 4096;

fn write(node: &Node, more: u32, turn: usize, text: &mut String) -> bool {
    match node {
        // Where it matters what follows, the text is only tried.
        Node::Start | Node::End | Node::Border(_) | Node::Ahead(..) => true,
        Node::Set(set) => match set.pick(turn) {
            Some(c) if text.len() < LONGEST => {
                text.push(c);
                true
            }
            _ => false,
        },
        Node::Sequence(nodes) => nodes.iter().all(|node| write(node, more, turn, text)),
        Node::Either(nodes) => nodes.get(turn % nodes.len().max(1)).is_some_and(|node| write(node, more, turn, text)),
        Node::Repeat { node, least, most } => {
            let wanted = least.saturating_add(more);
            let times = most.map_or(wanted, |most| wanted.min(most));
            (0..times).all(|_| write(node, more, turn, text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pattern: &str, more: u32) -> Option<String> {
        Pattern::read(pattern).ok()?.text(more, 0)
    }

    #[test]
    fn expressions_are_turned_around() {
        for (pattern, more, expected) in [
            (r"^[A-Z]{2}-\d+$", 0, "AA-0"),
            (r"^[A-Z]{2}-\d+$", 2, "AA-000"),
            (r"^(?:red|green)$", 0, "red"),
            (r"^arn:aws(-[\w]+)*:s3:.*", 0, "arn:aws:s3:"),
            (r"^#?[0-9a-fA-F]{6}$", 0, "aaaaaa"),
            (r"[^/]+/x", 0, "a/x"),
            (r"\p{L}", 0, ""),
            (r"(?=a)b", 0, ""),
            (r"^(?!x)(?<id>[xa]+)$", 1, "aa"),
            (r"(?<=a)b", 0, ""),
            (r"^\S+@\S+\.\S+$", 0, "a@a.a"),
            (r"^\u0041\x42\/$", 0, "AB/"),
            (r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*", 1, "a"),
            (r"^a{,3}$", 0, "a{,3}"),
        ] {
            assert_eq!(text(pattern, more).unwrap_or_default(), expected, "{pattern}");
        }
    }

    #[test]
    fn a_match_is_found_anywhere_and_only_where_it_is() {
        for (pattern, text, found) in [
            ("b+", "abba", true),
            ("^b+", "abba", false),
            ("(a|ab)(c|bcd)$", "abcd", true),
            ("^(a*)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false),
            (r"\bcat\b", "a cat sat", true),
            (r"\bcat\b", "concatenate", false),
            ("^[^a-c]$", "d", true),
            ("^.$", "\n", false),
        ] {
            assert_eq!(Pattern::read(pattern).expect("it is understood").is_in(text), found, "{pattern} in {text}");
        }
    }
}
