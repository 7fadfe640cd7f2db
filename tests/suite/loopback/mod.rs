//! Every operation of the three documents, called by its generated client against its generated server over a TCP socket.
//!
//! A proof compares five things. What went over the wire is the request that the API's source shows (`fixtures/documented`).
//! What the server's handler got is, typed, what the client was told to send. What the server answered is the fixture's answer
//! (`fixtures/answers`), and so is what the client made of it, down to the zeros of a price. Each answer of each documented
//! status is sent once.
//!
//! `wire` records, `stage` asserts, `glue` binds both to a crate; the proofs are in `infrai`, `aione` and `olostep`.

mod aione;
mod answers;
mod bad_input;
mod coverage;
mod documented;
mod glue;
mod infrai;
mod json;
mod olostep;
mod routes;
mod stage;
mod wire;
