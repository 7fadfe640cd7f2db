//! Bodies of JSON lines.

// driftless:part streams
use super::super::codec::write_line;
use super::super::codec::{Codec, EncodeError, read_lines, write_lines};
use super::super::operation::kind::Lines;
// driftless:part streams
use super::Framed;
use super::incoming::body_problem;
use super::{Answer, Answers, Incoming, Problem, Receives};

impl<C: Codec<T>, T> Receives<Vec<T>> for Lines<C> {
    fn receive(&self, request: &Incoming) -> Result<Vec<T>, Problem> {
        read_lines::<C, T>(&request.binary(&[self.media])?).map_err(|error| body_problem(&error))
    }
}

impl<C: Codec<T>, T> Answers<Vec<T>> for Lines<C> {
    fn answer(&self, answer: Answer, value: Vec<T>) -> Result<Answer, EncodeError> {
        Ok(answer.body(self.media, write_lines::<C, T>(&value, self.is_sequence())?))
    }
}

// driftless:part streams
impl<C: Codec<T>, T> Framed<T> for Lines<C> {
    fn frame(&self, item: &T, body: &mut Vec<u8>) -> Result<(), EncodeError> {
        write_line::<C, T>(body, item, self.is_sequence())
    }
}
