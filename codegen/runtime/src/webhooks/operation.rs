//! `operation!` without a client's half.
//!
//! The macro says `operation::…` of all that it needs, and means the module of that name where the table stands. Where tables of
//! webhooks stand that is this one, in which `if_client!` is nothing and `if_server!` everything.

use super::super::operation as table;
pub use super::super::server;
pub use table::{By, Effect, Meta, Method, Parameter, Plan, Said, at, codec, each, kind, one, plain, set};

// Not every API has webhooks, and not every webhook has something of each kind.
#[allow(unused_imports)]
// driftless:part bodies
pub(crate) use table::bodies;
#[allow(unused_imports)]
// driftless:part multipart
pub(crate) use table::parts;
#[allow(unused_imports)]
// driftless:part replies
pub(crate) use table::replies;
#[allow(unused_imports)]
// driftless:part headers
pub(crate) use table::response;
#[allow(unused_imports)]
pub(crate) use table::{failures, outputs, said, words};

/// Nobody calls a webhook.
#[allow(unused_macros)]
macro_rules! if_client {
    ($($items:tt)*) => {};
}

/// A request has no method beside it that would say what it is.
#[allow(unused_macros)]
macro_rules! about {
    ($lines:tt $($rest:tt)*) => { operation::said!($lines []) };
}

/// A webhook is always received.
#[allow(unused_macros)]
macro_rules! if_server {
    ($($items:tt)*) => { $($items)* };
}

#[allow(unused_imports)]
pub(crate) use {about, if_client, if_server};
