//! What operations are called in Rust: the method of their group, and the words that their request, output and error begin with.
//!
//! Both come from the operationId, or from the name that settings give instead: `rename("account.topup", "refill")` makes the
//! method `refill` and the request `RefillRequest`. Names from settings are taken first and as they stand.
//!
//! Without tags the group is a segment of the path, and the id often says that segment again: `client.bin().bin()` and
//! `client.bin().get_bin_by_id()` would stammer. There the method is what is left: `client.bin().get_by_id()`.

use super::collect::Found;
use super::names::{self, Id};
use super::tags;
use crate::ir::Tag;
use crate::lower::context::Context;
use crate::lower::given;
use crate::names::{Name, Scope};
use crate::settings::Entry;
use std::collections::BTreeMap;

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
    let brief = brief(found, ids, groups, tags);
    let mut called = Vec::new();
    for (index, (id, _)) in ids.iter().enumerate() {
        let Some(group) = groups[index] else {
            called.push(None);
            continue;
        };
        called.push(Some(match &given[index] {
            Some(method) => Called { method: method.clone(), words: method.to_string() },
            None => {
                let text = brief[index].as_ref().unwrap_or(id);
                let plain = names::method(&mut names::methods(), text, &tags[group].text.0);
                let same = |other: usize| groups[other] == Some(group) && given[other].as_ref() == Some(&plain);
                if let Some(entry) =
                    (0..found.len()).find(|other| same(*other)).and_then(|other| entries[other].as_ref())
                {
                    given::clash(context, entry, &format!("the operation `{id}`"), &found[index].node.place);
                }
                let method = names::method(&mut scopes[group], text, &tags[group].text.0);
                Called { method, words: id.clone() }
            }
        }));
    }
    called
}

/// What a method is called whose group is a segment of its path, where that is no other method's name.
fn brief(found: &[Found<'_>], ids: &[Id], groups: &[Option<usize>], tags: &[Tag]) -> Vec<Option<String>> {
    let plain = |group: usize, text: &str| names::method(&mut names::methods(), text, &tags[group].text.0);
    let wanted: Vec<Option<String>> = found
        .iter()
        .zip(ids)
        .zip(groups)
        .map(|((found, id), group)| brief_of(found, id, &tags[(*group)?].text.0).filter(|_| tags::goes_by_path(found)))
        .collect();
    let names: Vec<Option<(usize, Name)>> = groups
        .iter()
        .zip(&wanted)
        .zip(ids)
        .map(|((group, brief), (id, _))| Some(((*group)?, plain((*group)?, brief.as_ref().unwrap_or(id)))))
        .collect();
    let mut counts: BTreeMap<&(usize, Name), usize> = BTreeMap::new();
    names.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    let is_alone = |name: &Option<(usize, Name)>| name.as_ref().and_then(|name| counts.get(name)) == Some(&1);
    wanted.into_iter().zip(&names).map(|(brief, name)| brief.filter(|_| is_alone(name))).collect()
}

/// The HTTP method for an id that is the group's name; for an id made of method and path, what stands around the group.
fn brief_of(found: &Found<'_>, (id, id_given): &Id, group: &str) -> Option<String> {
    let method = found.method.to_ascii_lowercase();
    if *id_given {
        return (tags::key(id) == tags::key(group)).then_some(method);
    }
    let mut pieces = found.path.text.split('/');
    pieces.find(|piece| *piece == group)?;
    let rest: Vec<&str> = pieces.collect();
    Some(names::made(&method, &rest.join("/")))
}
