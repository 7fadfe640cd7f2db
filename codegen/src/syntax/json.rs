//! JSON text to events. `serde_json` says whether a text is JSON; this scanner says where things are in it.

use super::{Event, Properties, Step, SyntaxError, mark_length};
use std::borrow::Cow;
use std::ops::Range;

/// Walks a JSON text from token to token.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    done: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: mark_length(text), depth: 0, done: false }
    }

    /// Skips what only separates tokens.
    fn skip(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':');
        self.at += rest.iter().take_while(blank).count();
    }

    fn fail(&mut self, message: &str, span: Range<usize>) -> Step<'a> {
        self.done = true;
        Err(SyntaxError { message: message.to_owned(), span, help: None, too_deep: false })
    }

    /// A string in quotes, which stands at the current place.
    fn string(&mut self) -> Step<'a> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        let mut escaped = false;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                Some(_) => end += 1,
                None => return self.fail("a string does not end", start..bytes.len()),
            }
        }
        self.at = end + 1;
        let span = start..self.at;
        let text = if escaped {
            match serde_json::from_str(&self.text[span.clone()]) {
                Ok(text) => Cow::Owned(text),
                Err(_) => return self.fail("a string has a wrong escape", span),
            }
        } else {
            Cow::Borrowed(&self.text[start + 1..end])
        };
        Ok((Event::Scalar { text, plain: false, properties: Properties::default() }, span))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Step<'a> {
        let start = self.at;
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = self.text.as_bytes()[start..].iter().take_while(part).count();
        if length == 0 {
            return self.fail("not JSON", start..start);
        }
        self.at += length;
        let text = Cow::Borrowed(&self.text[start..self.at]);
        Ok((Event::Scalar { text, plain: true, properties: Properties::default() }, start..self.at))
    }

    /// A bracket; `change` is what it does to the depth.
    fn bracket(&mut self, event: Event<'a>) -> Step<'a> {
        self.at += 1;
        Ok((event, self.at - 1..self.at))
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.done {
            return None;
        }
        self.skip();
        let step = match self.text.as_bytes().get(self.at) {
            None => return None,
            Some(b'{') => {
                self.depth += 1;
                self.bracket(Event::Object(Properties::default()))
            }
            Some(b'[') => {
                self.depth += 1;
                self.bracket(Event::Array(Properties::default()))
            }
            Some(b'}' | b']') if self.depth == 0 => self.fail("a bracket closes nothing", self.at..self.at + 1),
            Some(b'}' | b']') => {
                self.depth -= 1;
                self.bracket(Event::End)
            }
            Some(b'"') => self.string(),
            Some(_) => self.word(),
        };
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source slices of all events, `!` at an error.
    fn slices(text: &str) -> Vec<String> {
        Scanner::new(text)
            .map(|step| step.map_or_else(|_| String::from("!"), |(_, span)| text[span].to_owned()))
            .collect()
    }

    #[test]
    fn ranges_are_those_of_the_tokens() {
        let text = "\u{feff}{ \"a\\\"é\" : [-1.5e3, true],\n \"\": null}";
        assert_eq!(slices(text), ["{", "\"a\\\"é\"", "[", "-1.5e3", "true", "]", "\"\"", "null", "}"]);
    }

    #[test]
    fn what_is_not_json_ends_in_an_error() {
        assert_eq!(slices("{a b}"), ["{", "a", "b", "}"]);
        assert_eq!(slices("{'a': 1}"), ["{", "!"]);
        assert_eq!(slices("[\"a"), ["[", "!"]);
        assert_eq!(slices("[\"\\"), ["[", "!"]);
        assert_eq!(slices("]"), ["!"]);
    }
}
