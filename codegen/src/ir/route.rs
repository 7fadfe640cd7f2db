//! Which operation answers a request: method, path, and what else a request must have where those are not enough.
//!
//! `POST /#X-Amz-Target=Queue.Create` and `POST /#X-Amz-Target=Queue.Delete` are one method and one path on the wire; a header
//! tells them apart. `GET /pets/{id}` and `GET /pets/{name}` are one path as well, and can be told apart if ids are integers.
//! Paths are compared with their parameters' names blanked; what then tells equal ones apart is a list of [`Condition`]s.

use super::{Path, SegmentPart};

/// How a server finds an operation among those of the same method and [shape](Path::shape).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routing {
    /// It serves the requests that meet all of these; none are needed where no other operation shares method and shape.
    When(Vec<Condition>),
    /// Another operation, by its index, answers every request that this one could: a server leaves this one out, a client can
    /// still call it.
    Shadowed(usize),
}

/// What a request must have for an operation to be the one that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where to look.
    pub at: At,
    /// Name of the parameter on the wire.
    pub wire: String,
    /// What must be there.
    pub accepts: Accepts,
}

/// Where a value stands that a server can look at before it knows the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// A parameter of the path.
    Path,
    /// A pair of the query.
    Query,
    /// A header.
    Header,
}

/// Texts that a parameter can have, as far as they can be told from others without decoding them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// Any text, as long as there is one.
    Anything,
    /// A decimal number, with a fraction or exponent perhaps.
    Number,
    /// A number of digits, with a sign perhaps.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    Uuid,
    /// `2026-01-31`.
    Date,
    /// A date, `T` and a time.
    DateTime,
    /// One of these.
    OneOf(Vec<String>),
}

impl Accepts {
    /// Whether all texts that `other` has are texts of this one.
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Anything, _) | (Self::Number, Self::Integer) => true,
            (Self::OneOf(all), Self::OneOf(some)) => some.iter().all(|text| all.contains(text)),
            _ => self == other,
        }
    }
}

impl Path {
    /// The template with its parameters' names blanked: `/pets/{}.json`. Equal shapes match the same requests. The fixed pairs of
    /// a query are part of it, in any order.
    pub fn shape(&self) -> String {
        let mut shape = String::new();
        for segment in &self.segments {
            shape.push('/');
            for part in &segment.0 {
                match part {
                    SegmentPart::Literal(text) => shape.push_str(text),
                    SegmentPart::Parameter(_) => shape.push_str("{}"),
                }
            }
        }
        let mut fixed: Vec<&str> = self.fixed.iter().map(String::as_str).collect();
        fixed.sort_unstable();
        for pair in fixed {
            shape.push('?');
            shape.push_str(pair);
        }
        shape
    }
}
