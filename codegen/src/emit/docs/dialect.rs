//! The two languages of the pages, and what document text becomes in each.
//!
//! A view holds two kinds of text. A `String` is text as it is: the templates' escaping makes it harmless when it is printed.
//! [`Markup`] is finished for its dialect and is printed as it stands; only the functions here make it.

use super::anchors::Anchors;
use super::prose;
use crate::ir::Text;
use serde::Serialize;

/// Bytes of a name that fit any column.
const SHORT: usize = 14;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Html,
    Markdown,
}

/// Finished text: nothing in it can reach beyond its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Markup(String);

impl Markup {
    /// For joining and filling; what comes out of that is markup again through [`Dialect::join`] and [`Dialect::fill`].
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Dialect {
    /// Text that reads as itself.
    pub(super) fn plain(self, text: &str) -> Markup {
        Markup(match self {
            Dialect::Html => prose::escape_html(text),
            Dialect::Markdown => prose::escape_markdown(text),
        })
    }

    /// A name that a narrow column may break between its words.
    pub(super) fn breakable(self, name: &str) -> Markup {
        match self {
            Dialect::Html => Markup(words_of(name).map(prose::escape_html).collect::<Vec<_>>().join("<wbr>")),
            Dialect::Markdown => self.plain(name),
        }
    }

    /// A description, as blocks.
    pub(super) fn prose(self, text: &Text, anchors: &Anchors) -> Markup {
        let blocks = self.blocks(text, anchors);
        Markup(match self {
            Dialect::Html => prose::html(&blocks),
            Dialect::Markdown => prose::markdown(&blocks),
        })
    }

    /// A description within a table cell.
    pub(super) fn cell(self, text: &Text, anchors: &Anchors) -> Markup {
        let blocks = self.blocks(text, anchors);
        Markup(match self {
            Dialect::Html => prose::html(&blocks),
            Dialect::Markdown => prose::markdown_cell(&blocks),
        })
    }

    fn blocks(self, text: &Text, anchors: &Anchors) -> Vec<prose::Block> {
        let mut blocks = prose::parse(&text.0);
        prose::relink(&mut blocks, &|place| anchors.find(self, place));
        blocks
    }

    /// A name or value of the API, within a line.
    pub(super) fn code(self, text: &str) -> Markup {
        Markup(match self {
            Dialect::Html if text.len() > SHORT => format!("<code>{}</code>", self.breakable(text).0),
            Dialect::Html => format!("<code>{}</code>", prose::escape_html(text)),
            Dialect::Markdown => prose::markdown_code(text),
        })
    }

    /// Lines of a programming language.
    pub(super) fn block(self, language: &'static str, text: &str) -> Markup {
        Markup(match self {
            Dialect::Html => format!("<pre><code>{}</code></pre>", prose::escape_html(text.trim_end())),
            Dialect::Markdown => prose::markdown_fence(language, text),
        })
    }

    /// A link to a place of these pages. `href` is minted by [`Anchors`](super::anchors::Anchors), never document text.
    pub(super) fn link(self, href: &str, label: &Markup) -> Markup {
        Markup(match self {
            Dialect::Html => format!("<a href=\"{}\">{}</a>", prose::escape_html(href), label.0),
            Dialect::Markdown => format!("[{}]({href})", label.0),
        })
    }

    /// An address of the document's choosing: a link where it is one to follow, else text.
    pub(super) fn address(self, address: &str) -> Markup {
        let blocks = prose::parse(&format!("<{address}>"));
        let link = matches!(blocks.as_slice(), [prose::Block::Paragraph(content)]
            if matches!(content.as_slice(), [prose::Inline::Link(..)]));
        match (link, self) {
            (false, _) => self.plain(address),
            (true, Dialect::Html) => {
                let html = prose::html(&blocks);
                Markup(html.trim_start_matches("<p>").trim_end_matches("</p>").to_owned())
            }
            (true, Dialect::Markdown) => Markup(prose::markdown(&blocks)),
        }
    }

    /// Markup in another language than its page: screen readers and browsers have to know (WCAG 3.1.2).
    pub(super) fn foreign(self, element: &str, language: &str, content: &Markup) -> Markup {
        match self {
            Dialect::Html => {
                Markup(format!("<{element} lang=\"{}\">{}</{element}>", prose::escape_html(language), content.0))
            }
            Dialect::Markdown => content.clone(),
        }
    }

    /// Pieces side by side.
    pub(super) fn join(self, pieces: &[Markup], between: &str) -> Markup {
        let between = self.plain_with_spaces(between);
        Markup(pieces.iter().map(Markup::as_str).collect::<Vec<_>>().join(&between))
    }

    /// One of our own sentences, its slots filled with markup.
    pub(super) fn fill(self, sentence: &'static str, slots: &[(&str, &Markup)]) -> Markup {
        let slots: Vec<_> = slots.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Markup(super::words::fill(sentence, &slots))
    }

    /// Escaped text whose outer spaces stay.
    fn plain_with_spaces(self, text: &str) -> String {
        let start = if text.starts_with(' ') { " " } else { "" };
        let end = if text.len() > 1 && text.ends_with(' ') { " " } else { "" };
        format!("{start}{}{end}", self.plain(text.trim()).0)
    }
}

/// A name in pieces, each with the mark that ends it: `paymentMethods/{id}` is `payment`, `Methods/`, `{id}`.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let mut before = rest.chars().next()?;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let begins = (before.is_lowercase() && c.is_uppercase())
                || (matches!(before, '.' | '_' | '-' | '/' | ':') && c.is_alphanumeric() || *c == '{');
            before = *c;
            begins
        });
        let (word, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_between_words() {
        let words = |name| words_of(name).collect::<Vec<_>>().join("·");
        assert_eq!(words("paymentMethods/{id}"), "payment·Methods/·{id}");
        assert_eq!(words("account.payment_method.list"), "account.·payment_·method.·list");
        assert_eq!(words("URLs"), "URLs");
        assert_eq!(words(""), "");
        assert_eq!(Dialect::Html.breakable("a_<b").as_str(), "a_&lt;b");
        assert_eq!(Dialect::Html.code("subscription_schedule").as_str(), "<code>subscription_<wbr>schedule</code>");
    }
}
