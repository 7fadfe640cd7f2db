//! APIs made by hand: an empty one, and one that uses all that the pages can show, its texts hostile if asked for.

use crate::diagnostics::Place as Origin;
use crate::ir::*;
use crate::names::Scope;
use serde_json::json;

/// An API without anything.
pub(super) fn empty() -> Api {
    Api {
        info: Info::default(),
        servers: Vec::new(),
        security_schemes: Vec::new(),
        security: Vec::new(),
        tags: Vec::new(),
        operations: Vec::new(),
        hooks: Vec::new(),
        webhook: None,
        types: Types::default(),
        undocumented: Vec::new(),
        omissions: Vec::new(),
        operations_in_document: 0,
        left_out: LeftOut::default(),
        mapped: Vec::new(),
        fields: crate::ir::FieldCount::default(),
    }
}

/// An API of two operations; `say` makes every text and name that comes from the document.
pub(super) fn full(say: &dyn Fn(&str) -> String) -> Api {
    let text = |plain: &str| Text(say(plain));
    let mut scope = Scope::default();
    Api {
        info: Info { title: text("Wallets"), description: Some(text("About wallets.")), ..info(say) },
        servers: vec![Server {
            url: "https://{region}.example.com/v1/".to_owned(),
            description: Some(text("Production.")),
            variables: vec![ServerVariable {
                name: scope.snake("region"),
                wire: "region".to_owned(),
                default: "eu".to_owned(),
                values: vec!["eu".to_owned(), "us".to_owned()],
                description: Some(text("Where it runs.")),
            }],
            discrepancies: docs(say, "").discrepancies,
        }],
        security_schemes: vec![SecurityScheme {
            client: None,
            name: scope.snake("bearer"),
            wire: say("bearerAuth"),
            kind: SchemeKind::Bearer,
            description: Some(text("From the console.")),
            env: Some("WALLET_KEY".to_owned()),
            inferred: true,
            discrepancies: docs(say, "").discrepancies,
        }],
        security: vec![Requirement { schemes: vec![(0, Vec::new())] }],
        tags: vec![Tag {
            name: scope.snake("account"),
            client_name: scope.pascal("account"),
            trait_name: scope.pascal("account_api"),
            text: text("account"),
            description: Some(text("The account.")),
        }],
        hooks: Vec::new(),
        webhook: None,
        operations: vec![topup(say, &mut scope), list(say, &mut scope)],
        types: Types(types(say, &mut scope)),
        undocumented: vec![Undocumented {
            name: text("Rotate key"),
            group: Some(text("Keys")),
            method: Some(text("PUT")),
        }],
        omissions: vec![Omission {
            kind: OmissionKind::Skipped,
            place: Origin::new("/paths/~1odd/get"),
            reason: say("no body is readable"),
        }],
        operations_in_document: 3,
        left_out: LeftOut::default(),
        mapped: Vec::new(),
        fields: crate::ir::FieldCount::default(),
    }
}

fn info(say: &dyn Fn(&str) -> String) -> Info {
    let note = |example| Discrepancy { id: "D8".to_owned(), note: Text(say("Three dots.")), example };
    Info {
        discrepancies: vec![note(Some(json!(say("curl https://…")))), note(Some(json!({"amount": 50}))), note(None)],
        ..Info::default()
    }
}

fn docs(say: &dyn Fn(&str) -> String, description: &str) -> Docs {
    Docs {
        description: Some(Text(say(description))),
        link: Some(Text(say("https://example.com/more"))),
        discrepancies: vec![Discrepancy {
            id: say("D1"),
            note: Text(say("The example lacks it.")),
            example: Some(json!({ say("amount"): say("x") })),
        }],
        ..Docs::default()
    }
}

fn parameter(wire: String, style: Style) -> Parameter {
    Parameter { wire, style, explode: style == Style::Form, allow_reserved: false, content: None }
}

fn field(say: &dyn Fn(&str) -> String, scope: &mut Scope, name: &str, ty: Type, place: Place) -> RequestField {
    RequestField {
        name: scope.snake(name),
        setter: scope.snake(name),
        ty,
        required: false,
        nullable: false,
        docs: docs(say, "Said of the field."),
        constraints: Constraints::default(),
        default: None,
        place,
        origin: Origin::default(),
    }
}

