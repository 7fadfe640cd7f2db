//! Requests that the API sends, and links from an answer to what may follow.
//!
//! A webhook is an operation whose client is the API and whose server is who uses it: it has a request, responses and docs as
//! any other. What it lacks is a path, because whoever gets it decides where.

use super::Operation;
use crate::names::Name;

/// A webhook or callback.
#[derive(Clone, Debug)]
pub struct Hook {
    /// What is sent and what may be answered. Its path is a name or an expression (see [`Origin`]), of no segments; it has no
    /// tag, no credentials and no servers.
    pub operation: Operation,
    /// Where the document has it.
    pub origin: Origin,
    /// Variant of the enum over all webhooks. Callbacks have none: each comes to a URL of its own.
    pub variant: Option<Name>,
    /// Properties of its JSON body that have one value only, with that value: what tells it from others.
    pub tells: Vec<(String, String)>,
}

/// Where a document has a request that the API sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `webhooks`, under this name (OpenAPI 3.1, "OpenAPI Object").
    Webhook(String),
    /// `callbacks` of an operation (OpenAPI 3.0.4, "Callback Object").
    Callback {
        /// Id of the operation.
        operation: String,
        /// Key among its callbacks.
        name: String,
        /// Runtime expression that gives the URL: `{$request.body#/url}`.
        expression: String,
    },
}

impl Hook {
    /// How readers know it: `` webhook `newPet` ``, or the callback's name with its operation.
    pub fn known_as(&self) -> String {
        match &self.origin {
            Origin::Webhook(name) => format!("webhook `{name}`"),
            Origin::Callback { operation, name, .. } => format!("callback `{name}` of `{operation}`"),
        }
    }
}

/// A link of a response (OpenAPI 3.0.4, "Link Object"): values of this answer are arguments of another operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Id of the operation that may follow, as [`Operation::id`] has it.
    pub operation: String,
    /// Parameters of that operation by name, with what they are fed by.
    pub parameters: Vec<(String, Feed)>,
    /// What its body is fed by.
    pub body: Option<Feed>,
    /// What the document says of it.
    pub description: Option<super::Text>,
}

/// What a link feeds into a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feed {
    /// A property of the answer's body, by JSON Pointer: `/id`.
    Answer(String),
    /// Anything else, as the document writes it: a constant or another runtime expression.
    Text(String),
}
