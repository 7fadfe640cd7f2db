//! From the line and column of an error to a JSON Pointer.
//!
//! `serde_json` counts what it has consumed. So the place of an error is the innermost value that had begun by then and had not
//! ended before: `{"a":[1,true]}` fails after `true`, at `/a/1`. The text is scanned a second time, only when there is an error
//! to tell, and never beyond its place.
//!
//! Decimals and unions are set aside as text first. Their errors arise when the value is over, and by the time they get a
//! position, a comma or a bracket may have been consumed as well. They say how long the value was, and so it is found again.

use super::error::DecodeError;
use serde::de;
use std::fmt;

const SET_ASIDE: &str = ", in a value of ";

impl DecodeError {
    /// An error of a value that was set aside as this text.
    pub fn set_aside<E: de::Error>(text: &str, message: impl fmt::Display) -> E {
        E::custom(format_args!("{message}{SET_ASIDE}{} bytes", text.len()))
    }
}

/// The message of an error at this line and column (both from 1; 0 if unknown), and the pointer to its place.
pub(super) fn locate(text: &[u8], line: usize, column: usize, message: &str) -> (String, String) {
    let end = offset(text, line, column);
    let length = message.strip_suffix(" bytes").and_then(|rest| rest.rsplit_once(SET_ASIDE));
    if let Some((message, Ok(length))) = length.map(|(message, length)| (message, length.parse())) {
        return (message.to_owned(), set_aside_before(text, end, length).unwrap_or_default());
    }
    let Found { mut steps, place } = scan(text, end);
    // Errors at containers stand before them.
    let inside = match place {
        Place::Inside => true,
        Place::Before => matches!(text.get(end), Some(b'[' | b'{')),
        Place::Outside => false,
    };
    if !inside {
        steps.pop();
    }
    (message.to_owned(), render(&steps))
}

/// The pointer to the value of this length that ended last before a place.
fn set_aside_before(text: &[u8], end: usize, length: usize) -> Option<String> {
    let trimmed = text[..end].trim_ascii_end();
    let without_bracket = trimmed.strip_suffix(b",").or(trimmed.strip_suffix(b"]")).or(trimmed.strip_suffix(b"}"));
    let ends = [Some(trimmed), without_bracket.map(<[u8]>::trim_ascii_end)];
    ends.into_iter().flatten().find_map(|before| {
        let start = before.len().checked_sub(length)?;
        let is_value = serde_json::from_slice::<de::IgnoredAny>(&before[start..]).is_ok();
        let found = scan(text, start);
        (is_value && found.place == Place::Before).then(|| render(&found.steps))
    })
}

fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (start + column).min(text.len())
}

/// What a container has read so far.
enum Step {
    Key(Option<String>),
    Index(usize),
}

/// Where a text ends, as seen from the innermost open container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a value is to begin.
    Before,
    /// Within or right after a value that is no container, or a key.
    Inside,
    /// Between values.
    Outside,
}

/// The containers that are open, with how far each was read.
struct Found {
    steps: Vec<Step>,
    place: Place,
}

/// Reads a text up to `end`.
fn scan(text: &[u8], end: usize) -> Found {
    let mut steps = Vec::new();
    let mut place = Place::Before;
    let mut at = 0;
    while at < end {
        let mut next = at + 1;
        match text[at] {
            b'{' => {
                steps.push(Step::Key(None));
                place = Place::Outside;
            }
            b'[' => {
                steps.push(Step::Index(0));
                place = Place::Before;
            }
            b'}' | b']' if next == end => return Found { steps, place: Place::Outside },
            b'}' | b']' => {
                steps.pop();
                place = Place::Outside;
            }
            b',' => match steps.last_mut() {
                Some(Step::Index(index)) => {
                    *index += 1;
                    place = Place::Before;
                }
                Some(Step::Key(key)) => *key = None,
                None => {}
            },
            b':' => place = Place::Before,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            first => {
                next = if first == b'"' { string_end(text, at) } else { word_end(text, at) };
                if let Some(Step::Key(key @ None)) = steps.last_mut() {
                    *key = serde_json::from_slice(&text[at..next]).ok();
                }
                if next >= end {
                    return Found { steps, place: Place::Inside };
                }
                place = Place::Outside;
            }
        }
        at = next;
    }
    Found { steps, place }
}

/// One past the closing quote of the string that begins at `start`.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() {
        match text[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// One past the number or word that begins at `start`.
fn word_end(text: &[u8], start: usize) -> usize {
    let rest = &text[start + 1..];
    start + 1 + rest.iter().take_while(|byte| !b",:]} \t\r\n".contains(byte)).count()
}

fn render(steps: &[Step]) -> String {
    let token = |step: &Step| match step {
        Step::Key(key) => format!("/{}", key.as_deref().unwrap_or_default().replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("/{index}"),
    };
    steps.iter().map(token).collect()
}
