//! The suite: each file tests one promise over the fixtures, the three documents of `spec/`, or the program itself.

mod capabilities;
mod cli;
mod determinism;
mod drift;
mod loopback;
mod mangled;
mod outside;
mod own_types;
mod prism;
mod probe;
mod readme;
mod refused;
mod self_check;
mod snapshots;
mod support;
mod tidy;
mod walks;
mod webhooks;
