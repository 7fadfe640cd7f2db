//! Path templates: `/files/{name}.json` is a literal segment, then one of a parameter and the literal `.json`.

use crate::ir::{Path, Segment, SegmentPart};

/// Splits a template. An error says, in words, why no request can have such a path.
///
/// A fragment is dropped: `/#X-Action=List` is how some documents tell apart operations that share a path, and no client sends
/// what follows `#`.
pub(super) fn parse(text: &str) -> Result<Path, String> {
    let path = text.split('#').next().unwrap_or_default();
    let Some(rest) = path.strip_prefix('/') else {
        return Err(String::from("the path does not begin with a slash"));
    };
    if outside_braces(rest).any(|c| c == '?') {
        return Err(String::from("the path contains a query"));
    }
    let segments = rest.split('/').map(segment).collect::<Result<Vec<_>, _>>()?;
    let path = Path { text: text.to_owned(), segments };
    let mut names: Vec<&str> = path.parameters().collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("the path has the parameter `{}` twice", pair[0])),
        None => Ok(path),
    }
}

fn outside_braces(text: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    text.chars().filter(move |c| {
        inside = (inside || *c == '{') && *c != '}';
        !inside
    })
}

fn segment(text: &str) -> Result<Segment, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        push_literal(&mut parts, literal)?;
        let Some((name, after)) = after.split_once('}') else {
            return Err(String::from("a brace in the path is not closed"));
        };
        if name.is_empty() || name.contains('{') {
            return Err(String::from("a pair of braces in the path holds no name"));
        }
        if let Some(SegmentPart::Parameter(before)) = parts.last() {
            return Err(format!("nothing separates the parameters `{before}` and `{name}`"));
        }
        parts.push(SegmentPart::Parameter(name.to_owned()));
        rest = after;
    }
    push_literal(&mut parts, rest)?;
    Ok(Segment(parts))
}

fn push_literal(parts: &mut Vec<SegmentPart>, text: &str) -> Result<(), String> {
    if text.contains('}') {
        return Err(String::from("a brace in the path is not opened"));
    }
    if !text.is_empty() {
        parts.push(SegmentPart::Literal(text.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, String> {
        let shown = |part: &SegmentPart| match part {
            SegmentPart::Literal(text) => text.clone(),
            SegmentPart::Parameter(name) => format!("<{name}>"),
        };
        let path = parse(text)?;
        let segments: Vec<String> =
            path.segments.iter().map(|segment| segment.0.iter().map(shown).collect::<Vec<_>>().join("+")).collect();
        Ok(segments.join("|"))
    }

    #[test]
    fn templates() {
        assert_eq!(shown("/a/{id}.json"), Ok("a|<id>+.json".into()));
        assert_eq!(shown("/{a}-{b}/"), Ok("<a>+-+<b>|".into()));
        assert_eq!(shown("/"), Ok(String::new()));
        assert_eq!(shown("/#Action=List"), Ok(String::new()));
        assert_eq!(shown("/{a?b}"), Ok("<a?b>".into()));
    }

    #[test]
    fn what_no_request_can_have_is_refused() {
        for text in ["a/b", "/a?b={c}", "/{a", "/a}", "/{}", "/{a}{b}", "/{a}/{a}", "/{a{b}}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
