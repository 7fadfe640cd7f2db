//! Identifiers: the only place where text from a document becomes a Rust name.
//!
//! `POST /v1/keys` with operationId `keys.create` asks a scope for a snake-case name and gets `keys_create`; a schema called
//! `Option` asks for a pascal-case one and gets `OptionValue`, because the prelude is reserved and output can then say
//! `Option` and mean it. A [`Name`] cannot be made in any other way, so what an emitter prints is an identifier by
//! construction, unique in its scope, and the same on every machine.

mod case;
mod scope;

pub use scope::{Name, Scope};

/// A package name made of a title: ASCII, kebab case, never empty.
pub(crate) fn package(title: &str) -> String {
    let kebab = heck::ToKebabCase::to_kebab_case(title);
    if kebab.is_empty() { String::from("api") } else { kebab }
}
