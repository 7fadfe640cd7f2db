//! What errors may say of a body: the place, what was expected and what kind of thing stood there, but not the thing itself.
//!
//! Errors end up in logs, bodies hold secrets. `invalid type: string "hunter2", expected i64` becomes `invalid type: string of 7
//! characters, expected i64`; in the messages of other crates, which quote as they like, `…` stands for what they repeat of
//! the value. Names of properties and types stay.

use serde_json::Value;
use std::collections::BTreeSet;

/// Messages that hold names alone, or what has been through here.
const NAMES_ALONE: [&str; 4] = ["missing field `", "duplicate field `", "unknown field `", "no variant of `"];

/// A message about the value at a place of a JSON text, without the value.
pub(super) fn discreet(message: &str, text: &[u8], pointer: &str) -> String {
    if NAMES_ALONE.iter().any(|start| message.starts_with(start)) {
        return message.to_owned();
    }
    unexpected(message).unwrap_or_else(|| masked(message, &value(text, pointer)))
}

/// serde's own `invalid type: string "…", expected …`, with the kind alone.
fn unexpected(message: &str) -> Option<String> {
    let (head, rest) =
        message.split_once(": ").filter(|(head, _)| matches!(*head, "invalid type" | "invalid value"))?;
    if let Some(quoted) = rest.strip_prefix("string \"") {
        let (length, end) = debug_end(quoted)?;
        let characters = if length == 1 { "character" } else { "characters" };
        return Some(format!("{head}: string of {length} {characters}{}", &quoted[end..]));
    }
    match rest.split_once(" `") {
        Some((kind @ ("integer" | "floating point" | "boolean" | "character"), shown)) => {
            Some(format!("{head}: {kind}{}", &shown[shown.find("`, expected ")? + 1..]))
        }
        // A sequence, a map, null: what serde says of others holds no value.
        _ => Some(message.to_owned()),
    }
}

/// How many characters a text has that `Debug` wrote, and where it ends, with its closing quote.
fn debug_end(quoted: &str) -> Option<(usize, usize)> {
    let mut characters = quoted.char_indices();
    let mut length = 0;
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((length, at + 1)),
            // `\u{7f}`, or one more character.
            '\\' => {
                let is_code = characters.next().is_some_and(|(_, escaped)| escaped == 'u');
                is_code.then(|| characters.find(|(_, last)| *last == '}'));
            }
            _ => {}
        }
        length += 1;
    }
    None
}

/// The text of a value: that of a string without quotes. Of a place that is not there, all of it.
fn value(text: &[u8], pointer: &str) -> String {
    let whole: Option<Value> = serde_json::from_slice(text).ok();
    match whole.as_ref().and_then(|value| value.pointer(pointer)) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::from_utf8_lossy(text).into_owned(),
    }
}

/// A message with `…` for what it repeats of a value: quoted, as a word, or as part of a number.
fn masked(message: &str, value: &str) -> String {
    let words: BTreeSet<&str> = value.split(|character: char| !character.is_alphanumeric()).collect();
    let mut out = String::new();
    let mut rest = message;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let quoted = match first {
            '"' => debug_end(after).map(|(_, end)| end),
            '`' | '\'' => after.find(first).filter(|end| value.contains(&after[..*end])).map(|end| end + 1),
            _ => None,
        };
        if let Some(end) = quoted {
            out.extend([first, '…', first]);
            rest = &after[end..];
            continue;
        }
        let end = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after_word) = rest.split_at(end.max(first.len_utf8()));
        let is_number = word.len() > 1 && word.contains(|character: char| character.is_ascii_digit());
        let is_repeated = words.contains(word) || is_number && value.contains(word);
        out.push_str(if end > 0 && is_repeated { "…" } else { word });
        rest = after_word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_says_the_kind_alone() {
        let cases = [
            (r#"invalid type: string "hunter2", expected i64"#, "invalid type: string of 7 characters, expected i64"),
            (
                r#"invalid value: string "a\", expected \u{7f}b", expected a key"#,
                "invalid value: string of 15 characters, expected a key",
            ),
            ("invalid type: integer `4111`, expected a string", "invalid type: integer, expected a string"),
            ("invalid type: boolean `true`, expected i64", "invalid type: boolean, expected i64"),
            ("invalid value: floating point `1.5`, expected i64", "invalid value: floating point, expected i64"),
            ("invalid type: null, expected a string", "invalid type: null, expected a string"),
            ("missing field `secret`", "missing field `secret`"),
        ];
        for (message, expected) in cases {
            assert_eq!(discreet(message, b"{}", ""), expected);
        }
    }

    #[test]
    fn others_repeat_nothing_of_the_value() {
        let body = br#"{"key":"hunter2-2026-13-45"}"#;
        let cases = [
            (r#"failed to parse "hunter2-2026-13-45": no date"#, r#"failed to parse "…": no date"#),
            ("unknown variant `hunter2`, expected `a` or `b`", "unknown variant `…`, expected `a` or `b`"),
            ("month 13 is not in 1..=12; hunter2?", "month … is not in 1..=12; …?"),
            ("found 'h' at the start", "found '…' at the start"),
        ];
        for (message, expected) in cases {
            assert_eq!(discreet(message, body, "/key"), expected);
        }
    }
}
