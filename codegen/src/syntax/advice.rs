//! What is usually wrong where a YAML parser gives up.
//!
//! Parsers say what they expected next (`did not find expected key`); whoever wrote the text wants to know which of the few
//! usual slips it was. A slip is told by the parser's message and by the line where it stopped, and sometimes the mark
//! belongs elsewhere: a quote that is not closed is noticed lines later.

use std::ops::Range;

/// What to do about a syntax error.
#[derive(Debug, PartialEq)]
pub(super) struct Advice {
    /// In a sentence without a final stop.
    pub(super) help: String,
    /// Where the slip is, if not where the parser stopped.
    pub(super) span: Option<Range<usize>>,
}

impl Advice {
    fn new(help: impl Into<String>) -> Option<Self> {
        Some(Self { help: help.into(), span: None })
    }

    fn at(help: impl Into<String>, start: usize, length: usize) -> Option<Self> {
        Some(Self { help: help.into(), span: Some(start..start + length) })
    }
}

/// A line of the text.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Where it begins.
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that a byte lies in.
    fn around(text: &'a str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        Self { start, text: &text[start..end] }
    }

    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    fn content(&self) -> &'a str {
        self.text.trim()
    }

    /// What stands after the first `: `, and where.
    fn value(&self) -> Option<(usize, &'a str)> {
        let colon = self.text.find(": ")?;
        let value = self.text[colon + 1..].trim_start();
        Some((self.start + self.text.len() - value.len(), value.trim_end()))
    }

    /// Columns before the `-` of a list's item, and before what stands after it.
    fn item(&self) -> Option<(usize, usize)> {
        let rest = self.text.trim_start_matches(' ').strip_prefix('-')?;
        let content = rest.trim_start_matches(' ');
        (content.len() < rest.len()).then(|| (self.indent(), self.text.len() - content.len()))
    }

    /// Columns before the first key of the line.
    fn column(&self) -> usize {
        self.item().map_or(self.indent(), |(_, content)| content)
    }
}

/// The lines above one, the nearest first, without empty ones and comments.
fn above<'a>(text: &'a str, line: Line<'a>) -> impl Iterator<Item = Line<'a>> {
    let mut end = line.start;
    let lines = std::iter::from_fn(move || {
        let line = Line::around(text, end.checked_sub(1)?);
        end = line.start;
        Some(line)
    });
    lines.filter(|line| !line.content().is_empty() && !line.content().starts_with('#'))
}

/// Says what is usually wrong where a parser stopped with such a message.
pub(super) fn advise(text: &str, at: usize, message: &str) -> Option<Advice> {
    let line = Line::around(text, at);
    let says = |words: &str| message.contains(words);
    if says("tab") {
        tab(text, line)
    } else if says("multiline quoted") || says("unclosed quote") || says("end of stream") {
        open_quote(text, line)
    } else if says("trailing content after") {
        trailing(message)
    } else if says("unexpected character") {
        Advice::new("YAML keeps this character for itself; a text that begins with it belongs in quotes")
    } else if says("unknown anchor") {
        Advice::new("`*` begins an alias of something marked with `&`; put a text that begins with it in quotes")
    } else if says("simple key expected") {
        colon(line)
    } else if says("':' indicator") || says("',' or") {
        Advice::new("a `[`, `{` or quote before this may not be closed")
    } else if says("mapping values are not allowed") {
        second_colon(text, line, at)
    } else if says("'-' indicator") {
        list(text, line)
    } else if says("did not find expected key") {
        indentation(text, line, at)
    } else {
        None
    }
}

/// A tab before the first character of a line.
fn tab(text: &str, line: Line<'_>) -> Option<Advice> {
    // A value of one line may go on in the next, so the parser stops at its beginning.
    let next = (line.start + line.text.len() + 1).min(text.len());
    let at = [line, Line::around(text, next)].iter().find_map(|line| {
        let blank = line.text.len() - line.text.trim_start().len();
        line.text[..blank].find('\t').map(|tab| line.start + tab)
    });
    let help = "indent by spaces: YAML takes no tab for that";
    at.map_or_else(|| Advice::new(help), |at| Advice::at(help, at, 1))
}

/// A quoted value that runs into the lines below.
fn open_quote(text: &str, line: Line<'_>) -> Option<Advice> {
    const LINES: usize = 40;
    let (start, quote) = std::iter::once(line).chain(above(text, line)).take(LINES).find_map(|line| {
        let (start, value) = line.value()?;
        let quote = value.chars().next().filter(|first| matches!(first, '\'' | '"'))?;
        let closed = value.len() > 1 && value.ends_with(quote);
        (!closed).then_some((start, quote))
    })?;
    Advice::at(format!("close the quote with another `{quote}`"), start, 1)
}

