//! CommonMark events to [`Block`]s. Containers nest at most [`DEPTH`] deep; deeper ones dissolve into their parent, so that
//! no printer can run out of stack.

use super::{Block, Inline};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Nesting that a reader can still follow.
const DEPTH: usize = 24;

/// An open container: what it is and what it holds so far.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
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
            Event::End(_) => self.close(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
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

    /// Closes the innermost container and hands what it became to its parent.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { kind, blocks, inlines }) = self.open.pop() else { return };
        match kind {
            Kind::Document => {}
            Kind::Paragraph => self.block(Block::Paragraph(inlines)),
            Kind::Heading => self.block(Block::Heading(inlines)),
            Kind::Quote => self.block(Block::Quote(Open { kind, blocks, inlines }.into_blocks())),
            Kind::List(first, items) => self.block(Block::List(first, items)),
            Kind::Item => {
                let item = Open { kind, blocks, inlines }.into_blocks();
                match self.open.last_mut().map(|parent| &mut parent.kind) {
                    Some(Kind::List(_, items)) => items.push(item),
                    _ => item.into_iter().for_each(|block| self.block(block)),
                }
            }
            Kind::Code(code) => self.block(Block::Code(code)),
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
        if let Kind::Code(code) = &mut open.kind {
            code.push_str(text);
        } else if let Some(Inline::Text(before)) = open.inlines.last_mut() {
            before.push_str(text);
        } else {
            open.inlines.push(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.push(inline);
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
        Self { kind, blocks: Vec::new(), inlines: Vec::new() }
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
        assert_eq!(parse("a <b>c"), text("a <b>c"));
        assert_eq!(parse("[go](javascript:alert(1))"), text("go"));
        assert_eq!(parse("[go](JAVASCRIPT:alert)"), text("go"));
        assert_eq!(parse("[go](data:text/html,x)"), text("go"));
        assert_eq!(parse("<script>\nalert(1)\n</script>"), text("<script>\nalert(1)\n</script>"));
        assert_eq!(parse("a\u{202e}b"), text("a\\u{202e}b"));
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
