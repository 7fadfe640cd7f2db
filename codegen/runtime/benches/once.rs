//! One side of one comparison, so many times and nothing else: for tools that count instructions, which no neighbour changes.
//!
//! Whoever subtracts the count of few repetitions from that of many has what one takes, without the start of the process:
//! `valgrind --tool=callgrind …/once invoices generated 11`. Without arguments it says what there is.

mod support;

use support::calls::Calls;
use support::lists::lists;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [what, side, count] = arguments.as_slice() else {
        let names: Vec<_> = lists().iter().map(|list| list.name).collect();
        println!("once <call|{}> <generated|types|derived|by hand> <count>", names.join("|"));
        return;
    };
    let count = support::ok(count.parse());
    if what == "call" {
        let calls = Calls::new();
        if side == "generated" { calls.generated(count) } else { calls.by_hand(count) }
    }
    for list in lists().iter().filter(|list| list.name == what) {
        let read = match side.as_str() {
            "generated" => list.generated,
            "types" => list.types,
            _ => list.derived,
        };
        (0..count).for_each(|_| read(&list.json));
    }
}
