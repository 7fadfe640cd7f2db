//! Names to Rust identifiers: `type` becomes `r#type`, everything else stays as minted.

use crate::names::Name;
use proc_macro2::{Ident, Span};

/// Keywords of edition 2024, strict and reserved, that a raw identifier can stand for.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The identifier for a name. Scopes never mint `self`, `super`, `crate`, `Self` or `_`, which cannot be raw.
pub(crate) fn ident(name: &Name) -> Ident {
    word(name.as_str())
}

/// The identifier for a word that is an identifier but for being a keyword.
pub(super) fn word(text: &str) -> Ident {
    if KEYWORDS.binary_search(&text).is_ok() {
        Ident::new_raw(text, Span::call_site())
    } else {
        Ident::new(text, Span::call_site())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Scope;

    #[test]
    fn keywords_of_edition_2024_are_raw() {
        let mut scope = Scope::default();
        assert_eq!(ident(&scope.snake("gen")).to_string(), "r#gen");
        assert_eq!(ident(&scope.snake("amount_usd")).to_string(), "amount_usd");
        assert!(KEYWORDS.is_sorted());
    }
}
