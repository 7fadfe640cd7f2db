//! Values cut into pieces of text: `{"R":100,"G":[1]}` becomes `R` with `100` and `G` with `[1]`.

use super::super::codec::{Codec, Encode, EncodeError};
use super::Style;
use serde::Serialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A value as JSON, ready to be cut.
#[derive(Clone, Debug)]
pub struct Pieces(Box<RawValue>);

/// The outermost level of a value. Strings stand without quotes; whatever is nested further stands as JSON; `null` is left out.
pub(super) enum Cut {
    Absent,
    Text(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Pieces {
    /// A value by its own serde traits.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn of<T: Serialize>(value: &T) -> Result<Self, EncodeError> {
        Ok(Self(serde_json::value::to_raw_value(value)?))
    }

    /// A value by an adapter.
    ///
    /// # Errors
    /// The value cannot be written as JSON.
    pub fn new<C: Codec<T>, T>(value: &T) -> Result<Self, EncodeError> {
        Self::of(&Encode::<C, T>::new(value))
    }

    /// A value that is JSON already.
    #[must_use]
    pub fn from_json(json: Box<RawValue>) -> Self {
        Self(json)
    }

    /// The JSON itself.
    #[must_use]
    pub fn json(&self) -> &RawValue {
        &self.0
    }

    pub(super) fn cut(&self, style: Style) -> Cut {
        let json = self.json();
        match json.get().as_bytes().first() {
            _ if json.get() == "null" => Cut::Absent,
            _ if style == Style::Json => Cut::Text(json.get().to_owned()),
            Some(b'[') => Cut::List(items(json).into_iter().filter_map(text).collect()),
            Some(b'{') => {
                Cut::Object(entries(json).into_iter().filter_map(|(key, value)| Some((key, text(value)?))).collect())
            }
            _ => text(json).map_or(Cut::Absent, Cut::Text),
        }
    }

    /// Every leaf with the keys and indices that lead to it.
    pub(super) fn leaves(&self) -> Vec<(Vec<String>, String)> {
        let mut found = Vec::new();
        collect(&self.0, &mut Vec::new(), &mut found);
        found
    }

    /// The properties of an object, in order; none for any other value.
    pub(super) fn properties(&self) -> Vec<(String, Pieces)> {
        entries(&self.0).into_iter().map(|(key, value)| (key, Self(value.to_owned()))).collect()
    }

    /// Whether the value is an object.
    pub(super) fn is_object(&self) -> bool {
        self.0.get().starts_with('{')
    }
}

fn collect(json: &RawValue, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    let children: Vec<(String, &RawValue)> = match json.get().as_bytes().first() {
        Some(b'[') => items(json).into_iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        Some(b'{') => entries(json),
        _ => {
            found.extend(text(json).map(|text| (path.clone(), text)));
            return;
        }
    };
    for (key, child) in children {
        path.push(key);
        collect(child, path, found);
        path.pop();
    }
}

/// A string's content, any other value's JSON; nothing for `null`.
pub(super) fn text(json: &RawValue) -> Option<String> {
    match json.get() {
        "null" => None,
        quoted if quoted.starts_with('"') => serde_json::from_str(quoted).ok(),
        other => Some(other.to_owned()),
    }
}

pub(super) fn items(json: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(json.get()).unwrap_or_default()
}

/// The entries of an object in their order; none for any other value.
fn entries(json: &RawValue) -> Vec<(String, &RawValue)> {
    serde_json::Deserializer::from_str(json.get()).deserialize_map(Entries).unwrap_or_default()
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
