//! Parameters to request fields: those of the operation, then those of its path item that it does not override, sorted by
//! where they travel.
//!
//! A parameter is known by its name and `in` together (OpenAPI 3.0.4, "Parameter Object"), so a path and a query may both have an
//! `id`; the later one is then the field `query_id`.

use super::constants::constant;
use super::fields::{Fields, Wanted};
use super::info;
use super::objects::object;
use super::style::{self, Carrier};
use super::view::{Node, wrong};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, nearest};
use crate::ir::{self, Constraints, Docs, OmissionKind, Path, QueryPair, Style, Type};
use crate::lower::context::Context;
use crate::lower::schemas::{self, Lowered};

/// Headers whose parameter objects OpenAPI tells to ignore: media types and credentials are stated elsewhere.
const IGNORED: &[&str] = &["accept", "content-type", "authorization"];

/// A parameter object, its head read.
struct Declared<'a> {
    carrier: Carrier,
    wire: String,
    node: Node<'a>,
    /// Its entry in the list, which may be a reference.
    entry: Place,
}

/// The objects that list the parameters of an operation.
struct Holders<'n, 'a> {
    operation: &'n Node<'a>,
    item: &'n Node<'a>,
}

impl<'a> Holders<'_, 'a> {
    /// Whether a misspelt key or a dead reference keeps some of their parameters from being known.
    fn hide(&self, context: &Context<'a>) -> bool {
        let hides = |holder: &Node<'a>| {
            let count = holder.get("parameters").and_then(serde_json::Value::as_array).map_or(0, Vec::len);
            let list = holder.place.child("parameters");
            let mut entries = (0..count).map(|index| context.tree.follow(&list.child(index)));
            let misspelt = |object: &Place, key: &str| context.sink.has_misspelt(object, key);
            let unknown = |entry: Place| misspelt(&entry, "name") || misspelt(&entry, "in");
            misspelt(&holder.place, "parameters") || entries.any(|entry| entry.map_or(true, unknown))
        };
        hides(self.operation) || hides(self.item)
    }
}

/// Adds a field for each parameter.
pub(super) fn parameters<'a>(
    context: &mut Context<'a>,
    item: &Node<'a>,
    operation: &Node<'a>,
    path: &Path,
    fields: &mut Fields,
) {
    let mut declared = list(context, operation);
    for inherited in list(context, item) {
        let overridden = |own: &Declared<'_>| own.carrier == inherited.carrier && own.wire == inherited.wire;
        if !declared.iter().any(overridden) {
            declared.push(inherited);
        }
    }
    declared.retain(|parameter| {
        let ignored = parameter.carrier == Carrier::Header && is_ignored(&parameter.wire);
        if ignored {
            let what = format!("the header parameter `{}`", parameter.wire);
            let reason = "media types and credentials are stated elsewhere, and OpenAPI tells to ignore it";
            context.sink.reading_mut().unread(&what, reason, &|| parameter.node.place.clone());
        }
        !ignored
    });
    let holders = Holders { operation, item };
    in_path(context, &holders, path, &mut declared, fields);
    in_query_of_path(context, &holders, path, &mut declared, fields);
    declared.sort_by_key(|parameter| parameter.carrier);
    for parameter in declared.iter().filter(|parameter| parameter.carrier != Carrier::Path) {
        match constant(context, parameter.carrier, &parameter.wire, &parameter.node) {
            // What the path says already is not sent twice.
            Some(constant) if path.fixes(&constant) => {}
            Some(constant) => fields.fix(constant),
            None => add(context, parameter, fields),
        }
    }
}

fn is_ignored(header: &str) -> bool {
    IGNORED.iter().any(|ignored| header.eq_ignore_ascii_case(ignored))
}

/// The parameters that a path item or operation lists.
fn list<'a>(context: &mut Context<'a>, holder: &Node<'a>) -> Vec<Declared<'a>> {
    let mut found: Vec<Declared<'a>> = Vec::new();
    for (entry, node) in holder.listed(context, "parameters") {
        if node.get("name").is_none() && node.get("in").is_none() {
            let finding = Diagnostic::new(Code::Malformed, node.place, "a parameter has neither `name` nor `in`");
            context.sink.push(finding.help("a parameter is known by both: `{name: limit, in: query}`"));
            continue;
        }
        let (Some(wire), Some(carrier)) = (node.needed(context, "name"), node.needed(context, "in")) else { continue };
        let Some(carrier) = carrier_of(context, &node, carrier) else { continue };
        let wire = wire.to_owned();
        if let Some(first) = found.iter().find(|known| known.carrier == carrier && known.wire == wire) {
            let message = format!("the {} parameter `{wire}` stands twice; the first one counts", carrier.text());
            let mut diagnostic = Diagnostic::new(Code::Malformed, called(&entry, &node), message)
                .help("remove or rename one of the two")
                .related(called(&first.entry, &first.node), "the first one");
            diagnostic.severity = Severity::Warning;
            context.sink.push(diagnostic);
            continue;
        }
        found.push(Declared { carrier, wire, node, entry });
    }
    found
}

