//! Matching by backtracking, with a budget of steps: patterns come with the document.

use super::Node;

/// Steps after which a search is given up; the answer is then that nothing matches.
const STEPS: usize = 200_000;

/// Whether the expression matches somewhere in the text.
pub(super) fn search(node: &Node, text: &str) -> bool {
    let mut search = Search { text: text.chars().collect(), steps: 0 };
    (0..=search.text.len()).any(|start| search.at(node, start, &mut |_, _| true))
}

struct Search {
    text: Vec<char>,
    steps: usize,
}

/// What has to match after a node, from the place that it has reached.
type Rest<'r> = dyn FnMut(&mut Search, usize) -> bool + 'r;

impl Search {
    fn at(&mut self, node: &Node, from: usize, rest: &mut Rest<'_>) -> bool {
        self.steps += 1;
        if self.steps > STEPS {
            return false;
        }
        match node {
            Node::Set(set) => self.text.get(from).is_some_and(|c| set.has(*c)) && rest(self, from + 1),
            Node::Start => from == 0 && rest(self, from),
            Node::End => from == self.text.len() && rest(self, from),
            Node::Ahead(wanted, node) => self.at(node, from, &mut |_, _| true) == *wanted && rest(self, from),
            Node::Border(wanted) => self.border(from) == *wanted && rest(self, from),
            Node::Sequence(nodes) => self.sequence(nodes, from, rest),
            Node::Either(nodes) => nodes.iter().any(|node| self.at(node, from, rest)),
            Node::Repeat { node, least, most } => self.repeat(node, *least, *most, from, rest),
        }
    }

    fn sequence(&mut self, nodes: &[Node], from: usize, rest: &mut Rest<'_>) -> bool {
        match nodes.split_first() {
            None => rest(self, from),
            Some((first, others)) => self.at(first, from, &mut |search, at| search.sequence(others, at, rest)),
        }
    }

    fn repeat(&mut self, node: &Node, least: u32, most: Option<u32>, from: usize, rest: &mut Rest<'_>) -> bool {
        let fewer = most.map(|most| most.saturating_sub(1));
        if most != Some(0)
            && self.at(node, from, &mut |search, at| {
                // A turn that consumes nothing would go on for ever.
                (at > from || least > 0) && search.repeat(node, least.saturating_sub(1), fewer, at, rest)
            })
        {
            return true;
        }
        least == 0 && rest(self, from)
    }

    fn border(&self, at: usize) -> bool {
        let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_');
        is_word(self.text.get(at)) != is_word(at.checked_sub(1).and_then(|before| self.text.get(before)))
    }
}
