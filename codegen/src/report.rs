//! The `--report` file: what was generated, weakened and skipped.

use crate::Generated;
use serde_json::{Value, json};

/// The report of a run.
pub fn report(generated: &Generated) -> Value {
    json!({ "findings": generated.sink.found().len() })
}
