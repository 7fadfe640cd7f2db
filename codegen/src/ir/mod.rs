//! What Rust will say: the program's one model of an API, free of openapiv3, syn and tera.
//!
//! `lower` builds it from the resolved document, `check` proves that nothing in it can make an emitter fail, and client,
//! server, docs and report all render it. Each question is answered here once: final names, optional or nullable, boxed,
//! hashable, used in requests or in responses, which credentials an operation needs, whether it may be sent twice.
//! An emitter that has to look at something else has found a fact that is missing here.

mod api;
mod docs;
mod dump;
mod hook;
mod operation;
mod pages;
mod path;
mod responses;
mod route;
mod schema;
mod security;
mod types;

pub use api::{
    Api, Discrepancy, FieldCount, Info, LeftOut, Mapped, Omission, OmissionKind, Server, ServerVariable, Tag,
    Undocumented,
};
pub use docs::{Constraints, Docs, Example, Text};
pub use dump::{dump, dump_types};
pub use hook::{Feed, Hook, Link, Origin};
pub use operation::{
    ArgumentStyle, Body, BodyKind, Constant, Content, Effect, EventData, Idempotency, KeyPlace, Method, Operation,
    Parameter, Part, Place, Request, RequestField, Style, UNGROUPED, UnknownOutcome,
};
pub use pages::{Location, Pagination, Step, Way};
pub use path::{Path, QueryPair, Segment, SegmentPart};
pub use responses::{Header, Outcome, Response, Responses, Status};
pub use route::{Accepts, At, Condition, Routing};
pub use schema::{
    Additional, Enum, EnumBase, EnumValue, Field, Shape, Struct, Traits, TypeDef, TypeKind, TypeOrigin, Union, Usage,
    Variant,
};
pub use security::{ApiKeyPlace, ClientFlow, Requirement, SchemeKind, SecurityScheme};
pub use types::{Float, Integer, Own, OwnJson, Type, TypeId, Types, Wire};
