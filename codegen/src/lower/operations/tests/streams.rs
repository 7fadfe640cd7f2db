//! Answers that come item by item: what an item is, and what is read whole beside it; what is sent as a file.

use super::*;
use crate::ir::{EventData, Type};

/// The kind and type of an answer of this media type.
fn answer(media_type: &str, media: Value) -> (BodyKind, Type) {
    let (operation, _) = operation(json!({
        "operationId": "a",
        "responses": {"200": {"description": "", "content": {media_type: media}}},
    }));
    let content = &operation.responses.success.responses[0].contents[0];
    (content.kind, content.ty.clone())
}

fn event(media: Value) -> (EventData, Type) {
    match answer("text/event-stream", media) {
        (BodyKind::Events(data), ty) => (data, ty),
        other => panic!("{other:?} are no events"),
    }
}

#[test]
fn an_event_holds_what_its_schema_describes() {
    let (text, number) = (json!({"type": "string"}), json!({"type": "number"}));
    assert_eq!(event(json!({})), (EventData::Text, Type::String));
    assert_eq!(event(json!({"schema": text})), (EventData::Text, Type::String));
    assert_eq!(event(json!({"schema": number})).0, EventData::Json);
    assert_eq!(event(json!({"schema": {"type": "array", "items": text}})), (EventData::Text, Type::String));
    let described = |data: &Value| json!({"type": "object", "properties": {"event": text, "data": data}});
    assert_eq!(event(json!({"schema": described(&text)})), (EventData::Text, Type::String));
    // Without `event`, `data` is a property of the data, unless the schema is that of an event for certain.
    let only_data = json!({"type": "object", "properties": {"data": text}});
    assert!(matches!(event(json!({"schema": only_data})), (EventData::Json, Type::Named(_))));
    assert_eq!(event(json!({"x-oas32-itemSchema": only_data})), (EventData::Text, Type::String));
    let within = json!({"type": "string", "x-oas31-contentSchema": {"type": "boolean"}});
    assert_eq!(event(json!({"x-oas32-itemSchema": described(&within)})), (EventData::Json, Type::Bool));
    let several = |one: &Value, other: &Value| json!({"schema": {"oneOf": [described(one), described(other)]}});
    assert_eq!(event(several(&text, &text)).0, EventData::WholeText);
    assert_eq!(event(several(&text, &number)).0, EventData::Whole);
    let mixed = json!({"schema": {"oneOf": [described(&text), {"type": "object", "properties": {"a": text}}]}});
    assert_eq!(event(mixed).0, EventData::Json);
}

#[test]
fn a_line_holds_an_item() {
    let text = json!({"type": "string"});
    for media in [
        json!({"schema": text}),
        json!({"schema": {"type": "array", "items": text}}),
        json!({"x-oas32-itemSchema": text, "schema": {"type": "array"}}),
    ] {
        assert_eq!(answer("application/jsonl", media), (BodyKind::JsonLines, Type::String));
    }
    assert_eq!(answer("application/x-ndjson", json!({})), (BodyKind::JsonLines, Type::Json));
}

#[test]
fn streams_beside_others_are_asked_for() {
    let schema = json!({"schema": {"type": "array", "items": {"type": "string"}}});
    let all = json!({"text/event-stream": schema, "application/json": schema, "application/x-ndjson": schema});
    let (found, sink) = operation(json!({
        "operationId": "a",
        "responses": {
            "200": {"description": "", "content": all},
            "400": {"description": "", "content": {"application/json": schema, "text/event-stream": schema}},
        },
    }));
    let success = &found.responses.success.responses[0];
    let types: Vec<_> = success.contents.iter().map(|content| content.media_type.as_str()).collect();
    assert_eq!(types, ["application/json", "text/event-stream", "application/x-ndjson"]);
    assert_eq!((success.whole, success.body_name.is_some()), (1, false));
    let asked = found.responses.stream().map(|(_, content)| content.media_type.as_str());
    assert_eq!(asked, Some("text/event-stream"));
    // A failure is read whole, and by JSON.
    assert_eq!(found.responses.failure.responses[0].contents.len(), 1);
    assert_eq!(codes(&sink), ["D0406"]);
    let (found, _) = operation(json!({
        "operationId": "a",
        "responses": {"200": {"description": "", "content": {"text/event-stream": schema, "audio/mpeg": {}}}},
    }));
    let success = &found.responses.success.responses[0];
    assert_eq!((success.whole, success.contents[0].kind), (1, BodyKind::Binary));
    assert!(found.responses.stream().is_some() && found.responses.download().is_some());
}

#[test]
fn events_elsewhere_are_text_and_said_to_be() {
    let content = json!({"text/event-stream": {"schema": {"type": "object", "properties": {"a": {}}}}});
    let (found, sink) = operation(json!({
        "operationId": "a",
        "requestBody": {"required": true, "content": content},
        "responses": {"500": {"description": "", "content": content}},
    }));
    let sent = &found.request.body.as_ref().expect("the operation has a body").contents[0];
    let failed = &found.responses.failure.responses[0].contents[0];
    for content in [sent, failed] {
        assert_eq!((content.kind, &content.ty), (BodyKind::Text, &Type::String));
    }
    assert_eq!(codes(&sink), ["D0406", "D0406"]);
}

#[test]
fn setters_leave_their_names_to_what_asks_for_streams() {
    let parameter = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "boolean"}});
    let setters = |media_type: &str| {
        let (api, _) = api(json!({"paths": {"/a": {"get": {
            "operationId": "a",
            "parameters": [parameter("stream"), parameter("download")],
            "responses": {"200": {"description": "", "content": {media_type: {}}}},
        }}}}));
        let fields = &api.operations[0].request.fields;
        fields.iter().map(|field| field.setter.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(setters("text/event-stream"), ["set_stream", "download"]);
    assert_eq!(setters("image/png"), ["stream", "set_download"]);
    assert_eq!(setters("text/csv"), ["stream", "download"]);
}

#[test]
fn what_a_request_carries_as_a_file_is_an_upload() {
    let bytes = json!({"type": "string", "format": "binary"});
    let parts = json!({"type": "object", "properties": {
        "one": bytes, "some": {"type": "array", "items": bytes}, "text": {"type": "string"},
    }});
    let (api, _) = api(json!({"paths": {
        "/a": {"post": {
            "operationId": "a",
            "requestBody": {"content": {"multipart/form-data": {"schema": parts}}},
            "responses": {"200": {"description": "", "content": {"image/png": {"schema": bytes}}}},
        }},
        "/b": {"put": {"operationId": "b", "requestBody": {"content": {"image/png": {}}}, "responses": {}}},
    }}));
    let sent = |at: usize| api.operations[at].request.body.as_ref().map(|body| body.contents[0].ty.clone());
    let Some(Type::Named(form)) = sent(0) else { panic!("a form is a struct") };
    let crate::ir::TypeKind::Struct(form) = &api.types[form].kind else { panic!("a form is a struct") };
    let types: Vec<_> = form.fields.iter().map(|field| &field.ty).collect();
    assert_eq!(types, [&Type::Upload, &Type::List(Box::new(Type::Upload)), &Type::String]);
    assert_eq!(api.operations[0].responses.success.responses[0].contents[0].ty, Type::Binary);
    assert_eq!((sent(1), &api.operations[1].request.fields[0].ty), (Some(Type::Upload), &Type::Upload));
}
