//! What operations are called in Rust: the method of their group, and the words that their request, output and error begin with.
//!
//! Both come from the operationId, or from the name that settings give instead: `rename("account.topup", "refill")` makes the
//! method `refill` and the request `RefillRequest`. Names from settings are taken first and as they stand.

use super::collect::Found;
use super::names::{self, Id};
use crate::ir::Tag;
use crate::lower::context::Context;
use crate::lower::given;
use crate::names::{Name, Scope};
use crate::settings::Entry;

/// What an operation is called.
#[derive(Debug)]
pub(super) struct Called {
    /// The method's name.
    pub(super) method: Name,
    /// What its items are named after.
    pub(super) words: String,
}

/// The names of all operations; `None` for one whose group is not written. `groups` are indices into `tags`.
pub(super) fn called(
    context: &mut Context<'_>,
    found: &[Found<'_>],
    ids: &[Id],
    groups: &[Option<usize>],
    tags: &[Tag],
) -> Vec<Option<Called>> {
    let entries: Vec<Option<Entry>> =
        found.iter().zip(ids).map(|(found, (id, _))| given::operation(context, id, &found.node.place)).collect();
    let mut scopes: Vec<Scope> = tags.iter().map(|_| names::methods()).collect();
    let mut given: Vec<Option<Name>> = Vec::new();
    for (entry, group) in entries.iter().zip(groups) {
        let (Some(entry), Some(group)) = (entry, *group) else {
            given.push(None);
            continue;
        };
        let minted = scopes[group].given_function(&entry.value);
        given.push(given::accept(context, entry, minted));
    }
    let mut called = Vec::new();
    for (index, (id, _)) in ids.iter().enumerate() {
        let Some(group) = groups[index] else {
            called.push(None);
            continue;
        };
        called.push(Some(match &given[index] {
            Some(method) => Called { method: method.clone(), words: method.to_string() },
            None => {
                let plain = names::method(&mut names::methods(), id, &tags[group].text.0);
                let same = |other: usize| groups[other] == Some(group) && given[other].as_ref() == Some(&plain);
                if let Some(entry) =
                    (0..found.len()).find(|other| same(*other)).and_then(|other| entries[other].as_ref())
                {
                    given::clash(context, entry, &format!("the operation `{id}`"), &found[index].node.place);
                }
                let method = names::method(&mut scopes[group], id, &tags[group].text.0);
                Called { method, words: id.clone() }
            }
        }));
    }
    called
}
