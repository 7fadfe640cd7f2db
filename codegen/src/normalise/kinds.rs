//! What stands where in a document: the object that each key of each object holds, in every version.

/// Kind of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Document,
    Info,
    License,
    Server,
    Variable,
    Tag,
    ExternalDocs,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    SecurityScheme,
    Schema,
    Discriminator,
}

/// How many of a kind a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    One(Kind),
    List(Kind),
    /// By names that the author chose.
    Map(Kind),
}

/// Methods of a path item, 3.2's included.
pub(super) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What a key of an object holds, if that is an object or several. Keys that carry newer OpenAPI (`x-oas31-…`) hold what
/// they held before.
pub(super) fn holds(kind: Kind, key: &str) -> Option<Holds> {
    use Holds::{List, Map, One};
    let key = key.strip_prefix("x-oas31-").or_else(|| key.strip_prefix("x-oas32-")).unwrap_or(key);
    Some(match (kind, key) {
        (Kind::Document, "info") => One(Kind::Info),
        (Kind::Info, "license") => One(Kind::License),
        (Kind::Document | Kind::PathItem | Kind::Operation, "servers") => List(Kind::Server),
        (Kind::Link, "server") => One(Kind::Server),
        (Kind::Server, "variables") => Map(Kind::Variable),
        (Kind::Operation | Kind::Schema, "externalDocs") => One(Kind::ExternalDocs),
        (Kind::Document, "paths" | "webhooks") | (Kind::Components, "pathItems") => Map(Kind::PathItem),
        (Kind::Document, "components") => One(Kind::Components),
        (Kind::Document, "tags") => List(Kind::Tag),
        (Kind::Components, "schemas") | (Kind::Document, "definitions") => Map(Kind::Schema),
        (Kind::Components | Kind::Document, "responses") | (Kind::Operation, "responses") => Map(Kind::Response),
        (Kind::Components | Kind::Document, "parameters") => Map(Kind::Parameter),
        (Kind::PathItem | Kind::Operation, "parameters") => List(Kind::Parameter),
        (Kind::Components, "requestBodies") => Map(Kind::RequestBody),
        (Kind::Operation, "requestBody") => One(Kind::RequestBody),
        (Kind::Components | Kind::Response | Kind::Encoding, "headers") => Map(Kind::Header),
        (Kind::Components, "securitySchemes") => Map(Kind::SecurityScheme),
        (Kind::Components | Kind::Response, "links") => Map(Kind::Link),
        (Kind::Components | Kind::Operation, "callbacks") => Map(Kind::Callback),
        (Kind::Components, "mediaTypes") => Map(Kind::MediaType),
        (Kind::Components | Kind::Parameter | Kind::Header | Kind::MediaType, "examples") => Map(Kind::Example),
        (Kind::Callback, _) => One(Kind::PathItem),
        (Kind::PathItem, "additionalOperations") => Map(Kind::Operation),
        (Kind::PathItem, method) if METHODS.contains(&method) => One(Kind::Operation),
        (Kind::Parameter | Kind::Header | Kind::RequestBody | Kind::Response, "content") => Map(Kind::MediaType),
        (Kind::Parameter | Kind::Header, "schema") | (Kind::MediaType, "schema" | "itemSchema") => One(Kind::Schema),
        (Kind::MediaType | Kind::Encoding, "encoding") => Map(Kind::Encoding),
        (Kind::MediaType | Kind::Encoding, "prefixEncoding") => List(Kind::Encoding),
        (Kind::MediaType | Kind::Encoding, "itemEncoding") => One(Kind::Encoding),
        (Kind::Schema, key) => return in_schema(key),
        _ => return None,
    })
}

fn in_schema(key: &str) -> Option<Holds> {
    Some(match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => Holds::Map(Kind::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Holds::List(Kind::Schema),
        "items"
        | "additionalItems"
        | "contains"
        | "unevaluatedItems"
        | "additionalProperties"
        | "propertyNames"
        | "unevaluatedProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contentSchema" => Holds::One(Kind::Schema),
        "discriminator" => Holds::One(Kind::Discriminator),
        _ => return None,
    })
}
