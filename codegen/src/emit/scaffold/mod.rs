//! What makes the files a crate: the root module, `Cargo.toml` and its dependencies.
//!
//! The root module is generated like any other. `Cargo.toml` belongs to people; the generator writes it whole only where there is
//! none, and otherwise replaces what stands between its markers ([`Manifest`]). What goes between them is not a matter of options:
//! it is read off the files that were written ([`dependencies`]).

mod dependencies;

pub(super) use dependencies::{Dependency, dependencies};

use crate::emit::rust::{Doc, Module};
use crate::emit::webhooks::FEATURE;
use crate::ir::{Api, Tag};
use crate::names;
use crate::options::{Emit, Options};
use crate::output::{BEGIN, END, Manifest};

/// The cargo feature of a tag.
pub(crate) fn tag_feature(tag: &Tag) -> String {
    format!("tag-{}", names::feature(&tag.name))
}

/// The root module: what the API says about itself.
pub(super) fn root(api: &Api) -> Module {
    let mut docs = Doc::default().text(&api.info.title);
    if let Some(description) = &api.info.description {
        docs = docs.text(description);
    }
    Module::new(&[]).docs(docs)
}

/// `Cargo.toml`: whole, for a crate that has none, and the two blocks of it that stay the generator's.
pub(super) fn manifest(api: &Api, options: &Options, dependencies: &[Dependency]) -> Manifest {
    let features = features(api, options.emit, dependencies);
    let dependencies: String = dependencies.iter().map(|found| found.gated_line() + "\n").collect();
    let name: String = options.name.escape_default().collect();
    let fresh = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ndoctest = false\n\n\
         [features]\n{BEGIN}\n{features}{END}\n\n[dependencies]\n{BEGIN}\n{dependencies}{END}\n"
    );
    Manifest { fresh, features, dependencies }
}

/// What a client can do beside, at the price of another crate or of more of one: its feature, and what that turns on.
const BESIDE: &[(&str, &str)] = &[("blocking", "tokio/rt"), ("gzip", "reqwest/gzip"), ("tracing", "dep:tracing")];

/// Lines of `[features]`: one side by default with all tags, each side with the crates that only it uses.
fn features(api: &Api, emit: Emit, dependencies: &[Dependency]) -> String {
    let line = |key: &str, entries: Vec<String>| {
        let entries: Vec<_> = entries.iter().map(|entry| format!("\"{entry}\"")).collect();
        format!("{key} = [{}]\n", entries.join(", "))
    };
    let needs = |uses: fn(&Dependency) -> bool| {
        let needed = dependencies.iter().filter(|found| found.optional() && !found.has_feature() && uses(found));
        needed.map(|found| format!("dep:{}", found.name)).collect()
    };
    let tags: Vec<String> = api.tags.iter().map(tag_feature).collect();
    let webhooks = emit.webhooks && !api.hooks.is_empty();
    let sides = [(emit.client, "client"), (emit.server, "server"), (webhooks, FEATURE)];
    let side = sides.into_iter().find_map(|(is_there, side)| is_there.then_some(side));
    let mut lines = line("default", side.into_iter().map(str::to_owned).chain(tags.iter().cloned()).collect());
    if emit.client {
        lines.push_str(&line("client", needs(|found| found.client)));
        for (feature, what) in BESIDE {
            lines.push_str(&line(feature, vec![String::from("client"), (*what).to_owned()]));
        }
    }
    if emit.server {
        lines.push_str(&line("server", needs(|found| found.server)));
    }
    if webhooks {
        lines.push_str(&line(FEATURE, needs(|found| found.server)));
    }
    lines.extend(tags.iter().map(|tag| line(tag, Vec::new())));
    lines
}
