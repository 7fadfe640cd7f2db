//! Lists recognised by their shape, where no `x-pagination` states one.
//!
//! Looked at are GETs that change nothing and answer one JSON body. Names are compared without case and punctuation, so that
//! `nextPageToken` and `next_page_token` are the same. Properties are looked for in the body and in its objects named as
//! [`WITHIN`] says, at most three levels deep, the nearer ones first.
//!
//! A name may also be that of a property with the object's before it: `links.next` is `linksnext`.
//!
//! The items are the body itself if it is a list; else, in the nearest object with a list, the only list, or of several the one
//! named in [`ITEMS`] or as the last fixed part of the path. Lists named in [`BESIDE`] are none. Then the first of these that
//! holds:
//!
//! | way | optional query parameter | and in the answer |
//! |---|---|---|
//! | cursor | one of [`CURSOR`] | one of [`NEXT`], of the parameter's type, no address; [`LAST`] beside one of [`MORE`] |
//! | cursor | one of [`AFTER`] | one of [`MORE`], and items with a required `id` of the parameter's type |
//! | cursor | `page` | `nextpage`, of the parameter's type |
//! | link | | `next` with `format: uri`, one of [`ADDRESS`], or the header `Link` |
//! | offset | one of [`OFFSET`], an integer | nothing, but one of [`LIMIT`] is a parameter, or one of [`TOTAL`] is there |
//! | page | one of [`PAGE`], an integer | nothing, but as above with one of [`PAGES`] |
//!
//! The number of the first page is the parameter's default, else its minimum, else 1. Where one of [`MORE`] is `false`, the list
//! ends, in every way. A rule that is wrong for an operation is corrected by `x-pagination`, in the document or an overlay.

use super::body::{Body, Found};
use crate::ir::{Effect, Field, Location, Operation, Pagination, Place, RequestField, SegmentPart, Type, Way};

/// Objects around what is looked for.
const WITHIN: &[&str] = &[
    "cursors",
    "data",
    "links",
    "meta",
    "metadata",
    "next",
    "page",
    "pageinfo",
    "pagination",
    "paging",
    "payload",
    "response",
    "responsemetadata",
    "result",
];

/// Names of the items.
const ITEMS: &[&str] =
    &["items", "data", "results", "records", "entries", "values", "value", "list", "content", "rows", "resources"];

/// Lists that stand beside the items.
const BESIDE: &[&str] =
    &["columns", "errors", "facets", "included", "links", "messages", "notices", "sort", "tags", "warnings"];

/// Parameters that take a cursor.
const CURSOR: &[&str] = &[
    "cursor",
    "pagetoken",
    "nexttoken",
    "nextcursor",
    "nextpagetoken",
    "continuationtoken",
    "paginationtoken",
    "pagecursor",
    "startcursor",
    "startingafter",
    "startafter",
    "aftercursor",
    "after",
    "continue",
    "marker",
];

/// Those that may take the identifier of the last item.
const AFTER: &[&str] = &["startingafter", "startafter", "after"];

/// Properties that hold the next cursor.
const NEXT: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextpagecursor",
    "nextcontinuationtoken",
    "continuationtoken",
    "paginationtoken",
    "nextmarker",
    "endcursor",
    "aftercursor",
    "after",
    "continue",
    "next",
    "cursor",
];

/// Properties that hold it beside one of [`MORE`].
const LAST: &[&str] = &["lastid"];

/// Properties that hold the next page's address.
const ADDRESS: &[&str] = &[
    "nexturl",
    "nextlink",
    "nexthref",
    "nexturi",
    "nextpageurl",
    "nextpagelink",
    "nextpageuri",
    "odatanextlink",
    "linksnext",
];

/// Properties that say whether there is a further page.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "hasmoreitems", "istruncated", "more"];

