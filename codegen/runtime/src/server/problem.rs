//! Problem details (RFC 9457): what a client is told about a request that cannot be served.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// A problem, sent as `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// URI of the kind of problem; without one, the status says it all.
    pub kind: Option<Box<str>>,
    /// HTTP status.
    pub status: StatusCode,
    /// What kind of problem it is, the same for each occurrence.
    pub title: String,
    /// What is wrong this time.
    pub detail: Option<String>,
    /// URI of this occurrence.
    pub instance: Option<Box<str>>,
    /// What is wrong with the request, place by place.
    pub errors: Vec<Fault>,
}

/// A fault of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the body: a JSON Pointer.
    pub pointer: Option<String>,
    /// In which parameter.
    pub parameter: Option<String>,
    /// What is wrong.
    pub detail: String,
}

impl Problem {
    /// A problem of this status.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or("Unknown").to_owned();
        Self { kind: None, status, title, detail: None, instance: None, errors: Vec::new() }
    }

    /// Says what is wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a fault of a parameter.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(Fault { pointer: None, parameter: Some(name.into()), detail: detail.into() });
        self
    }

    /// Adds a fault of the body.
    #[must_use]
    pub fn pointer(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(Fault { pointer: Some(pointer.into()), parameter: None, detail: detail.into() });
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status.as_u16(), self.title)?;
        self.detail.as_ref().map_or(Ok(()), |detail| write!(f, ": {detail}"))
    }
}

impl std::error::Error for Problem {}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        optional(&mut object, "type", &self.kind)?;
        object.serialize_entry("title", &self.title)?;
        object.serialize_entry("status", &self.status.as_u16())?;
        optional(&mut object, "detail", &self.detail)?;
        optional(&mut object, "instance", &self.instance)?;
        if !self.errors.is_empty() {
            object.serialize_entry("errors", &self.errors)?;
        }
        object.end()
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        optional(&mut object, "pointer", &self.pointer)?;
        optional(&mut object, "parameter", &self.parameter)?;
        object.serialize_entry("detail", &self.detail)?;
        object.end()
    }
}

/// Writes a property, if it is there.
fn optional<M: SerializeMap>(object: &mut M, key: &str, value: &Option<impl Serialize>) -> Result<(), M::Error> {
    value.as_ref().map_or(Ok(()), |value| object.serialize_entry(key, value))
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Strings and numbers only: this cannot fail.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let media_type = HeaderValue::from_static("application/problem+json");
        (self.status, [(CONTENT_TYPE, media_type)], body).into_response()
    }
}
