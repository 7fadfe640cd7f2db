//! How a call ended, as its caller sees it: the output, or the [`Error`] that says what is known.

use super::super::codec::DecodeError;
use super::super::meta::Meta;
use super::call::{Answer, Operation, Response};
use super::error::{Error, Failed};
use super::exchange::Exchange;
use super::reply::Reply;
use super::unknown::{Found, OutcomeUnknown};
use super::verdict::{is_early, is_unknown};

/// Whether nobody knows if the operation was carried out.
pub(super) fn is_open(meta: &Meta, exchange: &Exchange, sent: &Result<Reply, Failed>) -> bool {
    match sent {
        Ok(reply) => is_unknown(meta, exchange, reply),
        Err(Failed::Lost(_)) => meta.is_write(),
        Err(Failed::NotSent(_)) => false,
    }
}

/// The result of a call; `found` is what became of it, if nobody knew.
pub(super) fn outcome<O: Operation>(
    sent: Result<Reply, Failed>,
    exchange: Exchange,
    found: Option<Found>,
) -> Result<Response<O::Output>, Error<O::Error>> {
    let reply = match (sent, found) {
        (Ok(reply), _) => reply.of(exchange),
        (Err(Failed::NotSent(reason)), _) => return Err(Error::NotSent { reason, exchange: Box::new(exchange) }),
        (Err(Failed::Lost(error)), None) => return Err(Error::NoAnswer { error, exchange: Box::new(exchange) }),
        (Err(Failed::Lost(error)), Some(found)) => {
            let unknown = OutcomeUnknown { error: None, reply: None, lost: Some(error), exchange, found };
            return Err(Error::OutcomeUnknown(Box::new(unknown)));
        }
    };
    let read = O::read(&reply);
    if let Some(found) = found {
        let error = if let Ok(Answer::Error(error)) = read { Some(error) } else { None };
        let exchange = reply.exchange().clone();
        let unknown = OutcomeUnknown { error, reply: Some(Box::new(reply)), lost: None, exchange, found };
        return Err(Error::OutcomeUnknown(Box::new(unknown)));
    }
    match read {
        Ok(Answer::Undocumented) if is_early(reply.status().as_u16()) => Err(Error::Refused(Box::new(reply))),
        Ok(Answer::Undocumented) => Err(Error::Undocumented(Box::new(reply))),
        Ok(Answer::Error(error)) => Err(Error::Api { error, reply: Box::new(reply) }),
        _ if reply.status().is_success() && !reply.is_whole() => {
            let error = DecodeError::new(format!("the body is larger than {} bytes", reply.bytes().len()));
            Err(Error::Decode { error, reply: Box::new(reply) })
        }
        Ok(Answer::Output(value)) => {
            let (status, headers, body, exchange) = reply.into_parts();
            Ok(Response { value, status, headers, body, exchange })
        }
        Err(error) => Err(Error::Decode { error, reply: Box::new(reply) }),
    }
}
