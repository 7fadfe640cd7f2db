//! What the runtime promises, on the golden crate.

mod client;
mod codec;
mod credentials;
mod kept;
mod locate;
mod money;
mod multipart;
mod pages;
mod params;
mod routes;
mod server;
mod union;
mod wire;

/// A value that a test knows to be there.
fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("this cannot fail")
}
