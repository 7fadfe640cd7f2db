//! Tables of operations to text: sections, each on as few lines as hold it.
//!
//! ```text
//! operation! {
//!     TopupRequest: POST "/v1/topup" as "topup", effect: Effect::Money;
//!     json(amount: impl Into<Decimal>) { return_url: impl Into<String> };
//!     200 -> TopupRecord: json;
//!     else enum TopupError {
//!         /// No credit is left.
//!         402 PaymentRequired(problem ErrorBody),
//!     }
//! }
//! ```
//!
//! A section ends at a semicolon, or at the braces of an enum. One that is too long for a line goes on one level deeper: its
//! entries fill lines, groups and enums have theirs between their brackets.

use super::polish::WIDTH;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Columns of one level.
const STEP: usize = 4;

/// The text of an invocation, with a line break at its end.
pub(super) fn sections(tokens: TokenStream) -> String {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let Some((TokenTree::Group(body), head)) = tokens.split_last() else { return flat(&tokens) };
    let inner: Vec<_> = body.stream().into_iter().collect();
    // What goes with an operation's table is mostly one short section.
    let line = flat(&tokens);
    if line.starts_with("operation::") && line.chars().count() <= WIDTH {
        return line + "\n";
    }
    let mut text = format!("{} {{\n", flat(head));
    let mut last = String::new();
    for section in split(&inner) {
        let section = laid_out(section);
        // What came back and what may fail stand on one line where they fit.
        if let [line] = section.as_slice()
            && last.trim_start().starts_with(|first: char| first.is_ascii_digit())
            && last.len() + line.len() - STEP < WIDTH
        {
            let joined = format!("{} {}", last.trim_end(), line.trim_start());
            text.truncate(text.len() - last.len());
            text.push_str(&joined);
            text.push('\n');
            last.clear();
            continue;
        }
        last = section.last().map(|line| format!("{line}\n")).unwrap_or_default();
        section.iter().for_each(|line| text.push_str(&format!("{line}\n")));
    }
    text + "}\n"
}

/// The sections, each with what ends it.
fn split(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (index, token) in tokens.iter().enumerate() {
        let of_enum = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
            && index >= 2
            && matches!(&tokens[index - 2], TokenTree::Ident(word) if word == "enum");
        if of_enum || is_punct(token, ';') {
            found.push(&tokens[start..=index]);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        found.push(&tokens[start..]);
    }
    found.retain(|section| !section.iter().all(|token| is_punct(token, ';')));
    found
}

/// The lines of a section.
fn laid_out(section: &[TokenTree]) -> Vec<String> {
    let line = flat(section);
    if STEP + line.chars().count() <= WIDTH && !has_docs(section) {
        return vec![indented(1, &line)];
    }
    if section
        .first()
        .is_some_and(|token| matches!(token, TokenTree::Ident(word) if word == "else") || is_punct(token, '-'))
        && let Some((TokenTree::Group(body), head)) = section.split_last()
    {
        let mut lines = vec![indented(1, &format!("{} {{", flat(head)))];
        lines.extend(entries(body, 2));
        lines.push(indented(1, "}"));
        return lines;
    }
    let is_head = section.iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "as"))
        && section.iter().any(|token| matches!(token, TokenTree::Literal(_)));
    if is_head { head(section) } else { groups(section).into_iter().flat_map(group).collect() }
}

/// Method, path and id, and what else is known: filled, after the first line one level deeper.
fn head(section: &[TokenTree]) -> Vec<String> {
    let mut parts: Vec<_> = section.split(|token| is_punct(token, ',')).collect();
    if let Some(first) = parts.first().copied().filter(|first| STEP + flat(first).chars().count() >= WIDTH)
        && let Some(at) = first.iter().position(|token| is_punct(token, ':'))
    {
        // The name alone, then what it stands for.
        parts.splice(..1, [&first[..=at], &first[at + 1..]]);
    }
    let mut lines = vec![String::from("    ")];
    let count = parts.len();
    for (index, part) in parts.iter().enumerate() {
        let is_name = part.last().is_some_and(|last| is_punct(last, ':'));
        let part = format!("{}{}", flat(part), if index + 1 < count && !is_name { "," } else { "" });
        let line = lines.last_mut().map(std::mem::take).unwrap_or_default();
        let blank = if line.trim().is_empty() { "" } else { " " };
        if blank.is_empty() || line.chars().count() + 1 + part.chars().count() <= WIDTH {
            lines.pop();
            lines.push(format!("{line}{blank}{part}"));
        } else {
            lines.pop();
            lines.extend([line, indented(2, &part)]);
        }
    }
    lines
}

