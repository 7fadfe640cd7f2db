//! Errors of reading and writing values, and reading itself: the error names the place by its JSON Pointer.

use super::adapters::{Codec, Decode};
use super::discreet::discreet;
use super::locate::locate;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// What `serde_json` says of a text that is nested deeper than it reads; what is read in parts says the same.
pub(super) const TOO_DEEP: &str = "recursion limit exceeded";

/// A value could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong, without the place, and without the value that stands there.
    pub message: String,
    /// Where: a JSON Pointer (RFC 6901) into the body, empty for the body as a whole; `None` outside a JSON body.
    pub pointer: Option<String>,
    /// The text is not JSON at all, rather than JSON of another form; or it is nested deeper than JSON is read.
    pub syntax: bool,
}

impl DecodeError {
    /// An error that is not at a place of a JSON body.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), pointer: None, syntax: false }
    }

    /// Finds the place of an error that `serde_json` met in this text.
    #[must_use]
    pub fn in_json(text: &[u8], error: &serde_json::Error) -> Self {
        let full = error.to_string();
        let position = format!(" at line {} column {}", error.line(), error.column());
        let message = full.strip_suffix(&position).unwrap_or(&full);
        let (message, pointer) = locate(text, error.line(), error.column(), message);
        let syntax = matches!(error.classify(), serde_json::error::Category::Syntax | serde_json::error::Category::Eof)
            || message == TOO_DEEP;
        // What the reader of JSON itself says of a text shows nothing of it.
        let message = if syntax { message } else { discreet(&message, text, &pointer) };
        Self { message, pointer: Some(pointer), syntax }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_deref() {
            None | Some("") => f.write_str(&self.message),
            Some(pointer) => write!(f, "{pointer}: {}", self.message),
        }
    }
}

impl std::error::Error for DecodeError {}

/// A value could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// What is wrong, with the name of what it is wrong with.
    pub message: String,
}

impl EncodeError {
    /// An error with this text.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EncodeError {}

impl From<serde_json::Error> for EncodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// Reads JSON.
///
/// That the text is UTF-8 is checked once for all of it, which is a fraction of what it takes to check string by string.
///
/// # Errors
/// The text is not JSON, or does not fit the type; the error says where.
pub fn from_slice<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    let json = str::from_utf8(text).map_err(|_| not_utf8(text))?;
    serde_json::from_str(json).map_err(|error| DecodeError::in_json(text, &error))
}

/// Where a text is not UTF-8, or not JSON before that.
#[cold]
fn not_utf8(text: &[u8]) -> DecodeError {
    match serde_json::from_slice::<Value>(text) {
        Err(error) => DecodeError::in_json(text, &error),
        // Not to be expected: all its strings have been read.
        Ok(_) => DecodeError::new("the text is not UTF-8"),
    }
}

/// Reads JSON by an adapter.
///
/// # Errors
/// The text is not JSON, or does not fit the type; the error says where.
pub fn from_slice_as<C: Codec<T>, T>(text: &[u8]) -> Result<T, DecodeError> {
    from_slice::<Decode<C, T>>(text).map(|value| value.0)
}
