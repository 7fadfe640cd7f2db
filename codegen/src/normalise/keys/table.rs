//! The keys that OpenAPI gives a meaning: which object has them, in which versions, and what becomes of them here.
//!
//! A row that says [`Fate::Read`] is held to it: the suite takes such keys out of the fixtures and sees that the output or the
//! findings change. All other keys go into the report, with the reason that stands here.

use super::{Dialect, Kind};

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Some stage reads it: it changes what is generated, or is reported there.
    Read,
    /// A later stage reports it with all that stands in it, so nothing in it is looked at.
    Reported,
    /// No stage reads it or anything in it; why.
    Unread(&'static str),
}

/// The versions in which a key has its meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions {
    pub(super) since: Dialect,
    pub(super) until: Dialect,
    /// In a document of another version it is read as well: there is only one thing that it can mean.
    pub(super) lenient: bool,
}

/// Keys of one kind of object that share versions and fate.
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) versions: Versions,
    pub(super) fate: Fate,
    pub(super) keys: &'static [&'static str],
}

const fn versions(since: Dialect, until: Dialect, lenient: bool) -> Versions {
    Versions { since, until, lenient }
}

pub(super) const ALL: Versions = versions(Dialect::Swagger, Dialect::V32, true);
const V2: Versions = versions(Dialect::Swagger, Dialect::Swagger, false);
const V3: Versions = versions(Dialect::V30, Dialect::V32, false);
const V3_LENIENT: Versions = versions(Dialect::V30, Dialect::V32, true);
const V31: Versions = versions(Dialect::V31, Dialect::V32, true);
const V32: Versions = versions(Dialect::V32, Dialect::V32, true);

pub(super) const fn row(kind: Kind, versions: Versions, fate: Fate, keys: &'static [&'static str]) -> Row {
    Row { kind, versions, fate, keys }
}

use Fate::{Read, Unread};

const LEGAL: Fate = Unread("the reference shows the title, version and description of an API");
const TEXTS: Fate = Unread("the reference has no place for this text");
const ITEM_TEXTS: Fate = Unread("the reference shows the texts of each operation");
const TOKENS: Fate = Unread("a client is given its token; it does not ask for one");
const STREAMS: Fate = Unread("a list of parts is not typed item by item");

