//! Base URLs: what a server of the document comes to when nobody chooses its variables.

use crate::ir::{Api, Server};

/// The URL with each variable at its default, without a trailing slash.
pub(crate) fn resolved(server: &Server) -> String {
    let filled = server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.wire), &variable.default));
    filled.trim_end_matches('/').to_owned()
}

/// The server that calls go to unless the user says otherwise: the document's first one that is an absolute URL.
pub(crate) fn default(api: &Api) -> Option<&Server> {
    api.servers.iter().find(|server| is_absolute(&resolved(server)))
}

fn is_absolute(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let host =
            url.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| &url[scheme.len()..]);
        host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '{']))
    })
}
