//! Path items and operations to [`ir::Operation`](crate::ir::Operation).
