//! Base URLs: absolute, encrypted unless told otherwise, and the origin that credentials are bound to.

use super::config::BuildError;
use http::Uri;
use reqwest::Url;
use std::net::IpAddr;

/// Where an API lives, and whose credentials it may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseUrl {
    /// Without a slash at its end.
    pub(super) text: String,
    /// Scheme, host and port.
    pub(super) origin: String,
}

impl BaseUrl {
    /// Reads a base URL. Without `allow_http`, plain `http` is for this machine only.
    pub(super) fn parse(text: &str, allow_http: bool) -> Result<Self, BuildError> {
        let url = Url::parse(text).map_err(|error| wrong(text, &format!("is not an absolute URL: {error}")))?;
        if !url.username().is_empty() || url.password().is_some() {
            // The text is not shown: it holds a password.
            return Err(BuildError::new(
                "the base URL holds a user name or a password, which belong into a credential",
            ));
        }
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(wrong(text, "is neither http nor https"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong(text, "has a query or a fragment"));
        }
        if url.scheme() == "http" && !allow_http && !is_loopback(&url) {
            return Err(wrong(text, "is not encrypted, and the client was not told to allow http"));
        }
        // A few hosts are legal in URLs only.
        if Uri::try_from(url.as_str()).is_err() {
            return Err(wrong(text, "cannot be asked for by HTTP"));
        }
        let origin = url.origin().ascii_serialization();
        Ok(Self { text: url.as_str().trim_end_matches('/').to_owned(), origin })
    }
}

fn wrong(text: &str, what: &str) -> BuildError {
    // What could not be parsed may hold a password nevertheless.
    let shown = if text.contains('@') { "…" } else { text };
    BuildError::new(format!("base URL `{shown}` {what}"))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
    host == "localhost" || host.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
}
