//! The table of all errors: each documented failure once, with the operations that answer it.

use super::View;
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::labels;
use crate::ir::{Response, Status};
use serde::Serialize;

/// An error.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    status: String,
    /// Its codes, or the type of its body.
    code: Markup,
    when: Option<Markup>,
    wherever: Markup,
}

/// What makes two documented failures the same error.
#[derive(PartialEq)]
struct Key {
    status: Status,
    body: Vec<String>,
    description: String,
}

impl View<'_> {
    pub(super) fn error_table(&self) -> Vec<Row> {
        let mut found: Vec<(Key, &Response, Vec<usize>)> = Vec::new();
        for (index, operation) in self.api.operations.iter().enumerate() {
            for response in &operation.responses.failure.responses {
                let key = self.key(response);
                match found.iter_mut().find(|(known, ..)| *known == key) {
                    Some((_, _, operations)) => operations.push(index),
                    None => found.push((key, response, vec![index])),
                }
            }
        }
        found.sort_by_key(|(key, ..)| key.status);
        found.iter().map(|(_, response, operations)| self.row(response, operations)).collect()
    }

    fn key(&self, response: &Response) -> Key {
        let body = response.contents.iter().map(|content| labels::text(&self.api.types, &content.ty));
        let text = response.docs.description.as_ref().or(response.docs.summary.as_ref());
        Key {
            status: response.status,
            body: body.collect(),
            description: text.map(|text| text.0.clone()).unwrap_or_default(),
        }
    }

    fn row(&self, response: &Response, operations: &[usize]) -> Row {
        let codes: Vec<_> = self.codes(response).into_iter().map(|codes| codes.values).collect();
        let code = if codes.is_empty() {
            let label =
                |content: &crate::ir::Content| labels::label(&self.api.types, self.anchors, self.dialect, &content.ty);
            self.dialect.join(&response.contents.iter().map(label).collect::<Vec<_>>(), ", ")
        } else {
            self.dialect.join(&codes, ", ")
        };
        let text = response.docs.description.as_ref().or(response.docs.summary.as_ref());
        Row { status: self.status(response.status), code, when: self.cell(text), wherever: self.wherever(operations) }
    }

    /// The operations, said by exception where that is shorter.
    fn wherever(&self, operations: &[usize]) -> Markup {
        let total = self.api.operations.len();
        let links = |indices: &mut dyn Iterator<Item = usize>| {
            let links: Vec<_> = indices.map(|index| self.operation_link(index)).collect();
            self.dialect.join(&links, ", ")
        };
        if operations.len() == total && total > 1 {
            return self.dialect.plain(self.words.everywhere);
        }
        let others = total - operations.len();
        if others * 4 < operations.len() {
            let others = links(&mut (0..total).filter(|index| !operations.contains(index)));
            return self.dialect.join(&[self.dialect.plain(self.words.everywhere_but), others], " ");
        }
        links(&mut operations.iter().copied())
    }

    pub(super) fn operation_link(&self, index: usize) -> Markup {
        let operation = &self.api.operations[index];
        let href = self.anchors.to_operation(self.dialect, operation.tag, index);
        self.dialect.link(&href, &self.dialect.code(&operation.id))
    }
}
