//! A small API by hand: every kind of type, printed as it will be read.

use super::*;
use crate::diagnostics::Place;
use crate::emit::rust::{Head, render};
use crate::ir::{
    Additional, Docs, Enum, EnumBase, EnumValue, Field, LeftOut, Shape, Struct, Text, Traits, Type, TypeId, TypeOrigin,
    Union, Usage, Variant, Wire,
};
use crate::names::Scope;
use crate::options::Layout;
use serde_json::{Value, json};

fn said(text: &str) -> Docs {
    Docs { description: Some(Text(text.to_owned())), ..Docs::default() }
}

fn def(scope: &mut Scope, name: &str, traits: Traits, kind: TypeKind) -> TypeDef {
    let usage = Usage { request: true, response: true };
    let origin = TypeOrigin::Component(name.to_owned());
    let docs = said(&format!("About {name}."));
    TypeDef {
        name: scope.pascal(name),
        place: Place::default(),
        origin,
        docs,
        usage,
        traits,
        kind,
        tag: None,
        of_hooks: false,
        module: None,
    }
}

fn field(scope: &mut Scope, wire: &str, ty: Type, required: bool, nullable: bool) -> Field {
    Field {
        name: scope.snake(wire),
        wire: wire.to_owned(),
        ty,
        required,
        nullable,
        docs: said(&format!("The {wire}.")),
        constraints: Default::default(),
        default: None,
        read_only: false,
        write_only: false,
        place: Place::default(),
    }
}

fn values(scope: &mut Scope, values: &[Value]) -> Vec<EnumValue> {
    let name = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let value = |value: &Value| EnumValue { name: scope.pascal(&name(value)), value: value.clone(), docs: None };
    values.iter().map(value).collect()
}

fn an_enum(base: EnumBase, of: &[Value]) -> TypeKind {
    let mut scope = Scope::default();
    let unknown = scope.pascal("Unknown");
    TypeKind::Enum(Enum { base, values: values(&mut scope, of), unknown })
}

fn record() -> TypeKind {
    let mut scope = Scope::default();
    let mut deprecated = field(&mut scope, "note", Type::String, false, true);
    deprecated.docs.deprecated = true;
    let fields = vec![
        field(&mut scope, "type", Type::String, true, false),
        field(&mut scope, "amount", Type::Decimal(Wire::Number), true, false),
        field(&mut scope, "key", Type::Named(TypeId(1)), true, true),
        field(&mut scope, "at", Type::DateTime, true, false),
        deprecated,
        field(&mut scope, "fees", Type::List(Box::new(Type::Decimal(Wire::Text))), false, false),
        field(&mut scope, "ids", Type::List(Box::new(Type::Uuid)), false, false),
        field(&mut scope, "price", Type::Named(TypeId(6)), false, true),
        field(&mut scope, "size", Type::Integer(crate::ir::Integer::U32), true, false),
    ];
    TypeKind::Struct(Struct { fields, additional: Additional::Closed })
}

fn kept() -> TypeKind {
    let mut scope = Scope::default();
    let fields = vec![
        field(&mut scope, "fields", Type::Secret, false, false),
        field(&mut scope, "name", Type::Tuple(vec![Type::Decimal(Wire::Number), Type::Bool]), false, false),
    ];
    let rest = Type::Map(Box::new(Type::Base64));
    TypeKind::Struct(Struct { fields, additional: Additional::Kept(scope.snake("additional"), rest) })
}

fn shape() -> TypeKind {
    let mut scope = Scope::default();
    let object = Shape::Object {
        required: vec![String::from("type")],
        constants: vec![(String::from("type"), vec![json!("a")])],
        known: vec![String::from("type")],
        closed: false,
    };
    let mut variant = |name: &str, ty: Type, shape: Shape| Variant {
        name: scope.pascal(name),
        ty,
        tags: if name == "record" { vec![String::from("a")] } else { Vec::new() },
        shape,
        docs: said("One."),
    };
    let variants = vec![
        variant("record", Type::Boxed(Box::new(Type::Named(TypeId(0)))), object),
        variant("price", Type::Named(TypeId(6)), Shape::Number),
        variant("nothing", Type::Null, Shape::OneOf(vec![Value::Null])),
        variant("list", Type::List(Box::new(Type::String)), Shape::Either(vec![Shape::Array])),
    ];
    TypeKind::Union(Union { discriminator: Some(String::from("type")), variants, unknown: scope.pascal("Unknown") })
}

