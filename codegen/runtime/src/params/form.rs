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
        let listed = parameters.iter().find(|parameter| owns(parameter, plan.property(parameter.name), name));
        let parameter = listed.copied().unwrap_or_else(|| match plan.property(name) {
            Plan::Object(..) => Parameter::form(name).json(),
            _ => Parameter::form(name),
        });
        groups.entry(parameter.name).or_insert((parameter, Vec::new())).1.push((name.clone(), *value));
    }
    let mut entries = Vec::new();
    for (name, (parameter, pairs)) in groups {
        let value = read::read_pairs(&parameter, plan.property(name), &pairs)
            .map_err(|error| DecodeError::new(format!("field `{name}`: {error}")))?;
        entries.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(object(entries))
}

/// Whether a name of the form belongs to a property that is not written by default.
fn owns(parameter: &Parameter<'_>, plan: &Plan, name: &str) -> bool {
    match (parameter.style, plan) {
        // Its own properties stand beside the others.
        (Style::Form, Plan::Object(known, _)) if parameter.explode => known.iter().any(|(key, _)| *key == name),
        (Style::Deep, _) => {
            name.strip_prefix(parameter.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        }
        _ => name == parameter.name,
    }
}
