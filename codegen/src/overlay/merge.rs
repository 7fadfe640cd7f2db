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

/// Is told what is put where: a pointer from the target down, and the one from the update down that it comes from.
pub(super) type Record<'r> = &'r mut dyn FnMut(&Place, &Place);

/// Applies an update to a target itself: as a merge, but an array also takes a single entry.
pub(super) fn update(target: &mut Value, update: &Value, record: Record<'_>) -> Result<(), Clash> {
    match (target, update) {
        (Value::Array(items), entry) if !entry.is_array() => {
            record(&Place::default().child(items.len()), &Place::default());
            items.push(entry.clone());
        }
        (target, update) => return merge(target, update, &Place::default(), record),
    }
    Ok(())
}

/// Merges objects key by key, concatenates arrays and replaces scalars.
fn merge(target: &mut Value, update: &Value, place: &Place, record: Record<'_>) -> Result<(), Clash> {
    match (target, update) {
        (Value::Object(entries), Value::Object(update)) => {
            for (key, value) in update {
                let place = place.child(key);
                match entries.get_mut(key) {
                    Some(entry) => merge(entry, value, &place, record)?,
                    None => {
                        record(&place, &place);
                        entries.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(update)) => {
            (0..update.len()).for_each(|index| record(&place.child(items.len() + index), &place.child(index)));
            items.extend(update.iter().cloned());
        }
        (target, update) if is_scalar(target) && is_scalar(update) => {
            record(place, place);
            *target = update.clone();
        }
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
