//! Operations: what is asked for, how it travels, and what it may cost to ask twice.
//!
//! Client and server share one request type per operation. Its fields are the operation's parameters and, where the body is
//! a flattened JSON object, the body's properties; otherwise one field holds the body.

use super::{
    At, Constraints, Discrepancy, Docs, Example, Header, Pagination, Path, Requirement, Response, Responses, Routing,
    Server, Type,
};
use crate::diagnostics;
use crate::names::Name;

/// HTTP method of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Method(pub String);

/// The tag of what is in no group: no index into [`Api::tags`](super::Api::tags).
pub const UNGROUPED: usize = usize::MAX;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId` as the document writes it, or made of method and path.
    pub id: String,
    /// Whether the document states the id.
    pub id_given: bool,
    /// `GET`, `POST`, ... in capitals.
    pub method: Method,
    /// Path template.
    pub path: Path,
    /// Index into [`Api::tags`](super::Api::tags); [`UNGROUPED`] for a webhook or callback.
    pub tag: usize,
    /// Method name in client and server trait: the id without the tag.
    pub name: Name,
    /// Doc comment.
    pub docs: Docs,
    /// What is sent.
    pub request: Request,
    /// What comes back.
    pub responses: Responses,
    /// Alternatives, any one of which is enough; empty if no credential is needed.
    pub security: Vec<Requirement>,
    /// Servers of the operation or its path item, if they differ from the document's.
    pub servers: Vec<Server>,
    /// What sending it does.
    pub effect: Effect,
    /// Where an idempotency key travels.
    pub idempotency: Option<Idempotency>,
    /// Statuses after which it is sent again, if not the usual ones (`x-retry`).
    pub retry: Option<Vec<u16>>,
    /// Failures that leave open whether it was carried out (`x-unknown-outcome`).
    pub unknown: Vec<UnknownOutcome>,
    /// Id of the operation that tells whether it was carried out (`x-reconcile`).
    pub reconcile: Option<String>,
    /// How its list goes on, if it comes in pages.
    pub pagination: Option<Pagination>,
    /// How a server finds it.
    pub routing: Routing,
    /// Where the document states it.
    pub place: diagnostics::Place,
}

impl Operation {
    /// Contradictions recorded at the operation itself.
    pub fn discrepancies(&self) -> &[Discrepancy] {
        &self.docs.discrepancies
    }

    /// The success that can hold a page of a list: the only one with a body, and that in one media type.
    pub fn page(&self) -> Option<&Response> {
        let mut bodies = self.responses.success.responses.iter().filter(|response| !response.contents.is_empty());
        match (bodies.next(), bodies.next()) {
            (Some(response), None) if response.contents.len() == 1 && self.method.0 != "HEAD" => Some(response),
            _ => None,
        }
    }
}

/// What sending an operation does (`x-effect`). Undeclared: `read` for GET, HEAD, OPTIONS, TRACE and QUERY, `keyed` for PUT
/// and DELETE (RFC 9110 section 9.2.2 calls them idempotent), `once` else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// May be sent twice: idempotent by method or by key.
    Keyed,
    /// Must not be sent twice.
    Once,
    /// Moves money.
    Money,
}

impl Effect {
    /// What a method says by itself.
    pub fn of(method: &str) -> Self {
        match method {
            "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" => Self::Read,
            "PUT" | "DELETE" => Self::Keyed,
            _ => Self::Once,
        }
    }
}

impl Operation {
    /// Whether it is the API that sends it: a webhook or callback.
    pub fn comes_from_api(&self) -> bool {
        self.tag == UNGROUPED
    }

    /// Whether a caller has to say what happens when the outcome is unknown: it moves money and takes no key.
    pub fn needs_choice(&self) -> bool {
        self.effect == Effect::Money && self.idempotency.is_none()
    }
}

/// Where an idempotency key travels (`x-idempotency`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// Header, query or body property.
    pub place: KeyPlace,
    /// Its name on the wire.
    pub name: String,
    /// Index into [`Request::fields`].
    pub field: usize,
    /// Where that is a whole body: the Rust name of the property.
    pub property: Option<Name>,
}

/// A failure that leaves open whether the operation was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOutcome {
    /// HTTP status.
    pub status: u16,
    /// The error code in the body; `None` for any.
    pub code: Option<String>,
}

/// Carrier of an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header.
    Header,
    /// A query parameter.
    Query,
    /// A property of the JSON body.
    Body,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// Rust name of the request struct.
    pub name: Name,
    /// Parameters in path, query, header, cookie order, then body properties or the body. Required fields of the call
    /// come in this order as arguments.
    pub fields: Vec<RequestField>,
    /// Required parameters that have one value only: a client sends them unasked, a server asks for them.
    pub constants: Vec<Constant>,
    /// How the call takes them.
    pub arguments: ArgumentStyle,
    /// The body, if there is one.
    pub body: Option<Body>,
}

/// How required values are passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentStyle {
    /// Up to four required values: one argument each, in the order of the fields.
    Positional,
    /// More: one argument, the request struct.
    Struct,
}

/// A required query parameter or header whose schema allows one value: nobody has a choice, so it is no field.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Query or header.
    pub at: At,
    /// Its name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: Type,
    /// Its value as it is sent, not yet percent-encoded.
    pub value: String,
    /// What the document says of it.
    pub docs: Docs,
}

/// A field of the request struct. `required` and `nullable` read as on [`Field`](super::Field).
#[derive(Clone, Debug)]
pub struct RequestField {
    /// Rust field name.
    pub name: Name,
    /// Name of the chained method that sets it on a call; differs from `name` where the call itself has such a method.
    pub setter: Name,
    /// The type of a present, non-null value.
    pub ty: Type,
    /// Must be sent.
    pub required: bool,
    /// May be `null`.
    pub nullable: bool,
    /// Doc comment.
    pub docs: Docs,
    /// Bounds that no type says.
    pub constraints: Constraints,
    /// `default`, as JSON.
    pub default: Option<serde_json::Value>,
    /// Where it travels.
    pub place: Place,
    /// Where the document states it.
    pub origin: diagnostics::Place,
}

impl RequestField {
    /// Its name on the wire; of a whole body, which has none, the field's own.
    pub fn wire(&self) -> &str {
        match &self.place {
            Place::Path(it) | Place::Query(it) | Place::Header(it) | Place::Cookie(it) => &it.wire,
            Place::Property(wire) => wire,
            Place::Body => self.name.as_str(),
        }
    }
}

/// Where a request field travels.
#[derive(Clone, Debug)]
pub enum Place {
    /// In the path.
    Path(Parameter),
    /// In the query.
    Query(Parameter),
    /// In a header.
    Header(Parameter),
    /// In the `Cookie` header.
    Cookie(Parameter),
    /// A property of a flattened JSON object body, by its wire name.
    Property(String),
    /// The whole body. With several media types, the field's type is the enum [`Body::name`], and [`RequestField::ty`] that
    /// of the first one.
    Body,
}

impl Place {
    /// The parameter that carries the field, if one does.
    pub fn parameter(&self) -> Option<&Parameter> {
        match self {
            Self::Path(parameter) | Self::Query(parameter) | Self::Header(parameter) | Self::Cookie(parameter) => {
                Some(parameter)
            }
            Self::Property(_) | Self::Body => None,
        }
    }
}

/// How a parameter is written (OpenAPI 3.0.4, "Parameter Object", style values).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name on the wire.
    pub wire: String,
    /// `style`.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `content` instead of `schema`: the media type (JSON is the only one written).
    pub content: Option<String>,
}

/// `style` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// `required: true`.
    pub required: bool,
    /// The properties are fields of the request struct.
    pub flattened: bool,
    /// What a flattened body does with undeclared properties.
    pub closed: bool,
    /// Media types, in document order. A flattened body has one, of kind JSON or form.
    pub contents: Vec<Content>,
    /// Rust name of the enum over the media types; only where there are several. The body's field has this type, whatever
    /// its [`RequestField::ty`] says.
    pub name: Option<Name>,
    /// Doc comment.
    pub docs: Docs,
}

/// One media type of a body or response.
#[derive(Clone, Debug)]
pub struct Content {
    /// Media type, as the document writes it, without parameters where they only say `charset=utf-8`.
    pub media_type: String,
    /// Variant name where a body has several media types.
    pub name: Name,
    /// How it is written.
    pub kind: BodyKind,
    /// Its type; [`Type::Binary`] for [`BodyKind::Binary`], [`Type::String`] for text.
    pub ty: Type,
    /// Multipart parts or form fields that need more than the default encoding.
    pub parts: Vec<Part>,
    /// Examples.
    pub examples: Vec<Example>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/*`.
    Multipart,
    /// `text/*`, and XML as text.
    Text,
    /// Raw bytes.
    Binary,
    /// `application/x-ndjson`, `application/jsonl` and `application/json-seq`: one JSON value a line. [`Content::ty`] is the type of a line.
    JsonLines,
    /// `text/event-stream`, of a success; elsewhere it is text. [`Content::ty`] is the type of what an event holds.
    Events(EventData),
}

impl BodyKind {
    /// Whether a body comes item by item.
    #[must_use]
    pub fn is_stream(self) -> bool {
        matches!(self, Self::JsonLines | Self::Events(_))
    }
}

/// What [`Content::ty`] is to a server-sent event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventData {
    /// The type of its data, which is JSON.
    Json,
    /// The type of its data, which is text.
    Text,
    /// The type of an object of all its fields.
    Whole,
}

/// `encoding` of a property (OpenAPI 3.0.4, "Encoding Object").
#[derive(Clone, Debug)]
pub struct Part {
    /// Property name.
    pub wire: String,
    /// Media type of the part; `None` for the default.
    pub content_type: Option<String>,
    /// How a form field is written.
    pub style: Option<Parameter>,
    /// Headers of the part.
    pub headers: Vec<Header>,
}
