//! The templates of driftless as data: reference docs and crate scaffolds, never Rust code.

/// Name (without the `.tera` ending, so that `.html` escapes) and text of each template.
pub const TEMPLATES: &[(&str, &str)] = &[];
