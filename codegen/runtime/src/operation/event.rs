//! Server-sent events with their types: what the `data` of an event is, and how it is read and written.

use super::super::codec::{Codec, DecodeError, Encode, EncodeError, RawEvent, from_slice, from_slice_as};
use super::kinds::{Data, Events};
use serde_json::value::RawValue;
use std::time::Duration;

/// A server-sent event (WHATWG HTML, section 9.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event<T> {
    /// Its `data`.
    pub data: T,
    /// Its type (`event`); one without is called `message` by browsers.
    pub event: Option<String>,
    /// Its `id`, from which a stream goes on after a broken connection.
    pub id: Option<String>,
    /// How long to wait before connecting anew.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event of this data alone.
    pub fn new(data: T) -> Self {
        Self { data, event: None, id: None, retry: None }
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

/// What some servers send as the data of their last event, which is no JSON.
const DONE: &[u8] = b"[DONE]";

impl<C> Events<C> {
    /// Whether an event only says that there are no more.
    #[must_use]
    pub fn is_last(&self, event: &RawEvent) -> bool {
        !matches!(self.data, Data::Text) && event.data == DONE
    }

    /// Reads an event.
    ///
    /// # Errors
    /// Its data does not fit the type.
    pub fn read<T>(&self, raw: RawEvent) -> Result<Event<T>, DecodeError>
    where
        C: Codec<T>,
    {
        let data = match self.data {
            Data::Json => from_slice_as::<C, T>(&raw.data),
            Data::Text => from_slice_as::<C, T>(quoted(&raw.data)?.as_bytes()),
            // `data` of a text stays text, even if it could be JSON.
            Data::Whole => from_slice_as::<C, T>(object(&raw, &quoted(&raw.data)?)?.as_bytes()).or_else(|error| {
                let json: &RawValue = serde_json::from_slice(&raw.data).map_err(|_| error)?;
                from_slice_as::<C, T>(object(&raw, json.get())?.as_bytes())
            }),
        }?;
        Ok(Event { data, event: raw.event, id: raw.id, retry: raw.retry })
    }

    /// Writes an event. Where the data is the whole event, what it says counts.
    ///
    /// # Errors
    /// Its data cannot be written.
    pub fn write<T>(&self, event: &Event<T>) -> Result<RawEvent, EncodeError>
    where
        C: Codec<T>,
    {
        let data = serde_json::to_vec(&Encode::<C, T>::new(&event.data))?;
        let Event { event: name, id, retry, .. } = event;
        let mut raw = RawEvent { data, event: name.clone(), id: id.clone(), retry: *retry };
        match self.data {
            Data::Json => {}
            Data::Text => raw.data = text(&raw.data)?.into_bytes(),
            Data::Whole => {
                let mut members: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&raw.data)?;
                let mut said = |name: &str| members.remove(name).and_then(|value| value.as_str().map(str::to_owned));
                raw.event = said("event").or(raw.event);
                raw.id = said("id").or(raw.id);
                raw.retry =
                    members.remove("retry").and_then(|retry| retry.as_u64()).map(Duration::from_millis).or(raw.retry);
                raw.data = match members.remove("data") {
                    Some(serde_json::Value::String(text)) => text.into_bytes(),
                    Some(other) => serde_json::to_vec(&other)?,
                    None => Vec::new(),
                };
            }
        }
        Ok(raw)
    }
}

/// Text as a JSON string.
fn quoted(text: &[u8]) -> Result<String, DecodeError> {
    let text = std::str::from_utf8(text).map_err(|_| DecodeError::new("the event is not UTF-8"))?;
    serde_json::to_string(text).map_err(|error| DecodeError::new(error.to_string()))
}

/// The text of a JSON string.
fn text(json: &[u8]) -> Result<String, EncodeError> {
    from_slice(json).map_err(|error| EncodeError::new(format!("the data of an event: {error}")))
}

/// An event as a JSON object of its fields, with this JSON as its data.
fn object(raw: &RawEvent, data: &str) -> Result<String, DecodeError> {
    let mut members = vec![format!("\"data\":{data}")];
    for (name, value) in [("event", &raw.event), ("id", &raw.id)] {
        if let Some(value) = value {
            members.push(format!("\"{name}\":{}", quoted(value.as_bytes())?));
        }
    }
    members.extend(raw.retry.map(|retry| format!("\"retry\":{}", retry.as_millis())));
    Ok(format!("{{{}}}", members.join(",")))
}
