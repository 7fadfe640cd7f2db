//! Bodies of JSON lines.

use super::super::codec::{Codec, EncodeError, Plain, read_lines, write_lines};
use super::incoming::body_problem;
use super::{Answer, Incoming, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Incoming {
    /// The body as one JSON value a line.
    ///
    /// # Errors
    /// 415: it is of none of these media types. 400: a line is not JSON. 422: a line does not fit the type.
    pub fn json_lines<T: Serialize + DeserializeOwned>(&self, media_types: &[&str]) -> Result<Vec<T>, Problem> {
        self.json_lines_as::<Plain, T>(media_types)
    }

    /// The body as one JSON value a line, each by an adapter.
    ///
    /// # Errors
    /// As [`Incoming::json_lines`].
    pub fn json_lines_as<C: Codec<T>, T>(&self, media_types: &[&str]) -> Result<Vec<T>, Problem> {
        read_lines::<C, T>(&self.binary(media_types)?).map_err(|error| body_problem(&error))
    }
}

impl Answer {
    /// An answer of one JSON value a line.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_lines<T: Serialize + DeserializeOwned>(status: u16, body: &[T]) -> Result<Self, EncodeError> {
        Self::json_lines_as::<Plain, T>(status, body)
    }

    /// An answer of one JSON value a line, each by an adapter.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_lines_as<C: Codec<T>, T>(status: u16, body: &[T]) -> Result<Self, EncodeError> {
        Ok(Self::binary(status, "application/x-ndjson", write_lines::<C, T>(body)?))
    }
}
