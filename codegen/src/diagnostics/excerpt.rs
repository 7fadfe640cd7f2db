//! A line of a document, made safe to print and short enough to read, with the marks under it.
//!
//! Documents are untrusted: an escape sequence in a description could repaint the terminal, a bidi control could show a
//! line in another order than the bytes have. Such characters are printed as `\u{1b}`. Minified JSON is one line of
//! megabytes, so only the neighbourhood of the mark is shown.

use std::ops::Range;

/// Columns of a line that are shown at most.
const WINDOW: usize = 110;
/// Columns before the mark that are kept when a line is cut.
const BEFORE: usize = 40;
/// Bytes on either side of a mark among which the shown columns are sought: minified JSON is one line of megabytes.
const NEIGHBOURHOOD: usize = 1024;
/// Characters of a message that are printed at most.
const LONGEST: usize = 1_000;

/// Lines of a text and the way from bytes to them.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// Line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A printed line and its underline.
#[derive(Debug, PartialEq)]
pub(super) struct Excerpt {
    pub(super) line: String,
    /// Columns before the underline.
    pub(super) indent: usize,
    /// Columns of the underline, at least one.
    pub(super) width: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        // The byte-order mark is no character of the document.
        let column = self.text[start..offset].trim_start_matches('\u{feff}').chars().count() + 1;
        Position { line, column }
    }

    /// The line where a range begins, and the part of the range that lies in it.
    pub(super) fn excerpt(&self, range: &Range<usize>) -> Excerpt {
        let (start, end) = (self.floor(range.start), self.floor(range.end));
        let line = self.starts.partition_point(|begin| *begin <= start) - 1;
        let mark = if line == 0 && self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let first = self.starts[line] + mark;
        let last = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let content = self.text[first..last].trim_end_matches('\r');
        let cut = |offset: usize| offset.clamp(first, first + content.len()) - first;
        let (start, end) = (cut(start), cut(end.max(start)));
        let left = content.floor_char_boundary(start.saturating_sub(NEIGHBOURHOOD));
        let right = content.floor_char_boundary((start + NEIGHBOURHOOD).min(content.len()));
        cells(&content[left..right], start - left, end.min(right) - left)
    }

    /// The start of the character that holds a byte.
    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }
}

/// Prints a line with its range in bytes, cut to a window around the range.
fn cells(content: &str, start: usize, end: usize) -> Excerpt {
    let indent = width(&content[..start]);
    let from = if width(content) <= WINDOW { 0 } else { indent.saturating_sub(BEFORE) };
    let mut line = String::new();
    let (mut column, mut left_out, mut shown_from) = (0, false, None);
    for character in content.chars() {
        let cell = cell(character);
        if column >= from + WINDOW {
            left_out = true;
            break;
        }
        if column >= from {
            shown_from.get_or_insert(column);
            line.push_str(&cell.0);
        }
        column += cell.1;
    }
    let shown_from = shown_from.unwrap_or(0);
    let prefix = usize::from(shown_from > 0);
    if prefix > 0 {
        line.insert(0, '…');
    }
    if left_out {
        line.push('…');
    }
    let indent = indent.saturating_sub(shown_from) + prefix;
    let room = (from + WINDOW).saturating_sub(shown_from + indent - prefix).max(1);
    Excerpt { line, indent, width: width(&content[start..end]).clamp(1, room) }
}

fn width(text: &str) -> usize {
    text.chars().map(|character| cell(character).1).sum()
}

/// How a character is printed, and how many columns that takes.
fn cell(character: char) -> (String, usize) {
    if character == '\t' {
        return (String::from("    "), 4);
    }
    if is_unprintable(character) {
        let text = character.escape_unicode().to_string();
        let columns = text.len();
        return (text, columns);
    }
    (character.to_string(), columns(character))
}

/// Text from a document within a message: what could move the cursor, change its colour or its direction is escaped, and
/// what is longer than anybody reads is cut.
pub(super) fn escape(text: &str) -> String {
    let mut characters = text.chars();
    let mut printed = String::new();
    for character in characters.by_ref().take(LONGEST) {
        match character {
            '\n' => printed.push_str("\\n"),
            '\t' => printed.push_str("\\t"),
            '\r' => printed.push_str("\\r"),
            _ if is_unprintable(character) => printed.extend(character.escape_unicode()),
            _ => printed.push(character),
        }
    }
    if characters.next().is_some() {
        printed.push('…');
    }
    printed
}

/// Controls, line separators, bidi controls and characters without any width or form.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Columns of a printable character: two for East Asian wide forms and emoji, none for combining marks (Unicode Standard
/// Annex 11, the blocks that occur in practice).
fn columns(character: char) -> usize {
    match u32::from(character) {
        0x300..=0x36f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, marked: &str) -> Excerpt {
        let start = text.find(marked).expect("the text holds what is marked");
        Lines::new(text).excerpt(&(start..start + marked.len()))
    }

    fn drawn(text: &str, marked: &str) -> String {
        let found = excerpt(text, marked);
        format!("{}\n{}{}", found.line, " ".repeat(found.indent), "^".repeat(found.width))
    }

    #[test]
    fn positions_count_characters() {
        let text = "\u{feff}é: 1\r\n\tb: 漢字x\n";
        let lines = Lines::new(text);
        let at = |mark: &str| lines.position(text.find(mark).expect("in the text"));
        assert_eq!(at("é"), Position { line: 1, column: 1 });
        assert_eq!(at("1"), Position { line: 1, column: 4 });
        assert_eq!(at("x"), Position { line: 2, column: 7 });
        assert_eq!(lines.position(text.len()), Position { line: 3, column: 1 });
        assert_eq!(lines.position(usize::MAX), Position { line: 3, column: 1 });
    }

    #[test]
    fn marks_stand_under_what_they_mark() {
        assert_eq!(drawn("\tb: 漢字x y\r\n", "字x"), "    b: 漢字x y\n         ^^^");
        assert_eq!(drawn("a: \u{1b}[2J\u{202e}b", "\u{202e}b"), "a: \\u{1b}[2J\\u{202e}b\n            ^^^^^^^^^");
        assert_eq!(drawn("a:\n  b\n  c", "b\n  c"), "  b\n  ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{}MARK{}", "a".repeat(5_000), "b".repeat(5_000));
        let found = excerpt(&text, "MARK");
        assert_eq!(found.line.chars().count(), WINDOW + 2);
        let marked: String = found.line.chars().skip(found.indent).take(found.width).collect();
        assert_eq!(marked, "MARK");
        assert_eq!(excerpt(&text, &text).width, WINDOW);
    }

    #[test]
    fn messages_cannot_paint_the_terminal() {
        assert_eq!(escape("a\u{1b}[31m\n漢\u{2066}"), "a\\u{1b}[31m\\n漢\\u{2066}");
        assert_eq!(escape(&"a".repeat(9_999)).chars().count(), LONGEST + 1);
    }
}
