//! Several lines to one, where one holds them.

use super::{WIDTH, closing, fits, indent, is_comment};

/// Fields of a struct literal on one line.
const MOST_FIELDS: usize = 3;

/// Bracketed lists, innermost first: arguments, parameters, arrays, generics, short struct literals.
pub(super) fn groups(mut lines: Vec<String>) -> Vec<String> {
    for open in (0..lines.len()).rev() {
        if let Some((end, joined)) = closing(&lines, open).and_then(|end| Some((end, group(&lines[open..=end])?))) {
            lines.splice(open..=end, [joined]);
        }
    }
    lines
}

/// A list whose items have a line each, on one line; `None` if it is none or does not fit.
fn group(lines: &[String]) -> Option<String> {
    let (head, rest) = lines.split_first()?;
    let (tail, items) = rest.split_last()?;
    let depth = indent(head) + 4;
    let is_list = items.iter().all(|item| indent(item) == depth && item.ends_with(',') && !is_comment(item));
    let literal = head.ends_with('{');
    // A return type that is still open would dangle.
    let dangles = tail.ends_with('<');
    if items.is_empty() || !is_list || dangles || (literal && !(is_literal(head) && items.len() <= MOST_FIELDS)) {
        return None;
    }
    let items = items.iter().map(|item| item.trim()).collect::<Vec<_>>().join(" ");
    let pad = if literal { " " } else { "" };
    let joined = format!("{head}{pad}{}{pad}{}", items.trim_end_matches(','), tail.trim_start());
    fits(&joined).then_some(joined)
}

/// Whether the brace at the end opens a struct literal, not a definition or a block.
fn is_literal(head: &str) -> bool {
    let words: Vec<&str> = head.trim_end_matches('{').split_whitespace().collect();
    let path = words.last().and_then(|last| last.rsplit(['(', '[', '&']).next()).unwrap_or_default();
    let defines = ["struct", "enum", "union", "match", "impl", "trait", "mod", "use", "->"];
    path.starts_with(|first: char| first.is_alphabetic())
        && path.rsplit("::").next().is_some_and(|name| name.starts_with(|first: char| first.is_uppercase()))
        && !words.iter().any(|word| defines.contains(word))
}

/// A match arm's block around one short expression.
pub(super) fn arms(lines: Vec<String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let joined = lines.get(index..index + 3).and_then(arm);
        index += if joined.is_some() { 3 } else { 1 };
        out.push(joined.unwrap_or_else(|| line.clone()));
    }
    out
}

fn arm(lines: &[String]) -> Option<String> {
    let [open, body, end] = lines else { return None };
    let head = open.strip_suffix('{').filter(|head| head.ends_with("=> "))?;
    let closes = end.trim() == "}" && indent(end) == indent(open) && indent(body) == indent(open) + 4;
    let joined = format!("{head}{},", body.trim_start());
    (closes && !body.ends_with([';', '{', '}', ',']) && fits(&joined)).then_some(joined)
}

/// One `use` with all its names, filled to the width.
pub(super) fn uses(lines: Vec<String>) -> Vec<String> {
    let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let Some((head, names)) = text.split_once("::{ ").and_then(|(head, rest)| Some((head, rest.strip_suffix("};")?)))
    else {
        return lines;
    };
    // Attributes stand on lines of their own.
    let (attributes, head) = match head.rsplit_once("] ") {
        Some((attributes, head)) => (vec![format!("{attributes}]")], head),
        None => (Vec::new(), head),
    };
    let names: Vec<&str> = names.trim().trim_end_matches(',').split(", ").collect();
    let one_line = format!("{head}::{{{}}};", names.join(", "));
    if fits(&one_line) {
        return [attributes, vec![one_line]].concat();
    }
    let mut filled = vec![String::from("   ")];
    for name in names {
        match filled.last_mut() {
            Some(line) if line.chars().count() + name.len() + 2 <= WIDTH => line.push_str(&format!(" {name},")),
            _ => filled.push(format!("    {name},")),
        }
    }
    [attributes, vec![format!("{head}::{{")], filled, vec![String::from("};")]].concat()
}
