//! `oneOf`, `anyOf` and discriminators.

use super::*;

#[test]
fn nothing_to_choose_is_no_union() {
    let schemas = json!({
        "A": {"anyOf": [{"type": "string"}, {"enum": [null]}]},
        "B": {"oneOf": [{"type": "string", "format": "email"}, {"type": "string", "format": "uri"}]},
        "C": {"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}, "anyOf": [{"required": ["x"]}, {"required": ["y"]}]},
        "D": {"anyOf": [{"type": "string"}, {"type": "string", "enum": ["a", "b"]}]},
        "E": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/D"}]},
        "H": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/H"}]},
        "F": {"oneOf": [{"enum": ["on"], "description": "Lit."}, {"enum": ["off"], "title": "Dark."}]},
        "G": {"properties": {"a": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"enum": [null]}]}}}
    });
    assert_types(
        schemas,
        r#"
        alias A  /A ord
          String
        alias B  /B ord
          String
        struct C  /C default
          x: String?
          y: String?
        enum D  /D ord
          A = "a"
          B = "b"
          Unknown(String)
        alias E  /E ord
          D
        alias H  /H ord
          String
        enum F  /F ord
          On = "on"  "Lit."
          Off = "off"  "Dark."
          Unknown(String)
        struct G  /G default
          a: A?|null
        ! D0302 #/components/schemas/C/anyOf: the alternatives only bound the value; the type does not tell them apart
    "#,
    );
}

#[test]
fn branches_are_told_apart_by_shape() {
    let schemas = json!({
        "Dog": {"type": "object", "required": ["bark"], "properties": {"bark": {"type": "boolean"}, "kind": {"enum": ["dog"]}}, "additionalProperties": false},
        "Any": {"oneOf": [
            {"$ref": "#/components/schemas/Dog"},
            {"type": "object", "title": "A cat", "properties": {"meow": {"type": "boolean"}}},
            {"type": "array", "items": {"type": "string"}},
            {"type": "array", "items": {"$ref": "#/components/schemas/Dog"}},
            {"type": "integer"},
            {"type": "string", "format": "date"},
            {"nullable": true, "type": "boolean"}
        ]}
    });
    assert_types(
        schemas,
        r#"
        struct Dog  /Dog
          bark: Bool
          kind: DogKind?
          closed
        enum DogKind  /Dog/properties/kind ord
          Dog = "dog"
          Unknown(String)
        union Any  /Any
          Dog(Dog)  if {bark! kind="dog" kind? closed}
          ACat(AnyACat)  if {meow?}  "A cat"
          StringList(List<String>)  if array
          DogList(List<Dog>)  if array
          Integer(I64)  if integer
          Date(Date)  if string
          Boolean(Bool)  if bool
          Unknown(Json)
        struct AnyACat  /Any/oneOf/1 default  "A cat"
          meow: Bool?
    "#,
    );
}

#[test]
fn discriminators_name_components() {
    let schemas = json!({
        "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
        "Dog": {"type": "object", "properties": {"kind": {"type": "string"}}},
        "Cow": {"type": "object", "properties": {"kind": {"enum": ["moo"]}}},
        "Pet": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cow"}],
            "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/components/schemas/Cat", "tom": "Cat"}}
        }
    });
    assert_types(
        schemas,
        r#"
        struct Cat  /Cat default
          kind: String?
          lives: I64?
        struct Dog  /Dog default
          kind: String?
        struct Cow  /Cow default
          kind: CowKind?
        enum CowKind  /Cow/properties/kind ord
          Moo = "moo"
          Unknown(String)
        union Pet  /Pet
          by "kind"
          Cat(Cat) feline|tom  if {kind? lives?}
          Dog(Dog) Dog  if {kind?}
          Cow(Cow) moo  if {kind="moo" kind?}
          Unknown(Json)
    "#,
    );
}

#[test]
fn what_stands_beside_a_union_is_in_every_branch() {
    let schemas = json!({
        "Event": {
            "type": "object", "required": ["id"], "properties": {"id": {"type": "string"}},
            "oneOf": [
                {"title": "Created", "properties": {"by": {"type": "string"}}},
                {"title": "Deleted", "required": ["at"], "properties": {"at": {"type": "integer"}}}
            ]
        }
    });
    assert_types(
        schemas,
        r#"
        union Event  /Event
          Created(EventCreated)  if {id! by?}  "Created"
          Deleted(EventDeleted)  if {id! at!}  "Deleted"
          Unknown(Json)
        struct EventCreated  /Event/oneOf/0  "Created"
          id: String
          by: String?
        struct EventDeleted  /Event/oneOf/1  "Deleted"
          id: String
          at: I64
    "#,
    );
}

#[test]
fn a_base_is_its_subtypes() {
    let schemas = json!({
        "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"lives": {"type": "integer"}}}]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
        "Lone": {"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}}
    });
    assert_types(
        schemas,
        r#"
        union Pet  /Pet
          by "kind"
          Base(PetBase) Pet  if {kind!}
          Cat(Cat) c  if {kind! lives?}
          Dog(Dog) Dog  if {kind!}
          Unknown(Json)
        struct PetBase  /Pet
          kind: String
        struct Cat  /Cat
          kind: String
          lives: I64?
        struct Dog  /Dog
          kind: String
        struct Lone  /Lone default
          kind: String?
    "#,
    );
}

#[test]
fn what_a_union_within_lists_too_chooses_neither() {
    let schemas = json!({
        "Draft": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["message"]}}},
        "Sent": {"type": "object", "required": ["kind", "id"], "properties": {"kind": {"enum": ["message"]}, "id": {"type": "string"}}},
        "Ring": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["ring"]}, "id": {"type": "string"}}},
        "Memo": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["memo"]}}},
        "Item": {"oneOf": [{"$ref": "#/components/schemas/Sent"}, {"$ref": "#/components/schemas/Ring"}], "discriminator": {"propertyName": "kind"}},
        "Entry": {
            "oneOf": [{"$ref": "#/components/schemas/Draft"}, {"$ref": "#/components/schemas/Item"}, {"$ref": "#/components/schemas/Memo"}],
            "discriminator": {"propertyName": "kind"}
        }
    });
    assert_types(
        schemas,
        r#"
        struct Draft  /Draft
          kind: DraftKind
        enum DraftKind  /Draft/properties/kind ord
          Message = "message"
          Unknown(String)
        struct Sent  /Sent
          kind: DraftKind
          id: String
        struct Ring  /Ring
          kind: RingKind
          id: String?
        enum RingKind  /Ring/properties/kind ord
          Ring = "ring"
          Unknown(String)
        struct Memo  /Memo
          kind: MemoKind
        enum MemoKind  /Memo/properties/kind ord
          Memo = "memo"
          Unknown(String)
        union Item  /Item
          by "kind"
          Sent(Sent) message  if {kind! id! kind="message"}
          Ring(Ring) ring  if {kind! kind="ring" id?}
          Unknown(Json)
        union Entry  /Entry
          by "kind"
          Draft(Draft) Draft  if {kind! kind="message"}
          Item(Item) Item  if {kind! id! kind="message"} or {kind! kind="ring" id?}
          Memo(Memo) memo  if {kind! kind="memo"}
          Unknown(Json)
    "#,
    );
}
