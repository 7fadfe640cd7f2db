//! Decides which operation answers a request where method and path alone do not say it.
//!
//! ```text
//! POST /#Target=Make, POST /#Target=Drop   a header's constant           both serve
//! GET /pets/{id}, GET /pets/{name}         ids are UUIDs                 both serve, the more specific is tried first
//! GET /pets, GET /pets#tag                 the second requires `tag`     both serve
//! GET /pets/{id}, GET /pets/{name}         two texts                     the first one serves, the second is reported
//! ```
//!
//! Templates that merely overlap (`/{id}` and `/{id}.json`) need nothing here: the router tries the one with more literal text
//! first.

mod facts;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Accepts, Api, At, Condition, Omission, OmissionKind, Operation, Routing};
use facts::{Dimension, Facts};
use std::collections::BTreeMap;

/// Sets each operation's [`Routing`], and reports those that no request reaches and fragments that nothing stands for.
pub(super) fn check(api: &mut Api, sink: &mut Sink) {
    for group in groups(&api.operations) {
        let facts = group.iter().map(|index| facts::facts(&api.types, &api.operations[*index])).collect::<Vec<_>>();
        for (index, routing) in group.iter().zip(decide(&group, &facts)) {
            let operation = &mut api.operations[*index];
            operation.routing = routing;
            // A constant is a condition by itself.
            let Operation { routing: Routing::When(conditions), request, .. } = operation else { continue };
            conditions.retain(|condition| {
                !request.constants.iter().any(|known| (known.at, &known.wire) == (condition.at, &condition.wire))
            });
        }
    }
    let findings: Vec<_> = api.operations.iter().filter_map(|operation| shadowed(api, operation)).collect();
    let findings = findings.into_iter().chain(api.operations.iter().filter_map(unsent_fragment));
    for diagnostic in findings.collect::<Vec<_>>() {
        let (place, reason) = (diagnostic.place.clone(), diagnostic.message.clone());
        if sink.push_new(diagnostic) {
            api.omissions.push(Omission { kind: OmissionKind::Untyped, place, reason });
        }
    }
}

/// The operations that share method and shape, in document order, where there are several.
fn groups(operations: &[Operation]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        groups.entry((&operation.method, operation.path.shape())).or_default().push(index);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// The routing of each operation of a group.
fn decide(group: &[usize], facts: &[Facts]) -> Vec<Routing> {
    // What covers another one asks for less, so it comes later, unless both are equal.
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|member| specificity(&facts[*member]));
    let mut served: Vec<usize> = Vec::new();
    let mut routing = vec![Routing::When(Vec::new()); facts.len()];
    for member in order {
        match serving(&facts[member], &served, facts) {
            Some(earlier) => routing[member] = Routing::Shadowed(group[earlier]),
            None => served.push(member),
        }
    }
    for member in &served {
        let differs = |dimension: &Dimension| {
            let own = facts[*member].get(dimension).map(|condition| &condition.accepts);
            served.iter().any(|other| facts[*other].get(dimension).map(|condition| &condition.accepts) != own)
        };
        routing[*member] = Routing::When(conditions(&facts[*member], differs));
    }
    routing
}

/// Sorts what demands more before what demands less: more and narrower conditions, then fewer values.
fn specificity(facts: &Facts) -> (std::cmp::Reverse<usize>, usize) {
    let rank = |condition: &Condition| match &condition.accepts {
        Accepts::Anything => usize::from(condition.at != At::Path),
        Accepts::Number => 2,
        Accepts::OneOf(_) => 4,
        _ => 3,
    };
    let values = |condition: &Condition| match &condition.accepts {
        Accepts::OneOf(values) => values.len(),
        _ => 0,
    };
    (std::cmp::Reverse(facts.values().map(rank).sum()), facts.values().map(values).sum())
}

/// The operation, among those that are tried before, that gets every request of this one. With a list of values, each of them
/// may go to another operation; one list at a time is looked at.
fn serving(own: &Facts, before: &[usize], facts: &[Facts]) -> Option<usize> {
    let covering = |own: &Facts| before.iter().copied().find(|other| covers(&facts[*other], own));
    covering(own).or_else(|| {
        own.iter().find_map(|(dimension, condition)| {
            let Accepts::OneOf(values) = &condition.accepts else { return None };
            if values.len() < 2 {
                return None;
            }
            let of_value = |value: &String| {
                let one = Condition { accepts: Accepts::OneOf(vec![value.clone()]), ..condition.clone() };
                let mut narrowed = own.clone();
                narrowed.insert(dimension.clone(), one);
                covering(&narrowed)
            };
            values.iter().map(of_value).collect::<Option<Vec<_>>>()?.first().copied()
        })
    })
}

/// Whether each request that meets `narrow` meets `wide` as well.
fn covers(wide: &Facts, narrow: &Facts) -> bool {
    wide.iter().all(|(dimension, condition)| {
        narrow.get(dimension).is_some_and(|narrow| condition.accepts.covers(&narrow.accepts))
    })
}

/// What a server has to look at: the dimensions that differ. A path parameter is always there, so its being any text is none of
/// them.
fn conditions(facts: &Facts, differs: impl Fn(&Dimension) -> bool) -> Vec<Condition> {
    let differing = facts.iter().filter(|(dimension, _)| differs(dimension)).map(|(_, condition)| condition);
    let is_idle = |condition: &Condition| condition.at == At::Path && condition.accepts == Accepts::Anything;
    differing.filter(|condition| !is_idle(condition)).cloned().collect()
}

fn shadowed(api: &Api, operation: &Operation) -> Option<Diagnostic> {
    let Routing::Shadowed(earlier) = operation.routing else { return None };
    let earlier = api.operations.get(earlier)?;
    let message = format!(
        "`{} {}` matches the same requests as `{}`, which is tried first and serves them",
        operation.method.0, operation.path.text, earlier.path.text
    );
    let help = "the generated server leaves this operation out; let the two differ in a literal segment, in the values of a \
                required parameter, or in the type of a path parameter";
    let diagnostic = Diagnostic::new(Code::RouteConflict, operation.place.clone(), message).at_key().help(help);
    Some(diagnostic.related(earlier.place.clone(), "the operation that serves"))
}

/// `/#Action=List` says in words which operation is meant. No client sends a fragment: what it names has to be a parameter.
fn unsent_fragment(operation: &Operation) -> Option<Diagnostic> {
    let fragment = operation.path.fragment.as_ref()?;
    let constants = operation.request.constants.iter().map(|constant| &constant.wire);
    let required =
        operation.request.fields.iter().filter(|field| field.required).filter_map(|field| field.place.parameter());
    let sent: Vec<&String> = constants.chain(required.map(|parameter| &parameter.wire)).collect();
    let is_sent = |part: &str| {
        let name = part.split_once('=').map_or(part, |(name, _)| name);
        sent.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    if fragment.split('&').all(is_sent) {
        return None;
    }
    let message = format!(
        "the fragment of `{}` is not sent, and no required parameter stands for it; requests go to what stands before it",
        operation.path.text
    );
    Some(Diagnostic::new(Code::WeakenedOperation, operation.place.clone(), message).at_key())
}

#[cfg(test)]
mod tests;
