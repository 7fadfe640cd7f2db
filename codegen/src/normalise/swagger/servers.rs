//! `schemes`, `host` and `basePath` to `servers`.

use super::texts;
use serde_json::{Value, json};

/// What a document says about its address.
pub(super) struct Parts {
    host: Option<String>,
    base_path: Option<String>,
    list: Option<Value>,
}

impl Parts {
    pub(super) fn new(schemes: Option<Value>, host: Option<Value>, base_path: Option<Value>) -> Self {
        let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
        let mut parts = Self { host: text(host), base_path: text(base_path), list: None };
        if parts.host.is_some() || parts.base_path.is_some() {
            parts.list = Some(parts.with(&texts(schemes.as_ref())));
        }
        parts
    }

    /// The document's servers; `None` if it says nothing about them.
    pub(super) fn list(&self) -> Option<&Value> {
        self.list.as_ref()
    }

    /// The servers of an operation with schemes of its own.
    pub(super) fn with(&self, schemes: &[String]) -> Value {
        let path = self.base_path.as_deref().unwrap_or("/");
        let path = path.trim_end_matches('/');
        let Some(host) = &self.host else {
            return json!([{ "url": if path.is_empty() { "/" } else { path } }]);
        };
        // Without a scheme it is that of the address the document was read from, which is none here.
        let usual = [String::from("https")];
        let mut schemes: Vec<&String> =
            if schemes.is_empty() { usual.iter().collect() } else { schemes.iter().collect() };
        // The first server is the default, and nobody should send credentials in clear by default.
        schemes.sort_by_key(|scheme| *scheme != "https");
        let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
        schemes.iter().map(|scheme| json!({ "url": format!("{scheme}://{host}{slash}{path}") })).collect()
    }
}
