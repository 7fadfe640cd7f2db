//! The IR to files. Nothing here can fail, and nothing here looks at the document.

mod rust;
mod types;

use crate::ir::Api;
use crate::options::Options;
use crate::output::Output;

/// Writes everything that the options ask for. `localised` holds the same API with its texts in other languages, for docs.
pub(crate) fn emit(_api: &Api, _localised: &[(String, Api)], _options: &Options) -> Output {
    Output::default()
}
