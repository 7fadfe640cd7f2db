//! Which names a token stream uses without a path in front, and which it defines.
//!
//! `fn f(x: Decimal) -> codec::Plain` mentions `Decimal` and `codec`. Fields, methods, variants, path tails, lifetimes, generic
//! parameters and the names of definitions are no mentions. A lower-case name counts only as the head of a path: locals and
//! fields are lower case too, and functions are never imported by themselves.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Keywords after which a name is being defined.
const DEFINES: &[&str] = &["struct", "enum", "trait", "type", "fn", "const", "mod"];

/// What one item uses and what it defines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mentions {
    /// Names used without a path in front.
    pub(super) used: BTreeSet<String>,
    /// What is defined at the top of the stream.
    pub(super) defined: BTreeSet<String>,
}

/// Reads the tokens of one item.
pub(super) fn mentions(item: &TokenStream) -> Mentions {
    let mut reader = Reader::default();
    reader.stream(item.clone(), false, true);
    let mut found = reader.found;
    found.used.retain(|name| !reader.generics.contains(name) && !found.defined.contains(name));
    found
}

#[derive(Default)]
struct Reader {
    found: Mentions,
    generics: BTreeSet<String>,
}

impl Reader {
    /// Walks one level. In the braces of an enum each variant's own name is skipped.
    fn stream(&mut self, tokens: TokenStream, variants: bool, top: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let (mut in_enum, mut at_variant) = (false, variants);
        let (mut in_shape, mut in_traits) = (false, false);
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    in_enum |= name == "enum";
                    if !std::mem::take(&mut at_variant) && !in_shape && !in_traits {
                        self.ident(&tokens, index, name, top);
                    }
                }
                TokenTree::Punct(punct) if variants => {
                    at_variant |= punct.as_char() == ',';
                    // Behind a variant of a table stands its shape, in words of the runtime's.
                    in_shape = punct.as_char() == ':' || in_shape && punct.as_char() != ',';
                }
                TokenTree::Punct(punct) => in_traits |= punct.as_char() == ':' && is_struct(&tokens[..index]),
                // A table of `codec` defines a type; others name what is imported anyway.
                TokenTree::Group(group)
                    if top && is_punct(index.checked_sub(1).and_then(|before| tokens.get(before)), '!') =>
                {
                    if matches!(tokens.first(), Some(TokenTree::Ident(codec)) if codec == "codec") {
                        self.stream(group.stream(), false, true);
                    }
                }
                TokenTree::Group(_) if in_shape => {}
                TokenTree::Group(_) if is_punct(index.checked_sub(1).and_then(|before| tokens.get(before)), '#') => {}
                TokenTree::Group(group) => {
                    let body = group.delimiter() == Delimiter::Brace;
                    in_traits &= !body;
                    self.stream(group.stream(), in_enum && body, false);
                    in_enum &= !body;
                }
                TokenTree::Literal(_) => {}
            }
        }
    }

    fn ident(&mut self, tokens: &[TokenTree], index: usize, name: String, top: bool) {
        let before = |steps: usize| index.checked_sub(steps).and_then(|at| tokens.get(at));
        if let Some(TokenTree::Ident(keyword)) = before(1)
            && DEFINES.iter().any(|word| keyword == word)
        {
            if top {
                self.found.defined.insert(name);
            }
            return;
        }
        let follows_path = is_colon(before(1)) && is_joint_colon(before(2));
        let follows_dot_or_tick = matches!(before(1), Some(TokenTree::Punct(p)) if matches!(p.as_char(), '.' | '\''));
        // `..Meta::new()` is a struct's rest, not a method.
        let follows_rest =
            matches!(before(2), Some(TokenTree::Punct(p)) if p.as_char() == '.' && p.spacing() == Spacing::Joint);
        if follows_path || (follows_dot_or_tick && !follows_rest) {
            return;
        }
        // In a table, what follows a status or a media type is a variant's own name.
        if matches!(before(1), Some(TokenTree::Literal(_))) {
            return;
        }
        // `Iterator<Item = T>` names a type of the trait's.
        if is_punct(before(1), '<') && is_punct(tokens.get(index + 1), '=') {
            return;
        }
        // Of a field in a table, which may not be absent.
        if name == "Required" && is_colon(before(1)) && is_punct(before(2), '>') {
            return;
        }
        let heads_path = is_joint_colon(tokens.get(index + 1)) && is_colon(tokens.get(index + 2));
        let upper = is_type_like(&name);
        if upper && !heads_path && is_colon(tokens.get(index + 1)) {
            self.generics.insert(name);
        } else if upper || heads_path {
            self.found.used.insert(name);
        }
    }
}

/// Whether the tokens end in `struct Name`: in a table, names of traits follow its colon.
fn is_struct(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(keyword), TokenTree::Ident(_)] if keyword == "struct")
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Whether a name is written as types are. Letters without case (`名`) may be anything and count as such.
pub(super) fn is_type_like(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase())
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

fn is_joint_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn used(item: TokenStream) -> Vec<String> {
        mentions(&item).used.into_iter().collect()
    }

    #[test]
    fn paths_count_by_their_head() {
        let item = quote!(
            impl<'de> codec::Object<'de> for Pet {
                fn read<A: MapAccess<'de>>(a: A) -> Result<Self, A::Error> {
                    codec.Tail(x.Value)
                }
            }
        );
        assert_eq!(used(item), ["MapAccess", "Pet", "Result", "Self", "codec"]);
    }

    #[test]
    fn names_of_tables_and_of_traits_do_not_count() {
        let table = quote!({ "application/json" Json(json Pet), else "application/pdf" Pdf(binary Bytes) });
        assert_eq!(used(table), ["Bytes", "Pet"]);
        assert_eq!(
            used(quote!(
                fn f(a: impl Iterator<Item = Pet>) {}
            )),
            ["Iterator", "Pet"]
        );
    }

    #[test]
    fn variants_fields_and_definitions_do_not_count() {
        let item = quote!(
            #[derive(Debug)]
            pub enum Pet {
                Decimal(Uuid),
                #[doc = "x"]
                Value,
                Other {
                    bytes: Bytes,
                },
            }
        );
        let found = mentions(&item);
        assert_eq!(found.used.iter().collect::<Vec<_>>(), ["Bytes", "Uuid"]);
        assert_eq!(found.defined.iter().collect::<Vec<_>>(), ["Pet"]);
    }

    #[test]
    fn a_table_defines_its_type_and_mentions_those_of_its_fields() {
        let found = mentions(&quote!(codec::object! {
            #[doc = "A pet."]
            pub struct Pet: Eq + Hash {
                id: Option<Uuid>: Required,
                owner: BTreeMap<String, Owner> as codec::Map<codec::Plain>
            }
            fn new(id: impl Into<Decimal>)
        }));
        assert_eq!(
            Vec::from_iter(&found.used),
            ["BTreeMap", "Decimal", "Into", "Option", "Owner", "String", "Uuid", "codec"]
        );
        assert!(found.defined.contains("Pet"));
        let found = mentions(&quote!(codec::union! {
            pub enum Shape by "kind" { Circle(Box<Round>) = "circle": Object { fields: &[], closed: false }, Area(Decimal): Number, ..Unknown }
        }));
        assert_eq!(Vec::from_iter(&found.used), ["Box", "Decimal", "Round", "codec"]);
    }

    #[test]
    fn the_rest_of_a_struct_is_a_mention() {
        assert_eq!(
            used(quote!(
                const META: Meta = Meta { effect: Effect::Keyed, ..Base::new() };
            )),
            ["Base", "Effect", "Meta"]
        );
    }
}
