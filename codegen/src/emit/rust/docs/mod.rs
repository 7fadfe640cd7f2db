//! Doc comments: text from a document, made harmless and readable, and the generator's own sentences around it.
//!
//! Descriptions are CommonMark by intention and anything by accident. rustdoc runs code blocks as tests, resolves brackets as
//! paths of Rust items, and warns of HTML and of bare URLs. So text is taken apart into blocks ([`blocks`]), its inline markup is
//! rewritten so that only emphasis, code and links to the web remain active ([`inline`]), and it is written again in one
//! shape, in the document's own lines ([`write`]). What rustdoc and clippy see is Markdown of ours, whatever came in.

mod blocks;
mod facts;
mod inline;
mod write;

pub(crate) use inline::code;

use crate::ir::Text;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A doc comment in the making: paragraphs, in order, and facts, which follow them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doc {
    parts: Vec<Vec<String>>,
    facts: Vec<String>,
    /// The last part ends in running text.
    open: bool,
}

impl Doc {
    /// Adds text of the document: CommonMark, untrusted.
    #[must_use]
    pub(crate) fn text(mut self, text: &Text) -> Self {
        let blocks = blocks::parse(&text.0);
        self.push(write::lines(&blocks), matches!(blocks.last(), Some(blocks::Block::Paragraph(_))));
        self
    }

    /// Adds a paragraph of the generator's own. Document text in it must have come through [`code`] or [`inline`].
    #[must_use]
    pub(crate) fn ours(mut self, paragraph: &str) -> Self {
        self.push(paragraph.lines().map(str::to_owned).collect(), true);
        self
    }

    /// Adds a sentence of the generator's own, which needs no paragraph for itself.
    #[must_use]
    pub(crate) fn fact(mut self, sentence: &str) -> Self {
        self.facts.push(sentence.to_owned());
        self
    }

    /// The lines, without comment markers. Facts go with the last paragraph, if that is running text.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = self.parts.join(&String::new());
        if self.facts.is_empty() {
            return lines;
        }
        let facts = self.facts.join(" ");
        match lines.last_mut() {
            Some(last) if self.open && !last.ends_with('\\') => {
                let ends = last.ends_with(|c: char| ".!?:。！？".contains(c));
                let dot = if ends { "" } else { "." };
                last.push_str(dot);
                last.push_str(&format!(" {facts}"));
            }
            Some(_) => lines.extend([String::new(), facts]),
            None => lines.push(facts),
        }
        lines
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.facts.is_empty()
    }

    fn push(&mut self, mut lines: Vec<String>, open: bool) {
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines.drain(..lines.iter().take_while(|line| line.is_empty()).count());
        if !lines.is_empty() {
            self.parts.push(lines);
            self.open = open;
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
        let expected = "# Top\n\nSome *words* and `code`,\nand more.\n\n- one\n  goes on\n- two\n  - inner\n\n> said\n\n|a|b|\n|-|-|\n|1|`2`|\n\n\
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
    fn a_line_of_running_text_begins_no_block() {
        for marker in ["2.", "|", "~", "=", ":", "</p>", "**", "[a]:", "```a b```"] {
            let text = lines(&format!("one\n{marker} tail"));
            let begins = ["2. ", "|", "~", "=", ":", "</p>", "**", "[a]:"]
                .iter()
                .any(|block| text.contains(&format!("\n{block}")));
            assert!(!begins, "{marker:?} begins a line of {text:?}");
        }
    }

    #[test]
    fn facts_share_the_last_paragraph() {
        for (text, expected) in [
            ("An id", "An id. Bounds: `1`. Default: `2`."),
            ("An id!", "An id! Bounds: `1`. Default: `2`."),
            ("- a", "- a\n\nBounds: `1`. Default: `2`."),
            ("", "Bounds: `1`. Default: `2`."),
        ] {
            let doc = Doc::default().text(&Text(text.to_owned())).fact("Bounds: `1`.").fact("Default: `2`.");
            assert_eq!(doc.lines().join("\n"), expected, "{text:?}");
        }
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(lines("~~~\n```\nx\n~~~"), "````text\n```\nx\n````");
        assert_eq!(lines("```\nnever closed"), "```text\nnever closed\n```");
        assert_eq!(lines(">"), "", "nothing said is no comment");
    }
}
