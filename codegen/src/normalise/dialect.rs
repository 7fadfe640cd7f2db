//! Which OpenAPI a document is written in: the gate that every run passes.

use crate::diagnostics::{Code, Diagnostic, Place};
use serde_json::Value;

/// A family of versions with one set of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// Swagger 2.0.
    Swagger,
    /// OpenAPI 3.0: the shape that all are brought to.
    V30,
    /// OpenAPI 3.1: schemas are JSON Schema 2020-12.
    V31,
    /// OpenAPI 3.2.
    V32,
}

impl Dialect {
    /// The dialect that a document says it is in; `None` if it says nothing or names a version that is not read.
    pub(super) fn of(document: &Value) -> Option<Self> {
        let text = |key: &str| match document.get(key)? {
            Value::String(text) => Some(text.trim().to_owned()),
            // `openapi: 3.0` in YAML is a number, and 2.0 may have lost its fraction on the way.
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match (text("openapi"), text("swagger")) {
            (Some(version), _) => Self::of_openapi(&version),
            (None, Some(version)) if matches!(version.as_str(), "2.0" | "2" | "2.0.0") => Some(Self::Swagger),
            _ => None,
        }
    }

    fn of_openapi(version: &str) -> Option<Self> {
        let mut parts = version.splitn(3, '.');
        match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => Some(Self::V30),
            (Some("3"), Some("1")) => Some(Self::V31),
            (Some("3"), Some("2")) => Some(Self::V32),
            _ => None,
        }
    }
}

/// The finding for a document without a dialect.
pub(super) fn unknown(document: &Value, root: &Place) -> Diagnostic {
    let stated = ["openapi", "swagger"].iter().find_map(|key| Some((*key, document.get(*key)?)));
    let finding = match (stated, document.is_object()) {
        (Some((key, version)), _) => {
            let shown: String = version.to_string().chars().take(40).collect();
            Diagnostic::new(Code::Version, root.child(key), format!("`{key}: {shown}` is not a version that is read"))
        }
        (None, true) => {
            Diagnostic::new(Code::Version, root.clone(), "neither `openapi` nor `swagger` says what this is")
        }
        (None, false) => Diagnostic::new(Code::Version, root.clone(), "the document is not an object"),
    };
    finding.help(
        "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read; a document begins with, for instance, `openapi: 3.0.3`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn versions() {
        let of = |key: &str, version: Value| Dialect::of(&json!({ key: version }));
        assert_eq!(of("swagger", json!("2.0")), Some(Dialect::Swagger));
        assert_eq!(of("swagger", json!(2.0)), Some(Dialect::Swagger));
        assert_eq!(of("openapi", json!("3.0.3")), Some(Dialect::V30));
        assert_eq!(of("openapi", json!(3.1)), Some(Dialect::V31));
        assert_eq!(of("openapi", json!("3.2.0")), Some(Dialect::V32));
        for version in ["4.0", "3", "3.3.0", "30.1", "2.0", ""] {
            assert_eq!(of("openapi", json!(version)), None, "{version}");
        }
        assert_eq!(of("swagger", json!("1.2")), None);
    }

    #[test]
    fn the_finding_is_at_the_version() {
        let finding = unknown(&json!({"openapi": "4.0"}), &Place::default());
        assert_eq!((finding.place.pointer.as_str(), finding.code), ("/openapi", Code::Version));
        assert_eq!(unknown(&json!([]), &Place::default()).place, Place::default());
    }
}
