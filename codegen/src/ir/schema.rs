//! Named types: structs, enums, unions and aliases, with every fact their emitters need.

use super::{Constraints, Docs, Text, Type};
use crate::diagnostics::Place;
use crate::names::Name;

/// A named type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its Rust name, unique among all types and operation items of the API.
    pub name: Name,
    /// Where the document states it.
    pub place: Place,
    /// Component, or inline and named by its owner's path.
    pub origin: TypeOrigin,
    /// Doc comment.
    pub docs: Docs,
    /// Whether requests, responses or both mention it, directly or through other types.
    pub usage: Usage,
    /// Built-in traits it can derive.
    pub traits: Traits,
    /// What it is.
    pub kind: TypeKind,
    /// The tag (an index into [`Api::tags`](super::Api::tags)) whose operations alone reach it, directly or through other types;
    /// `None` if operations of several tags do, or none.
    pub tag: Option<usize>,
    /// Only webhooks and callbacks reach it.
    pub of_hooks: bool,
    /// File under `types/` that holds it; `None` while all types fit one file. All types of a file belong to the same tag, or
    /// all to none.
    pub module: Option<Name>,
}

/// Where a named type comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeOrigin {
    /// `components/schemas` under this key.
    Component(String),
    /// The view of such a component that is sent, where another one is answered.
    Input(String),
    /// An inline schema.
    Inline,
}

/// Which direction a type travels in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Sent by clients.
    pub request: bool,
    /// Sent by servers.
    pub response: bool,
}

/// Built-in traits of a type, besides `Clone`, `Debug` and `PartialEq`, which all types have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// `Ord`, and so what it asks for: the items of a set have it.
    pub ord: bool,
    /// `Default`: structs without required fields.
    pub default: bool,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct with named fields.
    Struct(Struct),
    /// A closed list of values, with a variant that keeps unknown ones.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for a type expression.
    Alias(Type),
}

/// An object schema.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// Declared properties, in document order.
    pub fields: Vec<Field>,
    /// What happens to undeclared ones.
    pub additional: Additional,
}

/// `additionalProperties`.
#[derive(Clone, Debug, Default)]
pub enum Additional {
    /// Not stated: ignored when read.
    #[default]
    Ignored,
    /// `false`: refused when read.
    Closed,
    /// Stated: kept in a map field of this name, with values of this type.
    Kept(Name, Type),
}

/// A property of an object schema.
///
/// | `required` | `nullable` | Rust |
/// |---|---|---|
/// | yes | no | `T` |
/// | yes | yes | `Option<T>`, `None` is `null` |
/// | no | no | `Option<T>`, `None` is absent (`null` is read as absent) |
/// | no | yes | `Option<Option<T>>`, `None` is absent, `Some(None)` is `null` |
///
/// Any JSON and `null` alone are never marked nullable: where they may be absent, `None` is absent, and `null` a value.
#[derive(Clone, Debug)]
pub struct Field {
    /// Rust field name.
    pub name: Name,
    /// Property name in JSON.
    pub wire: String,
    /// The type of a present, non-null value.
    pub ty: Type,
    /// Listed in `required`.
    pub required: bool,
    /// May be `null`.
    pub nullable: bool,
    /// Doc comment.
    pub docs: Docs,
    /// Bounds that no type says.
    pub constraints: Constraints,
    /// `default`, as JSON.
    pub default: Option<serde_json::Value>,
    /// Only in responses.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// Where the document states it.
    pub place: Place,
}

/// A list of allowed values.
#[derive(Clone, Debug)]
pub struct Enum {
    /// JSON type of the values.
    pub base: EnumBase,
    /// The values, in document order.
    pub values: Vec<EnumValue>,
    /// The variant that keeps a value the document does not list.
    pub unknown: Name,
}

/// JSON type of an enum's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumBase {
    /// All strings; the unknown variant holds a `String`.
    String,
    /// All integers; the unknown variant holds an `i64`.
    Integer,
    /// Anything else; the unknown variant holds a `serde_json::Value`.
    Mixed,
}

/// One allowed value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Rust variant name.
    pub name: Name,
    /// The value in JSON.
    pub value: serde_json::Value,
    /// Doc comment, if the document has one for the value.
    pub docs: Option<Text>,
}

/// `oneOf` or `anyOf` with more than one live branch.
#[derive(Clone, Debug)]
pub struct Union {
    /// The property that names the variant, if the document states a discriminator.
    pub discriminator: Option<String>,
    /// Variants, in document order.
    pub variants: Vec<Variant>,
    /// The variant that keeps a value that fits no other.
    pub unknown: Name,
}

/// One branch of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Rust variant name.
    pub name: Name,
    /// Payload.
    pub ty: Type,
    /// Discriminator values that choose this variant; empty without a discriminator.
    pub tags: Vec<String>,
    /// What JSON must look like to be tried as this variant.
    pub shape: Shape,
    /// Doc comment.
    pub docs: Docs,
}

/// The outward shape of a JSON value: what can be tested without decoding it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// Any string.
    String,
    /// One of these values.
    OneOf(Vec<serde_json::Value>),
    /// An array.
    Array,
    /// An object with these keys, of which some hold one of the listed constants; when `closed`, no key beside `known`.
    Object {
        /// Keys that must be present.
        required: Vec<String>,
        /// Keys whose value must be one of these constants, where present.
        constants: Vec<(String, Vec<serde_json::Value>)>,
        /// All declared keys.
        known: Vec<String>,
        /// Undeclared keys are refused.
        closed: bool,
    },
    /// One of several shapes (a union within a union).
    Either(Vec<Shape>),
}
