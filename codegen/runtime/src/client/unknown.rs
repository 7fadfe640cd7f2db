//! Outcomes that nobody knows: the error that says so, and what a caller decides beforehand to do about it.

use super::super::meta::Meta;
use super::exchange::Exchange;
use super::lost::TransportError;
use super::reply::Reply;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Nobody knows whether the operation was carried out: the answer is missing, or is no answer to that.
#[derive(Debug)]
pub struct OutcomeUnknown<E> {
    /// The documented failure, if the server answered with one.
    pub error: Option<E>,
    /// The last answer, if there was one.
    pub reply: Option<Box<Reply>>,
    /// Why there is no answer, if there is none.
    pub lost: Option<TransportError>,
    /// The call, with its idempotency key and the operation that tells what became of it.
    pub exchange: Exchange,
    /// What the caller's [`OnUnknown::Reconcile`] found out.
    pub found: Found,
}

impl<E: fmt::Display> fmt::Display for OutcomeUnknown<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Exchange { operation, attempts, idempotency_key, request_id, reconcile, .. } = &self.exchange;
        let what = match self.found {
            Found::Unclear => "may or may not have been carried out",
            Found::Happened => "was carried out, but its result is not known",
            Found::DidNotHappen => "was not carried out",
        };
        write!(f, "`{operation}` {what} after {attempts} attempt{}", if *attempts == 1 { "" } else { "s" })?;
        match (&self.lost, &self.error, &self.reply) {
            (Some(lost), ..) => write!(f, ": {lost}")?,
            (None, Some(error), _) => write!(f, ": {error}")?,
            (None, None, Some(reply)) => write!(f, ": {}", reply.status())?,
            (None, None, None) => {}
        }
        if let Some(key) = idempotency_key {
            write!(f, "; idempotency key {key}")?;
        }
        if let Some(id) = request_id {
            write!(f, "; request id {id}")?;
        }
        reconcile.iter().try_for_each(|operation| write!(f, "; `{operation}` tells what became of it"))
    }
}

/// What a caller does when nobody knows whether an operation was carried out that moves money and takes no idempotency key.
///
/// Such an operation is never sent again by itself: that may charge twice.
#[derive(Default)]
pub enum OnUnknown {
    /// The call fails with [`Error::OutcomeUnknown`](super::Error::OutcomeUnknown), and the caller finds out.
    #[default]
    Fail,
    /// Before the call fails, this finds out, and what it found is in the error: see [`OnUnknown::reconcile`].
    Reconcile(Reconcile),
}

/// Finds out what became of a call.
pub type Reconcile = Box<dyn FnOnce(&Exchange) -> Pin<Box<dyn Future<Output = Found> + Send>> + Send>;

/// What became of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// Still nobody knows.
    #[default]
    Unclear,
    /// It was carried out.
    Happened,
    /// It was not carried out, and will not be.
    DidNotHappen,
}

impl OnUnknown {
    /// Finds out by this: for instance by comparing the balance with what it was before.
    pub fn reconcile<F>(find: impl FnOnce(&Exchange) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Found> + Send + 'static,
    {
        Self::Reconcile(Box::new(|exchange| Box::pin(find(exchange))))
    }

    /// What became of the call.
    pub(super) async fn find(self, exchange: &Exchange) -> Found {
        match self {
            Self::Fail => Found::Unclear,
            Self::Reconcile(find) => find(exchange).await,
        }
    }
}

impl fmt::Debug for OnUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fail => "Fail",
            Self::Reconcile(_) => "Reconcile(…)",
        })
    }
}

/// Stops the build where a call that needs a choice is made without one.
pub(super) const fn assert_free(meta: &Meta) {
    assert!(
        !meta.needs_choice(),
        "this operation moves money and takes no idempotency key: say what to do when its outcome is unknown"
    );
}