fn topup(say: &dyn Fn(&str) -> String, scope: &mut Scope) -> Operation {
    let path = Path {
        text: say("/topup"),
        segments: vec![Segment(vec![SegmentPart::Literal(say("topup"))])],
        fixed: Vec::new(),
        query: Vec::new(),
        fragment: None,
    };
    let amount = RequestField {
        required: true,
        constraints: Constraints {
            minimum: Some("25.5".to_owned()),
            pattern: Some(say("^a|b$")),
            ..Default::default()
        },
        docs: Docs { unit: Some(Text(say("USD"))), inferred: true, deprecated: true, ..docs(say, "Amount.") },
        default: Some(json!(say("d"))),
        ..field(say, scope, "amount_usd", Type::Decimal(Wire::Number), Place::Property(say("amount_usd")))
    };
    let key = field(say, scope, "idempotency_key", Type::String, Place::Property(say("idempotency_key")));
    let body = Body {
        required: true,
        flattened: true,
        closed: false,
        name: None,
        contents: vec![content("application/json", Type::Json)],
        docs: docs(say, "What to add."),
    };
    Operation {
        docs: Docs {
            summary: Some(Text(say("Add credit"))),
            deprecated: true,
            inferred: true,
            ..docs(say, "On a hosted page.")
        },
        effect: Effect::Money,
        idempotency: Some(Idempotency {
            place: KeyPlace::Body,
            name: say("idempotency_key"),
            field: 1,
            property: None,
        }),
        retry: None,
        unknown: Vec::new(),
        reconcile: None,
        ..operation(say, scope, "topup", "POST", path, vec![amount, key], Some(body))
    }
}

fn list(say: &dyn Fn(&str) -> String, scope: &mut Scope) -> Operation {
    let path = Path {
        text: "/lists/{id}".to_owned(),
        segments: vec![
            Segment(vec![SegmentPart::Literal("lists".to_owned())]),
            Segment(vec![SegmentPart::Parameter("id".to_owned())]),
        ],
        fixed: Vec::new(),
        query: Vec::new(),
        fragment: None,
    };
    let id = RequestField {
        required: true,
        ..field(say, scope, "id", Type::String, Place::Path(parameter("id".to_owned(), Style::Simple)))
    };
    let limit = RequestField {
        docs: Docs { example: Some(json!(20)), ..docs(say, "Entries per page.") },
        ..field(say, scope, "limit", Type::Integer(Integer::I64), Place::Query(parameter(say("limit"), Style::Form)))
    };
    let cursor = field(say, scope, "cursor", Type::String, Place::Query(parameter(say("cursor"), Style::Form)));
    let trace = RequestField {
        docs: Docs { example: Some(json!(say("t"))), ..docs(say, "Trace.") },
        ..field(say, scope, "trace", Type::String, Place::Header(parameter(say("X-Trace"), Style::Simple)))
    };
    let mut at = |name: &str| {
        let step = Step { wire: say(name), name: scope.snake(name), required: false, nullable: false };
        Location(vec![step])
    };
    let pagination = Pagination {
        items: at("items"),
        item: Type::String,
        way: Way::Cursor { field: 2, next: at("next_cursor"), of_last_item: false },
        more: Some(at("has_more")),
        limit: Some(1),
        stated: true,
    };
    Operation {
        pagination: Some(pagination),
        ..operation(say, scope, "lists.get", "GET", path, vec![id, limit, cursor, trace], None)
    }
}

