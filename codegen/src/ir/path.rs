//! Path templates, split once: `/a/{id}.json` is `a`, then a segment of a parameter and the literal `.json`.

/// A path template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The template as the document writes it: shown to readers, compared with other tools.
    pub text: String,
    /// Its segments; a trailing slash is a last, empty segment.
    pub segments: Vec<Segment>,
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
    /// The parameters' names, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().flat_map(|segment| &segment.0).filter_map(|part| match part {
            SegmentPart::Parameter(name) => Some(name.as_str()),
            SegmentPart::Literal(_) => None,
        })
    }
}
