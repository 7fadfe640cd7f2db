//! What a server's file says for documents of one feature each.

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
        "src/server/pets.rs",
    );
    says(
        &text,
        &[
            "`POST /pets/{id}` fn make(&self, request: MakeRequest) -> impl Future<Output = Result<(), Failure<Infallible>>> + Send {
            request.not_implemented() }",
            ".on(api, |api, request: MakeRequest| async move { A::make(&api, request).await })",
            "let body = request.json_object()?; body.refuse_unknown(&[\"price\", \"note\"])?;",
            "id: request.path(&Parameter::simple(\"id\"), &Plan::Json)?",
            "tags: request.query(&Parameter::pipe(\"tags\"), &Plan::List(&Plan::Text))?",
            "&Parameter::deep(\"f\"), &Plan::Object(&[(\"a\", Plan::Json)], Some(&Plan::Text)))?",
            "u: request.query(&Parameter::form(\"u\"), &Plan::List(&Plan::Text))?",
            "v: request.query(&Parameter::form(\"v\"), &Plan::Any)?",
            "price: body.optional_as::<codec::Number, _>(\"price\")?, note: body.optional(\"note\")?",
            "Ok(()) => Ok(Answer::empty(204)), Err(never) => match never {}",
        ],
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
        "src/server/pets.rs",
    );
    says(&text, &["-> Result<Self, Problem> { request.json_object()?; Ok(Self { id:"]);
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
        "src/server/pets.rs",
    );
    says(
        &text,
        &[
            "body: if !request.has_body() { None } else if request.is(\"text/csv\") {
            Some(MakeBody::Csv(request.text(&[\"text/csv\"])?)) } else if request.is(\"application/json\") {
            Some(MakeBody::Json(request.json()?)) } else {
            return Err(request.unsupported(&[\"text/csv\", \"application/json\"])); }",
            "body: request.has_body().then(|| request.binary(&[\"*/*\"])).transpose()?",
            "Ok(()) => Ok(Answer::empty(204))",
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
        default: {description: else, content: {text/plain: {}}}
",
        "src/server/pets.rs",
    );
    says(
        &text,
        &[
            "Ok(FindOkBody::Json(body)) => Answer::json(200, &body), Ok(FindOkBody::Csv(body)) => Ok(Answer::text(200, \"text/csv\", body)),",
            "Err(FindError::Conflict(response)) => { Answer::json(409, &response.body)?.media_type(\"application/problem+json\")
            .header(&Parameter::simple(\"Retry-After\"), &response.retry_after) }",
            "Err(FindError::ServerError(status, response)) => { let answer = match response.body {
            FindServerErrorBody::Json(body) => Answer::json(status.as_u16(), &body)?,
            FindServerErrorBody::Csv(body) => Answer::text(status.as_u16(), \"text/csv\", body) };
            answer.header(&Parameter::simple(\"A\"), &response.a) }",
            "Err(FindError::Default(status, body)) => Ok(Answer::text(status.as_u16(), \"text/plain\", body))",
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
    says(&file(paths, "src/client/pets.rs"), &["pub fn by_name("]);
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
