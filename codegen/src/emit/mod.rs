//! The IR to files. Nothing here can fail, and nothing here looks at the document.
//!
//! Every emitter gives modules of items; [`rust`] turns all of them into files, so that spacing, imports and layout are
//! decided once. The manifest comes last, because it lists the crates that the files turned out to use.

mod client;
mod docs;
mod operations;
mod parts;
mod rust;
mod scaffold;
mod server;
mod types;
mod webhooks;

use crate::ir::{Api, Type, TypeId};
#[cfg(feature = "cli")]
use crate::options::Emit;
use crate::options::{Layout, Options};
use crate::output::Output;
use driftless_runtime::sources::SOURCES;
use rust::{Head, Module};
use std::collections::BTreeMap;

/// What stands at the root of a crate.
const ROOT: &str = "#![forbid(unsafe_code)]\n";
/// The same where the compiler has to look deeper than it does by itself to see that a type can be sent to another thread.
const DEEP_ROOT: &str = "#![forbid(unsafe_code)]\n#![recursion_limit = \"512\"]\n";
/// Types within one another from which on that is so; each takes several of the compiler's 128 steps.
const DEEP: usize = 24;

/// Writes everything that the options ask for. `localised` holds the same API with its texts in other languages, for docs.
pub(crate) fn emit(api: &Api, localised: &[(String, Api)], options: &Options) -> Output {
    let root_attributes = if api.types.depth() > DEEP { DEEP_ROOT } else { ROOT };
    let head = Head { spec: &options.shown_spec, layout: options.layout, root_attributes };
    let files = rust::render(&modules(api, options), head);
    let dependencies = scaffold::dependencies(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut output = Output::default();
    match options.layout {
        Layout::Crate => {
            output.files.extend(files.into_iter().map(|(path, text)| (format!("src/{path}"), text)));
            output.manifest = Some(scaffold::manifest(api, options, &dependencies));
        }
        Layout::Include => {
            let lines: Vec<_> = dependencies.iter().map(scaffold::Dependency::line).collect();
            let noted = files.into_iter().map(|(path, text)| (path, rust::note_dependencies(&text, &lines)));
            output.files.extend(noted);
        }
    }
    if options.emit.docs {
        docs::emit(api, localised, options, &mut output);
    }
    output.files.sort_keys();
    output
}

/// The adapter of module `codec` that reads and writes a named type, where the type's own serde traits do not.
pub(crate) fn adapter(api: &Api, id: TypeId) -> Option<String> {
    types::codec(&api.types, &Type::Named(id)).map(|adapter| adapter.to_string())
}

/// The cargo features without which some types are not there: a tag's own, and those of webhooks.
#[cfg(feature = "cli")] // For its self-check.
pub(crate) fn features_of_types(api: &Api, emit: Emit) -> Vec<String> {
    let webhooks = emit.webhooks && !api.hooks.is_empty();
    let tags = api.tags.iter().map(scaffold::tag_feature);
    tags.chain(webhooks.then(|| webhooks::FEATURE.to_owned())).collect()
}

/// Every module of the output.
fn modules(api: &Api, options: &Options) -> Vec<Module> {
    let parts = parts::parts(api, options.emit, options.layout);
    let mut modules = vec![scaffold::root(api)];
    modules.extend(types::modules(api, options.emit.webhooks));
    if options.emit.client || options.emit.server {
        modules.extend(operations::modules(api, options.emit));
    }
    if options.emit.client {
        modules.extend(client::modules(api));
    }
    if options.emit.server {
        modules.extend(server::modules(api));
    }
    if options.emit.webhooks {
        modules.extend(webhooks::modules(api));
    }
    let sources: BTreeMap<_, _> = SOURCES.iter().map(|file| (file.path, file.text)).collect();
    modules.extend(rust::runtime(&sources, &|part| parts.contains(part), options.layout));
    modules
}
