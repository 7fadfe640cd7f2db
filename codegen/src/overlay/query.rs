//! The text of a JSONPath to its segments. The subset is stated in the module above.

use serde_json::Value;
use std::iter::Peekable;
use std::str::CharIndices;

/// A parsed path.
#[derive(Debug, PartialEq)]
pub(super) struct Query {
    pub(super) segments: Vec<Segment>,
}

/// A step down: one level, or with `deep` any number of levels.
#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    pub(super) deep: bool,
    pub(super) selectors: Vec<Selector>,
}

/// What a step selects.
#[derive(Debug, PartialEq)]
pub(super) enum Selector {
    Name(String),
    /// Counted from the end if negative.
    Index(i64),
    All,
    /// Alternatives, each a list of tests that must all hold.
    Filter(Vec<Vec<Test>>),
}

/// A test of a filter: a path below the candidate, and what it is compared with.
#[derive(Debug, PartialEq)]
pub(super) struct Test {
    pub(super) path: Vec<Selector>,
    pub(super) comparison: Comparison,
}

#[derive(Debug, PartialEq)]
pub(super) enum Comparison {
    Exists,
    Equal(Value),
    Unequal(Value),
}

/// Why a path is not one of the subset.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    /// Characters before the fault.
    pub(super) at: usize,
    pub(super) message: &'static str,
}

impl Query {
    /// Parses a path that begins with `$`.
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let mut parser = Parser { text, rest: text.char_indices().peekable() };
        parser.query().map_err(|message| {
            let offset = parser.rest.peek().map_or(text.len(), |(offset, _)| *offset);
            Fault { at: text[..offset].chars().count(), message }
        })
    }
}

type Parsed<T> = Result<T, &'static str>;

