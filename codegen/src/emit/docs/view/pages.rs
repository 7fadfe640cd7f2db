//! What the docs say about a list that comes in pages: what holds the items, and how the next page is asked for.

use super::View;
use crate::emit::docs::dialect::Markup;
use crate::ir::{Operation, RequestField, Way};

impl View<'_> {
    /// `The answer's items holds one page. While next is there, send its value as cursor for the next one.`
    pub(super) fn pages(&self, operation: &Operation) -> Option<Markup> {
        let pages = operation.pagination.as_ref()?;
        let words = self.words;
        let code = |name: &str| self.dialect.code(name);
        let parameter =
            |index: Option<usize>| index.and_then(|index| operation.request.fields.get(index)).map(RequestField::wire);
        let limit = parameter(pages.limit);
        let one = match (pages.items.0.is_empty(), limit.is_some()) {
            (false, false) => words.paged,
            (false, true) => words.paged_limit,
            (true, false) => words.paged_list,
            (true, true) => words.paged_list_limit,
        };
        let slots = [("items", &code(&pages.items.path())), ("limit", &code(limit.unwrap_or_default()))];
        let mut sentences = vec![self.dialect.fill(one, &slots)];
        let next = match &pages.way {
            Way::Cursor { of_last_item: false, .. } => words.paged_cursor,
            Way::Cursor { of_last_item: true, .. } => words.paged_last,
            Way::Offset { total: None, .. } => words.paged_offset,
            Way::Offset { total: Some(_), .. } => words.paged_offset_total,
            Way::Number { pages: None, .. } => words.paged_number,
            Way::Number { pages: Some(_), .. } => words.paged_number_pages,
            Way::Link { next: Some(_) } => words.paged_link,
            Way::Link { next: None } => words.paged_link_header,
        };
        let answer = pages.way.answer().map_or_else(|| "Link".to_owned(), |at| at.path());
        let cursor = parameter(pages.way.field()).unwrap_or_default();
        sentences.push(self.dialect.fill(next, &[("next", &code(&answer)), ("cursor", &code(cursor))]));
        if let Some(more) = &pages.more {
            let slots = [("more", &code(&more.path())), ("no", &code("false"))];
            sentences.push(self.dialect.fill(words.paged_more, &slots));
        }
        Some(self.dialect.join(&sentences, " "))
    }
}
