//! Texts to events with byte ranges, YAML and JSON alike.
//!
//! `{"a": [1]}` and `a: [1]` both become object, scalar `a`, array, scalar `1`, end, end, each with its range in the text.
//! Two stages build on that: reading, which turns events into a tree, and locating, which walks the same events again to
//! find where a JSON Pointer leads. Neither recurses, so no nesting of the text can exhaust the call stack.

mod advice;
mod json;
mod yaml;

use std::borrow::Cow;
use std::ops::Range;

/// Depth to which collections may nest. What `serde_json` allows, and so one rule for both syntaxes; the deepest of the
/// public documents this was measured on has 33 levels.
pub(crate) const MAX_DEPTH: usize = 128;

/// One step through a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event<'a> {
    /// An object begins. Its keys and values follow in turn, each key a [`Event::Scalar`] (or, in YAML, anything).
    Object(Properties),
    /// An array begins.
    Array(Properties),
    /// The innermost object or array ends.
    End,
    /// A string, number, boolean or null.
    Scalar {
        /// Its text, escapes resolved.
        text: Cow<'a, str>,
        /// Written without quotes, so that it may be something else than a string.
        plain: bool,
        /// Anchor and tag.
        properties: Properties,
    },
    /// A YAML alias of the node with this anchor.
    Alias(usize),
    /// A YAML document ends; another one may follow.
    DocumentEnd,
}

impl Event<'_> {
    /// Whether it stands for nothing at all: what an empty YAML document holds.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::DocumentEnd => true,
            Self::Scalar { text, plain, .. } => *plain && matches!(text.as_ref(), "" | "~"),
            _ => false,
        }
    }
}

/// What YAML lets stand before a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Properties {
    /// Number of the anchor; 0 if there is none.
    pub(crate) anchor: usize,
    /// The tag.
    pub(crate) tag: Option<Tag>,
}

/// A YAML tag.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tag {
    /// Of the core schema: `str`, `int`, `float`, `bool`, `null`, `seq` or `map`.
    Core(String),
    /// `!`: not plain, hence a string.
    NonSpecific,
    /// Any other, as written.
    Other(String),
}

/// Why a text could not be followed to its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    /// What was wrong.
    pub(crate) message: String,
    /// Where, in bytes.
    pub(crate) span: Range<usize>,
    /// What is usually the reason.
    pub(crate) help: Option<String>,
    /// The text may be right, but nests deeper than [`MAX_DEPTH`].
    pub(crate) too_deep: bool,
}

/// An event and its range in bytes. Collections are given by the range of their first token.
pub(crate) type Step<'a> = Result<(Event<'a>, Range<usize>), SyntaxError>;

/// The events of a JSON text. The text is expected to be valid; what is wrong may show as an error or not at all.
pub(crate) fn json(text: &str) -> impl Iterator<Item = Step<'_>> {
    json::Scanner::new(text)
}

/// The events of a YAML text.
pub(crate) fn yaml(text: &str) -> impl Iterator<Item = Step<'_>> {
    yaml::Events::new(text)
}

/// Whether a text begins as JSON does. YAML's flow style begins in the same way.
pub(crate) fn looks_like_json(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.trim_start().starts_with(['{', '['])
}

/// Length of the byte-order mark, which no parser wants to see and every range has to count.
fn mark_length(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}
