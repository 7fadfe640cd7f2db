//! Descriptions that repeat: within a module the first says all, the others their first sentence and where the rest stands.
//!
//! ```text
//! /// Pretty-prints the output. Defaults to …, unless …         /// Pretty-prints the output. See [`ListRequest::pretty`].
//! ListRequest.pretty                                       ->   ReadRequest.pretty
//! ```
//!
//! Documents describe the same parameter at hundreds of operations. Readers of one of them need to know that it is the same.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use std::collections::BTreeMap;

/// How much shorter a comment must become, in bytes, for the link to be worth following.
const WORTH: usize = 60;

/// The items of a module, with repeated comments shortened.
pub(super) fn shortened(items: &[TokenStream]) -> Vec<TokenStream> {
    let mut reader = Reader::default();
    items.iter().map(|item| reader.stream(item.clone(), None)).collect()
}

#[derive(Default)]
struct Reader {
    /// Where a text stands in full, as a link names it.
    seen: BTreeMap<String, String>,
}

impl Reader {
    /// Walks one level; `owner` is the type whose members these are.
    fn stream(&mut self, tokens: TokenStream, owner: Option<&str>) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (mut out, mut inner_owner, mut at) = (TokenStream::new(), None, 0);
        while let Some(token) = tokens.get(at) {
            let (lines, length) = comment(&tokens[at..]);
            if length > 0 {
                match self.link(&lines, target(&tokens[at + length..], owner)) {
                    Some(short) => {
                        let short = format!(" {short}");
                        out.extend(quote!(#[doc = #short]));
                    }
                    None => out.extend(tokens[at..at + length].iter().cloned()),
                }
                at += length;
                continue;
            }
            at += 1;
            match token {
                TokenTree::Group(group) => {
                    let body = group.delimiter() == Delimiter::Brace;
                    let owner = if body { inner_owner.take() } else { None };
                    let inner = self.stream(group.stream(), owner.as_deref());
                    let mut moved = Group::new(group.delimiter(), inner);
                    moved.set_span(group.span());
                    out.extend([TokenTree::Group(moved)]);
                }
                token => {
                    if let (true, Some(TokenTree::Ident(name))) = (defines_members(token), tokens.get(at)) {
                        inner_owner = Some(name.to_string());
                    }
                    out.extend([token.clone()]);
                }
            }
        }
        out
    }

    /// The short form of a comment that stands elsewhere; else remembers where this one stands.
    fn link(&mut self, lines: &[String], target: Option<String>) -> Option<String> {
        let whole = lines.join("\n");
        if let Some(first) = self.seen.get(&whole) {
            return short(lines, first);
        }
        let target = target.filter(|target| short(lines, target).is_some());
        self.seen.extend(target.map(|target| (whole, target)));
        None
    }
}

/// The first sentence and the link, if that is shorter.
fn short(lines: &[String], target: &str) -> Option<String> {
    let paragraph: Vec<&str> = lines.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
    let paragraph = paragraph.join(" ");
    let sentence = sentence(&paragraph)?;
    // A name that is a keyword is no path of a link.
    let short = match target.replace("r#", "") {
        name if name.len() < target.len() => format!("{sentence} See `{name}`."),
        _ => format!("{sentence} See [`{target}`]."),
    };
    (short.len() + WORTH < lines.iter().map(String::len).sum()).then_some(short)
}

/// The first sentence of running text.
fn sentence(text: &str) -> Option<&str> {
    let starts_block = text.starts_with(['#', '-', '|', '>', '~', '*'])
        || text.starts_with("```")
        || text.starts_with(|c: char| c.is_numeric());
    let ends = text.match_indices(['.', '!', '?']).map(|(at, mark)| at + mark.len());
    let is_end = |end: &usize| {
        let (before, after) = text.split_at(*end);
        let balanced = |open: char, close: char| before.matches(open).count() == before.matches(close).count();
        let abbreviates = ["e.g.", "i.e.", "vs.", "etc."].iter().any(|word| before.to_lowercase().ends_with(word));
        (after.is_empty() || after.starts_with(' '))
            && before.matches('`').count() % 2 == 0
            && balanced('[', ']')
            && balanced('(', ')')
            && !abbreviates
    };
    ends.into_iter().find(is_end).map(|end| &text[..end]).filter(|_| !starts_block)
}

/// The lines of the doc comment at the start of the tokens, and how many tokens it is.
fn comment(tokens: &[TokenTree]) -> (Vec<String>, usize) {
    let (mut lines, mut length) = (Vec::new(), 0);
    while let [TokenTree::Punct(mark), TokenTree::Group(attribute), ..] = &tokens[length..]
        && mark.as_char() == '#'
        && let [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)] =
            attribute.stream().into_iter().collect::<Vec<_>>().as_slice()
        && doc == "doc"
        && let Ok(text) = syn::parse_str::<syn::LitStr>(&text.to_string())
    {
        lines.push(text.value());
        length += 2;
    }
    (lines, length)
}

/// What the tokens define, as a link names it: a type, or a member of the owner.
fn target(tokens: &[TokenTree], owner: Option<&str>) -> Option<String> {
    let mut tokens = tokens.iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // Attributes and visibility.
            TokenTree::Punct(mark) if mark.as_char() == '#' => drop(tokens.next()),
            TokenTree::Group(_) => {}
            TokenTree::Ident(word) if word == "pub" => {}
            token if defines_members(token) => return tokens.next().map(ToString::to_string),
            TokenTree::Ident(word) if word != "fn" => return owner.map(|owner| format!("{owner}::{word}")),
            _ => return None,
        }
    }
    None
}

fn defines_members(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "struct" || word == "enum")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::print;

    #[test]
    fn a_repeated_comment_is_its_first_sentence_and_a_link() {
        let (first, rest) = (
            " Prints [a](https://x.dev/?q=1. 2) well.",
            " Defaults to a thing, unless another thing is the case, in which it defaults to yet another thing.",
        );
        let items = shortened(&[
            quote!(codec::object! { pub struct List { #[doc = #first] #[doc = #rest] #[deprecated] pretty: bool } }),
            quote!(pub struct Read { #[doc = #first] #[doc = #rest] pub pretty: bool, #[doc = #first] pub other: bool }),
        ]);
        let text: String = items.iter().flat_map(print::items).collect();
        assert_eq!(text.matches("Defaults").count(), 1, "{text}");
        assert!(text.contains("    /// Prints [a](https://x.dev/?q=1. 2) well. See [`List::pretty`].\n"), "{text}");
    }

    #[test]
    fn sentences_end_outside_of_code_and_links() {
        assert_eq!(sentence("See `a. b` e.g. c. Then."), Some("See `a. b` e.g. c."));
        assert_eq!(sentence("- a. b"), None);
        assert_eq!(sentence("no end"), None);
    }
}
