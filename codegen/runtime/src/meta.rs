//! What is known of an operation without its types.

/// An HTTP method, in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Method(&'static str);

impl Method {
    /// `GET`.
    pub const GET: Self = Self("GET");
    /// `PUT`.
    pub const PUT: Self = Self("PUT");
    /// `POST`.
    pub const POST: Self = Self("POST");
    /// `DELETE`.
    pub const DELETE: Self = Self("DELETE");
    /// `OPTIONS`.
    pub const OPTIONS: Self = Self("OPTIONS");
    /// `HEAD`.
    pub const HEAD: Self = Self("HEAD");
    /// `PATCH`.
    pub const PATCH: Self = Self("PATCH");
    /// `QUERY`.
    pub const QUERY: Self = Self("QUERY");
    /// `TRACE`.
    pub const TRACE: Self = Self("TRACE");

    /// Any other method.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// What sending an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing.
    Read,
    /// May be sent twice: idempotent by method (RFC 9110, section 9.2.2) or by key.
    Keyed,
    /// Must not be sent twice.
    Once,
    /// Moves money; must not be sent twice.
    Money,
}

/// An operation: names, place and policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// `operationId`.
    pub id: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path template, for instance `/v1/invoices/{invoice_id}`.
    pub path: &'static str,
    /// The operation's own server, where it differs from the API's.
    pub server: Option<&'static str>,
    /// Credentials: alternatives, each a list of security schemes that go together. Empty if none is needed.
    pub security: &'static [&'static [&'static str]],
    /// What sending it does.
    pub effect: Effect,
    /// Media types of its successes, as `Accept` has them; `None` if they are just JSON, or none.
    pub accept: Option<&'static str>,
}

impl Meta {
    /// An operation without credentials, at the API's server, with the effect that its method has by HTTP.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        let effect = match method.0.as_bytes() {
            b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE" | b"QUERY" => Effect::Read,
            b"PUT" | b"DELETE" => Effect::Keyed,
            _ => Effect::Once,
        };
        Self { id, method, path, server: None, security: &[], effect, accept: None }
    }
}
