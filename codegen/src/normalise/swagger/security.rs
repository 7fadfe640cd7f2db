//! `securityDefinitions` to `components/securitySchemes`.

use serde_json::{Map, Value, json};

/// Converts every scheme; what is of no known type stays as it is, for lowering to report.
pub(super) fn schemes(entries: Map<String, Value>) -> Value {
    entries.into_iter().map(|(name, scheme)| (name, convert(scheme))).collect::<Map<_, _>>().into()
}

fn convert(scheme: Value) -> Value {
    let Value::Object(mut map) = scheme else { return scheme };
    match map.get("type").and_then(Value::as_str) {
        Some("basic") => {
            map.insert(String::from("type"), Value::from("http"));
            map.insert(String::from("scheme"), Value::from("basic"));
        }
        Some("oauth2") => {
            let flow = match map.get("flow").and_then(Value::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some("password") => "password",
                _ => "implicit",
            };
            map.shift_remove("flow");
            let keys = ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
            let mut parts: Map<String, Value> =
                keys.iter().filter_map(|key| Some(((*key).to_owned(), map.shift_remove(*key)?))).collect();
            parts.entry("scopes").or_insert_with(|| json!({}));
            map.insert(String::from("flows"), json!({ flow: parts }));
        }
        _ => {}
    }
    Value::Object(map)
}
