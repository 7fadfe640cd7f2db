//! JSON that keeps the text of its numbers, so that `12.50` and `12.5` differ and no amount passes through a float.

use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// A JSON value. Two are equal if they differ in white space, escapes and order of keys alone.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Json {
    Object(BTreeMap<String, Json>),
    List(Vec<Json>),
    Text(String),
    /// A number, a boolean or null, as it is written.
    Bare(String),
}

impl Json {
    /// Reads a value.
    pub(crate) fn parse(text: &str) -> Self {
        Self::try_parse(text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
    }

    /// Reads the body of a message.
    pub(crate) fn of_body(body: &[u8]) -> Self {
        Self::parse(std::str::from_utf8(body).expect("JSON travels as UTF-8"))
    }

    fn try_parse(text: &str) -> serde_json::Result<Self> {
        let text = text.trim();
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(text)?;
                let members = members.into_iter().map(|(key, value)| Ok((key, Self::try_parse(value.get())?)));
                Self::Object(members.collect::<serde_json::Result<_>>()?)
            }
            Some(b'[') => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(text)?;
                Self::List(items.iter().map(|item| Self::try_parse(item.get())).collect::<serde_json::Result<_>>()?)
            }
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            _ => Self::Bare(serde_json::from_str::<Box<RawValue>>(text)?.get().to_owned()),
        })
    }

    /// A member of an object.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        if let Self::Object(members) = self { members.get(key) } else { None }
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&String, &Self)> {
        if let Self::Object(members) = self { Some(members) } else { None }.into_iter().flatten()
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// A string's text, or the text of a number.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Bare(text) => Some(text),
            Self::Object(_) | Self::List(_) => None,
        }
    }

    /// The value with a member, in place of any other of that name.
    pub(crate) fn with(mut self, key: &str, value: Self) -> Self {
        if let Self::Object(members) = &mut self {
            members.insert(key.to_owned(), value);
        }
        self
    }

    /// The value without a member.
    pub(crate) fn without(mut self, key: &str) -> Self {
        if let Self::Object(members) = &mut self {
            members.remove(key);
        }
        self
    }
}

/// JSON again, so that a failed assertion can be read.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Object(members) => {
                let members: Vec<_> = members.iter().map(|(key, value)| format!("{}:{value}", quoted(key))).collect();
                write!(f, "{{{}}}", members.join(","))
            }
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", items.join(","))
            }
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Bare(text) => f.write_str(text),
        }
    }
}

#[test]
fn numbers_keep_their_text() {
    assert_eq!(Json::parse(r#" {"b": 12.50, "a": ["x\u0041"] } "#), Json::parse(r#"{"a":["xA"],"b":12.50}"#));
    assert_ne!(Json::parse("12.50"), Json::parse("12.5"));
    let text = r#"{"a":[null,true,"\"\\"],"b":9007199254740993}"#;
    assert_eq!(Json::parse(text).to_string(), text);
}
