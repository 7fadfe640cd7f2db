//! CommonMark's block structure, as far as descriptions use it: paragraphs, headings, lists, quotes, code, tables.
//!
//! Not a complete parser and not meant to be one. What it does not know (HTML blocks, reference definitions) is a paragraph,
//! whose text is escaped; so a wrong guess costs looks, never safety.

/// Containers within containers before the rest is taken as plain paragraphs.
const DEPTH: usize = 6;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Lines of running text.
    Paragraph(Vec<String>),
    /// Level and text.
    Heading(usize, String),
    /// Fenced or indented code.
    Code(Vec<String>),
    /// Items; `Some` with the first number if they are numbered.
    List(Option<u64>, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Rows, the second of which is the delimiter.
    Table(Vec<String>),
    /// A thematic break.
    Rule,
}

/// Takes text apart.
pub(super) fn parse(text: &str) -> Vec<Block> {
    let text = super::inline::visible(text);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    // A trailing double space is a hard break; keep it as the backslash that means the same.
    let broken: Vec<String> = text.lines().zip(&lines).map(|(line, trimmed)| hard_break(line, trimmed)).collect();
    blocks(&broken.iter().map(String::as_str).collect::<Vec<_>>(), 0)
}

fn hard_break(line: &str, trimmed: &str) -> String {
    let hard = line.ends_with("  ") && !trimmed.is_empty() && !trimmed.ends_with('\\');
    format!("{trimmed}{}", if hard { "\\" } else { "" })
}

fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let body = line.trim_start();
        if body.is_empty() {
            rest = after;
        } else if let Some(used) = indented_code(rest, &mut found)
            .or_else(|| fenced_code(rest, &mut found))
            .or_else(|| heading(body, &mut found))
            .or_else(|| table(rest, &mut found))
            .or_else(|| quote(rest, depth, &mut found))
            .or_else(|| list(rest, depth, &mut found))
        {
            rest = &rest[used..];
        } else {
            rest = &rest[paragraph(rest, &mut found)..];
        }
    }
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line without up to `width` leading spaces.
fn dedent(line: &str, width: usize) -> &str {
    &line[indent(line).min(width)..]
}

fn indented_code(lines: &[&str], found: &mut Vec<Block>) -> Option<usize> {
    if indent(lines[0]) < 4 {
        return None;
    }
    let used = lines.iter().take_while(|line| line.is_empty() || indent(line) >= 4).count();
    let mut code: Vec<String> = lines[..used].iter().map(|line| dedent(line, 4).to_owned()).collect();
    while code.last().is_some_and(String::is_empty) {
        code.pop();
    }
    found.push(Block::Code(code));
    Some(used)
}

/// The fence's character and length, if the line opens one.
fn fence(line: &str) -> Option<(char, usize)> {
    let body = line.trim_start();
    let mark = body.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = body.chars().take_while(|c| *c == mark).count();
    let legal = indent(line) < 4 && length >= 3 && !(mark == '`' && body[length..].contains('`'));
    legal.then_some((mark, length))
}

fn fenced_code(lines: &[&str], found: &mut Vec<Block>) -> Option<usize> {
    let (mark, length) = fence(lines[0])?;
    let closes = |line: &&str| {
        let body = line.trim();
        indent(line) < 4 && body.len() >= length && body.chars().all(|c| c == mark)
    };
    let width = indent(lines[0]);
    let inner: Vec<&str> = lines[1..].iter().copied().take_while(|line| !closes(line)).collect();
    found.push(Block::Code(inner.iter().map(|line| dedent(line, width).trim_end_matches('\\').to_owned()).collect()));
    Some((inner.len() + 2).min(lines.len()))
}

fn heading(body: &str, found: &mut Vec<Block>) -> Option<usize> {
    let level = body.chars().take_while(|c| *c == '#').count();
    let text = &body[level..];
    if !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with(' ')) {
        return None;
    }
    let text = text.trim();
    let cut = text.trim_end_matches('#');
    let text = if cut.is_empty() || cut.ends_with(' ') { cut.trim() } else { text };
    if !text.is_empty() {
        found.push(Block::Heading(level, text.to_owned()));
    }
    Some(1)
}

fn is_rule(line: &str) -> bool {
    let marks: Vec<char> = line.chars().filter(|c| *c != ' ').collect();
    indent(line) < 4 && marks.len() >= 3 && "-*_".contains(marks[0]) && marks.iter().all(|mark| *mark == marks[0])
}

fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| " |:-".contains(c))
}

