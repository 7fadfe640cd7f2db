//! From the text of forms and of the parts of multipart bodies to JSON, by plan: what a server reads.

use super::super::codec::DecodeError;
use super::pairs::{pairs, read_pairs};
use super::plan::Plan;
use super::read::{array, object};
use super::{Parameter, Style};
use std::collections::BTreeMap;

/// The JSON object that a form stands for; `parameters` as for `write_form`.
///
/// # Errors
/// A property stands twice but is no array, or has not the form of its style.
pub fn read_form(text: &str, plan: &Plan, parameters: &[Parameter<'_>]) -> Result<String, DecodeError> {
    // Grouped first: a body may hold as many names as it likes.
    let mut groups = BTreeMap::new();
    let pairs = pairs(text, '&')?;
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
        let value = read_pairs(&parameter, plan.property(name), &pairs)
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

/// The JSON of the parts of one name; `None` if there is none.
///
/// # Errors
/// There are several, but the plan is not one of an array.
pub fn part_json(plan: &Plan, texts: &[&str]) -> Result<Option<String>, DecodeError> {
    match (plan, texts) {
        (_, []) => Ok(None),
        (Plan::List(item), _) => Ok(Some(array(texts.iter().map(|text| item.scalar(text))))),
        (_, [text]) => Ok(Some(plan.scalar(text))),
        _ => Err(DecodeError::new("it stands more than once")),
    }
}
