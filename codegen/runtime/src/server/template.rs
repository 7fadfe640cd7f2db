//! Path templates: `/files/{name}.json` matches `/files/a%2Fb.json` and captures `a%2Fb`.
//!
//! The router sees only whole segments. Which part of a segment a parameter takes is found out here, on the path as it was sent:
//! it is split first and decoded afterwards, so an encoded slash cannot move a border.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What the literal text of a path cannot hold on the wire.
const LITERAL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'#').add(b'?');

/// The router's pattern. Parameters are named by their place, so that templates may call them differently. A literal that begins
/// with `:` or `*` is one as well: a router into which this one is nested could refuse it. [`capture`] tells them apart.
pub(super) fn pattern(template: &'static str) -> String {
    let segment = |(index, segment): (usize, &str)| {
        if segment.contains('{') || segment.starts_with([':', '*']) {
            format!("{{p{index}}}")
        } else {
            utf8_percent_encode(segment, LITERAL).to_string()
        }
    };
    bare(template).split('/').enumerate().map(segment).collect::<Vec<_>>().join("/")
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
        return (percent_decode_str(text).decode_utf8().ok()? == template).then_some(());
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

/// How much of a template is literal: of two that match, the one with more is meant.
pub(super) fn literal_len(template: &str) -> usize {
    template.split('{').map(|part| part.rsplit('}').next().unwrap_or_default().len()).sum()
}
