//! CommonMark events to [`Block`]s. Containers nest at most [`DEPTH`] deep; deeper ones dissolve into their parent, so that
//! no printer can run out of stack.

use super::tags::{Element, Piece, pieces};
use super::{Block, Inline};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Nesting that a reader can still follow.
const DEPTH: usize = 24;

/// An open container: what it is and what it holds so far.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// The HTML element that opened it, if it was one.
    element: Option<Element>,
}

/// Kind of an open container.
enum Kind {
    Document,
    Paragraph,
    Heading,
    Quote,
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
    Code(String),
    Table(Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>),
    Cell,
    /// Code within a line, by HTML.
    Span(String),
    Emphasis,
    Strong,
    /// `None`: the address is not one to follow; the text stays.
    Link(Option<String>),
    /// Something whose text is kept and whose markup is not.
    Plain,
}

/// The blocks of a description.
pub(in super::super) fn parse(text: &str) -> Vec<Block> {
    let text = super::visible(text);
    let mut tree = Tree { open: vec![Open::new(Kind::Document)], ignored: 0 };
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        tree.event(event);
    }
    while tree.open.len() > 1 {
        tree.close();
    }
    tree.open.pop().map(Open::into_blocks).unwrap_or_default()
}

/// The tree under construction.
struct Tree {
    /// Open containers, the document first; never empty.
    open: Vec<Open>,
    /// Containers that are open in the text and dissolved here, because they nest too deep.
    ignored: usize,
}

impl Tree {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {}
            Event::End(_) if self.ignored > 0 => self.ignored -= 1,
            Event::End(_) => {
                // Whoever writes HTML within Markdown may forget its end.
                self.close_elements();
                self.close();
            }
            Event::Text(text) => self.text(&text),
            Event::Html(html) | Event::InlineHtml(html) => pieces(&html).into_iter().for_each(|piece| self.html(piece)),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::Code(code) => self.inline(Inline::Code(code.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let kind = match tag {
            // Their text comes as events of its own, outside any paragraph.
            Tag::HtmlBlock | Tag::MetadataBlock(_) => return,
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { .. } => Kind::Heading,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::List(first) => Kind::List(first, Vec::new()),
            Tag::Item => Kind::Item,
            Tag::Table(_) => Kind::Table(Vec::new()),
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { dest_url, .. } => Kind::Link(followable(&dest_url)),
            _ => Kind::Plain,
        };
        if self.ignored > 0 || self.open.len() > DEPTH {
            self.ignored += 1;
        } else {
            self.open.push(Open::new(kind));
        }
    }

    /// A piece of HTML. Elements that Markdown has no counterpart for are text by now.
    fn html(&mut self, piece: Piece) {
        let (element, address) = match piece {
            Piece::Text(text) => return self.text(&text),
            Piece::End(element) => return self.end_element(element),
            Piece::Start(element, address) => (element, address),
        };
        let kind = match element {
            Element::Break => return self.inline(Inline::Break),
            Element::Paragraph => return self.paragraph(),
            Element::Strong => Kind::Strong,
            Element::Emphasis => Kind::Emphasis,
            Element::Link => Kind::Link(followable(&address)),
            // `<pre><code>` is one block.
            Element::Code if self.within(Element::Preformatted) => return,
            Element::Code => Kind::Span(String::new()),
            _ if !self.holds_blocks() => return self.inline(Inline::Break),
            Element::Preformatted => Kind::Code(String::new()),
            Element::Bullets => Kind::List(None, Vec::new()),
            Element::Numbers => Kind::List(Some(1), Vec::new()),
            Element::Item => {
                self.end_element(Element::Item);
                Kind::Item
            }
        };
        if self.open.len() <= DEPTH {
            self.open.push(Open { element: Some(element), ..Open::new(kind) });
        }
    }

    /// Ends an element and those within it; one that is not open says nothing.
    fn end_element(&mut self, element: Element) {
        if element == Element::Paragraph {
            return self.paragraph();
        }
        let open = self.open.iter().rev().take_while(|open| open.element.is_some());
        let Some(depth) = open.map(|open| open.element).position(|open| open == Some(element)) else { return };
        // The items of a list within an item are its own.
        let barrier = |open: &Open| matches!(open.element, Some(Element::Bullets | Element::Numbers));
        if element == Element::Item && self.open.iter().rev().take(depth).any(barrier) {
            return;
        }
        (0..=depth).for_each(|_| self.close());
    }

    /// Where a paragraph begins or ends.
    fn paragraph(&mut self) {
        if self.holds_blocks() {
            self.open.last_mut().into_iter().for_each(Open::flush);
        } else if self.open.last().is_some_and(|open| !open.inlines.is_empty()) {
            self.inline(Inline::Break);
        }
    }

    /// Whether the innermost container is such an element.
    fn within(&self, element: Element) -> bool {
        self.open.last().is_some_and(|open| open.element == Some(element))
    }

    /// Whether a block can stand in the innermost container.
    fn holds_blocks(&self) -> bool {
        let kind = self.open.last().map(|open| &open.kind);
        matches!(kind, Some(Kind::Document | Kind::Paragraph | Kind::Quote | Kind::Item | Kind::List(..)))
    }

    /// Closes the elements that were opened within the innermost container of Markdown.
    fn close_elements(&mut self) {
        while self.open.last().is_some_and(|open| open.element.is_some()) {
            self.close();
        }
    }

    /// Closes the innermost container and hands what it became to its parent.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { kind, blocks, inlines, element }) = self.open.pop() else { return };
        match kind {
            Kind::Document => {}
            // Lists of HTML may have made blocks of its beginning.
            Kind::Paragraph => {
                let blocks = Open { kind, blocks, inlines, element }.into_blocks();
                blocks.into_iter().for_each(|block| self.block(block));
            }
            Kind::Heading => self.block(Block::Heading(inlines)),
            Kind::Quote => self.block(Block::Quote(Open { kind, blocks, inlines, element }.into_blocks())),
            Kind::List(first, items) => self.block(Block::List(first, items)),
            Kind::Item => {
                let item = Open { kind, blocks, inlines, element }.into_blocks();
                match self.open.last_mut().map(|parent| &mut parent.kind) {
                    Some(Kind::List(_, items)) => items.push(item),
                    _ => item.into_iter().for_each(|block| self.block(block)),
                }
            }
            Kind::Code(code) => self.block(Block::Code(code)),
            Kind::Span(code) => self.inline(Inline::Code(code)),
            Kind::Table(rows) => self.block(Block::Table(rows)),
            Kind::Row(cells) => match self.open.last_mut().map(|parent| &mut parent.kind) {
                Some(Kind::Table(rows)) => rows.push(cells),
                _ => cells.into_iter().flatten().for_each(|inline| self.inline(inline)),
            },
            Kind::Cell => match self.open.last_mut().map(|parent| &mut parent.kind) {
                Some(Kind::Row(cells)) => cells.push(inlines),
                _ => inlines.into_iter().for_each(|inline| self.inline(inline)),
            },
            Kind::Emphasis => self.inline(Inline::Emphasis(inlines)),
            Kind::Strong => self.inline(Inline::Strong(inlines)),
            Kind::Link(Some(address)) => self.inline(Inline::Link(address, inlines)),
            Kind::Link(None) | Kind::Plain => {
                inlines.into_iter().for_each(|inline| self.inline(inline));
                blocks.into_iter().for_each(|block| self.block(block));
            }
        }
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        if let Kind::Code(code) | Kind::Span(code) = &mut open.kind {
            code.push_str(text);
        } else if let Some(Inline::Text(before)) = open.inlines.last_mut() {
            before.push_str(text);
        } else {
            open.inlines.push(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, inline: Inline) {
        let Some(open) = self.open.last_mut() else { return };
        match (&mut open.kind, inline) {
            (Kind::Code(code) | Kind::Span(code), Inline::Text(text) | Inline::Code(text)) => code.push_str(&text),
            (Kind::Code(code), Inline::Break) => code.push('\n'),
            (_, inline) => open.inlines.push(inline),
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.flush();
            open.blocks.push(block);
        }
    }
}

impl Open {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new(), element: None }
    }

