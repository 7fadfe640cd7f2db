//! What comes back: statuses, media types, headers.

use super::*;

#[test]
fn json_speaks_for_other_media_types_of_its_schema() {
    let same = json!({"schema": {"type": "array", "items": {"type": "string"}}});
    let content =
        json!({"text/json": same, "application/json; charset=utf-8": same, "application/xml": same, "text/csv": {}});
    let (operation, sink) = operation(json!({
        "operationId": "a",
        "requestBody": {"content": content, "required": true},
        "responses": {"200": {"description": "", "content": content}},
    }));
    let body = operation.request.body.as_ref().expect("the operation has a body");
    let written: Vec<_> = body.contents.iter().map(|content| (content.media_type.as_str(), content.kind)).collect();
    assert_eq!(written, [("application/json", BodyKind::Json), ("text/csv", BodyKind::Text)]);
    assert_eq!(body.name.as_ref().map(|name| name.as_str()), Some("ABody"));
    let names: Vec<_> = body.contents.iter().map(|content| content.name.as_str()).collect();
    assert_eq!(names, ["Json", "Csv"]);
    let response = &operation.responses.success.responses[0];
    assert_eq!(response.body_name.as_ref().map(|name| name.as_str()), Some("AOkBody"));
    assert_eq!(codes(&sink), ["D0406"], "body and response lack the same media types, which is said once");
}

#[test]
fn operations_share_the_body_of_a_response_that_they_refer_to() {
    let text = json!({"schema": {"type": "string"}});
    let json = json!({"schema": {"type": "object", "properties": {"message": {"type": "string"}}}});
    let content = json!({"application/json": json, "text/plain": text});
    let operation = |id: &str| {
        json!({"operationId": id, "responses": {
            "200": {"description": "", "content": content},
            "400": {"$ref": "#/components/responses/bad_request"},
        }})
    };
    let (api, _) = api(json!({
        "paths": {"/a": {"get": operation("a")}, "/b": {"get": operation("b")}},
        "components": {"responses": {"bad_request": {"description": "", "content": content}}},
    }));
    let names: Vec<_> = api.operations.iter().flat_map(|operation| operation.responses.all()).collect();
    let names: Vec<_> = names.iter().flat_map(|response| &response.body_name).map(|name| name.as_str()).collect();
    assert_eq!(names, ["AOkBody", "BadRequestBody", "BOkBody", "BadRequestBody"]);
}

#[test]
fn wildcards_mean_what_their_schema_implies() {
    let kind = |schema: Value| {
        let (operation, _) = operation(json!({
            "operationId": "a",
            "responses": {"200": {"description": "", "content": {"*/*": {"schema": schema}}}},
        }));
        let content = &operation.responses.success.responses[0].contents[0];
        (content.kind, content.media_type.clone())
    };
    assert_eq!(kind(json!({"type": "object"})), (BodyKind::Json, "application/json".to_owned()));
    assert_eq!(kind(json!({"type": "string"})), (BodyKind::Binary, "application/octet-stream".to_owned()));
}

#[test]
fn responses_are_outputs_or_errors() {
    let empty = json!({"description": "."});
    let (operation, sink) = operation(json!({
        "operationId": "pets.add",
        "responses": {
            "default": empty,
            "404": empty,
            "4xx": empty,
            "201": empty,
            "304": {"description": "", "content": {"application/json": {"schema": {"type": "string"}}}},
            "20": empty,
            "429": {"description": "", "headers": {
                "Retry-After": {"schema": {"type": "integer"}, "required": true},
                "content-type": {"schema": {"type": "string"}},
                "x-left": {"schema": {"type": "integer"}},
            }},
            "x-note": {"description": "not a response"},
        },
    }));
    let named = |outcome: &crate::ir::Outcome| {
        let name = |name: &crate::names::Name| name.to_string();
        let variants: Vec<_> =
            outcome.responses.iter().map(|found| (found.status, found.variant.to_string())).collect();
        (outcome.name.as_ref().map(name), variants)
    };
    let (output, successes) = named(&operation.responses.success);
    assert_eq!(output.as_deref(), Some("PetsAddOutput"));
    assert_eq!(successes, [(Status::Code(201), "Created".to_owned()), (Status::Code(304), "NotModified".to_owned())]);
    let (error, failures) = named(&operation.responses.failure);
    assert_eq!(error.as_deref(), Some("PetsAddError"));
    assert_eq!(
        failures,
        [
            (Status::Default, "Default".to_owned()),
            (Status::Code(404), "NotFound".to_owned()),
            (Status::Range(4), "ClientError".to_owned()),
            (Status::Code(429), "TooManyRequests".to_owned()),
        ]
    );
    let limited = &operation.responses.failure.responses[3];
    assert_eq!(limited.name.as_ref().map(|name| name.as_str()), Some("PetsAddTooManyRequests"));
    let headers: Vec<_> = limited.headers.iter().map(|header| (header.name.as_str(), header.required)).collect();
    assert_eq!(headers, [("retry_after", true), ("x_left", false)]);
    assert_eq!(codes(&sink), ["D0301", "D0406"]);
}

#[test]
fn default_alone_is_the_success() {
    let (operation, _) =
        operation(json!({"operationId": "a", "responses": {"default": {"description": ""}, "500": {}}}));
    assert_eq!(operation.responses.success.responses[0].status, Status::Default);
    assert_eq!(operation.responses.failure.responses.len(), 1);
    assert_eq!(operation.responses.success.name, None);
}

#[test]
fn head_has_no_body_either_way() {
    let content = json!({"application/json": {"schema": {"type": "string"}}});
    let (api, sink) = api(json!({"paths": {"/a": {"head": {
        "operationId": "a",
        "requestBody": {"content": content},
        "responses": {"200": {"description": "", "content": content}},
    }}}}));
    assert!(api.operations[0].request.body.is_none());
    assert!(api.operations[0].responses.success.responses[0].contents.is_empty());
    assert_eq!(codes(&sink), ["D0406"]);
    assert_eq!(api.omissions.len(), 1);
}
