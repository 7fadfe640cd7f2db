//! From the text of paths, queries, cookies and forms to JSON, by style and plan: what a server reads.

use super::super::codec::DecodeError;
use super::plan::Plan;
use super::read::{array, joined, object};
use super::{Parameter, Style};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// Nesting that a `deepObject` may have.
const MAX_DEPTH: usize = 16;

/// The JSON of a path parameter; `raw` is what stands in the path, still percent-encoded.
///
/// # Errors
/// The text is not UTF-8, or has not the form of the style.
pub fn read_path(parameter: &Parameter<'_>, plan: &Plan, raw: &str) -> Result<String, DecodeError> {
    let wrong = || DecodeError::new("it does not have the style of the parameter");
    match parameter.style {
        Style::Simple => joined(parameter, plan, raw, &[","], decode),
        Style::Label => {
            let joint = if parameter.explode { "." } else { "," };
            joined(parameter, plan, raw.strip_prefix('.').ok_or_else(wrong)?, &[joint], decode)
        }
        Style::Matrix => {
            let raw = raw.strip_prefix(';').ok_or_else(wrong)?;
            let pairs = split_pairs(raw, ';')?;
            read_pairs(parameter, plan, &pairs)?.ok_or_else(wrong)
        }
        _ => decode(raw),
    }
}

/// Names, decoded, and values, still encoded, of a query (joined by `&`) or a `Cookie` header (joined by `;`).
///
/// # Errors
/// A name is not UTF-8.
pub fn pairs(text: &str, joint: char) -> Result<Vec<(String, &str)>, DecodeError> {
    split_pairs(text, joint)
}

fn split_pairs(text: &str, joint: char) -> Result<Vec<(String, &str)>, DecodeError> {
    text.split(joint)
        .map(str::trim)
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode_query(name)?, value))
        })
        .collect()
}

/// The JSON of a parameter of a query or a `Cookie` header; `None` if it is not there.
///
/// # Errors
/// The parameter stands twice but is no array, its text is not UTF-8, or it has not the form of the style.
pub fn read_pairs(
    parameter: &Parameter<'_>,
    plan: &Plan,
    pairs: &[(String, &str)],
) -> Result<Option<String>, DecodeError> {
    if parameter.style == Style::Deep {
        return deep_parameter(parameter.name, plan, pairs);
    }
    if let (true, Plan::Object(known, rest)) = (exploded(parameter), plan) {
        return exploded_object(known, rest.is_some(), plan, pairs);
    }
    let values: Vec<&str> = pairs.iter().filter(|(name, _)| name == parameter.name).map(|(_, value)| *value).collect();
    let [first, rest @ ..] = values.as_slice() else { return Ok(None) };
    if let (true, Plan::List(item)) = (exploded(parameter), plan) {
        let items: Result<Vec<String>, DecodeError> =
            values.iter().map(|value| Ok(item.scalar(&decode_query(value)?))).collect();
        return Ok(Some(if values == [""] { array([]) } else { array(items?) }));
    }
    if let (true, Plan::Any, false) = (exploded(parameter), plan, rest.is_empty()) {
        let items: Result<Vec<String>, DecodeError> =
            values.iter().map(|value| Ok(plan.scalar(&decode_query(value)?))).collect();
        return Ok(Some(array(items?)));
    }
    if !rest.is_empty() {
        return Err(DecodeError::new("it stands more than once"));
    }
    Ok(Some(match parameter.style {
        Style::Json => decode_query(first)?,
        Style::Space => joined(parameter, plan, first, &["%20", "+", " "], decode_query)?,
        Style::Pipe => joined(parameter, plan, first, &["%7C", "%7c", "|"], decode_query)?,
        _ => joined(parameter, plan, first, &[","], decode_query)?,
    }))
}

/// Whether each piece is a pair of its own.
fn exploded(parameter: &Parameter<'_>) -> bool {
    parameter.explode && matches!(parameter.style, Style::Matrix | Style::Form | Style::Space | Style::Pipe)
}

/// An exploded object's properties stand beside the other parameters: declared ones are taken, and all others only where
/// undeclared properties are kept.
fn exploded_object(
    known: &[(&str, Plan)],
    rest: bool,
    plan: &Plan,
    pairs: &[(String, &str)],
) -> Result<Option<String>, DecodeError> {
    let mut entries = Vec::new();
    for (name, value) in pairs {
        if rest || known.iter().any(|(key, _)| key == name) {
            entries.push((name.clone(), plan.property(name).scalar(&decode_query(value)?)));
        }
    }
    Ok((!entries.is_empty()).then(|| object(entries)))
}

/// Keys that lead to a text, and the text.
type Leaf<'a> = (Vec<&'a str>, String);

/// `x[a][b]=1`: names are `x`, then keys in brackets.
fn deep_parameter(name: &str, plan: &Plan, pairs: &[(String, &str)]) -> Result<Option<String>, DecodeError> {
    let mut leaves = Vec::new();
    for (full, value) in pairs {
        let Some(rest) = full.strip_prefix(name) else { continue };
        if rest.is_empty() {
            leaves.push((Vec::new(), decode_query(value)?));
        } else if let Some(inner) = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let path: Vec<&str> = inner.split("][").collect();
            if path.len() > MAX_DEPTH {
                return Err(DecodeError::new(format!("it is nested more than {MAX_DEPTH} levels deep")));
            }
            leaves.push((path, decode_query(value)?));
        }
    }
    if leaves.is_empty() { Ok(None) } else { deep(plan, &leaves).map(Some) }
}

fn deep(plan: &Plan, leaves: &[Leaf<'_>]) -> Result<String, DecodeError> {
    if let Plan::List(item) = plan {
        if leaves.iter().all(|(path, _)| path.is_empty()) {
            return Ok(array(leaves.iter().map(|(_, text)| item.scalar(text))));
        }
        let mut items = Vec::new();
        for (index, group) in grouped(leaves) {
            if index.is_empty() {
                // `x[]=a&x[]=b`: each is an item.
                for leaf in group {
                    items.push(deep(item, &[leaf])?);
                }
            } else {
                items.push(deep(item, &group)?);
            }
        }
        return Ok(array(items));
    }
    match leaves {
        [(path, text)] if path.is_empty() => Ok(plan.scalar(text)),
        _ if leaves.iter().any(|(path, _)| path.is_empty()) => Err(DecodeError::new("it stands more than once")),
        _ => {
            let mut entries = Vec::new();
            for (key, group) in grouped(leaves) {
                let value = deep(plan.property(key), &group)?;
                entries.push((key.to_owned(), value));
            }
            Ok(object(entries))
        }
    }
}

/// Leaves without their first key, by that key, in order of first appearance.
fn grouped<'a>(leaves: &[Leaf<'a>]) -> Vec<(&'a str, Vec<Leaf<'a>>)> {
    let mut groups: Vec<(&str, Vec<Leaf<'_>>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (path, text) in leaves {
        let (key, rest) = path.split_first().map_or(("", Vec::new()), |(key, rest)| (*key, rest.to_vec()));
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        groups[place].1.push((rest, text.clone()));
    }
    groups
}

fn decode(raw: &str) -> Result<String, DecodeError> {
    let decoded = percent_decode_str(raw).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| DecodeError::new("it is not UTF-8"))
}

/// In queries and forms a plus stands for a blank.
fn decode_query(raw: &str) -> Result<String, DecodeError> {
    decode(&raw.replace('+', " "))
}
