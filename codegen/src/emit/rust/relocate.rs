//! The crate layout's tokens, moved into one file: `crate::types::Pet` two modules deep becomes `super::super::types::Pet`,
//! and `#[cfg(feature = "client")]` goes, since a build script's output has no features of its own.

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// Rewrites the items of a module `depth` modules below the root of the one file.
pub(super) fn relocate(tokens: TokenStream, depth: usize) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut moved = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => match tokens.next() {
                Some(attribute) if is_feature_gate(&attribute) => {}
                attribute => {
                    moved.extend([TokenTree::Punct(punct)]);
                    moved.extend(attribute.map(|token| inner(token, depth)));
                }
            },
            TokenTree::Ident(ident) if ident == "crate" && matches!(tokens.peek(), Some(TokenTree::Punct(_))) => {
                moved.extend(root(depth));
            }
            // `::crate` is the crate of the user, which stays where it is.
            TokenTree::Punct(punct) if is_joint_colon(&punct) => match (tokens.next(), tokens.peek()) {
                (Some(TokenTree::Punct(_)), Some(TokenTree::Ident(ident))) if ident == "crate" => {
                    moved.extend(tokens.next())
                }
                (second, _) => moved.extend(
                    [Some(TokenTree::Punct(punct)), second.map(|token| inner(token, depth))].into_iter().flatten(),
                ),
            },
            token => moved.extend([inner(token, depth)]),
        }
    }
    moved
}

fn is_joint_colon(punct: &Punct) -> bool {
    punct.as_char() == ':' && punct.spacing() == Spacing::Joint
}

/// The path to the root of the one file.
pub(super) fn root(depth: usize) -> TokenStream {
    let step = |word| Ident::new(word, Span::call_site());
    if depth == 0 {
        return TokenTree::Ident(step("self")).into();
    }
    let steps = std::iter::repeat_n(step("super"), depth);
    quote::quote!(#(#steps)::*)
}

fn inner(token: TokenTree, depth: usize) -> TokenTree {
    match token {
        TokenTree::Group(group) => Group::new(group.delimiter(), relocate(group.stream(), depth)).into(),
        token => token,
    }
}

/// `[cfg(feature = "…")]`, also within `all` or `any`.
fn is_feature_gate(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else { return false };
    let mut tokens = group.stream().into_iter();
    matches!(tokens.next(), Some(TokenTree::Ident(ident)) if ident == "cfg")
        && tokens.next().is_some_and(|condition| mentions_feature(&condition))
}

fn mentions_feature(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == "feature",
        TokenTree::Group(group) => group.stream().into_iter().any(|token| mentions_feature(&token)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn crate_paths_climb_and_gates_go() {
        let item = quote! {
            #[cfg(all(feature = "client", feature = "tag-pets"))]
            #[must_use]
            pub(crate) fn f(x: crate::types::Pet, y: ::crate::money::Money, z: a::B<::crate::C>) {}
        };
        let expected = quote! {
            #[must_use]
            pub(crate) fn f(x: super::super::types::Pet, y: crate::money::Money, z: a::B<crate::C>) {}
        };
        assert_eq!(relocate(item, 2).to_string(), expected.to_string());
    }
}
