//! The text of a `$ref`: `models/pet.yaml#/components/schemas/Pet%7B1%7D` is the file `models/pet.yaml` and the JSON Pointer
//! `/components/schemas/Pet{1}`.
//!
//! Only relative files are ever named: anything with a scheme, a host or a leading slash is refused here, before a path is
//! made of it (OpenAPI 3.0.4, "Reference Object"; RFC 3986 sections 3 and 4.2; RFC 6901 section 6).

use super::Refusal;
use crate::diagnostics::Code;

/// A `$ref`, split and decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// The relative file, as written; empty for the file that the reference stands in.
    pub(super) file: &'a str,
    /// JSON Pointer, percent-decoded.
    pub(super) pointer: String,
}

impl<'a> Reference<'a> {
    /// Splits and decodes a reference.
    pub(super) fn parse(text: &'a str) -> Result<Self, Refusal> {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        if has_scheme(file) || file.starts_with(['/', '\\']) {
            return Err(Refusal::new(
                Code::ForbiddenRef,
                format!("`{text}` is not a relative file reference"),
                "copy the referenced document next to this one and refer to it by a relative path",
            ));
        }
        let Some(pointer) = percent_decode(fragment) else {
            return Err(Refusal::new(
                Code::UnresolvedRef,
                format!("the fragment of `{text}` is not percent-encoded UTF-8"),
                "write a JSON Pointer after `#`",
            ));
        };
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return Err(Refusal::new(
                Code::UnresolvedRef,
                format!("the fragment of `{text}` is not a JSON Pointer"),
                "write a JSON Pointer after `#`, for instance `#/components/schemas/Pet`",
            ));
        }
        Ok(Self { file, pointer })
    }
}

/// Whether the text begins with a URI scheme and a colon.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// Undoes percent-encoding; `None` if what results is not UTF-8. A `%` that starts no escape stands for itself.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escape {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_and_pointer_are_split_and_decoded() {
        let parsed = Reference::parse("a/b.yaml#/paths/~1pets~1%7Bid%7D/get");
        assert_eq!(parsed.ok(), Some(Reference { file: "a/b.yaml", pointer: "/paths/~1pets~1{id}/get".into() }));
        assert_eq!(Reference::parse("b.json").ok(), Some(Reference { file: "b.json", pointer: String::new() }));
        assert_eq!(Reference::parse("#/100%").ok(), Some(Reference { file: "", pointer: "/100%".into() }));
    }

    #[test]
    fn what_leaves_the_folder_by_name_is_refused() {
        for text in [
            "https://a.example/b.yaml",
            "file:///etc/passwd",
            "data:,x",
            "//host/x",
            "/etc/passwd",
            "C:\\x",
            "\\\\h\\x",
        ] {
            assert_eq!(Reference::parse(text).err().map(|refusal| refusal.code), Some(Code::ForbiddenRef), "{text}");
        }
    }

    #[test]
    fn fragments_must_be_pointers() {
        for text in ["#Pet", "#%ff"] {
            assert_eq!(Reference::parse(text).err().map(|refusal| refusal.code), Some(Code::UnresolvedRef), "{text}");
        }
    }
}
