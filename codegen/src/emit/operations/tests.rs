//! From documents, so that what is asserted is what a user would see.

use crate::source::Source;
use crate::{Emit, Options, generate};

/// A file of the crate generated for these `paths` (and whatever follows them), on one line: layout is the printer's business.
pub(crate) fn file(paths: &str, name: &str) -> String {
    let text = format!("openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths:\n{paths}");
    let options =
        Options { emit: Emit { client: true, server: true, docs: false, webhooks: true }, ..Options::default() };
    let generated = generate(Source::inline("pets.yaml", text), &options);
    let output = generated.output.unwrap_or_else(|| panic!("{:#?}", generated.sink.found()));
    flat(&output.files[name])
}

/// Text without braces and commas, its blanks made even: where lines break, and which match arms are blocks, depends on widths.
pub(crate) fn flat(text: &str) -> String {
    let text = text.replace(['{', '}', ','], " ");
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "///").collect();
    let text = words.join(" ");
    let pairs = [("( ", "("), (" )", ")"), ("< ", "<"), (" >", ">"), (" .", "."), ("[ ", "["), (" ]", "]")];
    pairs.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// Fails unless each of these stands in the text.
#[track_caller]
pub(crate) fn says(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(&flat(wanted)), "`{}` is missing from:\n{text}", flat(wanted));
    }
}

