//! From a place to what it stands for: references followed until a named type or a definition.

use super::chain;
use super::joint::Joint;
use crate::diagnostics::Place;
use crate::lower::context::Context;

/// What a joint stands for.
#[derive(Debug)]
pub(super) struct Settled {
    /// The definition.
    pub(super) joint: Joint,
    /// A reference on the way says `nullable: true`.
    pub(super) nullable: bool,
    /// The definition stands elsewhere.
    pub(super) moved: bool,
}

/// Follows references, and `allOf`s that only wrap one, to a component or another definition.
pub(super) fn settle(context: &Context<'_>, joint: &Joint) -> Settled {
    let mut settled = Settled { joint: joint.clone(), nullable: false, moved: false };
    let mut passed = Vec::new();
    while let Some(place) = settled.joint.single().cloned() {
        let known =
            context.schemas.named.contains_key(&settled.joint) || context.schemas.stood.contains_key(&settled.joint);
        if known || passed.contains(&place) {
            break;
        }
        let Some(referred) = chain::referred(context, &place) else { break };
        settled.nullable |= referred.nullable;
        settled.joint = Joint::of(&referred.target);
        settled.moved = true;
        passed.push(place);
    }
    settled
}

/// Keys that say nothing in the name of an inline type.
const STRUCTURE: &[&str] = &[
    "components",
    "schemas",
    "properties",
    "paths",
    "content",
    "schema",
    "allOf",
    "anyOf",
    "oneOf",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "requestBody",
    "x-oas31-patternProperties",
    "x-oas31-prefixItems",
    "definitions",
];

/// Words to name the inline schema at a place after: `#/components/schemas/Pet/properties/tags/items` is `Pet tags Item`.
pub(super) fn words(place: &Place) -> String {
    let words: Vec<String> = place
        .keys()
        .filter(|key| !STRUCTURE.contains(&key.as_str()) && !key.contains('/') || key.starts_with('/'))
        .map(|key| match key.as_str() {
            "items" => String::from("Item"),
            "additionalProperties" => String::from("Value"),
            _ => key,
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_by_what_leads_there() {
        assert_eq!(words(&Place::new("/components/schemas/Pet/properties/tags/items")), "Pet tags Item");
        let place = Place::new("").child("paths").child("/pets/{id}").child("get").child("responses").child(200);
        let place = place.child("content").child("application/json").child("schema");
        assert_eq!(words(&place), "/pets/{id} get 200");
    }
}
