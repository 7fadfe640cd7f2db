//! Bodies of JSON lines: written and read whole, or read one by one as they come.

// driftless:part streams
use super::super::codec;
use super::super::codec::{Codec, DecodeError, EncodeError, read_lines, write_lines};
use super::super::operation::kind::Lines;
// driftless:part streams
use super::{Frame, Framed, Frames, Resume};
use super::{Outgoing, Reads, Reply, Sends};
// driftless:part streams
use std::marker::PhantomData;

impl<C: Codec<T>, T> Sends<Vec<T>> for Lines<C> {
    fn send(&self, request: &mut Outgoing, value: &Vec<T>) -> Result<(), EncodeError> {
        request.binary(self.media, write_lines::<C, T>(value, self.is_sequence())?)
    }
}

impl<C: Codec<T>, T> Reads<Vec<T>> for Lines<C> {
    fn read(&self, response: &Reply) -> Result<Vec<T>, DecodeError> {
        read_lines::<C, T>(&response.bytes())
    }
}

// driftless:part streams
impl<C, T> Framed<T> for Lines<C>
where
    C: Codec<T> + Send + 'static,
    T: Send + 'static,
{
    fn frames(self, limit: usize) -> Box<dyn Frames<T>> {
        Box::new(LineFrames::<C> { by: PhantomData, scanner: codec::Lines::new(limit) })
    }

    /// Lines go by many names. What calls itself JSON is one value, which may well have several lines.
    fn fits(&self, media_type: &str) -> bool {
        media_type != "application/json"
    }
}

/// Lines as they come.
// driftless:part streams
struct LineFrames<C> {
    by: PhantomData<C>,
    scanner: codec::Lines,
}

// driftless:part streams
impl<C: Codec<T> + Send, T> Frames<T> for LineFrames<C> {
    fn push(&mut self, bytes: &[u8]) {
        self.scanner.push(bytes);
    }

    fn end(&mut self) {
        self.scanner.end();
    }

    fn take(&mut self) -> Option<Frame<T>> {
        let line = match self.scanner.take()? {
            Ok(line) => line,
            Err(error) => return Some(Frame::Wrong(error, Vec::new())),
        };
        Some(codec::read_line::<C, T>(&line).map_or_else(|error| Frame::Wrong(error, line), Frame::Item))
    }

    /// Nothing says which lines have come.
    fn resume(&mut self) -> Option<Resume> {
        None
    }
}