    /// Text that stands among blocks (raw HTML, a tight list item) is a paragraph.
    fn flush(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        let blank = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        if !inlines.iter().all(blank) {
            self.blocks.push(Block::Paragraph(inlines));
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

/// The address, if a reader may be sent there: http, https, mail, or a place on the same page.
fn followable(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:", "#"].iter().any(|start| lower.starts_with(start));
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    (known && plain).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_scripts_become_text() {
        let text = |text: &str| vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])];
        assert_eq!(parse("a <u>c"), text("a <u>c"));
        assert_eq!(parse("[go](javascript:alert(1))"), text("go"));
        assert_eq!(parse("[go](JAVASCRIPT:alert)"), text("go"));
        assert_eq!(parse("[go](data:text/html,x)"), text("go"));
        assert_eq!(parse("<script>\nalert(1)\n</script>"), text("<script>\nalert(1)\n</script>"));
        assert_eq!(parse("a\u{202e}b"), text("a\\u{202e}b"));
    }

    #[test]
    fn simple_html_is_read_as_markdown() {
        for (html, markdown) in [
            ("<p>Makes a <code>Charge</code>.</p>\n\n<p>Once</p>", "Makes a `Charge`.\n\nOnce"),
            (
                "See <a href=\"https://a.b\">this</a>, <b>then <i>that</i></b>",
                "See [this](https://a.b), **then *that***",
            ),
            ("<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>", "- a\n- b\n  1. c"),
            ("<pre><code>a\n&lt;b&gt;</code></pre>", "```\na\n<b>\n```"),
            ("<a href='javascript:x'>go</a> <strong>on", "go **on**"),
        ] {
            let trimmed = |text: &str| format!("{:?}", parse(text)).replace("\\n\")", "\")");
            assert_eq!(trimmed(html), trimmed(markdown), "{html}");
        }
    }

    #[test]
    fn links_of_known_kinds_stay() {
        for address in ["http://a.b", "https://a.b/c?d=e", "mailto:a@b.c", "#there"] {
            let found = parse(&format!("[x]({address})"));
            let link = Inline::Link(address.to_owned(), vec![Inline::Text("x".to_owned())]);
            assert_eq!(found, [Block::Paragraph(vec![link])]);
        }
    }

    #[test]
    fn nesting_is_bounded() {
        fn depth(blocks: &[Block]) -> usize {
            let below = |block: &Block| match block {
                Block::Quote(inner) => depth(inner) + 1,
                _ => 0,
            };
            blocks.iter().map(below).max().unwrap_or(0)
        }
        let found = parse(&format!("{}text", "> ".repeat(5_000)));
        assert!((1..=DEPTH).contains(&depth(&found)));
        assert!(format!("{found:?}").contains("text"));
    }
}
