//! Documented headers of an answer.

use super::super::codec::{Codec, DecodeError, Maybe, from_slice_as};
use super::super::operation::By;
use super::super::params::{Parameter, Plan, read_headers};
use super::Reply;

impl Reply {
    /// A header that must be there, by an adapter.
    ///
    /// # Errors
    /// The header is missing and the type has no place for that, or its text does not fit.
    pub fn required<C: Codec<T>, T>(&self, parameter: &Parameter<'_>, plan: &Plan, _: By<C>) -> Result<T, DecodeError> {
        let wrong = |what: &str| DecodeError::new(format!("header `{}`: {what}", parameter.name));
        match read_headers(parameter, plan, self.headers()).map_err(|error| wrong(&error.message))? {
            Some(json) => from_slice_as::<C, T>(json.as_bytes()).map_err(|error| wrong(&error.to_string())),
            None => from_slice_as::<C, T>(b"null").map_err(|_| wrong("it is missing")),
        }
    }

    /// A header that may be absent, by an adapter.
    ///
    /// # Errors
    /// Its text does not fit.
    pub fn optional<C: Codec<T>, T>(
        &self,
        parameter: &Parameter<'_>,
        plan: &Plan,
        _: By<C>,
    ) -> Result<Option<T>, DecodeError> {
        self.required(parameter, plan, By::<Maybe<C>>::NEW)
    }
}
