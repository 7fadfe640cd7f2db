//! Formats that are most likely another one, misspelt: `datetime` is no format that anything reads, `date-time` gives a type.
//!
//! Authors are free to invent formats (OpenAPI 3.0.4, "Data Types"), so an unknown one is none of our business, unless it
//! differs from one that gives a type in case and separators alone, or in a letter.

use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::lower::context::Context;
use crate::lower::node::Node;

/// Formats that give a string a type of its own.
const OF_STRINGS: &[&str] =
    &["date-time", "date", "time", "duration", "uuid", "ipv4", "ipv6", "byte", "binary", "password", "decimal"];
/// Formats that give an integer its width.
const OF_INTEGERS: &[&str] = &["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];
/// Formats that give a number its type.
const OF_NUMBERS: &[&str] = &["float", "double", "decimal", "int32", "int64", "uint32", "uint64"];

/// Shorter ones are near to words that mean something else: `path` is two letters from `date`.
const SHORTEST: usize = 6;

/// The format that another one most likely is, for values of a type.
fn meant(format: &str, ty: Option<&str>) -> Option<&'static str> {
    let known: &[&[&'static str]] = match ty {
        Some("string") => &[OF_STRINGS],
        Some("integer") => &[OF_INTEGERS],
        Some("number") => &[OF_NUMBERS],
        Some(_) => &[],
        None => &[OF_STRINGS, OF_INTEGERS, OF_NUMBERS],
    };
    let candidates = || known.iter().flat_map(|list| list.iter().copied());
    if candidates().any(|known| known == format) {
        return None;
    }
    let wanted = letters(format);
    if wanted == "guid" {
        return candidates().find(|known| *known == "uuid");
    }
    let same = candidates().find(|known| letters(known) == wanted);
    let long = |known: &&str| known.len() >= SHORTEST && !known.contains(|c: char| c.is_ascii_digit());
    let is_word = wanted.len() >= SHORTEST && !wanted.contains(|c: char| c.is_ascii_digit());
    same.or_else(|| nearest(format, candidates().filter(long)).filter(|_| is_word))
}

/// A format without case and separators.
fn letters(format: &str) -> String {
    format.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Notes the format of a schema if it is most likely misspelt. One that the settings have a type for is as it should be.
pub(super) fn note(context: &mut Context<'_>, place: &Place, node: &Node) {
    let Some(format) = node.any.format.as_deref() else { return };
    let Some(meant) = meant(format, node.any.typ.as_deref()) else { return };
    if context.given.format(format).is_none() {
        let places = context.schemas.formats.entry((format.to_owned(), meant)).or_default();
        places.push(place.child("format"));
    }
}

/// Reports each such format once, however often it occurs.
pub(super) fn report(context: &mut Context<'_>) {
    for ((format, meant), places) in std::mem::take(&mut context.schemas.formats) {
        let Some(first) = places.first() else { continue };
        let more = match places.len() {
            1 => String::new(),
            2 => String::from(", here and in one other place"),
            count => format!(", here and in {} other places", count - 1),
        };
        let message = format!("the format `{format}` is not known, so it gives no type{more}");
        let finding = Diagnostic::new(Code::MisspeltFormat, first.clone(), message);
        context.sink.push(finding.help(format!("did you mean `{meant}`?")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_letters() {
        for (format, ty, expected) in [
            ("datetime", "string", Some("date-time")),
            ("dateTime", "string", Some("date-time")),
            ("date_time", "string", Some("date-time")),
            ("date-tiem", "string", Some("date-time")),
            ("int-32", "integer", Some("int32")),
            ("Int64", "number", Some("int64")),
            ("UUID", "string", Some("uuid")),
            ("guid", "string", Some("uuid")),
            ("bynary", "string", Some("binary")),
            ("date-time", "string", None),
            ("int64", "string", None),
            ("datetime", "integer", None),
            ("date-time-rfc1123", "string", None),
            ("unix-time", "string", None),
            ("path", "string", None),
            ("url", "string", None),
            ("long", "integer", None),
            ("int128", "integer", None),
            ("locale", "string", None),
            ("", "string", None),
        ] {
            assert_eq!(meant(format, Some(ty)), expected, "{format} of {ty}");
        }
        assert_eq!(meant("datetime", None), Some("date-time"));
    }
}
