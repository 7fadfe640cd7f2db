//! Places in a document: a file of the run and a JSON Pointer (RFC 6901) into it.

use std::fmt;

/// Index of a file in [`Sources`](crate::source::Sources); 0 is the root document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file and a JSON Pointer into it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The pointer, for instance `/paths/~1pets/get`; empty for the whole file.
    pub pointer: String,
}

impl Place {
    /// The top of a file.
    pub fn root(file: FileId) -> Self {
        Self { file, pointer: String::new() }
    }

    /// A place of the root document.
    pub fn new(pointer: impl Into<String>) -> Self {
        Self { file: FileId(0), pointer: pointer.into() }
    }

    /// No place in any file of the run: what is wrong is a file that is not there.
    pub(crate) fn nowhere() -> Self {
        Self::root(FileId(u32::MAX))
    }

    /// One step down: an object's key or an array's index, escaped as RFC 6901 wants it.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        Self { file: self.file, pointer: format!("{}/{key}", self.pointer) }
    }

    /// The keys from the top down, unescaped.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key, unescaped; `None` at the top.
    pub fn last(&self) -> Option<String> {
        self.keys().last()
    }

    /// One step up; the top stays the top.
    #[must_use]
    pub fn parent(&self) -> Self {
        let end = self.pointer.rfind('/').unwrap_or(0);
        Self { file: self.file, pointer: self.pointer[..end].to_owned() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_the_escapes() {
        let place = Place::new("").child("paths").child("/a~b/{id}").child("get");
        assert_eq!(place.pointer, "/paths/~1a~0b~1{id}/get");
        assert_eq!(place.keys().collect::<Vec<_>>(), ["paths", "/a~b/{id}", "get"]);
        assert_eq!(place.parent().last().as_deref(), Some("/a~b/{id}"));
    }
}
