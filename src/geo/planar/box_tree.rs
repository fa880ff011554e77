//! Finds boxes among many: a balanced tree of boxes that may move and go.

use std::ops::ControlFlow;

use super::{Bounds, Point};

/// Boxes by number. Takes time in proportion to n log n to build, log n to change; memory for 2 n boxes.
pub(crate) struct BoxTree {
    /// A node, all nodes of its first half, all of its second half.
    nodes: Vec<Node>,
    /// By leaf: the number of its box.
    items: Vec<u32>,
    /// By number: its leaf.
    leaves: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Node {
    bounds: Bounds,
    /// The least number of a box that is still there.
    first: u32,
}

const NOTHING: Node = Node {
    bounds: Bounds::EMPTY,
    first: u32::MAX,
};

impl Node {
    fn over(self, other: Self) -> Self {
        let [a, b] = [self.bounds, other.bounds];
        let min = Point::new(a.min.x.min(b.min.x), a.min.y.min(b.min.y));
        let max = Point::new(a.max.x.max(b.max.x), a.max.y.max(b.max.y));
        Self {
            bounds: Bounds { min, max },
            first: self.first.min(other.first),
        }
    }
}

/// A node and the leaves below it.
#[derive(Clone, Copy)]
struct Place {
    node: usize,
    from: usize,
    to: usize,
}

impl Place {
    fn halves(self) -> Option<[Self; 2]> {
        let Self { node, from, to } = self;
        let middle = usize::midpoint(from, to);
        let second = node + 2 * (middle - from);
        let half = |node, from, to| Self { node, from, to };
        (to - from > 1).then(|| [half(node + 1, from, middle), half(second, middle, to)])
    }
}

impl BoxTree {
    pub(crate) fn new(boxes: &[Bounds]) -> Self {
        let mut items: Vec<u32> = (0..boxes.len() as u32).collect();
        let centers: Vec<Point> = boxes.iter().map(Bounds::center).collect();
        let mut tree = Self {
            nodes: vec![NOTHING; (2 * boxes.len()).saturating_sub(1)],
            leaves: vec![0; boxes.len()],
            items: Vec::new(),
        };
        sort(&mut items, &centers);
        for (leaf, item) in items.iter().enumerate() {
            if let Some(place) = tree.leaves.get_mut(*item as usize) {
                *place = leaf as u32;
            }
        }
        tree.items = items;
        if !boxes.is_empty() {
            tree.fill(tree.root(), boxes);
        }
        tree
    }

    fn root(&self) -> Place {
        Place {
            node: 0,
            from: 0,
            to: self.items.len(),
        }
    }

    fn node(&self, place: Place) -> Node {
        self.nodes.get(place.node).copied().unwrap_or(NOTHING)
    }

    fn item(&self, place: Place) -> usize {
        self.items.get(place.from).map_or(0, |item| *item as usize)
    }

    fn put(&mut self, place: Place, node: Node) {
        if let Some(old) = self.nodes.get_mut(place.node) {
            *old = node;
        }
    }

    fn fill(&mut self, place: Place, boxes: &[Bounds]) {
        let node = match place.halves() {
            Some([a, b]) => {
                self.fill(a, boxes);
                self.fill(b, boxes);
                self.node(a).over(self.node(b))
            }
            None => {
                let item = self.item(place);
                let bounds = boxes.get(item).copied().unwrap_or(Bounds::EMPTY);
                let first = item as u32;
                Node { bounds, first }
            }
        };
        self.put(place, node);
    }

    /// Gives a box another place.
    pub(crate) fn move_to(&mut self, item: usize, bounds: Bounds) {
        let first = item as u32;
        self.set(item, Node { bounds, first });
    }

    /// Takes a box out.
    pub(crate) fn remove(&mut self, item: usize) {
        self.set(item, NOTHING);
    }

    fn set(&mut self, item: usize, node: Node) {
        if let Some(leaf) = self.leaves.get(item) {
            self.set_leaf(self.root(), *leaf as usize, node);
        }
    }

    fn set_leaf(&mut self, place: Place, leaf: usize, node: Node) {
        let Some([a, b]) = place.halves() else {
            return self.put(place, node);
        };
        self.set_leaf(if leaf < b.from { a } else { b }, leaf, node);
        self.put(place, self.node(a).over(self.node(b)));
    }

    /// Visits every box that `meets` until `visit` breaks; a box over boxes must meet where one of them does.
    pub(crate) fn visit(
        &self,
        meets: &impl Fn(&Bounds) -> bool,
        visit: &mut impl FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        match self.items.is_empty() {
            true => ControlFlow::Continue(()),
            false => self.visit_below(self.root(), meets, visit),
        }
    }

