//! `in: querystring` of OpenAPI 3.2, a parameter that is the whole query.
//!
//! ```text
//! in: querystring                              in: query
//! content:                                     style: form
//!   application/x-www-form-urlencoded:   ->    explode: true
//!     schema: {type: object, …}                schema: {type: object, …}
//! ```
//!
//! A form's properties are pairs of the query, which is what an exploded object in form style is. A query of another media type
//! is left as it is: nothing in 3.0 says it.

use super::walk::{Run, Trail};
use serde_json::{Map, Value, json};

/// The media type of a query that is made of pairs.
const FORM: &str = "application/x-www-form-urlencoded";

/// Rewrites such a parameter.
pub(super) fn rewrite(run: &mut Run<'_>, parameter: &mut Map<String, Value>, at: &Trail<'_>) {
    if parameter.get("in").and_then(Value::as_str) != Some("querystring") {
        return;
    }
    let Some(schema) = form(parameter) else { return };
    let place = at.place();
    run.moved(&place.child("content").child(FORM).child("schema"), place.child("schema"));
    parameter.shift_remove("content");
    for (key, value) in [("in", json!("query")), ("style", json!("form")), ("explode", json!(true)), ("schema", schema)]
    {
        parameter.insert(key.to_owned(), value);
    }
}

/// The schema of the one media type, if that is a form and says nothing else of how it is written.
fn form(parameter: &Map<String, Value>) -> Option<Value> {
    let content = parameter.get("content")?.as_object().filter(|content| content.len() == 1)?;
    let form = content.get(FORM)?.as_object()?;
    let plain = form.keys().all(|key| matches!(key.as_str(), "schema" | "example" | "examples"));
    form.get("schema").filter(|_| plain).cloned()
}