/// Something after the quote that ends a value.
fn trailing(message: &str) -> Option<Advice> {
    Advice::new(if message.contains("single-quoted") {
        "a `'` within single quotes is written twice, `''`; or put the text in double quotes"
    } else if message.contains("double-quoted") {
        "a `\"` within double quotes is written `\\\"`; or put the text in single quotes"
    } else {
        "put the whole value in quotes"
    })
}

/// A line that should have been a key and its value.
fn colon(line: Line<'_>) -> Option<Advice> {
    let content = line.content();
    let help = match content.split_once(':') {
        Some((key, value)) if !value.is_empty() => format!("a space belongs after the colon: `{key}: …`"),
        _ if content.contains(' ') => String::from("a key and its value are written `key: value`"),
        _ => format!("a key ends with a colon: `{content}:`"),
    };
    Advice::at(help, line.start + line.indent(), content.len())
}

/// A colon after which no value can come.
fn second_colon(text: &str, line: Line<'_>, at: usize) -> Option<Advice> {
    if let Some((start, value)) = line.value().filter(|(start, _)| *start < at) {
        return Advice::at("a text that has a colon and a space in it belongs in quotes", start, value.len());
    }
    let before = above(text, line).next()?;
    if before.value().is_none() && !before.content().ends_with(':') {
        return colon(before);
    }
    let column = before.column();
    (line.indent() > column).then_some(())?;
    let help = format!(
        "the line is indented by {}, although the one before, indented by {column}, has its value already",
        line.indent()
    );
    Advice::at(help, line.start + line.indent(), line.content().len())
}

/// A line that is no item of the list it stands in.
fn list(text: &str, line: Line<'_>) -> Option<Advice> {
    let (dash, content) = above(text, line).find_map(|line| line.item())?;
    Advice::new(if line.indent() == dash {
        format!(
            "the lines before make a list: begin this one with `- `, indent it by {content} if it belongs to the last \
             item, or take the `-` from the others"
        )
    } else {
        format!("the keys of this list's items are indented by {content}")
    })
}

/// A line that is no key of the object it stands in.
fn indentation(text: &str, line: Line<'_>, at: usize) -> Option<Advice> {
    if at > line.start + line.indent() {
        let (start, value) = line.value().filter(|(_, value)| value.starts_with(['{', '[', '"', '\'']))?;
        return Advice::at("a text that begins with a bracket or a quote belongs in quotes itself", start, value.len());
    }
    let columns = above(text, line).map(|line| line.column()).take_while(|column| *column > 0);
    let near = columns.min_by_key(|column| column.abs_diff(line.indent()))?;
    (near != line.indent()).then_some(())?;
    let help = format!("the line is indented by {}, where {near} would fit the lines before", line.indent());
    Advice::at(help, at, line.content().len())
}

#[cfg(test)]
mod tests {
    use crate::syntax::{SyntaxError, yaml};

    /// The marked text and the help for the first error.
    fn advice(text: &str) -> (String, String) {
        let error = yaml(text).find_map(Result::err);
        let SyntaxError { span, help, message, .. } = error.unwrap_or_else(|| panic!("{text:?} is YAML"));
        (text[span].to_owned(), help.unwrap_or_else(|| panic!("{text:?} has no help for: {message}")))
    }

    #[test]
    fn usual_slips_are_told_by_their_line() {
        let slips = [
            ("a: b\n\tc: d\n", "\t", "no tab"),
            ("a:\n  b: 1\n c: 2\n", "c: 2", "indented by 1, where 2"),
            ("a:\n  b: x\n   c: 2\n", "c: 2", "indented by 3"),
            ("a:\n  b\n  c: 2\n", "b", "`b:`"),
            ("a:\n  b:1\n  c: 2\n", "b:1", "`b: …`"),
            ("a: The rate: per day\n", "The rate: per day", "in quotes"),
            ("a: @me\n", "", "belongs in quotes"),
            ("a: {id} of it\n", "{id} of it", "in quotes"),
            ("a: *all of it\n", "", "alias"),
            ("a:\n  b: 'it\n  c: d\n  e: f\n", "'", "close the quote"),
            ("a: 'it's'\n", "", "written twice"),
            ("a: \"it\" is\n", "", "double quotes"),
            ("a:\n  - b: 1\n   c: 2\n", "", "indented by 4"),
            ("a:\n  - b: 1\n  c: 2\n", "", "begin this one with `- `"),
            ("a: [b\nc: d\n", "", "may not be closed"),
        ];
        for (text, marked, words) in slips {
            let found = advice(text);
            assert!(found.0 == marked && found.1.contains(words), "{text:?}: {found:?}");
        }
    }
}
