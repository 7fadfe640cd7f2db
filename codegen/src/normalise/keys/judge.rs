//! What becomes of one key: the table, and the rules of references beside which other keys stand.

use super::table::{self, Fate, INLINE, Row, Versions};
use super::{Dialect, Kind, schema};
use crate::diagnostics::nearest;
use crate::normalise::kinds::{Holds, holds};
use crate::normalise::schema::annotates;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The table by kind and key.
static KNOWN: LazyLock<HashMap<(Kind, &'static str), &'static Row>> =
    LazyLock::new(|| rows().flat_map(|row| row.keys.iter().map(move |key| ((row.kind, *key), row))).collect());

pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    table::ROWS.iter().chain(schema::ROWS)
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It has its meaning, and the table says what becomes of it.
    Known(Fate),
    /// It stands beside a reference, where it is not read; why.
    Ignored(&'static str),
    /// It has no meaning here.
    Wrong(Wrong),
}

/// Why a key has no meaning where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrong {
    /// No version has it.
    Unknown,
    /// Another version has it.
    Version,
    /// It stands beside a reference.
    BesideReference,
}

/// Judges a key of an object; `referring` if the object is a reference.
pub(super) fn judge(dialect: Dialect, kind: Kind, key: &str, referring: bool) -> Judgement {
    // The keys of a callback are names that its author chose.
    if key == "$ref" || kind == Kind::Callback {
        return Judgement::Known(Fate::Read);
    }
    let plain = match KNOWN.get(&(kind, key)) {
        Some(row) if covers(row.versions, dialect) => Judgement::Known(row.fate),
        Some(_) => Judgement::Wrong(Wrong::Version),
        None => Judgement::Wrong(Wrong::Unknown),
    };
    match (referring, kind, plain) {
        (true, Kind::Schema, Judgement::Known(_)) if dialect < Dialect::V31 && !annotates(key) => {
            Judgement::Ignored("OpenAPI before 3.1 ignores what constrains beside a reference")
        }
        (true, Kind::Schema, plain) => plain,
        // Each operation beside such a reference is reported for itself.
        (true, Kind::PathItem, plain) if held(dialect, kind, key) == Some(Holds::One(Kind::Operation)) => plain,
        (true, ..) if matches!(key, "summary" | "description") => {
            Judgement::Ignored("the texts of what is referred to are shown")
        }
        (true, ..) => Judgement::Wrong(Wrong::BesideReference),
        (false, _, plain) => plain,
    }
}

fn covers(versions: Versions, dialect: Dialect) -> bool {
    versions.lenient || (versions.since..=versions.until).contains(&dialect)
}

/// What a key holds in the document as it is written; Swagger 2.0 differs from what it is rebuilt to.
pub(super) fn held(dialect: Dialect, kind: Kind, key: &str) -> Option<Holds> {
    match (dialect, kind, key) {
        (Dialect::Swagger, Kind::Parameter | Kind::Header, "items") => Some(Holds::One(Kind::Schema)),
        (Dialect::Swagger, Kind::Response, "schema") => Some(Holds::One(Kind::Schema)),
        (Dialect::Swagger, Kind::Document, "securityDefinitions") => Some(Holds::Map(Kind::SecurityScheme)),
        _ => holds(kind, key),
    }
}

/// The key of the same object that is to be written instead of one that has no meaning there, if the help says so.
pub(super) fn meant(dialect: Dialect, kind: Kind, key: &str, wrong: Wrong) -> Option<&'static str> {
    match (wrong, kind, key) {
        (Wrong::Unknown, ..) => near(dialect, kind, key),
        (Wrong::Version, Kind::Parameter | Kind::Header, key) if dialect != Dialect::Swagger => {
            INLINE.contains(&key).then_some("schema")
        }
        (Wrong::Version | Wrong::BesideReference, ..) => None,
    }
}

/// Whether one of an object's keys has no meaning there, and this one is to be written instead.
pub(super) fn has_misspelt(dialect: Dialect, kind: Kind, map: &Map<String, Value>, key: &str) -> bool {
    map.keys().any(|written| match judge(dialect, kind, written, false) {
        Judgement::Wrong(wrong) => meant(dialect, kind, written, wrong) == Some(key),
        _ => false,
    })
}

/// The key of an object that is nearest to one that has no meaning there.
fn near(dialect: Dialect, kind: Kind, key: &str) -> Option<&'static str> {
    let readable = rows().filter(|row| row.kind == kind && covers(row.versions, dialect)).flat_map(|row| row.keys);
    nearest(key, readable.copied())
}

/// What to do about a key that has no meaning where it stands.
pub(super) fn help(dialect: Dialect, kind: Kind, key: &str, wrong: Wrong) -> String {
    match wrong {
        Wrong::BesideReference => {
            String::from("write it where the reference leads, or write out here what the reference stands for")
        }
        Wrong::Version => String::from(instead(dialect, kind, key)),
        Wrong::Unknown => match near(dialect, kind, key) {
            Some(near) => format!("did you mean `{near}`?"),
            None => String::from("remove it, or give it the prefix `x-`"),
        },
    }
}

/// Where another version has what a key says.
fn instead(dialect: Dialect, kind: Kind, key: &str) -> &'static str {
    if dialect == Dialect::Swagger {
        return match key {
            "components" => {
                "Swagger 2.0 has `definitions`, `parameters`, `responses` and `securityDefinitions` at the top"
            }
            "servers" => "Swagger 2.0 has `host`, `basePath` and `schemes`",
            _ => "it belongs to OpenAPI 3",
        };
    }
    match (kind, key) {
        (Kind::Document, "host" | "basePath") | (_, "schemes") => "OpenAPI 3 has `servers`",
        (Kind::Document, "definitions") => {
            "OpenAPI 3 has `components/schemas`; what is referred to is read nevertheless"
        }
        (Kind::Document, "securityDefinitions") => "OpenAPI 3 has `components/securitySchemes`",
        (Kind::Document, "parameters" | "responses") => "OpenAPI 3 has them in `components`",
        (_, "consumes") => "OpenAPI 3 has media types in the `content` of a request body",
        (_, "produces") | (Kind::Response, _) => "OpenAPI 3 has media types and schemas in the `content` of a response",
        (Kind::Parameter | Kind::Header, "collectionFormat") => "OpenAPI 3 has `style` and `explode`",
        (Kind::Parameter | Kind::Header, _) => "OpenAPI 3 has it in the `schema`",
        (Kind::SecurityScheme, _) => "OpenAPI 3 has it in `flows`",
        _ => "it belongs to Swagger 2.0",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_row() {
        assert_eq!(KNOWN.len(), rows().map(|row| row.keys.len()).sum::<usize>());
    }
}