fn operation(
    say: &dyn Fn(&str) -> String,
    scope: &mut Scope,
    id: &str,
    method: &str,
    path: Path,
    fields: Vec<RequestField>,
    body: Option<Body>,
) -> Operation {
    let header = retry_after(say, scope);
    let response = |status, scope: &mut Scope, ty| Response {
        status,
        variant: scope.pascal("variant"),
        docs: docs(say, "What comes back."),
        headers: vec![header.clone()],
        name: None,
        contents: vec![content("application/json", ty)],
        whole: 1,
        body_name: None,
        links: Vec::new(),
    };
    let success = response(Status::Code(200), scope, Type::Named(TypeId(0)));
    let failure = response(Status::Code(402), scope, Type::Named(TypeId(1)));
    let empty = Response { contents: Vec::new(), ..response(Status::Default, scope, Type::Null) };
    Operation {
        id: say(id),
        id_given: true,
        method: Method(method.to_owned()),
        path,
        tag: 0,
        name: scope.snake(id),
        docs: docs(say, "An operation."),
        request: Request {
            name: scope.pascal("request"),
            fields,
            constants: Vec::new(),
            arguments: ArgumentStyle::Positional,
            body,
        },
        responses: Responses {
            success: Outcome { name: None, responses: vec![success] },
            failure: Outcome { name: Some(scope.pascal("failure")), responses: vec![failure, empty] },
        },
        security: vec![Requirement { schemes: vec![(0, vec![say("write")])] }, Requirement::default()],
        servers: Vec::new(),
        effect: Effect::Read,
        idempotency: None,
        retry: None,
        unknown: Vec::new(),
        reconcile: None,
        pagination: None,
        routing: crate::ir::Routing::When(Vec::new()),
        place: Origin::default(),
    }
}

fn retry_after(say: &dyn Fn(&str) -> String, scope: &mut Scope) -> Header {
    Header {
        name: scope.snake("retry_after"),
        wire: say("Retry-After"),
        ty: Type::Integer(Integer::I64),
        required: true,
        explode: false,
        docs: docs(say, "Seconds to wait."),
        constraints: Constraints::default(),
    }
}

fn content(media_type: &str, ty: Type) -> Content {
    let name = Scope::default().pascal("json");
    Content {
        media_type: media_type.to_owned(),
        name,
        kind: BodyKind::Json,
        ty,
        parts: Vec::new(),
        examples: Vec::new(),
    }
}

/// A component that holds itself and an inline list, an error with codes, an inline entry, a union and an alias.
fn types(say: &dyn Fn(&str) -> String, scope: &mut Scope) -> Vec<TypeDef> {
    let component = |name: &str| TypeOrigin::Component(say(name));
    let object = |fields| TypeKind::Struct(Struct { fields, additional: Additional::Closed });
    let mut of = |name: &str, ty: Type, required: bool| Field {
        name: scope.snake(name),
        wire: say(name),
        ty,
        required,
        nullable: !required,
        docs: docs(say, "A field."),
        constraints: Constraints::default(),
        default: None,
        read_only: false,
        write_only: false,
        place: Origin::default(),
    };
    let entries = Type::List(Box::new(Type::Named(TypeId(2))));
    let parent = Type::Boxed(Box::new(Type::Named(TypeId(0))));
    let wallet =
        object(vec![of("entries", entries, true), of("parent", parent, false), of("at", Type::DateTime, true)]);
    let failure = object(vec![of("error", Type::Named(TypeId(3)), true)]);
    let entry = object(vec![of("key_id", Type::Uuid, true), of("labels", Type::Map(Box::new(Type::String)), false)]);
    let union = Union {
        discriminator: Some(say("kind")),
        variants: vec![Variant {
            name: scope.pascal("wallet"),
            ty: Type::Named(TypeId(0)),
            tags: vec![say("wallet")],
            shape: Shape::Any,
            docs: docs(say, "A wallet."),
        }],
        unknown: scope.pascal("unknown"),
    };
    let value =
        EnumValue { name: scope.pascal("empty"), value: json!(say("no_credit")), docs: Some(Text(say("Empty."))) };
    let codes = Enum { base: EnumBase::String, values: vec![value], unknown: scope.pascal("unknown") };
    let mut def = |name: &str, origin: TypeOrigin, kind: TypeKind| TypeDef {
        name: scope.pascal(name),
        place: Origin::default(),
        origin,
        docs: docs(say, "A type."),
        usage: Usage::default(),
        traits: Traits::default(),
        kind,
        tag: None,
        of_hooks: false,
        module: None,
    };
    vec![
        def("Wallet", component("Wallet"), wallet),
        def("Failure", component("Failure"), failure),
        def("WalletEntry", TypeOrigin::Inline, entry),
        def("Code", component("Code"), TypeKind::Enum(codes)),
        def("Shape", component("Shape"), TypeKind::Union(union)),
        def("Cursor", component("Cursor"), TypeKind::Alias(Type::Nullable(Box::new(Type::String)))),
    ]
}
