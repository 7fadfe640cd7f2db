//! The core of the client: everything that does not depend on an operation's types.
//!
//! A [`Call`] holds a request. Awaited, it is written into an [`Outgoing`], sent by the [`Core`], and its [`Reply`] read as the
//! operation's output, its documented failure, or neither.
//!
//! ```text
//! call.rs ── outgoing.rs ── core.rs: prepare.rs, then attempt.rs as often as retry.rs says ── reply.rs ── outcome.rs
//!                                    credentials, URL         transport.rs        verdict.rs: did it happen?
//! ```
//!
//! Where a caller asks for a stream, the body is not read but handed over: `unread.rs`, and from there `stream.rs` or
//! `download.rs`.

mod attempt;
mod base_url;
// driftless:part basic
mod basic;
// driftless:part blocking
#[cfg(feature = "blocking")]
mod blocking;
mod bucket;
mod call;
mod config;
mod core;
mod credential;
// driftless:part downloads
mod download;
mod error;
// driftless:part events
mod events;
mod exchange;
pub mod fields;
// driftless:part headers
mod headers;
mod http_date;
mod key;
mod kinds;
// driftless:part lines
mod lines;
// driftless:part pages
mod link;
mod lost;
// driftless:part multipart
mod multipart;
// driftless:part oauth
mod oauth;
mod outcome;
mod outgoing;
// driftless:part pages
mod pages;
mod prepare;
mod provider;
mod random;
mod reply;
mod retry;
mod retry_after;
// driftless:part streams
mod stream;
// driftless:part tracing
#[cfg(feature = "tracing")]
mod trace;
mod transport;
// driftless:part pages
mod turn;
mod unknown;
// driftless:part streamed
mod unread;
#[cfg(not(feature = "tracing"))]
mod untraced;
// driftless:part uploads
mod upload;
mod verdict;
// driftless:part pages
mod walk;
mod wire;

pub use self::core::Core;
// driftless:part blocking
// driftless:part pages
#[cfg(feature = "blocking")]
pub use blocking::Waiting;
pub use call::{Answer, Call, Documented, Operation, Response};
pub use config::{BuildError, ClientConfig};
pub use credential::Credential;
// driftless:part downloads
pub use download::{Download, Downloads};
pub use error::{Error, NotSent};
pub use exchange::Exchange;
pub use key::KeyField;
pub use kinds::{Readable, Reads, Sends, Sent};
pub use lost::TransportError;
// driftless:part multipart
pub use multipart::{Multipart, Parts};
// driftless:part oauth
pub use oauth::{ClientCredentials, OAuthError};
pub use outgoing::Outgoing;
// driftless:part pages
pub use pages::{Items, Paged, Pages, PagesError, Stopped};
pub use provider::CredentialProvider;
pub use reply::Reply;
pub use retry::Retry;
// driftless:part streams
pub use stream::{Flag, Frame, Framed, Frames, Resume, Streaming, Streams};
pub use transport::{SharedTransport, Transport};
// driftless:part pages
pub use turn::PageTurn;
pub use unknown::{Found, OnUnknown, OutcomeUnknown, Reconcile};
// driftless:part pages
pub use walk::{At, Filled, Slot, There};
pub use wire::Http;

// driftless:part tracing
#[cfg(feature = "tracing")]
use trace::Trace;
#[cfg(not(feature = "tracing"))]
use untraced::Trace;
