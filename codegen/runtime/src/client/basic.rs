//! Credentials of HTTP's `basic` scheme (RFC 7617).

use super::super::secret::Secret;
use super::credential::Credential;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

impl Credential {
    /// `Authorization: Basic …`.
    pub fn basic(user: &str, password: impl Into<Secret>) -> Self {
        let pair = format!("{user}:{}", password.into().expose());
        Self::http("Basic", STANDARD.encode(pair))
    }
}
