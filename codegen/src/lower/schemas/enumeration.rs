//! `enum`: a list of allowed values to an enum that also keeps values it does not know.

use super::facts::{Allowed, Facts, Kind, Note};
use super::form::Form;
use super::texts;
use crate::diagnostics::Place;
use crate::ir::{Enum, EnumBase, EnumValue, Type};
use crate::names::Scope;
use serde_json::Value;

/// The variant that keeps a value which the document does not list; reserved, so that a new value never renames it.
pub(super) const UNKNOWN: &str = "Unknown";

/// The form of a schema that lists its values; `None` if it lists none, or values that a type describes better.
pub(super) fn form(facts: &Facts, notes: &mut Vec<Note>) -> Option<Form> {
    let values = facts.values.as_ref()?;
    let list = facts.listed_at.clone();
    if values.is_empty() {
        return Some(Form::Plain(Type::Null));
    }
    match facts.kind() {
        Some(Kind::Object | Kind::Array) => {
            notes.push(Note::untyped(list, "a list of allowed objects or arrays is not part of the type"));
            None
        }
        Some(Kind::Bool) => Some(boolean(values, list, notes)),
        kind => {
            let values = coerced(kind, values, &list, notes);
            Some(match base(&values) {
                None => boolean(&values, list, notes),
                Some(base) => Form::Enum(base, values),
            })
        }
    }
}

/// `bool`, whatever is listed.
fn boolean(values: &[Allowed], list: Place, notes: &mut Vec<Note>) -> Form {
    if !values.iter().all(|allowed| allowed.value.is_boolean()) {
        notes.push(Note::mismatch(list, "a boolean lists values that are not booleans"));
    } else if let [only] = values {
        notes.push(Note::untyped(list, format!("only `{}` is allowed, but the type is a boolean", only.value)));
    }
    Form::Plain(Type::Bool)
}

/// Values as the type beside them wants them: `type: string` with `[1, 2]` lists `"1"` and `"2"`, which YAML without quotes
/// makes numbers of; `type: integer` with `["1"]` lists 1.
fn coerced(kind: Option<Kind>, values: &[Allowed], list: &Place, notes: &mut Vec<Note>) -> Vec<Allowed> {
    let convert = |value: &Value| match (kind, value) {
        (Some(Kind::String), Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        (Some(Kind::Integer), Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        (Some(Kind::String), Value::String(_)) | (None, _) => Some(value.clone()),
        (Some(Kind::Integer), _) => value.as_i64().map(Value::from),
        (Some(Kind::Number), Value::Number(_)) => Some(value.clone()),
        _ => None,
    };
    let all: Option<Vec<Allowed>> = values
        .iter()
        .map(|allowed| {
            Some(Allowed { value: convert(&allowed.value)?, docs: allowed.docs.clone(), name: allowed.name.clone() })
        })
        .collect();
    let fit = all.as_ref().is_some_and(|all| all.iter().zip(values).all(|(new, old)| new.value == old.value));
    if !fit {
        notes.push(Note::mismatch(list.clone(), "the listed values are not of the type beside them"));
    }
    let mut all = all.unwrap_or_else(|| values.to_vec());
    // `1` and `"1"` may have become equal.
    let mut known = std::collections::HashSet::new();
    all.retain(|allowed| known.insert(allowed.value.to_string()));
    all
}

/// What the values have in common; `None` for booleans only.
pub(super) fn base(values: &[Allowed]) -> Option<EnumBase> {
    let all = |test: fn(&Value) -> bool| values.iter().all(|allowed| test(&allowed.value));
    if all(Value::is_boolean) {
        return None;
    }
    Some(match () {
        () if all(Value::is_string) => EnumBase::String,
        () if all(Value::is_i64) => EnumBase::Integer,
        () => EnumBase::Mixed,
    })
}

/// The enum.
pub(super) fn build(base: EnumBase, values: Vec<Allowed>) -> Enum {
    let mut scope = Scope::reserving(&[UNKNOWN]);
    let texts: Vec<String> =
        values.iter().map(|allowed| allowed.name.clone().unwrap_or_else(|| texts::plain(&allowed.value))).collect();
    let names = scope.pascal_all(texts.iter().map(String::as_str));
    let values = names
        .into_iter()
        .zip(values)
        .map(|(name, allowed)| EnumValue { name, value: allowed.value, docs: allowed.docs })
        .collect();
    Enum { base, values, unknown: Scope::default().pascal(UNKNOWN) }
}
