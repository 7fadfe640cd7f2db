//! Blocks that begin on the line before: the only argument of a call, and the only call of a chain.

use super::{closing, fits, indent, is_comment};

/// `call(` with one argument of several lines: the argument begins on the line of the call.
pub(super) fn arguments(mut lines: Vec<String>) -> Vec<String> {
    for open in 0..lines.len() {
        while let Some((first, last)) = only_argument(&lines, open) {
            let head = format!("{}{}", lines[open], lines[first].trim_start());
            let tail = lines[last].trim_end_matches(',').trim_start();
            let tail = format!("{}{tail}{}", " ".repeat(indent(&lines[open])), lines[last + 1].trim_start());
            let inner = dedented(&lines[first + 1..last]);
            lines.splice(open..=last + 1, [vec![head], inner, vec![tail]].concat());
        }
    }
    lines
}

/// First and last line of the argument.
fn only_argument(lines: &[String], open: usize) -> Option<(usize, usize)> {
    if !lines.get(open)?.ends_with('(') {
        return None;
    }
    let end = closing(lines, open)?;
    let last = closing(lines, open + 1).filter(|last| last + 1 == end)?;
    let whole = matches!(lines[last].trim(), ")," | "}," | "],");
    let starts_block = lines[open + 1].ends_with(['{', '(', '[']) && !is_comment(&lines[open + 1]);
    let head = format!("{}{}", lines[open], lines[open + 1].trim_start());
    (whole && starts_block && fits(&head)).then_some((open + 1, last))
}

/// A receiver alone on its line, followed by one call: both on one line, what the call holds less deep.
pub(super) fn chains(mut lines: Vec<String>) -> Vec<String> {
    let mut index = 0;
    while index + 1 < lines.len() {
        if let Some(last) = only_call(&lines, index) {
            let head = format!("{}{}", lines[index], lines[index + 1].trim_start());
            let rest = dedented(&lines[index + 2..=last]);
            lines.splice(index..=last, [vec![head], rest].concat());
        }
        index += 1;
    }
    lines
}

/// The last line of the call.
fn only_call(lines: &[String], receiver: usize) -> Option<usize> {
    let (path, call) = (&lines[receiver], lines.get(receiver + 1)?);
    let is_path =
        !path.trim().is_empty() && path.trim_start().chars().all(|c| c.is_alphanumeric() || "_.#".contains(c));
    let depth = indent(path) + 4;
    if !is_path || indent(call) != depth || !call.trim_start().starts_with('.') {
        return None;
    }
    let last = if call.ends_with(['(', '{', '[']) { closing(lines, receiver + 1)? } else { receiver + 1 };
    let goes_on = lines.get(last + 1).is_some_and(|next| indent(next) >= depth);
    (!goes_on && fits(&format!("{path}{}", call.trim_start()))).then_some(last)
}

fn dedented(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line[indent(line).min(4)..].to_owned()).collect()
}
