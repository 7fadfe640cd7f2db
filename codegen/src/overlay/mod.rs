//! OpenAPI Overlay 1.0 and 1.1: repairs and translations of a document, applied to its tree before anything else reads it.

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sink};
use serde_json::Value;
use std::path::Path;

/// Applies an overlay to a document.
pub(crate) fn apply(_document: &mut Value, _overlay: &Value, _file: FileId, _sink: &mut Sink) {}

/// The finding for an overlay file that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("the overlay {} cannot be read: {error}", path.display());
    Diagnostic::new(Code::OverlayForm, Place::default(), message)
}