/// Parameters that bound a page.
const LIMIT: &[&str] = &[
    "limit",
    "perpage",
    "pagesize",
    "maxresults",
    "maxitems",
    "maxpagesize",
    "pagelimit",
    "itemsperpage",
    "count",
    "size",
    "take",
    "top",
    "first",
];

/// Parameters that pass over items.
const OFFSET: &[&str] = &["offset", "skip"];

/// Properties that hold how many items there are in all.
const TOTAL: &[&str] = &["total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalelements"];

/// Parameters that take the page's number.
const PAGE: &[&str] = &["page", "pagenumber", "pageno", "pagenum", "pageindex"];

/// Properties that hold how many pages there are.
const PAGES: &[&str] = &["totalpages", "pagecount", "pages", "numpages", "pagestotal", "lastpage"];

/// How the list that an operation returns goes on, if it looks like one that does.
pub(super) fn recognise(body: &Body<'_>, operation: &Operation) -> Option<Pagination> {
    if operation.method.0 != "GET" || operation.effect != Effect::Read {
        return None;
    }
    let found = body.properties(&|wire| WITHIN.contains(&plain(wire).as_str()));
    let (items, item) = items(body, operation, &found)?;
    let look = Look { body, operation, found: &found };
    let more = look.property(MORE, &|field| *body.bare(&field.ty) == Type::Bool);
    let limit = look.parameter(LIMIT, &|field| body.is_integer(&field.ty));
    let counted = |known: &Option<Location>| limit.is_some() || known.is_some();
    // What says where the next page begins, before what only counts.
    let cursor = || match more.is_some() {
        true => look.pair(CURSOR, NEXT).or_else(|| look.pair(CURSOR, LAST)).or_else(|| look.after(item)),
        false => look.pair(CURSOR, NEXT),
    };
    let way = cursor()
        .or_else(|| look.pair(&["page"], &["nextpage"]))
        .or_else(|| look.link())
        .or_else(|| look.offset(&counted))
        .or_else(|| look.page(&counted))?;
    Some(Pagination { items, item: item.clone(), way, more, limit, stated: false })
}

/// Where the items are, and the type of one.
fn items<'a>(body: &Body<'a>, operation: &Operation, found: &[Found<'a>]) -> Option<(Location, &'a Type)> {
    if let Some(item) = body.list(body.ty) {
        return Some((Location::default(), item));
    }
    let beside = |found: &&Found<'_>| BESIDE.contains(&plain(&found.field.wire).as_str());
    let lists = found.iter().filter(|found| !beside(found));
    let lists: Vec<_> = lists.filter_map(|found| Some((found, body.list(&found.field.ty)?))).collect();
    // Those that stand in the object of the first one.
    let (first, _) = lists.first()?;
    let parent = |found: &Found<'_>| found.location.0.split_last().map(|(_, before)| before.to_vec());
    let mut near: Vec<_> = lists.iter().filter(|(found, _)| parent(found) == parent(first)).collect();
    if near.len() > 1 {
        let path = operation.path.segments.iter().rev().find_map(|segment| match segment.0.as_slice() {
            [SegmentPart::Literal(text)] => Some(plain(text)),
            _ => None,
        });
        let named = |name: &str| near.iter().find(|(found, _)| plain(&found.field.wire) == name).copied();
        near = vec![ITEMS.iter().copied().chain(path.as_deref()).find_map(named)?];
    }
    near.first().map(|(found, item)| (found.location.clone(), *item))
}

/// Whether a property has this name, by itself or with the object's before it.
fn is_named(found: &Found<'_>, name: &str) -> bool {
    match found.location.0.as_slice() {
        [.., parent, own] => plain(&own.wire) == name || format!("{}{}", plain(&parent.wire), plain(&own.wire)) == name,
        _ => plain(&found.field.wire) == name,
    }
}

/// A name without case and punctuation.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the rules look at.
struct Look<'a> {
    body: &'a Body<'a>,
    operation: &'a Operation,
    found: &'a [Found<'a>],
}