/// All rows but those of schemas.
pub(super) const ROWS: &[Row] = &[
    row(Kind::Document, ALL, Read, &["info", "paths", "security", "tags"]),
    row(Kind::Document, ALL, TEXTS, &["externalDocs"]),
    row(Kind::Document, V2, Read, &["swagger", "host", "basePath", "schemes", "consumes", "produces"]),
    row(Kind::Document, V2, Read, &["definitions", "parameters", "responses", "securityDefinitions"]),
    row(Kind::Document, V3, Read, &["openapi", "components", "servers"]),
    row(Kind::Document, V31, Read, &["webhooks"]),
    row(Kind::Document, V31, Unread("schemas are read as JSON Schema 2020-12"), &["jsonSchemaDialect"]),
    row(Kind::Document, V32, Unread("references are relative to the file that they stand in"), &["$self"]),
    row(Kind::Info, ALL, Read, &["title", "version", "description"]),
    row(Kind::Info, ALL, LEGAL, &["termsOfService", "contact", "license"]),
    row(Kind::Info, V31, LEGAL, &["summary"]),
    row(Kind::Server, V3, Read, &["url", "description", "variables"]),
    row(Kind::Server, V32, Unread("servers are told apart by their URLs"), &["name"]),
    row(Kind::Variable, V3, Read, &["default", "enum", "description"]),
    row(Kind::Tag, ALL, Read, &["name", "description"]),
    row(Kind::Tag, ALL, TEXTS, &["externalDocs"]),
    row(Kind::Tag, V32, Unread("operations are grouped by the names of their tags"), &["summary", "parent", "kind"]),
    row(Kind::Components, V3, Read, &["schemas", "responses", "parameters", "requestBodies", "headers", "examples"]),
    row(Kind::Components, V3, Read, &["securitySchemes"]),
    row(Kind::Components, V3, Read, &["links", "callbacks"]),
    row(Kind::Components, V31, Read, &["pathItems"]),
    row(Kind::Components, V32, Read, &["mediaTypes"]),
    row(Kind::PathItem, ALL, Read, &["$ref", "get", "put", "post", "delete", "options", "head", "patch", "parameters"]),
    row(Kind::PathItem, V3_LENIENT, Read, &["trace", "servers"]),
    row(Kind::PathItem, V3_LENIENT, ITEM_TEXTS, &["summary", "description"]),
    row(Kind::PathItem, V32, Read, &["query", "additionalOperations"]),
    row(Kind::Operation, ALL, Read, &["tags", "summary", "description", "externalDocs", "operationId", "parameters"]),
    row(Kind::Operation, ALL, Read, &["responses", "deprecated", "security"]),
    row(Kind::Operation, V2, Read, &["consumes", "produces", "schemes"]),
    row(Kind::Operation, V3_LENIENT, Read, &["requestBody", "servers"]),
    row(Kind::Operation, V3_LENIENT, Read, &["callbacks"]),
    row(Kind::ExternalDocs, ALL, Read, &["url"]),
    row(Kind::ExternalDocs, ALL, Unread("a link is shown by its address"), &["description"]),
    row(Kind::Parameter, ALL, Read, &["name", "in", "description", "required"]),
    row(Kind::Parameter, ALL, Unread("an empty text is sent as an empty value anyway"), &["allowEmptyValue"]),
    row(Kind::Parameter, V3_LENIENT, Read, &["schema", "content", "style", "explode", "allowReserved", "deprecated"]),
    row(Kind::Parameter, V3_LENIENT, Read, &["example", "examples"]),
    row(Kind::Parameter, V2, Read, INLINE),
    row(Kind::Parameter, V2, Read, &["default"]),
    row(Kind::Header, ALL, Read, &["description", "required"]),
    row(Kind::Header, V3_LENIENT, Read, &["schema", "content", "explode", "deprecated", "example", "examples"]),
    row(Kind::Header, V3_LENIENT, Unread("headers have one style, `simple`"), &["style"]),
    row(Kind::Header, V2, Read, INLINE),
    row(Kind::Header, V2, Unread("a header that is not sent is absent, whatever its default"), &["default"]),
    row(Kind::RequestBody, V3_LENIENT, Read, &["description", "content", "required"]),
    row(Kind::Response, ALL, Read, &["description", "headers"]),
    row(Kind::Response, V2, Read, &["schema", "examples"]),
    row(Kind::Response, V3_LENIENT, Read, &["content"]),
    row(Kind::Response, V3_LENIENT, Read, &["links"]),
    row(Kind::Response, V32, Unread("the reference shows its description"), &["summary"]),
    row(Kind::MediaType, V3_LENIENT, Read, &["schema", "example", "examples", "encoding"]),
    row(Kind::MediaType, V32, Read, &["itemSchema"]),
    row(Kind::MediaType, V32, STREAMS, &["prefixEncoding", "itemEncoding"]),
    row(Kind::Encoding, V3_LENIENT, Read, &["contentType", "headers", "style", "explode", "allowReserved"]),
    row(Kind::Encoding, V32, STREAMS, &["encoding", "prefixEncoding", "itemEncoding"]),
    row(Kind::Example, V3_LENIENT, Read, &["value", "summary"]),
    row(Kind::Example, V3_LENIENT, Unread("an example is shown with its summary"), &["description"]),
    row(Kind::Example, V3_LENIENT, Unread("an example that stands elsewhere is not fetched"), &["externalValue"]),
    row(Kind::Example, V32, Read, &["dataValue"]),
    row(Kind::Example, V32, Unread("the reference shows values as JSON"), &["serializedValue"]),
    row(Kind::Link, V3, Read, &["operationId", "operationRef", "parameters", "requestBody", "description"]),
    row(Kind::Link, V3, Unread("a client calls an operation where the operation says"), &["server"]),
    row(Kind::SecurityScheme, ALL, Read, &["type", "description", "name", "in"]),
    row(Kind::SecurityScheme, V2, TOKENS, &["flow", "authorizationUrl", "tokenUrl", "scopes"]),
    row(Kind::SecurityScheme, V3, Read, &["scheme"]),
    row(Kind::SecurityScheme, V3, Unread("a token is sent as it is, whatever it holds"), &["bearerFormat"]),
    row(Kind::SecurityScheme, V3, TOKENS, &["flows", "openIdConnectUrl"]),
    row(Kind::SecurityScheme, V32, TOKENS, &["oauth2MetadataUrl"]),
    row(Kind::SecurityScheme, V32, TEXTS, &["deprecated"]),
    row(Kind::Discriminator, V3_LENIENT, Read, &["propertyName", "mapping"]),
    row(Kind::Discriminator, V32, Unread("a value that no branch takes is kept as it came"), &["defaultMapping"]),
];

/// What Swagger 2.0 says of a value where it stands, and OpenAPI 3 in a `schema`.
pub(super) const INLINE: &[&str] = &[
    "type",
    "format",
    "items",
    "collectionFormat",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// Keys that an object of OpenAPI has to have, as far as the output misses them. Others that are missing are reported by
/// the stages that need them.
pub(super) const REQUIRED: &[(Kind, Versions, &str)] = &[
    (Kind::Document, ALL, "info"),
    (Kind::Document, versions(Dialect::Swagger, Dialect::V30, false), "paths"),
    (Kind::Info, ALL, "title"),
    (Kind::Info, ALL, "version"),
    (Kind::Operation, versions(Dialect::Swagger, Dialect::V30, false), "responses"),
    (Kind::RequestBody, V3, "content"),
];

/// How an object of a kind is called in messages.
pub(super) fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "a document",
        Kind::Info => "`info`",
        Kind::License => "a licence",
        Kind::Server => "a server",
        Kind::Variable => "a server's variable",
        Kind::Tag => "a tag",
        Kind::ExternalDocs => "`externalDocs`",
        Kind::Components => "`components`",
        Kind::PathItem => "a path item",
        Kind::Operation => "an operation",
        Kind::Callback => "a callback",
        Kind::Parameter => "a parameter",
        Kind::Header => "a header",
        Kind::RequestBody => "a request body",
        Kind::Response => "a response",
        Kind::MediaType => "a media type",
        Kind::Encoding => "an encoding",
        Kind::Example => "an example",
        Kind::Link => "a link",
        Kind::SecurityScheme => "a security scheme",
        Kind::Schema => "a schema",
        Kind::Discriminator => "a discriminator",
    }
}
