//! Path templates, split once: `/a/{id}.json` is `a`, then a segment of a parameter and the literal `.json`.
//!
//! OpenAPI allows no query in a path, but documents write one: `/a?beta=true&key={token}` has one fixed pair and the parameter
//! `token`, which travels in the query as `key`.

use super::{At, Constant};

/// A path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The template as the document writes it: shown to readers, compared with other tools.
    pub text: String,
    /// Its segments; a trailing slash is a last, empty segment.
    pub segments: Vec<Segment>,
    /// Pairs of the query that never change, as the document writes them: `beta=true`.
    pub fixed: Vec<String>,
    /// Pairs of the query whose value is a parameter.
    pub query: Vec<QueryPair>,
    /// What stands after `#`, which no client sends: `/#Action=List` is how some documents tell apart operations that share a
    /// path.
    pub fragment: Option<String>,
}

/// `key={token}` in the query of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPair {
    /// The name on the wire: `key`.
    pub wire: String,
    /// The parameter's name in the template: `token`.
    pub parameter: String,
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment(pub Vec<SegmentPart>);

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentPart {
    /// Text.
    Literal(String),
    /// A parameter, by its name in the template.
    Parameter(String),
}

impl Path {
    /// What client and server work with: the template without a fragment, which no client sends, and without the parameters of
    /// its query, which travel like any other.
    ///
    /// What has no segments is no path, and stands for itself.
    pub fn route(&self) -> String {
        if self.segments.is_empty() {
            return self.text.clone();
        }
        let mut text = String::new();
        for segment in &self.segments {
            text.push('/');
            for part in &segment.0 {
                match part {
                    SegmentPart::Literal(literal) => text.push_str(literal),
                    SegmentPart::Parameter(name) => text.extend(["{", name, "}"]),
                }
            }
        }
        if !self.fixed.is_empty() {
            text.push('?');
            text.push_str(&self.fixed.join("&"));
        }
        text
    }

    /// Whether the template's own query has this pair already.
    pub fn fixes(&self, constant: &Constant) -> bool {
        constant.at == At::Query && self.fixed.contains(&format!("{}={}", constant.wire, constant.value))
    }

    /// The parameters' names, in order, without those of the query.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().flat_map(|segment| &segment.0).filter_map(|part| match part {
            SegmentPart::Parameter(name) => Some(name.as_str()),
            SegmentPart::Literal(_) => None,
        })
    }

    /// The first two parameters that stand side by side, with nothing to tell where one ends.
    pub fn adjacent(&self) -> Option<[&str; 2]> {
        let pairs = self.segments.iter().flat_map(|segment| segment.0.windows(2));
        pairs.into_iter().find_map(|pair| match pair {
            [SegmentPart::Parameter(first), SegmentPart::Parameter(second)] => Some([first.as_str(), second.as_str()]),
            _ => None,
        })
    }
}
