//! Text to nodes, by descent: alternatives, sequences, repetitions, atoms.

use super::{Node, Set, Unread};
use std::iter::Peekable;
use std::str::Chars;

/// How deep groups may nest.
const DEPTH: usize = 50;

/// Longest repetition that is understood.
const LONGEST: u32 = 2000;

/// Reads a whole expression.
pub(super) fn parse(text: &str) -> Result<Node, Unread> {
    let mut parser = Parser { rest: text.chars().peekable(), depth: 0 };
    let node = parser.either()?;
    if parser.rest.peek().is_some() { Err(Unread("a closing bracket without an opening one")) } else { Ok(node) }
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    depth: usize,
}

impl Parser<'_> {
    fn either(&mut self) -> Result<Node, Unread> {
        let mut branches = vec![self.sequence()?];
        while self.rest.next_if_eq(&'|').is_some() {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self) -> Result<Node, Unread> {
        let mut nodes = Vec::new();
        while self.rest.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
            let atom = self.atom()?;
            nodes.push(self.repeated(atom)?);
        }
        Ok(Node::Sequence(nodes))
    }

    fn atom(&mut self) -> Result<Node, Unread> {
        match self.rest.next() {
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('.') => Ok(Node::Set(Set { ranges: vec![('\n', '\n'), ('\r', '\r')], negated: true })),
            Some('(') => self.group(),
            Some('[') => self.class().map(Node::Set),
            Some('\\') => self.escape(),
            Some('*' | '+' | '?') => Err(Unread("a repetition of nothing")),
            Some(c) => Ok(literal(c)),
            None => Err(Unread("no end")),
        }
    }

    fn group(&mut self) -> Result<Node, Unread> {
        let ahead = if self.rest.next_if_eq(&'?').is_some() { self.kind_of_group()? } else { None };
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Unread("groups that nest too deep"));
        }
        let node = self.either()?;
        self.depth -= 1;
        match (self.rest.next(), ahead) {
            (Some(')'), None) => Ok(node),
            (Some(')'), Some(wanted)) => Ok(Node::Ahead(wanted, Box::new(node))),
            _ => Err(Unread("a group without an end")),
        }
    }

    /// What stands behind `(?`: `:` or a name says nothing, `=` and `!` look ahead.
    fn kind_of_group(&mut self) -> Result<Option<bool>, Unread> {
        match self.rest.next() {
            Some(':') => Ok(None),
            Some('=') => Ok(Some(true)),
            Some('!') => Ok(Some(false)),
            Some('<') if self.rest.peek().is_some_and(|c| c.is_alphabetic() || *c == '_') => {
                while self.rest.next().is_some_and(|c| c != '>') {}
                Ok(None)
            }
            _ => Err(Unread("a group that looks behind or sets flags")),
        }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, Unread> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts() {
                Some(counts) => counts,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.rest.next();
        // Lazy repetition matches the same texts.
        self.rest.next_if_eq(&'?');
        if self.rest.peek() == Some(&'+') {
            return Err(Unread("a possessive repetition"));
        }
        if least > LONGEST {
            return Err(Unread("a repetition that is too long"));
        }
        Ok(Node::Repeat { node: Box::new(node), least, most })
    }

    /// `{2}`, `{2,}`, `{2,3}`, read up to the closing brace; anything else in braces stands for itself.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let inside: String = ahead.by_ref().take_while(|c| *c != '}').collect();
        let (least, most) = match inside.split_once(',') {
            None => (inside.parse().ok()?, Some(inside.parse().ok()?)),
            Some((least, "")) => (least.parse().ok()?, None),
            Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
        };
        for _ in inside.chars() {
            self.rest.next();
        }
        self.rest.next();
        Some((least, most))
    }

    fn escape(&mut self) -> Result<Node, Unread> {
        match self.rest.peek() {
            Some('b') => {
                self.rest.next();
                Ok(Node::Border(true))
            }
            Some('B') => {
                self.rest.next();
                Ok(Node::Border(false))
            }
            Some('A') => {
                self.rest.next();
                Ok(Node::Start)
            }
            Some('z' | 'Z') => {
                self.rest.next();
                Ok(Node::End)
            }
            _ => self.escaped().map(Node::Set),
        }
    }

    /// What follows a backslash, in a class as outside.
    fn escaped(&mut self) -> Result<Set, Unread> {
        let Some(c) = self.rest.next() else { return Err(Unread("a backslash at its end")) };
        let named = |ranges: &[(char, char)], negated| Ok(Set { ranges: ranges.to_vec(), negated });
        const WORD: &[(char, char)] = &[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
        const SPACE: &[(char, char)] = &[('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}'), ('\u{2028}', '\u{2029}')];
        match c {
            'd' | 'D' => named(&[('0', '9')], c == 'D'),
            'w' | 'W' => named(WORD, c == 'W'),
            's' | 'S' => named(SPACE, c == 'S'),
            'n' => named(&[('\n', '\n')], false),
            'r' => named(&[('\r', '\r')], false),
            't' => named(&[('\t', '\t')], false),
            'f' => named(&[('\u{c}', '\u{c}')], false),
            'v' => named(&[('\u{b}', '\u{b}')], false),
            '0' => named(&[('\0', '\0')], false),
            'x' => self.code(2),
            'u' => self.code(4),
            'p' | 'P' => Err(Unread("a Unicode class")),
            c if c.is_ascii_alphanumeric() => Err(Unread("a back reference or an unknown escape")),
            c => named(&[(c, c)], false),
        }
    }

    /// A character by its code. Half a surrogate pair is no character; it is read as the one before the surrogates, so that
    /// ranges that go round them keep their meaning for all others.
    fn code(&mut self, digits: usize) -> Result<Set, Unread> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.rest.next().and_then(|c| c.to_digit(16)).ok_or(Unread("a code that is none"))?;
            code = code * 16 + digit;
        }
        let c = char::from_u32(code).unwrap_or('\u{d7ff}');
        Ok(Set { ranges: vec![(c, c)], negated: false })
    }

    fn class(&mut self) -> Result<Set, Unread> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let item = match self.rest.next() {
                None => return Err(Unread("a class without an end")),
                Some(']') => break,
                Some('\\') => self.class_escape()?,
                Some('[') if self.rest.peek() == Some(&':') => return Err(Unread("a POSIX class")),
                Some(c) => Set { ranges: vec![(c, c)], negated: false },
            };
            if item.negated {
                ranges.extend(complement(&item.ranges));
                continue;
            }
            let [(low, same)] = item.ranges.as_slice() else {
                ranges.extend(item.ranges);
                continue;
            };
            ranges.push(if low == same { self.range(*low)? } else { (*low, *same) });
        }
        Ok(Set { ranges, negated })
    }

    fn class_escape(&mut self) -> Result<Set, Unread> {
        match self.rest.next_if_eq(&'b') {
            Some(_) => Ok(Set { ranges: vec![('\u{8}', '\u{8}')], negated: false }),
            None => self.escaped(),
        }
    }

    /// A range that begins with this character, or the character alone.
    fn range(&mut self, low: char) -> Result<(char, char), Unread> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('-') || ahead.peek().is_none_or(|c| *c == ']') {
            return Ok((low, low));
        }
        self.rest.next();
        let high = match self.rest.next() {
            Some('\\') => match self.class_escape()?.ranges.as_slice() {
                [(high, same)] if high == same => *high,
                _ => return Err(Unread("a range that ends with a class")),
            },
            Some(high) => high,
            None => return Err(Unread("a class without an end")),
        };
        Ok((low, high))
    }
}

fn literal(c: char) -> Node {
    Node::Set(Set { ranges: vec![(c, c)], negated: false })
}

/// The characters between sorted copies of these ranges.
fn complement(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut gaps = Vec::new();
    let mut next = Some('\0');
    for (low, high) in sorted {
        if let (Some(from), Some(to)) = (next, ('\0'..low).next_back())
            && from <= to
        {
            gaps.push((from, to));
        }
        next = (high..=char::MAX).nth(1);
    }
    gaps.extend(next.map(|from| (from, char::MAX)));
    gaps
}
