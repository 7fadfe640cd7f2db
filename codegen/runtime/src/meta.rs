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
    /// Moves money; may be sent twice only with an idempotency key.
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
    /// Headers that every request of it has, by name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Pairs that the query of every request of it has, by name and value, not percent-encoded.
    pub query: &'static [(&'static str, &'static str)],
    /// What tells its requests from those of other operations with the same method and path. A client has no use for it.
    pub when: &'static [Condition],
    /// Its request holds an idempotency key (`x-idempotency`).
    pub has_key: bool,
    /// Statuses after which it is sent again where that does no harm, if not the usual ones (`x-retry`).
    pub retry: Option<&'static [u16]>,
    /// Failures that leave open what became of it, beside those of the server, and after which it is not sent again
    /// (`x-unknown-outcome`): the status, and the error code that the body has then, if the status does not say it alone.
    pub unknown: &'static [(u16, Option<&'static str>)],
    /// `operationId` of the operation that tells what became of it (`x-reconcile`).
    pub reconcile: Option<&'static str>,
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
        Self {
            id,
            method,
            path,
            server: None,
            security: &[],
            effect,
            accept: None,
            has_key: false,
            retry: None,
            unknown: &[],
            reconcile: None,
            headers: &[],
            query: &[],
            when: &[],
        }
    }

    /// Whether sending it a second time does no more than sending it once.
    #[must_use]
    pub const fn is_repeatable(&self) -> bool {
        self.has_key || matches!(self.effect, Effect::Read | Effect::Keyed)
    }

    /// Whether it changes anything.
    #[must_use]
    pub const fn is_write(&self) -> bool {
        !matches!(self.effect, Effect::Read)
    }

    /// Whether a caller has to say what happens when its outcome is unknown: it moves money and takes no key.
    #[must_use]
    pub const fn needs_choice(&self) -> bool {
        matches!(self.effect, Effect::Money) && !self.has_key
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
