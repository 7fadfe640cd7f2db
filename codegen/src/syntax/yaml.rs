//! YAML text to events, through `granit-parser`, which does not recurse and expands no alias.

use super::advice::advise;
use super::{Event, MAX_DEPTH, Properties, Step, SyntaxError, Tag, mark_length};
use granit_parser::{ErrorKind, Event as Raw, Parser, ScalarStyle, ScanError, Span, StrInput};
use std::borrow::Cow;
use std::ops::Range;

/// Walks a YAML text from node to node.
pub(super) struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    /// Bytes that the parser has not seen.
    mark: usize,
    done: bool,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mark = mark_length(text);
        // The parser's own bounds only have to lie beyond ours, so that a deep text is refused here as everywhere.
        let options = granit_parser::options! {
            emit_comments: false,
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1,
        };
        let parser = Parser::new_from_str_with_options(&text[mark..], options);
        Self { parser, text, mark, done: false }
    }

    fn range(&self, span: Span) -> Range<usize> {
        // Parsers over a string know the offset of every event.
        let range = span.byte_range().unwrap_or(0..0);
        range.start + self.mark..(range.end + self.mark).min(self.text.len())
    }

    fn error(&self, error: &ScanError) -> SyntaxError {
        let start = (error.marker().byte_offset().unwrap_or(0) + self.mark).min(self.text.len());
        let message = error.info();
        let advice = advise(self.text, start, &message);
        let (help, span) = advice.map_or((None, None), |advice| (Some(advice.help), advice.span));
        SyntaxError {
            message,
            span: span.unwrap_or(start..start),
            help,
            too_deep: matches!(error.kind(), ErrorKind::RecursionLimitExceeded),
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        while !self.done {
            let (raw, span) = match self.parser.next()? {
                Ok(step) => step,
                Err(error) => {
                    self.done = true;
                    return Some(Err(self.error(&error)));
                }
            };
            let range = self.range(span);
            let unended = range.end == self.text.len() && ends_within_a_line(self.text);
            if let Some(event) = convert(raw, unended) {
                return Some(Ok((event, range)));
            }
        }
        None
    }
}

/// Whether the last line has content and no line break.
fn ends_within_a_line(text: &str) -> bool {
    text.rsplit('\n').next().is_some_and(|line| !line.trim().is_empty())
}

/// The event as ours; `None` for those that say nothing about values. `unended` says that it reaches the end of a text
/// without a last line break: the parser gives a block scalar one there, YAML (8.1.1.2, `b-chomped-last`) does not.
fn convert(raw: Raw<'_>, unended: bool) -> Option<Event<'_>> {
    Some(match raw {
        Raw::Alias(anchor) => Event::Alias(anchor),
        Raw::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, anchor, tag) if unended => {
            let text = Cow::Owned(text.strip_suffix('\n').unwrap_or(&text).to_owned());
            Event::Scalar { text, plain: false, properties: properties(anchor, tag) }
        }
        Raw::Scalar(text, style, anchor, tag) => {
            Event::Scalar { text, plain: style == ScalarStyle::Plain, properties: properties(anchor, tag) }
        }
        Raw::SequenceStart(_, anchor, tag) => Event::Array(properties(anchor, tag)),
        Raw::MappingStart(_, anchor, tag) => Event::Object(properties(anchor, tag)),
        Raw::SequenceEnd | Raw::MappingEnd => Event::End,
        Raw::DocumentEnd => Event::DocumentEnd,
        _ => return None,
    })
}

fn properties(anchor: usize, tag: Option<Cow<'_, granit_parser::Tag>>) -> Properties {
    let tag = tag.map(|tag| match tag.core_suffix() {
        Some(name) => Tag::Core(name.to_owned()),
        None if tag.original() == "!" => Tag::NonSpecific,
        None => Tag::Other(tag.original()),
    });
    Properties { anchor, tag }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_the_byte_order_mark() {
        let text = "\u{feff}é: &x !!str 12\nb: [*x]\n";
        let steps: Vec<_> = Events::new(text).map(|step| step.expect("valid YAML")).collect();
        let slices: Vec<_> = steps.iter().map(|(_, span)| &text[span.clone()]).collect();
        assert_eq!(slices, ["", "é", "12", "b", "[", "*x", "]", "", ""]);
        let tagged = Properties { anchor: 1, tag: Some(Tag::Core(String::from("str"))) };
        assert_eq!(steps[2].0, Event::Scalar { text: "12".into(), plain: true, properties: tagged });
        assert_eq!(steps[5].0, Event::Alias(1));
    }

    #[test]
    fn nesting_is_refused_by_the_parser_itself() {
        for text in ["- ".repeat(100_000), "{a: ".repeat(40_000)] {
            let last = Events::new(&text).last();
            assert!(matches!(last, Some(Err(SyntaxError { too_deep: true, .. }))));
        }
    }
}
