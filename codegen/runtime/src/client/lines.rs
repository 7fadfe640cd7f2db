//! Bodies of JSON lines.

use super::super::codec::{Codec, DecodeError, EncodeError, Plain, read_lines, write_lines};
use super::{Outgoing, Reply};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Outgoing {
    /// Writes a body of one JSON value a line.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_lines<T: Serialize + DeserializeOwned>(&mut self, body: &[T]) -> Result<(), EncodeError> {
        self.json_lines_as::<Plain, T>(body)
    }

    /// Writes a body of one JSON value a line, each by an adapter.
    ///
    /// # Errors
    /// A value cannot be written as JSON.
    pub fn json_lines_as<C: Codec<T>, T>(&mut self, body: &[T]) -> Result<(), EncodeError> {
        self.binary("application/x-ndjson", write_lines::<C, T>(body)?)
    }
}

impl Reply {
    /// The body as one JSON value a line.
    ///
    /// # Errors
    /// A line is not JSON, or does not fit the type.
    pub fn json_lines<T: Serialize + DeserializeOwned>(&self) -> Result<Vec<T>, DecodeError> {
        self.json_lines_as::<Plain, T>()
    }

    /// The body as one JSON value a line, each by an adapter.
    ///
    /// # Errors
    /// A line is not JSON, or does not fit the type.
    pub fn json_lines_as<C: Codec<T>, T>(&self) -> Result<Vec<T>, DecodeError> {
        read_lines::<C, T>(&self.bytes())
    }
}