/// `path(…) query { … } <- json(…);`: one slice a group.
fn groups(section: &[TokenTree]) -> Vec<&[TokenTree]> {
    let begins = |index: usize| match &section[index] {
        TokenTree::Ident(_) => index > 0 && matches!(section[index - 1], TokenTree::Group(_)),
        token => is_punct(token, '<') && section.get(index + 1).is_some_and(|next| is_punct(next, '-')),
    };
    let mut starts = vec![0];
    starts.extend((1..section.len()).filter(|index| begins(*index)));
    let ends = starts.iter().skip(1).copied().chain([section.len()]);
    starts.iter().zip(ends).map(|(start, end)| &section[*start..end]).collect()
}

/// A group on one line, or with its entries between its brackets.
fn group(tokens: &[TokenTree]) -> Vec<String> {
    let line = flat(tokens);
    if STEP + line.chars().count() <= WIDTH {
        return vec![indented(1, &line)];
    }
    let mut lines = Vec::new();
    let mut line = String::from("    ");
    for (index, token) in tokens.iter().enumerate() {
        let gap = if spaced(tokens, index) { " " } else { "" };
        match token {
            TokenTree::Group(body) if !body.stream().is_empty() => {
                let (open, close) = brackets(body);
                let short = flat(&tokens[index..=index]);
                if line.chars().count() + short.chars().count() + 3 <= WIDTH {
                    line.push_str(&format!("{gap}{short}"));
                    continue;
                }
                lines.push(format!("{line}{gap}{open}"));
                lines.extend(entries(body, 2));
                line = indented(1, close);
            }
            token => line.push_str(&format!("{gap}{}", flat(std::slice::from_ref(token)))),
        }
    }
    lines.push(line);
    lines
}

/// Entries at a level: as many on a line as it holds, but one with docs alone below them.
fn entries(body: &Group, level: usize) -> Vec<String> {
    let tokens: Vec<_> = body.stream().into_iter().collect();
    let mut lines = Vec::new();
    let mut line = String::new();
    let room = WIDTH - level * STEP;
    for entry in tokens.split(|token| is_punct(token, ',')).filter(|entry| !entry.is_empty()) {
        let (docs, entry) = docs(entry);
        let text = format!("{},", flat(entry));
        if !line.is_empty() && (!docs.is_empty() || line.chars().count() + 1 + text.chars().count() > room) {
            lines.push(indented(level, &std::mem::take(&mut line)));
        }
        let documented = !docs.is_empty();
        lines.extend(docs.iter().map(|doc| indented(level, format!("///{doc}").trim_end())));
        if text.chars().count() > room {
            lines.extend(broken(entry, level));
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&text);
        if documented {
            lines.push(indented(level, &std::mem::take(&mut line)));
        }
    }
    if !line.is_empty() {
        lines.push(indented(level, &line));
    }
    lines
}

/// An entry that is too long for a line: what its last group holds stands between that group's brackets.
fn broken(entry: &[TokenTree], level: usize) -> Vec<String> {
    let last = entry.iter().rposition(|token| matches!(token, TokenTree::Group(_)));
    let Some((at, TokenTree::Group(body))) = last.and_then(|at| Some((at, entry.get(at)?))) else {
        return vec![indented(level, &format!("{},", flat(entry)))];
    };
    let (open, close) = brackets(body);
    let gap = if spaced(entry, at) { " " } else { "" };
    let mut lines = vec![indented(level, &format!("{}{gap}{open}", flat(&entry[..at])))];
    lines.extend(entries(body, level + 1));
    let gap = if at + 1 < entry.len() && spaced(entry, at + 1) { " " } else { "" };
    lines.push(indented(level, &format!("{close}{gap}{},", flat(&entry[at + 1..]))));
    lines
}

