//! The core of the server: everything that does not depend on an operation's types.
//!
//! [`Routes`] finds the operation of a request, [`Incoming`] holds the request's parts, the operation's [`Endpoint`] reads its
//! typed request from them, and the handler's outcome becomes an [`Answer`]. What is wrong with a request is answered before
//! the handler runs, as a [`Problem`].

mod answer;
mod body;
mod condition;
mod endpoint;
// driftless:part events
mod events;
pub mod fields;
mod incoming;
mod kinds;
// driftless:part lines
mod lines;
// driftless:part multipart
mod multipart;
mod problem;
mod routes;
// driftless:part streamed
mod stream;
mod template;

pub use answer::Answer;
pub use body::ObjectBody;
pub use endpoint::{Documented, Endpoint, Failure};
pub use incoming::{Incoming, Place};
pub use kinds::{Answerable, Answers, Receivable, Receives};
// driftless:part multipart
pub use multipart::{Multipart, Parts};
pub use problem::{Fault, Problem};
pub use routes::Routes;
// driftless:part downloads
pub use stream::Downloads;
// driftless:part streamed
pub use stream::Streamed;
// driftless:part streams
pub use stream::{Framed, Streams};
