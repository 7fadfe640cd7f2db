//! Sending: from an [`Outgoing`] to a [`Reply`], the same code for every operation.

use super::super::meta::Meta;
use super::Trace;
use super::attempt::{Attempt, Take, attempt};
use super::base_url::BaseUrl;
use super::bucket::Bucket;
use super::call::Overrides;
use super::config::ClientConfig;
use super::error::{Failed, NotSent};
use super::exchange::Exchange;
use super::outgoing::Outgoing;
use super::reply::Reply;
use super::retry::Pace;
use super::transport::SharedTransport;
use super::verdict::is_doubtful;
use http::HeaderMap;
use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// What a client shares between its calls. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    transport: SharedTransport,
    base_url: BaseUrl,
    /// Origins that may see credentials.
    trusted: Vec<String>,
    headers: HeaderMap,
    bucket: Bucket,
    config: ClientConfig,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("base_url", &self.0.base_url.text).field("config", &self.0.config).finish()
    }
}

impl Core {
    pub(super) fn new(
        transport: SharedTransport,
        base_url: BaseUrl,
        trusted: Vec<String>,
        headers: HeaderMap,
        config: ClientConfig,
    ) -> Self {
        Self(Arc::new(Inner { transport, base_url, trusted, headers, bucket: Bucket::new(), config }))
    }

    pub(super) fn config(&self) -> &ClientConfig {
        &self.0.config
    }

    pub(super) fn default_base_url(&self) -> &BaseUrl {
        &self.0.base_url
    }

    pub(super) fn trusted(&self) -> &[String] {
        &self.0.trusted
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Sends a request, again where that does no harm, and reads the answer, whatever its status, unless `take` takes its body.
    pub(super) async fn send(
        &self,
        meta: &'static Meta,
        outgoing: Outgoing,
        overrides: &Overrides,
        exchange: &mut Exchange,
        take: &mut Take<'_>,
    ) -> Result<Reply, Failed> {
        let trace = Trace::new(meta);
        let sent = {
            // Pinned here, it is not moved about.
            let attempts = pin!(self.attempts(meta, outgoing, overrides, exchange, take, &trace));
            trace.within(attempts).await
        };
        trace.end(exchange, &sent);
        sent
    }

    async fn attempts(
        &self,
        meta: &'static Meta,
        outgoing: Outgoing,
        overrides: &Overrides,
        exchange: &mut Exchange,
        take: &mut Take<'_>,
        trace: &Trace,
    ) -> Result<Reply, Failed> {
        let config = &self.0.config;
        let deadline = after(overrides.timeout.unwrap_or(config.timeout));
        let prepared = self.prepare(meta, outgoing, overrides, deadline).await.map_err(Failed::NotSent)?;
        let mut pace = Pace::new(overrides.retry.unwrap_or(config.retry), &self.0.bucket, deadline);
        loop {
            exchange.attempts += 1;
            let until = deadline.min(after(overrides.attempt_timeout.unwrap_or(config.attempt_timeout)));
            let ended = attempt(&self.0.transport, prepared.request(), config.body_limit, until, exchange, take).await;
            let pause = if prepared.is_ready() { pace.next(meta, &ended) } else { None };
            trace.attempt(exchange, &ended, pause);
            if let Some(pause) = pause {
                exchange.in_doubt |= may_have_happened(meta, &ended);
                tokio::time::sleep(pause).await;
                continue;
            }
            return match ended {
                Attempt::Answered(reply) => {
                    if !(reply.status().is_client_error() || reply.status().is_server_error()) {
                        pace.succeeded();
                    }
                    Ok(reply)
                }
                Attempt::NotSent(error) if exchange.in_doubt => Err(Failed::Lost(error)),
                Attempt::NotSent(error) => Err(Failed::NotSent(NotSent::Connect(error))),
                Attempt::Lost(error) => Err(Failed::Lost(error)),
            };
        }
    }
}

/// Whether an attempt may have been carried out, though it did not succeed.
fn may_have_happened(meta: &Meta, ended: &Attempt) -> bool {
    match ended {
        Attempt::Answered(reply) => is_doubtful(meta, reply),
        Attempt::NotSent(_) => false,
        Attempt::Lost(_) => meta.is_write(),
    }
}

/// The instant that is this far away; a century, if it is too far to be told.
fn after(duration: Duration) -> Instant {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    let now = Instant::now();
    now.checked_add(duration).unwrap_or(now + CENTURY)
}
