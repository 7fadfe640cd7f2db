//! Operations whose answers come bit by bit, as a generated crate has them.

use crate::runtime::client::{Answer, Call, Core, OnUnknown, Operation, Outgoing, Reads, Reply};
use crate::runtime::codec::{DecodeError, EncodeError, Plain};
use crate::runtime::meta::{Meta, Method};
use crate::runtime::operation::{self, Event, kind};
use crate::runtime::server::{self, Answers, Endpoint, Incoming, Problem};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::fmt;

/// The data of an event, and a line.
pub type Passage = BTreeMap<String, i64>;

/// A documented 404.
#[derive(Clone, Debug, PartialEq)]
pub struct NotFound;

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("404 Not Found")
    }
}

impl std::error::Error for NotFound {}

/// An operation whose 200 is read by its kind.
macro_rules! operations {
    ($($name:ident: $method:ident $path:literal -> $output:ty: $kind:ident;)*) => {$(
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            /// Asks for a stream.
            pub stream: Option<Option<bool>>,
        }

        impl Operation for $name {
            type Output = $output;
            type Error = NotFound;
            const META: Meta = Meta::new(stringify!($name), Method::$method, $path);

            fn write(&self, request: &mut Outgoing) -> Result<(), EncodeError> {
                match &self.stream {
                    Some(stream) => request.json::<Plain, _>("application/json", &BTreeMap::from([(String::from("stream"), *stream)])),
                    None => Ok(()),
                }
            }

            fn read(reply: &Reply) -> Result<Answer<Self::Output, Self::Error>, DecodeError> {
                Ok(match reply.status().as_u16() {
                    200 => Answer::Output(Reads::read(&kind::$kind(), reply)?),
                    404 => Answer::Error(NotFound),
                    _ => Answer::Undocumented,
                })
            }
        }

        impl Endpoint for $name {
            type Output = $output;
            type Error = NotFound;
            const META: Meta = <Self as Operation>::META;

            fn read(_: &Incoming) -> Result<Self, Problem> {
                Ok(Self::default())
            }

            fn write(outcome: Result<$output, NotFound>) -> Result<server::Answer, EncodeError> {
                match outcome {
                    Ok(output) => Answers::answer(&kind::$kind(), server::Answer::empty(200), output),
                    Err(NotFound) => Ok(server::Answer::empty(404)),
                }
            }
        }
    )*};
}

operations! {
    Follow: GET "/events" -> Vec<Event<Passage>>: events;
    FollowText: GET "/texts" -> Vec<Event<String>>: text_events;
    FollowWhole: GET "/whole" -> Vec<Event<BTreeMap<String, serde_json::Value>>>: whole_events;
    FollowWholeText: GET "/whole-text" -> Vec<Event<BTreeMap<String, String>>>: whole_text_events;
    Chat: POST "/chat" -> Passage: json;
    Passages: GET "/passages" -> Vec<Passage>: lines;
    Tile: GET "/tile" -> Bytes: binary;
}

operation::stream! { Follow: 200 -> Event<Passage>: events }
operation::stream! { FollowText: 200 -> Event<String>: text_events }
operation::stream! { FollowWhole: 200 -> Event<BTreeMap<String, serde_json::Value>>: whole_events }
operation::stream! { FollowWholeText: 200 -> Event<BTreeMap<String, String>>: whole_text_events }
operation::stream! {
    Chat: 200 -> Event<Passage>: events, stream,
}
operation::stream! { Passages: 200 -> Passage: lines }
operation::download! {
    Tile: 200 -> "image/png", not "application/json",
}

/// A call without parameters.
pub fn call<O: Operation + Default>(core: &Core) -> Call<O> {
    Call::with_choice(core.clone(), O::default(), OnUnknown::Fail)
}

pub fn passage(bib: i64) -> Passage {
    Passage::from([(String::from("bib"), bib)])
}
