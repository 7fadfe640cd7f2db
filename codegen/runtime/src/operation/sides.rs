//! The two sides of an operation: what tables say for one of them is only there with its feature.

/// What only a client needs.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_client {
    ($($items:tt)*) => {};
}
// driftless:part client
#[cfg(feature = "client")]
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_client {
    ($($items:tt)*) => { $($items)* };
}

/// What only a server needs.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_server {
    ($($items:tt)*) => {};
}
// driftless:part server
#[cfg(feature = "server")]
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! if_server {
    ($($items:tt)*) => { $($items)* };
}

// Not every API has an operation.
#[allow(unused_imports)]
pub(crate) use {if_client, if_server};
