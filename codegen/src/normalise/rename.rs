//! Keys that OpenAPI 3.0 does not know, kept under names that it lets through.
//!
//! `webhooks` becomes `x-oas31-webhooks`, and so does `x-webhooks`, by which documents of 3.0 mean the same; what stands in it is normalised like everything else. `query` and
//! `additionalOperations` of 3.2, `$defs` and `components/pathItems` keep their names: the stages that read them look there,
//! and references into them stay true.

use super::dialect::Dialect;
use super::kinds::Kind;
use super::walk::{Run, Trail};
use serde_json::{Map, Value};

/// Renames what is newer than 3.0.
pub(super) fn rename(run: &mut Run<'_>, kind: Kind, map: &mut Map<String, Value>, at: &Trail<'_>) {
    if kind == Kind::Document {
        webhooks_of_30(run, map, at);
    }
    for (keys, prefix) in [(of_31(kind), "x-oas31-"), (of_32(kind), "x-oas32-")] {
        for key in keys {
            if map.contains_key(*key) {
                to_extension(run, map, key, prefix, at);
            }
        }
    }
    if kind == Kind::Document && run.dialect >= Dialect::V31 && !map.contains_key("paths") {
        map.insert(String::from("paths"), Value::Object(Map::new()));
    }
    if matches!(kind, Kind::Document | Kind::Operation) {
        security_names(map);
    }
    if kind == Kind::Example {
        // 3.2 says which form an example has; 3.0 has one key for the value itself.
        move_key(run, map, "dataValue", "value", at);
    }
}

/// Documents of 3.0 have their webhooks in an extension that tools agree on.
fn webhooks_of_30(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    const AGREED: &str = "x-webhooks";
    let is_free = !map.contains_key("webhooks");
    if is_free && run.dialect >= Dialect::V30 && map.get(AGREED).is_some_and(Value::is_object) {
        run.repaired(&at.key(AGREED), "`x-webhooks` is read as `webhooks` of OpenAPI 3.1");
        move_key(run, map, AGREED, "x-oas31-webhooks", at);
    }
}

/// Security requirements name a scheme; 3.2 lets them refer to it instead.
fn security_names(map: &mut Map<String, Value>) {
    const SCHEMES: &str = "#/components/securitySchemes/";
    let Some(Value::Array(requirements)) = map.get_mut("security") else { return };
    for requirement in requirements.iter_mut().filter_map(Value::as_object_mut) {
        if requirement.keys().any(|name| name.starts_with(SCHEMES)) {
            let named = |(name, scopes): (String, Value)| match name.strip_prefix(SCHEMES) {
                Some(name) => (name.replace("~1", "/").replace("~0", "~"), scopes),
                None => (name, scopes),
            };
            *requirement = std::mem::take(requirement).into_iter().map(named).collect();
        }
    }
}

/// Renames one key, keeping its position.
pub(super) fn to_extension(run: &mut Run<'_>, map: &mut Map<String, Value>, key: &str, prefix: &str, at: &Trail<'_>) {
    move_key(run, map, key, &format!("{prefix}{key}"), at);
}

/// Gives a key another name, unless that is taken.
pub(super) fn move_key(run: &mut Run<'_>, map: &mut Map<String, Value>, from: &str, to: &str, at: &Trail<'_>) {
    if map.contains_key(to) {
        return;
    }
    let index = map.keys().take_while(|key| *key != from).count();
    let Some(value) = map.shift_remove(from) else { return };
    let place = at.place();
    run.moved(&place.child(from), place.child(to));
    map.shift_insert(index, to.to_owned(), value);
}

fn of_31(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Document => &["webhooks", "jsonSchemaDialect"],
        Kind::Info => &["summary"],
        Kind::License => &["identifier"],
        _ => &[],
    }
}

fn of_32(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Document => &["$self"],
        Kind::Server => &["name"],
        Kind::Tag => &["summary", "parent", "kind"],
        Kind::Response => &["summary"],
        Kind::MediaType => &["itemSchema", "prefixEncoding", "itemEncoding"],
        Kind::Encoding => &["encoding", "prefixEncoding", "itemEncoding"],
        Kind::Example => &["serializedValue"],
        Kind::Discriminator => &["defaultMapping"],
        Kind::SecurityScheme => &["oauth2MetadataUrl", "deprecated"],
        _ => &[],
    }
}
