//! Whether a `pattern` is a regular expression at all: its brackets, groups and repetitions, by the syntax of ECMA-262.
//!
//! `^(a|b$` is none, since its group is not closed. A pattern is only shown to readers here, but whoever checks values by it
//! gets an error in place of an answer. What any mode of the standard allows is allowed: `a{,3}` and a lone `]` stand for
//! themselves where there is no `u` flag, and code points beyond 16 bits are whole where there is one.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::lower::context::Context;
use serde_json::{Map, Value};
use std::iter::Peekable;
use std::str::Chars;

/// Reports patterns of a schema that are none: its own, and those that the names of its properties have to match.
pub(super) fn check(context: &mut Context<'_>, place: &Place, map: &Map<String, Value>) {
    let mut report = |place: Place, pattern: &str, at_key: bool| {
        if let Some(fault) = fault(pattern) {
            let finding =
                Diagnostic::new(Code::BadPattern, place, format!("the pattern is no regular expression: {fault}"));
            let finding =
                finding.help("whoever checks values by it gets an error instead; it stands in the docs as it is");
            context.sink.push(if at_key { finding.at_key() } else { finding });
        }
    };
    if let Some(Value::String(pattern)) = map.get("pattern") {
        report(place.child("pattern"), pattern, false);
    }
    let by_name = format!("{}patternProperties", super::chain::NEWER);
    if let Some(Value::Object(schemas)) = map.get(&by_name) {
        let list = place.child(&by_name);
        schemas.keys().for_each(|pattern| report(list.child(pattern), pattern, true));
    }
}

/// What is wrong with a pattern, if it is none.
fn fault(pattern: &str) -> Option<String> {
    let mut scan = Scan { rest: pattern.chars().peekable(), groups: Vec::new(), repeatable: false };
    scan.whole().err()
}

struct Scan<'a> {
    rest: Peekable<Chars<'a>>,
    /// Of each open group, whether it may be repeated: what looks behind may not.
    groups: Vec<bool>,
    /// Whether what was read last may be repeated.
    repeatable: bool,
}

