//! Tables of operations to text: sections, each on as few lines as hold it.
//!
//! ```text
//! operation! { "Start a top-up":
//!     /// Opens a checkout, and tells where it is.
//!     TopupRequest = Account.topup, POST "/v1/topup" as "topup", effect: Effect::Money;
//!     json(amount into<Decimal>) { return_url into<String> };
//!     200 -> TopupRecord: json; else enum TopupError {
//!         402 PaymentRequired(problem ErrorBody) "No credit is left.",
//!     }
//! }
//! ```
//!
//! A section ends at a semicolon, or at the braces of an enum. One that is too long for a line goes on one level deeper: its
//! entries fill lines, groups and enums have theirs between their brackets. What has docs stands alone below them.

use super::polish::WIDTH;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Columns of one level.
const STEP: usize = 4;

/// The text of an invocation, with a line break at its end.
pub(super) fn sections(tokens: TokenStream) -> String {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let Some((TokenTree::Group(body), head)) = tokens.split_last() else { return flat(&tokens) };
    let inner: Vec<_> = body.stream().into_iter().collect();
    let (mut lines, inner) = match inner.as_slice() {
        [TokenTree::Literal(title), colon, inner @ ..] if is_punct(colon, ':') => {
            (vec![format!("{} {{ {title}:", flat(head))], inner)
        }
        inner => (vec![format!("{} {{", flat(head))], inner),
    };
    for (index, section) in split(inner).into_iter().enumerate() {
        let (above, section) = attributes(section);
        lines.extend(above.iter().map(|line| indented(1, line)));
        let section = if index == 0 { self::head(section) } else { laid_out(section) };
        // What came back and what may fail go together.
        if section.first().is_some_and(|line| line.trim_start().starts_with("else ")) {
            append(&mut lines, section);
        } else {
            lines.extend(section);
        }
    }
    lines.push(String::from("}\n"));
    lines.join("\n")
}

/// Adds lines, the first of them to the line before if it has room.
fn append(lines: &mut Vec<String>, mut more: Vec<String>) {
    if let (Some(last), Some(first)) = (lines.last_mut(), more.first())
        && last.chars().count() + 1 + first.trim_start().chars().count() <= WIDTH
    {
        last.push_str(&format!(" {}", first.trim_start()));
        more.remove(0);
    }
    lines.extend(more);
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
    let mut lines = Vec::new();
    for group in groups(section) {
        match lines.is_empty() {
            true => lines = self::group(group),
            false => append(&mut lines, self::group(group)),
        }
    }
    lines
}

