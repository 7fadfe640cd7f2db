//! Blocks to lines, in one shape of Markdown: `-` for bullets, ```` ```text ```` for code, exact indentation.

use super::blocks::Block;
use super::inline;

/// The lines of a doc comment for blocks of document text.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        push(&mut lines, block);
    }
    lines
}

fn push(lines: &mut Vec<String>, block: &Block) {
    match block {
        Block::Paragraph(text) => lines.extend(paragraph(text)),
        Block::Heading(level, text) => lines.push(format!("{} {}", "#".repeat(*level), inline::text(text))),
        Block::Code(code) => lines.extend(fenced(code)),
        Block::List(start, items) => list(lines, *start, items),
        Block::Quote(inner) => {
            let inner = self::lines(inner);
            lines.extend(inner.iter().map(|line| format!("> {line}").trim_end().to_owned()));
        }
        Block::Table(rows) => {
            let delimiter = rows.get(1).cloned();
            let row = |(index, row): (usize, &String)| match (index, &delimiter) {
                (1, Some(delimiter)) => delimiter.clone(),
                _ => cells(row),
            };
            lines.extend(rows.iter().enumerate().map(row));
        }
        Block::Rule => lines.push(String::from("---")),
    }
}

/// A row, each cell by itself: its bars separate cells even within what looks like code.
fn cells(row: &str) -> String {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in row.chars() {
        match cells.last_mut() {
            Some(cell) if c != '|' || escaped => cell.push(c),
            _ => cells.push(String::new()),
        }
        escaped = c == '\\' && !escaped;
    }
    cells.iter().map(|cell| inline::text(cell)).collect::<Vec<_>>().join("|")
}

/// Running text, in the document's own lines: where one is reworded, one changes.
fn paragraph(text: &[String]) -> Vec<String> {
    let escaped = inline::text(&text.join("\n"));
    let mut lines: Vec<String> = escaped.lines().map(opening).filter(|line| !line.is_empty()).collect();
    if let Some(last) = lines.last_mut()
        && last.ends_with('\\')
        && !last.ends_with("\\\\")
    {
        last.pop();
    }
    lines
}

fn fenced(code: &[String]) -> Vec<String> {
    let longest = code.iter().map(|line| inline::longest_run(line, '`')).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(code.iter().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

fn list(lines: &mut Vec<String>, start: Option<u64>, items: &[Vec<Block>]) {
    // Items of more than one paragraph are set apart, short ones are not.
    let loose = items.iter().any(|item| item.iter().filter(|block| !matches!(block, Block::List(..))).count() > 1);
    for (index, item) in (0_u64..).zip(items) {
        let marker = start.map_or_else(|| String::from("- "), |start| format!("{}. ", start.saturating_add(index)));
        let indent = " ".repeat(marker.len());
        if loose && index > 0 {
            lines.push(String::new());
        }
        let mut inner = Vec::new();
        for block in item {
            if !inner.is_empty() && !matches!(block, Block::List(..)) {
                inner.push(String::new());
            }
            push(&mut inner, block);
        }
        if inner.is_empty() {
            lines.push(marker.trim_end().to_owned());
        }
        for (line, prefix) in inner.iter().zip(std::iter::once(&marker).chain(std::iter::repeat(&indent))) {
            lines.push(format!("{prefix}{line}").trim_end().to_owned());
        }
    }
}

/// A line of running text, escaped if its first word would begin a block.
fn opening(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = line.split(' ').next().unwrap_or_default();
    if !begins_block(first) || first.starts_with('`') {
        return line;
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    format!("{}\\{}", &line[..digits], &line[digits..])
}

fn begins_block(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.starts_with(['#', '>', '|', '=', '~', ':'])
        || matches!(word, "-" | "*" | "+" | "•")
        || word.starts_with("```")
        || word.starts_with("[^")
        || word.starts_with('[') && word.contains("]:")
        || word.starts_with('<') && !["<http", "<mailto"].iter().any(|link| word.starts_with(link))
        || word.starts_with("--")
        || word.starts_with("**") && word.chars().all(|c| c == '*')
        || word.starts_with('_') && word.chars().all(|c| c == '_')
        || digits.len() < word.len() && matches!(digits, "." | ")")
}
