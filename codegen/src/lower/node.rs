//! One schema of the document as its openapiv3 types, its children left as references to their own pointers.
//!
//! `{"type": "object", "properties": {"a": {...}}}` at `#/x` is read as an `AnySchema` whose property `a` is
//! `{"$ref": "#/x/properties/a"}`. So reading is linear whatever the document, and an error knows the keyword it stands at:
//! a keyword that does not read is left out and reported as a [`Fault`], the others still count.

use crate::diagnostics::Place;
use crate::resolve::Tree;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, SchemaData};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A schema, one level deep.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Where a `$ref` leads; `data` then holds what stands beside it, and nothing else does.
    pub(crate) reference: Option<Place>,
    /// Annotations and the discriminator. Examples, defaults and extensions stay in the tree.
    pub(crate) data: SchemaData,
    /// Everything that constrains the value.
    pub(crate) any: AnySchema,
    /// The schema is `false`, or `{"not": {}}`: no value satisfies it.
    pub(crate) never: bool,
    /// What could not be read.
    pub(crate) faults: Vec<Fault>,
    place: Place,
}

/// A keyword whose value has the wrong form.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The keyword's value.
    pub(crate) place: Place,
    /// What is wrong, in a sentence without a final stop.
    pub(crate) message: String,
}

/// `additionalProperties`, one level deep.
#[derive(Debug)]
pub(crate) enum Additional {
    /// `true` or `false`.
    Any(bool),
    /// A schema.
    Schema(Place),
}

/// Keywords of [`SchemaData`] that lowering reads.
const DATA: &[&str] =
    &["nullable", "readOnly", "writeOnly", "deprecated", "externalDocs", "title", "description", "discriminator"];

/// Keywords of [`AnySchema`].
const ANY: &[&str] = &[
    "type",
    "pattern",
    "multipleOf",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minimum",
    "maximum",
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "enum",
    "format",
    "minLength",
    "maxLength",
    "oneOf",
    "allOf",
    "anyOf",
    "not",
];

impl Node {
    /// Reads the schema at a place. A dead reference is not a fault: resolving has reported it, and the node is empty.
    pub(crate) fn read(tree: &Tree, place: &Place) -> Self {
        let mut node = Self { place: place.clone(), ..Self::default() };
        match tree.get(place) {
            Some(Value::Object(map)) => node.read_object(tree, map),
            Some(Value::Bool(allowed)) => node.never = !allowed,
            Some(_) => node.fault(place.clone(), "a schema is an object"),
            None => {}
        }
        node
    }

    fn read_object(&mut self, tree: &Tree, map: &Map<String, Value>) {
        self.data = self.keywords(map, DATA);
        if let Some(Value::String(text)) = map.get("$ref") {
            self.reference = tree.target(&self.place.child("$ref"), text).ok();
            return;
        }
        self.any = self.keywords(map, ANY);
        self.never = map.len() == 1 && map.get("not").is_some_and(|not| *not == Value::Object(Map::new()));
    }

    /// Reads some keywords as one openapiv3 type.
    fn keywords<T: DeserializeOwned + Default>(&mut self, map: &Map<String, Value>, names: &[&str]) -> T {
        let given = names.iter().filter_map(|name| Some((*name, map.get(*name)?)));
        let mut shallow: Map<String, Value> =
            given.map(|(name, value)| (name.to_owned(), shallow(&self.place.child(name), name, value))).collect();
        if shallow.is_empty() {
            return T::default();
        }
        if let Ok(read) = serde_json::from_value(Value::Object(shallow.clone())) {
            return read;
        }
        // Some keyword is at fault: read them one by one, and the good ones again together.
        shallow.retain(|name, value| {
            let alone: Map<String, Value> = [(name.clone(), value.clone())].into_iter().collect();
            match serde_json::from_value::<T>(Value::Object(alone)) {
                Ok(_) => true,
                Err(_) => {
                    let found: String =
                        map.get(name).map_or_else(String::new, Value::to_string).chars().take(60).collect();
                    self.fault(self.place.child(name), format!("`{name}` takes {}, found `{found}`", form(name)));
                    false
                }
            }
        });
        serde_json::from_value(Value::Object(shallow)).unwrap_or_default()
    }

    fn fault(&mut self, place: Place, message: impl Into<String>) {
        self.faults.push(Fault { place, message: message.into() });
    }

