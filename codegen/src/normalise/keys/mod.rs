//! Every key of a document is read, or somebody is told: a walk over the document as its author wrote it.
//!
//! `propertys:` in a schema is a warning (`did you mean properties?`), `xml:` a line of the report with the reason. What a key
//! means, and where, is a [`table`]; here is only the walk. Payload (examples, defaults) and extensions are somebody else's.

mod schema;
mod table;

use super::dialect::Dialect;
use super::kinds::{Holds, Kind, holds};
use super::walk::{Run, Trail};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;
use table::{Fate, Row, Versions};

/// The table by kind and key.
static KNOWN: LazyLock<HashMap<(Kind, &'static str), &'static Row>> =
    LazyLock::new(|| rows().flat_map(|row| row.keys.iter().map(move |key| ((row.kind, *key), row))).collect());

fn rows() -> impl Iterator<Item = &'static Row> {
    table::ROWS.iter().chain(schema::ROWS)
}

/// Keys that are not read, each where it stands first, and how often in all.
#[derive(Default)]
pub(super) struct Keys {
    unknown: BTreeMap<(Kind, String, Wrong), (usize, Place)>,
}

/// Why a key is not read though it should be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wrong {
    /// No version has it.
    Unknown,
    /// Another version has it.
    Version,
    /// It stands beside a reference.
    BesideReference,
}

impl Keys {
    /// Examines an object and all that stands in it.
    pub(super) fn examine(&mut self, run: &mut Run<'_>, kind: Kind, value: &Value, at: &Trail<'_>) {
        let Some(map) = value.as_object() else { return };
        required(run, kind, map, at);
        let reference = map.get("$ref").is_some_and(Value::is_string);
        for (key, value) in map.iter().filter(|(key, _)| kind == Kind::Callback || !key.starts_with("x-")) {
            let here = at.key(key);
            if reference && key != "$ref" && beside_reference(self, run, kind, key, &here) {
                continue;
            }
            match self.fate(run, kind, key, &here) {
                Some(Fate::Read) => self.within(run, kind, key, value, &here),
                Some(Fate::Unread(why)) => run.unread(&format!("`{key}` of {}", table::called(kind)), why, &here),
                Some(Fate::Reported) => run.reading().reported += 1,
                None => {}
            }
        }
    }

    /// What becomes of a key; `None` if it is not to be read, which is noted.
    fn fate(&mut self, run: &mut Run<'_>, kind: Kind, key: &str, at: &Trail<'_>) -> Option<Fate> {
        if is_named_by_author(kind) || key == "$ref" {
            return Some(Fate::Read);
        }
        match KNOWN.get(&(kind, key)) {
            Some(row) if covers(row.versions, run.dialect) => Some(row.fate),
            Some(_) => self.wrong(kind, key, Wrong::Version, at),
            None => self.wrong(kind, key, Wrong::Unknown, at),
        }
    }

    fn wrong(&mut self, kind: Kind, key: &str, wrong: Wrong, at: &Trail<'_>) -> Option<Fate> {
        let (count, _) = self.unknown.entry((kind, key.to_owned(), wrong)).or_insert_with(|| (0, at.place()));
        *count += 1;
        None
    }

    fn within(&mut self, run: &mut Run<'_>, kind: Kind, key: &str, value: &Value, at: &Trail<'_>) {
        run.reading().read += 1;
        match (held(run.dialect, kind, key), value) {
            (Some(Holds::One(kind) | Holds::List(kind)), Value::Array(items)) => {
                items.iter().enumerate().for_each(|(index, item)| self.examine(run, kind, item, &at.index(index)));
            }
            (Some(Holds::Map(kind)), Value::Object(entries)) => {
                let extended = matches!(kind, Kind::PathItem | Kind::Response) && key != "pathItems";
                let own = entries.iter().filter(|(name, _)| !(extended && name.starts_with("x-")));
                own.for_each(|(name, value)| self.examine(run, kind, value, &at.key(name)));
            }
            (Some(Holds::One(kind)), value) => self.examine(run, kind, value, at),
            _ => {}
        }
    }

