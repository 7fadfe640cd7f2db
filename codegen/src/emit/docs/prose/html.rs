//! [`Block`]s to HTML. Headings become bold paragraphs: the outline belongs to the page.

use super::{Block, Inline};

/// The blocks, each on a line of its own.
pub(in super::super) fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|one| block(one, &mut out));
    out.truncate(out.trim_end().len());
    out
}

/// Text as HTML, for content and for attributes.
pub(in super::super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(content) => element("p", out, |out| inlines(content, out)),
        Block::Heading(content) => element("p", out, |out| element_inline("strong", out, |out| inlines(content, out))),
        Block::Code(code) => element("pre", out, |out| element_inline("code", out, |out| out.push_str(&escape(code)))),
        Block::Quote(inner) => element("blockquote", out, |out| inner.iter().for_each(|one| self::block(one, out))),
        Block::List(None, items) => element("ul", out, |out| list(items, out)),
        Block::List(Some(first), items) => {
            out.push_str(&format!("<ol start=\"{first}\">"));
            list(items, out);
            out.push_str("</ol>\n");
        }
        Block::Table(rows) => element("table", out, |out| table(rows, out)),
        Block::Rule => out.push_str("<hr>\n"),
    }
}

fn list(items: &[Vec<Block>], out: &mut String) {
    for item in items {
        element("li", out, |out| match item.as_slice() {
            [Block::Paragraph(content)] => inlines(content, out),
            blocks => blocks.iter().for_each(|one| block(one, out)),
        });
    }
}

fn table(rows: &[Vec<Vec<Inline>>], out: &mut String) {
    let row = |cells: &[Vec<Inline>], head: bool, out: &mut String| {
        element("tr", out, |out| {
            for cell in cells {
                out.push_str(if head { "<th scope=\"col\">" } else { "<td>" });
                inlines(cell, out);
                out.push_str(if head { "</th>" } else { "</td>" });
            }
        });
    };
    if let Some((head, body)) = rows.split_first() {
        element("thead", out, |out| row(head, true, out));
        element("tbody", out, |out| body.iter().for_each(|cells| row(cells, false, out)));
    }
}

fn inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(&escape(text)),
            Inline::Code(code) => element_inline("code", out, |out| out.push_str(&escape(code))),
            Inline::Emphasis(inner) => element_inline("em", out, |out| inlines(inner, out)),
            Inline::Strong(inner) => element_inline("strong", out, |out| inlines(inner, out)),
            Inline::Link(address, inner) => {
                out.push_str(&format!("<a href=\"{}\" rel=\"nofollow\">", escape(address)));
                inlines(inner, out);
                out.push_str("</a>");
            }
            Inline::Plain(inner) => inlines(inner, out),
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn element(name: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    element_inline(name, out, content);
    out.push('\n');
}

fn element_inline(name: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    out.push_str(&format!("<{name}>"));
    content(out);
    out.push_str(&format!("</{name}>"));
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn html(text: &str) -> String {
        super::blocks(&parse(text))
    }

    #[test]
    fn common_marks_are_rendered() {
        assert_eq!(
            html("a *b* **c** `d<`\n\ne"),
            "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code></p>\n<p>e</p>"
        );
        assert_eq!(html("- a\n- b"), "<ul><li>a</li>\n<li>b</li>\n</ul>");
        assert_eq!(html("3. a"), "<ol start=\"3\"><li>a</li>\n</ol>");
        assert_eq!(html("```js\na < b\n```"), "<pre><code>a &lt; b\n</code></pre>");
        assert_eq!(html("# Big"), "<p><strong>Big</strong></p>");
    }

    #[test]
    fn nothing_hostile_is_markup() {
        let page = html("<img src=x onerror=alert(1)>\n\n[a](https://b\"onclick=x) ![c](javascript:d) <a href='e'>");
        assert!(!page.contains("<img") && !page.contains("<a href='e'"), "{page}");
        assert!(page.contains("href=\"https://b&quot;onclick=x\""), "{page}");
    }
}
