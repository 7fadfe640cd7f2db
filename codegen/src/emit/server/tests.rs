//! What is said for a server, in its files and in tables, for documents of one feature each.

use crate::emit::operations::tests::{file, says};

#[test]
fn requests_are_read_from_every_place() {
    let text = file(
        "  /pets/{id}:
    post:
      operationId: make
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: tags, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}
        - {name: f, in: query, style: deepObject, schema: {type: object, properties: {a: {type: integer}}, additionalProperties: {type: string}}}
        - {name: u, in: query, schema: {oneOf: [{type: array, items: {type: string}}, {type: string}]}}
        - {name: v, in: query, schema: {oneOf: [{type: integer}, {type: string}]}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              properties:
                price: {type: number, format: decimal}
                note: {type: string, nullable: true}
      responses: {'204': {description: ok}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &["path(id: i64 => Json)
            query { tags each<String> [pipe] => List(&Text),
            f: MakeF [deep] => Object(&[(\"a\", Json)], Some(&Text)), u: MakeU => List(&Text), v: MakeV => Any }
            closed_json { price into<Decimal> as codec::Number, note into<Option<String>> };
            204 -> (): empty; else Infallible;"],
    );
}

#[test]
fn a_body_of_read_only_properties_is_read_for_its_form_alone() {
    let text = file(
        "  /pets/{id}:
    put:
      operationId: touch
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {made: {type: string, readOnly: true}}}}}}
      responses: {}
",
        "src/operations/pets.rs",
    );
    says(&text, &["path(id into<String>) json { }; 200..=299 -> (): nothing;"]);
}

#[test]
fn the_media_type_chooses_among_bodies() {
    let text = file(
        "  /pets:
    post:
      operationId: make
      requestBody: {content: {text/csv: {}, application/json: {schema: {type: string}}}}
      responses: {}
    put:
      operationId: raw
      requestBody: {content: {application/octet-stream: {}}}
      responses: {}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "<- own { body: MakeBody }; 200..=299",
            "MakeBody { \"text/csv\" Csv(text String), \"application/json\" Json(json String) }",
            "<- binary { body into<Bytes> }; 200..=299",
        ],
    );
}

#[test]
fn outcomes_are_written_with_status_headers_and_media_type() {
    let text = file(
        "  /pets:
    get:
      operationId: find
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: string}}, text/csv: {}}}
        '409': {description: busy, headers: {Retry-After: {schema: {type: integer}}}, content: {application/problem+json: {schema: {type: string}}}}
        5XX: {description: broken, headers: {A: {schema: {type: string}}}, content: {application/json: {schema: {type: string}}, text/csv: {}}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "200 -> FindOkBody: own; else enum FindError {",
            "operation::replies! { FindOkBody { \"application/json\" Json(json String), else \"text/csv\" Csv(text String) } }",
            "operation::response! { FindConflict(json String [media(\"application/problem+json\")]):
            { retry_after: i64 = \"Retry-After\" => Json } }",
            "500..=599 ServerError(status StatusCode, own FindServerError) \"broken\"",
            "operation::response! { FindServerError(own FindServerErrorBody): { a: String = \"A\" } }",
        ],
    );
}

#[test]
fn what_no_request_can_reach_is_not_served() {
    let paths = "  /pets/{id}: {get: {operationId: by_id, responses: {}}}
  /pets/{name}: {get: {operationId: by_name, responses: {}}, put: {operationId: set, responses: {}}}
  /pets/{id}.json: {get: {operationId: as_json, responses: {}}}
";
    let server = file(paths, "src/server/pets.rs");
    says(&server, &["A::by_id(", "A::set(", "A::as_json("]);
    assert!(!server.contains("by_name"), "{server}");
    says(&file(paths, "src/operations/pets.rs"), &["ByNameRequest = Pets.by_name, GET"]);
}

#[test]
fn one_router_serves_all_tags_if_all_are_there() {
    let paths = "  /a: {get: {operationId: a, responses: {}}}\n  /b: {get: {operationId: b, responses: {}}}\n";
    let text = file(paths, "src/server/mod.rs");
    says(
        &text,
        &["pub fn router<A: a::AApi + b::BApi>(api: A) -> Router { let api = Arc::new(api);
            a::routes(&api).merge(b::routes(&api)).into_router() }"],
    );
    says(&text, &["#[cfg(all(feature = \"tag-a\", feature = \"tag-b\"))]"]);
}
