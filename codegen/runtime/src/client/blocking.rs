//! Calls without `async`: `client.account().balance().wait()?`.
//!
//! The first of them starts a thread with a runtime, which stays: connections are looked after between calls, so that none goes
//! out on one that the server has closed long since. Each call is then driven by the thread that waits for it.

// driftless:part pages
use super::Paged;
use super::call::{Call, Operation, Response};
use super::error::{Error, NotSent};
use super::exchange::Exchange;
// driftless:part pages
use super::pages::{Items, Pages, PagesError};
use std::future::{Future, pending};
use std::io;
use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Waker};
use std::thread;
use tokio::runtime::{Builder, Handle};
use tokio::task::consume_budget;

impl<O: Operation> Call<O> {
    /// Sends the call and waits for its output.
    ///
    /// # Errors
    /// See [`Error`]. In async code, which waiting would hold up, it is [`NotSent::CannotWait`]; `spawn_blocking` is the place
    /// for such calls there.
    pub fn wait(self) -> Result<O::Output, Error<O::Error>> {
        self.wait_response().map(|response| response.value)
    }

    /// Sends the call, waits, and keeps status, headers and body beside the output.
    ///
    /// # Errors
    /// As [`Call::wait`].
    pub fn wait_response(self) -> Result<Response<O::Output>, Error<O::Error>> {
        match runtime() {
            Ok(runtime) => runtime.block_on(self.send()),
            Err(reason) => Err(not_sent::<O>(reason)),
        }
    }
}

fn not_sent<O: Operation>(reason: NotSent) -> Error<O::Error> {
    Error::NotSent { reason, exchange: Box::new(Exchange::new(&O::META, None)) }
}

// driftless:part pages
/// An iterator over [`Pages`] or [`Items`] that waits for each. Ends after an error.
#[must_use = "nothing is sent until the iterator is asked"]
#[derive(Debug)]
pub struct Waiting<S>(Option<S>);

// driftless:part pages
impl<O: Paged> Pages<O> {
    /// The pages, for loops that are not async.
    pub fn wait(self) -> Waiting<Self> {
        Waiting(Some(self))
    }
}

// driftless:part pages
impl<O: Paged> Items<O> {
    /// The items, for loops that are not async.
    pub fn wait(self) -> Waiting<Self> {
        Waiting(Some(self))
    }
}

// driftless:part pages
impl<O: Paged> Iterator for Waiting<Pages<O>> {
    type Item = Result<O::Output, PagesError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let pages = self.0.as_mut()?;
        match runtime() {
            Ok(runtime) => runtime.block_on(pages.next()),
            Err(reason) => {
                self.0 = None;
                Some(Err(PagesError::Call(not_sent::<O>(reason))))
            }
        }
    }
}

// driftless:part pages
impl<O: Paged> Iterator for Waiting<Items<O>> {
    type Item = Result<O::Item, PagesError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let items = self.0.as_mut()?;
        match runtime() {
            Ok(runtime) => runtime.block_on(items.next()),
            Err(reason) => {
                self.0 = None;
                Some(Err(PagesError::Call(not_sent::<O>(reason))))
            }
        }
    }
}

/// The runtime of calls that are waited for, unless this thread must not wait.
fn runtime() -> Result<&'static Handle, NotSent> {
    static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();
    if is_async() {
        return Err(NotSent::CannotWait(
            "this thread runs async code, which waiting would hold up: await the call".into(),
        ));
    }
    let started = RUNTIME.get_or_init(|| start().map_err(|error| format!("a thread cannot be started: {error}")));
    started.as_ref().map_err(|why| NotSent::CannotWait(why.clone()))
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new().name("calls".into()).spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}

/// Whether this thread runs a task of an async runtime. Tasks have a budget, after which they let others run; threads that may
/// wait, those of `spawn_blocking` among them, have none that could come to an end.
fn is_async() -> bool {
    const MORE_THAN_ANY_BUDGET: u32 = 1 << 10;
    let mut context = Context::from_waker(Waker::noop());
    let mut is_spent = || pin!(consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..MORE_THAN_ANY_BUDGET).any(|_| is_spent())
}
