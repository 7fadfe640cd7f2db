//! Tables to text: an invocation such as `codec::object! { Pet { name: required, … } }`, filled to the width of a line.
//!
//! prettyplease leaves the tokens of macros as they are. In a table every entry ends at a comma; what fits on one line stands
//! on one, else entries fill lines one level deeper, and an entry that is itself too long is laid out the same way.

use super::polish::WIDTH;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Columns of one level.
const STEP: usize = 4;

/// The text of an invocation, with a line break at its end.
pub(super) fn table(tokens: TokenStream) -> String {
    format!("{}\n", laid_out(&tokens.into_iter().collect::<Vec<_>>(), 0, 0))
}

/// Tokens that begin at a column `indent` and are followed on their last line by `after` more characters.
fn laid_out(tokens: &[TokenTree], indent: usize, after: usize) -> String {
    let line = flat(tokens);
    let last = tokens.iter().rposition(|token| matches!(token, TokenTree::Group(_)));
    let fits = indent + line.chars().count() + after <= WIDTH;
    let Some((index, TokenTree::Group(group))) = last.and_then(|at| Some((at, tokens.get(at)?))).filter(|_| !fits)
    else {
        return line;
    };
    let (open, close) = brackets(group);
    let inner: Vec<_> = group.stream().into_iter().collect();
    let head = flat(&tokens[..index]);
    let gap = if needs_space(tokens[..index].last(), &tokens[index]) { " " } else { "" };
    let tail = flat(&tokens[index + 1..]);
    // `codec::object! { Pet { … } }`: the outer braces hold one thing, and stay on its lines.
    let only_block = matches!(inner.last(), Some(TokenTree::Group(_))) && !inner.iter().any(is_comma);
    if only_block && group.delimiter() == Delimiter::Brace {
        return format!("{head}{gap}{open} {} {close}{tail}", laid_out(&inner, indent, 2 + after));
    }
    format!("{head}{gap}{open}\n{}{}{close}{tail}", filled(&inner, indent + STEP), " ".repeat(indent))
}

/// Entries, as many on a line as it holds.
fn filled(tokens: &[TokenTree], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let (mut text, mut line) = (String::new(), String::new());
    let mut flush = |line: &mut String| {
        if !line.is_empty() {
            text.push_str(&format!("{margin}{line}\n"));
            line.clear();
        }
    };
    let entries: Vec<_> = tokens.split(is_comma).filter(|entry| !entry.is_empty()).collect();
    for entry in &entries {
        // Nothing may follow what is kept undeclared or unknown.
        let comma = if flat(entry).starts_with("..") { "" } else { "," };
        let entry = laid_out(entry, indent, comma.len()) + comma;
        let width = indent + line.chars().count() + 1 + entry.chars().count();
        if width > WIDTH || entry.contains('\n') {
            flush(&mut line);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&entry);
        if entry.contains('\n') {
            flush(&mut line);
        }
    }
    flush(&mut line);
    text
}

/// Tokens on one line, spaced as people space them.
fn flat(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| tokens.get(at));
        if needs_space(before, token) && !follows_path(&tokens[..index]) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group);
                let inner = flat(&group.stream().into_iter().collect::<Vec<_>>());
                let pad = if group.delimiter() == Delimiter::Brace && !inner.is_empty() { " " } else { "" };
                text.push_str(&format!("{open}{pad}{inner}{pad}{close}"));
            }
            token => text.push_str(&token.to_string()),
        }
    }
    text
}

/// Whether a token stands apart from the one before it.
fn needs_space(before: Option<&TokenTree>, token: &TokenTree) -> bool {
    let Some(before) = before else { return false };
    match (before, token) {
        (TokenTree::Punct(left), _) if left.spacing() == Spacing::Joint => false,
        (_, TokenTree::Punct(right)) if matches!(right.as_char(), '=' | '|') => true,
        (TokenTree::Punct(left), _) => matches!(left.as_char(), ',' | ':' | '=' | '|' | '!'),
        (_, TokenTree::Punct(_)) => false,
        (TokenTree::Ident(word), TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace || word == "as",
        _ => true,
    }
}

/// Whether these tokens end in `::`.
fn follows_path(before: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    matches!(before, [.., first, second] if is_colon(first) && is_colon(second))
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
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
    fn what_fits_is_one_line() {
        let tokens =
            quote!(codec::object! { Pet: closed { r#type: required as codec::List<codec::Number> = "type", ..rest } });
        let expected =
            "codec::object! { Pet: closed { r#type: required as codec::List<codec::Number> = \"type\", ..rest } }\n";
        assert_eq!(table(tokens), expected);
    }

    #[test]
    fn entries_fill_lines_and_long_ones_break_inside() {
        let key = "k".repeat(40);
        let tokens = quote!(codec::union! { Shape by "kind" {
            Circle(value) = "circle" | "ring": Object { required: &[#key], known: &[#key], constants: &[("a", &["-1"])], closed: false },
            Area(value as codec::Number): Number, Nothing: Null, ..Unknown
        } });
        let expected = format!(
            "codec::union! {{ Shape by \"kind\" {{
    Circle(value) = \"circle\" | \"ring\": Object {{
        required: &[\"{key}\"],
        known: &[\"{key}\"], constants: &[(\"a\", &[\"-1\"])],
        closed: false,
    }},
    Area(value as codec::Number): Number, Nothing: Null, ..Unknown
}} }}
"
        );
        assert_eq!(table(tokens), expected);
    }

    #[test]
    fn negative_numbers_keep_their_sign() {
        let code = proc_macro2::Literal::i64_unsuffixed(-2);
        let expected = "codec::int_enum! { Priority { N2 = -2, ..Unknown } }\n";
        assert_eq!(table(quote!(codec::int_enum! { Priority { N2 = #code, ..Unknown } })), expected);
    }
}
