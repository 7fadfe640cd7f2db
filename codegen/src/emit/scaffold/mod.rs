//! What makes the files a crate: the root module, `Cargo.toml` and its dependencies.
//!
//! The root module is generated like any other. `Cargo.toml` belongs to people; the generator writes it whole only where there is
//! none, and otherwise replaces what stands between its markers ([`manifest`]). What goes between them is not a matter of
//! options: it is read off the files that were written ([`dependencies`]).

mod dependencies;
mod manifest;

pub(crate) use dependencies::{Dependency, dependencies};
pub use manifest::Manifest;

use crate::emit::rust::{Doc, Module};
use crate::ir::{Api, Tag};
use crate::options::{Emit, Options};

/// The cargo feature of a tag.
pub(crate) fn tag_feature(tag: &Tag) -> String {
    format!("tag-{}", tag.name.as_str().replace('_', "-"))
}

/// The root module: what the API says about itself.
pub(super) fn root(api: &Api) -> Module {
    let mut docs = Doc::default().text(&api.info.title);
    if let Some(description) = &api.info.description {
        docs = docs.text(description);
    }
    Module::new(&[]).docs(docs)
}

/// The parts of `Cargo.toml` that belong to the generator.
pub(super) fn manifest(api: &Api, options: &Options, dependencies: &[Dependency]) -> Manifest {
    Manifest {
        name: options.name.clone(),
        features: features(api, options.emit, dependencies),
        dependencies: dependencies.iter().map(|found| (found.name.to_owned(), found.value())).collect(),
    }
}

fn features(api: &Api, emit: Emit, dependencies: &[Dependency]) -> Vec<(String, String)> {
    let list = |entries: &[String]| {
        let entries: Vec<_> = entries.iter().map(|entry| format!("\"{entry}\"")).collect();
        format!("[{}]", entries.join(", "))
    };
    let needs = |uses: fn(&Dependency) -> bool| -> Vec<String> {
        let needed = dependencies.iter().filter(|found| found.optional() && uses(found));
        needed.map(|found| format!("dep:{}", found.name)).collect()
    };
    let tags: Vec<String> = api.tags.iter().map(tag_feature).collect();
    let side = if emit.client { Some("client") } else { emit.server.then_some("server") };
    let default: Vec<String> = side.into_iter().map(str::to_owned).chain(tags.iter().cloned()).collect();
    let mut features = vec![(String::from("default"), list(&default))];
    if emit.client {
        features.push((String::from("client"), list(&needs(|found| found.client))));
    }
    if emit.server {
        features.push((String::from("server"), list(&needs(|found| found.server))));
    }
    features.extend(tags.into_iter().map(|tag| (tag, String::from("[]"))));
    features
}
