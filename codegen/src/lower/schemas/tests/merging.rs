//! References, `allOf` and recursion.

use super::*;

#[test]
fn all_of_is_one_struct() {
    let schemas = json!({
        "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "kind": {"type": "string"}}},
        "Child": {
            "allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"kind": {"enum": ["child"]}, "age": {"type": "integer"}}}],
            "required": ["age"]
        },
        "Grandchild": {"allOf": [{"allOf": [{"$ref": "#/components/schemas/Child"}]}, {"required": ["kind"], "properties": {"x": {}}}]}
    });
    assert_types(
        schemas,
        r#"
        struct Base  /Base
          id: String
          kind: String?
        struct Child  /Child
          id: String
          kind: ChildKind?
          age: I64
        enum ChildKind  /Child/allOf/1/properties/kind ord
          Child = "child"
          Unknown(String)
        struct Grandchild  /Grandchild
          id: String
          kind: ChildKind
          age: I64
          x: Json?
    "#,
    );
}

#[test]
fn a_wrapper_is_what_it_wraps() {
    let schemas = json!({
        "Pet": {"type": "object", "properties": {"a": {"type": "string"}}},
        "Alias": {"$ref": "#/components/schemas/Pet"},
        "Wrapper": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "description": "The same."},
        "Owner": {"required": ["b"], "properties": {
            "a": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "nullable": true},
            "b": {"allOf": [{"nullable": true}, {"$ref": "#/components/schemas/Alias"}]},
            "c": {"$ref": "#/components/schemas/Owner/properties/d"},
            "d": {"type": "object", "properties": {"e": {"type": "string"}}}
        }}
    });
    assert_types(
        schemas,
        r#"
        struct Pet  /Pet default
          a: String?
        alias Alias  /Alias
          Pet
        alias Wrapper  /Wrapper  "The same."
          Pet
        struct Owner  /Owner
          a: Pet?|null
          b: Alias|null
          c: OwnerD?
          d: OwnerD?
        struct OwnerD  /Owner/properties/d default
          e: String?
    "#,
    );
}

#[test]
fn contradictions_are_any_json() {
    let schemas = json!({
        "A": {"allOf": [{"type": "string"}, {"type": "object"}]},
        "B": {"allOf": [{"type": "number"}, {"type": "integer", "minimum": 1}, {"minimum": 5}]}
    });
    assert_types(
        schemas,
        r#"
        alias A  /A
          Json
        alias B  /B ord
          I64
        ! D0302 #/components/schemas/A/allOf/1/type: `object` contradicts the type that another part of the schema states
    "#,
    );
}

#[test]
fn circles_end() {
    let schemas = json!({
        "Self": {"allOf": [{"$ref": "#/components/schemas/Self"}, {"properties": {"a": {"$ref": "#/components/schemas/Self"}}}]},
        "Ping": {"required": ["pong"], "properties": {"pong": {"$ref": "#/components/schemas/Pong"}}},
        "Pong": {"properties": {"ping": {"$ref": "#/components/schemas/Ping"}, "all": {"type": "array", "items": {"$ref": "#/components/schemas/Ping"}}}},
        "Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        "Trie": {"additionalProperties": {"$ref": "#/components/schemas/Trie"}},
        "Deep": {"type": "array", "items": {"type": "array", "items": {"$ref": "#/components/schemas/Deep/items"}}},
        "Choice": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Choice"}, {"type": "array", "items": {"$ref": "#/components/schemas/Choice"}}]}
    });
    assert_types(
        schemas,
        r#"
        struct SelfBody  /Self default
          a: Box<SelfBody>?
        struct Ping  /Ping
          pong: Pong
        struct Pong  /Pong default
          ping: Box<Ping>?
          all: List<Ping>?
        union Tree  /Tree
          List(List<Tree>)  if array
          Unknown(Json)
        struct Trie  /Trie default
          ..additional: Trie
        alias Deep  /Deep
          List<List<Json>>
        union Choice  /Choice
          String(String)  if string
          ChoiceList(List<Choice>)  if array
          Unknown(Json)
        ! D0302 #/components/schemas/Deep/items: a schema without a name contains itself; give it a name in `components/schemas`
    "#,
    );
}
