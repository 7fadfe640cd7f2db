//! What a type is called that stands for several.
//!
//! `GetChargesCreated`, `GetRefundsCreated` and forty more are `Created`: the words in which all their names end, or else most, if
//! more than half of the types whose names end so are among them and nothing else has that name. So it takes many edits
//! elsewhere, not one, to change the name. What holds one thing only is called after that as well (`ListObject`, `EmptyString`,
//! `ExpandBody`), and the properties of one object that share a type are its `Value`s, as those of a map are. Where nothing
//! fits, and for two alone, the name of the first stays.
//!
//! A selection of operations has fewer places, and must rename nothing: there names are those of the whole document.

use super::merge::Stands;
use crate::diagnostics::Place;
use crate::ir::{Additional, TypeId, TypeKind, Types};
use crate::lower::context::Context;
use crate::names::{Name, Scope};
use std::collections::BTreeMap;

/// How many places a type needs to be named after what they have in common.
const MANY: usize = 3;

/// Words that say what a schema is, or where it stands, but not what it is about.
const EMPTY: &[&str] =
    &["Body", "Boolean", "Input", "Integer", "Item", "List", "Null", "Number", "Object", "Response", "String", "Value"];

/// Words that say too little by themselves.
const VAGUE: &[&str] =
    &["At", "By", "Code", "Data", "For", "Id", "Kind", "Name", "Of", "On", "State", "Status", "To", "Type"];

/// Words in which names end, and how many do.
type Endings = BTreeMap<Vec<String>, usize>;

/// What types that stand for several are called in the whole document, by the places and names of those.
pub(crate) type Shared = BTreeMap<(Place, Name), Name>;

/// Names the types that stand for several. `whole` are their names in the whole document, where this is not all of it.
pub(super) fn name(context: &mut Context<'_>, stands: &[Stands], whole: Option<&Shared>) -> Shared {
    let endings = endings(stands.iter().flat_map(|stands| &stands.of).map(|(_, name)| name));
    let mut shared = Shared::new();
    for (index, stands) in stands.iter().enumerate() {
        let name = stands.given.clone().or_else(|| {
            let wanted = match whole {
                Some(whole) => stands.of.iter().filter_map(|of| whole.get(of)).map(Name::to_string).collect(),
                None => wanted(&context.types, TypeId(index), stands, &endings),
            };
            wanted.iter().find_map(|wanted| free(context, stands, wanted))
        });
        if let Some(name) = name {
            context.types.0[index].name = name;
        }
        if stands.of.len() > 1 {
            let name = &context.types.0[index].name;
            shared.extend(stands.of.iter().map(|of| (of.clone(), name.clone())));
        }
    }
    shared
}

/// How many of the names end in some words, for all such words.
fn endings<'a>(names: impl IntoIterator<Item = &'a Name>) -> Endings {
    let mut endings = Endings::new();
    for name in names {
        let words = words(name.as_str());
        for from in 0..words.len() {
            *endings.entry(words[from..].to_vec()).or_default() += 1;
        }
    }
    endings
}

/// What a type should be called, best first.
fn wanted(types: &Types, id: TypeId, stands: &Stands, all: &Endings) -> Vec<String> {
    let names: Vec<&Name> = stands.of.iter().map(|(_, name)| name).collect();
    if names.len() < MANY {
        return Vec::new();
    }
    let own = endings(names.iter().copied());
    let [common, most] = [names.len(), names.len() / 2 + 1].map(|least| ending(&own, least));
    let is_fit = |ending: &&Vec<String>| {
        let vague = matches!(ending.as_slice(), [only] if VAGUE.contains(&only.as_str()));
        !vague && all.get(*ending).is_some_and(|all| names.len() * 2 > *all)
    };
    let mut wanted: Vec<String> = common.iter().filter(is_fit).map(|ending| ending.concat()).collect();
    let last = last_word(names[0]);
    let unnamed = EMPTY.contains(&last.as_str()) && names.iter().all(|name| last_word(name) == last);
    let behind = common.as_ref().map_or(last, |ending| ending.concat());
    wanted.extend(only(&types[id].kind, unnamed).map(|only| format!("{only}{behind}")));
    let mut owners = stands.owners.iter();
    if let (None, false, Some(owner), None) = (&common, unnamed, owners.next(), owners.next()) {
        wanted.push(format!("{}Value", types[*owner].name));
    }
    wanted.extend(most.iter().filter(is_fit).map(|ending| ending.concat()));
    wanted
}

/// The longest words in which at least so many names end, but for empty ones at their beginning.
fn ending(endings: &Endings, least: usize) -> Option<Vec<String>> {
    let ending =
        endings.iter().filter(|(_, names)| **names >= least).map(|(words, _)| words).max_by_key(|it| it.len())?;
    let from = ending.iter().position(|word| !EMPTY.contains(&word.as_str()))?;
    Some(ending[from..].to_vec())
}

/// The only thing that a type holds: a value, or, where its place has no name of its own, a property.
fn only(kind: &TypeKind, unnamed: bool) -> Option<String> {
    match kind {
        TypeKind::Enum(body) if body.values.len() == 1 => Some(body.values[0].name.to_string()),
        TypeKind::Struct(body) if unnamed && matches!(body.additional, Additional::Ignored | Additional::Closed) => {
            match body.fields.as_slice() {
                [] => Some(String::from("Empty")),
                [only] => Some(Scope::default().pascal(only.name.as_str()).to_string()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The name as it stands, if nothing else has it.
fn free(context: &mut Context<'_>, stands: &Stands, wanted: &str) -> Option<Name> {
    let own = stands.of.iter().find(|(_, name)| name.as_str() == wanted).map(|(_, name)| name.clone());
    own.or_else(|| context.names.given_type(wanted).ok())
}

/// `Status` of `ChargeStatus2`; of another view of a type, such as `ChargeInput`, the last two words.
pub(super) fn last_word(name: &Name) -> String {
    let words = words(name.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == '_'));
    let length = if words.last().is_some_and(|last| last == "Input") { 2 } else { 1 };
    words[words.len().saturating_sub(length)..].concat()
}

/// The words of a name.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        match words.last_mut() {
            Some(word) if !letter.is_uppercase() => word.push(letter),
            _ => words.push(letter.to_string()),
        }
    }
    words
}
