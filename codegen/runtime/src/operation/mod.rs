//! Operations as tables: what generated code says about an operation once, for both sides of the wire.
//!
//! `operation!` makes of a table all that there is to say: the struct of the request, the client's method and the setters of
//! its call, how a client writes the request and reads the answer, how a server does the opposite, the outputs and failures
//! and what is printed of them. The halves are there where the features are.
//!
//! `table.rs` says how a table is read. What stands in one and beside it is in `method.rs`, `outcomes.rs`, `pages.rs` and
//! `media.rs`; `words.rs` has what many tables would repeat.

// driftless:part events
mod event;
// driftless:part multipart
mod files;
pub mod kinds;
mod media;
mod method;
mod outcomes;
// driftless:part pages
mod pages;
pub mod places;
mod sides;
mod table;
mod words;

pub use super::codec;
pub use super::meta::{Effect, Meta, Method};
pub use super::params::{Parameter, Plan};
// driftless:part events
pub use event::Event;
// driftless:part multipart
pub use files::Files;
pub use kinds as kind;
pub use places as at;
// Not every API has an operation of each kind.
#[allow(unused_imports)]
pub(crate) use media::*;
#[allow(unused_imports)]
pub(crate) use method::*;
#[allow(unused_imports)]
pub(crate) use outcomes::*;
// driftless:part pages
#[allow(unused_imports)]
pub(crate) use pages::*;
#[allow(unused_imports)]
pub(crate) use sides::*;
#[allow(unused_imports)]
pub(crate) use table::operation;
#[allow(unused_imports)]
pub(crate) use words::*;

// driftless:part client
#[cfg(feature = "client")]
pub use super::client;
// driftless:part server
#[cfg(feature = "server")]
pub use super::server;

use http::StatusCode;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

/// An adapter by its name alone.
#[derive(Clone, Copy, Debug)]
pub struct By<C = codec::Plain>(PhantomData<C>);

impl<C> By<C> {
    /// The adapter.
    pub const NEW: Self = Self(PhantomData);

    /// Another adapter in its place.
    #[must_use]
    pub const fn by<D>(self) -> By<D> {
        By(PhantomData)
    }
}

/// A value's own serde traits.
#[must_use]
pub const fn plain() -> By<codec::Plain> {
    By::NEW
}

/// A value from what goes into it.
pub fn one<T>(value: impl Into<T>) -> T {
    value.into()
}

/// A list from whatever holds what goes into its items.
pub fn each<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The same for a set.
pub fn set<T: Ord>(items: impl IntoIterator<Item: Into<T>>) -> BTreeSet<T> {
    items.into_iter().map(Into::into).collect()
}

/// The body of a failure that says in words what went wrong.
pub trait Message {
    /// What it says.
    fn message(&self) -> Option<&str>;
}

impl Message for String {
    fn message(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Message> Message for Option<T> {
    fn message(&self) -> Option<&str> {
        self.as_ref()?.message()
    }
}

impl<T: Message> Message for Box<T> {
    fn message(&self) -> Option<&str> {
        (**self).message()
    }
}

/// What is printed of a failure: its status, and the words of its body if it has any. The methods are named as the kinds of
/// what a variant holds.
#[derive(Debug)]
pub struct Said<'a> {
    status: Option<StatusCode>,
    message: Option<&'a str>,
}

impl<'a> Said<'a> {
    /// A failure of this status.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status: StatusCode::from_u16(status).ok(), message: None }
    }

    /// The actual status, where a variant stands for several.
    #[must_use]
    pub fn status(self, status: &StatusCode) -> Self {
        Self { status: Some(*status), ..self }
    }

    /// A body that says what went wrong.
    #[must_use]
    pub fn problem<T: Message>(self, body: &'a T) -> Self {
        Self { message: body.message(), ..self }
    }

    /// A body.
    #[must_use]
    pub fn json<T>(self, _: &T) -> Self {
        self
    }

    /// A body.
    #[must_use]
    pub fn lines<T>(self, _: &T) -> Self {
        self
    }

    /// A body.
    #[must_use]
    pub fn text<T>(self, _: &T) -> Self {
        self
    }

    /// A body.
    #[must_use]
    pub fn binary<T>(self, _: &T) -> Self {
        self
    }

    /// A body, and headers if there are any.
    #[must_use]
    pub fn own<T>(self, _: &T) -> Self {
        self
    }
}

/// `402 Payment Required: no credit is left`.
impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(status) = self.status {
            f.write_str(status.as_str())?;
            status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))?;
        }
        self.message.map_or(Ok(()), |message| write!(f, ": {message}"))
    }
}
