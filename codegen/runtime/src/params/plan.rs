//! Plans: what JSON a parameter's text stands for.
//!
//! `7` may be a number or a string of one digit; only the type knows. Since types read JSON, a plan says beforehand what the text
//! becomes: under [`Plan::Json`] it stays `7`, under [`Plan::Text`] it becomes `"7"`.

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
