//! What a reader needs before the first call, and what the reference does not cover.

use super::{Note, View};
use crate::emit::docs::dialect::Markup;
use crate::emit::docs::sample::{self, header, variable};
use crate::ir::{self, ApiKeyPlace, OmissionKind, SchemeKind, SecurityScheme};
use serde::Serialize;

/// A base address.
#[derive(Debug, Serialize)]
pub(super) struct Server {
    url: Markup,
    relative: bool,
    description: Option<Markup>,
    variables: Vec<Variable>,
    notes: Vec<Note>,
}

/// A slot of a base address.
#[derive(Debug, Serialize)]
struct Variable {
    name: Markup,
    default: Markup,
    values: Markup,
    description: Option<Markup>,
}

/// A way to authenticate.
#[derive(Debug, Serialize)]
pub(super) struct Scheme {
    name: Markup,
    kind: &'static str,
    /// The header line, or what stands for it.
    sent_as: Markup,
    env: Option<Markup>,
    inferred: bool,
    description: Option<Markup>,
    notes: Vec<Note>,
}

/// Done once, before any example.
#[derive(Debug, Serialize)]
pub(super) struct Setup {
    shell: Option<Markup>,
    rust: Markup,
}

/// An operation that is known by name only.
#[derive(Debug, Serialize)]
pub(super) struct Undocumented {
    name: Markup,
    group: Option<Markup>,
    method: Option<Markup>,
}

/// An operation of the document that could not be written.
#[derive(Debug, Serialize)]
pub(super) struct Skipped {
    place: Markup,
    reason: Markup,
}

impl View<'_> {
    pub(super) fn servers(&self) -> Vec<Server> {
        let server = |server: &ir::Server| Server {
            url: self.dialect.code(&server.url),
            relative: !server.url.contains("://"),
            description: self.prose(server.description.as_ref()),
            variables: server.variables.iter().map(|variable| self.variable(variable)).collect(),
            notes: self.notes(&server.discrepancies, &Markup::default()),
        };
        self.api.servers.iter().map(server).collect()
    }

    fn variable(&self, variable: &ir::ServerVariable) -> Variable {
        let values: Vec<_> = variable.values.iter().map(|value| self.dialect.code(value)).collect();
        Variable {
            name: self.dialect.code(&variable.wire),
            default: self.dialect.code(&variable.default),
            values: self.dialect.join(&values, ", "),
            description: self.cell(variable.description.as_ref()),
        }
    }

    pub(super) fn schemes(&self) -> Vec<Scheme> {
        let scheme = |scheme: &SecurityScheme| Scheme {
            name: self.dialect.code(&scheme.wire),
            kind: match scheme.kind {
                SchemeKind::Bearer => self.words.bearer,
                SchemeKind::Basic => self.words.basic,
                SchemeKind::ApiKey(..) => self.words.api_key,
                SchemeKind::Http(_) => self.words.http_scheme,
                SchemeKind::MutualTls => self.words.mutual_tls,
            },
            sent_as: self.sent_as(scheme),
            env: scheme.env.as_ref().map(|env| self.dialect.code(env)),
            inferred: scheme.inferred,
            description: self.prose(scheme.description.as_ref()),
            notes: self.notes(&scheme.discrepancies, &Markup::default()),
        };
        self.api.security_schemes.iter().map(scheme).collect()
    }

    fn sent_as(&self, scheme: &SecurityScheme) -> Markup {
        let variable = variable(scheme);
        match &scheme.kind {
            SchemeKind::Basic => self.dialect.code(&format!("Authorization: Basic <{}>", self.words.user_password)),
            SchemeKind::ApiKey(ApiKeyPlace::Query, name) => self.dialect.code(&format!("?{name}=${variable}")),
            SchemeKind::ApiKey(ApiKeyPlace::Cookie, name) => self.dialect.code(&format!("Cookie: {name}=${variable}")),
            SchemeKind::MutualTls => self.dialect.plain(self.words.with_certificate),
            _ => header(scheme)
                .map_or_else(Markup::default, |(start, variable)| self.dialect.code(&format!("{start}${variable}"))),
        }
    }

    pub(super) fn setup(&self) -> Setup {
        let mut lines = Vec::new();
        if !sample::base_url(self.api.servers.first()).contains("://") {
            lines.push("export BASE_URL=\"https://…\"".to_owned());
        }
        for scheme in &self.api.security_schemes {
            let line = format!("export {}=\"…\"", variable(scheme));
            if scheme.kind != SchemeKind::MutualTls && !lines.contains(&line) {
                lines.push(line);
            }
        }
        Setup {
            shell: (!lines.is_empty()).then(|| self.dialect.block("sh", &lines.join("\n"))),
            rust: self.dialect.block("rust", &sample::client(self.api, self.package)),
        }
    }

    pub(super) fn undocumented(&self) -> Vec<Undocumented> {
        let one = |found: &ir::Undocumented| Undocumented {
            name: self.line(Some(&found.name)).unwrap_or_default(),
            group: self.line(found.group.as_ref()),
            method: found.method.as_ref().map(|method| self.dialect.code(&method.0)),
        };
        self.api.undocumented.iter().map(one).collect()
    }

    pub(super) fn skipped(&self) -> Vec<Skipped> {
        let skipped = self.api.omissions.iter().filter(|omission| omission.kind == OmissionKind::Skipped);
        let one = |omission: &ir::Omission| Skipped {
            place: self.dialect.code(&omission.place.to_string()),
            reason: self.dialect.plain(&omission.reason),
        };
        skipped.map(one).collect()
    }
}
