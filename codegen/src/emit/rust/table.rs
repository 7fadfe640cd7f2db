//! Tables to text: an invocation such as `codec::object! { pub struct Pet { name: String, … } }`, filled to the width of a line.
//!
//! prettyplease leaves the tokens of macros as they are. In a table every entry ends at a comma; what fits on one line stands
//! on one, else entries fill lines one level deeper, and an entry that is itself too long is laid out the same way. What has a
//! doc comment stands on lines of its own below it.

use super::polish::WIDTH;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Columns of one level.
const STEP: usize = 4;

/// The text of an invocation, with a line break at its end.
pub(super) fn table(tokens: TokenStream) -> String {
    format!("{}\n", laid_out(&tokens.into_iter().collect::<Vec<_>>(), 0, 0))
}

/// Whether the text is a table that fits one line; several of these need no blank lines between them.
pub(super) fn is_one_line(text: &str) -> bool {
    let name = text.split("! {").next().unwrap_or_default();
    text.lines().count() == 1 && name.len() < text.len() && !name.contains(|c: char| c.is_whitespace())
}

/// Tokens that begin at a column `indent` and are followed on their last line by `after` more characters.
fn laid_out(tokens: &[TokenTree], indent: usize, after: usize) -> String {
    let line = flat(tokens);
    let fits = indent + line.chars().count() + after <= WIDTH && !is_attributed(tokens);
    // Braces hold more than what may stand behind them.
    let brace = tokens.iter().position(|token| group(token).is_some_and(|of| of.delimiter() == Delimiter::Brace));
    let broken = brace.or_else(|| tokens.iter().rposition(|token| group(token).is_some()));
    let Some((index, group)) = broken.and_then(|at| Some((at, group(tokens.get(at)?)?))).filter(|_| !fits) else {
        return line;
    };
    let (open, close) = brackets(group);
    let inner: Vec<_> = group.stream().into_iter().collect();
    let head = flat(&tokens[..index]);
    let gap = if needs_space(tokens[..index].last(), &tokens[index]) { " " } else { "" };
    let behind = &tokens[index + 1..];
    let space = if behind.first().is_some_and(|token| needs_space(tokens.get(index), token)) { " " } else { "" };
    let tail = if behind.is_empty() { String::new() } else { laid_out(behind, indent, after) };
    let (attributes, thing) = attributes(&inner);
    if group.delimiter() == Delimiter::Brace && is_one_thing(thing) {
        // `codec::object! { pub struct Pet { … } }`: the outer braces stay on the lines of what they hold.
        let thing = laid_out(thing, indent, 2 + after);
        let margin = " ".repeat(indent);
        return match attributes.is_empty() {
            true => format!("{head}{gap}{open} {thing} {close}{space}{tail}"),
            false => format!("{head}{gap}{open}\n{}{margin}{thing} {close}{space}{tail}", above(&attributes, indent)),
        };
    }
    if group.delimiter() == Delimiter::Parenthesis && entries(&inner).count() < 2 && !is_attributed(&inner) {
        // `open(&[ … ])` breaks where the list does, and what cannot break stays whole.
        let inner = laid_out(&inner, indent, after + 1);
        return format!("{head}{gap}{open}{inner}{close}{space}{tail}");
    }
    format!("{head}{gap}{open}\n{}{}{close}{space}{tail}", filled(&inner, indent + STEP), " ".repeat(indent))
}

/// Whether these are no entries, but one definition or one nested block.
fn is_one_thing(tokens: &[TokenTree]) -> bool {
    let defines = matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "pub");
    defines || tokens.last().is_some_and(|last| group(last).is_some()) && !tokens.iter().any(is_comma)
}

/// Entries, as many on a line as it holds.
fn filled(tokens: &[TokenTree], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let (mut text, mut line) = (String::new(), String::new());
    let mut flush = |line: &mut String, more: &str| {
        if !line.is_empty() {
            text.push_str(&format!("{margin}{line}\n"));
            line.clear();
        }
        text.push_str(more);
    };
    for entry in entries(tokens) {
        let (attributes, entry) = attributes(entry);
        // Nothing may follow what is kept undeclared or unknown.
        let comma = if flat(entry).starts_with("..") { "" } else { "," };
        let entry = laid_out(entry, indent, comma.len()) + comma;
        let width = indent + line.chars().count() + 1 + entry.chars().count();
        let alone = !attributes.is_empty() || entry.contains('\n');
        if width > WIDTH || alone {
            flush(&mut line, &above(&attributes, indent));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&entry);
        if alone {
            flush(&mut line, "");
        }
    }
    flush(&mut line, "");
    text
}

/// What stands between commas, but for those of generics.
fn entries(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let mut depth = 0_usize;
    let ends = move |token: &TokenTree| {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_comma(token)
    };
    tokens.split(ends).filter(|entry| !entry.is_empty())
}

/// The attributes in front, each by what stands in its brackets, and the rest.
fn attributes(mut tokens: &[TokenTree]) -> (Vec<Vec<TokenTree>>, &[TokenTree]) {
    let mut found = Vec::new();
    while let [TokenTree::Punct(mark), TokenTree::Group(attribute), rest @ ..] = tokens
        && mark.as_char() == '#'
    {
        found.push(attribute.stream().into_iter().collect());
        tokens = rest;
    }
    (found, tokens)
}

