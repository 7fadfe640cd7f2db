//! Words that Rust or the generated modules already use.

/// Type, trait and variant names that generated modules use without a path: the prelude, what the heads of generated files
/// import, and derives. Sorted.
pub(super) const TYPE_NAMES: &[&str] = &[
    "Answer",
    "Arc",
    "AsMut",
    "AsRef",
    "BTreeMap",
    "BTreeSet",
    "Box",
    "BuildError",
    "Bytes",
    "Call",
    "Client",
    "ClientBuilder",
    "ClientConfig",
    "Clone",
    "Copy",
    "Core",
    "Credential",
    "Debug",
    "Decimal",
    "DecodeError",
    "Default",
    "Deserialize",
    "Deserializer",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Duration",
    "Effect",
    "EncodeError",
    "Endpoint",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Failure",
    "Fields",
    "Fn",
    "FnMut",
    "FnOnce",
    "Formatter",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Incoming",
    "Infallible",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Ipv4Addr",
    "Ipv6Addr",
    "Iterator",
    "KeyField",
    "MapAccess",
    "Meta",
    "Method",
    "MinorUnits",
    "None",
    "ObjectWriter",
    "Ok",
    "OnUnknown",
    "Operation",
    "Option",
    "Ord",
    "Outgoing",
    "Output",
    "PageTurn",
    "Paged",
    "Parameter",
    "PartialEq",
    "PartialOrd",
    "Plan",
    "Problem",
    "Reply",
    "Response",
    "Result",
    "Router",
    "Routes",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "SpanFieldwise",
    "StatusCode",
    "String",
    "Sync",
    "Text",
    "TimeOfDay",
    "Timestamp",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Uuid",
    "Value",
    "Vec",
];

/// Keywords of edition 2024, strict and reserved, that `r#` makes usable (The Rust Reference, "Keywords"). Sorted.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER: &[&str] = &["Self", "_", "crate", "self", "super"];

/// Whether the identifier needs `r#`.
pub(crate) fn is_raw(name: &str) -> bool {
    RAW.binary_search(&name).is_ok()
}

/// Whether no `r#` helps.
pub(super) fn is_unusable(name: &str) -> bool {
    NEVER.contains(&name)
}

/// File names that Windows keeps for devices, whatever their ending.
pub(super) fn is_device(stem: &str) -> bool {
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || stem
            .strip_prefix("com")
            .or(stem.strip_prefix("lpt"))
            .is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(RAW.is_sorted());
        assert!(TYPE_NAMES.is_sorted());
    }

    #[test]
    fn devices_are_known_by_their_stem() {
        assert!(is_device("com1") && is_device("nul"));
        assert!(!is_device("com") && !is_device("com10") && !is_device("console"));
    }
}
