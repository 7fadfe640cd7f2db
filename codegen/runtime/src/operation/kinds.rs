//! How a body travels, by the word that a table puts before its type: `402 PaymentRequired(json ErrorBody)`.
//!
//! Each function makes a kind as it usually is; what a table says in brackets, as in `[media("text/csv")]`, is a method that
//! changes it. The client's traits say how a kind is sent and read, the server's how it is received and answered.

use super::super::codec::Plain;
use super::super::params::{Parameter, Plan};
use std::marker::PhantomData;

/// JSON, by an adapter.
#[derive(Clone, Copy, Debug)]
pub struct Json<C> {
    /// Media type.
    pub media: &'static str,
    by: PhantomData<C>,
}

/// One JSON value a line, each by an adapter.
#[derive(Clone, Copy, Debug)]
pub struct Lines<C> {
    /// Media type.
    pub media: &'static str,
    by: PhantomData<C>,
}

/// Server-sent events, by an adapter.
// driftless:part events
#[derive(Clone, Copy, Debug)]
pub struct Events<C> {
    /// Media type.
    pub media: &'static str,
    pub(super) data: Data,
    by: PhantomData<C>,
}

/// What an event's data stands for.
// driftless:part events
#[derive(Clone, Copy, Debug)]
pub(super) enum Data {
    /// JSON.
    Json,
    /// Text.
    Text,
    /// One property of an object whose others are the event's other fields: JSON, or text where it is none.
    Whole,
    /// The same, always text.
    WholeText,
}

/// Text.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Media type.
    pub media: &'static str,
}

/// Bytes.
#[derive(Clone, Copy, Debug)]
pub struct Binary {
    /// Media type.
    pub media: &'static str,
}

/// A form.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its fields that are not written by default.
    pub parts: &'static [Parameter<'static>],
    /// Its fields of style `deepObject`, by name.
    pub deep: &'static [&'static str],
    /// What the text of each field stands for.
    pub plan: Plan,
}

/// Parts, as the table of `P` has them.
#[derive(Clone, Copy, Debug)]
pub struct Multipart<P>(PhantomData<P>);

/// A type with a table of its own.
#[derive(Clone, Copy, Debug)]
pub struct Own;

/// The status itself, where a variant stands for several.
#[derive(Clone, Copy, Debug)]
pub struct Status;

/// No body.
#[derive(Clone, Copy, Debug)]
pub struct Empty;

/// No body, and nothing documented: the status is then 204.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

/// `application/json`.
#[must_use]
pub const fn json() -> Json<Plain> {
    Json { media: "application/json", by: PhantomData }
}

/// As [`json`], of a type that says what went wrong.
#[must_use]
pub const fn problem() -> Json<Plain> {
    json()
}

/// `application/x-ndjson`.
#[must_use]
pub const fn lines() -> Lines<Plain> {
    Lines { media: "application/x-ndjson", by: PhantomData }
}

/// `text/event-stream`, with JSON as the data of its events.
// driftless:part events
#[must_use]
pub const fn events() -> Events<Plain> {
    Events { media: "text/event-stream", data: Data::Json, by: PhantomData }
}

/// The same with text as the data.
// driftless:part events
#[must_use]
pub const fn text_events() -> Events<Plain> {
    Events { data: Data::Text, ..events() }
}

/// The same with types that describe the whole event: its data, JSON or else text, is their property `data`.
// driftless:part events
#[must_use]
pub const fn whole_events() -> Events<Plain> {
    Events { data: Data::Whole, ..events() }
}

/// The same with text as the property `data`.
// driftless:part events
#[must_use]
pub const fn whole_text_events() -> Events<Plain> {
    Events { data: Data::WholeText, ..events() }
}

/// `text/plain`.
#[must_use]
pub const fn text() -> Text {
    Text { media: "text/plain" }
}

/// `application/octet-stream`.
#[must_use]
pub const fn binary() -> Binary {
    Binary { media: "application/octet-stream" }
}

/// `application/x-www-form-urlencoded`.
#[must_use]
pub const fn form() -> Form {
    Form { parts: &[], deep: &[], plan: Plan::Any }
}

/// `multipart/form-data`.
#[must_use]
pub const fn multipart() -> Multipart<()> {
    Multipart(PhantomData)
}

/// A type with a table of its own.
#[must_use]
pub const fn own() -> Own {
    Own
}

/// The status itself.
#[must_use]
pub const fn status() -> Status {
    Status
}

/// No body.
#[must_use]
pub const fn empty() -> Empty {
    Empty
}

/// No body, and nothing documented.
#[must_use]
pub const fn nothing() -> Nothing {
    Nothing
}

impl<C> Json<C> {
    /// By an adapter.
    #[must_use]
    pub const fn by<D>(self) -> Json<D> {
        Json { media: self.media, by: PhantomData }
    }

    /// Of another media type.
    #[must_use]
    pub const fn media(self, media: &'static str) -> Self {
        Self { media, by: PhantomData }
    }
}

impl<C> Lines<C> {
    /// Whether each line begins with a record separator (RFC 7464).
    #[must_use]
    pub fn is_sequence(&self) -> bool {
        self.media.starts_with("application/json-seq")
    }

    /// By an adapter.
    #[must_use]
    pub const fn by<D>(self) -> Lines<D> {
        Lines { media: self.media, by: PhantomData }
    }

    /// Of another media type.
    #[must_use]
    pub const fn media(self, media: &'static str) -> Self {
        Self { media, by: PhantomData }
    }
}

// driftless:part events
impl<C> Events<C> {
    /// By an adapter.
    #[must_use]
    pub const fn by<D>(self) -> Events<D> {
        Events { media: self.media, data: self.data, by: PhantomData }
    }

    /// Of another media type.
    #[must_use]
    pub const fn media(self, media: &'static str) -> Self {
        Self { media, ..self }
    }
}

impl Text {
    /// Of another media type.
    #[must_use]
    pub const fn media(self, media: &'static str) -> Self {
        Self { media }
    }
}

impl Binary {
    /// Of another media type.
    #[must_use]
    pub const fn media(self, media: &'static str) -> Self {
        Self { media }
    }
}

impl Form {
    /// With fields that are not written by default.
    #[must_use]
    pub const fn parts(self, parts: &'static [Parameter<'static>]) -> Self {
        Self { parts, ..self }
    }

    /// With fields of style `deepObject`.
    #[must_use]
    pub const fn deep(self, deep: &'static [&'static str]) -> Self {
        Self { deep, ..self }
    }

    /// Every field that is not written by default.
    #[allow(dead_code)] // A crate without either of its sides writes and reads none.
    pub(in super::super) fn parameters(&self) -> Vec<Parameter<'static>> {
        let deep = self.deep.iter().map(|name| Parameter::deep(name));
        self.parts.iter().copied().chain(deep).collect()
    }

    /// Read by this plan.
    #[must_use]
    pub const fn plan(self, plan: Plan) -> Self {
        Self { plan, ..self }
    }

    /// A form is always of its one media type.
    #[must_use]
    pub const fn media(self, _: &'static str) -> Self {
        self
    }
}

impl<P> Multipart<P> {
    /// By the table of `Q`.
    #[must_use]
    pub const fn by<Q>(self) -> Multipart<Q> {
        Multipart(PhantomData)
    }

    /// What is written is always `multipart/form-data`.
    #[must_use]
    pub const fn media(self, _: &'static str) -> Self {
        self
    }
}
