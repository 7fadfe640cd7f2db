//! Path templates: `/files/{name}.json` is a literal segment, then one of a parameter and the literal `.json`.

use crate::ir::{Path, QueryPair, Segment, SegmentPart};

/// Splits a template. An error says, in words, why no request can have such a path.
///
/// A fragment stays what it is: `/#X-Action=List` is how some documents tell apart operations that share a path, and no client
/// sends what follows `#`.
pub(super) fn parse(text: &str) -> Result<Path, String> {
    let (sent, fragment) = cut(text, '#');
    let (path, query) = cut(sent, '?');
    let Some(rest) = path.strip_prefix('/') else {
        return Err(String::from("the path does not begin with a slash"));
    };
    let segments = rest.split('/').map(segment).collect::<Result<Vec<_>, _>>()?;
    let fragment = fragment.map(str::to_owned);
    let mut path = Path { text: text.to_owned(), segments, fixed: Vec::new(), query: Vec::new(), fragment };
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        pair_of_query(pair, &mut path)?;
    }
    let mut names: Vec<&str> = path.parameters().chain(path.query.iter().map(|pair| pair.parameter.as_str())).collect();
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("the path has the parameter `{}` twice", pair[0])),
        None => Ok(path),
    }
}

/// How a template that is no path may have been meant.
pub(super) fn help(text: &str) -> Option<String> {
    let slashed = format!("/{text}");
    (!text.starts_with('/') && parse(&slashed).is_ok()).then(|| format!("did you mean `{slashed}`?"))
}

/// What stands before and after the first such character that is not part of a parameter's name.
fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    let mut inside = false;
    let found = text.char_indices().find(|(_, c)| {
        inside = (inside || *c == '{') && *c != '}';
        !inside && *c == mark
    });
    match found {
        Some((index, _)) => (&text[..index], Some(&text[index + mark.len_utf8()..])),
        None => (text, None),
    }
}

/// `name=value` and `name` are fixed, `name={parameter}` is a parameter.
fn pair_of_query(pair: &str, path: &mut Path) -> Result<(), String> {
    if !pair.contains(['{', '}']) {
        path.fixed.push(pair.to_owned());
        return Ok(());
    }
    let parameter =
        pair.split_once('=').and_then(|(wire, value)| Some((wire, value.strip_prefix('{')?.strip_suffix('}')?)));
    match parameter {
        Some((wire, name)) if !wire.is_empty() && !name.is_empty() && !format!("{wire}{name}").contains(['{', '}']) => {
            path.query.push(QueryPair { wire: wire.to_owned(), parameter: name.to_owned() });
            Ok(())
        }
        _ => Err(format!("`{pair}` in the query of the path is neither a fixed pair nor a parameter")),
    }
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
        assert_eq!(shown("/{a}{b}"), Ok("<a>+<b>".into()));
        assert_eq!(shown("/"), Ok(String::new()));
        assert_eq!(shown("/#Action=List"), Ok(String::new()));
        assert_eq!(shown("/{a?b}"), Ok("<a?b>".into()));
    }

    #[test]
    fn queries_of_templates() {
        let path = parse("/a/{id}?beta=true&flag&key={token}#part").unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(path.fixed, ["beta=true", "flag"]);
        assert_eq!(path.query, [QueryPair { wire: "key".into(), parameter: "token".into() }]);
        assert_eq!(path.route(), "/a/{id}?beta=true&flag");
        assert_eq!(path.fragment.as_deref(), Some("part"));
        assert_eq!(path.parameters().collect::<Vec<_>>(), ["id"]);
    }

    #[test]
    fn what_no_request_can_have_is_refused() {
        for text in ["a/b", "/a?b=c{d}", "/a?{b}=c", "/{a", "/a}", "/{}", "/{a}/{a}", "/{a}?b={a}", "/{a{b}}"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
