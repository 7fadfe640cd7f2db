//! A JSON object whose properties are read one by one.

use super::super::codec::{Codec, Decode, DecodeError, Object, Reader, Rest, fill, from_slice, object};
use super::incoming::body_problem;
use super::problem::Problem;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// A body whose properties belong to the request itself, each still as text.
#[derive(Debug, Default)]
pub struct ObjectBody(BTreeMap<String, Box<RawValue>>);

impl Object for ObjectBody {
    const KEYS: &'static [&'static str] = &[];
    const KEEPS: bool = true;

    fn name() -> &'static str {
        "the request"
    }

    fn read<R: Reader>(reader: R) -> Result<Self, R::Error> {
        fill::<Self, R, _>(reader, (Rest::EMPTY,)).map(|(properties,)| Self(properties))
    }
}

impl<'de> Deserialize<'de> for ObjectBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object(deserializer)
    }
}

impl ObjectBody {
    pub(super) fn read(text: &[u8]) -> Result<Self, Problem> {
        from_slice(text).map_err(|error| body_problem(&error))
    }

    /// A property that must be there; it may be null if the type takes it.
    ///
    /// # Errors
    /// 422: it is missing or does not fit.
    pub fn required<T: DeserializeOwned>(&self, name: &str) -> Result<T, Problem> {
        let missing = || body_problem(&at_top(format!("missing field `{name}`")));
        let json = self.0.get(name).ok_or_else(missing)?;
        from_slice(json.get().as_bytes()).map_err(|error| {
            let key = name.replace('~', "~0").replace('/', "~1");
            let pointer = Some(format!("/{key}{}", error.pointer.unwrap_or_default()));
            body_problem(&DecodeError { pointer, ..error })
        })
    }

    /// A property that must be there, by an adapter.
    ///
    /// # Errors
    /// 422: it is missing or does not fit.
    pub fn required_as<C: Codec<T>, T>(&self, name: &str) -> Result<T, Problem> {
        self.required::<Decode<C, T>>(name).map(|value| value.0)
    }

    /// A property that may be absent. Null is the same, unless the type takes it.
    ///
    /// # Errors
    /// 422: it does not fit.
    pub fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Problem> {
        match self.0.get(name).map(|json| json.get()) {
            None => Ok(None),
            Some("null") => Ok(serde_json::from_str("null").ok()),
            Some(_) => self.required(name).map(Some),
        }
    }

    /// A property that may be absent, by an adapter. Null is the same, unless the type takes it.
    ///
    /// # Errors
    /// 422: it does not fit.
    pub fn optional_as<C: Codec<T>, T>(&self, name: &str) -> Result<Option<T>, Problem> {
        Ok(self.optional::<Decode<C, T>>(name)?.map(|value| value.0))
    }

    /// Refuses properties that are not declared (`additionalProperties: false`).
    ///
    /// # Errors
    /// 422: there is one.
    pub fn refuse_unknown(&self, known: &[&str]) -> Result<(), Problem> {
        match self.0.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(body_problem(&at_top(format!("unknown field `{name}`")))),
            None => Ok(()),
        }
    }
}

/// An error of the object as a whole.
fn at_top(message: String) -> DecodeError {
    DecodeError { pointer: Some(String::new()), ..DecodeError::new(message) }
}
