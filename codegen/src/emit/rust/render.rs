//! Modules to files: many for a crate, one for `include!`.
//!
//! ```text
//! crate      [] types client client::pets      ->  lib.rs types.rs client/mod.rs client/pets.rs
//! include    the same                          ->  pub mod types { … }  pub mod client { …  pub mod pets { … } }
//! ```
//!
//! An included file may have neither inner attributes nor inner docs, and its features would be those of the including crate:
//! there `//!` becomes `///` on the module, gates go, and paths from `crate` become chains of `super`.

use super::imports::Imports;
use super::{Module, ident, print, relocate, repeats, table};
use crate::options::Layout;
use crate::output::MARK;
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// What every file begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head<'a> {
    /// The document, as it is shown to readers.
    pub(crate) spec: &'a str,
    /// Many files or one.
    pub(crate) layout: Layout,
    /// Inner attributes of the crate's root, not used in the include layout.
    pub(crate) root_attributes: &'a str,
}

/// Path of the one file of the include layout.
const ONE_FILE: &str = "api.rs";

/// On the modules of the one file: whoever includes it privately uses some of it, and the rest is no mistake.
const UNUSED: &str = "#[allow(dead_code, unused_imports)]\n";

/// Writes modules, given in any order, to paths relative to `src/`.
pub(crate) fn render(modules: &[Module], head: Head<'_>) -> IndexMap<String, String> {
    let writer = Writer { imports: Imports::new(modules), modules, head };
    match head.layout {
        Layout::Crate => modules.iter().map(|module| writer.file(module)).collect(),
        Layout::Include => IndexMap::from([(String::from(ONE_FILE), writer.one_file())]),
    }
}

/// Notes, below the first line of an included file, what the including crate must depend on.
pub(crate) fn note_dependencies(text: &str, lines: &[String]) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut noted = format!("{first}\n//\n// Needs, in the [dependencies] of the including crate:\n");
    lines.iter().for_each(|line| push_comment(&mut noted, "//", line));
    noted.push_str(rest);
    noted
}

struct Writer<'a> {
    imports: Imports,
    modules: &'a [Module],
    head: Head<'a>,
}

