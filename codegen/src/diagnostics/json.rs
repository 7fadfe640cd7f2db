//! Findings for programs.

use super::printer::{Printer, Shown};
use super::{Diagnostic, Place, Severity, render};
use serde_json::{Value, json};

/// A finding as a JSON object. Text is the document's own, not escaped for terminals, but in `rendered`.
pub(super) fn object(printer: &Printer<'_>, finding: &Diagnostic) -> Value {
    let severity = match finding.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut object = json!({
        "code": finding.code.text(),
        "severity": severity,
        "message": finding.message,
        "help": finding.help,
    });
    place(&mut object, printer.shown(finding).as_ref(), &finding.place);
    object["related"] = finding.related.as_ref().map_or(Value::Null, |(related, label)| {
        let mut object = json!({ "label": label });
        place(&mut object, printer.related(finding, related).as_ref(), related);
        object
    });
    object["rendered"] = Value::String(render::text(printer, finding, false));
    object
}

/// An error that is about no place in a document, with the keys of a finding.
#[cfg(feature = "cli")]
pub(super) fn placeless(message: &str) -> Value {
    let mut object = json!({ "code": null, "severity": "error", "message": message, "help": null });
    place(&mut object, None, &Place::default());
    object["pointer"] = Value::Null;
    object["related"] = Value::Null;
    object["rendered"] = Value::from(format!("error: {message}\n"));
    object
}

/// Adds where something is; lines are `null` where no text is at hand.
fn place(object: &mut Value, shown: Option<&Shown<'_>>, place: &Place) {
    object["file"] = shown.map_or(Value::Null, |shown| Value::from(shown.file));
    object["line"] = shown.map_or(Value::Null, |shown| Value::from(shown.start.line));
    object["column"] = shown.map_or(Value::Null, |shown| Value::from(shown.start.column));
    object["end"] = shown.map_or(Value::Null, |shown| json!({ "line": shown.end.line, "column": shown.end.column }));
    object["pointer"] = Value::from(place.pointer.as_str());
}