/// Where the entry of a list says which parameter it is.
fn called(entry: &Place, node: &Node<'_>) -> Place {
    entry.child(if *entry == node.place { "name" } else { "$ref" })
}

/// Where a parameter travels.
fn carrier_of(context: &mut Context<'_>, node: &Node<'_>, text: &str) -> Option<Carrier> {
    let carrier = Carrier::parse(text);
    if carrier.is_none() && matches!(text, "body" | "formData") {
        let message = format!("`in: {text}` belongs to Swagger 2.0");
        let finding = Diagnostic::new(Code::Malformed, node.place.child("in"), message);
        context.sink.push(finding.help("in OpenAPI 3 the body is the `requestBody` of the operation"));
    } else if carrier.is_none() {
        wrong(context, &node.place.child("in"), "`path`, `query`, `header` or `cookie`");
    }
    carrier
}

/// Adds the path's parameters in the order of the template, and reports those that only one side knows.
fn in_path<'a>(
    context: &mut Context<'a>,
    holders: &Holders<'_, 'a>,
    path: &Path,
    declared: &mut [Declared<'a>],
    fields: &mut Fields,
) {
    let is = |parameter: &Declared<'_>, wire: &str| parameter.carrier == Carrier::Path && parameter.wire == wire;
    for wire in path.parameters() {
        match declared.iter().find(|parameter| is(parameter, wire)) {
            Some(parameter) => add(context, parameter, fields),
            None => {
                let near = misnamed(path, declared, wire);
                if near.is_some() || !holders.hide(context) {
                    report_undeclared(context, holders.operation, path, wire, near);
                }
                fields.add(undeclared(wire, Carrier::Path, holders.operation.place.clone()));
            }
        }
    }
    // One that was told as what an undeclared one may be is not told again.
    let undeclared = path.parameters().filter(|wire| !declared.iter().any(|known| is(known, wire)));
    let told: Vec<&str> =
        undeclared.filter_map(|wire| misnamed(path, declared, wire)).map(|known| known.wire.as_str()).collect();
    for parameter in unused(path, declared).filter(|known| !told.contains(&known.wire.as_str())) {
        let message = format!("the path `{}` has no parameter `{}`", path.text, parameter.wire);
        let place = parameter.node.place.child("name");
        let finding = Diagnostic::new(Code::UnusedPathParameter, place, message);
        context.sink.push(finding.help("it is left out").related(place_of(path), "the path"));
    }
}