/// Name and method of the client, method, path and id, and what else is known: filled, after the first line one level deeper.
fn head(section: &[TokenTree]) -> Vec<String> {
    let mut parts: Vec<_> =
        section.split(|token| is_punct(token, ',')).map(|part| format!("{},", flat(part))).collect();
    if let Some(last) = parts.last_mut() {
        last.pop();
    }
    if let Some((name, method)) =
        parts.first().filter(|first| STEP + first.chars().count() > WIDTH).and_then(|first| first.split_once(" = "))
    {
        let broken = [format!("{name} ="), method.to_owned()];
        parts.splice(..1, broken);
    }
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + part.chars().count() <= WIDTH => {
                line.push_str(&format!(" {part}"))
            }
            Some(_) => lines.push(indented(2, &part)),
            None => lines.push(indented(1, &part)),
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
    if STEP + line.chars().count() <= WIDTH && !has_docs(tokens) {
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
                if line.chars().count() + short.chars().count() + 3 <= WIDTH && !has_docs(&tokens[index..=index]) {
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
        let (mut above, mut entry) = attributes(entry);
        let fits = |entry: &[TokenTree]| flat(entry).chars().count() < room;
        // Words that have no room behind what they are about stand above it.
        if let ([about @ .., before, TokenTree::Literal(words)], false) = (entry, fits(entry))
            && !matches!(before, TokenTree::Punct(_))
            && let Ok(words) = syn::parse_str::<syn::LitStr>(&words.to_string())
        {
            above.push(format!("/// {}", words.value()).trim_end().to_owned());
            entry = &entry[..=about.len()];
        }
        let text = format!("{},", flat(entry));
        let alone = !above.is_empty();
        if !line.is_empty() && (alone || line.chars().count() + 1 + text.chars().count() > room) {
            lines.push(indented(level, &std::mem::take(&mut line)));
        }
        lines.extend(above.iter().map(|line| indented(level, line)));
        if text.chars().count() > room {
            lines.extend(broken(entry, level));
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&text);
        if alone {
            lines.push(indented(level, &std::mem::take(&mut line)));
        }
    }
    if !line.is_empty() {
        lines.push(indented(level, &line));
    }
    lines
}

/// An entry that is too long for a line: what its last group holds stands between that group's brackets. Groups around
/// nothing but another group open and close with it: `body: Pet [deep(&[ … ])]`.
fn broken(entry: &[TokenTree], level: usize) -> Vec<String> {
    let (mut tokens, mut head, mut tail) = (entry.to_vec(), String::new(), String::new());
    loop {
        let Some(at) = tokens.iter().rposition(|token| matches!(token, TokenTree::Group(_))) else {
            return vec![indented(level, &format!("{head}{}{tail},", flat(&tokens)))];
        };
        let TokenTree::Group(body) = tokens[at].clone() else { break };
        let (open, close) = brackets(&body);
        let gap = if spaced(&tokens, at) { " " } else { "" };
        head.push_str(&format!("{}{gap}{open}", flat(&tokens[..at])));
        let gap = if at + 1 < tokens.len() && spaced(&tokens, at + 1) { " " } else { "" };
        tail = format!("{close}{gap}{}{tail}", flat(&tokens[at + 1..]));
        tokens = body.stream().into_iter().collect();
        let is_one = !tokens.iter().any(|token| is_punct(token, ','));
        if !(is_one && matches!(tokens.last(), Some(TokenTree::Group(_)))) {
            let mut lines = vec![indented(level, &head)];
            lines.extend(entries(&body, level + 1));
            lines.push(indented(level, &format!("{tail},")));
            return lines;
        }
    }
    vec![indented(level, &format!("{},", flat(entry)))]
}

/// The lines of the attributes in front, doc comments as such, and the rest.
fn attributes(mut tokens: &[TokenTree]) -> (Vec<String>, &[TokenTree]) {
    let mut lines = Vec::new();
    while let [hash, TokenTree::Group(attribute), rest @ ..] = tokens
        && is_punct(hash, '#')
    {
        let inner: Vec<_> = attribute.stream().into_iter().collect();
        lines.push(match inner.as_slice() {
            [TokenTree::Ident(doc), _, TokenTree::Literal(text)] if doc == "doc" => {
                let text = syn::parse_str::<syn::LitStr>(&text.to_string()).map(|text| text.value());
                format!("///{}", text.unwrap_or_default()).trim_end().to_owned()
            }
            other => format!("#[{}]", flat(other)),
        });
        tokens = rest;
    }
    (lines, tokens)
}

fn has_docs(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Group(body) => {
            let inner: Vec<_> = body.stream().into_iter().collect();
            inner.split(|token| is_punct(token, ',')).any(|entry| !attributes(entry).0.is_empty())
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
            "Make a pet":
            #[doc = " It is named later."]
            #[deprecated = "so"]
            MakeRequest: Default = Pets.make(request, on_unknown), POST "/pets/{id}" as "make", security: &[&["bearer"]], effect: Effect::Money;
            path(id into<String>) query { #[doc = " Its tags."] tags each<String> [explode(false)] => List(&Text), limit: i64 = "Limit" => Json, more: bool } <- json(body: Pet as codec::List<codec::Number>);
            200 -> Vec<Pet>: json;
            else enum MakeError { 404 NotFound "There is none.", 400..=499 ClientError(status StatusCode, problem Problem) "Anything else, and this is said at such a length that a line has no room." }
            pages(Pet: page.items, after start = item.id, while page.more);
        });
        let expected = "\
operation! { \"Make a pet\":
    /// It is named later.
    #[deprecated = \"so\"]
    MakeRequest: Default = Pets.make(request, on_unknown), POST \"/pets/{id}\" as \"make\",
        security: &[&[\"bearer\"]], effect: Effect::Money;
    path(id into<String>) query {
        /// Its tags.
        tags each<String> [explode(false)] => List(&Text),
        limit: i64 = \"Limit\" => Json, more: bool,
    } <- json(body: Pet as codec::List<codec::Number>);
    200 -> Vec<Pet>: json; else enum MakeError {
        404 NotFound \"There is none.\",
        /// Anything else, and this is said at such a length that a line has no room.
        400..=499 ClientError(status StatusCode, problem Problem),
    }
    pages(Pet: page.items, after start = item.id, while page.more);
}
";
        assert_eq!(sections(tokens), expected);
    }
}
