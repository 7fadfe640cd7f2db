//! Links of an operation's answers, as sentences of its doc comment: `` Its `id` feeds `orderId` of `getOrder`. ``

use super::View;
use crate::emit::rust::{Doc, code};
use crate::ir::{Feed, Link};

/// Adds a sentence for each value that a documented answer hands on to another operation. What a link feeds with anything else
/// is for the reference docs to tell.
pub(crate) fn linked(view: View<'_>, doc: Doc) -> Doc {
    let links = view.operation.responses.all().flat_map(|response| &response.links);
    links.fold(doc, |doc, link| sentences(link).into_iter().fold(doc, |doc, sentence| doc.fact(&sentence)))
}

fn sentences(link: &Link) -> Vec<String> {
    let target = code(&link.operation);
    let parameters = link.parameters.iter().map(|(name, feed)| (code(name), feed));
    let body = link.body.iter().map(|feed| (String::from("the body"), feed));
    let fed = parameters.chain(body).filter_map(|(name, feed)| match feed {
        Feed::Answer(pointer) => {
            let property = code(&pointer.trim_start_matches('/').replace('/', "."));
            Some(format!("Its {property} feeds {name} of {target}."))
        }
        Feed::Text(_) => None,
    });
    let fed: Vec<String> = fed.collect();
    if fed.is_empty() { vec![format!("{target} may follow.")] } else { fed }
}
