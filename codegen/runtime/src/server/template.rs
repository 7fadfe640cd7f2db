//! Path templates: `/files/{name}.json` matches `/files/a%2Fb.json` and captures `a%2Fb`.
//!
//! The router sees only whole segments. Which part of a segment a parameter takes is found out here, on the path as it was sent:
//! it is split first and decoded afterwards, so an encoded slash cannot move a border.

use percent_encoding::percent_decode_str;
use std::cmp::Reverse;

/// The router's pattern. Parameters are named by their place, so that templates may call them differently. A literal that has
/// more than one spelling on the wire is one as well, and so is one that begins with `:` or `*`, which a router into which this
/// one is nested could refuse. [`capture`] tells them apart.
pub(super) fn pattern(template: &'static str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c);
    let segment = |(index, segment): (usize, &str)| {
        if segment.chars().all(plain) && !segment.starts_with([':', '*']) {
            segment.to_owned()
        } else {
            format!("{{p{index}}}")
        }
    };
    bare(template).split('/').enumerate().map(segment).collect::<Vec<_>>().join("/")
}

/// Whether some path matches both patterns.
pub(super) fn overlap(pattern: &str, other: &str) -> bool {
    let (mut segments, mut others) = (pattern.split('/'), other.split('/'));
    loop {
        match (segments.next(), others.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || a.starts_with('{') || b.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// The parameters' values, still encoded; `None` if the path is not of this template.
pub(super) fn capture(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    let mut segments = path.split('/');
    for segment in bare(template).split('/') {
        capture_segment(segment, segments.next()?, &mut found)?;
    }
    segments.next().is_none().then_some(found)
}

/// Whether a request has the pairs that the template's own query fixes: `/answers?beta=true` is not asked for by `/answers`.
pub(super) fn asked(template: &'static str, query: &str) -> bool {
    let Some((_, fixed)) = split(template) else { return true };
    let decoded = |pair: &str| percent_decode_str(pair).decode_utf8_lossy().into_owned();
    let sent: Vec<String> = query.split('&').map(decoded).collect();
    fixed.split('&').all(|pair| sent.contains(&decoded(pair)))
}

/// A template without its query.
fn bare(template: &'static str) -> &'static str {
    split(template).map_or(template, |(path, _)| path)
}

/// A template's path and query. No parameter stands in the query, but `?` may be in a parameter's name.
fn split(template: &'static str) -> Option<(&'static str, &'static str)> {
    let mark = template.rfind('}').unwrap_or_default();
    let mark = mark + template.get(mark..)?.find('?')?;
    Some((template.get(..mark)?, template.get(mark + 1..)?))
}

fn capture_segment(template: &'static str, text: &str, found: &mut Vec<(&'static str, String)>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return percent_decode_str(text).eq(percent_decode_str(template)).then_some(());
    };
    let (name, rest) = rest.split_once('}')?;
    let text = text.strip_prefix(before)?;
    // The next literal ends the value; the last one counts where it stands last.
    let literal = rest.split('{').next().unwrap_or_default();
    let end = match (literal, literal == rest) {
        ("", true) => text.len(),
        ("", false) => border(text)?,
        (_, true) => text.ends_with(literal).then(|| text.len() - literal.len())?,
        _ => text.get(1..)?.find(literal)? + 1,
    };
    if end == 0 {
        return None;
    }
    found.push((name, text.get(..end)?.to_owned()));
    if literal == rest { Some(()) } else { capture_segment(rest, text.get(end..)?, found) }
}

/// Where the second of two parameters begins that nothing separates: at the last `.` or `;`, as in `report.pdf` for
/// `{name}{extension}`; else with the last character. As sent, a character may be three.
fn border(text: &str) -> Option<usize> {
    let marked = text.rfind(['.', ';']).filter(|index| *index > 0);
    let encoded =
        || text.len().checked_sub(3).filter(|index| text.get(*index..).is_some_and(|end| end.starts_with('%')));
    marked.or_else(encoded).or_else(|| text.char_indices().next_back().map(|(index, _)| index))
}

/// Sorts templates that match the same path, the one that is meant first: segment by segment a literal before a parameter, and
/// more literal text, then more parameters, before less. What asks for a query comes before what asks for none.
pub(super) fn precedence(template: &'static str) -> Reverse<(Vec<(usize, usize)>, usize)> {
    let segment = |segment: &str| match segment.matches('{').count() {
        0 => (usize::MAX, 0),
        parameters => (segment.split('{').map(|part| part.rsplit('}').next().map_or(0, str::len)).sum(), parameters),
    };
    let query = split(template).map_or(0, |(_, query)| query.split('&').count());
    Reverse((bare(template).split('/').map(segment).collect(), query))
}
