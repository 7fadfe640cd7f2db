//! What operations and their items are called.
//!
//! `account.keys.rotate` in the tag `account` is the method `keys_rotate` and the request `AccountKeysRotateRequest`. Items carry
//! the whole operationId, so that an operation that is added elsewhere renames none of them.

use super::collect::Found;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::lower::context::Context;
use crate::names::{Name, Scope};
use std::collections::BTreeMap;

/// Methods that the calls returned by clients have anyway, and operators' names, which lints reserve for their traits.
const CALL_METHODS: &[&str] = &[
    "add",
    "attempt_timeout",
    "base_url",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "clone",
    "div",
    "from",
    "header",
    "into",
    "into_future",
    "map",
    "mul",
    "neg",
    "new",
    "not",
    "poll",
    "query",
    "rem",
    "request",
    "retry",
    "send",
    "shl",
    "shr",
    "sub",
    "timeout",
    "try_from",
    "try_into",
];

/// Methods that a client's view of a tag must leave to the traits they come from.
const VIEW_METHODS: &[&str] = &["as_ref", "borrow", "clone", "cmp", "deref", "eq", "from", "hash", "index", "into"];

/// A scope for the setters of one call.
pub(super) fn setters() -> Scope {
    Scope::reserving(CALL_METHODS)
}

/// A scope for the methods of one tag.
pub(super) fn methods() -> Scope {
    Scope::reserving(VIEW_METHODS)
}

/// An operation's id, and whether the document states it.
pub(super) type Id = (String, bool);

/// The ids of all operations: distinct, those of the document first.
pub(super) fn ids(context: &mut Context<'_>, found: &[Found<'_>]) -> Vec<Id> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut ids: Vec<Option<String>> = Vec::new();
    for operation in found {
        let place = operation.node.place.child("operationId");
        let given = match operation.chosen {
            true => operation.node.text(context, "operationId"),
            false => operation.node.get("operationId").and_then(serde_json::Value::as_str),
        };
        let given = given.map(str::trim).filter(|id| !id.is_empty());
        let earlier = given.and_then(|id| first.get(id));
        match (given, earlier) {
            (Some(id), Some(earlier)) => {
                let message = format!("the operationId `{id}` stands twice");
                let diagnostic = Diagnostic::new(Code::DuplicateOperationId, place, message)
                    .help(format!(
                        "this one is named after its method and path: `{}`",
                        made(&operation.method, &operation.path.text)
                    ))
                    .related(earlier.clone(), "first used here");
                said(context, operation, diagnostic);
                ids.push(None);
            }
            (Some(id), None) => {
                first.insert(id, place);
                ids.push(Some(id.to_owned()));
            }
            (None, _) => {
                if !context.sink.has_misspelt(&operation.node.place, "operationId") {
                    said(context, operation, without_id(operation));
                }
                ids.push(None);
            }
        }
    }
    let mut taken: std::collections::BTreeSet<String> = ids.iter().flatten().cloned().collect();
    let distinct = |(operation, id): (&Found<'_>, Option<String>)| match id {
        Some(id) => (id, true),
        None => {
            let plain = made(&operation.method, &operation.path.text);
            let numbered = (2..).map(|number| format!("{plain}_{number}"));
            let id = std::iter::once(plain.clone()).chain(numbered).find(|id| taken.insert(id.clone()));
            (id.unwrap_or(plain), false)
        }
    };
    found.iter().zip(ids).map(distinct).collect()
}

/// The finding about an operation that the document gives no id.
fn without_id(operation: &Found<'_>) -> Diagnostic {
    let message = format!("`{} {}` has no operationId", operation.method, operation.path.text);
    let help = format!("it is named after its method and path: `{}`", made(&operation.method, &operation.path.text));
    Diagnostic::new(Code::MissingOperationId, operation.node.place.clone(), message).at_key().help(help)
}

/// Reports something about an operation that is written.
fn said(context: &mut Context<'_>, operation: &Found<'_>, diagnostic: Diagnostic) {
    if operation.chosen {
        context.sink.push(diagnostic);
    }
}

/// An id made of method and path: `GET /pets/{id}` is `get_pets_by_id`.
pub(super) fn made(method: &str, path: &str) -> String {
    let mut text = method.to_ascii_lowercase();
    // The whole text, with what a fragment says: it is often all that tells such operations apart.
    for piece in path.split('/').filter(|piece| !piece.is_empty()) {
        let words = piece.replace('{', " by ").replace('}', " ");
        text.push(' ');
        text.push_str(&words);
    }
    Scope::default().snake(&text).as_str().trim_start_matches('_').to_owned()
}

/// The method's name: the id in snake case, less the tag where the id begins with it as whole words and goes on.
pub(super) fn method(scope: &mut Scope, id: &str, tag: &str) -> Name {
    let snake = |text: &str| Scope::default().snake(text).as_str().to_owned();
    let (id, tag) = (snake(id), snake(tag));
    let rest = id.strip_prefix(&tag).and_then(|rest| rest.strip_prefix('_')).filter(|rest| !rest.is_empty());
    let plain = rest.unwrap_or(&id);
    // Rust reads these as constructors and conversions: clippy asks for other receivers, and `Into` for any value wins.
    if matches!(plain, "new" | "from" | "into" | "try_into")
        || ["from_", "into_"].iter().any(|prefix| plain.starts_with(prefix))
    {
        return scope.snake(&format!("call {plain}"));
    }
    scope.snake(plain)
}

/// How a scope spells a text.
pub(super) type Spell = fn(&mut Scope, &str) -> Name;

/// A name: the first of these texts whose plain spelling is free, else the first one as the scope will have it.
pub(super) fn first_free(scope: &mut Scope, spell: Spell, wanted: &[&str]) -> Name {
    let free = wanted.iter().find(|text| !scope.has(spell(&mut Scope::default(), text).as_str()));
    spell(scope, free.or(wanted.first()).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_is_cut_off_where_it_is_a_whole_word() {
        let method = |id, tag| method(&mut methods(), id, tag).to_string();
        assert_eq!(method("account.keys.rotate", "account"), "keys_rotate");
        assert_eq!(method("listPets", "pets"), "list_pets");
        assert_eq!(method("petsList", "Pets"), "list");
        assert_eq!(method("petstoreList", "pets"), "petstore_list");
        assert_eq!(method("pets", "pets"), "pets");
        assert_eq!(method("account keys get", "Account Keys"), "get");
        assert_eq!(method("petsFromTemplate", "pets"), "call_from_template");
        assert_eq!(method("into", "pets"), "call_into");
    }

    #[test]
    fn taken_names_give_way_to_other_words_before_numbers() {
        let mut scope = Scope::default();
        let mut next =
            || first_free(&mut scope, Scope::pascal, &["make pet request", "make pet arguments"]).to_string();
        assert_eq!([next(), next(), next()], ["MakePetRequest", "MakePetArguments", "MakePetRequest2"]);
        assert_eq!(first_free(&mut setters(), Scope::snake, &["header", "set header"]).as_str(), "set_header");
    }
}
