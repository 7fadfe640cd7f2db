//! How the list that an operation returns goes on, in the words of its table.
//!
//! ```text
//! x-pagination: {cursor: cursor, next: next_cursor, items: items}
//!
//! pages(Invoice: page.items, cursor cursor = page.next_cursor);
//! ```

use super::view::{View, carries_status};
use crate::emit::rust::ident;
use crate::ir::{Location, Way};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `pages(…);`, if the answer is a page.
pub(super) fn clause(view: View<'_>) -> Option<TokenStream> {
    let pages = view.operation.pagination.as_ref()?;
    let response = view.operation.page();
    let (item, items) = (view.ty(&pages.item), path(view, &pages.items));
    let has_others = view.operation.responses.success.name.is_some();
    let variant = response.filter(|_| has_others).map(|response| {
        let variant = ident(&response.variant);
        let status = carries_status(response.status).then(|| quote!((_)));
        quote!(in #variant #status)
    });
    let slot = pages.way.field().and_then(|field| view.fields().get(field)).map(|field| ident(&field.name));
    let of = |at: &Option<Location>| {
        at.as_ref().map(|at| {
            let at = path(view, at);
            quote!(of page #at)
        })
    };
    let way = match &pages.way {
        Way::Cursor { next, of_last_item: true, .. } => {
            let key = steps(next);
            quote!(after #slot = item #key)
        }
        Way::Cursor { next, .. } => {
            let next = path(view, next);
            quote!(cursor #slot = page #next)
        }
        Way::Offset { total, .. } => {
            let total = of(total);
            quote!(offset #slot #total)
        }
        Way::Number { first, pages, .. } => {
            let (first, pages) = (Literal::i64_unsuffixed(*first), of(pages));
            quote!(number #slot from #first #pages)
        }
        Way::Link { next: Some(next) } => {
            let next = path(view, next);
            quote!(link page #next)
        }
        Way::Link { next: None } => quote!(link header),
    };
    let more = pages.more.as_ref().map(|more| {
        let more = path(view, more);
        quote!(, while page #more)
    });
    Some(quote!(pages(#item: page #items #variant, #way #more);))
}

/// The steps to a place within the output, which may be a struct of body and headers.
fn path(view: View<'_>, at: &Location) -> TokenStream {
    let within = view.operation.page().is_some_and(|response| response.name.is_some()).then(|| quote!(.body));
    let steps = steps(at);
    quote!(#within #steps)
}

fn steps(at: &Location) -> TokenStream {
    let names = at.0.iter().map(|step| ident(&step.name));
    quote!(#(.#names)*)
}