    /// Reports what was noted: each key once, however often it occurs.
    pub(super) fn report(self, run: &mut Run<'_>) {
        for ((kind, key, wrong), (count, place)) in self.unknown {
            run.reading().unknown += count;
            let what = table::called(kind);
            let message = match wrong {
                Wrong::Unknown => format!("`{key}` is not a key of {what}, so it is not read"),
                Wrong::Version => format!("`{key}` is not a key of {what} in this version, so it is not read"),
                Wrong::BesideReference => format!("`{key}` of {what} stands beside a `$ref`, so it is not read"),
            };
            let more = match count {
                1 => String::new(),
                2 => String::from(", here and in one other place"),
                count => format!(", here and in {} other places", count - 1),
            };
            let help = help(run.dialect, kind, &key, wrong);
            run.report(Diagnostic::new(Code::UnreadKey, place, message + &more).at_key().help(help));
        }
    }
}

/// Whether the keys of such an object are names that its author chose.
fn is_named_by_author(kind: Kind) -> bool {
    kind == Kind::Callback
}

fn covers(versions: Versions, dialect: Dialect) -> bool {
    versions.lenient || (versions.since..=versions.until).contains(&dialect)
}

/// What a key holds in the document as it is written; Swagger 2.0 differs from what it is rebuilt to.
fn held(dialect: Dialect, kind: Kind, key: &str) -> Option<Holds> {
    match (dialect, kind, key) {
        (Dialect::Swagger, Kind::Parameter | Kind::Header, "items") => Some(Holds::One(Kind::Schema)),
        (Dialect::Swagger, Kind::Response, "schema") => Some(Holds::One(Kind::Schema)),
        (Dialect::Swagger, Kind::Document, "securityDefinitions") => Some(Holds::Map(Kind::SecurityScheme)),
        _ => holds(kind, key),
    }
}

/// Notes a key beside a reference that has no effect there; false if it has one.
fn beside_reference(keys: &mut Keys, run: &mut Run<'_>, kind: Kind, key: &str, at: &Trail<'_>) -> bool {
    const IGNORED: &str = "OpenAPI before 3.1 ignores what constrains beside a reference";
    match kind {
        Kind::Schema => {
            let ignored =
                run.dialect < Dialect::V31 && KNOWN.contains_key(&(kind, key)) && !super::schema::annotates(key);
            if ignored {
                run.unread(&format!("`{key}` beside a `$ref`"), IGNORED, at);
            }
            ignored
        }
        // Each operation beside such a reference is reported for itself.
        Kind::PathItem if held(run.dialect, kind, key) == Some(Holds::One(Kind::Operation)) => false,
        _ if matches!(key, "summary" | "description") => {
            run.unread(&format!("`{key}` beside a `$ref`"), "the texts of what is referred to are shown", at);
            true
        }
        _ => {
            keys.wrong(kind, key, Wrong::BesideReference, at);
            true
        }
    }
}

/// What to do about a key that is not read.
fn help(dialect: Dialect, kind: Kind, key: &str, wrong: Wrong) -> String {
    let readable = rows().filter(|row| row.kind == kind && covers(row.versions, dialect)).flat_map(|row| row.keys);
    match wrong {
        Wrong::BesideReference => {
            String::from("write it where the reference leads, or write that in place of the reference")
        }
        Wrong::Version => String::from(instead(dialect, kind, key)),
        Wrong::Unknown => match nearest(key, readable.copied()) {
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
        (_, "produces") | (Kind::Response, _) => {
            "OpenAPI 3 has media types and their schemas in the `content` of a response"
        }
        (Kind::Parameter | Kind::Header, "collectionFormat") => "OpenAPI 3 has `style` and `explode`",
        (Kind::Parameter | Kind::Header, _) => "OpenAPI 3 has it in the `schema`",
        (Kind::SecurityScheme, _) => "OpenAPI 3 has it in `flows`",
        _ => "it belongs to Swagger 2.0",
    }
}

/// Reports the keys that an object lacks.
fn required(run: &mut Run<'_>, kind: Kind, map: &Map<String, Value>, at: &Trail<'_>) {
    for (_, versions, key) in table::REQUIRED.iter().filter(|(of, ..)| *of == kind) {
        let missing = map.get(*key).is_none_or(Value::is_null) && !map.contains_key("$ref");
        if missing && (versions.since..=versions.until).contains(&run.dialect) {
            let message = format!("{} has no `{key}`", table::called(kind));
            run.report(Diagnostic::new(Code::MissingKey, at.place(), message).at_key());
        }
    }
}
