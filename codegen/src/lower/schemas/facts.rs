//! What a joint of schemas says, references followed and `allOf` merged: one flat list of facts, with nothing lowered yet.
//!
//! `{allOf: [{$ref: Base}, {properties: {b}}], required: [b]}` becomes the properties of `Base`, then `b`, with `b` required.
//! Children stay places: a property that two branches declare has two.

use super::joint::Joint;
use crate::diagnostics::{Code, Place};
use crate::ir::{Constraints, OwnJson, Text};
use indexmap::IndexMap;
use openapiv3::Discriminator;
use serde_json::Value;

/// `type` (OpenAPI 3.0.4, "Data Types"; `null` is 3.1's).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "null" => Self::Null,
            "boolean" => Self::Bool,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// What satisfies both; `None` if nothing does.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Self::Integer, Self::Number) | (Self::Number, Self::Integer) => Some(Self::Integer),
            _ => None,
        }
    }
}

/// Whether `null` is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Null {
    /// Nothing speaks for or against it.
    #[default]
    Open,
    /// Stated.
    Yes,
    /// A type that is not nullable.
    No,
    /// Stated by a schema that says nothing else: `allOf: [{nullable: true}, {$ref: …}]` means that the whole is nullable.
    Whole,
}

impl Null {
    /// Whether it is allowed in the end.
    pub(super) fn is_allowed(self) -> bool {
        matches!(self, Self::Yes | Self::Whole)
    }

    /// Both must allow it.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole, _) | (_, Self::Whole) => Self::Whole,
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, Self::Open) => Self::Open,
        }
    }
}

/// `additionalProperties`, and `unevaluatedProperties` where it says the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Rest {
    #[default]
    Unstated,
    /// Any value.
    Free,
    /// Values of these schemas at once.
    Typed(Vec<Place>),
    /// None.
    Closed,
}

impl Rest {
    /// The stricter of both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Closed, _) | (_, Self::Closed) => Self::Closed,
            (Self::Typed(mut left), Self::Typed(right)) => {
                left.extend(right);
                Self::Typed(left)
            }
            (Self::Typed(places), _) | (_, Self::Typed(places)) => Self::Typed(places),
            (Self::Free, _) | (_, Self::Free) => Self::Free,
            (Self::Unstated, Self::Unstated) => Self::Unstated,
        }
    }
}

/// A value of an `enum`.
#[derive(Clone, Debug)]
pub(super) struct Allowed {
    pub(super) value: Value,
    /// `x-enumDescriptions`.
    pub(super) docs: Option<Text>,
    /// `x-enum-varnames`: text to name the variant after.
    pub(super) name: Option<String>,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The keyword.
    pub(super) place: Place,
    pub(super) branches: Vec<Place>,
    pub(super) discriminator: Option<Discriminator>,
}

/// A finding about a schema, reported when its type is made.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) code: Code,
    pub(super) place: Place,
    /// A sentence without a final stop.
    pub(super) message: String,
}

impl Note {
    /// Something the schema says that no type will.
    pub(super) fn untyped(place: Place, message: impl Into<String>) -> Self {
        Self { code: Code::Untyped, place, message: message.into() }
    }

    /// A value that does not fit what stands beside it.
    pub(super) fn mismatch(place: Place, message: impl Into<String>) -> Self {
        Self { code: Code::ValueMismatch, place, message: message.into() }
    }
}

