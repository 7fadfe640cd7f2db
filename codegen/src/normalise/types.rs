//! `type` as a list (3.1) to one type, `nullable`, or `anyOf`.
//!
//! ```text
//! type: [string, "null"]                    type: string, nullable: true
//! type: [string, integer], minLength: 2     anyOf: [{type: string, minLength: 2}, {type: integer}]
//! ```
//!
//! Where the branches stand already (`oneOf`, `enum`, …), the list adds nothing that a type could say; it stays as
//! `x-oas31-type` for the docs.

use super::walk::{Run, Trail};
use serde_json::{Map, Value, json};

/// Keywords that speak about values of one type only, with the types that they speak about.
const KEYWORDS: &[(&[&str], &[&str])] = &[
    (&["string"], &["minLength", "maxLength", "pattern", "x-oas31-contentEncoding", "x-oas31-contentMediaType"]),
    (&["number", "integer"], &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (&["array"], &["items", "minItems", "maxItems", "uniqueItems", "x-oas31-prefixItems", "x-oas31-contains"]),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "discriminator",
            "x-oas31-patternProperties",
            "x-oas31-propertyNames",
            "x-oas31-unevaluatedProperties",
            "x-oas31-dependentSchemas",
            "x-oas31-dependentRequired",
        ],
    ),
];

/// Formats of numbers; all others are formats of strings.
const NUMERIC: &[&str] =
    &["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal"];

/// Keywords that list the possible values or schemas themselves.
const BRANCHES: &[&str] = &["$ref", "enum", "oneOf", "anyOf", "allOf"];

/// Rewrites the `type` of one schema.
pub(super) fn rewrite(run: &mut Run<'_>, map: &mut Map<String, Value>, at: &Trail<'_>) {
    let Some(Value::Array(stated)) = map.get("type") else { return };
    let mut types: Vec<String> = Vec::new();
    for name in stated.iter().filter_map(Value::as_str) {
        // An integer is a number.
        if !types.iter().any(|known| known == name || (known == "number" && name == "integer")) {
            types.retain(|known| !(known == "integer" && name == "number"));
            types.push(name.to_owned());
        }
    }
    let null = types.iter().position(|name| name == "null");
    if let Some(null) = null
        && types.len() > 1
    {
        types.remove(null);
        map.insert(String::from("nullable"), Value::Bool(true));
    }
    match types.as_slice() {
        [] => drop(map.shift_remove("type")),
        [one] => drop(map.insert(String::from("type"), Value::from(one.as_str()))),
        _ if BRANCHES.iter().any(|key| map.contains_key(*key)) => {
            map.shift_remove("type");
            map.insert(String::from("x-oas31-type"), Value::from(types));
        }
        _ => split(run, map, &types, at),
    }
}

/// Makes a branch of each type, with the keywords that speak about it.
fn split(run: &mut Run<'_>, map: &mut Map<String, Value>, types: &[String], at: &Trail<'_>) {
    map.shift_remove("type");
    let mut branches: Vec<Map<String, Value>> =
        types.iter().map(|name| [(String::from("type"), Value::from(name.as_str()))].into_iter().collect()).collect();
    let place = at.place();
    let mut give = |map: &mut Map<String, Value>, key: &str, speaks: &dyn Fn(&str) -> bool| {
        let Some(value) = map.get(key).cloned() else { return };
        let takers: Vec<usize> = (0..types.len()).filter(|index| speaks(&types[*index])).collect();
        // A keyword that speaks about none of the types says nothing; it stays where it is.
        if takers.is_empty() {
            return;
        }
        map.shift_remove(key);
        for index in takers {
            if value.is_object() || value.is_array() {
                run.moved(&place.child(key), place.child("anyOf").child(index).child(key));
            }
            branches[index].insert(key.to_owned(), value.clone());
        }
    };
    for (speaks, keys) in KEYWORDS {
        keys.iter().for_each(|key| give(map, key, &|name| speaks.contains(&name)));
    }
    let numeric = map.get("format").and_then(Value::as_str).is_some_and(|format| NUMERIC.contains(&format));
    give(map, "format", &|name| if numeric { matches!(name, "number" | "integer") } else { name == "string" });
    map.insert(String::from("anyOf"), json!(branches));
}
