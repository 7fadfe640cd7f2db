//! Server-sent events as text (WHATWG HTML, section 9.2): bytes in, in pieces of any size, and whole events out.
//!
//! Lines end with CR, LF or both; several `data` lines are one text; comments and unknown fields are passed over. An event
//! larger than the limit is passed over as well, and said to have been there, so that no server can fill the memory.

use super::error::{DecodeError, EncodeError};
use std::collections::VecDeque;
use std::mem::take;
use std::time::Duration;

/// An event as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawEvent {
    /// Its `data`, lines joined by LF.
    pub data: Vec<u8>,
    /// Its `event`.
    pub event: Option<String>,
    /// Its `id`.
    pub id: Option<String>,
    /// Its `retry`.
    pub retry: Option<Duration>,
}

/// Reads events from bytes.
#[derive(Debug)]
pub struct Events {
    /// Most bytes of an event.
    limit: usize,
    line: Vec<u8>,
    /// The last byte was a CR, to which an LF belongs.
    after_cr: bool,
    /// The next line is the body's first.
    at_start: bool,
    /// Whether a `data` line was there, and the event so far.
    has_data: bool,
    event: RawEvent,
    /// Bytes of the event so far.
    size: usize,
    whole: VecDeque<Result<RawEvent, DecodeError>>,
    id: String,
    retry: Option<Duration>,
}

impl Events {
    /// Of a body that has not begun; an event may have this many bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            after_cr: false,
            at_start: true,
            has_data: false,
            event: RawEvent::default(),
            size: 0,
            whole: VecDeque::new(),
            id: String::new(),
            retry: None,
        }
    }

    /// The id of the last event that had one; empty if there is none.
    #[must_use]
    pub fn last_id(&self) -> &str {
        &self.id
    }

    /// How long the server wants a client to wait before it comes back, if it said so.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Forgets the event that the end of a connection cut off: the next body begins anew.
    pub fn restart(&mut self) {
        let (id, retry) = (take(&mut self.id), self.retry);
        *self = Self { id, retry, ..Self::new(self.limit) };
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while let Some(first) = bytes.first() {
            if take(&mut self.after_cr) && *first == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let (piece, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
            self.size = self.size.saturating_add(piece.len());
            if self.size <= self.limit {
                self.line.extend_from_slice(piece);
            } else if self.line.is_empty() && !piece.is_empty() {
                // Enough to tell that this line is not the empty one that ends the event.
                self.line.push(b':');
            }
            bytes = match rest.split_first() {
                Some((end, rest)) => {
                    self.after_cr = *end == b'\r';
                    self.end_line();
                    rest
                }
                None => rest,
            };
        }
    }

    /// The body ended, and with it the event that it was in.
    pub fn end(&mut self) {
        if !self.line.is_empty() {
            self.end_line();
        }
        self.end_event();
    }

    /// The next event that is whole.
    ///
    /// # Errors
    /// It was larger than the limit.
    pub fn take(&mut self) -> Option<Result<RawEvent, DecodeError>> {
        self.whole.pop_front()
    }

    fn end_line(&mut self) {
        let mut line = take(&mut self.line);
        if take(&mut self.at_start) && line.starts_with("\u{feff}".as_bytes()) {
            line.drain(.."\u{feff}".len());
        }
        if line.is_empty() {
            self.end_event();
        } else if line.starts_with(b":") {
            // What only keeps the connection alive is no part of an event.
            self.size -= if self.size <= self.limit { line.len() } else { 0 };
        } else if self.size <= self.limit {
            self.field(&line);
        }
    }

    fn field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = (&line[..colon], line.get(colon + 1..).unwrap_or_default());
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                if self.has_data {
                    self.event.data.push(b'\n');
                }
                self.has_data = true;
                self.event.data.extend_from_slice(value);
            }
            b"event" => self.event.event = Some(text()),
            b"id" if !value.contains(&0) => self.event.id = Some(text()),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                // More digits than fit are longer than anybody waits.
                let time = Duration::from_millis(text().parse().unwrap_or(u64::MAX));
                self.event.retry = Some(time);
                self.retry = Some(time);
            }
            _ => {}
        }
    }

    /// An event without data only says its id and `retry`.
    fn end_event(&mut self) {
        let (event, has_data, size) = (take(&mut self.event), take(&mut self.has_data), take(&mut self.size));
        if let Some(id) = &event.id {
            self.id.clone_from(id);
        }
        if size > self.limit {
            let error = DecodeError::new(format!("an event is larger than {} bytes", self.limit));
            self.whole.push_back(Err(error));
        } else if has_data {
            self.whole.push_back(Ok(event));
        }
    }
}

impl RawEvent {
    /// Appends the event to a body.
    ///
    /// # Errors
    /// A name or id has a line break or NUL in it, which no event can say.
    pub fn write(&self, body: &mut Vec<u8>) -> Result<(), EncodeError> {
        for (name, value) in [("event", &self.event), ("id", &self.id)] {
            let Some(value) = value else { continue };
            if value.contains(['\r', '\n', '\0']) {
                return Err(EncodeError::new(format!("`{name}` of an event cannot be sent")));
            }
            body.extend_from_slice(format!("{name}: {value}\n").as_bytes());
        }
        if let Some(retry) = self.retry {
            body.extend_from_slice(format!("retry: {}\n", retry.as_millis()).as_bytes());
        }
        let text = String::from_utf8_lossy(&self.data).replace("\r\n", "\n").replace('\r', "\n");
        for line in text.split('\n') {
            body.extend_from_slice(format!("data: {line}\n").as_bytes());
        }
        body.push(b'\n');
        Ok(())
    }
}
