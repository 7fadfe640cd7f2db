//! `x-pagination`: how a list goes on, as the document states it.
//!
//! ```yaml
//! x-pagination: {items: data.entries, cursor: after, next: paging.next, more: has_more, limit: size}
//! x-pagination: {items: data, cursor: starting_after, last: id, more: has_more}     # the id of the last item
//! x-pagination: {items: data, offset: skip, total: count}
//! x-pagination: {items: data, page: page, first: 0, pages: page_count}
//! x-pagination: {items: data, link: links.next}                                     # an address in the answer
//! x-pagination: {link: true}                                                        # the header `Link`
//! ```
//!
//! `items`, `next`, `more`, `total`, `pages` and `link` are properties of the answer, within objects by a dot; `items` is left out
//! where the answer itself is the list. `last` is a property of an item. `cursor`, `offset`, `page` and `limit` are parameters
//! of the query or properties of the body. Exactly one of `cursor`, `offset`, `page` and `link` has to be there.

use super::super::extensions::{bad, unknown_name};
use super::body::{Body, Found};
use super::shapes;
use crate::diagnostics::Place;
use crate::ir::{self, Effect, Location, Operation, Pagination, Type, Way};
use crate::lower::context::Context;
use serde_json::Value;

/// Reads the extension. Nothing, and an error each, if names are unknown or of a wrong type.
pub(super) fn read(context: &mut Context<'_>, operation: &Operation, at: &Place, value: &Value) -> Option<Pagination> {
    let Some(body) = Body::of(context.tree, &context.types, operation) else {
        bad(context, at, "the operation has to answer a JSON body in one of its successes");
        return None;
    };
    if operation.effect != Effect::Read {
        bad(context, at, "the operation has to change nothing: say so by `x-effect: read`");
        return None;
    }
    let mut stated = Stated { body, operation, at, value, faults: Vec::new() };
    let found = stated.read();
    let faults = stated.faults;
    let is_right = faults.is_empty();
    for Fault { place, why, unknown } in faults {
        match unknown {
            None => bad(context, &place, &why),
            Some((name, known)) => unknown_name(context, &place, &name, known.iter().map(String::as_str), &why),
        }
    }
    found.filter(|_| is_right)
}

/// What is wrong with a value.
struct Fault {
    place: Place,
    why: String,
    /// The name that does not exist, and those that do.
    unknown: Option<(String, Vec<String>)>,
}

/// The extension while it is read. What is wrong is noted, and reading goes on, so that all of it is found in one run.
struct Stated<'a> {
    body: Body<'a>,
    operation: &'a Operation,
    at: &'a Place,
    value: &'a Value,
    faults: Vec<Fault>,
}

/// Whether a property or parameter has a type that will do.
type Fits<'f> = &'f dyn Fn(&Type) -> bool;

