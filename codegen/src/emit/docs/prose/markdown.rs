//! [`Block`]s to Markdown that means the same wherever it stands: nothing in it opens a fence, a heading, a table cell or raw
//! HTML that the tree does not hold.

use super::{Block, Inline, folded, visible};

/// The blocks, a blank line between them.
pub(in super::super) fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join("\n\n")
}

/// The blocks within a table cell: one line, with `<br>` between what were blocks.
pub(in super::super) fn cell(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    blocks.iter().for_each(|one| cell_lines(one, &mut lines));
    lines.join("<br>")
}

/// Text that reads as itself in a paragraph, a heading or a table cell.
pub(in super::super) fn escape(text: &str) -> String {
    let text = folded(&visible(text));
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next().unwrap_or(' ');
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after == '#' || after.is_alphanumeric(),
            '>' | '#' | '-' | '+' | '=' => at == 0,
            '.' | ')' => text[..at].chars().all(|c| c.is_ascii_digit()) && at > 0,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A code span on one line, also within a table cell.
pub(in super::super) fn code(text: &str) -> String {
    let text = folded(&visible(text)).replace('|', "\\|");
    if text.is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A fenced block; the fence is longer than any within.
pub(in super::super) fn fence(language: &str, text: &str) -> String {
    let text = visible(text);
    let ticks = "`".repeat((longest_run(&text) + 1).max(3));
    format!("{ticks}{language}\n{}\n{ticks}", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(content) => inlines(content, "\\\n"),
        Block::Heading(content) => format!("**{}**", inlines(content, " ")),
        Block::Code(code) => fence("text", code),
        Block::Quote(inner) => prefixed(&blocks(inner), "> ", "> "),
        Block::List(first, items) => {
            let mut lines = Vec::new();
            for (index, item) in (0_u64..).zip(items) {
                let mark = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(index)));
                lines.push(prefixed(&blocks(item), &mark, &" ".repeat(mark.len())));
            }
            lines.join("\n")
        }
        Block::Table(rows) => table(rows),
        Block::Rule => "---".to_owned(),
    }
}

/// Each line with a mark before it, the first with another one; blank lines stay without trailing space.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let line = |(index, line): (usize, &str)| {
        let mark = if index == 0 { first } else { others };
        format!("{mark}{line}").trim_end().to_owned()
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn table(rows: &[Vec<Vec<Inline>>]) -> String {
    let row = |cells: &Vec<Vec<Inline>>| {
        let cells: Vec<_> = cells.iter().map(|cell| inlines(cell, "<br>")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines: Vec<_> = rows.iter().map(row).collect();
    let columns = rows.first().map_or(0, Vec::len);
    lines.insert(lines.len().min(1), format!("|{}", "---|".repeat(columns)));
    lines.join("\n")
}

fn cell_lines(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(content) => lines.push(inlines(content, "<br>")),
        Block::Heading(content) => lines.push(format!("**{}**", inlines(content, " "))),
        Block::Code(text) => lines.extend(text.lines().map(code).filter(|line| !line.is_empty())),
        Block::Quote(inner) => inner.iter().for_each(|one| cell_lines(one, lines)),
        Block::List(first, items) => {
            for (index, item) in (0_u64..).zip(items) {
                let mark = first.map_or_else(|| "•".to_owned(), |first| format!("{}.", first.saturating_add(index)));
                lines.push(format!("{mark} {}", cell(item)));
            }
        }
        Block::Table(rows) => {
            let row =
                |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| inlines(cell, " ")).collect::<Vec<_>>().join(", ");
            lines.extend(rows.iter().map(row));
        }
        Block::Rule => {}
    }
}

fn inlines(content: &[Inline], line_break: &str) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) => {
                // Folding drops the spaces at both ends, which stand between this text and its neighbours.
                let lead = text.starts_with(char::is_whitespace) && !out.is_empty();
                let trail = text.ends_with(char::is_whitespace) && !text.trim().is_empty();
                out.push_str(if lead { " " } else { "" });
                out.push_str(&escape(text));
                out.push_str(if trail { " " } else { "" });
            }
            Inline::Code(text) => out.push_str(&code(text)),
            Inline::Emphasis(inner) => wrapped("*", inner, &mut out),
            Inline::Strong(inner) => wrapped("**", inner, &mut out),
            Inline::Link(address, inner) => out.push_str(&format!("[{}](<{}>)", inlines(inner, " "), target(address))),
            Inline::Plain(inner) => out.push_str(&inlines(inner, line_break)),
            Inline::Break => out.push_str(line_break),
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

fn wrapped(mark: &str, inner: &[Inline], out: &mut String) {
    let text = inlines(inner, " ");
    if !text.is_empty() {
        out.push_str(&format!("{mark}{text}{mark}"));
    }
}

/// An address between angle brackets.
fn target(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn markdown(text: &str) -> String {
        blocks(&parse(text))
    }

    #[test]
    fn plain_marks_survive() {
        for text in ["a *b* **c** `d`", "- a\n- b\n  c", "1. a\n2. b", "> a", "[x](<https://a.b>)", "a\n\nb"] {
            let once = markdown(text);
            assert_eq!(parse(&once), parse(text), "{once}");
        }
        assert_eq!(markdown("the `topup_id` of amount_usd"), "the `topup_id` of amount_usd");
    }

    #[test]
    fn no_description_reaches_beyond_itself() {
        for text in ["```\nopen", "<!-- open", "# Heading\n# More", "[Parameters]: javascript:alert(1)", "a\n---"] {
            let page = format!("{}\n\nafter", markdown(text));
            assert_eq!(parse(&page).last(), parse("after").last(), "{page}");
            assert!(!page.lines().any(|line| line.starts_with('#') || line.starts_with("<!--")), "{page}");
        }
    }

    #[test]
    fn text_reads_as_itself() {
        for text in ["# a", "1. a", "- a", "> a", "a | b", "*a*", "_a_", "<b>", "&lt;", "`", "[a](b)", "\\", "~~a~~"] {
            let found = parse(&escape(text));
            assert_eq!(found, [Block::Paragraph(vec![Inline::Text(text.to_owned())])], "{}", escape(text));
        }
    }

    #[test]
    fn cells_hold_one_line() {
        assert_eq!(cell(&parse("a | b\n\n- c\n- d\n\n```\ne\nf\n```")), "a \\| b<br>• c<br>• d<br>`e`<br>`f`");
        assert_eq!(code("a|b``c"), "```a\\|b``c```");
    }

    #[test]
    fn fences_outgrow_their_content() {
        assert_eq!(fence("text", "a\n````\nb\n"), "`````text\na\n````\nb\n`````");
    }
}
