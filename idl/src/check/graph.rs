//! Strongly connected components of a graph, without recursion: a chain may be as long as the input.

/// What is known of a node on the way.
#[derive(Clone, Copy)]
struct Mark {
    /// The order in which it was first seen, and the earliest node it leads back to.
    index: usize,
    low: usize,
    /// Whether its component is still open.
    open: bool,
}

/// A walk through a graph after Tarjan.
struct Walk<'a> {
    edges: &'a [Vec<usize>],
    marks: Vec<Option<Mark>>,
    /// The nodes on the way, each with the number of edges that have been followed.
    path: Vec<(usize, usize)>,
    /// The nodes whose component is still open.
    open: Vec<usize>,
    /// The component of each node.
    components: Vec<usize>,
    seen: usize,
    closed: usize,
}

/// Returns for each node the number of its component; nodes of one number can all reach each other.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut walk = Walk {
        edges,
        marks: vec![None; edges.len()],
        path: Vec::new(),
        open: Vec::new(),
        components: vec![0; edges.len()],
        seen: 0,
        closed: 0,
    };
    for node in 0..edges.len() {
        if walk.marks[node].is_none() {
            walk.enter(node);
            while walk.step() {}
        }
    }
    walk.components
}

impl Walk<'_> {
    /// Goes to a node for the first time.
    fn enter(&mut self, node: usize) {
        self.marks[node] = Some(Mark { index: self.seen, low: self.seen, open: true });
        self.seen += 1;
        self.open.push(node);
        self.path.push((node, 0));
    }

    /// Follows the next edge of the last node of the path, or leaves it; returns whether there was one.
    fn step(&mut self) -> bool {
        let Some((node, followed)) = self.path.last_mut() else { return false };
        let (from, next) = (*node, self.edges[*node].get(*followed).copied());
        *followed += 1;
        match next {
            None => self.leave(from),
            Some(to) => match self.marks[to] {
                None => self.enter(to),
                Some(mark) if mark.open => self.lower(from, mark.index),
                Some(_) => {}
            },
        }
        true
    }

    /// Notes that a node leads back to an earlier one.
    fn lower(&mut self, node: usize, index: usize) {
        if let Some(mark) = &mut self.marks[node] {
            mark.low = mark.low.min(index);
        }
    }

    /// Leaves a node all of whose edges have been followed.
    fn leave(&mut self, node: usize) {
        self.path.pop();
        let Some(mark) = self.marks[node] else { return };
        if let Some((before, _)) = self.path.last() {
            self.lower(*before, mark.low);
        }
        if mark.low == mark.index {
            self.close(node);
        }
    }

    /// Closes the component whose first node is given.
    fn close(&mut self, first: usize) {
        while let Some(node) = self.open.pop() {
            self.components[node] = self.closed;
            if let Some(mark) = &mut self.marks[node] {
                mark.open = false;
            }
            if node == first {
                break;
            }
        }
        self.closed += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_of_a_circle_belong_together() {
        let found = components(&[vec![1], vec![2], vec![0], vec![0]]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        assert_ne!(found[3], found[0]);
    }

    #[test]
    fn circles_that_touch_are_one() {
        let found = components(&[vec![1, 2], vec![0], vec![3], vec![0]]);
        assert!(found.iter().all(|component| *component == found[0]));
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let edges: Vec<Vec<usize>> = (1..=200_000).map(|next| vec![next % 200_000]).collect();
        let found = components(&edges);
        assert!(found.iter().all(|component| *component == found[0]));
    }
}
