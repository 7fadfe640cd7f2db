//! Requests that an API sends, read by whoever gets them: webhooks and callbacks.
//!
//! A handler has headers and a body, and wants a value. [`receive`] reads the request of one webhook; the enum over all of
//! them, where an API has several, finds out which one it is. Who sent a request is not looked at: how that is signed is
//! the API's own affair, and the bytes that are signed stay with the handler.

pub mod operation;

use super::codec::EncodeError;
use super::meta::Meta;
use super::server::{Answer, Endpoint, Incoming, ObjectBody, Problem};
use bytes::Bytes;
use http::{HeaderMap, Method, Request};

#[allow(unused_imports)] // Not every API has a table for each macro.
pub(crate) use super::operation::operation;

/// A request that came in, with its body read.
#[derive(Debug)]
pub struct Delivery(Incoming);

/// A whole request.
impl From<Request<Bytes>> for Delivery {
    fn from(request: Request<Bytes>) -> Self {
        let (parts, body) = request.into_parts();
        Self(Incoming::new(parts, Vec::new(), body))
    }
}

/// What a handler extracts. The method is `POST`, as nearly all webhooks have it.
impl From<(HeaderMap, Bytes)> for Delivery {
    fn from((headers, body): (HeaderMap, Bytes)) -> Self {
        Self::from((Method::POST, headers, body))
    }
}

/// What the handler of several methods extracts.
impl From<(Method, HeaderMap, Bytes)> for Delivery {
    fn from((method, headers, body): (Method, HeaderMap, Bytes)) -> Self {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.headers_mut() = headers;
        Self::from(request)
    }
}

/// Reads the request of a webhook or callback, of which the handler knows that it is this one.
///
/// # Errors
/// A problem that says what is wrong, and where: 400 for a header, 415 for a body of another media type, 400 for one that is
/// not JSON, 422 for JSON of another form.
pub fn receive<E: Endpoint>(delivery: impl Into<Delivery>) -> Result<E, Problem> {
    E::read(&delivery.into().0)
}

/// Writes what is answered to a webhook or callback, where that is more than a status: an axum handler can return it.
///
/// # Errors
/// A value cannot travel where the document wants it.
pub fn answer<E: Endpoint>(outcome: Result<E::Output, E::Error>) -> Result<Answer, EncodeError> {
    E::write(outcome)
}

/// A large request is held in a box by the enum over all webhooks.
impl<E: Endpoint> Endpoint for Box<E> {
    type Output = E::Output;
    type Error = E::Error;
    const META: Meta = E::META;

    fn read(request: &Incoming) -> Result<Self, Problem> {
        E::read(request).map(Box::new)
    }

    fn write(outcome: Result<Self::Output, Self::Error>) -> Result<Answer, EncodeError> {
        E::write(outcome)
    }
}

/// The search for the webhook that a request is.
#[derive(Debug)]
pub struct Search {
    delivery: Delivery,
    body: Option<Result<ObjectBody, Problem>>,
    /// Why the request is none of those that it could be.
    wrong: Option<Problem>,
}

impl Search {
    /// Begins.
    pub fn new(delivery: impl Into<Delivery>) -> Self {
        Self { delivery: delivery.into(), body: None, wrong: None }
    }

    /// The request as this webhook, if it is one: it has the method and the constants, its body has these texts as
    /// properties, and all of it fits.
    pub fn find<E: Endpoint>(&mut self, tells: &[(&str, &str)]) -> Option<E> {
        if !self.delivery.0.is_for(&E::META) || !self.tells(tells) {
            return None;
        }
        match E::read(&self.delivery.0) {
            Ok(found) => Some(found),
            Err(problem) => {
                // What is told by more than its form is what was meant.
                if !tells.is_empty() || self.wrong.is_none() {
                    self.wrong = Some(problem);
                }
                None
            }
        }
    }

    fn tells(&mut self, tells: &[(&str, &str)]) -> bool {
        if tells.is_empty() {
            return true;
        }
        let incoming = &self.delivery.0;
        match self.body.get_or_insert_with(|| incoming.json_object()) {
            Ok(body) => tells.iter().all(|(name, value)| body.optional(name) == Ok(Some(String::from(*value)))),
            Err(problem) => {
                self.wrong.get_or_insert_with(|| problem.clone());
                false
            }
        }
    }

    /// What is left when the request is no known webhook: `unknown`, unless it is a known one with a fault.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn end<T>(self, unknown: T) -> Result<T, Problem> {
        self.wrong.map_or(Ok(unknown), Err)
    }
}

/// The enum over all webhooks.
#[allow(unused_macros)] // Not every API has webhooks.
macro_rules! webhooks {
    (
        $name:ident {$($variant:ident($ty:ty) $({$($key:literal: $value:literal),* $(,)?})?),* $(,)?}
    ) => {
        /// A webhook, whichever it is.
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($variant($ty),)*
            /// None of those that are documented.
            Unknown,
        }

        impl $name {
            /// Reads a request and finds out which webhook it is, by what their bodies and headers say and otherwise by
            /// their form, in this order.
            ///
            /// # Errors
            /// It is a documented webhook, but not as documented. The problem says what is wrong, and where.
            pub fn receive(
                delivery: impl Into<webhooks::Delivery>,
            ) -> Result<Self, webhooks::operation::server::Problem> {
                let mut search = webhooks::Search::new(delivery);
                $(if let Some(found) = search.find(&[$($(($key, $value)),*)?]) {
                    return Ok(Self::$variant(found));
                })*
                search.end(Self::Unknown)
            }
        }
    };
}

#[allow(unused_imports)] // Not every API has webhooks.
pub(crate) use webhooks;