fn api() -> Api {
    let mut scope = Scope::of_types();
    let plain = Traits::default();
    let full = Traits { ord: true, ..plain };
    let types = vec![
        def(&mut scope, "Record", plain, record()),
        def(&mut scope, "Kind", full, an_enum(EnumBase::String, &[json!("Subscription"), json!("one-off")])),
        def(&mut scope, "Priority", full, an_enum(EnumBase::Integer, &[json!(1), json!(-2)])),
        def(
            &mut scope,
            "Retention",
            plain,
            an_enum(EnumBase::Mixed, &[json!("forever"), json!(30), json!(0.5), json!(null), json!({"a": [1, null]})]),
        ),
        def(&mut scope, "Kept", Traits { default: true, ..plain }, kept()),
        def(&mut scope, "Shape", plain, shape()),
        def(&mut scope, "Price", plain, TypeKind::Alias(Type::Decimal(Wire::Number))),
        def(&mut scope, "Nothing", Traits { default: true, ..plain }, TypeKind::Struct(Struct::default())),
    ];
    Api {
        info: Default::default(),
        servers: Vec::new(),
        security_schemes: Vec::new(),
        security: Vec::new(),
        tags: Vec::new(),
        operations: Vec::new(),
        hooks: Vec::new(),
        webhook: None,
        types: Types(types),
        undocumented: Vec::new(),
        omissions: Vec::new(),
        operations_in_document: 0,
        left_out: LeftOut::default(),
        mapped: Vec::new(),
        fields: crate::ir::FieldCount::default(),
    }
}

fn printed() -> String {
    let head = Head { spec: "pets.yaml", layout: Layout::Crate, root_attributes: "" };
    render(&modules(&api(), false), head).swap_remove("types.rs").unwrap_or_default()
}

/// The item that begins with this line, up to the next blank line at depth 0.
fn item(start: &str) -> String {
    let text = printed();
    let from = text.find(&format!("\n{start}")).map_or(text.len(), |at| at + 1);
    let length = text[from..].find("\n}\n").map_or(0, |at| at + 3);
    text[from..from + length].to_owned()
}

#[test]
fn only_used_names_are_imported() {
    let expected = "\
use crate::runtime::codec;
use crate::runtime::secret::Secret;
use bytes::Bytes;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

";
    let text = printed();
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_table_says_each_field_once() {
    let expected = "\
codec::object! {
/// About Record.
pub struct Record, closed {
    r#type: String = \"type\", amount: Decimal as codec::Number, key: Option<Kind>: Required,
    at: Timestamp,
    #[deprecated]
    note: Option<Option<String>>,
    fees: Option<Vec<Decimal>> as codec::List<codec::Quoted>, ids: Option<Vec<Uuid>>,
    price: Option<Option<Price>> as codec::Maybe<codec::Number>, size: u32,
} fn new(
    r#type: impl Into<String>, amount: impl Into<Decimal>, key: Option<Kind>, at: Timestamp,
    size: u32,
) }
";
    assert!(printed().contains(expected), "{}", printed());
}

#[test]
fn undeclared_properties_are_kept_by_the_last_entry() {
    let expected = "\
codec::object! {
/// About Kept.
pub struct Kept: Default {
    fields: Option<Secret>, name: Option<(Decimal, bool)> as (codec::Number, codec::Plain),
    ..additional: BTreeMap<String, Bytes> as codec::Map<codec::Base64>
} }
";
    assert!(printed().contains(expected), "{}", printed());
}

#[test]
fn enums_list_their_values() {
    for expected in [
        "pub enum Kind { Subscription = \"Subscription\", OneOff = \"one-off\", ..Unknown } }\n",
        "pub enum Priority { N1 = 1, Minus2 = -2, ..Unknown } }\n",
    ] {
        assert!(printed().contains(expected), "{}", printed());
    }
}

#[test]
fn mixed_values_are_compared_one_by_one() {
    let expected = "\
    fn from_json(value: Value) -> Self {
        if value == \"forever\" {
            Self::Forever
        } else if value == 30 {
            Self::N30
        } else if value == 0.5 {
            Self::N0_5
        } else if value.is_null() {
            Self::Null
        } else if value == serde_json::json!({ \"a\" : [1, null] }) {
            Self::A1Null
        } else {
            Self::Unknown(value)
        }
    }
}
";
    let choice = item("impl codec::Choice for Retention {");
    assert!(choice.ends_with(expected), "{choice}");
}

#[test]
fn a_union_describes_its_variants() {
    let expected = "\
codec::union! {
/// About Shape.
pub enum Shape by \"type\" {
    /// One.
    Record(Box<Record>) = \"a\": open(&[must(\"type\").of(&[\"\\\"a\\\"\"])]),
    /// One.
    Price(Price as codec::Number): Number,
    /// One.
    Nothing,
    /// One.
    List(Vec<String>): Either(&[Array]),
    ..Unknown
} }
";
    assert!(printed().contains(expected), "{}", printed());
}

#[test]
fn a_variant_with_the_shape_of_its_struct_says_none() {
    let mut api = api();
    let own = Shape::Object {
        required: ["type", "amount", "key", "at", "size"].map(String::from).to_vec(),
        constants: vec![(String::from("key"), vec![json!("Subscription"), json!("one-off")])],
        known: ["type", "amount", "key", "at", "note", "fees", "ids", "price", "size"].map(String::from).to_vec(),
        closed: true,
    };
    if let TypeKind::Union(union) = &mut api.types.0[5].kind {
        union.variants[0].shape = own;
    }
    let head = Head { spec: "pets.yaml", layout: Layout::Crate, root_attributes: "" };
    let text = render(&modules(&api, false), head).swap_remove("types.rs").unwrap_or_default();
    assert!(text.contains("    Record(Box<Record>) = \"a\",\n"), "{text}");
}
