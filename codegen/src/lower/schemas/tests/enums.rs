//! Lists of values.

use super::*;

#[test]
fn values_become_variants() {
    let schemas = json!({
        "A": {"type": "string", "enum": ["a", "A", "", "unknown", "a", "+1", ">="]},
        "B": {"enum": [1, 2, null], "x-enum-varnames": ["One", "Two"]},
        "C": {"enum": ["a", 1, true]},
        "D": {"type": "boolean", "enum": [true, false]},
        "E": {"enum": [true]},
        "F": {"type": "string", "enum": [1, 2], "x-enumDescriptions": {"1": "First."}},
        "G": {"type": "string", "enum": ["only"]}
    });
    assert_types(
        schemas,
        r#"
        enum A  /A ord
          A2 = "a"
          A = "A"
          Empty = ""
          UnknownValue = "unknown"
          Plus1 = "+1"
          GreaterEqual = ">="
          Unknown(String)
        enum B  /B ord
          One = 1
          Two = 2
          Unknown(Integer)
        enum C  /C
          A = "a"
          N1 = 1
          True = true
          Unknown(Mixed)
        alias D  /D ord
          Bool
        alias E  /E ord
          Bool
        enum F  /F ord
          N1 = "1"  "First."
          N2 = "2"
          Unknown(String)
        enum G  /G ord
          Only = "only"
          Unknown(String)
        ! D0302 #/components/schemas/E/enum: only `true` is allowed, but the type is a boolean
        ! D0303 #/components/schemas/F/enum: the listed values are not of the type beside them
    "#,
    );
}
