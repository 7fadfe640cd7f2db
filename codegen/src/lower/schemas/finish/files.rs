//! Files for many types: what one tag alone needs goes by that tag, so that it is not compiled without it; all else by first
//! letter, and where that is too much by first word, first word and a letter, and so on.
//!
//! Which file a type goes to depends on its own name and on how full that file is, so that a new type moves none of the
//! others, unless it is the one too many. A type moves when an operation of a second tag begins to need it.

use crate::ir::{Docs, Tag, TypeDef, TypeKind, Types};
use crate::names::{Name, Scope};
use std::collections::BTreeMap;

/// Longest file, in estimated lines: longer ones are hard to find one's way in, and shorter ones are more heads than bodies.
const LINES: usize = 1_500;

/// A part of a split group that is shorter, in estimated lines, gets no file of its own.
const SMALL: usize = 300;

/// A label, and the types that go by it.
type Group = (String, Vec<usize>);

/// From how many estimated lines on types go by tag, where there are several tags: in a shorter file they are found faster.
const TAGGED: usize = 400;

/// Gives every type its file, if there are many.
pub(super) fn split(types: &mut Types, tags: &[Tag]) {
    let several = tags.len() > 1 || types.0.iter().any(|def| def.of_hooks);
    if length(types, 0..types.0.len()) <= if several { TAGGED } else { LINES } {
        return;
    }
    let words: Vec<Vec<String>> = types.0.iter().map(|def| words(&def.name)).collect();
    let mut scope = Scope::default();
    for (index, tag) in tags.iter().enumerate().filter(|_| several) {
        let own = (0..types.0.len()).filter(|id| types.0[*id].tag == Some(index)).collect();
        place(types, &words, own, Some(tag.name.as_str()), &mut scope);
    }
    let of_hooks = (0..types.0.len()).filter(|id| types.0[*id].of_hooks).collect();
    place(types, &words, of_hooks, Some("webhooks"), &mut scope);
    let is_shared = |def: &TypeDef| def.tag.is_none() && !def.of_hooks;
    let shared = (0..types.0.len()).filter(|id| !several || is_shared(&types.0[*id])).collect();
    place(types, &words, shared, None, &mut scope);
}

/// Gives types that belong together their files: one if they fit. What nobody owns and fits one file stays beside the others.
fn place(types: &mut Types, words: &[Vec<String>], members: Vec<usize>, owner: Option<&str>, scope: &mut Scope) {
    let mut groups: Vec<Group> = Vec::new();
    if length(types, members.iter().copied()) > LINES {
        // Small letters of a tag share its file; among all types each letter keeps its own, so that no type moves.
        let merged_from = usize::from(owner.is_none());
        group(types, words, (String::new(), members), (0, merged_from), &mut groups);
    } else if owner.is_some() && !members.is_empty() {
        groups.push((String::new(), members));
    }
    groups.sort();
    for (label, members) in groups {
        let label = match owner {
            Some(owner) => format!("{owner} {label}"),
            None => label,
        };
        let module = scope.module(&label);
        members.into_iter().for_each(|index| types.0[index].module = Some(module.clone()));
    }
}

fn length(types: &Types, members: impl Iterator<Item = usize>) -> usize {
    members.map(|index| lines(&types.0[index])).sum()
}

/// Splits a group until each part is short enough; what is left in small parts stays together under the group's own label, from
/// the second of the two levels on.
fn group(
    types: &Types,
    words: &[Vec<String>],
    whole: Group,
    (level, merged_from): (usize, usize),
    groups: &mut Vec<Group>,
) {
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in whole.1 {
        parts.entry(label(&words[index], level)).or_default().push(index);
    }
    let (mut small, mut left) = (Vec::new(), 0);
    for (label, members) in parts {
        let total: usize = members.iter().map(|index| lines(&types.0[*index])).sum();
        let longest = members.iter().map(|index| words[*index].len()).max().unwrap_or(0);
        if level >= merged_from && total < SMALL {
            left += total;
            small.push((label, members));
        } else if total <= LINES || members.len() == 1 {
            groups.push((label, members));
        } else if level < 2 * longest {
            group(types, words, (label, members), (level + 1, merged_from), groups);
        } else {
            // Names that only differ in a number: nothing left to tell them apart by.
            groups.extend(members.chunks(40).map(|chunk| (label.clone(), chunk.to_vec())));
        }
    }
    if left <= LINES && !small.is_empty() {
        groups.push((whole.0, small.into_iter().flat_map(|(_, members)| members).collect()));
    } else {
        groups.extend(small);
    }
}

/// What a type goes by: at level 0 the first letter, then the first word, the first word and a letter, two words, and so on.
fn label(words: &[String], level: usize) -> String {
    let mut label = words[..level.div_ceil(2).min(words.len())].join("_");
    if level.is_multiple_of(2)
        && let Some(next) = words.get(level / 2)
    {
        label.push_str(if label.is_empty() { "" } else { "_" });
        label.extend(next.chars().next());
    }
    label
}

/// The words of a name, in snake case.
fn words(name: &Name) -> Vec<String> {
    let snake = Scope::default().snake(name.as_str());
    snake.as_str().split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// About how many lines the table of a type takes: one for what has docs, beside these, and a third of one for what has none.
fn lines(def: &TypeDef) -> usize {
    let said = |docs: &Docs| {
        let texts = [&docs.summary, &docs.description];
        texts.into_iter().flatten().map(|text| text.0.lines().count()).sum::<usize>()
    };
    let members = |members: &mut dyn Iterator<Item = usize>| {
        let (said, silent): (Vec<usize>, Vec<usize>) = members.partition(|lines| *lines > 0);
        said.iter().map(|lines| lines + 1).sum::<usize>() + silent.len().div_ceil(3)
    };
    let own = match &def.kind {
        TypeKind::Struct(body) => members(&mut body.fields.iter().map(|field| said(&field.docs))),
        TypeKind::Enum(body) => {
            members(&mut body.values.iter().map(|value| value.docs.as_ref().map_or(0, |text| text.0.lines().count())))
        }
        TypeKind::Union(body) => members(&mut body.variants.iter().map(|variant| said(&variant.docs))),
        TypeKind::Alias(_) => 0,
    };
    said(&def.docs) + own + 3
}