/// The lines of an entry's `#[doc = "…"]`, and the rest of it.
fn docs(mut entry: &[TokenTree]) -> (Vec<String>, &[TokenTree]) {
    let mut lines = Vec::new();
    while let [hash, TokenTree::Group(attribute), rest @ ..] = entry
        && is_punct(hash, '#')
        && let Ok(syn::MetaNameValue { path, value: syn::Expr::Lit(value), .. }) = syn::parse2(attribute.stream())
        && path.is_ident("doc")
        && let syn::Lit::Str(text) = value.lit
    {
        lines.push(text.value());
        entry = rest;
    }
    (lines, entry)
}

fn has_docs(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(body) => {
            let inner: Vec<_> = body.stream().into_iter().collect();
            inner.split(|token| is_punct(token, ',')).any(|entry| !docs(entry).0.is_empty())
        }
        _ => false,
    })
}

fn indented(level: usize, line: &str) -> String {
    format!("{}{line}", " ".repeat(level * STEP))
}

/// Tokens on one line, spaced as people space them.
fn flat(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if spaced(tokens, index) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group);
                let mut inner: Vec<_> = group.stream().into_iter().collect();
                inner.pop_if(|last| is_punct(last, ','));
                let pad = if group.delimiter() == Delimiter::Brace && !inner.is_empty() { " " } else { "" };
                text.push_str(&format!("{open}{pad}{}{pad}{close}", flat(&inner)));
            }
            token => text.push_str(&token.to_string()),
        }
    }
    text
}

/// Whether the token at an index stands apart from the one before it.
fn spaced(tokens: &[TokenTree], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|at| &tokens[at]) else { return false };
    let second = index.checked_sub(2).map(|at| &tokens[at]);
    let token = &tokens[index];
    match before {
        TokenTree::Punct(left) => match (left.spacing(), left.as_char()) {
            (Spacing::Joint, _) => false,
            (_, ',' | ';' | '!' | '-') => true,
            // `a: b`, but `a::b`.
            (_, ':') => !second.is_some_and(|second| is_punct(second, ':')),
            // `= 1` and `=> x`, but `..=1`.
            (_, '=') => !second.is_some_and(|second| is_punct(second, '.')),
            // `-> T` and `=> x`, and what follows a type.
            (_, '>') => {
                second.is_some_and(|second| is_punct(second, '-') || is_punct(second, '='))
                    || matches!(token, TokenTree::Ident(_))
                    || matches!(token, TokenTree::Punct(right) if right.as_char() == '=')
                    || is_bracket(token)
            }
            _ => false,
        },
        _ => match token {
            TokenTree::Punct(right) => match right.as_char() {
                '=' | '-' => true,
                '<' => tokens.get(index + 1).is_some_and(|next| is_punct(next, '-')),
                _ => false,
            },
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Parenthesis => !matches!(before, TokenTree::Ident(_)),
                _ => true,
            },
            _ => true,
        },
    }
}

fn is_bracket(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket)
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn brackets(group: &Group) -> (&'static str, &'static str) {
    match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn sections_stand_on_lines_of_their_own() {
        let tokens = quote!(operation! {
            MakeRequest: POST "/pets/{id}" as "make", security: &[&["bearer"]], effect: Effect::Money;
            path(id: impl Into<String>) query { tags each: impl IntoIterator<Item = impl Into<String>> [explode(false)] => List(&Text), limit: i64 = "Limit" => Json } <- json(body: Pet as codec::List<codec::Number>);
            200 -> Vec<Pet>: json;
            else enum MakeError { 404 NotFound, #[doc = " Anything else."] 400..=499 ClientError(status StatusCode, problem Problem) }
        });
        let expected = "\
operation! {
    MakeRequest: POST \"/pets/{id}\" as \"make\", security: &[&[\"bearer\"]], effect: Effect::Money;
    path(id: impl Into<String>)
    query {
        tags each: impl IntoIterator<Item = impl Into<String>> [explode(false)] => List(&Text),
        limit: i64 = \"Limit\" => Json,
    }
    <- json(body: Pet as codec::List<codec::Number>);
    200 -> Vec<Pet>: json;
    else enum MakeError {
        404 NotFound,
        /// Anything else.
        400..=499 ClientError(status StatusCode, problem Problem),
    }
}
";
        assert_eq!(sections(tokens), expected);
    }
}
