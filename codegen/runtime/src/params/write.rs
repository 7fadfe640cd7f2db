//! From pieces to text.

use super::super::codec::EncodeError;
use super::pieces::{Cut, Pieces};
use super::{Parameter, Style};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// For `allowReserved`: the reserved characters that mean nothing in a query pass, but for the comma, which joins pieces.
const RESERVED: &AsciiSet = &STRICT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b';')
    .remove(b'=');

/// For `allowReserved` where nothing is joined.
const RESERVED_WHOLE: &AsciiSet = &RESERVED.remove(b',');

/// A path parameter, percent-encoded.
///
/// # Errors
/// The value is null or empty: the path would lead elsewhere.
pub fn write_path(parameter: &Parameter<'_>, value: &Pieces) -> Result<String, EncodeError> {
    let wrong = |what: &str| EncodeError::new(format!("path parameter `{}` is {what}", parameter.name));
    let cut = value.cut(parameter.style);
    let (prefix, joint) = match parameter.style {
        Style::Label if parameter.explode => (".", "."),
        Style::Label => (".", ","),
        Style::Matrix => return matrix(parameter, cut).ok_or_else(|| wrong("null")),
        _ => ("", ","),
    };
    // A dot is unreserved, but in an exploded label it joins.
    let encode = |text: &str| if joint == "." { strict(text).replace('.', "%2E") } else { strict(text) };
    let text = match cut {
        Cut::Absent => return Err(wrong("null")),
        Cut::Text(text) => strict(&text),
        Cut::List(items) => items.iter().map(|item| encode(item)).collect::<Vec<_>>().join(joint),
        Cut::Object(entries) => entries
            .iter()
            .map(|(key, value)| {
                format!("{}{}{}", encode(key), if parameter.explode { "=" } else { joint }, encode(value))
            })
            .collect::<Vec<_>>()
            .join(joint),
    };
    if text.is_empty() { Err(wrong("empty")) } else { Ok(format!("{prefix}{text}")) }
}

fn matrix(parameter: &Parameter<'_>, cut: Cut) -> Option<String> {
    let pair = |name: &str, value: &str| {
        if value.is_empty() { format!(";{}", strict(name)) } else { format!(";{}={value}", strict(name)) }
    };
    Some(match cut {
        Cut::Absent => return None,
        Cut::Text(text) => pair(parameter.name, &strict(&text)),
        Cut::List(items) if parameter.explode && !items.is_empty() => {
            items.iter().map(|item| pair(parameter.name, &strict(item))).collect()
        }
        Cut::List(items) => pair(parameter.name, &join(&items, ",", STRICT)),
        Cut::Object(entries) if parameter.explode && !entries.is_empty() => {
            entries.iter().map(|(key, value)| pair(key, &strict(value))).collect()
        }
        Cut::Object(entries) => pair(parameter.name, &join(&flat(entries), ",", STRICT)),
    })
}

/// Adds a query parameter to a query, percent-encoded. Nothing is added for null, and nothing for an empty array or object
/// (RFC 6570, section 2.3: it counts as undefined).
///
/// # Errors
/// A piece holds the character that the style joins pieces with, where that cannot be escaped.
pub fn write_query(parameter: &Parameter<'_>, value: &Pieces, query: &mut String) -> Result<(), EncodeError> {
    for (name, value) in query_pairs(parameter, value)? {
        append(query, "&", &name, &value);
    }
    Ok(())
}

/// Adds a cookie parameter to a `Cookie` header, percent-encoded.
///
/// # Errors
/// As [`write_query`].
pub fn write_cookie(parameter: &Parameter<'_>, value: &Pieces, cookies: &mut String) -> Result<(), EncodeError> {
    for (name, value) in query_pairs(parameter, value)? {
        append(cookies, "; ", &name, &value);
    }
    Ok(())
}

fn append(text: &mut String, joint: &str, name: &str, value: &str) {
    if !text.is_empty() {
        text.push_str(joint);
    }
    text.push_str(name);
    text.push('=');
    text.push_str(value);
}

/// Encoded names and values.
fn query_pairs(parameter: &Parameter<'_>, value: &Pieces) -> Result<Vec<(String, String)>, EncodeError> {
    let name = strict(parameter.name);
    if parameter.style == Style::Deep {
        let leaves = value.leaves().into_iter();
        return Ok(leaves.map(|(path, text)| (deep_name(&name, &path), strict(&text))).collect());
    }
    let encode = |text: &str| encode(text, if parameter.reserved { RESERVED_WHOLE } else { STRICT });
    Ok(match value.cut(parameter.style) {
        Cut::Absent => Vec::new(),
        Cut::Text(text) => vec![(name, encode(&text))],
        Cut::List(items) if parameter.explode => items.iter().map(|item| (name.clone(), encode(item))).collect(),
        Cut::Object(entries) if parameter.explode => {
            entries.iter().map(|(key, value)| (strict(key), encode(value))).collect()
        }
        Cut::List(items) => joined(parameter, &items)?.map(|value| (name, value)).into_iter().collect(),
        Cut::Object(entries) => joined(parameter, &flat(entries))?.map(|value| (name, value)).into_iter().collect(),
    })
}

fn joined(parameter: &Parameter<'_>, items: &[String]) -> Result<Option<String>, EncodeError> {
    let (joint, forbidden) = match parameter.style {
        Style::Space => ("%20", Some(' ')),
        Style::Pipe => ("%7C", Some('|')),
        _ => (",", None),
    };
    if let Some(item) = forbidden.and_then(|joint| items.iter().find(|item| item.contains(joint))) {
        let name = parameter.name;
        return Err(EncodeError::new(format!(
            "parameter `{name}`: its style cannot hold an item with its delimiter: `{item}`"
        )));
    }
    let set = if parameter.reserved { RESERVED } else { STRICT };
    Ok((!items.is_empty()).then(|| join(items, joint, set)))
}

fn deep_name(name: &str, path: &[String]) -> String {
    path.iter().fold(name.to_owned(), |name, key| format!("{name}%5B{}%5D", strict(key)))
}

/// The text of a header, which is not percent-encoded; nothing for null.
///
/// # Errors
/// The text would not arrive as it is: an item with a comma, blanks at an end, or a control character.
pub fn write_header(parameter: &Parameter<'_>, value: &Pieces) -> Result<Option<String>, EncodeError> {
    let (text, items) = match value.cut(parameter.style) {
        Cut::Absent => return Ok(None),
        Cut::Text(text) => (text, Vec::new()),
        Cut::List(items) => (items.join(","), items),
        Cut::Object(entries) if parameter.explode => {
            let items: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}={value}")).collect();
            (items.join(","), items)
        }
        Cut::Object(entries) => {
            let items = flat(entries);
            (items.join(","), items)
        }
    };
    let is_altered = |text: &str| text.trim() != text || text.contains(char::is_control);
    if is_altered(&text) || items.iter().any(|item| is_altered(item) || item.contains(',')) {
        // Without the value, which may be a secret.
        let what = "a control character, a space at an end, or a comma in an item";
        return Err(EncodeError::new(format!("header `{}` cannot hold {what}", parameter.name)));
    }
    Ok(Some(text))
}

fn flat(entries: Vec<(String, String)>) -> Vec<String> {
    entries.into_iter().flat_map(|(key, value)| [key, value]).collect()
}

fn join(items: &[String], joint: &str, set: &'static AsciiSet) -> String {
    items.iter().map(|item| encode(item, set)).collect::<Vec<_>>().join(joint)
}

fn strict(text: &str) -> String {
    encode(text, STRICT)
}

fn encode(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}
