//! JSON lines: one value a line (`application/x-ndjson`, `application/jsonl`), and JSON text sequences (RFC 7464), in which
//! each line also begins with a record separator.

use super::adapters::{Codec, Encode};
use super::error::{DecodeError, EncodeError, from_slice_as};
use std::collections::VecDeque;
use std::mem::take;

/// What begins a record of a JSON text sequence.
const RECORD: u8 = 0x1e;

/// The text of a list of values. In a sequence, each begins with a record separator.
///
/// # Errors
/// A value cannot be written as JSON.
pub fn write_lines<C: Codec<T>, T>(values: &[T], is_sequence: bool) -> Result<Vec<u8>, EncodeError> {
    let mut text = Vec::new();
    values.iter().try_for_each(|value| write_line::<C, T>(&mut text, value, is_sequence))?;
    Ok(text)
}

/// Appends a value to such a text.
///
/// # Errors
/// The value cannot be written as JSON.
pub fn write_line<C: Codec<T>, T>(text: &mut Vec<u8>, value: &T, is_sequence: bool) -> Result<(), EncodeError> {
    text.extend(is_sequence.then_some(RECORD));
    serde_json::to_writer(&mut *text, &Encode::<C, T>::new(value))?;
    text.push(b'\n');
    Ok(())
}

/// The values of a text. Empty lines are skipped.
///
/// # Errors
/// A line is not JSON, or does not fit the type. The pointer of the error begins with the line's number, from 0.
pub fn read_lines<C: Codec<T>, T>(text: &[u8]) -> Result<Vec<T>, DecodeError> {
    let lines = text.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !content(line).is_empty());
    lines
        .map(|(number, line)| {
            read_line::<C, T>(line).map_err(|error| {
                let pointer = Some(format!("/{number}{}", error.pointer.unwrap_or_default()));
                DecodeError { pointer, ..error }
            })
        })
        .collect()
}

/// The value of one line.
///
/// # Errors
/// It is not JSON, or does not fit the type.
pub fn read_line<C: Codec<T>, T>(line: &[u8]) -> Result<T, DecodeError> {
    from_slice_as::<C, T>(content(line))
}

/// A line without its end, and without the separator before it.
fn content(line: &[u8]) -> &[u8] {
    let line = line.trim_ascii();
    line.strip_prefix(&[RECORD]).unwrap_or(line).trim_ascii_start()
}

/// Cuts lines out of bytes that come in pieces of any size.
#[derive(Debug)]
pub struct Lines {
    /// Most bytes of a line.
    limit: usize,
    line: Vec<u8>,
    size: usize,
    whole: VecDeque<Result<Vec<u8>, DecodeError>>,
}

impl Lines {
    /// Of a body that has not begun; a line may have this many bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, line: Vec::new(), size: 0, whole: VecDeque::new() }
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.size = self.size.saturating_add(piece.len());
            if self.size <= self.limit {
                self.line.extend_from_slice(piece);
            }
            if piece.ends_with(b"\n") {
                self.end();
            }
        }
    }

    /// The body ended, and with it its last line.
    pub fn end(&mut self) {
        let (line, size) = (take(&mut self.line), take(&mut self.size));
        if size > self.limit {
            self.whole.push_back(Err(DecodeError::new(format!("a line is larger than {} bytes", self.limit))));
        } else if !content(&line).is_empty() {
            self.whole.push_back(Ok(line));
        }
    }

    /// The next line that is whole and not empty.
    ///
    /// # Errors
    /// It was larger than the limit.
    pub fn take(&mut self) -> Option<Result<Vec<u8>, DecodeError>> {
        self.whole.pop_front()
    }
}