#[test]
fn presence_of_a_value_is_in_its_type() {
    let text = file(
        "  /pets:
    post:
      operationId: make
      parameters:
        - {name: type, in: query, schema: {type: string, default: dog}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name, note]
              properties:
                name: {type: string, description: Its name.}
                note: {type: string, nullable: true}
                age: {type: integer}
                nick: {type: string, nullable: true}
      responses: {'204': {description: made}}
    get: {operationId: list, responses: {'204': {description: none}}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "MakeRequest = Pets.make, POST \"/pets\" as \"make\";
            query { Default: `\"dog\"`.
            r#type into<String> = \"type\" }
            json(Its name.
            name into<String>, note into<Option<String>>) { age: i64, nick into<Option<String>> };
            204 -> (): empty; else Infallible;",
            "ListRequest: Default = Pets.list, GET \"/pets\" as \"list\"; 204 -> (): empty; else Infallible;",
        ],
    );
}

#[test]
fn outcomes_are_enums_only_where_there_is_a_choice() {
    let text = file(
        "  /pets:
    get:
      operationId: find
      responses:
        '200': {description: Found., content: {application/json: {schema: {type: string}}, text/csv: {}}}
        '202': {description: Not yet.}
        '409':
          description: Busy.
          headers: {Retry-After: {schema: {type: integer}}}
        5XX: {description: Broken., content: {text/plain: {}}}
        default: {description: Else.}
    post: {operationId: one, responses: {'200': {description: Ok., content: {application/json: {schema: {type: integer}}}}}}
    put: {operationId: fail, responses: {default: {description: Bad.}, '204': {description: Ok.}}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "enum FindOutput { 200 Ok(own FindOkBody) \"Found.\", 202 Accepted \"Not yet.\" }",
            "operation::replies! { FindOkBody { \"application/json\" Json(json String), else \"text/csv\" Csv(text String) } }",
            "else enum FindError { 409 Conflict(own FindConflict) \"Busy.\",
            500..=599 ServerError(status StatusCode, text String) \"Broken.\",
            100..=999 Default(status StatusCode) \"Otherwise: Else.\" }",
            "operation::response! { FindConflict: { retry_after: i64 = \"Retry-After\" => Json } }",
            "200 -> i64: json; else Infallible;",
        ],
    );
    assert!(!text.contains("OneOutput"), "{text}");
}

#[test]
fn a_large_payload_stands_on_the_heap_and_cycles_have_a_size() {
    let fields: String = (0..9).map(|index| format!("f{index}: {{type: string}}, ")).collect();
    let text = file(
        &format!(
            "  /pets:
    get:
      operationId: find
      responses:
        '200': {{description: a, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Big'}}}}}}}}
        '201': {{description: b, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Loop'}}}}}}}}
components:
  schemas:
    Big: {{type: object, properties: {{{fields}}}}}
    Loop: {{type: object, properties: {{next: {{$ref: '#/components/schemas/Loop'}}}}}}
"
        ),
        "src/operations/pets.rs",
    );
    says(&text, &["200 Ok(json Box<Big>) \"a\", 201 Created(json Loop) \"b\""]);
}

#[test]
fn constants_and_conditions_are_data_of_the_operation() {
    let paths = "  /pets#tag:
    get:
      operationId: by_tag
      parameters:
        - {name: tag, in: query, required: true, schema: {type: string, enum: [cat, dog]}}
        - {name: api-version, in: query, required: true, schema: {type: string, enum: ['7']}}
        - {name: X-Kind, in: header, required: true, schema: {type: boolean, enum: [true]}}
      responses: {}
  /pets: {get: {operationId: all, responses: {}}}
";
    let text = file(paths, "src/operations/pets.rs");
    let constants = "headers: &[(\"X-Kind\", \"true\")], query: &[(\"api-version\", \"7\")],";
    says(&text, &[constants, "when: &[meta::Condition::query(\"tag\", meta::Accepts::OneOf(&[\"cat\", \"dog\"]))];"]);
    says(&text, &["ByTagRequest = Pets.by_tag,", "query(tag into<ByTagTag>)"]);
    says(&text, &["AllRequest: Default = Pets.all, GET \"/pets\" as \"all\";"]);
}

#[test]
fn what_many_fields_say_and_what_most_operations_need_stands_above_the_tables() {
    let operation = |path: &str, words: &str| {
        format!(
            "  /{path}: {{get: {{operationId: {path}, security: [{{token: []}}], tags: [all], responses: {{}}, \
             parameters: [{{name: limit, in: query, schema: {{type: integer}}{words}}}]}}}}\n"
        )
    };
    let words = ", description: Most entries.";
    let paths = [("a", words), ("b", words), ("c", words), ("d", ""), ("e", ", description: Another.")];
    let paths: String = paths.iter().map(|(path, words)| operation(path, words)).collect();
    let rest = "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n";
    let above = file(&format!("{paths}{rest}"), "src/operations/mod.rs");
    says(
        &above,
        &["operation::words! { Most entries. limit }", "operation::Meta { security: &[&[\"token\"]], ..meta }"],
    );
    let tables = file(&format!("{paths}{rest}"), "src/operations/all.rs");
    says(&tables, &["ARequest: Default = All.a, GET \"/a\" as \"a\"; query { limit: i64 => Json };"]);
    says(&tables, &["\"/e\" as \"e\"; query { Another. limit: i64 => Json };"]);
    assert!(!tables.contains("Most entries"), "{tables}");
}

#[test]
fn a_list_says_how_it_goes_on() {
    let text = file(
        "  /pets:
    get:
      operationId: list
      x-pagination: {cursor: cursor, next: page.next, items: items}
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {
          items: {type: array, items: {type: string}}, page: {type: object, properties: {next: {type: string}}}}}}}}
        '202': {description: not yet}
",
        "src/operations/pets.rs",
    );
    says(&text, &["pages(String: page.items in Ok, cursor cursor = page.page.next);"]);
}

#[test]
fn what_answers_have_in_common_stands_above_their_tables() {
    let operation = |id: &str, tag: &str, missing: &str| {
        format!(
            "  /{id}:
    get:
      operationId: {id}
      tags: [{tag}]
      summary: Find one
      responses:
        '204': {{description: Found.}}
        '400': {{$ref: '#/components/responses/Bad'}}
        '404': {{description: {missing}}}
"
        )
    };
    let components = "components:
  responses:
    Bad:
      description: Not understood.
      content:
        application/json: {schema: {type: object, properties: {message: {type: string}}}}
        text/plain: {schema: {type: string}}
";
    let all = [
        ("a", "pets", "There is none."),
        ("b", "pets", "There is none."),
        ("c", "toys", "There is none."),
        ("d", "toys", "''"),
    ];
    let paths: String = all.iter().map(|(id, tag, missing)| operation(id, tag, missing)).collect();
    let text = format!("{paths}{components}");
    says(
        &file(&text, "src/operations/mod.rs"),
        &[
            "operation::words! { Not understood. BadRequest, There is none. NotFound }",
            "operation::replies! { BadBody { \"application/json\" Json(problem Bad), else \"text/plain\" Text(text String) } }",
        ],
    );
    says(
        &file(&text, "src/operations/failures.rs"),
        &["operation::failures! { BadRequestNotFoundError { 400 BadRequest(own BadBody), 404 NotFound } }"],
    );
    says(
        &file(&text, "src/operations/toys.rs"),
        &[
            "use crate::operations::*;",
            "operation! { \"Find one\": CRequest: Default = Toys.c, GET \"/c\" as \"c\";",
            "else super::failures::BadRequestNotFoundError as CError;",
            "else enum DError { 400 BadRequest(own BadBody), 404 NotFound \"\" }",
        ],
    );
}

#[test]
fn failures_in_common_are_no_namesakes_of_types() {
    let operation = |id: &str| {
        format!(
            "  /{id}:
    get:
      operationId: {id}
      tags: [{id}]
      responses:
        '204': {{description: Yes.}}
        default: {{description: No., content: {{application/json: {{schema: {{$ref: '#/components/schemas/DefaultError'}}}}}}}}
"
        )
    };
    let components = "components:
  schemas:
    DefaultError: {type: object, properties: {message: {type: string}}}
";
    says(
        &file(&format!("{}{}{components}", operation("a"), operation("b")), "src/operations/failures.rs"),
        &["operation::failures! { DefaultFailure { 100..=999 Default(status StatusCode, problem DefaultError) } }"],
    );
}
