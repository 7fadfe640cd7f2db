//! Every operation of the three documents, called by its generated client against its generated server over a TCP socket.
//!
//! A proof compares five things. What went over the wire is the request that the API's source shows (`fixtures/documented`).
//! What the server's handler got is, typed, what the client was told to send. What the server answered is the fixture's answer
//! (`fixtures/answers`), and so is what the client made of it, down to the zeros of a price. Each answer of each documented
//! status is sent once.
//!
//! Then everything goes wrong that can (`faults`), and the error has to be the right one.
//!
//! `wire` records, `stage` asserts, `glue` binds both to a crate; the proofs are in `infrai`, `aione` and `olostep`.

pub(crate) mod aione;
pub(crate) mod answers;
mod bad_input;
pub(crate) mod coverage;
mod documented;
mod faults;
mod glue;
pub(crate) mod infrai;
pub(crate) mod json;
pub(crate) mod olostep;
mod routes;
// The server of faults that the runtime is tested with.
#[path = "../../../codegen/runtime/tests/faults/socket.rs"]
mod socket;
pub(crate) mod stage;
pub(crate) mod wire;

/// A value that a test knows to be there.
fn ok<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("this cannot fail")
}
