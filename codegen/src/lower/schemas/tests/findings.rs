//! What is reported rather than typed.

use super::*;

#[test]
fn what_no_type_says_is_listed() {
    let schemas = json!({
        "A": {"type": "string", "not": {"enum": ["x"]}},
        "B": {"type": "object", "x-oas31-if": {}, "x-oas31-then": {}, "properties": {}},
        "G": {"$ref": "#/components/schemas/Open", "x-oas31-unevaluatedProperties": false, "x-oas31-$comment": "quiet"},
        "Open": {"properties": {"a": {"type": "string"}}},
        "C": {"type": "file"},
        "D": {"type": "object", "properties": "none", "required": true},
        "E": 7,
        "F": {"type": "string", "x-unit": 5}
    });
    assert_types(
        schemas,
        r#"
        alias A  /A ord
          String
        alias B  /B
          Map<Json>
        struct G  /G default
          a: String?
          closed
        struct Open  /Open default
          a: String?
        alias C  /C
          Json
        alias D  /D
          Map<Json>
        alias E  /E
          Json
        alias F  /F ord
          String
        ! D0301 #/components/schemas/D/properties: `properties` takes schemas by name, found `"none"`
        ! D0301 #/components/schemas/D/required: `required` takes a list of names, found `true`
        ! D0301 #/components/schemas/E: a schema is an object
        ! D0408 #/components/schemas/F/x-unit: `x-unit` is not a text
        ! D0302 #/components/schemas/A/not: `not` is not part of the type
        ! D0302 #/components/schemas/B/x-oas31-if: `if` is not part of the type
        ! D0302 #/components/schemas/C/type: `file` is not a type of JSON Schema
    "#,
    );
}

#[test]
fn values_are_held_against_their_types() {
    let schemas = json!({
        "Size": {"enum": ["s", "m"]},
        "A": {"properties": {
            "a": {"type": "integer", "default": "1", "example": 1.5},
            "b": {"allOf": [{"$ref": "#/components/schemas/Size"}], "default": "xl"},
            "c": {"type": "string", "format": "date-time", "example": "2024-01-02T03:04:05Z"},
            "d": {"type": "string", "format": "date", "example": "yesterday"},
            "e": {"type": "array", "items": {"type": "boolean"}, "default": [true, 0]},
            "f": {"type": "integer", "default": 3}
        }, "required": ["f"], "example": {"a": 1}}
    });
    assert_types(
        schemas,
        r#"
        enum Size  /Size ord
          S = "s"
          M = "m"
          Unknown(String)
        struct A  /A example={"a":1}
          a: I64? example=1.5
          b: Size?
          c: DateTime? example="2024-01-02T03:04:05Z"
          d: Date? example="yesterday"
          e: List<Bool>?
          f: I64  default=3
        ! D0303 #/components/schemas/A/example: the example does not fit its schema: `{"a":1}` is not an object with every required property
        ! D0303 #/components/schemas/A/properties/a/example: the example does not fit its schema: `1.5` is not an integer of its type
        ! D0303 #/components/schemas/A/properties/a/default: the default does not fit its schema: `"1"` is not an integer of its type
        ! D0303 #/components/schemas/A/properties/b/default: the default does not fit its schema: `"xl"` is not one of the listed values
        ! D0303 #/components/schemas/A/properties/d/example: the example does not fit its schema: `"yesterday"` is not a date (RFC 3339)
        ! D0303 #/components/schemas/A/properties/e/default/1: the default does not fit its schema: `0` is not a boolean
    "#,
    );
}
