//! OpenAPI Overlay 1.0 and 1.1: repairs and translations of a document, applied to its tree before anything else reads it.
