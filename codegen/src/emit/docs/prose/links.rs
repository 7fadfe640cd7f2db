//! Links of a description into the page it stands on: `#operation/getPet`, `#tag/pets`, `#getPet`.
//!
//! Where such a place is depends on who renders the document. Here each is looked up; one that leads nowhere keeps its text
//! and is no link.

use super::{Block, Inline};

/// Replaces the address of each link that begins with `#` by what `find` says of the rest of it.
pub(in super::super) fn relink(blocks: &mut [Block], find: &dyn Fn(&str) -> Option<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading(content) => inlines(content, find),
            Block::Quote(inner) => relink(inner, find),
            Block::List(_, items) => items.iter_mut().for_each(|item| relink(item, find)),
            Block::Table(rows) => rows.iter_mut().flatten().for_each(|cell| inlines(cell, find)),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn inlines(content: &mut [Inline], find: &dyn Fn(&str) -> Option<String>) {
    for inline in content {
        match inline {
            Inline::Link(address, inner) => {
                inlines(inner, find);
                let Some(place) = address.strip_prefix('#') else { continue };
                match find(place) {
                    Some(found) => *address = found,
                    None => *inline = Inline::Plain(std::mem::take(inner)),
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Plain(inner) => inlines(inner, find),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{html, parse};
    use super::*;

    #[test]
    fn places_are_looked_up() {
        let mut blocks = parse("[a](#operation/x) *[b](#nowhere)* [c](https://d.e/#f)");
        relink(&mut blocks, &|place| (place == "operation/x").then(|| "#x".to_owned()));
        let page = html(&blocks);
        assert!(page.contains("<a href=\"#x\" rel=\"nofollow\">a</a> <em>b</em>"), "{page}");
        assert!(page.contains("https://d.e/#f"), "{page}");
    }
}
