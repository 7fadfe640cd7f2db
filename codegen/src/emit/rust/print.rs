//! Tokens to text: prettyplease lays out each item, this module puts the blank lines a careful person would put.
//!
//! prettyplease leaves no blank line anywhere, and invocations of macros as they are: those are tables, and [`table`] lays them out. Between items there is one. Inside `impl` and `trait` there is one around each
//! method and each documented member, while `type Output = …; type Error = …;` stay together. To know where a member begins
//! without reading text back, each is printed alone inside its own empty block and the block's head is cut away again.

use super::polish::polish;
use super::sections::sections;
use super::table::table;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{File, ImplItem, Item, TraitItem};

/// What stands in a file where tokens are no Rust: our own fault, shown rather than hidden.
const BROKEN: &str = "// This item could not be formatted, which is a fault of the generator:";

/// Each item of the stream as text, without a blank line at either end.
pub(super) fn items(tokens: &TokenStream) -> Vec<String> {
    match syn::parse2::<File>(tokens.clone()) {
        Ok(file) => file
            .items
            .into_iter()
            .map(|one| match one {
                Item::Macro(invocation) if is_of_operation(&invocation.mac.path) => {
                    sections(invocation.to_token_stream())
                }
                Item::Macro(invocation) => table(invocation.to_token_stream()),
                one => polish(&item(one)),
            })
            .collect(),
        Err(error) => vec![format!("{BROKEN} {error}\n{tokens}\n")],
    }
}

/// Whether this is `operation!`, whose table has sections.
fn is_of_operation(path: &syn::Path) -> bool {
    path.is_ident("operation")
}

fn item(item: Item) -> String {
    match item {
        Item::Impl(block) if block.items.len() > 1 => {
            let mut empty = block.clone();
            empty.items.clear();
            let members = block.items.into_iter().map(|member| {
                let apart = matches!(&member, ImplItem::Fn(_)) || has_docs(impl_attributes(&member));
                let mut alone = empty.clone();
                alone.items.push(member);
                Member { text: unparse(Item::Impl(alone)), apart }
            });
            assemble(members.collect(), &unparse(Item::Impl(empty)))
        }
        Item::Trait(block) if block.items.len() > 1 => {
            let mut empty = block.clone();
            empty.items.clear();
            let members = block.items.into_iter().map(|member| {
                let apart = matches!(&member, TraitItem::Fn(_)) || has_docs(trait_attributes(&member));
                let mut alone = empty.clone();
                alone.items.push(member);
                Member { text: unparse(Item::Trait(alone)), apart }
            });
            assemble(members.collect(), &unparse(Item::Trait(empty)))
        }
        other => unparse(other),
    }
}

/// A member printed inside its block, and whether blank lines set it apart from its neighbours.
struct Member {
    text: String,
    apart: bool,
}

/// `head {}` and `head { member }` for each member to `head { member … }`.
fn assemble(members: Vec<Member>, empty: &str) -> String {
    let head = empty.trim_end().strip_suffix('}').unwrap_or(empty);
    let mut text = format!("{head}\n");
    let mut previous_apart = None;
    for Member { text: member, apart } in members {
        if previous_apart.is_some_and(|before| before || apart) {
            text.push('\n');
        }
        let body = member.strip_prefix(head).unwrap_or(&member);
        let body = body.trim_end().strip_suffix('}').unwrap_or(body);
        text.push_str(body.trim_start_matches('\n'));
        previous_apart = Some(apart);
    }
    text.push_str("}\n");
    text
}

fn unparse(item: Item) -> String {
    prettyplease::unparse(&File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
}

fn has_docs(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("doc"))
}

fn impl_attributes(member: &ImplItem) -> &[syn::Attribute] {
    match member {
        ImplItem::Const(member) => &member.attrs,
        ImplItem::Type(member) => &member.attrs,
        _ => &[],
    }
}

fn trait_attributes(member: &TraitItem) -> &[syn::Attribute] {
    match member {
        TraitItem::Const(member) => &member.attrs,
        TraitItem::Type(member) => &member.attrs,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn methods_stand_apart_and_short_members_together() {
        let block = quote! {
            impl Operation for Topup {
                type Output = Record;
                type Error = TopupError;
                const META: Meta = Meta::new();
                /// Writes.
                fn write(&self) {}
                fn read() -> u8 { 1 }
            }
            pub struct Unit;
        };
        let expected = "\
impl Operation for Topup {
    type Output = Record;
    type Error = TopupError;
    const META: Meta = Meta::new();

    /// Writes.
    fn write(&self) {}

    fn read() -> u8 {
        1
    }
}
";
        assert_eq!(items(&block), [expected, "pub struct Unit;\n"]);
    }

    #[test]
    fn a_where_clause_keeps_its_lines() {
        let block = quote! {
            impl<T> Trait for Holder<T> where T: Clone { fn a() {} fn b() {} }
        };
        let expected = "\
impl<T> Trait for Holder<T>
where
    T: Clone,
{
    fn a() {}

    fn b() {}
}
";
        assert_eq!(items(&block), [expected]);
    }

    #[test]
    fn tokens_that_are_no_rust_are_shown() {
        assert!(items(&quote!(struct))[0].starts_with(BROKEN));
    }
}
