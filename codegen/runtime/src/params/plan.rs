//! Plans: what JSON a parameter's text stands for.
//!
//! `7` may be a number or a string of one digit; only the type knows. Since types read JSON, a plan says beforehand what the text
//! becomes: under [`Plan::Json`] it stays `7`, under [`Plan::Text`] it becomes `"7"`.

use serde_json::value::RawValue;

/// How the text of a parameter becomes JSON.
#[derive(Clone, Copy, Debug)]
pub enum Plan {
    /// A string.
    Text,
    /// A number or a boolean.
    Json,
    /// A number, a boolean or `null` if it looks like one, else a string.
    Any,
    /// An array, each item by a plan.
    List(&'static Plan),
    /// An object: its declared properties, and the plan of all others.
    Object(&'static [(&'static str, Plan)], Option<&'static Plan>),
}

impl Plan {
    /// The JSON of one piece of text, already decoded.
    pub(super) fn scalar(&self, text: &str) -> String {
        let as_it_is = match self {
            Self::Text => false,
            Self::Json => {
                text.starts_with(|first: char| first == '-' || first.is_ascii_digit() || "tf".contains(first))
            }
            Self::Any => !text.starts_with(['"', '[', '{']),
            // Nested beyond what the style can say: it travels as JSON.
            Self::List(_) => text.starts_with('['),
            Self::Object(..) => text.starts_with('{'),
        };
        // Text that is no JSON becomes a string, and the type says what it expected instead.
        if as_it_is && serde_json::from_str::<&RawValue>(text).is_ok() { text.trim().to_owned() } else { quoted(text) }
    }

    /// The plan of a property.
    pub(super) fn property(&self, key: &str) -> &Plan {
        match self {
            Self::Object(known, rest) => {
                let declared = known.iter().find(|(name, _)| *name == key).map(|(_, plan)| plan);
                declared.or(*rest).unwrap_or(&Self::Any)
            }
            _ => &Self::Any,
        }
    }
}

/// A JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A JSON array.
pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(","))
}

/// A JSON object. A key that stands twice stays so: it is for the reader to refuse.
pub(super) fn object(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{}:{value}", quoted(&key))).collect();
    format!("{{{}}}", entries.join(","))
}
