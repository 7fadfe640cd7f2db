//! Responses: what the documented statuses carry, and the Rust types a caller sees for them.
//!
//! Statuses below 400 are the operation's output, the others its error. Each side is one [`Outcome`]: nothing, one type, or an
//! enum with a variant per documented status and media type.

use super::{BodyKind, Constraints, Content, Docs, Link, Type};
use crate::names::Name;

/// The documented responses of an operation.
#[derive(Clone, Debug)]
pub struct Responses {
    /// Statuses below 400, and `default` where no other success is documented.
    pub success: Outcome,
    /// Statuses of 400 and above, and `default` otherwise.
    pub failure: Outcome,
}

impl Responses {
    /// The success that can come item by item, and the media type that asks for it.
    pub fn stream(&self) -> Option<(&Response, &Content)> {
        self.success_of(|content| content.kind.is_stream())
    }

    /// The success that is bytes, and the media type that asks for it.
    pub fn download(&self) -> Option<(&Response, &Content)> {
        self.success_of(|content| content.kind == BodyKind::Binary)
    }

    fn success_of(&self, is: impl Fn(&Content) -> bool) -> Option<(&Response, &Content)> {
        let mut responses = self.success.responses.iter();
        responses.find_map(|response| Some((response, response.contents.iter().find(|content| is(content))?)))
    }

    /// Every documented response: successes first, each side in document order.
    pub fn all(&self) -> impl Iterator<Item = &Response> {
        self.success.responses.iter().chain(&self.failure.responses)
    }
}

/// One side: all successes, or all failures.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The enum's Rust name. Success: `None` for zero or one response, whose type stands alone. Failure: `None` only where
    /// no failure is documented.
    pub name: Option<Name>,
    /// The responses, in document order.
    pub responses: Vec<Response>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status.
    pub status: Status,
    /// Variant name in its outcome's enum.
    pub variant: Name,
    /// Doc comment.
    pub docs: Docs,
    /// Documented headers.
    pub headers: Vec<Header>,
    /// Rust name of the struct that holds body and headers; only where headers are documented.
    pub name: Option<Name>,
    /// The body's media types; empty for no body.
    pub contents: Vec<Content>,
    /// How many of them, the first ones, are read whole; with several, each is a variant of the enum [`Response::body_name`].
    /// What follows are streams, which come only if a caller asks for them. A body that is nothing else is read whole as well.
    pub whole: usize,
    /// Rust name of the enum over the media types that are read whole; only where there are several. Operations that
    /// refer to the same component have the same one.
    pub body_name: Option<Name>,
    /// Operations that may follow.
    pub links: Vec<Link>,
}

/// Key of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX`: its first digit. The variant also carries the actual status.
    Range(u8),
    /// `default`. The variant also carries the actual status.
    Default,
}

/// A documented response header. `required` and `nullable` read as on [`Field`](super::Field); headers are never null.
#[derive(Clone, Debug)]
pub struct Header {
    /// Rust field name.
    pub name: Name,
    /// Header name as the document writes it.
    pub wire: String,
    /// Its type.
    pub ty: Type,
    /// `required: true`.
    pub required: bool,
    /// `explode` of style `simple`, the only one for headers.
    pub explode: bool,
    /// Doc comment.
    pub docs: Docs,
    /// Bounds that no type says.
    pub constraints: Constraints,
}
