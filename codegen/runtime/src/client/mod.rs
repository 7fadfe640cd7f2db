//! The core of the client: everything that does not depend on an operation's types.
//!
//! A [`Call`] holds a request. Awaited, it is written into an [`Outgoing`], sent by the [`Core`], and its [`Reply`] read as the
//! operation's output, its documented failure, or neither.

// driftless:part basic
mod basic;
mod call;
mod config;
mod core;
mod error;
pub mod fields;
mod kinds;
// driftless:part lines
mod lines;
// driftless:part multipart
mod multipart;
mod outgoing;
mod reply;

pub use self::core::Core;
pub use call::{Answer, Call, Operation, Response};
pub use config::{BuildError, ClientConfig, Credential};
pub use error::{Error, SendError, TransportError};
pub use kinds::{Readable, Reads, Sends, Sent};
// driftless:part multipart
pub use multipart::{Multipart, Parts};
pub use outgoing::Outgoing;
pub use reply::Reply;
