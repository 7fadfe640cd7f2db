//! What a user decides about the output beyond its parts: which operations it has, what they and the types are called, and which
//! types of the user's own stand in for generated ones.
//!
//! Settings come from a manifest, the command line or a build script, never from a document: a document is not trusted to
//! name Rust code. Each remembers where it was stated, so that one that fits nothing is reported there, with line and column.

mod rust_path;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use crate::options::Layout;
use crate::source::{Source, Sources};
use std::ops::Range;

/// Decisions of a user, with the text that states them.
///
/// ```
/// use driftless::Settings;
///
/// let settings = Settings::default().tag("pets").rename("Pet", "Animal").map_format("uri", "url::Url");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Which operations are written: those that any of these chooses; all if there is none.
    pub(crate) choices: Vec<Choice>,
    /// Whether types that no operation reaches are left out; `None` if nothing is said.
    pub(crate) prune: Option<bool>,
    /// Rust names by operationId, schema name or pointer.
    pub(crate) names: Vec<Entry>,
    /// Rust types by schema name.
    pub(crate) types: Vec<Entry>,
    /// Rust types by `format`.
    pub(crate) formats: Vec<Entry>,
    /// The text that states all this, and what it is called.
    text: String,
    origin: String,
    file: FileId,
}

/// What operations are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// One of its tags; where it has none, its group.
    Tag,
    /// Its path, or with a `*` at the end the beginning of it.
    Path,
    /// Its operationId.
    Operation,
}

/// An entry of the selection.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) by: By,
    pub(crate) text: String,
    /// Where it is stated.
    pub(crate) at: Range<usize>,
}

/// What something of the document is in Rust.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Of the document.
    pub(crate) key: String,
    /// Of Rust.
    pub(crate) value: String,
    /// Where the key is stated.
    pub(crate) key_at: Range<usize>,
    /// Where the value is stated.
    pub(crate) value_at: Range<usize>,
}

impl Settings {
    /// Chooses the operations with a tag. All choices together say what is written; without any, everything is.
    #[must_use]
    pub fn tag(self, tag: &str) -> Self {
        self.choose(By::Tag, ".tag(\"", tag)
    }

    /// Chooses the operations of a path, or, with a `*` at the end, of all paths that begin so: `/v1/account/*`.
    #[must_use]
    pub fn path(self, path: &str) -> Self {
        self.choose(By::Path, ".path(\"", path)
    }

    /// Chooses the operation with this operationId.
    #[must_use]
    pub fn operation(self, id: &str) -> Self {
        self.choose(By::Operation, ".operation(\"", id)
    }

    /// Leaves out types that no operation reaches, or keeps them. Without this they are kept, unless operations are chosen.
    #[must_use]
    pub fn prune(mut self, prune: bool) -> Self {
        self.prune = Some(prune);
        self
    }

    /// Names an operation or a type. `of` is an operationId, a schema's name, or a pointer such as
    /// `#/components/schemas/Pet/properties/status`; an operation gets a name in snake case, a type one in pascal case.
    #[must_use]
    pub fn rename(mut self, of: &str, name: &str) -> Self {
        let entry = self.call("rename", of, name);
        self.names.push(entry);
        self
    }

    /// Uses a type of the user's own for a named schema, by its path: `money::Money`, in build scripts also
    /// `crate::money::Money`. The type implements `Clone`, `Debug`, `PartialEq`, `Send`, `Sync` and serde's `Serialize` and
    /// `DeserializeOwned`.
    #[must_use]
    pub fn map_type(mut self, schema: &str, path: &str) -> Self {
        let entry = self.call("map_type", schema, path);
        self.types.push(entry);
        self
    }

    /// Uses a type of the user's own, as for [`Settings::map_type`], for the strings and numbers of a format: `url::Url` for
    /// `uri`, `String` for `uuid`.
    #[must_use]
    pub fn map_format(mut self, format: &str, path: &str) -> Self {
        let entry = self.call("map_format", format, path);
        self.formats.push(entry);
        self
    }

    /// Settings that a text states, the entries of which follow with their places.
    #[cfg(feature = "cli")]
    pub(crate) fn stated_in(origin: impl Into<String>, text: impl Into<String>) -> Self {
        Self { origin: origin.into(), text: text.into(), ..Self::default() }
    }

    /// Adds a choice and the line that states it: `before` and the text.
    pub(crate) fn choose(mut self, by: By, before: &str, text: &str) -> Self {
        let at = self.write(before, text);
        self.text.push_str(if before.ends_with('"') { "\")\n" } else { "\n" });
        self.choices.push(Choice { by, text: text.to_owned(), at });
        self
    }

    fn call(&mut self, method: &str, key: &str, value: &str) -> Entry {
        let key_at = self.write(&format!(".{method}(\""), key);
        let value_at = self.write("\", \"", value);
        self.text.push_str("\")\n");
        Entry { key: key.to_owned(), value: value.to_owned(), key_at, value_at }
    }

    /// Appends `before` and a text on one line, and says where the text stands.
    fn write(&mut self, before: &str, text: &str) -> Range<usize> {
        self.text.push_str(before);
        let start = self.text.len();
        self.text.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        start..self.text.len()
    }

    /// Whether types that no operation reaches are left out. Who chooses operations wants a part, and the types of that part.
    pub(crate) fn prunes(&self) -> bool {
        self.prune.unwrap_or(!self.choices.is_empty())
    }

    /// Makes the text one of the run's, so that findings can point into it.
    pub(crate) fn enter(&mut self, sources: &mut Sources) {
        if !self.text.is_empty() {
            let origin = if self.origin.is_empty() { "<settings>" } else { &self.origin };
            self.file = sources.add(Source::inline(origin, self.text.clone()));
        }
    }

    /// Reports types that are no paths to a type.
    pub(crate) fn examine(&self, layout: Layout, sink: &mut Sink) {
        for entry in self.types.iter().chain(&self.formats) {
            if let Err(why) = rust_path::check(&entry.value, layout) {
                sink.push(self.finding(Code::BadTypePath, &entry.value_at, why.message).help(why.help));
            }
        }
    }

    /// A finding about something that is stated here.
    pub(crate) fn finding(&self, code: Code, at: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Place::root(self.file), message).span(at.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_where_they_are_stated() {
        let settings = Settings::default().tag("pets").path("/v1/*").rename("Pet", "Animal");
        assert_eq!(settings.text, ".tag(\"pets\")\n.path(\"/v1/*\")\n.rename(\"Pet\", \"Animal\")\n");
        assert_eq!(&settings.text[settings.choices[1].at.clone()], "/v1/*");
        assert_eq!(&settings.text[settings.names[0].key_at.clone()], "Pet");
        assert_eq!(&settings.text[settings.names[0].value_at.clone()], "Animal");
    }

    #[test]
    fn a_selection_prunes_unless_told_otherwise() {
        assert!(!Settings::default().prunes());
        assert!(Settings::default().prune(true).prunes());
        assert!(Settings::default().tag("pets").prunes());
        assert!(!Settings::default().tag("pets").prune(false).prunes());
    }
}
