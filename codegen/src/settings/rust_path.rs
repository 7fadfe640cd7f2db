//! Paths to Rust types, as settings name them: `url::Url`, `chrono::DateTime<chrono::Utc>`, `crate::money::Money`.
//!
//! A path is printed wherever a type is mentioned, in several modules, so it must mean the same in all of them: it begins at a
//! crate, and what has no path is a type that every module knows.

use crate::names;
use crate::options::Layout;

/// Types that need no path.
const KNOWN: &[&str] = &[
    "Box", "Option", "String", "Vec", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];

/// Why a text is no usable path, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) help: String,
}

/// Whether a text is a path to a type that generated code of this layout can mention.
pub(super) fn check(text: &str, layout: Layout) -> Result<(), Wrong> {
    let mut parser = Parser { rest: text.trim(), layout, depth: 0 };
    parser.path()?;
    if parser.rest.is_empty() { Ok(()) } else { Err(no_path(text)) }
}

fn no_path(text: &str) -> Wrong {
    let help = "write a path and, where the type has some, its arguments: `chrono::DateTime<chrono::Utc>`";
    Wrong { message: format!("`{text}` is not a path to a Rust type"), help: help.to_owned() }
}

struct Parser<'a> {
    rest: &'a str,
    layout: Layout,
    depth: usize,
}

impl Parser<'_> {
    /// `::`, words between `::`, then perhaps arguments between `<` and `>`.
    fn path(&mut self) -> Result<(), Wrong> {
        let rooted = self.eat("::");
        let mut words = vec![self.word()?];
        while self.eat("::") {
            words.push(self.word()?);
        }
        let shown = words.join("::");
        match words.as_slice() {
            [first, _, ..] if first == "crate" && self.layout == Layout::Crate => Err(Wrong {
                message: format!("`{shown}` would be a type of the generated crate, which holds none of yours"),
                help: String::from("name a type of another crate, and that crate in `[dependencies]`"),
            }),
            [first, rest @ ..]
                if (first == "crate" && (rooted || rest.is_empty()))
                    || (first != "crate" && names::is_keyword(first))
                    || rest.iter().any(|word| word == "crate" || names::is_keyword(word)) =>
            {
                Err(no_path(&shown))
            }
            [first, ..] if first == "self" || first == "super" => Err(Wrong {
                message: format!("`{shown}` means another type in each module"),
                help: String::from("begin at a crate: `money::Money`"),
            }),
            [only] if !KNOWN.contains(&only.as_str()) => Err(Wrong {
                message: format!("`{only}` has no path"),
                help: format!("begin at a crate: `money::{only}`"),
            }),
            _ => self.arguments(),
        }
    }

    fn arguments(&mut self) -> Result<(), Wrong> {
        if !self.eat("<") {
            return Ok(());
        }
        self.depth += 1;
        // Nobody nests types so deep, and recursion has to end.
        if self.depth > 16 {
            return Err(no_path("<"));
        }
        loop {
            self.path()?;
            if !self.eat(",") {
                break;
            }
        }
        self.depth -= 1;
        if self.eat(">") { Ok(()) } else { Err(no_path(self.rest)) }
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        if let Some(rest) = rest {
            self.rest = rest.trim_start();
        }
        rest.is_some()
    }

    /// An identifier.
    fn word(&mut self) -> Result<String, Wrong> {
        let end = self.rest.find(|c: char| !(c == '_' || c.is_ascii_alphanumeric())).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() || word == "_" || word.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(no_path(self.rest));
        }
        self.rest = rest;
        Ok(word.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_at_a_crate() {
        let good =
            ["url::Url", "::url::Url", "chrono::DateTime<chrono::Utc>", "String", "Vec<u8>", "a::B<c::D, Box<e::F>>"];
        for text in good {
            assert_eq!(check(text, Layout::Crate), Ok(()), "{text}");
        }
        let bad = [
            "",
            "Money",
            "self::Money",
            "super::Money",
            "url::",
            "url::Url>",
            "a b",
            "fn::X",
            "&str",
            "1::X",
            "a::B<>",
        ];
        for text in bad {
            assert!(check(text, Layout::Crate).is_err(), "{text}");
            assert!(check(text, Layout::Include).is_err(), "{text}");
        }
    }

    #[test]
    fn the_users_own_crate_is_there_in_build_scripts_only() {
        assert!(check("crate::money::Money", Layout::Crate).is_err());
        assert_eq!(check("crate::money::Money", Layout::Include), Ok(()));
        assert!(check("a::Of<crate::Money>", Layout::Crate).is_err());
        assert!(check("crate", Layout::Include).is_err());
    }
}
