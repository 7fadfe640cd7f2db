//! No two items of one Rust scope have one name.
//!
//! Scopes mint names, so a clash means that lowering used two scopes where Rust has one. The generated code would not compile;
//! a finding that names both places is better than rustc's.

use crate::diagnostics::{Code, Diagnostic, Place, Sink};
use crate::ir::{Additional, Api, Content, Operation, Outcome, Response, Struct, TypeDef, TypeKind};
use crate::names::Name;
use std::collections::{BTreeMap, BTreeSet};

/// Reports each name that stands twice in its scope.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    let top = Place::default();
    items(api, sink);
    report("modules", &top, api.tags.iter().map(|tag| &tag.name), sink);
    // The builder of the client has a method for each credential and for each variable of its server.
    let credentials = api.security_schemes.iter().map(|scheme| &scheme.name);
    for server in &api.servers {
        let variables = server.variables.iter().map(|variable| &variable.name);
        report("settings", &top, credentials.clone().chain(variables), sink);
    }
    for tag in 0..api.tags.len() {
        let of_tag = api.operations.iter().filter(|operation| operation.tag == tag);
        report("methods", &top, of_tag.map(|operation| &operation.name), sink);
    }
    report("variants", &top, api.hooks.iter().filter_map(|hook| hook.variant.as_ref()), sink);
    for operation in exchanged(api) {
        members(operation, sink);
    }
    for (_, def) in api.types.iter() {
        type_members(def, sink);
    }
}

/// Operations, webhooks and callbacks.
fn exchanged(api: &Api) -> impl Iterator<Item = &Operation> {
    api.operations.iter().chain(api.hooks.iter().map(|hook| &hook.operation))
}

/// Types, requests, outcomes, clients and traits: generated modules import all of them side by side.
fn items(api: &Api, sink: &mut Sink) {
    let mut items: Vec<(&Name, &Place)> = api.types.iter().map(|(_, def)| (&def.name, &def.place)).collect();
    let top = Place::default();
    items.extend(api.tags.iter().flat_map(|tag| [(&tag.client_name, &top), (&tag.trait_name, &top)]));
    items.extend(api.webhook.iter().map(|name| (name, &top)));
    let mut bodies = BTreeSet::new();
    for operation in exchanged(api) {
        let names =
            [Some(&operation.request.name), operation.request.body.as_ref().and_then(|body| body.name.as_ref())];
        let structs = operation.responses.all().filter_map(|response| response.name.as_ref());
        // Operations that refer to the same response have its body in common.
        let several = operation.responses.all().filter_map(|response| response.body_name.as_ref());
        let several = several.filter(|name| bodies.insert(*name));
        let outcomes = [operation.responses.success.name.as_ref(), operation.responses.failure.name.as_ref()];
        let names = names.into_iter().chain(outcomes).flatten().chain(structs).chain(several);
        items.extend(names.map(|name| (name, &operation.place)));
    }
    let mut seen: BTreeMap<&Name, &Place> = BTreeMap::new();
    for (name, place) in items {
        if let Some(earlier) = seen.insert(name, place) {
            let diagnostic = clash("items", name, place);
            sink.push(diagnostic.related(earlier.clone(), "the other one"));
        }
    }
}

fn members(operation: &Operation, sink: &mut Sink) {
    let place = &operation.place;
    let fields = &operation.request.fields;
    report("fields", place, fields.iter().map(|field| &field.name), sink);
    report("setters", place, fields.iter().map(|field| &field.setter), sink);
    if let Some(body) = &operation.request.body {
        media_types(&body.contents, place, sink);
    }
    for outcome in [&operation.responses.success, &operation.responses.failure] {
        variants(outcome, place, sink);
    }
}

fn variants(outcome: &Outcome, place: &Place, sink: &mut Sink) {
    report("variants", place, outcome.responses.iter().map(|response| &response.variant), sink);
    for Response { headers, contents, .. } in &outcome.responses {
        report("headers", place, headers.iter().map(|header| &header.name), sink);
        media_types(contents, place, sink);
    }
}

fn media_types(contents: &[Content], place: &Place, sink: &mut Sink) {
    report("variants", place, contents.iter().map(|content| &content.name), sink);
}

fn type_members(def: &TypeDef, sink: &mut Sink) {
    match &def.kind {
        TypeKind::Struct(Struct { fields, additional }) => {
            let kept = match additional {
                Additional::Kept(name, _) => Some(name),
                Additional::Ignored | Additional::Closed => None,
            };
            report("fields", &def.place, fields.iter().map(|field| &field.name).chain(kept), sink);
        }
        TypeKind::Enum(values) => {
            let names = values.values.iter().map(|value| &value.name).chain([&values.unknown]);
            report("variants", &def.place, names, sink);
        }
        TypeKind::Union(union) => {
            let names = union.variants.iter().map(|variant| &variant.name).chain([&union.unknown]);
            report("variants", &def.place, names, sink);
        }
        TypeKind::Alias(_) => {}
    }
}

fn report<'n>(what: &str, place: &Place, names: impl Iterator<Item = &'n Name>, sink: &mut Sink) {
    let mut seen: Vec<&Name> = names.collect();
    seen.sort_unstable();
    for pair in seen.windows(2).filter(|pair| pair[0] == pair[1]) {
        sink.push(clash(what, pair[0], place));
    }
}

fn clash(what: &str, name: &Name, place: &Place) -> Diagnostic {
    Diagnostic::new(Code::NameClash, place.clone(), format!("two {what} are called `{name}`"))
        .help("this is a defect of the program; renaming one of the two in the document avoids it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Tag, Text};
    use crate::names::Scope;

    fn tag(module: &str, client: &str) -> Tag {
        // A scope for each name, which is the mistake that the pass is there to find.
        Tag {
            name: Scope::default().snake(module),
            client_name: Scope::default().pascal(client),
            trait_name: Scope::default().pascal(&format!("{module} {client} api")),
            text: Text::default(),
            description: None,
        }
    }

    fn clashes(tags: Vec<Tag>) -> Vec<String> {
        let mut sink = Sink::new();
        let mut api = crate::lower::nothing();
        api.tags = tags;
        check(&api, &mut sink);
        sink.found().iter().map(|found| found.message.clone()).collect()
    }

    #[test]
    fn equal_names_in_one_scope_are_found() {
        assert_eq!(clashes(vec![tag("a", "Same"), tag("b", "Same")]), ["two items are called `Same`"]);
        assert_eq!(clashes(vec![tag("a", "A"), tag("a", "B")]), ["two modules are called `a`"]);
        assert!(clashes(vec![tag("a", "A"), tag("b", "B")]).is_empty());
    }
}