    fn visit_below(
        &self,
        place: Place,
        meets: &impl Fn(&Bounds) -> bool,
        visit: &mut impl FnMut(usize) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let node = self.node(place);
        if node.first == NOTHING.first || !meets(&node.bounds) {
            return ControlFlow::Continue(());
        }
        let Some(halves) = place.halves() else {
            return visit(self.item(place));
        };
        halves
            .into_iter()
            .try_for_each(|half| self.visit_below(half, meets, visit))
    }

    /// The box nearest to a point, the first of them if several are.
    pub(crate) fn nearest(&self, to: Point) -> Option<usize> {
        let mut best = (f64::INFINITY, u32::MAX);
        if !self.items.is_empty() {
            self.nearest_below(self.root(), to, &mut best);
        }
        (best.1 != u32::MAX).then_some(best.1 as usize)
    }

    fn nearest_below(&self, place: Place, to: Point, best: &mut (f64, u32)) {
        let bound = |place: Place| {
            let node = self.node(place);
            let Bounds { min, max } = node.bounds;
            let dx = (min.x - to.x).max(to.x - max.x).max(0.0);
            let dy = (min.y - to.y).max(to.y - max.y).max(0.0);
            (dx * dx + dy * dy, node.first)
        };
        let own = bound(place);
        if own.1 == u32::MAX || own >= *best {
            return;
        }
        match place.halves() {
            None => *best = own,
            Some([a, b]) => {
                let order = if bound(b) < bound(a) { [b, a] } else { [a, b] };
                order
                    .into_iter()
                    .for_each(|half| self.nearest_below(half, to, best));
            }
        }
    }
}

/// Halves the boxes by their centres along the longer side, and so on within each half.
fn sort(items: &mut [u32], centers: &[Point]) {
    if items.len() < 2 {
        return;
    }
    let center = |item: &u32| centers.get(*item as usize).copied().unwrap_or_default();
    let mut bounds = Bounds::EMPTY;
    items.iter().for_each(|item| bounds.add(center(item)));
    let is_wide = bounds.width() >= bounds.height();
    let along = |item: &u32| match is_wide {
        true => center(item).x,
        false => center(item).y,
    };
    let middle = items.len() / 2;
    items.select_nth_unstable_by(middle, |a, b| along(a).total_cmp(&along(b)).then(a.cmp(b)));
    let (first, second) = items.split_at_mut(middle);
    sort(first, centers);
    sort(second, centers);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::Random;

    fn boxes(random: &mut Random, count: usize) -> Vec<Bounds> {
        let mut of = |most| (random.between(0.0, most) * 4.0).round() / 4.0;
        (0..count)
            .map(|_| Bounds::around(Point::new(of(20.0), of(9.0)), of(2.0), of(1.0)))
            .collect()
    }

    #[test]
    fn it_finds_what_a_look_at_each_box_finds_also_after_changes() {
        let mut random = Random(7);
        for count in [0, 1, 2, 3, 200] {
            let mut there: Vec<Option<Bounds>> =
                boxes(&mut random, count).into_iter().map(Some).collect();
            let all: Vec<Bounds> = there.iter().copied().flatten().collect();
            let mut tree = BoxTree::new(&all);
            for (step, question) in boxes(&mut random, 3 * count).into_iter().enumerate() {
                let meets = |bounds: &Bounds| question.meets(bounds);
                let mut found = Vec::new();
                let _ = tree.visit(&meets, &mut |item| {
                    found.push(item);
                    ControlFlow::Continue(())
                });
                found.sort_unstable();
                let known = there.iter().enumerate();
                let known = known.filter_map(|(i, bounds)| Some((i, (*bounds)?)));
                let near: Vec<usize> = known
                    .clone()
                    .filter(|(_, bounds)| meets(bounds))
                    .map(|(i, _)| i)
                    .collect();
                assert_eq!(found, near);
                let at = question.min;
                let far = |bounds: &Bounds| bounds.distance(at);
                let nearest = known.min_by(|a, b| far(&a.1).total_cmp(&far(&b.1)));
                assert_eq!(tree.nearest(at), nearest.map(|(i, _)| i));
                let item = step % count;
                match step % 2 {
                    0 => {
                        tree.remove(item);
                        there[item] = None;
                    }
                    _ => {
                        tree.move_to(item, question);
                        there[item] = Some(question);
                    }
                }
            }
        }
    }
}
