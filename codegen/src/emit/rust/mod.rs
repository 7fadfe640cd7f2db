//! The base under every emitter that writes Rust: modules of items in, formatted files out.
//!
//! An emitter builds [`Module`]s and pushes items made by `quote!`. It writes short names (`Decimal`, `codec::Number`,
//! `TopupRecord`) and paths from `crate::`, as a person would in a crate of many files. The rest happens here: which `use` lines
//! those names need ([`imports`]), where blank lines go ([`print`]), which file an item lands in, and what the same items
//! look like in one file for `include!`, where there is no `crate` and no feature ([`render`]). No Rust is ever made
//! from strings: document text enters as a [`Doc`], as a literal made by `quote!`, or as an [`ident`] minted by a scope.

mod docs;
mod ident;
mod imports;
mod mentions;
mod module;
mod polish;
mod print;
mod relocate;
mod render;
mod repeats;
mod runtime;
mod sections;
mod table;

pub(crate) use docs::{Doc, code};
pub(crate) use ident::ident;
pub(crate) use module::Module;
pub(crate) use render::{Head, note_dependencies, render};
pub(crate) use runtime::runtime;
