//! JSON text to a tree. `serde_json` decides what is JSON and bounds the depth; what it would pass over in silence, a
//! key that stands twice and a number that loses digits, sends the text through the builder, which knows places.

use super::budget::{self, MAX_NODES};
use super::build::{self, Stopped};
use super::scalar;
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use crate::syntax;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::Cell;
use std::fmt;

/// Reads a JSON text; on failure the reason is returned rather than reported, since the text may be YAML yet.
pub(super) fn read(text: &str, file: FileId, sink: &mut Sink) -> Result<Value, Box<Diagnostic>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let notes = Notes::default();
    let mut deserializer = serde_json::Deserializer::from_str(body);
    let value = Node(&notes)
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| failure(&error, text, body, file))?;
    if notes.suspicious.get() {
        // Only for its findings: the tree is the one that serde_json vouches for.
        let (Ok(_) | Err(Stopped)) = build::build(syntax::json(text), file, sink);
    }
    Ok(value)
}

/// The message of `serde_json`, with its place in bytes.
fn failure(error: &serde_json::Error, text: &str, body: &str, file: FileId) -> Box<Diagnostic> {
    let line_start = body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let mark = text.len() - body.len();
    let start = (mark + line_start + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let (code, message) = if message.starts_with("recursion limit") {
        (Code::Budget, budget::too_deep())
    } else if message == TOO_MANY {
        (Code::Budget, format!("the document has more than {MAX_NODES} values"))
    } else {
        (Code::Syntax, message.to_owned())
    };
    let help = help(&message, text[start..].chars().next()).map(str::to_owned);
    Box::new(Diagnostic { help, ..Diagnostic::new(code, Place::root(file), message).span(start..start) })
}

/// What is usually the reason for a syntax error, by its message and by the character that it stopped at.
fn help(message: &str, found: Option<char>) -> Option<&'static str> {
    Some(match found {
        Some('/' | '#') if !message.starts_with("EOF") => "JSON has no comments; YAML has",
        Some('\'') => "JSON has double quotes only",
        _ if message.starts_with("trailing comma") => "nothing follows the comma before this; remove it",
        _ if message.starts_with("expected `,`") => "a comma may be missing before this",
        _ if message.starts_with("key must be a string") => "a key stands in double quotes",
        _ if message.starts_with("EOF") => "a quote or bracket that is opened in the text is not closed",
        _ if message.starts_with("expected value") || message.starts_with("expected ident") => {
            "a text stands in double quotes; beside texts and numbers there are `true`, `false` and `null`"
        }
        _ if message.starts_with("control character") => "a line break within a text is written `\\n`",
        _ => return None,
    })
}

const TOO_MANY: &str = "too many values";

/// What reading has seen so far.
#[derive(Default)]
struct Notes {
    nodes: Cell<usize>,
    suspicious: Cell<bool>,
}

/// Reads one value and counts it.
#[derive(Clone, Copy)]
struct Node<'n>(&'n Notes);

impl Node<'_> {
    fn count<E: Error>(self) -> Result<(), E> {
        let nodes = self.0.nodes.get() + 1;
        self.0.nodes.set(nodes);
        if nodes > MAX_NODES { Err(E::custom(TOO_MANY)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        if scalar::may_be_inexact(value) {
            self.0.suspicious.set(true);
        }
        // JSON has no infinities, and serde_json refuses literals that would become one.
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self)?;
            if object.insert(key, value).is_some() {
                self.0.suspicious.set(true);
            }
        }
        Ok(Value::Object(object))
    }
}
