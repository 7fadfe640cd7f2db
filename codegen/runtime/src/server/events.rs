//! Server-sent events: a list of them as a body, or one by one as they happen.

use super::super::codec::{Codec, EncodeError};
use super::super::operation::{Event, kind};
use super::{Answer, Answers, Framed};

impl<C: Codec<T>, T> Answers<Vec<Event<T>>> for kind::Events<C> {
    fn answer(&self, answer: Answer, value: Vec<Event<T>>) -> Result<Answer, EncodeError> {
        let mut body = Vec::new();
        value.iter().try_for_each(|event| Framed::frame(self, event, &mut body))?;
        Ok(answer.body(self.media, body))
    }
}

impl<C: Codec<T>, T> Framed<Event<T>> for kind::Events<C> {
    fn frame(&self, item: &Event<T>, body: &mut Vec<u8>) -> Result<(), EncodeError> {
        self.write(item)?.write(body)
    }
}
