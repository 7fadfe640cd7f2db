//! The few HTML elements that descriptions use for want of Markdown, told apart from everything else.
//!
//! `<p>Creates a <code>Charge</code></p>` is a paragraph with code in it. An element becomes the block or inline that Markdown has
//! for it, never a tag: attributes are not read but for a link's address, and what is not listed here stays text.

/// An element that has a counterpart in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    Break,
    Strong,
    Emphasis,
    Code,
    Preformatted,
    Bullets,
    Numbers,
    Item,
    Link,
}

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    /// With the address, of a link.
    Start(Element, String),
    End(Element),
}

/// Cuts raw HTML into pieces, what is not understood among the text.
pub(super) fn pieces(raw: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.find('>').and_then(|end| Some((tag(&rest[1..end])?, end))) {
            Some((piece, end)) => {
                if !text.is_empty() {
                    found.push(Piece::Text(decoded(&std::mem::take(&mut text))));
                }
                found.push(piece);
                rest = &rest[end + 1..];
            }
            None => {
                text.push('<');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        found.push(Piece::Text(decoded(&text)));
    }
    found
}

/// What stands between `<` and `>`, if it is a tag that is understood.
fn tag(inside: &str) -> Option<Piece> {
    if inside.starts_with(char::is_whitespace) || inside.contains('<') {
        return None;
    }
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside.strip_suffix('/').unwrap_or(inside)),
    };
    let name = inside.split_ascii_whitespace().next()?;
    let element = match name.to_ascii_lowercase().as_str() {
        "p" | "div" => Element::Paragraph,
        "br" => Element::Break,
        "b" | "strong" => Element::Strong,
        "i" | "em" => Element::Emphasis,
        "code" | "tt" => Element::Code,
        "pre" => Element::Preformatted,
        "ul" => Element::Bullets,
        "ol" => Element::Numbers,
        "li" => Element::Item,
        "a" => Element::Link,
        _ => return None,
    };
    Some(if closes { Piece::End(element) } else { Piece::Start(element, address(inside).unwrap_or_default()) })
}

/// The value of `href`.
fn address(inside: &str) -> Option<String> {
    let value = inside.split_once("href=")?.1;
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next()?,
        None => value.split_ascii_whitespace().next()?,
    };
    Some(decoded(value))
}

/// The entities that raw HTML most often has.
fn decoded(text: &str) -> String {
    const ENTITIES: &[(&str, &str)] =
        &[("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, meant)| text.replace(entity, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_elements_are_told_from_text() {
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(
            pieces("<P class=x>a &lt; <a target=b href='u?a=1&amp;b'>c</a><br/></p>"),
            [
                Piece::Start(Element::Paragraph, String::new()),
                text("a < "),
                Piece::Start(Element::Link, "u?a=1&b".to_owned()),
                text("c"),
                Piece::End(Element::Link),
                Piece::Start(Element::Break, String::new()),
                Piece::End(Element::Paragraph),
            ]
        );
        assert_eq!(pieces("a < b <script>c</script> <p"), [text("a < b <script>c</script> <p")]);
        assert_eq!(pieces("<a href=é'>"), [Piece::Start(Element::Link, "é'".to_owned())]);
    }
}
