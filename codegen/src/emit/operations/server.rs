//! Base URLs: what a server of the document comes to when nobody chooses its variables.

use crate::ir::{Api, Operation, Server};

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

/// The URL of an operation that has a server of its own. One that is relative stands on the host of the document's server
/// (OpenAPI 3.0.4, "Server Object", `url`); without such a host it cannot be told, and the client's base URL serves.
pub(crate) fn own(api: &Api, operation: &Operation) -> Option<String> {
    let url = resolved(operation.servers.first()?);
    if is_absolute(&url) {
        return Some(url);
    }
    let base = resolved(default(api)?);
    let host_at = base.find("://")? + "://".len();
    let host_end = base[host_at..].find('/').map_or(base.len(), |slash| host_at + slash);
    (url.is_empty() || url.starts_with('/')).then(|| format!("{}{url}", &base[..host_end]))
}

fn is_absolute(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let host =
            url.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme)).map(|_| &url[scheme.len()..]);
        host.is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '{']))
    })
}
