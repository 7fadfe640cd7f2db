//! The templates of driftless as data: reference docs and crate scaffolds, never Rust code.

#![warn(missing_docs, unreachable_pub)]

/// Name (without the `.tera` ending, so that `.html` escapes) and text of each template.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("docs/index.html", include_str!("docs/index.html.tera")),
    ("docs/models.md", include_str!("docs/models.md.tera")),
    ("docs/parts.html", include_str!("docs/parts.html.tera")),
    ("docs/parts.md", include_str!("docs/parts.md.tera")),
    ("docs/readme.md", include_str!("docs/readme.md.tera")),
    ("docs/tag.md", include_str!("docs/tag.md.tera")),
];

/// The stylesheet of the HTML reference.
pub const STYLE: &str = include_str!("docs/style.css");
