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
    /// Headers that every request of it has, by name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Pairs that the query of every request of it has, by name and value, not percent-encoded.
    pub query: &'static [(&'static str, &'static str)],
    /// What tells its requests from those of other operations with the same method and path. A client has no use for it.
    pub when: &'static [Condition],
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
        Self { id, method, path, server: None, security: &[], effect, headers: &[], query: &[], when: &[] }
    }
}

/// A condition that a request must meet to be one of an operation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where to look.
    pub at: At,
    /// The parameter's name.
    pub name: &'static str,
    /// What must be there.
    pub accepts: Accepts,
}

impl Condition {
    /// A parameter of the path has such a text.
    #[must_use]
    pub const fn path(name: &'static str, accepts: Accepts) -> Self {
        Self { at: At::Path, name, accepts }
    }

    /// The query has a pair with such a value.
    #[must_use]
    pub const fn query(name: &'static str, accepts: Accepts) -> Self {
        Self { at: At::Query, name, accepts }
    }

    /// A header with such a value is there.
    #[must_use]
    pub const fn header(name: &'static str, accepts: Accepts) -> Self {
        Self { at: At::Header, name, accepts }
    }
}

/// Where a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// At a parameter of the path.
    Path,
    /// At a pair of the query.
    Query,
    /// At a header.
    Header,
}

/// A set of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepts {
    /// Any text.
    Anything,
    /// A decimal number.
    Number,
    /// A decimal number without fraction and exponent.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// Hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    Uuid,
    /// Year, month and day.
    Date,
    /// A date, `T` and a time.
    DateTime,
    /// One of these.
    OneOf(&'static [&'static str]),
}
