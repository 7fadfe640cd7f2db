//! Which texts of a translated document are still in the document's own language.
//!
//! An overlay need not translate everything; what it leaves out stands on the translated page as it is. The texts of the own
//! language are noted while its pages are made, and a text that turns up again unchanged is known to be one of them.

use crate::ir::Text;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The texts of the document's own language.
#[derive(Debug, Default)]
pub(super) struct Texts {
    own: RefCell<BTreeSet<String>>,
    /// The own language, once its pages are made.
    language: Option<&'static str>,
}

impl Texts {
    /// From here on, pages in other languages are made.
    pub(super) fn translated_from(mut self, language: &'static str) -> Self {
        self.language = Some(language);
        self
    }

    /// The language of a text, if it is not that of the page. Text without letters is in any language.
    pub(super) fn language_of(&self, text: &Text) -> Option<&'static str> {
        if !text.0.chars().any(char::is_alphabetic) {
            return None;
        }
        match self.language {
            None => {
                self.own.borrow_mut().insert(text.0.clone());
                None
            }
            Some(language) => self.own.borrow().contains(&text.0).then_some(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_translated_is_known() {
        let text = |text: &str| Text(text.to_owned());
        let texts = Texts::default();
        assert_eq!(texts.language_of(&text("Wallet")), None);
        let texts = texts.translated_from("en");
        assert_eq!(texts.language_of(&text("Wallet")), Some("en"));
        assert_eq!(texts.language_of(&text("\u{94b1}\u{5305}")), None);
        assert_eq!(texts.language_of(&text("402")), None);
    }
}
