//! A parameter's style as the runtime's constant: `Parameter::form("kinds").explode(false)`.

use crate::ir::{Parameter, Style};
use proc_macro2::TokenStream;
use quote::quote;

/// The expression that says how a parameter is written. What a style implies is not repeated.
pub(crate) fn parameter(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let style = match parameter.style {
        Style::Simple => quote!(Parameter::simple(#wire)),
        Style::Label => quote!(Parameter::label(#wire)),
        Style::Matrix => quote!(Parameter::matrix(#wire)),
        Style::Form => quote!(Parameter::form(#wire)),
        Style::SpaceDelimited => quote!(Parameter::space(#wire)),
        Style::PipeDelimited => quote!(Parameter::pipe(#wire)),
        Style::DeepObject => quote!(Parameter::deep(#wire)),
    };
    if parameter.content.is_some() {
        return quote!(#style.json());
    }
    let (explode, implied) = (parameter.explode, parameter.style == Style::Form);
    let explode = (explode != implied && parameter.style != Style::DeepObject).then(|| quote!(.explode(#explode)));
    let reserved = parameter.allow_reserved.then(|| quote!(.reserved()));
    quote!(#style #explode #reserved)
}
