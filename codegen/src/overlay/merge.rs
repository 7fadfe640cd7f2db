//! An update and its target to the merged value (Overlay 1.1, "Action Object").

use crate::diagnostics::Place;
use serde_json::Value;

/// Two values of kinds that do not merge.
#[derive(Debug, PartialEq)]
pub(super) struct Clash {
    /// JSON Pointer from the target down.
    pub(super) path: String,
    /// Kind of the target, for instance `an array`.
    pub(super) target: &'static str,
    /// Kind of the update.
    pub(super) update: &'static str,
}

/// Applies an update to a target itself: as a merge, but an array also takes a single entry.
pub(super) fn update(target: &mut Value, update: &Value) -> Result<(), Clash> {
    match (target, update) {
        (Value::Array(items), entry) if !entry.is_array() => items.push(entry.clone()),
        (target, update) => return merge(target, update, &Place::default()),
    }
    Ok(())
}

/// Merges objects key by key, concatenates arrays and replaces scalars.
fn merge(target: &mut Value, update: &Value, place: &Place) -> Result<(), Clash> {
    match (target, update) {
        (Value::Object(entries), Value::Object(update)) => {
            for (key, value) in update {
                match entries.get_mut(key) {
                    Some(entry) => merge(entry, value, &place.child(key))?,
                    None => drop(entries.insert(key.clone(), value.clone())),
                }
            }
        }
        (Value::Array(items), Value::Array(update)) => items.extend(update.iter().cloned()),
        (target, update) if is_scalar(target) && is_scalar(update) => *target = update.clone(),
        (target, update) => {
            return Err(Clash { path: place.pointer.clone(), target: kind(target), update: kind(update) });
        }
    }
    Ok(())
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
        _ => "a scalar",
    }
}
