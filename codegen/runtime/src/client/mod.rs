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
// driftless:part lines
mod lines;
// driftless:part pages
mod link;
// driftless:part multipart
mod multipart;
mod outgoing;
// driftless:part pages
mod pages;
mod reply;
// driftless:part pages
mod turn;

pub use self::core::Core;
pub use call::{Answer, Call, Operation, Response};
pub use config::{BuildError, ClientConfig, Credential};
pub use error::{Error, SendError, TransportError};
// driftless:part multipart
pub use multipart::Multipart;
pub use outgoing::{JsonObject, Outgoing};
// driftless:part pages
pub use pages::{Items, Paged, Pages, PagesError, Stopped};
pub use reply::Reply;
// driftless:part pages
pub use turn::PageTurn;
