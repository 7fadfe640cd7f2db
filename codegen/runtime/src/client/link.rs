//! `Link` headers: where the next page is (RFC 8288).
//!
//! `<https://api.example.com/pets?page=2>; rel="next", <…>; rel="last"` gives `page=2`. Only the query of the link counts: the
//! next page is asked for at the address of the first, so that no answer can send a credential elsewhere.

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link whose relation is `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(LINK).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(links).find(|(_, parameters)| is_next(parameters)).map(|(target, _)| target)
}

/// The query of an address, without its question mark; `None` if there is none.
pub(super) fn query(target: &str) -> Option<&str> {
    let target = target.split_once('#').map_or(target, |(before, _)| before);
    target.split_once('?').map(|(_, query)| query).filter(|query| !query.is_empty())
}

/// The links of one header line: target and parameters of each.
fn links(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let end = unquoted(after, ',').unwrap_or(after.len());
        rest = &after[end..];
        Some((target.trim(), &after[..end]))
    })
}

/// Whether one of the parameters is a `rel` that lists `next`. Of several, only the first counts (RFC 8288 section 3.3).
fn is_next(parameters: &str) -> bool {
    let mut rest = parameters;
    while let Some(start) = unquoted(rest, ';') {
        rest = &rest[start + 1..];
        let parameter = &rest[..unquoted(rest, ';').unwrap_or(rest.len())];
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            let relations = value.trim().trim_matches('"');
            return relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
        }
    }
    false
}

/// Where a character stands first outside quotes.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, found) in text.char_indices() {
        match found {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if found == wanted && !quoted => return Some(at),
            _ => {}
        }
    }
    None
}
