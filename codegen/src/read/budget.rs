//! How much a tree may cost: values, bytes of text, depth. All three are counted after aliases are expanded.

use crate::source::MAX_TEXT;
use crate::syntax::MAX_DEPTH;

/// Values of a tree. Seven times as many as the largest public document has that this was measured on.
pub(super) const MAX_NODES: usize = 2_000_000;
/// Bytes of keys and strings of a tree; twice what a text may have.
const MAX_BYTES: usize = 2 * MAX_TEXT;

/// What a value costs.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// Values, itself included.
    pub(super) nodes: usize,
    /// Bytes of its keys and strings.
    pub(super) bytes: usize,
    /// Levels of collections, itself included.
    pub(super) height: usize,
}

/// What has been spent.
#[derive(Clone, Copy, Default)]
pub(super) struct Budget {
    nodes: usize,
    bytes: usize,
    /// Values and bytes of the copies that are kept for aliases. Apart, because a copy is not part of what it copies:
    /// anchors within anchors would else seem to double at each level.
    copied: (usize, usize),
}

impl Budget {
    /// Pays for a value that is put at a depth; the error says which bound it breaks.
    pub(super) fn spend(&mut self, weight: Weight, depth: usize) -> Result<(), String> {
        self.nodes += weight.nodes;
        self.bytes += weight.bytes;
        if depth + weight.height > MAX_DEPTH {
            return Err(too_deep());
        }
        self.check()
    }

    /// Pays for a copy that is kept for aliases.
    pub(super) fn copy(&mut self, weight: Weight) -> Result<(), String> {
        self.copied.0 += weight.nodes;
        self.copied.1 += weight.bytes;
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        if self.nodes + self.copied.0 > MAX_NODES {
            return Err(format!("the document has more than {MAX_NODES} values, aliases expanded"));
        }
        if self.bytes + self.copied.1 > MAX_BYTES {
            return Err(format!("the document has more than {MAX_BYTES} bytes of text, aliases expanded"));
        }
        Ok(())
    }

    /// The weight of what was paid for since `before`, and is so many levels high.
    pub(super) fn since(&self, before: &Self, height: usize) -> Weight {
        Weight { nodes: self.nodes - before.nodes, bytes: self.bytes - before.bytes, height }
    }
}

pub(super) fn too_deep() -> String {
    format!("collections nest deeper than {MAX_DEPTH} levels")
}