    /// `properties`, in document order.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&str, Place)> {
        self.any.properties.iter().filter_map(|(name, child)| Some((name.as_str(), self.child(child)?)))
    }

    /// `allOf`.
    pub(crate) fn all_of(&self) -> Vec<Place> {
        self.any.all_of.iter().filter_map(|child| self.child(child)).collect()
    }

    /// `oneOf`.
    pub(crate) fn one_of(&self) -> Vec<Place> {
        self.any.one_of.iter().filter_map(|child| self.child(child)).collect()
    }

    /// `anyOf`.
    pub(crate) fn any_of(&self) -> Vec<Place> {
        self.any.any_of.iter().filter_map(|child| self.child(child)).collect()
    }

    /// `items`.
    pub(crate) fn items(&self) -> Option<Place> {
        self.child(self.any.items.as_ref()?)
    }

    /// `additionalProperties`.
    pub(crate) fn additional(&self) -> Option<Additional> {
        match self.any.additional_properties.as_ref()? {
            AdditionalProperties::Any(allowed) => Some(Additional::Any(*allowed)),
            AdditionalProperties::Schema(child) => self.child(child).map(Additional::Schema),
        }
    }

    /// The place of a child, which [`shallow`] has put there as a reference.
    fn child<T>(&self, child: &ReferenceOr<T>) -> Option<Place> {
        match child {
            ReferenceOr::Reference { reference } => Some(Place { file: self.place.file, pointer: reference.clone() }),
            ReferenceOr::Item(_) => None,
        }
    }
}

/// The form that OpenAPI gives a keyword's value, in words.
fn form(keyword: &str) -> &'static str {
    match keyword {
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" | "exclusiveMinimum"
        | "exclusiveMaximum" => "`true` or `false`",
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            "a whole number from 0 on"
        }
        "minimum" | "maximum" | "multipleOf" => "a number",
        "properties" => "schemas by name",
        "required" => "a list of names",
        "enum" => "a list of values",
        "oneOf" | "anyOf" | "allOf" => "a list of schemas",
        "items" | "not" => "a schema",
        "additionalProperties" => "a schema, `true` or `false`",
        "discriminator" => "an object with `propertyName`",
        "externalDocs" => "an object with `url`",
        _ => "text",
    }
}

/// A keyword's value with the schemas in it replaced by references to their own pointers.
fn shallow(place: &Place, keyword: &str, value: &Value) -> Value {
    match (keyword, value) {
        ("properties", Value::Object(map)) => {
            Value::Object(map.keys().map(|name| (name.clone(), reference(&place.child(name)))).collect())
        }
        ("items" | "not" | "additionalProperties", Value::Object(_)) | ("items" | "not", Value::Bool(_)) => {
            reference(place)
        }
        ("oneOf" | "anyOf" | "allOf", Value::Array(items)) => {
            Value::Array((0..items.len()).map(|index| reference(&place.child(index))).collect())
        }
        _ => value.clone(),
    }
}

fn reference(place: &Place) -> Value {
    let mut map = Map::new();
    map.insert("$ref".to_owned(), Value::String(place.pointer.clone()));
    Value::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Sink;
    use crate::resolve::resolve;
    use crate::source::{Source, Sources};
    use serde_json::json;

    fn read(schema: Value) -> Node {
        let mut sources = Sources::new(Source::inline("api.json", ""));
        let tree = resolve(json!({"a/b": schema}), &mut sources, &mut Sink::new());
        Node::read(&tree, &Place::new("").child("a/b"))
    }

    #[test]
    fn children_are_references_to_their_own_pointers() {
        let node = read(json!({"type": "object", "properties": {"x~y": {"type": 7}}, "allOf": [{}, {"$ref": "#/q"}]}));
        assert_eq!(node.any.typ.as_deref(), Some("object"));
        let properties: Vec<_> = node.properties().map(|(name, place)| (name.to_owned(), place.pointer)).collect();
        assert_eq!(properties, [("x~y".to_owned(), "/a~1b/properties/x~0y".to_owned())]);
        assert_eq!(
            node.all_of().iter().map(|place| place.pointer.as_str()).collect::<Vec<_>>(),
            ["/a~1b/allOf/0", "/a~1b/allOf/1"]
        );
        assert!(node.faults.is_empty());
    }

    #[test]
    fn a_wrong_keyword_costs_itself_only() {
        let node = read(
            json!({"type": "string", "required": true, "maxLength": "3", "minLength": 1, "title": 5, "nullable": true}),
        );
        assert_eq!((node.any.typ.as_deref(), node.any.min_length, node.data.nullable), (Some("string"), Some(1), true));
        let faults: Vec<_> = node.faults.iter().map(|fault| fault.place.pointer.as_str()).collect();
        assert_eq!(faults, ["/a~1b/title", "/a~1b/required", "/a~1b/maxLength"]);
    }

    #[test]
    fn invalid_nesting_is_linear() {
        let mut schema = json!({"allOf": 1});
        for _ in 0..60 {
            schema = json!({"allOf": [schema]});
        }
        assert_eq!(read(schema).all_of().len(), 1);
    }
}
