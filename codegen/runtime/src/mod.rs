//! What the generated code shares: codecs, parameters, and the cores of client and server.

// driftless:part client
#[cfg(feature = "client")]
pub mod client;
pub mod codec;
// driftless:part meta
pub mod meta;
// driftless:part minor
pub mod money;
// driftless:part operation
pub mod operation;
// driftless:part params
pub mod params;
// driftless:part secret
pub mod secret;
// driftless:part incoming
#[cfg(any(feature = "server", feature = "webhooks"))]
pub mod server;
// driftless:part time
pub mod time;
// driftless:part webhooks
#[cfg(feature = "webhooks")]
pub mod webhooks;

// driftless:part operation
// Not every API has an operation.
#[allow(unused_imports)]
pub(crate) use operation::operation;