impl Scan<'_> {
    fn whole(&mut self) -> Result<(), String> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '(' => self.open()?,
                ')' => match self.groups.pop() {
                    Some(repeatable) => self.repeatable = repeatable,
                    None => return Err(String::from("a `)` closes no group")),
                },
                '^' | '$' | '|' => self.repeatable = false,
                '*' | '+' | '?' => self.repeat(&c.to_string())?,
                '{' => match self.counts() {
                    Some(counts) => self.counted(&counts)?,
                    None => self.repeatable = true,
                },
                _ => self.repeatable = true,
            }
        }
        match self.groups.is_empty() {
            true => Ok(()),
            false => Err(String::from("a group lacks its `)`")),
        }
    }

    /// What stands behind a backslash. Half of the escapes mean something in one mode only, and themselves in the other.
    fn escape(&mut self) -> Result<(), String> {
        let escaped = self.rest.next().ok_or("it ends with a backslash")?;
        if escaped == 'u' {
            self.braced();
        }
        self.repeatable = !matches!(escaped, 'b' | 'B');
        Ok(())
    }

    /// `{1F600}` behind `\u`: the code of the character, if it is one.
    fn braced(&mut self) -> Option<u32> {
        let mut ahead = self.rest.clone();
        ahead.next_if_eq(&'{')?;
        let code: String = ahead.by_ref().take_while(|c| *c != '}').collect();
        let code = u32::from_str_radix(&code, 16).ok()?;
        self.rest = ahead;
        Some(code)
    }

    fn open(&mut self) -> Result<(), String> {
        let mut repeatable = true;
        if self.rest.next_if_eq(&'?').is_some() {
            match self.rest.next() {
                Some(':' | '=' | '!') => {}
                Some('<') if self.rest.next_if(|c| matches!(c, '=' | '!')).is_some() => repeatable = false,
                Some('<') => self.name()?,
                Some('i' | 'm' | 's' | '-') => self.flags()?,
                Some(c) => return Err(format!("`(?{c}` begins no group of ECMA-262")),
                None => return Err(String::from("a group lacks its `)`")),
            }
        }
        self.groups.push(repeatable);
        self.repeatable = false;
        Ok(())
    }

    /// The name of a group, up to its `>`.
    fn name(&mut self) -> Result<(), String> {
        let name: String = self.rest.by_ref().take_while(|c| *c != '>').collect();
        let starts = name.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$' | '\\'));
        if starts { Ok(()) } else { Err(format!("`(?<{name}` names no group")) }
    }

    /// `(?i:` sets flags for a group; `(?i)`, which other languages have for the whole pattern, is nothing here.
    fn flags(&mut self) -> Result<(), String> {
        while self.rest.next_if(|c| matches!(c, 'i' | 'm' | 's' | '-')).is_some() {}
        match self.rest.next() {
            Some(':') => Ok(()),
            _ => Err(String::from("flags such as `(?i)` can only be set for a group, as in `(?i:a)`")),
        }
    }

    fn repeat(&mut self, sign: &str) -> Result<(), String> {
        if !self.repeatable {
            return Err(format!("there is nothing that `{sign}` could repeat"));
        }
        self.rest.next_if_eq(&'?');
        self.repeatable = false;
        Ok(())
    }

    /// `2}`, `2,}` or `2,3}` behind a brace, with the brace; anything else stands for itself.
    fn counts(&mut self) -> Option<(String, Option<String>)> {
        let mut ahead = self.rest.clone();
        let digits = |ahead: &mut Peekable<Chars<'_>>| {
            std::iter::from_fn(|| ahead.next_if(char::is_ascii_digit)).collect::<String>()
        };
        let least = Some(digits(&mut ahead)).filter(|least| !least.is_empty())?;
        let most = ahead.next_if_eq(&',').map(|_| digits(&mut ahead));
        ahead.next_if_eq(&'}')?;
        self.rest = ahead;
        Some((least, most.filter(|most| !most.is_empty())))
    }

    fn counted(&mut self, (least, most): &(String, Option<String>)) -> Result<(), String> {
        let shown = format!("{{{least}{}}}", most.as_ref().map_or_else(String::new, |most| format!(",{most}")));
        let number = |digits: &str| digits.parse::<u128>().unwrap_or(u128::MAX);
        if most.as_ref().is_some_and(|most| number(most) < number(least)) {
            return Err(format!("`{shown}` has its bounds the wrong way round"));
        }
        self.repeat(&shown)
    }

    /// A class, up to its `]`.
    fn class(&mut self) -> Result<(), String> {
        self.rest.next_if_eq(&'^');
        loop {
            let low = self.member()?;
            let Some(low) = low else { break };
            let mut ahead = self.rest.clone();
            if ahead.next_if_eq(&'-').is_none() || ahead.peek() == Some(&']') {
                continue;
            }
            self.rest = ahead;
            let Some(high) = self.member()? else { break };
            // Two dashes are a difference of classes, where there is a `v` flag.
            if let (Some(low), Some(high)) = (low, high)
                && high < low
                && high != '-'
            {
                return Err(format!("the range `{low}-{high}` has its ends the wrong way round"));
            }
        }
        self.repeatable = true;
        Ok(())
    }

    /// A member of a class, `None` for its end. Of what is escaped or half of a pair, the character is left open.
    fn member(&mut self) -> Result<Option<Option<char>>, String> {
        match self.rest.next() {
            None => Err(String::from("a class lacks its `]`")),
            Some(']') => Ok(None),
            Some('\\') => {
                let escaped = self.rest.next().ok_or("it ends with a backslash")?;
                if escaped == 'u' {
                    self.braced();
                }
                Ok(Some((!escaped.is_ascii_alphanumeric()).then_some(escaped)))
            }
            Some(c) => Ok(Some(Some(c))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_mode_allows_is_a_pattern() {
        for pattern in [
            "",
            r"^[A-Z]{2}-\d+$",
            "a{,3}",
            "a]b}",
            "[]a",
            "[^]",
            "(?=a)*",
            "(?<!a)b",
            "(?<id>x)+?",
            "(?i:a)",
            r"[\w-.]",
            r"[a-\d]",
            r"[\u{1F600}-\u{1F64F}]",
            r"\u{61}{2}",
            r"[\uD800\uDC00-\uDBFF\uDFFF]",
            "[a-]",
            "[a--b]",
            "[[:alpha:]]",
            r"\p{L}{2}",
            "a||b",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_no_mode_allows_is_none() {
        for (pattern, expected) in [
            ("(a|b", "a group lacks its `)`"),
            ("a)", "a `)` closes no group"),
            ("[a-z", "a class lacks its `]`"),
            ("*.txt", "there is nothing that `*` could repeat"),
            ("a++", "there is nothing that `+` could repeat"),
            ("^*", "there is nothing that `*` could repeat"),
            ("(?<=a)?", "there is nothing that `?` could repeat"),
            ("{2}", "there is nothing that `{2}` could repeat"),
            ("a{3,1}", "`{3,1}` has its bounds the wrong way round"),
            ("[z-a]", "the range `z-a` has its ends the wrong way round"),
            ("(?i)a", "flags such as `(?i)` can only be set for a group, as in `(?i:a)`"),
            ("(?P<id>a)", "`(?P` begins no group of ECMA-262"),
            ("(?<1>a)", "`(?<1` names no group"),
            (r"a\", "it ends with a backslash"),
            ("(?", "a group lacks its `)`"),
        ] {
            assert_eq!(fault(pattern).as_deref(), Some(expected), "{pattern}");
        }
    }
}
