//! Which operation answers a request: when two path templates are one to a server, and who wins.
//!
//! `GET /pets/{id}` and `GET /pets/{name}` differ for a reader only; no request can tell them apart. `/pets/{id}` and
//! `/pets/{id}.json` can be told apart, although a router that matches whole segments sees one shape. So templates are
//! compared with their parameters' names blanked: equal ones are one route, which the first operation serves.

use super::{Api, Path, SegmentPart};
use std::collections::BTreeMap;

impl Path {
    /// The template with its parameters' names blanked: `/pets/{}.json`. Equal shapes match the same requests. The fixed pairs of
    /// a query are part of it, in any order.
    pub fn shape(&self) -> String {
        let mut shape = String::new();
        for segment in &self.segments {
            shape.push('/');
            for part in &segment.0 {
                match part {
                    SegmentPart::Literal(text) => shape.push_str(text),
                    SegmentPart::Parameter(_) => shape.push_str("{}"),
                }
            }
        }
        let mut fixed: Vec<&str> = self.fixed.iter().map(String::as_str).collect();
        fixed.sort_unstable();
        for pair in fixed {
            shape.push('?');
            shape.push_str(pair);
        }
        shape
    }
}

impl Api {
    /// For each operation, in order, the earlier one that answers the same requests, if there is one. A server leaves such
    /// an operation out; a client can still call it.
    pub fn shadowed(&self) -> Vec<Option<usize>> {
        let mut first = BTreeMap::new();
        self.operations
            .iter()
            .enumerate()
            .map(|(index, operation)| {
                let earlier = *first.entry((&operation.method, operation.path.shape())).or_insert(index);
                (earlier != index).then_some(earlier)
            })
            .collect()
    }
}
