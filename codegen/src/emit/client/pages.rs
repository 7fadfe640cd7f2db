//! `impl Paged`: how the list that an operation returns goes on, for the runtime's streams.
//!
//! ```text
//! x-pagination: {cursor: cursor, next: next_cursor, items: items}
//!
//! fn items(page: &mut Self::Output) -> Option<&mut Vec<Invoice>> { Some(&mut page.items) }
//! fn turn(&mut self, page: &Response<Self::Output>, _count: usize) -> PageTurn {
//!     PageTurn::cursor(&mut self.cursor, page.value.next_cursor.as_ref())
//! }
//! ```

use crate::emit::operations::View;
use crate::emit::rust::ident;
use crate::ir::{Location, Pagination, Status, Way};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// The implementation for one request struct, if its answer is a page.
pub(super) struct Pages<'a>(pub(super) View<'a>);

impl ToTokens for Pages<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let view = self.0;
        if let Some(pages) = &view.operation.pagination {
            tokens.extend(Emitter { view, pages }.implementation());
        }
    }
}

struct Emitter<'a> {
    view: View<'a>,
    pages: &'a Pagination,
}

impl Emitter<'_> {
    fn implementation(&self) -> TokenStream {
        let (request, item) = (self.view.request(), self.view.ty(&self.pages.item));
        let Body { unwrap, body, .. } = self.body(&quote!(page), &quote!(page), &quote!(None));
        let items = access(&body, &self.pages.items, As::Mut);
        let turn = self.turn();
        // Only the header `Link` and what stands in the answer are read off it; numbers go up by themselves.
        let leads = self.pages.way.answer().is_some() || self.pages.more.is_some();
        let page = if leads || self.pages.way == (Way::Link { next: None }) { quote!(page) } else { quote!(_page) };
        let counts = matches!(self.pages.way, Way::Offset { .. } | Way::Number { .. });
        let count = if counts { quote!(count) } else { quote!(_count) };
        let unwrap_turn = self.turned().unwrap.filter(|_| leads);
        quote! {
            impl Paged for #request {
                type Item = #item;

                fn items(page: &mut Self::Output) -> Option<&mut Vec<#item>> {
                    #unwrap
                    #items
                }

                fn turn(&mut self, #page: &Response<Self::Output>, #count: usize) -> PageTurn {
                    #unwrap_turn
                    #turn
                }
            }
        }
    }

    /// The body within an output: taken out by a statement where there are other successes.
    fn body(&self, output: &TokenStream, borrowed: &TokenStream, otherwise: &TokenStream) -> Body {
        let response = self.view.operation.page();
        let mut found = Body { body: output.clone(), unwrap: None };
        if let (Some(response), Some(name)) = (response, &self.view.operation.responses.success.name) {
            let (name, variant) = (ident(name), ident(&response.variant));
            let status = matches!(response.status, Status::Range(_) | Status::Default).then(|| quote!(_,));
            found.unwrap = Some(quote!(let #name::#variant(#status body) = #borrowed else { return #otherwise };));
            found.body = quote!(body);
        }
        if response.is_some_and(|response| response.name.is_some()) {
            let body = found.body;
            found.body = quote!(#body.body);
        }
        found
    }

    /// The body while a page is turned.
    fn turned(&self) -> Body {
        self.body(&quote!(page.value), &quote!(&page.value), &quote!(PageTurn::End))
    }

    fn turn(&self) -> TokenStream {
        let body = self.turned().body;
        // An empty `None` would lack a type.
        let number = |at: &Option<Location>| match at {
            None => quote!(None::<i64>),
            Some(at) => access(&body, at, As::Value),
        };
        let slot = self.pages.way.field().map(|field| self.slot(field));
        let turn = match &self.pages.way {
            Way::Cursor { next, of_last_item: false, .. } => {
                let next = access(&body, next, As::Ref);
                quote!(PageTurn::cursor(#slot, #next))
            }
            Way::Cursor { next, .. } => {
                let last = match place(&body, &self.pages.items, As::Value) {
                    Place::Sure(items) => quote!(#items.last()),
                    Place::Perhaps(_) => {
                        let items = access(&body, &self.pages.items, As::Ref);
                        quote!(#items.and_then(|items| items.last()))
                    }
                };
                let next = match place(&quote!(item), next, As::Ref) {
                    Place::Sure(next) => quote!(#last.map(|item| #next)),
                    Place::Perhaps(next) => quote!(#last.and_then(|item| #next)),
                };
                quote!(PageTurn::cursor(#slot, #next))
            }
            Way::Offset { total, .. } => {
                let total = number(total);
                quote!(PageTurn::offset(#slot, count, #total))
            }
            Way::Number { first, pages, .. } => {
                let (first, pages) = (Literal::i64_unsuffixed(*first), number(pages));
                quote!(PageTurn::number(#slot, #first, count, #pages))
            }
            Way::Link { next: Some(next) } => {
                let next = access(&body, next, As::Ref);
                quote!(PageTurn::link(#next))
            }
            Way::Link { next: None } => quote!(PageTurn::link_header(&page.headers)),
        };
        match &self.pages.more {
            None => turn,
            Some(more) => {
                let more = access(&body, more, As::Value);
                quote!(#turn.unless_last(#more))
            }
        }
    }

    /// The request's field as a place for the next value.
    fn slot(&self, index: usize) -> Option<TokenStream> {
        let field = self.view.fields().get(index)?;
        let name = ident(&field.name);
        // `None` is absent and `Some(None)` is null: the value goes into the inner one.
        Some(if field.nullable { quote!(self.#name.get_or_insert_default()) } else { quote!(&mut self.#name) })
    }
}

/// The body of an answer: the expression for it, and the statement before it.
struct Body {
    body: TokenStream,
    unwrap: Option<TokenStream>,
}

/// How a value is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    Ref,
    Mut,
    /// Copied: truth values and numbers.
    Value,
}

/// What stands at a location, as an `Option`: `page.paging.as_ref().and_then(|it| it.next.as_ref())`.
fn access(body: &TokenStream, at: &Location, wanted: As) -> TokenStream {
    match place(body, at, wanted) {
        Place::Sure(value) => quote!(Some(#value)),
        Place::Perhaps(value) => value,
    }
}

/// A value that is always there, or an `Option` of one.
enum Place {
    Sure(TokenStream),
    Perhaps(TokenStream),
}

/// What stands at a location. Properties that are always there are walked by dots, so long as nothing before them is missing.
fn place(body: &TokenStream, at: &Location, wanted: As) -> Place {
    let (borrow, as_borrowed) = match wanted {
        As::Mut => (quote!(&mut), quote!(as_mut)),
        As::Ref | As::Value => (quote!(&), quote!(as_ref)),
    };
    let mut sure = body.clone();
    let mut perhaps: Option<TokenStream> = None;
    for (index, step) in at.0.iter().enumerate() {
        let name = ident(&step.name);
        let copied = wanted == As::Value && index + 1 == at.0.len();
        let present = step.required && !step.nullable;
        let value = match (step.required, step.nullable) {
            (true, false) if copied || perhaps.is_none() => quote!(#sure.#name),
            (true, false) => quote!(#borrow #sure.#name),
            (false, true) if copied => quote!(#sure.#name.flatten()),
            (false, true) => quote!(#sure.#name.#as_borrowed().and_then(Option::#as_borrowed)),
            _ if copied => quote!(#sure.#name),
            _ => quote!(#sure.#name.#as_borrowed()),
        };
        (sure, perhaps) = match (perhaps, present) {
            (None, true) => (value, None),
            (None, false) => (quote!(it), Some(value)),
            (Some(before), true) => (quote!(it), Some(quote!(#before.map(|it| #value)))),
            (Some(before), false) => (quote!(it), Some(quote!(#before.and_then(|it| #value)))),
        };
    }
    // A variable is a reference already, a field is not.
    let is_field = sure.to_string().contains('.');
    match perhaps {
        Some(value) => Place::Perhaps(value),
        None if is_field && wanted != As::Value => Place::Sure(quote!(#borrow #sure)),
        None => Place::Sure(sure),
    }
}
