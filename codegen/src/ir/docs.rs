//! Text that comes from the document, and bounds that only documentation can state.
//!
//! Document text is untrusted. It is held as [`Text`] and becomes a doc comment, HTML or Markdown only through the escaping
//! of that context; it never becomes a token.

/// Text as the document has it, not escaped for any context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub String);

impl Text {
    /// Whether there is anything to say.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// What a doc comment or a page says about an item.
#[derive(Clone, Debug, Default)]
pub struct Docs {
    /// `summary` or `title`: one line.
    pub summary: Option<Text>,
    /// `description`: CommonMark.
    pub description: Option<Text>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `externalDocs.url`.
    pub link: Option<Text>,
    /// `x-unit`: unit of the value (`USD`, `minor`, `unix-seconds`).
    pub unit: Option<Text>,
    /// `x-inferred: true`: not documented by the API, concluded by the document's author.
    pub inferred: bool,
    /// `x-discrepancy`: contradictions recorded at this place.
    pub discrepancies: Vec<super::Discrepancy>,
    /// Example, as JSON.
    pub example: Option<serde_json::Value>,
}

/// A named example of a body.
#[derive(Clone, Debug)]
pub struct Example {
    /// Key in `examples`; `None` for the single `example`.
    pub name: Option<String>,
    /// What it shows.
    pub summary: Option<Text>,
    /// The value.
    pub value: serde_json::Value,
}

/// Bounds of JSON Schema that no Rust type says. Numbers are kept as the document's text (units are the value's own).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints {
    /// `minimum`, with its text.
    pub minimum: Option<String>,
    /// `maximum`, with its text.
    pub maximum: Option<String>,
    /// `minimum` itself is excluded.
    pub exclusive_minimum: bool,
    /// `maximum` itself is excluded.
    pub exclusive_maximum: bool,
    /// `multipleOf`, with its text.
    pub multiple_of: Option<String>,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`, ECMA 262.
    pub pattern: Option<String>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl Constraints {
    /// Whether nothing is bounded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
