//! Bodies of JSON lines.

use super::super::codec::{Codec, DecodeError, EncodeError, read_lines, write_lines};
use super::super::operation::kind::Lines;
use super::{Outgoing, Reads, Reply, Sends};

impl<C: Codec<T>, T> Sends<Vec<T>> for Lines<C> {
    fn send(&self, request: &mut Outgoing, value: &Vec<T>) -> Result<(), EncodeError> {
        request.binary(self.media, write_lines::<C, T>(value)?)
    }
}

impl<C: Codec<T>, T> Reads<Vec<T>> for Lines<C> {
    fn read(&self, response: &Reply) -> Result<Vec<T>, DecodeError> {
        read_lines::<C, T>(&response.bytes())
    }
}
