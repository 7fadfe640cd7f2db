//! Strings: by format, by pattern, within their lengths.

use super::super::pattern::Pattern;
use super::merged::Merged;
use serde_json::Value;

/// Longest text that is made for a minimum length.
const LONGEST: usize = 70_000;

/// Repetitions tried to bring a pattern's text to the wanted length.
const TRIES: u32 = 260;

/// Strings, as candidates, and why the pattern could not be honoured if it could not.
pub(super) fn texts(merged: &Merged<'_>) -> (Vec<Value>, Option<String>) {
    let (least, most) = (merged.least("minLength"), merged.most("maxLength"));
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    let read: Vec<_> = merged.texts("pattern").map(Pattern::read).collect();
    let unread = read.iter().find_map(|pattern| pattern.as_ref().err()).map(ToString::to_string);
    let patterns: Vec<Pattern> = read.into_iter().flatten().collect();
    let matches = |text: &String| patterns.iter().all(|pattern| pattern.is_in(text));
    let shown = ["example", "default"]
        .into_iter()
        .flat_map(|keyword| merged.each(keyword))
        .filter_map(|(_, value)| value.as_str());
    let shown: Vec<String> = shown.map(str::to_owned).collect();
    let formatted = merged.texts("format").find_map(by_format);
    let is_formatted = formatted.is_some();
    let candidates = match (formatted, patterns.first()) {
        (Some(texts), _) => texts.iter().map(|text| (*text).to_owned()).collect(),
        (None, Some(pattern)) => by_pattern(pattern, &fits),
        (None, None) if unread.is_some() => shown.clone(),
        (None, None) => plain(least, most),
    };
    let good = |text: &String| fits(text) && matches(text);
    let mut made: Vec<String> = candidates.into_iter().filter(good).collect();
    if made.is_empty() && !is_formatted {
        made = shown.into_iter().filter(good).collect();
    } else if made.is_empty() && merged.texts("format").all(is_loose) {
        made = patterns.iter().flat_map(|pattern| by_pattern(pattern, &fits)).filter(good).collect();
    }
    let reason = match (&unread, made.is_empty(), patterns.is_empty()) {
        (Some(unread), ..) => Some(unread.clone()),
        (None, true, false) => Some(String::from("no text was found that fits pattern, format and length together")),
        (None, true, true) => Some(String::from("no text was found that fits format and length together")),
        (None, false, _) => None,
    };
    (made.into_iter().map(Value::from).collect(), reason)
}

/// Texts of a format that gives strings a form.
fn by_format(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date" => &["2024-02-29", "0001-01-01"],
        "date-time" => &["2024-02-29T12:30:45Z", "2024-02-29T23:30:45.123456+05:30"],
        "time" => &["12:30:45Z", "12:30:45.5+01:00", "23:59:59-08:30"],
        "duration" => &["P1DT12H", "PT30S", "P1Y2M"],
        "uuid" => &["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-42D3-A456-4266141740FF"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1", "2001:DB8:0:0:0:0:0:2"],
        // In JSON octets can only stand as text; base64 is what everybody writes.
        "byte" | "binary" => &["aGVsbG8=", ""],
        "decimal" => &["12.50", "-0.001", "0.5"],
        "email" | "idn-email" => &["ann@example.com"],
        "hostname" | "idn-hostname" => &["example.com"],
        "uri" | "iri" | "url" => &["https://example.com/a?b=c#d"],
        "uri-reference" | "iri-reference" => &["/a?b=c"],
        "uri-template" => &["https://example.com/{id}"],
        "json-pointer" => &["/a/0"],
        "regex" => &["^a+$"],
        _ => return None,
    })
}

/// Whether a format leaves it to patterns what exactly a text looks like.
fn is_loose(format: &str) -> bool {
    matches!(format, "uri" | "iri" | "url" | "uri-reference" | "iri-reference" | "uri-template" | "email" | "hostname")
}

/// Texts that match, shortest first, at most three.
fn by_pattern(pattern: &Pattern, fits: &dyn Fn(&String) -> bool) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for turn in 0..6 {
        let lengths = (0..TRIES).filter_map(|more| pattern.text(more, turn));
        if let Some(text) = lengths.into_iter().find(fits)
            && !made.contains(&text)
        {
            made.push(text);
        }
        if made.len() == 3 {
            break;
        }
    }
    made
}

/// Texts that only have a length: one of letters, one with everything that JSON escapes.
fn plain(least: usize, most: usize) -> Vec<String> {
    if least > LONGEST {
        return Vec::new();
    }
    let sized = |text: &str| {
        text.chars().chain(std::iter::repeat('x')).take(text.chars().count().max(least).min(most)).collect()
    };
    vec![sized("text"), sized("\"é\\\n\u{1}\u{1f980}")]
}
