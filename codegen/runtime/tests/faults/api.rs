//! A small API that moves money: operations of every effect, as a generated crate has them.

use driftless_runtime::runtime::client::{Answer, Call, Core, KeyField, OnUnknown, Operation, Outgoing, Reply};
use driftless_runtime::runtime::codec::{DecodeError, EncodeError, Plain};
use driftless_runtime::runtime::meta::{Effect, Meta, Method};
use driftless_runtime::runtime::params::{Parameter, Pieces};
use serde_json::{Value, json};
use std::fmt;

pub const READ: usize = 0;
pub const KEY_IN_HEADER: usize = 1;
pub const KEY_IN_BODY: usize = 2;
pub const KEY_IN_QUERY: usize = 3;
pub const ONCE: usize = 4;
pub const PURCHASE: usize = 5;
pub const PUT: usize = 6;
pub const DELETE: usize = 7;
/// Declared to be repeatable, which it is not: a mistake that the ledger must notice.
pub const MISDECLARED: usize = 8;
pub const LISTED: usize = 9;

pub const METAS: [Meta; 10] = [
    Meta { security: BEARER, ..Meta::new("balance", Method::GET, "/balance") },
    Meta { has_key: true, effect: Effect::Money, security: BEARER, ..Meta::new("topup", Method::POST, "/topup") },
    Meta { has_key: true, effect: Effect::Money, ..Meta::new("charge", Method::POST, "/charge") },
    Meta { has_key: true, ..Meta::new("remove", Method::DELETE, "/members/1") },
    Meta::new("create", Method::POST, "/projects"),
    Meta {
        effect: Effect::Money,
        unknown: &[(503, Some("payment_status_unknown")), (409, Some("pending"))],
        reconcile: Some("balance"),
        ..Meta::new("purchase", Method::POST, "/purchase")
    },
    Meta::new("budget", Method::PUT, "/budget"),
    Meta::new("close", Method::DELETE, "/account"),
    Meta { effect: Effect::Keyed, ..Meta::new("misdeclared", Method::POST, "/misdeclared") },
    Meta { has_key: true, retry: Some(&[500]), ..Meta::new("listed", Method::POST, "/listed") },
];

const BEARER: &[&[&str]] = &[&["bearer"]];

/// Operation `N`.
#[derive(Clone, Debug, Default)]
pub struct Op<const N: usize> {
    pub key: Option<String>,
}

/// The documented failures of every operation: 402, 409 and 503, each with an object.
#[derive(Debug, PartialEq)]
pub struct Refusal(pub u16, pub Value);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "refused with {}", self.0)
    }
}

impl std::error::Error for Refusal {}

impl<const N: usize> Operation for Op<N> {
    type Output = Value;
    type Error = Refusal;
    const META: Meta = METAS[N];

    fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
        match N {
            READ => Ok(()),
            KEY_IN_HEADER => {
                request.header(&Parameter::simple("Idempotency-Key"), &Pieces::of(&self.key)?)?;
                request.json::<Plain, _>("application/json", &json!({"amount": 5}))
            }
            KEY_IN_QUERY => request.query(&Parameter::form("idempotency_key"), &Pieces::of(&self.key)?),
            _ => request.json::<Plain, _>("application/json", &json!({"amount": 5, "idempotency_key": self.key})),
        }
    }

    fn key(&mut self) -> Option<String> {
        METAS[N].has_key.then(|| self.key.fill())
    }

    fn read(reply: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
        let status = reply.status().as_u16();
        Ok(match status {
            200 => {
                let output: Value = reply.json()?;
                output.get("id").ok_or_else(|| DecodeError::new("no id"))?;
                Answer::Output(output)
            }
            402 | 409 | 503 => Answer::Error(Refusal(status, reply.json()?)),
            _ => Answer::Undocumented,
        })
    }
}

/// A call, whatever it needs.
pub fn call<const N: usize>(core: &Core) -> Call<Op<N>> {
    Call::with_choice(core.clone(), Op::default(), OnUnknown::Fail)
}
