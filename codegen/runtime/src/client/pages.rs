//! Lists that come in pages, as streams: `client.account().transactions_list().items()`.
//!
//! A [`Paged`] request knows where the items of an answer are and how it becomes the request of the next page. The streams
//! send one call after the other, and only when they are polled. A server that never comes to an end does not keep them busy
//! for ever: see [`Stopped`].

use super::call::{Call, Operation, Response};
use super::error::Error;
use super::turn::PageTurn;
use futures_core::Stream;
use std::collections::HashSet;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, mem, vec};

/// Most pages of one walk, unless told otherwise.
const MAX_PAGES: usize = 10_000;

/// Most pages without an item in a row, unless told otherwise.
const MAX_EMPTY_PAGES: usize = 100;

/// A request whose answer is one page of a list.
pub trait Paged: Operation<Output: Send, Error: Send> + Clone + Send {
    /// An item of the list.
    type Item: Send + 'static;

    /// The items of a page, if it has any place for them.
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;

    /// Makes this the request of the page that follows `page`, which holds `count` items.
    fn turn(&mut self, page: &Response<Self::Output>, count: usize) -> PageTurn;
}

impl<O: Paged> Call<O> {
    /// The items of this page and of all that follow.
    pub fn items(self) -> Items<O> {
        Items { pages: self.pages(), page: Vec::new().into_iter() }
    }

    /// This page and all that follow.
    pub fn pages(self) -> Pages<O> {
        let state = State::Due(Box::new(self));
        let guard =
            Guard { seen: HashSet::new(), pages: 0, empty: 0, max_pages: MAX_PAGES, max_empty: MAX_EMPTY_PAGES };
        Pages { state, guard }
    }
}

/// The answer to a call under way.
type Sent<O> =
    Pin<Box<dyn Future<Output = Result<Response<<O as Operation>::Output>, Error<<O as Operation>::Error>>> + Send>>;

/// Pages of a list, one call each. Ends after an error.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Pages<O: Paged> {
    state: State<O>,
    guard: Guard,
}

enum State<O: Paged> {
    /// The next call.
    Due(Box<Call<O>>),
    /// A call under way, and what it was made of.
    Sent(Box<Call<O>>, Sent<O>),
    /// A page was handed out, and there will be no further one.
    Stopped(Stopped),
    Ended,
}

impl<O: Paged> Pages<O> {
    /// Sets after how many pages the walk stops with [`Stopped::TooManyPages`]; 10,000 at first.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.guard.max_pages = pages;
        self
    }

    /// Sets after how many pages in a row without an item the walk stops with [`Stopped::EmptyPages`]; 100 at first.
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.guard.max_empty = pages;
        self
    }

    /// The next page, for loops without a library of stream adapters; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Output, PagesError<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// What follows after this answer.
    fn follow(&mut self, mut call: Box<Call<O>>, response: &mut Response<O::Output>) -> State<O> {
        let count = O::items(&mut response.value).map_or(0, |items| items.len());
        let next = call.request.turn(response, count);
        match self.guard.pass(&next, count) {
            Err(stopped) => return State::Stopped(stopped),
            Ok(false) => return State::Ended,
            Ok(true) => {}
        }
        if let PageTurn::Link(query) = next {
            // The link repeats what the first call asked for.
            call.overrides.query.clear();
            call.overrides.whole_query = Some(query);
        }
        State::Due(call)
    }
}

// The futures inside are boxed, so nothing in a walk minds being moved.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, PagesError<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match mem::replace(&mut self.state, State::Ended) {
                State::Due(call) => {
                    let sent = Box::pin(call.again().send());
                    self.state = State::Sent(call, sent);
                }
                State::Sent(call, mut sent) => {
                    let Poll::Ready(answer) = sent.as_mut().poll(context) else {
                        self.state = State::Sent(call, sent);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(match answer {
                        Ok(mut response) => {
                            self.state = self.follow(call, &mut response);
                            Ok(response.value)
                        }
                        Err(error) => Err(PagesError::Call(error)),
                    }));
                }
                State::Stopped(stopped) => return Poll::Ready(Some(Err(PagesError::Stopped(stopped)))),
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("guard", &self.guard).finish_non_exhaustive()
    }
}

/// Items of a list, over all of its pages. Ends after an error.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
}

impl<O: Paged> Items<O> {
    /// See [`Pages::max_pages`].
    pub fn max_pages(self, pages: usize) -> Self {
        Self { pages: self.pages.max_pages(pages), ..self }
    }

    /// See [`Pages::max_empty_pages`].
    pub fn max_empty_pages(self, pages: usize) -> Self {
        Self { pages: self.pages.max_empty_pages(pages), ..self }
    }

    /// The next item, for loops without a library of stream adapters; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, PagesError<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

// As for `Pages`; items stand in a vector.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, PagesError<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(mut page)) => self.page = O::items(&mut page).map(mem::take).unwrap_or_default().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// What keeps a walk from going on for ever.
struct Guard {
    /// Where pages began, as their cursors or addresses say.
    seen: HashSet<String>,
    /// Pages so far.
    pages: usize,
    /// Pages without an item since the last one that had some.
    empty: usize,
    max_pages: usize,
    max_empty: usize,
}

impl Guard {
    /// Whether there is a next page after one with `count` items.
    fn pass(&mut self, next: &PageTurn, count: usize) -> Result<bool, Stopped> {
        self.pages += 1;
        self.empty = if count == 0 { self.empty + 1 } else { 0 };
        let is_new = match next {
            PageTurn::End => return Ok(false),
            PageTurn::Lost => return Err(Stopped::NoAddress),
            PageTurn::Same => false,
            PageTurn::Page(start) | PageTurn::Link(start) => self.seen.insert(start.clone()),
        };
        match () {
            () if !is_new => Err(Stopped::RepeatedPage),
            () if self.empty >= self.max_empty => Err(Stopped::EmptyPages(self.empty)),
            () if self.pages >= self.max_pages => Err(Stopped::TooManyPages(self.pages)),
            () => Ok(true),
        }
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard").field("pages", &self.pages).field("empty", &self.empty).finish_non_exhaustive()
    }
}

/// Why a list could not be read to its end. `E` is the operation's documented failure.
#[derive(Debug)]
#[non_exhaustive]
pub enum PagesError<E> {
    /// The call for a page failed.
    Call(Error<E>),
    /// All pages so far were fine, but the server would not come to an end.
    Stopped(Stopped),
}

/// Why no further page was asked for, although the server says that there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stopped {
    /// The next page would be one that was there already: the same cursor, or the same link.
    RepeatedPage,
    /// So many pages in a row had no item.
    EmptyPages(usize),
    /// So many pages were read.
    TooManyPages(usize),
    /// The link to the next page has no query.
    NoAddress,
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RepeatedPage => f.write_str("the next page of the list is one that was there already"),
            Self::EmptyPages(count) => write!(f, "{count} pages of the list in a row are empty"),
            Self::TooManyPages(count) => write!(f, "the list goes on after {count} pages"),
            Self::NoAddress => f.write_str("the link to the next page of the list has no query"),
        }
    }
}

impl std::error::Error for Stopped {}

impl<E: fmt::Display> fmt::Display for PagesError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Stopped(stopped) => stopped.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for PagesError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::Stopped(_) => None,
        }
    }
}
