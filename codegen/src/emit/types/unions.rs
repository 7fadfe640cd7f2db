//! `oneOf` and `anyOf`: an enum over the branches, told apart by discriminator or by the outward shape of the JSON.

use super::{codec, derive, deserialize, docs, serialize, ty};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Shape, Type, TypeDef, Types, Union};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The enum and its codecs.
pub(super) fn items(types: &Types, def: &TypeDef, body: &Union) -> Vec<TokenStream> {
    let name = ident(&def.name);
    vec![
        definition(types, def, body, &name),
        reader(types, def, body, &name),
        deserialize(&name, quote!(one_of)),
        writer(types, body, &name),
    ]
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

fn reader(types: &Types, def: &TypeDef, body: &Union, name: &Ident) -> TokenStream {
    let (shown, unknown) = (def.name.as_str(), ident(&body.unknown));
    let tag = match &body.discriminator {
        Some(tag) => quote!(Some(#tag)),
        None => quote!(None),
    };
    let variants = body.variants.iter().map(|variant| {
        let (name, tags, shape) = (variant.name.as_str(), &variant.tags, shape(&variant.shape));
        quote!(codec::Variant { name: #name, tags: &[#(#tags),*], shape: #shape })
    });
    let reads = body.variants.iter().enumerate().map(|(index, variant)| {
        let (index, name) = (Literal::usize_unsuffixed(index), ident(&variant.name));
        match codec(types, &variant.ty) {
            _ if is_unit(&variant.ty) => quote!(#index => json.decode().map(|()| Self::#name)),
            Some(adapter) => quote!(#index => json.decode_as::<#adapter, _>().map(Self::#name)),
            None => quote!(#index => json.decode().map(Self::#name)),
        }
    });
    quote! {
        impl codec::OneOf for #name {
            const NAME: &'static str = #shown;
            const TAG: Option<&'static str> = #tag;
            const VARIANTS: &'static [codec::Variant] = &[#(#variants),*];

            fn read(variant: usize, json: &codec::Json) -> Result<Self, serde_json::Error> {
                match variant {
                    #(#reads,)*
                    _ => json.decode().map(Self::#unknown),
                }
            }
        }
    }
}

/// The constant that describes a shape to the runtime. Constants in it are JSON texts.
fn shape(of: &Shape) -> TokenStream {
    let texts = |values: &[serde_json::Value]| {
        let texts = values.iter().map(ToString::to_string);
        quote!(&[#(#texts),*])
    };
    match of {
        Shape::Any => quote!(codec::Shape::Any),
        Shape::Null => quote!(codec::Shape::Null),
        Shape::Bool => quote!(codec::Shape::Bool),
        Shape::Integer => quote!(codec::Shape::Integer),
        Shape::Number => quote!(codec::Shape::Number),
        Shape::String => quote!(codec::Shape::String),
        Shape::Array => quote!(codec::Shape::Array),
        Shape::OneOf(values) => {
            let texts = texts(values);
            quote!(codec::Shape::OneOf(#texts))
        }
        Shape::Object { required, constants, known, closed } => {
            let constants = constants.iter().map(|(key, values)| {
                let texts = texts(values);
                quote!((#key, #texts))
            });
            quote! {
                codec::Shape::Object {
                    required: &[#(#required),*],
                    constants: &[#(#constants),*],
                    known: &[#(#known),*],
                    closed: #closed,
                }
            }
        }
        Shape::Either(shapes) => {
            let shapes = shapes.iter().map(shape);
            quote!(codec::Shape::Either(&[#(#shapes),*]))
        }
    }
}

fn writer(types: &Types, body: &Union, name: &Ident) -> TokenStream {
    let unknown = ident(&body.unknown);
    let writes = body.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        match codec(types, &variant.ty) {
            _ if is_unit(&variant.ty) => quote!(Self::#name => serializer.serialize_unit()),
            Some(adapter) => quote!(Self::#name(value) => codec::encode::<#adapter, _, _>(value, serializer)),
            None => quote!(Self::#name(value) => value.serialize(serializer)),
        }
    });
    let body = quote! {
        match self {
            #(#writes,)*
            Self::#unknown(value) => value.serialize(serializer),
        }
    };
    serialize(name, &body)
}