struct Parser<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl Parser<'_> {
    fn query(&mut self) -> Parsed<Query> {
        if !self.take('$') {
            return Err("a path begins with `$`");
        }
        let mut segments = Vec::new();
        while self.peek().is_some() {
            segments.push(self.segment()?);
        }
        Ok(Query { segments })
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, character)| *character)
    }

    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if(|(_, character)| *character == wanted).is_some()
    }

    fn skip_blank(&mut self) {
        while self.rest.next_if(|(_, character)| character.is_ascii_whitespace()).is_some() {}
    }

    fn segment(&mut self) -> Parsed<Segment> {
        let dot = self.take('.');
        let deep = dot && self.take('.');
        let selectors = if (!dot || deep) && self.take('[') {
            self.bracket(true)?
        } else if dot && self.take('*') {
            vec![Selector::All]
        } else if dot {
            vec![Selector::Name(self.name()?)]
        } else {
            return Err("`.` or `[` is expected");
        };
        Ok(Segment { deep, selectors })
    }

    /// A name after a dot. Wider than RFC 9535's: anything but what has a meaning in a path.
    fn name(&mut self) -> Parsed<String> {
        let mut name = String::new();
        let part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
        while let Some((_, character)) = self.rest.next_if(|(_, character)| part(*character)) {
            name.push(character);
        }
        if name.is_empty() {
            Err("a name is expected; others than letters and digits go in `['...']`")
        } else {
            Ok(name)
        }
    }

    /// The selectors of a bracket whose opening is behind us.
    fn bracket(&mut self, filters: bool) -> Parsed<Vec<Selector>> {
        let mut selectors = Vec::new();
        loop {
            self.skip_blank();
            selectors.push(self.selector(filters)?);
            self.skip_blank();
            if self.take(']') {
                return Ok(selectors);
            }
            if !self.take(',') {
                return Err("`,` or `]` is expected");
            }
        }
    }

    fn selector(&mut self, filters: bool) -> Parsed<Selector> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.quoted()?)),
            Some('*') => {
                self.rest.next();
                Ok(Selector::All)
            }
            Some('?') if filters => {
                self.rest.next();
                self.filter()
            }
            Some('?') => Err("a filter within a filter is not read"),
            Some('-' | '0'..='9') => {
                let index = self.word().parse().map_err(|_| "an index is a whole number");
                if self.peek() == Some(':') { Err("slices are not read") } else { index.map(Selector::Index) }
            }
            Some(':') => Err("slices are not read"),
            _ => Err("a quoted name, an index, `*` or a filter is expected"),
        }
    }

    /// A string in either kind of quotes.
    fn quoted(&mut self) -> Parsed<String> {
        let Some((_, quote)) = self.rest.next() else { return Err("a string is expected") };
        let mut text = String::new();
        loop {
            match self.rest.next() {
                Some((_, character)) if character == quote => return Ok(text),
                Some((_, '\\')) => match self.rest.next() {
                    Some((_, character @ ('\\' | '/' | '\'' | '"'))) => text.push(character),
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    _ => return Err("the escape is not read"),
                },
                Some((_, character)) => text.push(character),
                None => return Err("the string does not end"),
            }
        }
    }

    /// Letters, digits and what numbers are made of.
    fn word(&mut self) -> &str {
        let start = self.rest.peek().map_or(self.text.len(), |(offset, _)| *offset);
        let part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.');
        while self.rest.next_if(|(_, character)| part(*character)).is_some() {}
        let end = self.rest.peek().map_or(self.text.len(), |(offset, _)| *offset);
        &self.text[start..end]
    }

    /// `@.a == 'x' && @.b`, with or without parentheses around all of it.
    fn filter(&mut self) -> Parsed<Selector> {
        self.skip_blank();
        let parenthesis = self.take('(');
        let mut alternatives = vec![vec![self.test()?]];
        loop {
            self.skip_blank();
            if self.take('|') && self.take('|') {
                alternatives.push(vec![self.test()?]);
            } else if self.take('&') && self.take('&') {
                let test = self.test()?;
                // There is always an alternative: the list begins with one.
                if let Some(tests) = alternatives.last_mut() {
                    tests.push(test);
                }
            } else {
                break;
            }
        }
        if parenthesis && !self.take(')') {
            return Err("`)` is expected");
        }
        Ok(Selector::Filter(alternatives))
    }

    fn test(&mut self) -> Parsed<Test> {
        self.skip_blank();
        if !self.take('@') {
            return Err("a test begins with `@`");
        }
        let mut path = Vec::new();
        loop {
            if self.take('[') {
                match (self.bracket(false)?.pop(), self.peek()) {
                    (Some(selector @ (Selector::Name(_) | Selector::Index(_))), _) => path.push(selector),
                    _ => return Err("a path in a filter has single names and indices"),
                }
            } else if self.take('.') {
                path.push(Selector::Name(self.name()?));
            } else {
                break;
            }
        }
        self.skip_blank();
        let comparison = if self.take('=') {
            if !self.take('=') {
                return Err("`==` is expected");
            }
            Comparison::Equal(self.literal()?)
        } else if self.take('!') {
            if !self.take('=') {
                return Err("`!=` is expected");
            }
            Comparison::Unequal(self.literal()?)
        } else {
            Comparison::Exists
        };
        Ok(Test { path, comparison })
    }

    fn literal(&mut self) -> Parsed<Value> {
        self.skip_blank();
        if matches!(self.peek(), Some('\'' | '"')) {
            return Ok(Value::String(self.quoted()?));
        }
        let literal: Value =
            serde_json::from_str(self.word()).map_err(|_| "a string, number, true, false or null is expected")?;
        Ok(literal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Vec<Segment> {
        Query::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}")).segments
    }

    fn name(text: &str) -> Selector {
        Selector::Name(text.to_owned())
    }

    #[test]
    fn steps() {
        let step = |selector| Segment { deep: false, selectors: vec![selector] };
        assert_eq!(parse("$"), []);
        assert_eq!(parse("$.paths['/a b'].x-y[0][-1].*[*]").len(), 7);
        assert_eq!(parse("$['it\\'s'][\"b\"]"), [step(name("it's")), step(name("b"))]);
        assert_eq!(parse("$..get"), [Segment { deep: true, selectors: vec![name("get")] }]);
        assert_eq!(parse("$..['a', 'b']"), [Segment { deep: true, selectors: vec![name("a"), name("b")] }]);
    }

    #[test]
    fn filters() {
        let test = Test { path: vec![name("in")], comparison: Comparison::Equal(Value::from("query")) };
        let exists = Test { path: vec![name("a"), Selector::Index(0)], comparison: Comparison::Exists };
        let filter = |alternatives| vec![Segment { deep: false, selectors: vec![Selector::Filter(alternatives)] }];
        assert_eq!(parse("$[?(@.in == 'query' && @.a[0])]"), filter(vec![vec![test, exists]]));
        let other = Test { path: vec![], comparison: Comparison::Unequal(Value::from(2)) };
        let third = Test { path: vec![name("k")], comparison: Comparison::Equal(Value::Null) };
        assert_eq!(parse("$[?@!=2||@['k']==null]"), filter(vec![vec![other], vec![third]]));
    }

    #[test]
    fn what_is_not_read_is_said_with_its_place() {
        let fault = |text: &str| Query::parse(text).map_err(|fault| (fault.at, fault.message)).expect_err(text);
        assert_eq!(fault("paths"), (0, "a path begins with `$`"));
        assert_eq!(fault("$.a[1:2]"), (5, "slices are not read"));
        assert_eq!(fault("$.é x").0, 3);
        assert_eq!(fault("$[?length(@.a)]").1, "a test begins with `@`");
        for text in
            ["$.", "$[", "$['a", "$[?@.a=1]", "$[?@.a=='b'", "$[?(@.a]", "$[?@[?@.b]]", "$a", "$...a", "$.a ", "$[]"]
        {
            fault(text);
        }
    }
}
