//! Scopes mint names: legal, unique, and stable when others are added.
//!
//! Two texts that want one name are numbered in the order in which they ask (`Pet`, `Pet2`). A text that wants a reserved
//! word gets the scope's own word behind it (`Error` becomes `ErrorBody` among types), so that it never depends on what else
//! the document says. Callers that know all texts beforehand ask for all at once; those that are names already are then
//! served first, and a new schema `pet` does not rename an old `Pet`.

use super::{case, reserved, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// An identifier that a [`Scope`] has minted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// The identifier, without `r#` even where Rust needs it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether Rust needs `r#` before it: the name is a keyword, such as `type`.
    pub fn is_keyword(&self) -> bool {
        reserved::is_raw(&self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a name cannot be used as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no identifier in pascal case.
    NotPascal,
    /// It is no identifier in snake case.
    NotSnake,
    /// Rust or the generated modules need it.
    Reserved,
    /// Something else has it.
    Taken,
}

/// A set of names that must differ from one another.
#[derive(Clone, Debug)]
pub struct Scope {
    reserved: BTreeSet<String>,
    taken: BTreeSet<String>,
    /// The number that the next name of this text gets, so that many equal texts cost no search.
    numbers: BTreeMap<String, u32>,
    /// What a text that wants a reserved name gets behind it.
    suffix: &'static str,
}

impl Default for Scope {
    fn default() -> Self {
        Self::reserving(&[])
    }
}

impl Scope {
    /// A scope in which these names are reserved: who wants `Unknown` gets `UnknownValue`, who wants `send` `send_value`.
    pub fn reserving(names: &[&str]) -> Self {
        Self {
            reserved: names.iter().map(|name| (*name).to_owned()).collect(),
            taken: BTreeSet::new(),
            numbers: BTreeMap::new(),
            suffix: "value",
        }
    }

    /// A scope of types: the prelude's names and those that generated modules import are reserved.
    pub fn of_types() -> Self {
        Self { suffix: "body", ..Self::reserving(reserved::TYPE_NAMES) }
    }

    /// A scope of further types beside these.
    pub fn beside<'a>(types: impl Iterator<Item = &'a Name>) -> Self {
        let mut scope = Self::of_types();
        scope.taken.extend(types.map(|name| name.0.clone()));
        scope
    }

    /// Whether a name is reserved or taken.
    pub fn has(&self, name: &str) -> bool {
        self.is_reserved(name) || self.taken.contains(name)
    }

    /// A new name in pascal case for types and variants.
    pub fn pascal(&mut self, text: &str) -> Name {
        let mut wanted = case::pascal(text);
        if self.is_reserved(&wanted) {
            wanted.push_str(&case::pascal(self.suffix));
        }
        // rustc accepts an underscore between digits only: `Pet2`, but `Pet1_2`.
        let joint = if wanted.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        self.mint(wanted, joint)
    }

    /// A new name in snake case for fields and functions.
    pub fn snake(&mut self, text: &str) -> Name {
        let mut wanted = case::snake(text);
        if reserved::is_unusable(&wanted) {
            wanted.push('_');
        } else if self.is_reserved(&wanted) {
            wanted = format!("{wanted}_{}", self.suffix);
        }
        self.mint(wanted, "_")
    }

    /// A name for a type as a user states it: used as it stands, or not at all.
    pub(crate) fn given_type(&mut self, text: &str) -> Result<Name, Refusal> {
        let legal = |c: char| c.is_ascii_alphanumeric() || words::is_stable_letter(c);
        let begins = text.starts_with(|c: char| legal(c) && c.is_uppercase());
        if begins && text.chars().all(legal) { self.given(text) } else { Err(Refusal::NotPascal) }
    }

    /// A name for a function as a user states it: used as it stands, or not at all.
    pub(crate) fn given_function(&mut self, text: &str) -> Result<Name, Refusal> {
        if case::snake(text) == text { self.given(text) } else { Err(Refusal::NotSnake) }
    }

    fn given(&mut self, text: &str) -> Result<Name, Refusal> {
        if self.is_reserved(text) {
            return Err(Refusal::Reserved);
        }
        if self.taken.insert(text.to_owned()) { Ok(Name(text.to_owned())) } else { Err(Refusal::Taken) }
    }

    /// Names in pascal case for several texts.
    pub fn pascal_all<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Name> {
        self.all(texts.into_iter().collect(), |text| case::pascal(text) == text, Self::pascal)
    }

    /// Names in snake case for several texts.
    pub fn snake_all<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Name> {
        self.all(texts.into_iter().collect(), |text| case::snake(text) == text, Self::snake)
    }

    /// Two rounds: first the texts that are names already, then the others.
    fn all(&mut self, texts: Vec<&str>, is_name: fn(&str) -> bool, mint: fn(&mut Self, &str) -> Name) -> Vec<Name> {
        let first: Vec<Option<Name>> = texts.iter().map(|text| is_name(text).then(|| mint(self, text))).collect();
        first.into_iter().zip(texts).map(|(name, text)| name.unwrap_or_else(|| mint(self, text))).collect()
    }

    /// A new name for a module, which is also the name of its file: only `[a-z0-9_]`, at most 64, no device of Windows and
    /// none of `mod`, `lib` and `main`.
    pub fn module(&mut self, text: &str) -> Name {
        let mut wanted = super::cargo::ascii(&case::snake(text));
        wanted.truncate(56);
        wanted.truncate(wanted.trim_end_matches('_').len());
        if reserved::is_unusable(&wanted) {
            wanted.push('_');
        } else if reserved::is_device(&wanted)
            || matches!(wanted.as_str(), "mod" | "lib" | "main")
            || self.is_reserved(&wanted)
        {
            wanted = format!("{wanted}_{}", self.suffix);
        }
        self.mint(wanted, "_")
    }

    fn is_reserved(&self, name: &str) -> bool {
        reserved::is_unusable(name) || self.reserved.contains(name)
    }

    fn mint(&mut self, wanted: String, joint: &str) -> Name {
        if !self.reserved.contains(&wanted) && self.taken.insert(wanted.clone()) {
            return Name(wanted);
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(2);
        loop {
            let name = format!("{wanted}{joint}{number}");
            *number += 1;
            if !self.reserved.contains(&name) && self.taken.insert(name.clone()) {
                return Name(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut mint: impl FnMut(&str) -> Name, texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| mint(text).to_string()).collect()
    }

    #[test]
    fn reserved_names_take_one_suffix() {
        let mut types = Scope::of_types();
        assert_eq!(
            all(|text| types.pascal(text), &["Error", "option", "self", "Pet"]),
            ["ErrorBody", "OptionBody", "SelfBody", "Pet"]
        );
        let mut variants = Scope::reserving(&["Unknown"]);
        assert_eq!(
            all(|text| variants.pascal(text), &["unknown", "Unknown", "Error"]),
            ["UnknownValue", "UnknownValue2", "Error"]
        );
        let mut setters = Scope::reserving(&["send"]);
        assert_eq!(
            all(|text| setters.snake(text), &["send", "type", "self", "crate"]),
            ["send_value", "type", "self_", "crate_"]
        );
    }

    #[test]
    fn unlike_texts_never_share_a_name() {
        let mut variants = Scope::default();
        let names = all(|text| variants.pascal(text), &["a", "A", "1", "", "a", "+1", "-1", "A2", "v1", "v1"]);
        assert_eq!(names, ["A", "A2", "N1", "Empty", "A3", "Plus1", "Minus1", "A2_2", "V1", "V1_2"]);
    }

    #[test]
    fn names_that_need_no_change_come_first() {
        let texts = ["pet", "Pet", "error", "PET"];
        let names = Scope::of_types().pascal_all(texts);
        assert_eq!(names.iter().map(Name::as_str).collect::<Vec<_>>(), ["Pet2", "Pet", "ErrorBody", "Pet3"]);
    }

    #[test]
    fn names_that_a_user_states_stand_as_they_are_or_not_at_all() {
        let mut types = Scope::of_types();
        assert_eq!(types.given_type("HTTPError").map(|name| name.to_string()), Ok("HTTPError".to_owned()));
        assert_eq!(types.given_type("HTTPError"), Err(Refusal::Taken));
        assert_eq!(types.given_type("Error"), Err(Refusal::Reserved));
        for text in ["", "pet", "My_Pet", "1Pet", "Pet<T>", "a::Pet"] {
            assert_eq!(types.given_type(text), Err(Refusal::NotPascal), "{text}");
        }
        let mut methods = Scope::reserving(&["clone"]);
        assert!(methods.given_function("top_up").is_ok() && methods.given_function("type").is_ok());
        assert_eq!(methods.given_function("clone"), Err(Refusal::Reserved));
        assert_eq!(methods.given_function("self"), Err(Refusal::Reserved));
        for text in ["", "topUp", "Top", "a b", "1a", "_a"] {
            assert_eq!(methods.given_function(text), Err(Refusal::NotSnake), "{text}");
        }
    }

    #[test]
    fn modules_are_files_everywhere() {
        let mut modules = Scope::default();
        let names = all(|text| modules.module(text), &["Pets", "con", "mod", "模型", "self", "type"]);
        assert_eq!(names, ["pets", "con_value", "mod_value", "u6a21_u578b", "self_", "type"]);
        assert!(modules.module(&"x".repeat(500)).as_str().len() <= 64);
    }
}
