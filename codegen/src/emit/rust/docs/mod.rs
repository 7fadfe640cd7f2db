//! Doc comments: text from a document, made harmless and readable, and the generator's own sentences around it.
//!
//! Descriptions are CommonMark by intention and anything by accident. rustdoc runs code blocks as tests, resolves brackets as
//! paths of Rust items, and warns of HTML and of bare URLs. So text is taken apart into blocks ([`blocks`]), its inline markup is
//! rewritten so that only emphasis, code and links to the web remain active ([`inline`]), and it is written again in one
//! shape with lines of one length ([`write`]). What rustdoc and clippy see is Markdown of ours, whatever came in.

mod blocks;
mod facts;
mod inline;
mod write;

pub(crate) use inline::code;

use crate::ir::Text;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// Columns of a doc line, without `/// ` and the indentation of a field.
const WIDTH: usize = 92;

/// A doc comment in the making: paragraphs, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doc {
    parts: Vec<Vec<String>>,
}

impl Doc {
    /// Adds text of the document: CommonMark, untrusted.
    #[must_use]
    pub(crate) fn text(mut self, text: &Text) -> Self {
        self.push(write::lines(&blocks::parse(&text.0), WIDTH));
        self
    }

    /// Adds a paragraph of the generator's own. Document text in it must have come through [`code`] or [`inline`].
    #[must_use]
    pub(crate) fn ours(mut self, paragraph: &str) -> Self {
        self.push(write::fill(paragraph, WIDTH));
        self
    }

    /// The lines, without comment markers.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.parts.join(&String::new())
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn push(&mut self, lines: Vec<String>) {
        if !lines.is_empty() {
            self.parts.push(lines);
        }
    }
}

/// One `#[doc = "…"]` a line.
impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in self.lines() {
            let line = if line.is_empty() { line } else { format!(" {line}") };
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        Doc::default().text(&Text(text.to_owned())).lines().join("\n")
    }

    #[test]
    fn markdown_keeps_its_shape() {
        let text = "# Top\n\nSome *words* and `code`,\nand more.\n* one\n  goes on\n* two\n   - inner\n\n> said\n\n|a|b|\n|-|-|\n|1|`2`|\n\n\
            ```rust\npanic!();\n```\n\n    indented\n";
        let expected = "# Top\n\nSome *words* and `code`, and more.\n\n- one goes on\n- two\n  - inner\n\n> said\n\n|a|b|\n|-|-|\n|1|`2`|\n\n\
            ```text\npanic!();\n```\n\n```text\nindented\n```";
        assert_eq!(lines(text), expected);
    }

    #[test]
    fn nothing_but_emphasis_code_and_links_stays_active() {
        for (text, expected) in [
            ("a [Foo] and [0, 1]", "a \\[Foo] and \\[0, 1]"),
            (
                "see https://x.dev/a_(b), or [docs](https://x.dev)",
                "see <https://x.dev/a_(b)>, or [docs](https://x.dev)",
            ),
            ("[there](/docs) ![i](https://x.dev/i.png)", "there (`/docs`) [i](https://x.dev/i.png)"),
            ("[run](javascript:alert)", "run (`javascript:alert`)"),
            ("<b>Vec<String></b> 1 < 2", "\\<b>Vec\\<String>\\</b> 1 < 2"),
            ("odd ``` tick and `` a`b ``", "odd \\`\\`\\` tick and ``a`b``"),
            ("bidi \u{202e} and \u{7} bell", "bidi \\u{202e} and \\u{7} bell"),
            ("end\\", "end\\\\"),
        ] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_wrapped_line_begins_no_block() {
        let filler = "word ".repeat(18);
        for marker in ["-", "1.", "#", "> x", "```a b```", "`` </p> ``", "| x", "==="] {
            for line in lines(&format!("{filler}{marker} tail tail tail")).lines() {
                let begins =
                    ["- ", "1. ", "#", ">", "```a b", "</p>", "|", "==="].iter().any(|block| line.starts_with(block));
                assert!(!begins || line.starts_with("```a b```"), "{marker:?} begins {line:?}");
            }
        }
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(lines("~~~\n```\nx\n~~~"), "````text\n```\nx\n````");
        assert_eq!(lines("```\nnever closed"), "```text\nnever closed\n```");
    }
}
