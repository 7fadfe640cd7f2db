//! The IR to files. Nothing here can fail, and nothing here looks at the document.

mod docs;
mod rust;
mod types;

use crate::ir::Api;
use crate::options::Options;
use crate::output::Output;

/// Writes everything that the options ask for. `localised` holds the same API with its texts in other languages, for docs.
pub(crate) fn emit(api: &Api, localised: &[(String, Api)], options: &Options) -> Output {
    let mut output = Output::default();
    if options.emit.docs {
        docs::emit(api, localised, options, &mut output);
    }
    output
}
