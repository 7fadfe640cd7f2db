//! Unions.

use super::ok;
use crate::runtime::codec::{self, Json, OneOf, Variant, from_slice};
use crate::types::{Circle, CircleKind, Shape};
use rust_decimal::Decimal;
use serde_json::json;
use std::collections::BTreeMap;

fn read(text: &str) -> Shape {
    ok(from_slice(text.as_bytes()))
}

#[test]
fn tags_decide_then_shapes() {
    let circle = Shape::Circle(Box::new(Circle { kind: CircleKind::Ring, radius: 2 }));
    assert_eq!(read(r#"{"radius":2,"kind":"ring"}"#), circle);
    assert_eq!(read(r#"{"radius":2,"kind":"r\u0069ng"}"#), circle);
    assert_eq!(read("[1,2]"), Shape::Polygon(vec![1, 2]));
    assert_eq!(read("1.50"), Shape::Area(Decimal::new(150, 2)));
    assert_eq!(ok(serde_json::to_string(&read("1.50"))), "1.50");
    assert_eq!(read(r#""x""#), Shape::Name(String::from("x")));
}

#[test]
fn what_fits_no_shape_is_kept() {
    for text in [r#"{"kind":"square","side":1}"#, r#"{"kind":"square","radius":1}"#, "{}", "true", "null"] {
        assert_eq!(read(text), Shape::Unknown(ok(serde_json::from_str(text))), "{text}");
    }
    assert_eq!(ok(serde_json::to_value(Shape::Unknown(json!({"a": 1})))), json!({"a": 1}));
}

#[test]
fn what_has_a_shape_and_does_not_fit_is_explained() {
    let error =
        from_slice::<Vec<Shape>>(br#"[[1], {"kind":"circle","radius":"big"}, []]"#).expect_err("no variant fits");
    assert_eq!(error.pointer.as_deref(), Some("/1"));
    assert_eq!(
        error.message,
        "no variant of `Shape` fits; Circle: /radius: invalid type: string of 3 characters, expected i64"
    );
    for text in [r#"[["a"]]"#, r#"[ ["a"] , 1]"#, r#"[["a"],1]"#, "[[\"a\"]\n]"] {
        let error = from_slice::<Vec<Shape>>(text.as_bytes()).expect_err("no variant fits");
        assert_eq!(error.pointer.as_deref(), Some("/0"), "{text}");
        for (text, pointer) in [(format!(r#"{{"k":{text},"z":[]}}"#), "/k/0"), (format!(r#"{{"k": {text} }}"#), "/k/0")]
        {
            let error = from_slice::<BTreeMap<String, Vec<Shape>>>(text.as_bytes()).expect_err("no variant fits");
            assert_eq!(error.pointer.as_deref(), Some(pointer), "{text}");
        }
    }
    for text in [
        r#"{"k":["a"],"z":1}"#,
        r#"{"z":1,"k":["a"]}"#,
        r#"{ "k" : ["a"] , "z":1}"#,
        r#"{"k":{"kind":"ring","radius":{}}}"#,
    ] {
        let error = from_slice::<BTreeMap<String, Shape>>(text.as_bytes()).expect_err("no variant fits");
        assert_eq!(error.pointer.as_deref(), Some("/k"), "{text}");
    }
    let error = from_slice::<Shape>(br#"["a"]"#).expect_err("no variant fits");
    assert!(error.message.ends_with("Polygon: /0: invalid type: string of 1 character, expected i64"), "{error}");
}

/// Two objects that share a key: the one that declares more of the value's keys is meant.
#[derive(Debug, PartialEq)]
enum Contact {
    Named(serde_json::Value),
    Mailed(serde_json::Value),
    Closed(serde_json::Value),
    Unknown(serde_json::Value),
}

impl OneOf for Contact {
    const VARIANTS: &'static [Variant] = &[
        Variant { name: "Named", tags: &[], shape: codec::open(&[codec::may("name")]) },
        Variant {
            name: "Mailed",
            tags: &[],
            shape: codec::Shape::Either(&[codec::open(&[codec::may("name"), codec::may("mail")])]),
        },
        Variant { name: "Closed", tags: &[], shape: codec::closed(&[codec::must("id")]) },
    ];

    fn read(variant: usize, json: &Json) -> Result<Self, serde_json::Error> {
        Ok(match variant {
            0 => Self::Named(json.decode()?),
            1 => Self::Mailed(json.decode()?),
            2 => Self::Closed(json.decode()?),
            _ => Self::Unknown(json.decode()?),
        })
    }
}

#[test]
fn of_several_that_fit_the_one_that_knows_most_is_taken() {
    let read = |value: serde_json::Value| ok(codec::one_of::<Contact, _>(value));
    assert!(matches!(read(json!({"name": 1})), Contact::Named(_)));
    assert!(matches!(read(json!({"name": 1, "mail": 2})), Contact::Mailed(_)));
    assert!(matches!(read(json!({"id": 1})), Contact::Closed(_)));
    assert!(matches!(read(json!({"id": 1, "mail": 2})), Contact::Mailed(_)));
    assert!(matches!(read(json!(3)), Contact::Unknown(_)));
}
