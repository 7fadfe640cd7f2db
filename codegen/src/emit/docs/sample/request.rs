//! One sample call of an operation: which of its fields it shows, and with which values. The curl and the Rust example are
//! two spellings of it.

use super::{Direction, Sampler};
use crate::ir::{Api, Operation, Place, RequestField};
use serde_json::Value;

/// Optional fields that are shown where nothing is required: an empty call would teach nothing.
const SHOWN: usize = 3;

/// The values of a sample call, by field.
#[derive(Debug)]
pub(in super::super) struct SampleRequest {
    /// One entry for each of [`Request::fields`](crate::ir::Request::fields); `None` is left out of the call.
    pub(super) values: Vec<Option<Value>>,
}

impl SampleRequest {
    /// Chooses the fields: the required ones, the idempotency key, and those for which the document has an example.
    pub(in super::super) fn new(api: &Api, operation: &Operation) -> Self {
        let fields = &operation.request.fields;
        let body = body_example(operation);
        let value = |field: &RequestField| sample(api, field, body);
        let key = operation.idempotency.as_ref().map(|idempotency| idempotency.field);
        let told = |field: &RequestField| match &field.place {
            Place::Property(wire) => body.and_then(|body| body.get(wire)).is_some() || field.docs.example.is_some(),
            Place::Body => body.is_some(),
            _ => field.docs.example.is_some(),
        };
        let mut chosen: Vec<_> =
            fields.iter().map(|field| field.required || told(field) && !field.docs.deprecated).collect();
        let in_body = |field: &RequestField| matches!(field.place, Place::Property(_) | Place::Body);
        let says_nothing = |chosen: &[bool]| {
            !fields.iter().zip(chosen).any(|(field, chosen)| *chosen && !matches!(field.place, Place::Path(_)))
        };
        if says_nothing(&chosen) {
            let cursor = operation.pagination.as_ref().and_then(|pagination| pagination.way.field());
            let candidate = |index: &usize| {
                let field = &fields[*index];
                let is_shown = in_body(field) || matches!(field.place, Place::Query(_));
                is_shown && !field.docs.deprecated && Some(*index) != key && Some(*index) != cursor
            };
            (0..fields.len()).filter(candidate).take(SHOWN).for_each(|index| chosen[index] = true);
        }
        if let Some(slot) = key.and_then(|key| chosen.get_mut(key)) {
            *slot = true;
        }
        let mut values: Vec<_> =
            fields.iter().zip(chosen).map(|(field, chosen)| chosen.then(|| value(field))).collect();
        // A made value would be the same key on every reader's first call; this one says what to put there.
        if let Some(slot) = key.filter(|key| !told(&fields[*key])).and_then(|key| values.get_mut(key)) {
            *slot = Some(Value::from("a-new-key-for-each-call"));
        }
        Self { values }
    }

    /// The fields that are sent, with their values.
    pub(super) fn sent<'a>(&'a self, operation: &'a Operation) -> impl Iterator<Item = (&'a RequestField, &'a Value)> {
        let fields = operation.request.fields.iter().zip(&self.values);
        fields.filter_map(|(field, value)| value.as_ref().map(|value| (field, value)))
    }
}

/// The document's example of the body's first media type.
fn body_example(operation: &Operation) -> Option<&Value> {
    let content = operation.request.body.as_ref()?.contents.first()?;
    content.examples.first().map(|example| &example.value)
}

fn sample(api: &Api, field: &RequestField, body: Option<&Value>) -> Value {
    let sampler = Sampler::new(&api.types, Direction::Request);
    let (name, documented) = match &field.place {
        Place::Path(parameter) | Place::Query(parameter) | Place::Header(parameter) | Place::Cookie(parameter) => {
            (parameter.wire.as_str(), None)
        }
        Place::Property(wire) => (wire.as_str(), body.and_then(|body| body.get(wire))),
        Place::Body => ("body", body),
    };
    match documented.filter(|value| sampler.fits(&field.ty, value)) {
        Some(value) => value.clone(),
        None => sampler.bounded(&field.ty, name, &field.constraints, &field.docs, field.default.as_ref()),
    }
}
