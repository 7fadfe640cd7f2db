//! Unions whose variants have the same shape: the one that reads everything is meant.

use super::ok;
use crate::runtime::codec::Stated as _;
use crate::runtime::codec::{self, from_slice};
use crate::types::{Priority, PurchaseKind, Retention};
use serde_json::{Value, json};
use std::collections::BTreeMap;

codec::variant! { pub struct Line { r#type: LineType = "type", text: String } }
codec::text_enum! { pub enum LineType { Line = "line", ..Unknown } }
codec::variant! { pub struct Picture { r#type: PictureType = "type", url: String } }
codec::text_enum! { pub enum PictureType { Picture = "picture", ..Unknown } }
codec::variant! { pub struct Refusal { r#type: RefusalType = "type", reasons: Option<Vec<RefusalReason>> } }
codec::text_enum! { pub enum RefusalType { Refusal = "refusal", ..Unknown } }
codec::text_enum! { pub enum RefusalReason { Rude = "rude", ..Unknown } }

codec::union! { pub enum Asked { Line(Line), Picture(Picture), ..Unknown } }
codec::union! { pub enum Answered { Line(Line), Refusal(Refusal), ..Unknown } }

codec::variant! { pub struct Question { parts: Vec<Asked> } }
codec::variant! { pub struct Answer { parts: Vec<Answered>, status: Option<String> } }

codec::union! { pub enum Message { Question(Question), Answer(Answer), ..Unknown } }
codec::union! { pub enum Said { Message(Message): Object { fields: &[must("parts")], closed: false }, Free(Value), ..Unknown } }

fn message(value: &Value) -> Message {
    ok(from_slice(value.to_string().as_bytes()))
}

fn line() -> Value {
    json!({"type": "line", "text": "x"})
}

#[test]
fn what_keeps_nothing_goes_before_what_can_be_read() {
    assert!(matches!(message(&json!({"parts": [line()]})), Message::Question(_)));
    let refusal = json!({"type": "refusal"});
    let Message::Answer(answer) = message(&json!({"parts": [line(), refusal]})) else { panic!("the answer is meant") };
    assert!(matches!(answer.parts[..], [Answered::Line(_), Answered::Refusal(_)]));
    let picture = json!({"type": "picture", "url": "x"});
    assert!(matches!(message(&json!({"parts": [picture]})), Message::Question(_)));
}

#[test]
fn else_the_one_that_keeps_least_and_the_first_of_these() {
    let new = json!({"type": "new"});
    assert!(matches!(message(&json!({"parts": [new, {"type": "refusal"}]})), Message::Answer(_)));
    // Two words are less than the object that holds them.
    let refusal = json!({"type": "refusal", "reasons": ["rude", "new", "newer"]});
    assert!(matches!(message(&json!({"parts": [refusal]})), Message::Answer(_)));
    let Message::Question(question) = message(&json!({"parts": [new]})) else { panic!("the first is meant") };
    assert_eq!(question.parts, [Asked::Unknown(new)]);
}

#[test]
fn what_is_newer_stays_with_the_variant_that_says_most_of_it() {
    let text = json!({"parts": [{"type": "new"}], "status": "x"}).to_string();
    let read: Said = ok(from_slice(text.as_bytes()));
    assert!(matches!(read, Said::Message(Message::Answer(_))), "{read:?}");

    codec::variant! { pub struct Full { reason: RefusalReason, parts: Vec<Answered>, name: String } }
    codec::variant! { pub struct Short { name: String } }
    codec::union! { pub enum Page { Short(Short), Full(Full), Names(BTreeMap<String, Value>), ..Unknown } }
    let page = json!({"name": "x", "reason": "rude", "parts": [{"type": "new"}]}).to_string();
    assert!(matches!(ok(from_slice(page.as_bytes())), Page::Full(_)));
    assert!(matches!(ok(from_slice(br#"{"name": "x", "parts": 1}"#)), Page::Short(_)));
    assert!(matches!(ok(from_slice(br#"{"reason": "new"}"#)), Page::Names(_)));
}

#[test]
fn values_of_enums_tell_variants_apart() {
    fn both<A, B>(text: &str) -> Result<A, B>
    where
        A: codec::Shaped + serde::de::DeserializeOwned,
        B: codec::Shaped + serde::de::DeserializeOwned,
    {
        ok(from_slice::<Either<A, B>>(text.as_bytes())).0
    }

    codec::text_enum! { pub enum Colour { Red = "red", ..Unknown } }
    assert!(both::<Vec<PurchaseKind>, Vec<Colour>>(r#"["one-off"]"#).is_ok());
    assert!(both::<Vec<PurchaseKind>, Vec<Colour>>(r#"["red"]"#).is_err());
    assert!(both::<Vec<PurchaseKind>, Vec<Colour>>(r#"["new"]"#).is_ok());
    assert!(both::<Vec<PurchaseKind>, Vec<Colour>>(r#"["new", "new", "one-off", "red", "red"]"#).is_err());
    codec::int_enum! { pub enum Weight { Half = -5, Two = 2, Seven = 7, ..Unknown } }
    assert!(both::<Vec<Priority>, Vec<Weight>>("[2]").is_ok());
    assert!(both::<Vec<Priority>, Vec<Weight>>("[7]").is_err());
    assert!(both::<Vec<Priority>, Vec<Weight>>("[-5, 0]").is_err());
    assert!(both::<Vec<Retention>, Vec<Priority>>(r#"[30, "forever"]"#).is_ok());
    assert!(both::<Vec<Retention>, Vec<Priority>>("[1, 30, 2, 2]").is_err());
}

/// A union of any two types.
struct Either<A, B>(Result<A, B>);

impl<A, B> codec::OneOf for Either<A, B>
where
    A: codec::Shaped + serde::de::DeserializeOwned,
    B: codec::Shaped + serde::de::DeserializeOwned,
{
    const VARIANTS: &'static [codec::Variant] = &[
        codec::Variant { name: "A", tags: &[], shape: A::SHAPE },
        codec::Variant { name: "B", tags: &[], shape: B::SHAPE },
    ];

    fn read(variant: usize, json: &codec::Json) -> Result<Self, serde_json::Error> {
        Ok(Self(if variant == 0 { Ok(json.decode()?) } else { Err(json.decode()?) }))
    }
}

impl<'de, A, B> serde::Deserialize<'de> for Either<A, B>
where
    A: codec::Shaped + serde::de::DeserializeOwned,
    B: codec::Shaped + serde::de::DeserializeOwned,
{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        codec::one_of(deserializer)
    }
}

#[test]
fn comparisons_are_only_made_so_deep() {
    codec::variant! { pub struct Left { of: Option<Box<Tree>>, leaf: Option<Answered> } }
    codec::variant! { pub struct Right { of: Option<Box<Tree>>, leaf: Option<Asked> } }
    codec::union! { pub enum Tree { Left(Left), Right(Right), ..Unknown } }
    // Were each level to compare, 2 to the 60th readings.
    let text = format!("{}{}{}", r#"{"of":"#.repeat(60), r#"{"leaf":{"type":"new"}}"#, "}".repeat(60));
    let mut tree: Tree = ok(from_slice(text.as_bytes()));
    let mut depth = 0;
    while let Tree::Left(Left { of: Some(next), .. }) | Tree::Right(Right { of: Some(next), .. }) = tree {
        (tree, depth) = (*next, depth + 1);
    }
    assert_eq!(depth, 60);
}