fn table(lines: &[&str], found: &mut Vec<Block>) -> Option<usize> {
    if !lines[0].contains('|') || !lines.get(1).is_some_and(|line| is_delimiter_row(line)) {
        return None;
    }
    let used = lines.iter().take_while(|line| line.contains('|')).count();
    found.push(Block::Table(lines[..used].iter().map(|line| line.trim().trim_end_matches('\\').to_owned()).collect()));
    Some(used)
}

fn quote(lines: &[&str], depth: usize, found: &mut Vec<Block>) -> Option<usize> {
    if !lines[0].trim_start().starts_with('>') || depth >= DEPTH {
        return None;
    }
    let mut inner = Vec::new();
    for line in lines {
        match line.trim_start().strip_prefix('>') {
            Some(quoted) => inner.push(quoted.strip_prefix(' ').unwrap_or(quoted)),
            None if !line.is_empty() && !interrupts(line) => inner.push(line.trim_start()),
            None => break,
        }
    }
    found.push(Block::Quote(blocks(&inner, depth + 1)));
    Some(inner.len())
}

/// A list item's marker: what kind, its number, and how far its content is indented.
#[derive(Clone, Copy)]
struct Marker {
    kind: char,
    number: Option<u64>,
    width: usize,
}

fn marker(line: &str) -> Option<Marker> {
    if indent(line) >= 4 || is_rule(line) {
        return None;
    }
    let body = line.trim_start();
    let digits = body.chars().take_while(char::is_ascii_digit).count();
    let kind = body[digits..].chars().next()?;
    let legal = if digits == 0 { "-*+•".contains(kind) } else { digits < 10 && ".)".contains(kind) };
    let after = &body[digits..][kind.len_utf8()..];
    if !legal || !(after.is_empty() || after.starts_with(' ')) {
        return None;
    }
    let spaces = indent(after);
    let spaces = if spaces > 4 || spaces == after.len() { 1 } else { spaces };
    Some(Marker { kind, number: body[..digits].parse().ok(), width: indent(line) + digits + kind.len_utf8() + spaces })
}

fn list(lines: &[&str], depth: usize, found: &mut Vec<Block>) -> Option<usize> {
    let first = marker(lines[0]).filter(|_| depth < DEPTH)?;
    let mut items = Vec::new();
    let mut used = 0;
    while let Some(next) = lines.get(used).and_then(|line| marker(line)).filter(|next| next.kind == first.kind) {
        let length = item_length(&lines[used..], next.width);
        let mut inner = vec![lines[used].get(next.width..).unwrap_or_default()];
        inner.extend(lines[used + 1..used + length].iter().map(|line| dedent(line, next.width)));
        items.push(blocks(&inner, depth + 1));
        used += length;
    }
    found.push(Block::List(first.number, items));
    Some(used)
}

/// Lines of an item: its own, those indented as far as its content, and lazy continuations of its paragraph.
fn item_length(lines: &[&str], width: usize) -> usize {
    let mut length = 1;
    let mut blank = false;
    let mut end = 1;
    for line in &lines[1..] {
        length += 1;
        if line.is_empty() {
            blank = true;
            continue;
        }
        if indent(line) < width && (blank || interrupts(line) || marker(line).is_some()) {
            break;
        }
        blank = false;
        end = length;
    }
    // Blank lines before the next item belong to neither.
    end + lines[end..].iter().take_while(|line| line.is_empty()).count()
}

/// Whether a line ends the paragraph before it.
fn interrupts(line: &str) -> bool {
    let body = line.trim_start();
    fence(line).is_some()
        || heading(body, &mut Vec::new()).is_some()
        || is_rule(line)
        || body.starts_with('>')
        || marker(line).is_some_and(|marker| marker.number.is_none_or(|number| number == 1) && body.contains(' '))
}

fn paragraph(lines: &[&str], found: &mut Vec<Block>) -> usize {
    if is_rule(lines[0]) {
        found.push(Block::Rule);
        return 1;
    }
    let mut text = vec![lines[0].trim_start().to_owned()];
    for line in &lines[1..] {
        let body = line.trim();
        let underline = body.chars().all(|c| c == '=') || body.chars().all(|c| c == '-');
        if !body.is_empty() && underline && indent(line) < 4 {
            let level = if body.starts_with('=') { 1 } else { 2 };
            found.push(Block::Heading(level, text.join(" ")));
            return text.len() + 1;
        }
        if body.is_empty() || interrupts(line) {
            break;
        }
        text.push(body.to_owned());
    }
    let used = text.len();
    found.push(Block::Paragraph(text));
    used
}
