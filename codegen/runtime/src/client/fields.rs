//! A request's values while they are being written, a group at a time: path, query, headers, cookies, a JSON object or a form.
//!
//! What does not depend on a value's type happens once, on its JSON. What goes wrong is kept until all is written, so that an
//! operation's code has no branches.

use super::super::codec::{Codec, EncodeError};
use super::super::operation::at::At;
use super::super::params::{Parameter, Pieces, write_form};
use super::Outgoing;
use super::kinds::Sends;
use serde::Serialize;
use serde_json::value::RawValue;
use std::marker::PhantomData;

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

/// A group while it is being written. What it comes to is the request's, so that nothing is left to be cleaned up here.
#[derive(Debug)]
pub struct Fields<'a> {
    request: &'a mut Outgoing,
    place: Place,
}

/// The same, where an adapter writes the value.
#[derive(Debug)]
pub struct FieldsBy<'a, C>(Fields<'a>, PhantomData<C>);

/// What a request remembers between its values.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// How the next value is written, where it is not as usual.
    how: Option<Parameter<'static>>,
    /// The entries of the object, where the group is one.
    object: String,
    /// What went wrong first.
    pub(super) wrong: Option<EncodeError>,
}

/// Begins the path.
pub fn path(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Path }
}

/// Begins the query.
pub fn query(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Query }
}

/// Begins the headers.
pub fn header(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Header }
}

/// Begins the cookies.
pub fn cookie(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Cookie }
}

/// Begins a JSON object.
pub fn json(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Json }
}

/// Begins a JSON object that has no undeclared properties.
pub fn closed_json(request: &mut Outgoing) -> Fields<'_> {
    json(request)
}

/// Begins a form.
pub fn form(request: &mut Outgoing) -> Fields<'_> {
    Fields { request, place: Place::Form }
}

/// Begins a form that has no undeclared fields.
pub fn closed_form(request: &mut Outgoing) -> Fields<'_> {
    form(request)
}

/// Writes a body.
pub fn body<T>(request: &mut Outgoing, kind: impl Sends<T>, value: &T) {
    let sent = kind.send(request, value);
    request.note(sent);
}

impl Fields<'_> {
    /// Says how the next value is written.
    pub fn how(&mut self, at: At<'static>) {
        self.request.group.how = Some(at.end());
    }

    /// Writes a value. `null` is left out but in an object.
    pub fn required<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.put(name, Some(Pieces::of(value)));
    }

    /// Writes a value, if there is one.
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) {
        self.put(name, value.as_ref().map(Pieces::of));
    }

    /// The next value is written by an adapter.
    pub fn by<C>(&mut self) -> FieldsBy<'_, C> {
        FieldsBy(Fields { request: &mut *self.request, place: self.place }, PhantomData)
    }

    fn put(&mut self, name: &'static str, value: Option<Result<Pieces, EncodeError>>) {
        let how = self.request.group.how.take();
        if let Some(value) = value {
            let written = value.and_then(|value| self.write(name, how, &value));
            self.request.note(written);
        }
    }

    fn write(&mut self, name: &'static str, how: Option<Parameter<'_>>, value: &Pieces) -> Result<(), EncodeError> {
        let usual = match self.place {
            Place::Path | Place::Header => Parameter::simple(name),
            Place::Query | Place::Cookie | Place::Json | Place::Form => Parameter::form(name),
        };
        let parameter = how.map_or(usual, |how| Parameter { name, ..how });
        match self.place {
            Place::Path => self.request.path(&parameter, value),
            Place::Query => self.request.query(&parameter, value),
            Place::Header => self.request.header(&parameter, value),
            Place::Cookie => self.request.cookie(&parameter, value),
            Place::Json | Place::Form => {
                let object = &mut self.request.group.object;
                let comma = if object.is_empty() { "" } else { "," };
                let name = serde_json::to_string(name)?;
                object.push_str(&format!("{comma}{name}:{}", value.json().get()));
                Ok(())
            }
        }
    }

    /// Ends the group; `media` has the body's media type, where it is not the usual one.
    pub fn end<const N: usize>(&mut self, media: [&'static str; N]) {
        let ended = self.ended(media.first().copied());
        self.request.note(ended);
    }

    fn ended(&mut self, media: Option<&'static str>) -> Result<(), EncodeError> {
        let request = &mut *self.request;
        match self.place {
            Place::Json => {
                let object = request.group.object();
                request.binary(media.unwrap_or("application/json"), object)
            }
            Place::Form => {
                let text = write_form(RawValue::from_string(request.group.object())?, &[])?;
                request.binary(media.unwrap_or("application/x-www-form-urlencoded"), text)
            }
            Place::Path | Place::Query | Place::Header | Place::Cookie => Ok(()),
        }
    }
}

impl<C> FieldsBy<'_, C> {
    /// Writes a value. `null` is left out but in an object.
    pub fn required<T>(mut self, name: &'static str, value: &T)
    where
        C: Codec<T>,
    {
        self.0.put(name, Some(Pieces::new::<C, T>(value)));
    }

    /// Writes a value, if there is one.
    pub fn optional<T>(mut self, name: &'static str, value: &Option<T>)
    where
        C: Codec<T>,
    {
        self.0.put(name, value.as_ref().map(Pieces::new::<C, T>));
    }
}

impl Group {
    /// The object, whole.
    fn object(&mut self) -> String {
        format!("{{{}}}", std::mem::take(&mut self.object))
    }
}
