//! What is said for a client, in its files and in tables, for documents of one feature each.

use crate::emit::operations::tests::{file, says};

#[test]
fn every_place_and_style_is_written() {
    let text = file(
        "  /pets/{id}:
    get:
      operationId: find
      parameters:
        - {name: id, in: path, required: true, style: label, schema: {type: string}}
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: least, in: query, schema: {type: number, format: decimal}}
        - {name: q, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: X-Trace, in: header, required: true, schema: {type: string}}
        - {name: send, in: cookie, schema: {type: boolean}, deprecated: true}
      responses: {'204': {description: ok}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &["path(id into<String> [label])
            query { tags each<String> [explode(false)] => List(&Text),
            least into<Decimal> as codec::Number => Json,
            q: BTreeMap<String, Value> [json] => Object(&[], Some(&Any)) }
            header(x_trace into<String> = \"X-Trace\")
            cookie [#[deprecated = \"by the API\"] send as set_send: bool => Json];"],
    );
}

#[test]
fn bodies_travel_by_media_type() {
    let text = file(
        "  /pets:
    post:
      operationId: flat
      requestBody: {required: true, content: {application/merge-patch+json: {schema: {type: object, properties: {a: {type: string, nullable: true}}}}}}
      responses: {'200': {description: ok, content: {application/pdf: {}}}}
    put:
      operationId: choice
      requestBody: {content: {application/json: {schema: {type: array, items: {type: number, format: decimal}}}, image/png: {}}}
      responses: {}
    patch:
      operationId: lines
      requestBody: {content: {application/x-ndjson: {schema: {type: string}}}}
      responses: {'200': {description: ok}}
    delete:
      operationId: upload
      requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, required: [file], properties: {file: {type: string, format: binary}, more: {type: array, items: {type: string, format: binary}}}}, encoding: {file: {contentType: image/png}}}}}
      responses: {'200': {description: ok}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "accept: Some(\"application/pdf\"); json: \"application/merge-patch+json\" { a into<Option<String>> };
            200 -> Bytes: binary [media(\"application/pdf\")];",
            "<- own { body: ChoiceBody }; 200..=299 -> (): nothing;",
            "operation::bodies! { ChoiceBody { \"application/json\" Json(json Vec<Decimal> as codec::List<codec::Number>),
            \"image/png\" Png(binary codec::Upload) } }",
            "<- lines { body each<String> }; 200 -> (): empty;",
            "<- multipart(body: UploadBody as UploadRequest);",
            "operation::parts! { UploadRequest: UploadBody { file: file: \"image/png\", more: file } }",
        ],
    );
}

#[test]
fn replies_are_read_by_the_most_precise_status() {
    let text = file(
        "  /pets:
    get:
      operationId: find
      responses:
        default: {description: else, content: {text/plain: {}}}
        4XX: {description: bad}
        '404': {description: gone, headers: {X-Cost: {required: true, schema: {type: number, format: decimal}}}}
        '200': {description: ok, content: {application/json: {schema: {type: string}}, text/csv: {}}}
",
        "src/operations/pets.rs",
    );
    says(
        &text,
        &[
            "200 -> FindOkBody: own;
            else enum FindError { 404 NotFound(own FindNotFound) \"gone\", 400..=499 ClientError(status StatusCode) \"bad\",
            100..=999 Default(status StatusCode, text String) \"Otherwise: else\" }",
            "operation::response! { FindNotFound: (x_cost: Decimal as codec::Number = \"X-Cost\" => Json) }",
        ],
    );
}

const ONE: &str = "  /pets: {get: {operationId: list, responses: {}}}\n";

#[test]
fn the_builder_knows_server_and_credentials() {
    let rest = "servers: [{url: 'https://{zone}.pets.example/v1', variables: {zone: {default: eu, enum: [eu, us]}}}]
security: [{token: []}, {key: [], cert: []}, {}]
components:
  securitySchemes:
    token: {type: oauth2, flows: {}, x-env: PETS_TOKEN}
    key: {type: apiKey, in: cookie, name: sid}
    cert: {type: mutualTLS}
    digest: {type: http, scheme: Digest}
";
    let text = file(&format!("{ONE}{rest}"), "src/client.rs");
    says(
        &text,
        &[
            "ClientConfig::new(Some(\"https://{zone}.pets.example/v1\")).variable(\"zone\", \"eu\", &[\"eu\", \"us\"])",
            "pub fn zone(mut self, zone: impl Into<String>) -> Self { self.config.set_variable(\"zone\", zone); self }",
            "Credential::bearer(token)",
            "Credential::cookie(\"sid\", key)",
            "self.config.credential(\"cert\", Credential::transport());",
            "Credential::http(\"Digest\", credential)",
            "if let Some(value) = std::env::var(\"PETS_TOKEN\").ok().filter(|value| !value.is_empty()) { self = self.bearer(value); } self",
            "pub fn from_env() -> Result<Self, BuildError>",
        ],
    );
    // All operations have it in common.
    let calls = file(&format!("{ONE}{rest}"), "src/operations/mod.rs");
    says(&calls, &["operation::Meta { security: &[&[\"token\"], &[\"key\", \"cert\"], &[]], ..meta }"]);
}

#[test]
fn without_an_absolute_server_a_base_url_is_asked_for() {
    let text = file(&format!("{ONE}servers: [{{url: /v1}}]\n"), "src/client.rs");
    says(&text, &["Starts building a client. [`ClientBuilder::base_url`] must be set", "ClientConfig::new(None)"]);
}

#[test]
fn an_operation_may_have_a_server_of_its_own() {
    let paths = "  /pets: {get: {operationId: all, responses: {}}, put: {operationId: set, responses: {}}}
  /files: {servers: [{url: /files}], get: {operationId: list, x-effect: money, responses: {}}}\n";
    let text = file(&format!("{paths}servers: [{{url: 'https://pets.example/v1'}}]\n"), "src/operations/files.rs");
    says(&text, &["as \"list\", server: Some(\"https://pets.example/files\"), effect: Effect::Money;"]);
}

#[test]
fn a_money_call_without_a_key_takes_a_choice() {
    let paths = "  /pets: {post: {operationId: buy, x-effect: money, x-unknown-outcome: ['503:lost', 409], \
        x-reconcile: list, responses: {}}, get: {operationId: list, x-retry: [500], responses: {}}}\n";
    says(
        &file(paths, "src/operations/pets.rs"),
        &[
            "BuyRequest: Default = Pets.buy(on_unknown), POST",
            "unknown: &[(503, Some(\"lost\")), (409, None)], reconcile: Some(\"list\");",
            "retry: Some(&[500]);",
        ],
    );
    says(&file(paths, "src/client.rs"), &["pub fn call_with_choice<O: Operation>("]);
    assert!(!file(ONE, "src/client.rs").contains("call_with_choice"));
}

#[test]
fn a_key_lies_in_a_field_or_in_the_body() {
    let key = "{type: object, additionalProperties: {type: string}, properties: {key: {type: string}}}";
    let paths = format!(
        "  /pets: {{post: {{operationId: buy, x-effect: money, x-idempotency: {{in: header, name: Key}}, \
         parameters: [{{name: Key, in: header, schema: {{type: string}}}}], responses: {{}}}}, \
         put: {{operationId: keep, x-idempotency: {{in: body, name: key}}, \
         requestBody: {{required: true, content: {{application/json: {{schema: {key}}}}}}}, responses: {{}}}}}}\n"
    );
    says(
        &file(&paths, "src/operations/pets.rs"),
        &["as \"buy\" key(key), effect: Effect::Money;", "as \"keep\" key(body.key);"],
    );
}

#[test]
fn more_than_four_required_values_are_one_argument() {
    let parameters: String = (0..5)
        .map(|index| format!("{{name: p{index}, in: query, required: true, schema: {{type: string}}}}, "))
        .collect();
    let text = file(
        &format!("  /pets: {{get: {{operationId: list, parameters: [{parameters}], responses: {{}}}}}}\n"),
        "src/operations/pets.rs",
    );
    says(&text, &["ListRequest = Pets.list(request), GET"]);
}

#[test]
fn credentials_are_set_by_kind_by_name_or_obtained() {
    let text = file(
        "  /pets: {get: {operationId: list, security: [{grant: []}], responses: {'204': {description: none}}}}
components:
  securitySchemes:
    grant: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://pets.example/token', scopes: {}}}}
    key: {type: apiKey, in: header, name: X-Key}
",
        "src/client.rs",
    );
    says(
        &text,
        &[
            ".schemes(&[\"grant\", \"key\"])",
            "pub fn bearer(mut self, token: impl Into<Secret>) -> Self",
            "pub fn client_credentials(mut self, id: &str, secret: impl Into<Secret>) -> Result<Self, BuildError> {
            let client = crate::runtime::client::ClientCredentials::new(\"https://pets.example/token\", id, secret)?;
            self.config.credential(\"grant\", Credential::provided(client)); Ok(self) }",
            "pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self",
        ],
    );
}