impl<'a> Stated<'a> {
    fn read(&mut self) -> Option<Pagination> {
        let body = self.body;
        let items = self.items();
        let way = self.way(items.as_ref().map(|(_, item)| *item));
        let more = self.property("more", &|ty| *body.bare(ty) == Type::Bool, "a truth value");
        let limit = self.parameter("limit", &|_| true, "a value");
        let (items, item) = items?;
        Some(Pagination { items, item: item.clone(), way: way?, more, limit, stated: true })
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    fn fault<T>(&mut self, key: &str, why: impl Into<String>) -> Option<T> {
        let place = if key.is_empty() { self.at.clone() } else { self.at.child(key) };
        self.faults.push(Fault { place, why: why.into(), unknown: None });
        None
    }

    fn unknown<T>(&mut self, key: &str, name: &str, known: impl IntoIterator<Item = String>, why: &str) -> Option<T> {
        let unknown = Some((name.to_owned(), known.into_iter().collect()));
        self.faults.push(Fault { place: self.at.child(key), why: why.to_owned(), unknown });
        None
    }

    fn items(&mut self) -> Option<(Location, &'a Type)> {
        let (location, ty) = match self.text("items") {
            None => (Location::default(), self.body.ty),
            Some(path) => {
                let found = self.find("items", path)?;
                (found.location, &found.field.ty)
            }
        };
        match self.body.list(ty) {
            Some(item) => Some((location, item)),
            None => self.fault("items", "it has to be a list; left out, the answer itself has to be one"),
        }
    }

    fn way(&mut self, item: Option<&'a Type>) -> Option<Way> {
        let body = self.body;
        let integer: Fits<'_> = &|ty| body.is_integer(ty);
        let ways = ["cursor", "offset", "page", "link"];
        let given: Vec<_> = ways.into_iter().filter(|key| self.value.get(key).is_some()).collect();
        match given.as_slice() {
            ["cursor"] => {
                let field = self.needed("cursor", &|ty| body.is_cursor(ty), "a text or an integer");
                self.cursor(field?, item?)
            }
            ["offset"] => {
                let field = self.needed("offset", integer, "an integer");
                let total = self.property("total", integer, "an integer");
                Some(Way::Offset { field: field?, total })
            }
            ["page"] => {
                let field = self.needed("page", integer, "an integer");
                let pages = self.property("pages", integer, "an integer");
                let first = self.value.get("first").and_then(Value::as_i64);
                let field = field?;
                let first = first.unwrap_or_else(|| shapes::first(&self.operation.request.fields[field]));
                Some(Way::Number { field, first, pages })
            }
            ["link"] => self.link(),
            _ => self.fault("", "it needs one of `cursor`, `offset`, `page` and `link`"),
        }
    }

    fn cursor(&mut self, field: usize, item: &'a Type) -> Option<Way> {
        let (body, operation) = (self.body, self.operation);
        let taken = body.bare(&operation.request.fields[field].ty);
        let fits: Fits<'_> = &|ty| body.bare(ty) == taken;
        let kind = "of the parameter's type";
        if let Some(path) = self.text("last") {
            let found = match body.find_in(item, path) {
                Ok(found) => found,
                Err(known) => {
                    return self.unknown(
                        "last",
                        path,
                        known.into_iter().map(str::to_owned),
                        "an item has no such property",
                    );
                }
            };
            let next = self.fitting("last", found, fits, kind)?;
            return Some(Way::Cursor { field, next, of_last_item: true });
        }
        if self.text("next").is_none() {
            return self.fault("", "beside `cursor` it needs a text `next` or `last`");
        }
        let next = self.property("next", fits, kind)?;
        Some(Way::Cursor { field, next, of_last_item: false })
    }

    fn link(&mut self) -> Option<Way> {
        let body = self.body;
        match self.value.get("link") {
            Some(Value::Bool(true)) => Some(Way::Link { next: None }),
            Some(Value::String(_)) => {
                let next = self.property("link", &|ty| *body.bare(ty) == Type::String, "a text")?;
                Some(Way::Link { next: Some(next) })
            }
            _ => self.fault("link", "it has to be the name of a property, or `true` for the header"),
        }
    }

    /// The property that a key names, if there is the key.
    fn property(&mut self, key: &str, fits: Fits<'_>, kind: &str) -> Option<Location> {
        let found = self.find(key, self.text(key)?)?;
        self.fitting(key, found, fits, kind)
    }

    fn find(&mut self, key: &str, path: &str) -> Option<Found<'a>> {
        match self.body.find(path) {
            Ok(found) => Some(found),
            Err(known) => {
                let known = known.into_iter().map(str::to_owned);
                self.unknown(key, path, known, "the successful response has no such property")
            }
        }
    }

    fn fitting(&mut self, key: &str, found: Found<'_>, fits: Fits<'_>, kind: &str) -> Option<Location> {
        match fits(&found.field.ty) {
            true => Some(found.location),
            false => self.fault(key, format!("`{}` has to be {kind}", found.field.wire)),
        }
    }

    /// The parameter that a key has to name.
    fn needed(&mut self, key: &str, fits: Fits<'_>, kind: &str) -> Option<usize> {
        match self.text(key) {
            Some(_) => self.parameter(key, fits, kind),
            None => self.fault(key, "it has to be the name of a parameter"),
        }
    }

    /// The parameter that a key names, if there is the key.
    fn parameter(&mut self, key: &str, fits: Fits<'_>, kind: &str) -> Option<usize> {
        let name = self.text(key)?;
        let fields = &self.operation.request.fields;
        let wire = |place: &'a ir::Place| match place {
            ir::Place::Query(query) => Some(query.wire.as_str()),
            ir::Place::Property(wire) => Some(wire.as_str()),
            _ => None,
        };
        let Some(index) = fields.iter().position(|field| wire(&field.place) == Some(name)) else {
            let known = fields.iter().filter_map(|field| wire(&field.place)).map(str::to_owned);
            return self.unknown(key, name, known, "the operation has no such query parameter");
        };
        if !fits(&fields[index].ty) || fields[index].required {
            return self.fault(key, format!("`{name}` has to be {kind}, and optional"));
        }
        Some(index)
    }
}
