//! How the list that an operation returns goes on, as its table says in a few words.
//!
//! | in the table | the next page |
//! |---|---|
//! | `pages(Invoice: page.items, cursor token = page.next)` | has the cursor of the answer in the field `token` |
//! | `pages(Invoice: page.items, after start = item.id)` | has the last item's `id` in the field `start` |
//! | `pages(Invoice: page.items, offset skip of page.total)` | begins after the items so far; `of …` is left out if unknown |
//! | `pages(Invoice: page.items, number page from 1 of page.pages)` | has the next number; `of …` is left out if unknown |
//! | `pages(Invoice: page.items, link page.next)` | is where the answer links to |
//! | `pages(Invoice: page.items, link header)` | is where its header `Link` links to |
//!
//! `while page.more` ends the list where that is `false`. Paths walk through what may be absent. Where there are several
//! successes, `in Ok` follows the path of the items, and `(_)` that if
//! the variant holds a status as well.

/// `impl Paged`.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! pages {
    (
        $request:ident $item:ty: page $(.$items:ident)* $(in $variant:ident $(($status:tt))?)?,
        $($turn:tt)*
    ) => {
        impl operation::client::Paged for $request {
            type Item = $item;

            #[allow(unused_imports)] // The answer may be the list itself.
            fn items(page: &mut Self::Output) -> Option<&mut Vec<$item>> {
                use operation::client::There as _;
                $(
                    type Output = <$request as operation::client::Operation>::Output;
                    let Output::$variant($($status,)? page) = page else { return None };
                )?
                Some(page)$(
                    .and_then(|it| operation::client::At(&mut it.$items).there())
                    .and_then(|it| operation::client::At(it).there())
                )*
            }

            #[allow(unused_imports, unused_variables)] // Each way needs something else.
            fn turn(
                &mut self,
                answer: &operation::client::Response<Self::Output>,
                count: usize,
            ) -> operation::client::PageTurn {
                use operation::client::{Filled as _, There as _};
                let page = &answer.value;
                $(
                    type Output = <$request as operation::client::Operation>::Output;
                    let Output::$variant($($status,)? page) = page else { return operation::client::PageTurn::End };
                )?
                operation::turn! { (self answer page count) ($(.$items)*) $($turn)* }
            }
        }
    };
}

/// What stands at the end of a path.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! walked {
    ($from:ident $(.$step:ident)*) => {
        Some($from)$(
            .and_then(|it| operation::client::At(&it.$step).there())
            .and_then(|it| operation::client::At(it).there())
        )*
    };
}

/// What a page says about the next one, by the names of what `turn` has, the path of the items and the words of the table.
#[allow(unused_macros)] // Not every API has something of each kind.
macro_rules! turn {
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        cursor $slot:ident = page $(.$next:ident)+ $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::cursor(operation::client::Slot(&mut $me.$slot).slot(), operation::walked!($page $(.$next)+))
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) ($($items:tt)*)
        after $slot:ident = item $(.$key:ident)+ $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::cursor(
            operation::client::Slot(&mut $me.$slot).slot(),
            operation::walked!($page $($items)*)
                .and_then(|items| items.last())
                .and_then(|item| operation::walked!(item $(.$key)+)),
        )
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        offset $slot:ident of page $(.$total:ident)+ $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::offset(operation::client::Slot(&mut $me.$slot).slot(), $count, operation::walked!($page $(.$total)+).copied())
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        offset $slot:ident $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::offset(operation::client::Slot(&mut $me.$slot).slot(), $count, None::<i64>)
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        number $slot:ident from $first:literal of page $(.$last:ident)+ $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::number(operation::client::Slot(&mut $me.$slot).slot(), $first, $count, operation::walked!($page $(.$last)+).copied())
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        number $slot:ident from $first:literal $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::number(operation::client::Slot(&mut $me.$slot).slot(), $first, $count, None::<i64>)
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        link page $(.$link:ident)+ $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::link(operation::walked!($page $(.$link)+))
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
    (
        ($me:tt $answer:ident $page:ident $count:ident) $items:tt
        link header $(, while page $(.$more:ident)+)? $(,)?
    ) => {
        operation::client::PageTurn::link_header(&$answer.headers)
            $(.unless_last(operation::walked!($page $(.$more)+).copied()))?
    };
}

// Not every API has lists.
#[allow(unused_imports)]
pub(crate) use {pages, turn, walked};
