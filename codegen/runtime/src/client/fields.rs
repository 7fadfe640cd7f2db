//! A request's values while they are being written, a group at a time: path, query, headers, cookies, a JSON object or a form.
//!
//! What does not depend on a value's type happens once, on its JSON. What goes wrong is kept until the group ends, so that an
//! operation's code has no branches.

use super::super::codec::{Codec, EncodeError};
use super::super::operation::By;
use super::super::operation::at::At;
use super::super::params::{Parameter, Pieces, write_form};
use super::Outgoing;
use serde_json::value::RawValue;

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
    /// How the next value is written, where it is not as usual.
    how: Option<Parameter<'static>>,
    /// The entries of the object, where the group is one.
    object: String,
    wrong: Option<EncodeError>,
}

/// Begins the path.
pub fn path(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Path)
}

/// Begins the query.
pub fn query(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Query)
}

/// Begins the headers.
pub fn header(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Header)
}

/// Begins the cookies.
pub fn cookie(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Cookie)
}

/// Begins a JSON object.
pub fn json(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Json)
}

/// Begins a JSON object that has no undeclared properties.
pub fn closed_json(request: &mut Outgoing) -> Fields<'_> {
    json(request)
}

/// Begins a form.
pub fn form(request: &mut Outgoing) -> Fields<'_> {
    Fields::of(request, Place::Form)
}

/// Begins a form that has no undeclared fields.
pub fn closed_form(request: &mut Outgoing) -> Fields<'_> {
    form(request)
}

impl<'a> Fields<'a> {
    fn of(request: &'a mut Outgoing, place: Place) -> Self {
        Self { request, place, how: None, object: String::new(), wrong: None }
    }

    /// Says how the next value is written.
    pub fn how(&mut self, at: At<'static>) {
        self.how = Some(at.end());
    }

    /// Writes a value. `null` is left out but in an object.
    pub fn required<T, C: Codec<T>>(&mut self, name: &'static str, value: &T, _: By<C>) {
        self.put(name, Pieces::new::<C, T>(value));
    }

    /// Writes a value, if there is one.
    pub fn optional<T, C: Codec<T>>(&mut self, name: &'static str, value: &Option<T>, _: By<C>) {
        match value {
            Some(value) => self.put(name, Pieces::new::<C, T>(value)),
            None => self.how = None,
        }
    }

    fn put(&mut self, name: &'static str, value: Result<Pieces, EncodeError>) {
        let how = self.how.take();
        if let Err(error) = value.and_then(|value| self.write(name, how, &value)) {
            self.wrong.get_or_insert(error);
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
                let comma = if self.object.is_empty() { "" } else { "," };
                let name = serde_json::to_string(name)?;
                self.object.push_str(&format!("{comma}{name}:{}", value.json().get()));
                Ok(())
            }
        }
    }

    /// Ends the group; `media` is the body's media type, where it is not the usual one.
    ///
    /// # Errors
    /// A value does not fit its place or the parameter's style, or the body cannot be written.
    pub fn end(self, media: Option<&'static str>) -> Result<(), EncodeError> {
        let Self { request, place, object, wrong, .. } = self;
        let object = format!("{{{object}}}");
        match (wrong, place) {
            (Some(error), _) => Err(error),
            (None, Place::Json) => request.binary(media.unwrap_or("application/json"), object),
            (None, Place::Form) => {
                let text = write_form(RawValue::from_string(object)?, &[])?;
                request.binary(media.unwrap_or("application/x-www-form-urlencoded"), text)
            }
            (None, Place::Path | Place::Query | Place::Header | Place::Cookie) => Ok(()),
        }
    }
}
