//! Credentials that are obtained when a call needs one: short-lived tokens, vaults, signatures of another service.

use super::credential::Credential;
use super::error::NotSent;
use super::transport::BoxError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Gives the credential of a call. It is asked for each call, within the call's time, and before anything is sent.
///
/// Closures are providers: `Credential::provided(move || { let vault = vault.clone(); async move { Ok(Credential::bearer(vault.read().await?)) } })`.
pub trait CredentialProvider: Send + Sync + 'static {
    /// The credential for a call that is about to be sent. Must not be one that a provider gives in its turn.
    fn credential(&self) -> Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + '_>>;
}

impl<F, R> CredentialProvider for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<Credential, BoxError>> + Send + 'static,
{
    fn credential(&self) -> Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send + '_>> {
        Box::pin(self())
    }
}

/// A provider whose type is forgotten. Cheap to clone.
#[derive(Clone)]
pub(super) struct Provider(pub(super) Arc<dyn CredentialProvider>);

impl Provider {
    pub(super) async fn credential(&self) -> Result<Credential, NotSent> {
        self.0.credential().await.map_err(NotSent::Credential)
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider(…)")
    }
}