impl Writer<'_> {
    fn first_line(&self) -> String {
        format!("// {MARK} from {}. Do not edit.\n", one_line(self.head.spec))
    }

    fn children(&self, parent: &Module) -> Vec<&Module> {
        let is_child = |module: &&Module| module.path.split_last().is_some_and(|(_, path)| path == parent.path);
        let mut children: Vec<_> = self.modules.iter().filter(is_child).collect();
        children.sort_by(|a, b| a.path.cmp(&b.path));
        children
    }

    fn file(&self, module: &Module) -> (String, String) {
        let path = match (module.path.as_slice(), self.children(module).is_empty()) {
            ([], _) => String::from("lib.rs"),
            (path, true) => format!("{}.rs", path.join("/")),
            (path, false) => format!("{}/mod.rs", path.join("/")),
        };
        let mut text = self.first_line();
        let docs = module.docs.lines();
        if !docs.is_empty() {
            text.push('\n');
            docs.iter().for_each(|line| push_comment(&mut text, "//!", line));
        }
        if module.path.is_empty() && !self.head.root_attributes.is_empty() {
            text.push('\n');
            text.push_str(self.head.root_attributes);
        }
        match &module.verbatim {
            Some(verbatim) => {
                text.push('\n');
                text.push_str(verbatim);
            }
            None => paragraphs(&mut text, self.declarations(module).into_iter().chain(self.body(module))),
        }
        (path, text)
    }

    /// `mod` lines, then re-exports.
    fn declarations(&self, module: &Module) -> Vec<String> {
        let (mut mods, mut uses) = (String::new(), String::new());
        for child in self.children(module) {
            let Some(name) = child.path.last().map(|name| ident::word(name)) else { continue };
            let gate = self.gate(child).filter(|_| self.head.layout == Layout::Crate);
            if self.head.layout == Layout::Crate {
                let visibility = (!child.reexported).then(|| quote!(pub));
                // Reformatted files would be reported as drift. What is below a skipped module is skipped with it.
                let skip = module.path.is_empty().then(|| quote!(#[rustfmt::skip]));
                let allow = child.allowed.as_ref().map(|lints| quote!(#[allow(#lints)]));
                mods.extend(print::items(&quote!(#gate #skip #allow #visibility mod #name;)));
            }
            if child.reexported {
                uses.extend(print::items(&quote!(#gate pub use #name::*;)));
            }
        }
        [mods, uses].into_iter().filter(|text| !text.is_empty()).collect()
    }

    /// The features that a module needs.
    fn gate(&self, module: &Module) -> Option<TokenStream> {
        // Who writes a client alone has no feature for the server.
        let exists = |name: &&String| self.modules.iter().any(|module| module.path == [name.as_str()]);
        let any: Vec<&String> = module.any_features.iter().filter(exists).collect();
        let all = &module.features;
        match (all.as_slice(), any.as_slice()) {
            ([], []) => None,
            ([feature], _) => Some(quote!(#[cfg(feature = #feature)])),
            ([], [feature]) => Some(quote!(#[cfg(feature = #feature)])),
            ([], _) => Some(quote!(#[cfg(any(#(feature = #any),*))])),
            _ => Some(quote!(#[cfg(all(#(feature = #all),*))])),
        }
    }

    /// `use` lines, then items.
    fn body(&self, module: &Module) -> Vec<String> {
        let layout = self.head.layout;
        let children: BTreeSet<_> =
            self.children(module).iter().filter_map(|child| child.path.last().cloned()).collect();
        let uses: String = self.imports.of(module, &children, layout).iter().flat_map(print::items).collect();
        let items = repeats::shortened(&module.items);
        let items = items.iter().flat_map(|item| match layout {
            Layout::Crate => print::items(item),
            Layout::Include => print::items(&relocate::relocate(item.clone(), module.path.len())),
        });
        std::iter::once(uses).filter(|uses| !uses.is_empty()).chain(items).collect()
    }

    fn one_file(&self) -> String {
        let mut text = self.first_line();
        let root = self.modules.iter().find(|module| module.path.is_empty());
        let own = root.map(|root| [self.declarations(root), self.body(root)].concat()).unwrap_or_default();
        let root = Module::new(&[]);
        let nested = self.children(&root).into_iter().map(|child| self.nested(child));
        paragraphs(&mut text, own.into_iter().chain(nested));
        text
    }

    /// A module and all below it as one `mod` block.
    fn nested(&self, module: &Module) -> String {
        let children = self.children(module).into_iter().map(|child| self.nested(child));
        let mut inner = module.verbatim.clone().unwrap_or_default();
        let body = self.declarations(module).into_iter().chain(self.body(module));
        paragraphs(&mut inner, body.chain(children));
        let mut text = String::new();
        module.docs.lines().iter().for_each(|line| push_comment(&mut text, "///", line));
        if module.path.len() == 1 {
            text.push_str(UNUSED);
        }
        if let Some(lints) = &module.allowed {
            text.push_str(&format!("#[allow({lints})]\n"));
        }
        let visibility = if module.reexported { "" } else { "pub " };
        let name = module.path.last().map(|name| ident::word(name).to_string()).unwrap_or_default();
        text.push_str(&format!("{visibility}mod {name} {{\n"));
        for line in inner.trim_start_matches('\n').lines() {
            text.push_str(if line.is_empty() { "" } else { "    " });
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("}\n");
        text
    }
}

/// Appends paragraphs, each with a blank line before it, but for tables of one line that follow one another.
fn paragraphs(text: &mut String, paragraphs: impl Iterator<Item = String>) {
    let mut after_line = false;
    for paragraph in paragraphs {
        let is_line = table::is_one_line(&paragraph);
        if !(is_line && after_line) {
            text.push('\n');
        }
        text.push_str(&paragraph);
        after_line = is_line;
    }
}

fn push_comment(text: &mut String, marker: &str, line: &str) {
    text.push_str(marker);
    text.push_str(if line.is_empty() { "" } else { " " });
    text.push_str(line);
    text.push('\n');
}

/// A file name cannot end the head line.
fn one_line(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::Doc;

    fn modules() -> Vec<Module> {
        let mut pets = Module::new(&["client", "pets"]).feature("tag-pets").docs(Doc::default().ours("Pets."));
        pets.push(quote!(impl Call<crate::types::Pet> { fn f() -> Decimal {} }));
        let mut types = Module::new(&["types"]);
        types.push(quote!(
            pub struct Pet;
        ));
        vec![Module::new(&[]), Module::new(&["client"]).feature("client"), pets, types]
    }

    fn head(layout: Layout) -> Head<'static> {
        Head { spec: "openapi.yaml", layout, root_attributes: "#![forbid(unsafe_code)]\n" }
    }

    #[test]
    fn a_crate_is_many_files() {
        let files = render(&modules(), head(Layout::Crate));
        let top = "// @generated by driftless from openapi.yaml. Do not edit.\n\n";
        assert_eq!(
            files["lib.rs"],
            format!(
                "{top}#![forbid(unsafe_code)]\n\n#[cfg(feature = \"client\")]\n#[rustfmt::skip]\npub mod client;\n\
                 #[rustfmt::skip]\npub mod types;\n"
            )
        );
        assert_eq!(files["client/mod.rs"], format!("{top}#[cfg(feature = \"tag-pets\")]\npub mod pets;\n"));
        assert_eq!(
            files["client/pets.rs"],
            format!(
                "{top}//! Pets.\n\nuse rust_decimal::Decimal;\n\nimpl Call<crate::types::Pet> {{\n    fn f() -> Decimal {{}}\n}}\n"
            )
        );
    }

    #[test]
    fn an_included_file_has_no_crate_and_no_features() {
        let files = render(&modules(), head(Layout::Include));
        let expected = "\
// @generated by driftless from openapi.yaml. Do not edit.
//
// Needs, in the [dependencies] of the including crate:
// serde = \"1\"

#[allow(dead_code, unused_imports)]
pub mod client {
    /// Pets.
    pub mod pets {
        use rust_decimal::Decimal;

        impl Call<super::super::types::Pet> {
            fn f() -> Decimal {}
        }
    }
}

#[allow(dead_code, unused_imports)]
pub mod types {
    pub struct Pet;
}
";
        assert_eq!(note_dependencies(&files["api.rs"], &[String::from("serde = \"1\"")]), expected);
    }
}
