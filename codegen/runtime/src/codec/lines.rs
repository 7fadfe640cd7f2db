//! JSON lines: one value a line (`application/x-ndjson`, `application/jsonl`).

use super::adapters::{Codec, Encode};
use super::error::{DecodeError, EncodeError, from_slice_as};

/// The text of a list of values.
///
/// # Errors
/// A value cannot be written as JSON.
pub fn write_lines<C: Codec<T>, T>(values: &[T]) -> Result<Vec<u8>, EncodeError> {
    let mut text = Vec::new();
    for value in values {
        serde_json::to_writer(&mut text, &Encode::<C, T>::new(value))?;
        text.push(b'\n');
    }
    Ok(text)
}

/// The values of a text. Empty lines are skipped.
///
/// # Errors
/// A line is not JSON, or does not fit the type. The pointer of the error begins with the line's number, from 0.
pub fn read_lines<C: Codec<T>, T>(text: &[u8]) -> Result<Vec<T>, DecodeError> {
    let lines = text.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(number, line)| {
            from_slice_as::<C, T>(line).map_err(|error| {
                let pointer = Some(format!("/{number}{}", error.pointer.unwrap_or_default()));
                DecodeError { pointer, ..error }
            })
        })
        .collect()
}
