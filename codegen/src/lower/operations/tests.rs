//! Small documents to operations.
