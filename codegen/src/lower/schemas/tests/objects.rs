//! Objects, maps, scalars and their annotations.

use super::*;

#[test]
fn additional_properties_are_kept_refused_or_ignored() {
    let schemas = json!({
        "Open": {"properties": {"a": {"type": "string"}, "additional": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
        "Free": {"properties": {"a": {}}, "additionalProperties": true},
        "Closed": {"properties": {"a": {}}, "additionalProperties": false},
        "Nothing": {"type": "object", "additionalProperties": false},
        "Patterned": {"x-oas31-patternProperties": {"^x-": {"type": "string"}}},
        "Refused": {"properties": {"a": {"type": "string"}, "b": {"not": {}}}, "x-oas31-unevaluatedProperties": false}
    });
    assert_types(
        schemas,
        r#"
        struct Open  /Open default
          a: String?
          additional_value "additional": String?
          ..additional: I64
        struct Free  /Free default
          a: Json?
          ..additional: Json
        struct Closed  /Closed default
          a: Json?
          closed
        struct Nothing  /Nothing default
          closed
        alias Patterned  /Patterned ord
          Map<String>
        struct Refused  /Refused default
          a: String?
          closed
        ! D0302 #/components/schemas/Patterned/x-oas31-patternProperties/^x-: keys are not checked against the pattern
    "#,
    );
}

#[test]
fn presence_is_two_facts() {
    let schemas = json!({
        "Pet": {
            "required": ["id", "tag", "ghost"],
            "properties": {
                "id": {"type": "integer", "format": "int32", "readOnly": true},
                "tag": {"type": "string", "nullable": true},
                "note": {"type": "string", "default": "none", "writeOnly": true},
                "mood": {"type": "string", "nullable": true, "maxLength": 9},
                "any": {"nullable": true},
                "nothing": {"enum": [null]}
            }
        }
    });
    assert_types(
        schemas,
        r#"
        struct Pet  /Pet
          id: I32 read-only
          tag: String|null
          note: String? write-only  default="none"
          mood: String?|null  length=..9
          any: Json?
          nothing: Null?
          ghost: Json
        ! D0304 #/components/schemas/Pet/required/2: `ghost` is required, but not declared in `properties`
    "#,
    );
}

#[test]
fn formats_choose_types() {
    let schemas = json!({
        "All": {"properties": {
            "a": {"type": "integer", "minimum": 0, "maximum": 18446744073709551615_u64},
            "b": {"type": "number", "format": "decimal"},
            "c": {"type": "string", "format": "decimal"},
            "d": {"type": "string", "format": "date-time"},
            "e": {"type": "string", "format": "duration"},
            "f": {"type": "string", "format": "uuid"},
            "g": {"type": "string", "format": "byte"},
            "h": {"type": "string", "format": "password"},
            "i": {"type": "string", "x-secret": true},
            "j": {"type": "string", "format": "hostname"},
            "k": {"type": "array", "items": {"type": "string", "nullable": true}},
            "l": {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
            "m": {"type": "array", "uniqueItems": true, "items": {"type": "number"}},
            "n": {"x-oas31-prefixItems": [{"type": "string"}, {"type": "integer"}]},
            "o": {"type": "array"},
            "p": {"$ref": "#/components/schemas/Token", "x-secret": true}
        }},
        "Token": {"type": "string"}
    });
    assert_types(
        schemas,
        r#"
        struct All  /All default
          a: U64?  [0,18446744073709551615]
          b: Decimal(Number)?
          c: Decimal(Text)?
          d: DateTime?
          e: Duration?
          f: Uuid?
          g: Base64?
          h: Secret?
          i: Secret?
          j: String?
          k: List<String|null>?
          l: Set<String>?  unique
          m: List<F64>?  unique
          n: (String, I64)?
          o: List<Json>?
          p: Secret?
        alias Token  /Token ord
          String
    "#,
    );
}

#[test]
fn names_never_clash() {
    let schemas = json!({
        "pet": {"type": "object", "properties": {"foo_bar": {}, "fooBar": {}, "type": {}, "self": {}, "+1": {}, "-1": {}}},
        "Pet": {"type": "object", "properties": {"Owner": {"type": "object", "properties": {}}, "owner": {"enum": ["x"]}}},
        "Error": {"type": "string"}
    });
    assert_types(
        schemas,
        r#"
        struct Pet2  /pet default
          foo_bar: Json?
          foo_bar_2 "fooBar": Json?
          type: Json?
          self_ "self": Json?
          plus_1 "+1": Json?
          minus_1 "-1": Json?
        struct Pet  /Pet default
          owner_2 "Owner": Map<Json>?
          owner: PetOwner?
        enum PetOwner  /Pet/properties/owner ord
          X = "x"
          Unknown(String)
        alias ErrorBody  /Error ord
          String
    "#,
    );
}

#[test]
fn annotations_travel_with_the_field() {
    let schemas = json!({
        "Price": {"type": "string", "format": "decimal", "description": "An amount.", "x-unit": "USD", "title": "Price"},
        "Order": {"properties": {
            "net": {"$ref": "#/components/schemas/Price"},
            "gross": {"allOf": [{"$ref": "#/components/schemas/Price"}], "description": "With tax.", "deprecated": true, "x-inferred": true},
            "tax": {"anyOf": [{"$ref": "#/components/schemas/Price"}, {"enum": [null]}],
                "x-discrepancy": [{"id": "D1", "note": "Sometimes a number."}, {"id": "D2"}]}
        }}
    });
    assert_types(
        schemas,
        r#"
        alias Price  /Price ord  "An amount." unit="USD"
          Decimal(Text)
        struct Order  /Order default
          net: Price?  "Price"  "An amount." unit="USD"
          gross: Price?  "With tax." deprecated inferred unit="USD"
          tax: Price?|null  "Price"  "An amount." unit="USD" D1
    "#,
    );
}

#[test]
fn types_left_out_are_told_by_the_keywords() {
    let schemas = json!({
        "Tool": {"properties": {
            "name": {"minLength": 1},
            "bought": {"format": "date"},
            "count": {"format": "int32"},
            "parts": {"items": {"type": "string"}},
            "labels": {"additionalProperties": {"type": "string"}},
            "level": {"minimum": 1},
            "anything": {"description": "Whatever it is."}
        }}
    });
    assert_types(
        schemas,
        r#"
        struct Tool  /Tool default
          name: String?  length=1..
          bought: Date?
          count: I32?
          parts: List<String>?
          labels: Map<String>?
          level: Json?  [1,]
          anything: Json?  "Whatever it is."
    "#,
    );
}

#[test]
fn amounts_in_the_smallest_unit_are_a_type_of_their_own() {
    let schemas = json!({
        "Count": {"type": "integer"},
        "Cents": {"type": "integer", "x-unit": "minor"},
        "A": {"properties": {
            "a": {"type": "integer", "format": "int32", "x-unit": "minor"},
            "b": {"$ref": "#/components/schemas/Cents"},
            "c": {"$ref": "#/components/schemas/Count", "x-unit": "minor"},
            "d": {"allOf": [{"$ref": "#/components/schemas/Count"}], "x-unit": "minor"},
            "e": {"type": "number", "format": "decimal", "x-unit": "minor"},
            "f": {"type": "integer", "x-unit": "seconds"}
        }}
    });
    assert_types(
        schemas,
        r#"
        alias Count  /Count ord
          I64
        alias Cents  /Cents ord unit="minor"
          Minor
        struct A  /A default
          a: Minor? unit="minor"
          b: Cents? unit="minor"
          c: Minor? unit="minor"
          d: Minor? unit="minor"
          e: Decimal(Number)? unit="minor"
          f: I64? unit="seconds"
        ! D0302 #/components/schemas/A/properties/e/x-unit: `x-unit: minor` asks for a signed integer of at most 64 bits; nothing keeps this from being mixed with other units
    "#,
    );
}