/// Path parameters that the template does not have.
fn unused<'d, 'a>(path: &'d Path, declared: &'d [Declared<'a>]) -> impl Iterator<Item = &'d Declared<'a>> {
    let in_template = |wire: &str| path.parameters().chain(in_query(path)).any(|known| known == wire);
    declared.iter().filter(move |known| known.carrier == Carrier::Path && !in_template(&known.wire))
}

/// The unused parameter that an undeclared one of the template most likely is, under another spelling.
fn misnamed<'d, 'a>(path: &'d Path, declared: &'d [Declared<'a>], wire: &str) -> Option<&'d Declared<'a>> {
    let near = nearest(wire, unused(path, declared).map(|known| known.wire.as_str()))?;
    unused(path, declared).find(|known| known.wire == near)
}

/// The path's key in the document.
fn place_of(path: &Path) -> Place {
    Place::new("/paths").child(&path.text)
}

/// Names of the parameters in the query of a template.
fn in_query(path: &Path) -> impl Iterator<Item = &str> {
    path.query.iter().map(|pair| pair.parameter.as_str())
}

/// `/a?key={token}`: the parameter travels in the query as `key`, whatever the document says of `token`.
fn in_query_of_path<'a>(
    context: &mut Context<'a>,
    holders: &Holders<'_, 'a>,
    path: &Path,
    declared: &mut [Declared<'a>],
    fields: &mut Fields,
) {
    for QueryPair { wire, parameter } in &path.query {
        let declarations = [(parameter, Carrier::Path), (parameter, Carrier::Query), (wire, Carrier::Query)];
        let index = declarations.iter().find_map(|(name, carrier)| {
            declared.iter().position(|known| known.carrier == *carrier && known.wire == **name)
        });
        match index.and_then(|index| declared.get_mut(index)) {
            Some(known) => {
                known.carrier = Carrier::Query;
                known.wire.clone_from(wire);
            }
            None => {
                if !holders.hide(context) {
                    report_undeclared(context, holders.operation, path, parameter, None);
                }
                fields.add(undeclared(wire, Carrier::Query, holders.operation.place.clone()));
            }
        }
    }
}

fn report_undeclared(
    context: &mut Context<'_>,
    operation: &Node<'_>,
    path: &Path,
    wire: &str,
    near: Option<&Declared<'_>>,
) {
    let method = operation.place.last().unwrap_or_default();
    let message = format!("the parameter `{wire}` of the path is not declared by `{method}`");
    let (help, related, label) = match near {
        Some(near) => (
            format!("give both one name; until then `{wire}` is a required string, and `{}` is left out", near.wire),
            near.node.place.child("name"),
            "did you mean this one?",
        ),
        None => (
            String::from("declare it; until then it is taken as a required string"),
            operation.place.clone(),
            "this operation",
        ),
    };
    let diagnostic = Diagnostic::new(Code::UndeclaredPathParameter, place_of(path), message);
    context.sink.push(diagnostic.part(format!("{{{wire}}}")).related(related, label).help(help));
}

/// A required string.
fn undeclared(wire: &str, carrier: Carrier, origin: Place) -> Wanted {
    let parameter = ir::Parameter {
        wire: wire.to_owned(),
        style: carrier.default_style(),
        explode: carrier.default_style() == Style::Form,
        allow_reserved: false,
        content: None,
    };
    Wanted {
        wire: wire.to_owned(),
        from: carrier.text(),
        lowered: Lowered { ty: Type::String, nullable: false },
        required: true,
        docs: Docs::default(),
        constraints: Constraints::default(),
        default: None,
        place: carrier.place(parameter),
        origin,
    }
}

fn add<'a>(context: &mut Context<'a>, declared: &Declared<'a>, fields: &mut Fields) {
    let Declared { carrier, wire, node, .. } = declared;
    let owner = owner(&node.place, "parameters").unwrap_or_else(|| format!("{} {wire}", fields.owner()));
    let carried = style::carried(context, node, &owner);
    let schema = carried.schema.as_ref();
    let mut parameter = style::written(context, node, *carrier, wire);
    parameter.content = carried.content;
    if parameter.content.is_none() && parameter.style != Style::DeepObject {
        report_nesting(context, node, &carried.lowered.ty);
    }
    let required = node.flag(context, "required").unwrap_or(false);
    fields.add(Wanted {
        wire: wire.clone(),
        from: carrier.text(),
        required: required || *carrier == Carrier::Path,
        docs: info::docs_with_schema(context, node, schema),
        constraints: schema.map(|schema| schemas::constraints(context, schema)).unwrap_or_default(),
        default: schema.and_then(|schema| default(context, schema)),
        place: carrier.place(parameter),
        lowered: carried.lowered,
        origin: node.place.clone(),
    });
}

/// A list of lists or of objects has no form in any style (OpenAPI 3.0.4, "Style Values": undefined behaviour).
fn report_nesting(context: &mut Context<'_>, node: &Node<'_>, ty: &Type) {
    let (Type::List(item) | Type::Set(item)) = ty else { return };
    let is_nested = matches!(**item, Type::List(_) | Type::Set(_) | Type::Map(_) | Type::Tuple(_));
    if is_nested || object(&context.types, item).is_some() {
        let message = "OpenAPI does not define how nested values are written in a parameter; they are written as JSON";
        let diagnostic = Diagnostic::new(Code::WeakenedOperation, node.place.clone(), message);
        context.omit(OmissionKind::Untyped, diagnostic);
    }
}

/// `default` of a schema, references followed.
fn default(context: &Context<'_>, schema: &Place) -> Option<serde_json::Value> {
    let schema = context.tree.follow(schema).ok()?;
    context.tree.get(&schema)?.get("default").cloned()
}

/// What inline types of a shared component are named after: the component's own key, so that no operation owns them.
pub(super) fn owner(place: &Place, section: &str) -> Option<String> {
    let keys: Vec<String> = place.keys().collect();
    match keys.as_slice() {
        [components, found, key] if components == "components" && found == section => Some(key.clone()),
        _ => None,
    }
}