impl<'a> Look<'a> {
    /// The query parameter of one of these names, if a call may leave it out.
    fn parameter(&self, names: &[&str], fits: &dyn Fn(&RequestField) -> bool) -> Option<usize> {
        let fields = &self.operation.request.fields;
        names.iter().find_map(|name| {
            fields.iter().position(|field| match &field.place {
                Place::Query(query) => !field.required && plain(&query.wire) == *name && fits(field),
                _ => false,
            })
        })
    }

    /// The property of the first of these names that there is.
    fn property(&self, names: &[&str], fits: &dyn Fn(&Field) -> bool) -> Option<Location> {
        let named = |name: &&str| self.found.iter().find(|found| is_named(found, name) && fits(found.field));
        names.iter().find_map(named).map(|found| found.location.clone())
    }

    /// A parameter of these names, and a property of these names and the same type that holds its next value.
    fn pair(&self, parameters: &[&str], properties: &[&str]) -> Option<Way> {
        let field = self.parameter(parameters, &|field| self.body.is_cursor(&field.ty))?;
        let taken = self.taken(field);
        let next = self.property(properties, &|field| self.body.bare(&field.ty) == taken && !self.is_address(field))?;
        Some(Way::Cursor { field, next, of_last_item: false })
    }

    /// A parameter that takes the identifier of the last item.
    fn after(&self, item: &'a Type) -> Option<Way> {
        let field = self.parameter(AFTER, &|field| self.body.is_cursor(&field.ty))?;
        let id = self.body.object(item)?.fields.iter().find(|field| field.wire == "id")?;
        let is_known = id.required && !id.nullable && self.body.bare(&id.ty) == self.taken(field);
        is_known.then(|| Way::Cursor { field, next: Location::default().step(id), of_last_item: true })
    }

    /// The type of what a parameter takes.
    fn taken(&self, field: usize) -> &Type {
        self.body.bare(&self.operation.request.fields[field].ty)
    }

    fn link(&self) -> Option<Way> {
        let fits = |field: &Field| *self.body.bare(&field.ty) == Type::String;
        let address = |field: &Field| fits(field) && self.is_address(field);
        if let Some(next) = self.property(&["next"], &address) {
            return Some(Way::Link { next: Some(next) });
        }
        if let Some(next) = self.property(ADDRESS, &fits) {
            return Some(Way::Link { next: Some(next) });
        }
        let responses = &self.operation.responses.success.responses;
        let mut headers = responses.iter().flat_map(|response| &response.headers);
        headers.any(|header| header.wire.eq_ignore_ascii_case("Link")).then_some(Way::Link { next: None })
    }

    fn is_address(&self, field: &Field) -> bool {
        matches!(self.body.format(&field.place), Some("uri" | "url" | "uri-reference" | "iri" | "iri-reference"))
    }

    fn offset(&self, counted: &dyn Fn(&Option<Location>) -> bool) -> Option<Way> {
        let field = self.parameter(OFFSET, &|field| self.body.is_integer(&field.ty))?;
        let total = self.property(TOTAL, &|field| self.body.is_integer(&field.ty));
        counted(&total).then_some(Way::Offset { field, total })
    }

    fn page(&self, counted: &dyn Fn(&Option<Location>) -> bool) -> Option<Way> {
        let field = self.parameter(PAGE, &|field| self.body.is_integer(&field.ty))?;
        let pages = self.property(PAGES, &|field| self.body.is_integer(&field.ty));
        let first = first(&self.operation.request.fields[field]);
        counted(&pages).then_some(Way::Number { field, first, pages })
    }
}

/// The number of the first page.
pub(super) fn first(field: &RequestField) -> i64 {
    let default = field.default.as_ref().and_then(serde_json::Value::as_i64);
    let minimum = || field.constraints.minimum.as_deref().and_then(|text| text.parse().ok());
    default.or_else(minimum).unwrap_or(1)
}
