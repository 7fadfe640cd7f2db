//! The Rust that feeds samples to generated types: a function for each component, in a table.
//!
//! ```text
//! const CHECKS: &[Check] = &[plain::<types::Pet>, by::<codec::Number, types::Price>];
//! ```
//!
//! Each function reads JSON, and gives what it wrote of it or why it could not. A union that has kept an instance as unknown
//! has not recognised one of its own alternatives, and says so, unless the instance is one of a schema that says nothing.

use super::Check;
use std::fmt::Write as _;

/// Functions over any type.
const FUNCTIONS: &str = r#"
/// What a type wrote of what it has read.
fn again<T: std::fmt::Debug>(text: &str, value: &T, written: Result<String, serde_json::Error>) -> Result<String, String> {
    let shown = format!("{value:?}");
    let unknown = shown.split("Unknown(").skip(1).any(|kept| {
        let is_json = ["Object {", "Array [", "String(", "Number(", "Bool("].iter().any(|kind| kept.starts_with(kind));
        is_json && !kept.chars().take(24).collect::<String>().contains("anything")
    });
    match written {
        _ if unknown && !text.contains("Unknown(") => Err(format!("kept as unknown: {}", shown.chars().take(200).collect::<String>())),
        Ok(written) => Ok(written),
        Err(error) => Err(format!("cannot be written: {error}")),
    }
}

/// By the type's own serde traits.
fn plain<T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| format!("cannot be read: {error}"))?;
    again(text, &value, serde_json::to_string(&value))
}
"#;

/// The function for types that an adapter reads and writes.
const ADAPTED: &str = r#"
/// By an adapter.
fn by<C: codec::Codec<T>, T: std::fmt::Debug>(text: &str) -> Result<String, String> {
    let value: codec::Decode<C, T> = serde_json::from_str(text).map_err(|error| format!("cannot be read: {error}"))?;
    again(text, &value.0, serde_json::to_string(&codec::Encode::<C, T>::new(&value.0)))
}
"#;

/// The items of a module that checks the types of one API: `CHECKS`, in the order of `checks`, and what it takes. `api` is the
/// path of the generated crate or module.
pub fn program(checks: &[Check], api: &str) -> String {
    let mut text = String::new();
    let adapted = checks.iter().any(|check| check.adapter.is_some());
    if adapted {
        let _ = writeln!(text, "use {api}::runtime::codec;");
    }
    if !checks.is_empty() {
        let _ = writeln!(text, "use {api}::types;");
        text.push_str(FUNCTIONS);
    }
    if adapted {
        text.push_str(ADAPTED);
    }
    text.push_str(
        "\n/// Reads a text and writes it again.\npub type Check = fn(&str) -> Result<String, String>;\n\n\
         /// One for each component schema.\npub const CHECKS: &[Check] = &[\n",
    );
    for check in checks {
        let _ = match &check.adapter {
            Some(adapter) => writeln!(text, "    by::<{adapter}, types::{}>,", check.name),
            None => writeln!(text, "    plain::<types::{}>,", check.name),
        };
    }
    text.push_str("];\n");
    text
}
