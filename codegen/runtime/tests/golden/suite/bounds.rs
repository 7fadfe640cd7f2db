//! Unions that contain themselves, as a sender may nest them who means ill, and as one may who does not.

use super::ok;
use crate::runtime::codec::Stated as _;
use crate::runtime::codec::{self, DecodeError, from_slice};
use serde::Deserialize;
use serde::de::{self, Deserializer};
use std::cell::Cell;
use std::collections::BTreeMap;

codec::variant! { pub struct Branch { of: Box<Nest> } }
codec::variant! { pub struct Leaf { leaf: i64 } }
codec::union! { pub enum Nest { Branch(Branch), Leaf(Leaf), List(Vec<Nest>), ..Unknown } }

/// Objects within each other, and a leaf.
fn nested(depth: usize, leaf: &str) -> String {
    format!("{}{leaf}{}", r#"{"of":"#.repeat(depth), "}".repeat(depth))
}

fn depth(mut nest: Nest) -> usize {
    let mut depth = 0;
    while let Nest::Branch(Branch { of }) = nest {
        (nest, depth) = (*of, depth + 1);
    }
    depth
}

#[test]
fn what_is_nested_too_deep_is_an_error_as_without_unions() {
    let text = nested(20_000, r#"{"leaf":1}"#);
    let own = from_slice::<Nest>(text.as_bytes()).expect_err("it is nested too deep");
    let plain = from_slice::<serde_json::Value>(text.as_bytes()).expect_err("it is nested too deep");
    assert_eq!(own, DecodeError { pointer: Some(String::new()), ..plain });

    let within = format!(r#"{{"first": {{"leaf":1}}, "deep": {text}, "last": {{"leaf":2}}}}"#);
    let error = from_slice::<BTreeMap<String, Nest>>(within.as_bytes()).expect_err("it is nested too deep");
    assert_eq!(error.to_string(), "/deep: recursion limit exceeded");
    let lists = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    assert!(from_slice::<Nest>(lists.as_bytes()).expect_err("it is nested too deep").syntax);
    let unknown = format!(r#"{{"new":{text}}}"#);
    assert!(from_slice::<Nest>(unknown.as_bytes()).expect_err("it is nested too deep").syntax);
}

#[test]
fn what_serde_json_would_read_is_read() {
    for levels in [1, 30, 126] {
        let text = nested(levels, r#"{"leaf":1}"#);
        assert_eq!(depth(ok(from_slice(text.as_bytes()))), levels);
        // One after the other, they are as deep as one.
        let text = format!("[{text}, {text}, {text}]");
        assert_eq!(ok(from_slice::<Vec<Nest>>(text.as_bytes())).into_iter().map(depth).max(), Some(levels));
    }
    assert!(from_slice::<Nest>(nested(127, r#"{"leaf":1}"#).as_bytes()).is_err());
    let brackets = format!(r#"{{"of":{{"leaf":1}},"note":"{}"}}"#, r#"[{\"["#.repeat(1_000));
    assert_eq!(depth(ok(from_slice(brackets.as_bytes()))), 1);
}

thread_local! {
    /// How many leaves were read.
    static READ: Cell<usize> = const { Cell::new(0) };
}

/// A leaf that is of one kind only.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind<const KIND: i64>;

impl<'de, const KIND: i64> Deserialize<'de> for Kind<KIND> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        READ.set(READ.get() + 1);
        let kind = i64::deserialize(deserializer)?;
        if kind == KIND { Ok(Self) } else { Err(de::Error::custom("another kind")) }
    }
}

impl<const KIND: i64> serde::Serialize for Kind<KIND> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(KIND)
    }
}

codec::variant! { pub struct Left { of: Option<Box<Tree>>, leaf: Option<Kind<1>> } }
codec::variant! { pub struct Right { of: Option<Box<Tree>>, leaf: Option<Kind<2>> } }
codec::union! { pub enum Tree { Left(Left), Right(Right), ..Unknown } }

/// A tree of which each level has the second variant, for what stands after all that is within.
fn late(depth: usize) -> String {
    format!(r#"{}{{"leaf":2}}{}"#, r#"{"of":"#.repeat(depth), r#","leaf":2}"#.repeat(depth))
}

/// Reads something, and counts the leaves that this took.
fn counted<T: serde::de::DeserializeOwned>(text: &str) -> (Result<T, DecodeError>, usize) {
    READ.set(0);
    (from_slice(text.as_bytes()), READ.get())
}

#[test]
fn variants_that_fail_are_not_tried_without_end() {
    // At each level both variants fail: 2 to the 19th leaves.
    let (result, read) = counted::<Tree>(&nested(18, r#"{"leaf":3}"#));
    let error = result.expect_err("no variant fits");
    assert_eq!(error.to_string(), "no variant of `Tree` can be told: the value is too ambiguous");
    assert!(read < 1 << 16, "{read} leaves were read");

    let (result, read) = counted::<Vec<Tree>>(&format!("[{}, {}]", nested(1, r#"{"leaf":1}"#), late(40)));
    let error = result.expect_err("the second is too ambiguous");
    assert_eq!(error.to_string(), "/1: no variant of `Tree` can be told: the value is too ambiguous");
    assert!(read < 1 << 16, "{read} leaves were read");

    // What was used up does not count for the next value.
    assert!(counted::<Tree>(&nested(100, r#"{"leaf":2}"#)).0.is_ok());
}

#[test]
fn what_takes_some_tries_is_read() {
    let (result, read) = counted::<Tree>(&late(9));
    assert!(matches!(ok(result), Tree::Right(_)));
    assert!(read > 1 << 10, "{read} leaves were read");
    let (result, _) = counted::<Vec<Tree>>(&format!("[{}]", vec![late(5); 200].join(",")));
    assert!(ok(result).iter().all(|tree| matches!(tree, Tree::Right(_))));
}

#[test]
fn a_tree_of_hundreds_of_leaves_is_no_more_ambiguous_than_one() {
    codec::variant! { pub struct Forest { trees: Vec<Tree> } }
    codec::variant! { pub struct Wood { trees: Vec<Tree>, name: Option<String> } }
    codec::union! { pub enum Land { Forest(Forest), Wood(Wood), ..Unknown } }
    let tree = nested(5, r#"{"leaf":2}"#);
    let text = format!(r#"{{"trees":[{}]}}"#, vec![tree; 500].join(","));
    let Land::Forest(forest) = ok(from_slice(text.as_bytes())) else { panic!("the first is meant") };
    assert_eq!(forest.trees.len(), 500);
}

#[test]
fn what_is_wrong_is_said_at_no_greater_length_than_helps() {
    let (result, read) = counted::<Tree>(&nested(10, r#"{"leaf":3}"#));
    let DecodeError { message, .. } = result.expect_err("no variant fits");
    assert_eq!(read, 1 << 11);
    assert!(message.starts_with("no variant of `Tree` fits; Left: /of: no variant of `Tree` fits; Left: /of: "));
    assert!(message.len() < 5_000, "{} bytes", message.len());
}

#[test]
fn a_reader_that_panics_leaves_nothing_behind() {
    #[derive(Clone, Debug, PartialEq, serde::Serialize)]
    pub struct Panics;
    impl<'de> Deserialize<'de> for Panics {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            panic!("this reader is broken")
        }
    }
    codec::variant! { pub struct Broken { broken: Panics } }
    codec::union! { pub enum Any { Broken(Broken), ..Unknown } }
    assert!(std::panic::catch_unwind(|| from_slice::<Any>(br#"{"broken":1}"#)).is_err());
    // Were it still within the broken one, it would not be looked at.
    assert!(from_slice::<Nest>(nested(20_000, "1").as_bytes()).is_err());
}
