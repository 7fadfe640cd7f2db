//! From text to JSON, by style and plan: headers, and what all places of a value share.

use super::super::codec::DecodeError;
use super::plan::Plan;
use super::{Parameter, Style};
use http::HeaderMap;
use serde_json::value::RawValue;

/// The JSON of a header; `None` if it is not there. A header that stands more than once counts as one, its values joined by
/// commas (RFC 9110, section 5.3).
///
/// # Errors
/// The text is not UTF-8, or has not the form of the style.
pub fn read_headers(
    parameter: &Parameter<'_>,
    plan: &Plan,
    headers: &HeaderMap,
) -> Result<Option<String>, DecodeError> {
    let values = headers.get_all(parameter.name).iter().map(|value| std::str::from_utf8(value.as_bytes()));
    let values: Vec<&str> = values.collect::<Result<_, _>>().map_err(|_| DecodeError::new("it is not UTF-8"))?;
    if values.is_empty() { Ok(None) } else { read_header(parameter, plan, &values.join(",")).map(Some) }
}

/// The JSON of a header's text.
///
/// # Errors
/// The text has not the form of the style.
pub fn read_header(parameter: &Parameter<'_>, plan: &Plan, text: &str) -> Result<String, DecodeError> {
    if parameter.style == Style::Json {
        return Ok(text.to_owned());
    }
    joined(parameter, plan, text, &[","], |item| Ok(item.trim().to_owned()))
}

/// One text of joined pieces.
pub(super) fn joined(
    parameter: &Parameter<'_>,
    plan: &Plan,
    raw: &str,
    joints: &[&str],
    decode: impl Fn(&str) -> Result<String, DecodeError>,
) -> Result<String, DecodeError> {
    // All joints of a style mean the same.
    let split = |raw: &str| -> Result<Vec<String>, DecodeError> {
        let raw = joints.iter().skip(1).fold(raw.to_owned(), |raw, joint| raw.replace(joint, joints[0]));
        if raw.is_empty() { Ok(Vec::new()) } else { raw.split(joints[0]).map(&decode).collect() }
    };
    match plan {
        Plan::List(item) => Ok(array(split(raw)?.iter().map(|text| item.scalar(text)))),
        Plan::Object(..) if parameter.explode => {
            let entries: Result<Vec<_>, DecodeError> = raw
                .split(joints[0])
                .filter(|entry| !entry.is_empty())
                .map(|entry| {
                    let (key, value) = entry.split_once('=').unwrap_or((entry, ""));
                    let key = decode(key)?;
                    let value = plan.property(&key).scalar(&decode(value)?);
                    Ok((key, value))
                })
                .collect();
            Ok(object(entries?))
        }
        Plan::Object(..) => {
            let texts = split(raw)?;
            if texts.len() % 2 != 0 {
                return Err(DecodeError::new("its last key has no value"));
            }
            Ok(object(texts.chunks_exact(2).map(|pair| (pair[0].clone(), plan.property(&pair[0]).scalar(&pair[1])))))
        }
        _ => Ok(plan.scalar(&decode(raw)?)),
    }
}

impl Plan {
    /// The JSON of one piece of text, already decoded.
    pub(super) fn scalar(&self, text: &str) -> String {
        let as_it_is = match self {
            Self::Text => false,
            Self::Json => {
                text.starts_with(|first: char| first == '-' || first.is_ascii_digit() || "tf".contains(first))
            }
            Self::Any => !text.starts_with(['"', '[', '{']),
            // Nested beyond what the style can say: it travels as JSON.
            Self::List(_) => text.starts_with('['),
            Self::Object(..) => text.starts_with('{'),
        };
        // Text that is no JSON becomes a string, and the type says what it expected instead.
        if as_it_is && serde_json::from_str::<&RawValue>(text).is_ok() { text.trim().to_owned() } else { quoted(text) }
    }

    /// The plan of a property.
    pub(super) fn property(&self, key: &str) -> &Plan {
        match self {
            Self::Object(known, rest) => {
                let declared = known.iter().find(|(name, _)| *name == key).map(|(_, plan)| plan);
                declared.or(*rest).unwrap_or(&Self::Any)
            }
            _ => &Self::Any,
        }
    }
}

/// A JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A JSON array.
pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
}

/// A JSON object. A key that stands twice stays so: it is for the reader to refuse.
pub(super) fn object(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{}:{value}", quoted(&key))).collect();
    format!("{{{}}}", entries.join(","))
}
