//! Form bodies (`application/x-www-form-urlencoded`): each property is written as a query parameter would be.
//!
//! Unless the document says otherwise for a property, arrays are repeated, and whatever is nested deeper stands as JSON (OpenAPI
//! 3.0.4, "Encoding Object").

use super::super::codec::{DecodeError, EncodeError};
use super::pieces::Pieces;
use super::plan::{Plan, object};
use super::{Parameter, Style, read, write};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

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

/// The JSON object that a form stands for; `parameters` as for [`write_form`].
///
/// # Errors
/// A property stands twice but is no array, or has not the form of its style.
pub fn read_form(text: &str, plan: &Plan, parameters: &[Parameter<'_>]) -> Result<String, DecodeError> {
    // Grouped first: a body may hold as many names as it likes.
    let mut groups = BTreeMap::new();
    let pairs = read::pairs(text, '&')?;
    for (name, value) in &pairs {
        let parameter = parameters.iter().find(|parameter| owns(parameter, name));
        let parameter = parameter.copied().unwrap_or(Parameter::form(name));
        groups.entry(parameter.name).or_insert((parameter, Vec::new())).1.push((name.clone(), *value));
    }
    let mut entries = Vec::new();
    for (name, (parameter, pairs)) in groups {
        let plan = plan.property(name);
        // An object stands as JSON unless its style says otherwise.
        let parameter = match plan {
            Plan::Object(..) if parameter.style == Style::Form => parameter.json(),
            _ => parameter,
        };
        let value = read::read_pairs(&parameter, plan, &pairs)
            .map_err(|error| DecodeError::new(format!("field `{name}`: {error}")))?;
        entries.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(object(entries))
}

/// Whether a name of the form belongs to this property.
fn owns(parameter: &Parameter<'_>, name: &str) -> bool {
    let rest = name.strip_prefix(parameter.name);
    rest.is_some_and(|rest| rest.is_empty() || parameter.style == Style::Deep && rest.starts_with('['))
}
