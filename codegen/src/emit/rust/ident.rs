//! Names to Rust identifiers: `type` becomes `r#type`, everything else stays as minted.

use crate::names::{self, Name};
use proc_macro2::{Ident, Span};

/// The identifier for a name. Scopes never mint `self`, `super`, `crate`, `Self` or `_`, which cannot be raw.
pub(crate) fn ident(name: &Name) -> Ident {
    word(name.as_str())
}

/// The identifier for a word that is one, but for possibly being a keyword.
pub(super) fn word(text: &str) -> Ident {
    if names::is_keyword(text) { Ident::new_raw(text, Span::call_site()) } else { Ident::new(text, Span::call_site()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Scope;

    #[test]
    fn keywords_are_raw() {
        let mut scope = Scope::default();
        assert_eq!(ident(&scope.snake("gen")).to_string(), "r#gen");
        assert_eq!(ident(&scope.snake("amount_usd")).to_string(), "amount_usd");
    }
}
