//! The keywords of schemas: those of OpenAPI 3.0 and Swagger 2.0, of JSON Schema 2020-12 and, where its meaning is clear, of
//! older drafts.

use super::Kind;
use super::table::Fate::{Read, Reported, Unread};
use super::table::{ALL, Row, row};

/// Rows of schemas. Keywords are read in documents of every version: many a 3.0 document says `const`, and there is only one
/// thing that it can mean.
pub(super) const ROWS: &[Row] = &[
    row(Kind::Schema, ALL, Read, &["$ref", "type", "format", "title", "description", "default", "example", "examples"]),
    row(Kind::Schema, ALL, Read, &["enum", "const", "nullable", "readOnly", "writeOnly", "deprecated", "externalDocs"]),
    row(Kind::Schema, ALL, Read, &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    row(Kind::Schema, ALL, Read, &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"]),
    row(Kind::Schema, ALL, Read, &["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "additionalItems"]),
    row(Kind::Schema, ALL, Read, &["properties", "required", "additionalProperties", "patternProperties"]),
    row(Kind::Schema, ALL, Read, &["minProperties", "maxProperties", "unevaluatedProperties"]),
    row(Kind::Schema, ALL, Read, &["allOf", "oneOf", "anyOf", "discriminator"]),
    row(Kind::Schema, ALL, Read, &["$defs", "definitions", "$id", "$anchor", "$dynamicAnchor", "$dynamicRef"]),
    // No type says these; where a type is made of the schema, that is reported.
    row(Kind::Schema, ALL, Reported, &["not", "if", "then", "else", "contains", "minContains", "maxContains"]),
    row(Kind::Schema, ALL, Reported, &["propertyNames", "dependentSchemas", "dependentRequired", "dependencies"]),
    row(Kind::Schema, ALL, Reported, &["unevaluatedItems", "contentSchema"]),
    row(Kind::Schema, ALL, Unread("XML is passed as text"), &["xml"]),
    row(Kind::Schema, ALL, Unread("schemas are read as JSON Schema 2020-12"), &["$schema", "$vocabulary"]),
    row(Kind::Schema, ALL, Unread("it is a note to those who maintain the document"), &["$comment"]),
    row(Kind::Schema, ALL, Unread("lists in lists are written as JSON"), &["collectionFormat"]),
];