/// What a joint of schemas says.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) kind: Option<Kind>,
    /// Two types at once: no value satisfies it.
    pub(super) contradictory: bool,
    pub(super) null: Null,
    pub(super) format: Option<String>,
    /// The path of the type that stands in for values of this format.
    pub(super) own: Option<String>,
    /// `x-secret: true`.
    pub(super) secret: bool,
    /// `x-unit: minor`, and where.
    pub(super) minor: Option<Place>,
    /// `contentEncoding` of 3.1.
    pub(super) encoding: Option<String>,
    /// `enum`, without `null` and without repetition.
    pub(super) values: Option<Vec<Allowed>>,
    /// The first such list.
    pub(super) listed_at: Place,
    pub(super) properties: IndexMap<String, Vec<Place>>,
    /// A key that brings properties is misspelt in a part of it, or a reference dead: it may have more of them.
    pub(super) hidden: bool,
    /// `required`, each with the entry of the list that names it.
    pub(super) required: IndexMap<String, Place>,
    pub(super) rest: Rest,
    /// `patternProperties`.
    pub(super) patterns: IndexMap<String, Place>,
    pub(super) items: Vec<Place>,
    /// `prefixItems`.
    pub(super) prefix: Option<Vec<Place>>,
    pub(super) unions: Vec<Group>,
    /// A `discriminator` with no union beside it: its schema is the base of others.
    pub(super) base: Option<(Place, Discriminator)>,
    /// Bounds; for integers they choose the width.
    pub(super) constraints: Constraints,
    pub(super) notes: Vec<Note>,
}

impl Facts {
    /// The type, stated or told by the keywords beside it.
    pub(super) fn kind(&self) -> Option<Kind> {
        let object = !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.patterns.is_empty()
            || self.rest != Rest::Unstated
            || self.constraints.min_properties.or(self.constraints.max_properties).is_some();
        let array = !self.items.is_empty() || self.prefix.is_some();
        match self.kind {
            Some(kind) => Some(kind),
            None if object => Some(Kind::Object),
            None if array => Some(Kind::Array),
            None => self.scalar_kind(),
        }
    }

    /// What a type of the user's own looks like that stands in for this.
    pub(super) fn json(&self) -> OwnJson {
        match self.kind() {
            Some(Kind::String) => OwnJson::Text,
            Some(Kind::Bool | Kind::Integer | Kind::Number) => OwnJson::Number,
            Some(Kind::Null | Kind::Array | Kind::Object) | None => OwnJson::Any,
        }
    }

    /// The type told by bounds that only strings have, or by the format (OpenAPI Format Registry). Strictly, they say nothing
    /// of values of other types; nobody writes `format: date` and means a number.
    fn scalar_kind(&self) -> Option<Kind> {
        let bounds = &self.constraints;
        let text = bounds.pattern.is_some() || bounds.min_length.or(bounds.max_length).is_some();
        match self.format.as_deref() {
            Some("int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64") => {
                Some(Kind::Integer)
            }
            Some("float" | "double") => Some(Kind::Number),
            Some(
                "date" | "date-time" | "time" | "duration" | "uuid" | "ipv4" | "ipv6" | "byte" | "binary" | "password"
                | "email" | "hostname" | "uri" | "uri-reference" | "uri-template" | "regex",
            ) => Some(Kind::String),
            _ if text => Some(Kind::String),
            _ => None,
        }
    }

    /// Whether it says nothing that changes the type of what it is joined with.
    pub(super) fn is_trivial(&self) -> bool {
        self.is_bound() && self.required.is_empty()
    }

    /// Whether it only bounds what it is joined with: `{required: [a]}`, `{not: …}`, `{maxLength: 0}`.
    pub(super) fn is_bound(&self) -> bool {
        self.only_properties() && self.properties.is_empty()
    }

    /// Whether everything it demands of an object is demanded by `other` as well.
    pub(super) fn is_within(&self, other: &Self) -> bool {
        self.only_properties()
            && self.properties.keys().all(|name| other.properties.contains_key(name))
            && self.required.keys().all(|name| other.required.contains_key(name))
    }

    /// Whether nothing but properties and bounds is stated.
    fn only_properties(&self) -> bool {
        self.patterns.is_empty()
            && self.rest == Rest::Unstated
            && self.items.is_empty()
            && self.prefix.is_none()
            && self.unions.is_empty()
            && self.values.is_none()
            && self.format.is_none()
            && !self.secret
    }

    /// The schemas of a property.
    pub(super) fn property(&self, name: &str) -> Option<Joint> {
        self.properties.get(name).map(|places| Joint::all(places.clone()))
    }
}
