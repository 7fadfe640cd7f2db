//! The runtime's sources as data.
//!
//! A line `// driftless:part <name>` in a file says that the item below it belongs to a part; files of a part are reached only
//! through such lines. `mod.rs` is the root. Files name each other by `super::`, so that they work wherever they are put.

/// A source file.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile {
    /// Its path, with `/` between folders; the root is `mod.rs`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! sources {
    ($($path:literal)+) => {
        &[$(SourceFile { path: $path, text: include_str!($path) }),+]
    };
}

/// Every file of the runtime, sorted by path.
pub const SOURCES: &[SourceFile] = sources! {
    "client/attempt.rs"
    "client/base_url.rs"
    "client/basic.rs"
    "client/blocking.rs"
    "client/bucket.rs"
    "client/call.rs"
    "client/config.rs"
    "client/core.rs"
    "client/credential.rs"
    "client/error.rs"
    "client/exchange.rs"
    "client/fields.rs"
    "client/http_date.rs"
    "client/key.rs"
    "client/kinds.rs"
    "client/lines.rs"
    "client/link.rs"
    "client/lost.rs"
    "client/mod.rs"
    "client/multipart.rs"
    "client/oauth.rs"
    "client/outcome.rs"
    "client/outgoing.rs"
    "client/pages.rs"
    "client/prepare.rs"
    "client/provider.rs"
    "client/random.rs"
    "client/reply.rs"
    "client/retry.rs"
    "client/retry_after.rs"
    "client/trace.rs"
    "client/transport.rs"
    "client/turn.rs"
    "client/unknown.rs"
    "client/untraced.rs"
    "client/verdict.rs"
    "client/wire.rs"
    "codec/adapters.rs"
    "codec/base64.rs"
    "codec/choice.rs"
    "codec/decimal.rs"
    "codec/discreet.rs"
    "codec/duration.rs"
    "codec/error.rs"
    "codec/lines.rs"
    "codec/locate.rs"
    "codec/mod.rs"
    "codec/new.rs"
    "codec/null.rs"
    "codec/object.rs"
    "codec/presence.rs"
    "codec/read.rs"
    "codec/shape.rs"
    "codec/tables.rs"
    "codec/text.rs"
    "codec/tuple.rs"
    "codec/union.rs"
    "codec/write.rs"
    "meta.rs"
    "mod.rs"
    "money.rs"
    "operation/kinds.rs"
    "operation/media.rs"
    "operation/mod.rs"
    "operation/places.rs"
    "operation/table.rs"
    "params/form.rs"
    "params/mod.rs"
    "params/parts.rs"
    "params/pieces.rs"
    "params/plan.rs"
    "params/read.rs"
    "params/write.rs"
    "secret.rs"
    "server/answer.rs"
    "server/body.rs"
    "server/condition.rs"
    "server/endpoint.rs"
    "server/fields.rs"
    "server/incoming.rs"
    "server/kinds.rs"
    "server/lines.rs"
    "server/mod.rs"
    "server/multipart.rs"
    "server/problem.rs"
    "server/routes.rs"
    "server/template.rs"
};
