//! `oneOf` and `anyOf`: an enum over the branches, told apart by discriminator or by the outward shape of the JSON.

use super::{codec, derive, docs, ty};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Shape, Type, TypeDef, Types, Union};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enum and its codecs.
pub(super) fn items(types: &Types, def: &TypeDef, body: &Union) -> Vec<TokenStream> {
    let name = ident(&def.name);
    vec![definition(types, def, body, &name), table(types, body, &name)]
}

/// A branch that is only `null` carries nothing.
fn is_unit(of: &Type) -> bool {
    *of == Type::Null
}

fn definition(types: &Types, def: &TypeDef, body: &Union, name: &Ident) -> TokenStream {
    let (docs, derive, unknown) = (docs(def), derive(def.traits), ident(&body.unknown));
    let variants = body.variants.iter().map(|variant| {
        let (docs, name) = (Doc::of(&variant.docs), ident(&variant.name));
        let payload = (!is_unit(&variant.ty)).then(|| ty(types, &variant.ty)).map(|ty| quote!((#ty)));
        quote!(#docs #name #payload)
    });
    quote! {
        #docs
        #derive
        pub enum #name {
            #(#variants,)*
            #[doc = " A value this crate does not know."]
            #unknown(Value),
        }
    }
}

/// The table of its variants.
fn table(types: &Types, body: &Union, name: &Ident) -> TokenStream {
    let unknown = ident(&body.unknown);
    let tag = body.discriminator.as_ref().map(|tag| quote!(by #tag));
    let variants = body.variants.iter().map(|variant| {
        let (name, shape) = (ident(&variant.name), shape(&variant.shape));
        let adapter = codec(types, &variant.ty).map(|adapter| quote!(as #adapter));
        let payload = (!is_unit(&variant.ty)).then(|| quote!((value #adapter)));
        let tags = &variant.tags;
        let tags = (!tags.is_empty()).then(|| quote!(= #(#tags)|*));
        quote!(#name #payload #tags: #shape)
    });
    quote!(codec::union! { #name #tag { #(#variants,)* ..#unknown } })
}

/// The constant that describes a shape to the runtime. Constants in it are JSON texts.
fn shape(of: &Shape) -> TokenStream {
    let texts = |values: &[serde_json::Value]| {
        let texts = values.iter().map(ToString::to_string);
        quote!(&[#(#texts),*])
    };
    match of {
        Shape::Any => quote!(Any),
        Shape::Null => quote!(Null),
        Shape::Bool => quote!(Bool),
        Shape::Integer => quote!(Integer),
        Shape::Number => quote!(Number),
        Shape::String => quote!(String),
        Shape::Array => quote!(Array),
        Shape::OneOf(values) => {
            let texts = texts(values);
            quote!(OneOf(#texts))
        }
        Shape::Object { required, constants, known, closed } => {
            let constants = constants.iter().map(|(key, values)| {
                let texts = texts(values);
                quote!((#key, #texts))
            });
            quote! {
                Object {
                    required: &[#(#required),*],
                    constants: &[#(#constants),*],
                    known: &[#(#known),*],
                    closed: #closed,
                }
            }
        }
        Shape::Either(shapes) => {
            let shapes = shapes.iter().map(shape);
            quote!(Either(&[#(#shapes),*]))
        }
    }
}
