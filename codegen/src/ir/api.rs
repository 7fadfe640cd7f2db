//! The API as a whole: what it is called, where it lives, its tags, and what the output says less than the document.

use super::{Hook, Operation, Requirement, SecurityScheme, Text, Types};
use crate::diagnostics::Place;
use crate::names::Name;

/// An API, ready to be written.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info`.
    pub info: Info,
    /// `servers` of the document, first one the default.
    pub servers: Vec<Server>,
    /// `components/securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
    /// `security` of the document: alternatives, any one of which is enough.
    pub security: Vec<Requirement>,
    /// Groups of operations, in the document's order of tags, then of first use.
    pub tags: Vec<Tag>,
    /// Operations, in document order.
    pub operations: Vec<Operation>,
    /// Webhooks in document order, then the callbacks of operations; empty if they are not wanted.
    pub hooks: Vec<Hook>,
    /// Rust name of the enum over all webhooks; only where there are any.
    pub webhook: Option<Name>,
    /// Named types.
    pub types: Types,
    /// `x-undocumented`: operations the API's pages only mention.
    pub undocumented: Vec<Undocumented>,
    /// Every place where the output is weaker than the document.
    pub omissions: Vec<Omission>,
    /// Number of operations in the document: those written, those skipped and those left out by choice.
    pub operations_in_document: usize,
    /// What settings leave out.
    pub left_out: LeftOut,
    /// Component schemas that are types of the user's own.
    pub mapped: Vec<Mapped>,
    /// Fields of structs, and how many of them say less than the document.
    pub fields: FieldCount,
}

/// How much the settings leave out: no weakness of the output, so it is counted and nothing more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Operations that were not chosen.
    pub operations: usize,
    /// Webhooks and callbacks that were not chosen, or not asked for.
    pub hooks: usize,
    /// Component schemas that no operation reaches.
    pub schemas: usize,
}

/// A component schema that is a type of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// Its key.
    pub key: String,
    /// Where the document states it.
    pub place: Place,
    /// The Rust path.
    pub path: String,
}

/// Fields of all structs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldCount {
    /// All.
    pub all: usize,
    /// Those that hold any JSON, in whole or in part, although the document states a type there.
    pub untyped: usize,
}

/// `info`.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// `title`.
    pub title: Text,
    /// `version` of the document.
    pub version: Text,
    /// `description`, CommonMark.
    pub description: Option<Text>,
    /// `x-discrepancy` of the document as a whole.
    pub discrepancies: Vec<Discrepancy>,
}

/// A server of the document, of a path item or of an operation.
#[derive(Clone, Debug)]
pub struct Server {
    /// URL template; absolute or relative.
    pub url: String,
    /// What it is for.
    pub description: Option<Text>,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
    /// `x-discrepancy` of the server.
    pub discrepancies: Vec<Discrepancy>,
}

/// A variable of a server's URL template.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Rust name.
    pub name: Name,
    /// Name between the braces.
    pub wire: String,
    /// Value if none is chosen.
    pub default: String,
    /// Allowed values; empty if any.
    pub values: Vec<String>,
    /// What it is for.
    pub description: Option<Text>,
}

/// A group of operations: the first tag counts; untagged operations go by the first segment of their path that is no version.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Snake case: module, file, accessor on the client and cargo feature (`tag-<name>`, with dashes).
    pub name: Name,
    /// Pascal case: the client's view of the group (`Account`).
    pub client_name: Name,
    /// Pascal case: the server trait (`AccountApi`).
    pub trait_name: Name,
    /// The tag as the document writes it.
    pub text: Text,
    /// `description` of the tag.
    pub description: Option<Text>,
}

/// A contradiction that the document records and does not resolve (`x-discrepancy`).
#[derive(Clone, Debug, PartialEq)]
pub struct Discrepancy {
    /// Its number, for instance `D1`.
    pub id: String,
    /// What contradicts what.
    pub note: Text,
    /// The wrong or doubtful example, kept.
    pub example: Option<serde_json::Value>,
}

/// An operation that is only mentioned (`x-undocumented`).
#[derive(Clone, Debug)]
pub struct Undocumented {
    /// Its name.
    pub name: Text,
    /// Its group, where known.
    pub group: Option<Text>,
    /// Its HTTP method, where known.
    pub method: Option<Text>,
}

/// A place where the output says less than the document.
#[derive(Clone, Debug)]
pub struct Omission {
    /// Untyped or skipped.
    pub kind: OmissionKind,
    /// Where.
    pub place: Place,
    /// Why, in a sentence.
    pub reason: String,
}

/// How the output is weaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OmissionKind {
    /// Present, with a looser type than the document's.
    Untyped,
    /// Not written at all.
    Skipped,
}
