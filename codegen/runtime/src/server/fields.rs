//! A request's values while they are being read, a group at a time: path, query, headers, cookies, a JSON object or a form.

use super::super::codec::{Codec, Maybe};
use super::super::operation::By;
use super::super::params::{Parameter, Plan};
use super::body::ObjectBody;
use super::incoming::{Incoming, Place};
use super::problem::Problem;

/// A group while it is being read.
#[derive(Debug)]
pub struct Fields<'a>(Source<'a>);

#[derive(Debug)]
enum Source<'a> {
    Parameters(&'a Incoming, Place),
    Object(ObjectBody),
}

/// The names of a group's values, and what their text stands for.
pub type Known = &'static [(&'static str, Plan)];

/// Begins the path.
///
/// # Errors
/// None; it is as for bodies.
pub fn path(request: &Incoming, _: Known) -> Result<Fields<'_>, Problem> {
    Ok(Fields(Source::Parameters(request, Place::Path)))
}

/// Begins the query.
///
/// # Errors
/// None; it is as for bodies.
pub fn query(request: &Incoming, _: Known) -> Result<Fields<'_>, Problem> {
    Ok(Fields(Source::Parameters(request, Place::Query)))
}

/// Begins the headers.
///
/// # Errors
/// None; it is as for bodies.
pub fn header(request: &Incoming, _: Known) -> Result<Fields<'_>, Problem> {
    Ok(Fields(Source::Parameters(request, Place::Header)))
}

/// Begins the cookies.
///
/// # Errors
/// None; it is as for bodies.
pub fn cookie(request: &Incoming, _: Known) -> Result<Fields<'_>, Problem> {
    Ok(Fields(Source::Parameters(request, Place::Cookie)))
}

/// Begins a JSON object.
///
/// # Errors
/// 415: the body is not called JSON. 400: it is not JSON. 422: it is no object.
pub fn json(request: &Incoming, _: Known) -> Result<Fields<'_>, Problem> {
    request.json_object().map(|object| Fields(Source::Object(object)))
}

/// Begins a JSON object that has no undeclared properties.
///
/// # Errors
/// As [`json`]. 422: there is an undeclared property.
pub fn closed_json(request: &Incoming, known: Known) -> Result<Fields<'_>, Problem> {
    closed(request.json_object()?, known)
}

/// Begins a form.
///
/// # Errors
/// 415: the body is not called a form. 400: it is none.
pub fn form(request: &Incoming, known: Known) -> Result<Fields<'_>, Problem> {
    request.form_object(&[], &Plan::Object(known, None)).map(|object| Fields(Source::Object(object)))
}

/// Begins a form that has no undeclared fields.
///
/// # Errors
/// As [`form`]. 422: there is an undeclared field.
pub fn closed_form(request: &Incoming, known: Known) -> Result<Fields<'_>, Problem> {
    closed(request.form_object(&[], &Plan::Object(known, None))?, known)
}

fn closed<'a>(object: ObjectBody, known: Known) -> Result<Fields<'a>, Problem> {
    object.refuse_unknown(&known.iter().map(|(name, _)| *name).collect::<Vec<_>>())?;
    Ok(Fields(Source::Object(object)))
}

impl Fields<'_> {
    /// A value that must be there; it may be null if the type takes it.
    ///
    /// # Errors
    /// 400 for a parameter, 422 for a property: it is missing or does not fit.
    pub fn required<C: Codec<T>, T>(&self, parameter: &Parameter<'_>, plan: &Plan, _: By<C>) -> Result<T, Problem> {
        match &self.0 {
            Source::Parameters(request, place) => request.parameter::<C, T>(*place, parameter, plan),
            Source::Object(object) => object.required_as::<C, T>(parameter.name),
        }
    }

    /// A value that may be absent. Null is the same, unless the type takes it.
    ///
    /// # Errors
    /// 400 for a parameter, 422 for a property: it does not fit.
    pub fn optional<C: Codec<T>, T>(
        &self,
        parameter: &Parameter<'_>,
        plan: &Plan,
        _: By<C>,
    ) -> Result<Option<T>, Problem> {
        match &self.0 {
            Source::Parameters(request, place) => request.parameter::<Maybe<C>, Option<T>>(*place, parameter, plan),
            Source::Object(object) => object.optional_as::<C, T>(parameter.name),
        }
    }
}
