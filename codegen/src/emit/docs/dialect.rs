//! The two languages of the pages, and what document text becomes in each.
//!
//! A view holds two kinds of text. A `String` is text as it is: the templates' escaping makes it harmless when it is printed.
//! [`Markup`] is finished for its dialect and is printed as it stands; only the functions here make it.

use super::prose;
use crate::ir::Text;
use serde::Serialize;

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

    /// A name that a narrow column may break after its dots and underscores.
    pub(super) fn breakable(self, name: &str) -> Markup {
        let plain = self.plain(name);
        match self {
            Dialect::Html => Markup(plain.0.replace('.', ".<wbr>").replace('_', "_<wbr>")),
            Dialect::Markdown => plain,
        }
    }

    /// A description, as blocks.
    pub(super) fn prose(self, text: &Text) -> Markup {
        let blocks = prose::parse(&text.0);
        Markup(match self {
            Dialect::Html => prose::html(&blocks),
            Dialect::Markdown => prose::markdown(&blocks),
        })
    }

    /// A description within a table cell.
    pub(super) fn cell(self, text: &Text) -> Markup {
        let blocks = prose::parse(&text.0);
        Markup(match self {
            Dialect::Html => prose::html(&blocks),
            Dialect::Markdown => prose::markdown_cell(&blocks),
        })
    }

    /// A name or value of the API, within a line.
    pub(super) fn code(self, text: &str) -> Markup {
        Markup(match self {
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
