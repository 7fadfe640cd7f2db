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

/// A template without the query that some documents write into it.
fn bare(template: &'static str) -> &'static str {
    template.split('?').next().unwrap_or(template)
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
        (_, true) => text.ends_with(literal).then(|| text.len() - literal.len())?,
        _ => text.get(1..)?.find(literal)? + 1,
    };
    if end == 0 {
        return None;
    }
    found.push((name, text.get(..end)?.to_owned()));
    if literal == rest { Some(()) } else { capture_segment(rest, text.get(end..)?, found) }
}

/// How much of a template is literal: of two that match, the one with more is meant.
pub(super) fn literal_len(template: &str) -> usize {
    template.split('{').map(|part| part.rsplit('}').next().unwrap_or_default().len()).sum()
}
