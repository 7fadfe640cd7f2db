//! From one page of a list to the next: what an answer says about it, in the ways that lists have.
//!
//! | way | the next page begins | the list ends |
//! |---|---|---|
//! | cursor | where the answer says | when it says nothing, or an empty text |
//! | offset | after the items so far | at an empty page, or at the stated total |
//! | page number | one further | at an empty page, or at the stated last page |
//! | link | at the query of the link | when there is no link |
//!
//! A page that is shorter than asked for ends nothing: servers may hand out less than the limit.

use super::link;
use http::HeaderMap;
use std::fmt::Display;

/// What follows a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTurn {
    /// Nothing.
    End,
    /// Another page, and the request now asks for it. The text is where it begins.
    Page(String),
    /// Another page, which has this query.
    Link(String),
    /// The page that was just there.
    Same,
    /// Another page, but nothing says how to ask for it.
    Lost,
}

impl PageTurn {
    /// The page at a cursor, which goes into the request.
    pub fn cursor<T: Clone + Display + PartialEq>(current: &mut Option<T>, next: Option<&T>) -> Self {
        let Some(next) = next else { return Self::End };
        let start = next.to_string();
        if start.is_empty() {
            return Self::End;
        }
        if current.as_ref() == Some(next) {
            return Self::Same;
        }
        *current = Some(next.clone());
        Self::Page(start)
    }

    /// The page after `count` items; the list may say how many there are in `total`.
    pub fn offset<T: Copy + TryFrom<i128>>(
        current: &mut Option<T>,
        count: usize,
        total: Option<impl Into<i128>>,
    ) -> Self
    where
        i128: From<T>,
    {
        let next = current.map_or(0, i128::from).saturating_add(count as i128);
        if count == 0 || total.is_some_and(|total| next >= total.into()) {
            return Self::End;
        }
        Self::at(current, next)
    }

    /// The page after this one, of which `first` is the number of the first one; the list may say how many there are in
    /// `last`.
    pub fn number<T: Copy + TryFrom<i128>>(
        current: &mut Option<T>,
        first: T,
        count: usize,
        last: Option<impl Into<i128>>,
    ) -> Self
    where
        i128: From<T>,
    {
        let first = i128::from(first);
        let current_number = current.map_or(first, i128::from);
        let last = last.map(|pages| pages.into().saturating_sub(1).saturating_add(first));
        if count == 0 || last.is_some_and(|last| current_number >= last) {
            return Self::End;
        }
        Self::at(current, current_number.saturating_add(1))
    }

    fn at<T: TryFrom<i128>>(current: &mut Option<T>, next: i128) -> Self {
        match T::try_from(next) {
            Ok(value) => {
                *current = Some(value);
                Self::Page(next.to_string())
            }
            // The parameter's type has no such number.
            Err(_) => Self::Lost,
        }
    }

    /// The page at an address that stands in the answer.
    pub fn link<T: AsRef<str> + ?Sized>(target: Option<&T>) -> Self {
        match target.map(AsRef::as_ref).filter(|target| !target.is_empty()) {
            None => Self::End,
            Some(target) => link::query(target).map_or(Self::Lost, |query| Self::Link(query.to_owned())),
        }
    }

    /// The page at the address in the `Link` header.
    pub fn link_header(headers: &HeaderMap) -> Self {
        Self::link(link::next(headers))
    }

    /// This, unless the answer says that there is no more.
    pub fn unless_last(self, more: Option<bool>) -> Self {
        if more == Some(false) { Self::End } else { self }
    }
}
