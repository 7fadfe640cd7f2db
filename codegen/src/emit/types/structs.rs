//! Object schemas: a struct with public fields, read in one pass over the keys and written in document order.

use super::{codec, derive, deserialize, docs, optional, serialize, ty, value};
use crate::emit::rust::{Doc, ident};
use crate::ir::{Additional, Field, Struct, TypeDef, Types};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// Parameters that a constructor may have before clippy, and people, find them too many.
const MOST_ARGUMENTS: usize = 7;

/// The struct, `new` where it is worth having, and its codecs.
pub(super) fn items(types: &Types, def: &TypeDef, body: &Struct) -> Vec<TokenStream> {
    let emitter = Emitter { types, def, body, name: ident(&def.name) };
    let mut items = vec![emitter.definition()];
    items.extend(emitter.constructor());
    items.push(deserialize(&emitter.name, quote!(object)));
    items.push(emitter.reader());
    items.push(emitter.writer());
    items
}

struct Emitter<'a> {
    types: &'a Types,
    def: &'a TypeDef,
    body: &'a Struct,
    name: Ident,
}

impl Emitter<'_> {
    fn definition(&self) -> TokenStream {
        let (docs, derive, name) = (docs(self.def), derive(self.def.traits), &self.name);
        let fields = self.body.fields.iter().map(|field| {
            let (docs, name) = (field_docs(self.def, field), ident(&field.name));
            let ty = optional(self.types, &field.ty, field.required, field.nullable);
            let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
            quote!(#docs #deprecated pub #name: #ty)
        });
        let kept = self.kept().map(|(name, values, _)| {
            quote! {
                #[doc = " Undeclared properties."]
                pub #name: BTreeMap<String, #values>
            }
        });
        let fields = fields.chain(kept);
        quote!(#docs #derive pub struct #name { #(#fields),* })
    }

    /// `new(required…)`, for types that callers make: those sent in requests, with something to leave out.
    fn constructor(&self) -> Option<TokenStream> {
        let required: Vec<_> = self.body.fields.iter().filter(|field| field.required).collect();
        let left_out = required.len() < self.body.fields.len() || self.kept().is_some();
        if !self.def.usage.request || !left_out || required.is_empty() || required.len() > MOST_ARGUMENTS {
            return None;
        }
        let (name, allow) = (&self.name, self.allow_deprecated());
        let (mut parameters, mut values) = (Vec::new(), Vec::new());
        for field in &self.body.fields {
            let name = ident(&field.name);
            if !field.required {
                values.push(quote!(#name: None));
                continue;
            }
            let (parameter, value) = match field.nullable {
                false => value(self.types, &field.ty, &name),
                true => (optional(self.types, &field.ty, true, true), quote!(#name)),
            };
            parameters.push(quote!(#name: #parameter));
            values.push(if name == value.to_string() { value } else { quote!(#name: #value) });
        }
        values.extend(self.kept().map(|(name, ..)| quote!(#name: BTreeMap::new())));
        Some(quote! {
            #allow
            impl #name {
                #[doc = " A value with its required fields; the others are absent."]
                #[must_use]
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#values),* }
                }
            }
        })
    }

    fn reader(&self) -> TokenStream {
        let (name, allow) = (&self.name, self.allow_deprecated());
        let (shown, keys) = (self.def.name.as_str(), self.body.fields.iter().map(|field| field.wire.as_str()));
        let unknown = matches!(self.body.additional, Additional::Closed).then(|| {
            quote!(
                const UNKNOWN: codec::Unknown = codec::Unknown::Refuse;
            )
        });
        let source = self.fresh("fields");
        let slots = self.body.fields.iter().map(|field| {
            let name = ident(&field.name);
            quote!(let mut #name = None;)
        });
        let kept = self.kept().map(|(name, ..)| quote!(let mut #name = BTreeMap::new();));
        let entries = self.entries(&source);
        let made = self.body.fields.iter().enumerate().map(|(index, field)| {
            let (name, index) = (ident(&field.name), Literal::usize_unsuffixed(index));
            if field.required { quote!(#name: #source.required(#name, #index)?) } else { quote!(#name) }
        });
        let made = made.chain(self.kept().map(|(name, ..)| quote!(#name)));
        quote! {
            #allow
            impl<'de> codec::Object<'de> for #name {
                const NAME: &'static str = #shown;
                const KEYS: &'static [&'static str] = &[#(#keys),*];
                #unknown
                fn read<A: MapAccess<'de>>(mut #source: codec::Fields<A>) -> Result<Self, A::Error> {
                    #(#slots)*
                    #kept
                    #entries
                    Ok(Self { #(#made),* })
                }
            }
        }
    }

    /// The loop over the object's keys. The last known key needs no number of its own.
    fn entries(&self, source: &Ident) -> TokenStream {
        let reads: Vec<_> = self.body.fields.iter().map(|field| self.read(source, field)).collect();
        let key = self.fresh("key");
        let Some((kept, _, adapter)) = self.kept() else {
            return match reads.as_slice() {
                [] => quote!(while #source.next_key()?.is_some() {}),
                [read] => quote!(while #source.next_key()?.is_some() { #read?; }),
                [reads @ .., last] => {
                    let index = (0..reads.len()).map(Literal::usize_unsuffixed);
                    quote! {
                        while let Some(#key) = #source.next_key()? {
                            match #key { #(#index => #reads?,)* _ => #last? }
                        }
                    }
                }
            };
        };
        let other = self.fresh("name");
        let insert = match adapter {
            Some(adapter) => quote!(#source.insert_as::<#adapter, _>(#other, &mut #kept)),
            None => quote!(#source.insert(#other, &mut #kept)),
        };
        let known = match reads.as_slice() {
            [] => quote!(codec::Key::Known(_) => {}),
            [reads @ .., last] => {
                let index = (0..reads.len()).map(Literal::usize_unsuffixed);
                quote!(#(codec::Key::Known(#index) => #reads?,)* codec::Key::Known(_) => #last?,)
            }
        };
        quote! {
            while let Some(#key) = #source.next_entry()? {
                match #key { #known codec::Key::Other(#other) => #insert? }
            }
        }
    }

    /// Reads one field into its slot. A field that may be null has `Option` for its value, one that may not reads null as absent.
    fn read(&self, source: &Ident, field: &Field) -> TokenStream {
        let (name, adapter) = (ident(&field.name), self.adapter(field));
        match (field.required || field.nullable, adapter) {
            (true, None) => quote!(#source.read(&mut #name)),
            (true, Some(adapter)) => quote!(#source.read_as::<#adapter, _>(&mut #name)),
            (false, None) => quote!(#source.read_optional(&mut #name)),
            (false, Some(adapter)) => quote!(#source.read_optional_as::<#adapter, _>(&mut #name)),
        }
    }

    fn writer(&self) -> TokenStream {
        let allow = self.allow_deprecated();
        let fields = self.body.fields.iter().map(|field| {
            let (name, wire) = (ident(&field.name), &field.wire);
            match (field.required, self.adapter(field)) {
                (true, None) => quote!(object.field(#wire, &self.#name)?;),
                (true, Some(adapter)) => quote!(object.field_as::<#adapter, _>(#wire, &self.#name)?;),
                (false, None) => quote!(object.optional(#wire, &self.#name)?;),
                (false, Some(adapter)) => quote!(object.optional_as::<#adapter, _>(#wire, &self.#name)?;),
            }
        });
        let kept = self.kept().map(|(name, _, adapter)| match adapter {
            Some(adapter) => quote!(object.entries_as::<#adapter, _>(&self.#name)?;),
            None => quote!(object.entries(&self.#name)?;),
        });
        let body = if self.body.fields.is_empty() && kept.is_none() {
            quote!(codec::ObjectWriter::new(serializer)?.end())
        } else {
            quote! {
                let mut object = codec::ObjectWriter::new(serializer)?;
                #(#fields)*
                #kept
                object.end()
            }
        };
        let item = serialize(&self.name, &body);
        quote!(#allow #item)
    }

    /// The adapter of a field's value, `null` included where it is one.
    fn adapter(&self, field: &Field) -> Option<TokenStream> {
        let adapter = codec(self.types, &field.ty)?;
        Some(if field.nullable { quote!(codec::Maybe<#adapter>) } else { adapter })
    }

    /// The field of undeclared properties: its name, the type of its values and their adapter.
    fn kept(&self) -> Option<(Ident, TokenStream, Option<TokenStream>)> {
        match &self.body.additional {
            Additional::Kept(name, of) => Some((ident(name), ty(self.types, of), codec(self.types, of))),
            Additional::Ignored | Additional::Closed => None,
        }
    }

    /// A local name that no field has: fields are locals too while an object is read.
    fn fresh(&self, wanted: &str) -> Ident {
        let kept = self.kept().map(|(name, ..)| name.to_string());
        let mut name = wanted.to_owned();
        while kept.as_ref() == Some(&name) || self.body.fields.iter().any(|field| field.name.as_str() == name) {
            name.push('_');
        }
        Ident::new(&name, Span::call_site())
    }

    fn allow_deprecated(&self) -> Option<TokenStream> {
        let any = self.body.fields.iter().any(|field| field.docs.deprecated);
        any.then(|| quote!(#[allow(deprecated)]))
    }
}

fn field_docs(def: &TypeDef, field: &Field) -> Doc {
    let doc = Doc::of(&field.docs).constraints(&field.constraints).default_value(field.default.as_ref());
    let both_ways = def.usage.request && def.usage.response;
    match (field.read_only, field.write_only) {
        (true, false) if both_ways => doc.ours("Only in responses."),
        (false, true) if both_ways => doc.ours("Only in requests."),
        _ => doc,
    }
}
