//! A request's values while they are being written, a group at a time: path, query, headers, cookies, a JSON object or a form.
//!
//! What does not depend on a value's type happens once, on its JSON: a table hands over each value as a [`Written`].

use super::super::codec::{Codec, EncodeError};
use super::super::params::{Parameter, Pieces, write_form};
use super::Outgoing;
use serde::Serialize;
use serde_json::value::RawValue;
use std::marker::PhantomData;

/// A value that can be written, if it is there.
pub trait Written {
    /// The value as JSON.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    fn pieces(&self) -> Result<Option<Pieces>, EncodeError>;
}

/// A value that is written by its own serde traits.
#[derive(Debug)]
pub struct Value<'a, T>(Option<&'a T>);

/// A value that is written by an adapter.
#[derive(Debug)]
pub struct ValueBy<'a, C, T>(Option<&'a T>, PhantomData<C>);

/// A value that is always there.
pub fn required<T>(value: &T) -> Value<'_, T> {
    Value(Some(value))
}

/// A value that may be absent.
pub fn optional<T>(value: &Option<T>) -> Value<'_, T> {
    Value(value.as_ref())
}

impl<'a, T> Value<'a, T> {
    /// Written by an adapter.
    pub fn by<C: Codec<T>>(self) -> ValueBy<'a, C, T> {
        ValueBy(self.0, PhantomData)
    }
}

impl<T: Serialize> Written for Value<'_, T> {
    fn pieces(&self) -> Result<Option<Pieces>, EncodeError> {
        self.0.map(Pieces::of).transpose()
    }
}

impl<C: Codec<T>, T> Written for ValueBy<'_, C, T> {
    fn pieces(&self) -> Result<Option<Pieces>, EncodeError> {
        self.0.map(Pieces::new::<C, T>).transpose()
    }
}

/// Where the values of a group travel.
#[derive(Clone, Copy, Debug)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Json,
    Form,
}

/// A group while it is being written.
#[derive(Debug)]
pub struct Fields<'a> {
    request: &'a mut Outgoing,
    place: Place,
    /// The entries of the object, where the group is one.
    object: String,
}

/// Begins the path.
pub fn path(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Path, object: String::new() }
}

/// Begins the query.
pub fn query(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Query, object: String::new() }
}

/// Begins the headers.
pub fn header(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Header, object: String::new() }
}

/// Begins the cookies.
pub fn cookie(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Cookie, object: String::new() }
}

/// Begins a JSON object.
pub fn json(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Json, object: String::new() }
}

/// Begins a JSON object that has no undeclared properties.
pub fn closed_json(request: &mut Outgoing) -> Fields<'_> {
    json(request)
}

/// Begins a form.
pub fn form(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Form, object: String::new() }
}

/// Begins a form that has no undeclared fields.
pub fn closed_form(request: &mut Outgoing) -> Fields<'_> {
    form(request)
}

impl Fields<'_> {
    /// Writes a value. One that is absent is left out, and so is `null` but in an object.
    ///
    /// # Errors
    /// The value does not fit its place or the parameter's style.
    pub fn put(&mut self, parameter: &Parameter<'_>, value: &dyn Written) -> Result<(), EncodeError> {
        let Some(value) = value.pieces()? else { return Ok(()) };
        match self.place {
            Place::Path => self.request.path(parameter, &value),
            Place::Query => self.request.query(parameter, &value),
            Place::Header => self.request.header(parameter, &value),
            Place::Cookie => self.request.cookie(parameter, &value),
            Place::Json | Place::Form => {
                let comma = if self.object.is_empty() { "" } else { "," };
                let name = serde_json::to_string(parameter.name)?;
                self.object.push_str(&format!("{comma}{name}:{}", value.json().get()));
                Ok(())
            }
        }
    }

    /// Ends the group; `media` is the body's media type, where it is not the usual one.
    ///
    /// # Errors
    /// The body cannot be written.
    pub fn end(self, media: Option<&'static str>) -> Result<(), EncodeError> {
        let Self { request, place, object } = self;
        let object = format!("{{{object}}}");
        match place {
            Place::Json => request.binary(media.unwrap_or("application/json"), object),
            Place::Form => {
                let text = write_form(RawValue::from_string(object)?, &[])?;
                request.binary(media.unwrap_or("application/x-www-form-urlencoded"), text)
            }
            Place::Path | Place::Query | Place::Header | Place::Cookie => Ok(()),
        }
    }
}
