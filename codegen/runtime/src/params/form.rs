//! Form bodies (`application/x-www-form-urlencoded`): each property is written as a query parameter would be.
//!
//! Unless the document says otherwise for a property, arrays are repeated, and whatever is nested deeper stands as JSON (OpenAPI
//! 3.0.4, "Encoding Object").

use super::super::codec::EncodeError;
use super::pieces::Pieces;
use super::{Parameter, write};
use serde_json::value::RawValue;

/// The text of a form; `parameters` are the properties that are not written by default.
///
/// # Errors
/// A property does not fit its style.
pub fn write_form(json: Box<RawValue>, parameters: &[Parameter<'_>]) -> Result<String, EncodeError> {
    let mut text = String::new();
    for (name, value) in Pieces::from_json(json).properties() {
        let parameter = match parameters.iter().find(|parameter| parameter.name == name) {
            Some(parameter) => *parameter,
            None if value.is_object() => Parameter::form(&name).json(),
            None => Parameter::form(&name),
        };
        write::write_query(&parameter, &value, &mut text)?;
    }
    Ok(text)
}
