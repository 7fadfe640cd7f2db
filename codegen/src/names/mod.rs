//! Identifiers: the only place where text from a document becomes a Rust name.
//!
//! `POST /v1/keys` with operationId `keys.create` asks a scope for a snake-case name and gets `keys_create`; a schema called
//! `Option` asks for a pascal-case one and gets `OptionBody`, because the prelude is reserved and output can then say
//! `Option` and mean it. A [`Name`] cannot be made in any other way, so what an emitter prints is an identifier by
//! construction, unique in its scope, and the same on every machine.
//!
//! `words` takes any text to words that identifiers may hold, `case` joins them, `reserved` lists what Rust and the
//! generated modules already use, and [`Scope`] keeps names apart.

mod cargo;
mod case;
mod reserved;
mod scope;
mod words;

pub use cargo::{feature, package};
pub(crate) use reserved::is_raw as is_keyword;
pub(crate) use scope::Refusal;
pub use scope::{Name, Scope};
