//! Letter case, keywords and reserved names.

use heck::{ToPascalCase, ToSnakeCase};

/// Type names that generated modules use without a path.
pub(super) const TYPE_NAMES: &[&str] = &["Option", "Vec", "String", "Box", "Result", "Some", "None", "Ok", "Err"];

/// Pascal case.
pub(super) fn pascal(text: &str) -> String {
    text.to_pascal_case()
}

/// Snake case.
pub(super) fn snake(text: &str) -> String {
    text.to_snake_case()
}
