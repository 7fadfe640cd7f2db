//! Server-sent events: a body of them read whole, or one by one as they come.

use super::super::codec::{self, Codec, DecodeError};
use super::super::operation::{Event, kind};
use super::{Frame, Framed, Frames, Reads, Reply, Resume};

impl<C: Codec<T>, T> Reads<Vec<Event<T>>> for kind::Events<C> {
    fn read(&self, response: &Reply) -> Result<Vec<Event<T>>, DecodeError> {
        let body = response.bytes();
        let mut scanner = codec::Events::new(body.len());
        scanner.push(&body);
        scanner.end();
        let mut events = Vec::new();
        while let Some(event) = scanner.take() {
            let event = event?;
            if self.is_last(&event) {
                break;
            }
            events.push(kind::Events::read(self, event).map_err(|error| {
                let pointer = Some(format!("/{}{}", events.len(), error.pointer.unwrap_or_default()));
                DecodeError { pointer, ..error }
            })?);
        }
        Ok(events)
    }
}

impl<C, T> Framed<Event<T>> for kind::Events<C>
where
    C: Codec<T> + Send + 'static,
    T: Send + 'static,
{
    fn frames(self, limit: usize) -> Box<dyn Frames<Event<T>>> {
        Box::new(EventFrames { kind: self, scanner: codec::Events::new(limit) })
    }

    /// Nothing else is read as events: each line of another text would pass for an unknown field.
    fn fits(&self, media_type: &str) -> bool {
        media_type == "text/event-stream"
    }
}

/// Events as they come.
struct EventFrames<C> {
    kind: kind::Events<C>,
    scanner: codec::Events,
}

impl<C: Codec<T> + Send, T> Frames<Event<T>> for EventFrames<C> {
    fn push(&mut self, bytes: &[u8]) {
        self.scanner.push(bytes);
    }

    fn end(&mut self) {
        self.scanner.end();
    }

    fn take(&mut self) -> Option<Frame<Event<T>>> {
        let raw = match self.scanner.take()? {
            Ok(raw) if self.kind.is_last(&raw) => return Some(Frame::Last),
            Ok(raw) => raw,
            Err(error) => return Some(Frame::Wrong(error, Vec::new())),
        };
        let text = raw.data.clone();
        Some(self.kind.read(raw).map_or_else(|error| Frame::Wrong(error, text), Frame::Item))
    }

    fn resume(&mut self) -> Option<Resume> {
        self.scanner.restart();
        let id = self.scanner.last_id();
        Some(Resume { id: (!id.is_empty()).then(|| id.to_owned()), pause: self.scanner.retry().unwrap_or_default() })
    }
}
