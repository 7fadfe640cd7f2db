//! The suite: each file tests one promise over the fixtures, the three documents of `spec/`, or the program itself.

mod capabilities;
mod cli;
mod determinism;
mod drift;
mod loopback;
mod outside;
mod probe;
mod readme;
mod refused;
mod snapshots;
mod support;
mod tidy;
mod walks;
