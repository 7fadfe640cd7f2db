//! Scopes mint names: legal, unique, and stable when others are added.

use super::case;
use std::collections::BTreeSet;
use std::fmt;

/// An identifier that a [`Scope`] has minted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The identifier, without `r#` even where Rust needs it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A set of names that must differ from one another.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which these names are taken from the start.
    pub fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// A scope of types: the prelude's names and those that generated modules import are taken.
    pub fn of_types() -> Self {
        Self::reserving(case::TYPE_NAMES)
    }

    /// A new name in pascal case for types and variants.
    pub fn pascal(&mut self, text: &str) -> Name {
        self.mint(case::pascal(text))
    }

    /// A new name in snake case for fields, functions and modules.
    pub fn snake(&mut self, text: &str) -> Name {
        self.mint(case::snake(text))
    }

    fn mint(&mut self, wanted: String) -> Name {
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        Name(name)
    }
}
