//! Descriptions: CommonMark from the document in, a small tree of harmless blocks out.
//!
//! A description is untrusted. `Hello <script>` must not reach a page as markup, an unclosed fence must not swallow the rest
//! of a Markdown page, and `[x](javascript:…)` must not become a link. Escaping the source text cannot promise any of this,
//! so it is parsed once, simple HTML is read as the Markdown it could have been, what is not understood becomes text, and each output language prints the tree afresh.

mod html;
mod links;
mod markdown;
mod parse;
mod tags;

pub(super) use html::{blocks as html, escape as escape_html};
pub(super) use links::relink;
pub(super) use markdown::{
    blocks as markdown, cell as markdown_cell, code as markdown_code, escape as escape_markdown,
    fence as markdown_fence,
};
pub(super) use parse::parse;

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Any level: a description has no say in the outline of the page it stands on.
    Heading(Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    /// The first number of an ordered list; `None` for bullets.
    List(Option<u64>, Vec<Vec<Block>>),
    /// The first row is the head.
    Table(Vec<Vec<Vec<Inline>>>),
    Rule,
}

/// Text within a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    /// An address that [`parse`] let through, and what stands for it.
    Link(String, Vec<Inline>),
    Break,
    /// Text that lost its markup.
    Plain(Vec<Inline>),
}

/// Text with control characters and those that reorder what follows spelled out, so that a page shows what is there.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(c.escape_unicode()),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Text on one line.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