/// The lines of attributes; doc comments as such.
fn above(attributes: &[Vec<TokenTree>], indent: usize) -> String {
    let margin = " ".repeat(indent);
    let line = |attribute: &Vec<TokenTree>| match attribute.as_slice() {
        [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)] if doc == "doc" => {
            let text = syn::parse_str::<syn::LitStr>(&text.to_string()).map(|text| text.value());
            format!("{margin}///{}\n", text.unwrap_or_default())
        }
        other => format!("{margin}#[{}]\n", flat(other)),
    };
    attributes.iter().map(line).collect()
}

/// Whether anything in the tokens has an attribute.
fn is_attributed(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(group) => is_attributed(&group.stream().into_iter().collect::<Vec<_>>()),
        _ => false,
    })
}

/// Tokens on one line, spaced as people space them.
fn flat(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| tokens.get(at));
        if needs_space(before, token) && !is_joined(&tokens[..index]) {
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
        (_, TokenTree::Punct(right)) if matches!(right.as_char(), '=' | '|' | '+') => true,
        (_, TokenTree::Punct(right)) if right.as_char() == '-' && right.spacing() == Spacing::Joint => true,
        (TokenTree::Punct(left), TokenTree::Ident(_) | TokenTree::Literal(_)) if left.as_char() == '>' => true,
        (TokenTree::Punct(left), TokenTree::Group(of)) if left.as_char() == '>' => {
            of.delimiter() != Delimiter::Parenthesis
        }
        (TokenTree::Punct(left), _) => matches!(left.as_char(), ',' | ':' | '=' | '|' | '!' | '+'),
        (_, TokenTree::Punct(_)) => false,
        (TokenTree::Ident(word), TokenTree::Group(group)) => {
            group.delimiter() != Delimiter::Parenthesis || word == "as"
        }
        (TokenTree::Literal(_), TokenTree::Group(group)) => group.delimiter() == Delimiter::Brace,
        _ => true,
    }
}

/// Whether these tokens end in `::` or `..=`.
fn is_joined(before: &[TokenTree]) -> bool {
    let is = |token: &TokenTree, what: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == what);
    match before {
        [.., first, second] if is(first, ':') => is(second, ':'),
        [.., first, second, last] => is(first, '.') && is(second, '.') && is(last, '='),
        _ => false,
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

fn group(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    }
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
        let tokens = quote!(
            codec::object! { pub struct Pet: Eq { id: Option<Vec<u8>>: Required, at: BTreeMap<String, Value> = "x" } }
        );
        let expected = "codec::object! { pub struct Pet: Eq { id: Option<Vec<u8>>: Required, at: BTreeMap<String, Value> = \"x\" } }\n";
        assert_eq!(table(tokens), expected);
    }

    #[test]
    fn what_has_docs_stands_below_them() {
        let tokens = quote!(codec::object! {
            #[doc = " A pet."]
            pub struct Pet {
                #[doc = " Its \"id\"."]
                id: i64,
                name: String,
                age: BTreeMap<String, u8>,
                #[deprecated]
                old: bool,
                ..rest: Value
            }
            fn new(id: i64)
        });
        let expected = "\
codec::object! {
/// A pet.
pub struct Pet {
    /// Its \"id\".
    id: i64,
    name: String, age: BTreeMap<String, u8>,
    #[deprecated]
    old: bool,
    ..rest: Value
} fn new(id: i64) }
";
        assert_eq!(table(tokens), expected);
    }

    #[test]
    fn entries_fill_lines_and_long_ones_break_inside() {
        let key = "k".repeat(40);
        let tokens = quote!(codec::union! { pub enum Shape by "kind" {
            Circle(Circle) = "circle" | "ring": open(&[must(#key), may(#key).of(&["-1"])]),
            Area(Decimal as codec::Number): Number, Nothing, ..Unknown
        } });
        let expected = format!(
            "codec::union! {{ pub enum Shape by \"kind\" {{
    Circle(Circle) = \"circle\" | \"ring\": open(&[
        must(\"{key}\"),
        may(\"{key}\").of(&[\"-1\"]),
    ]),
    Area(Decimal as codec::Number): Number, Nothing, ..Unknown
}} }}
"
        );
        assert_eq!(table(tokens), expected);
    }

    #[test]
    fn arrows_stand_apart() {
        let expected = "operation::download! { ReadRequest: 200 -> \"image/png\", not \"text/plain\" }\n";
        assert_eq!(table(quote!(operation::download! { ReadRequest: 200 -> "image/png", not "text/plain" })), expected);
    }

    #[test]
    fn negative_numbers_keep_their_sign() {
        let code = proc_macro2::Literal::i64_unsuffixed(-2);
        let expected = "codec::int_enum! { pub enum Priority { N2 = -2, ..Unknown } }\n";
        assert_eq!(table(quote!(codec::int_enum! { pub enum Priority { N2 = #code, ..Unknown } })), expected);
    }
}
