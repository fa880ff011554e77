//! Places markers by simulated annealing on a fine lattice, with a fixed seed.
//!
//! Every rule is a penalty; the weights keep the order in which the rules give way.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is made here, none is read from input"
)]

use crate::geo::Point;
use crate::scene::plane::{cross, distance, squared_to_segment};

use super::cover::{Cover, Hidden};
use super::crossed::Crossed;
use super::limit::{Hiding, Limit};
use super::ORDER_WITHIN_PX;

/// Steps of the lattice in a marker's diameter.
const STEPS_IN_DIAMETER: f64 = 8.0;
/// No more places than this on the lattice.
const MAX_PLACES: f64 = 4e6;
/// How far two ordered centres stay apart along their axis, px: survives rounding to 0.01.
const ORDER_MARGIN_PX: f64 = 0.1;

// What breaking a rule costs, and what is merely not nice.
const OVERLAP: f64 = 60.0;
const ORDER: f64 = 40.0;
/// For a shape that carries itself.
pub(super) const CARRIED: f64 = 24.0;
/// For a shape that has a marker.
pub(super) const REPLACED: f64 = 16.0;
/// For having a leader at all.
const LEADER: f64 = 1.0;
/// For each leader crossed, and each disc that a leader runs through.
const CROSSING: f64 = 1.5;
/// For each px of displacement.
const PER_PX: f64 = 0.12;
/// For a disc that lies wholly over another region.
const OVER_LAND: f64 = 0.8;

/// Steps for each marker, and costs accepted, when a part is mended.
const MEND_MOVES: usize = 250;
const MEND_HOT: f64 = 8.0;
const MEND_COLD: f64 = 0.05;

/// A marker to be placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its number among the shapes.
    pub(super) shape: usize,
    pub(super) home: Point,
}

/// Measures that hold for all markers, px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) radius: f64,
    pub(super) ring: f64,
    pub(super) leader: f64,
    pub(super) reach: f64,
    pub(super) frame: (f64, f64),
}

impl Sizes {
    /// Of the disc with its ring.
    pub(super) fn outer(&self) -> f64 {
        self.radius + self.ring
    }

    /// Whether a marker at home there can stand inside the frame, within reach.
    pub(super) fn can_hold(&self, home: Point) -> bool {
        let (margin, frame) = (self.outer() + self.step(), self.frame);
        let inside = Point {
            x: home.x.clamp(margin, frame.0 - margin),
            y: home.y.clamp(margin, frame.1 - margin),
        };
        distance(home, inside) + self.step() <= self.reach
    }

    /// Distance of neighbouring places.
    pub(super) fn step(&self) -> f64 {
        (2.0 * self.radius / STEPS_IN_DIAMETER)
            .max((self.frame.0 * self.frame.1 / MAX_PLACES).sqrt())
    }
}

/// Another marker that this one may meet, or must keep its order with.
struct Other {
    item: usize,
    /// The difference of the centres must point this way; zero if no order is asked.
    along: Point,
    ordered: bool,
}

/// Places on the lattice: column and row.
pub(super) type Place = (i32, i32);

/// The state of a search: every marker has a place at any time.
pub(super) struct Search<'a> {
    items: &'a [Item],
    sizes: Sizes,
    /// What may be hidden of each shape.
    pub(super) limits: Vec<Limit>,
    /// Nearest homes first.
    others: Vec<Vec<Other>>,
    cover: Cover,
    crossed: Crossed,
    /// What each marker's leader hides.
    along: Vec<Vec<Hidden>>,
    /// What is hidden of each shape now.
    pub(super) hiding: Vec<Hiding>,
    places: Vec<Place>,
    centers: Vec<Point>,
    /// Length of each marker's leader up to its centre, px; 0 without one.
    arms: Vec<f64>,
    costs: Vec<f64>,
    seed: u64,
}

impl<'a> Search<'a> {
    /// Puts every marker where `start` says, or near its home.
    pub(super) fn new(
        items: &'a [Item],
        sizes: Sizes,
        cover: Cover,
        crossed: Crossed,
        limits: Vec<Limit>,
        start: impl Fn(&Item) -> Option<Point>,
    ) -> Self {
        let mut search = Self {
            items,
            sizes,
            others: relations(items, 2.0 * (sizes.reach + sizes.outer())),
            cover,
            crossed,
            along: vec![Vec::new(); items.len()],
            hiding: vec![Hiding::default(); limits.len()],
            limits,
            places: vec![(0, 0); items.len()],
            centers: vec![Point::default(); items.len()],
            arms: vec![0.0; items.len()],
            costs: vec![0.0; items.len()],
            seed: 0x9E37_79B9_7F4A_7C15,
        };
        let places: Vec<Place> = items
            .iter()
            .map(|item| match start(item) {
                Some(p) => search.place(p),
                None => search.first_place(item),
            })
            .collect();
        search.put_all(&places);
        search
    }

    /// Where each marker stands, to come back to.
    pub(super) fn places(&self) -> Vec<Place> {
        self.places.clone()
    }

    /// Puts every marker on its place.
    pub(super) fn put_all(&mut self, places: &[Place]) {
        self.hiding.fill(Hiding::default());
        for (i, &place) in places.iter().enumerate() {
            self.set(i, place);
            let mut along = std::mem::take(&mut self.along[i]);
            self.leader(i, self.centers[i], &mut along);
            self.along[i] = along;
            self.hide(i, 1.0);
        }
        for i in 0..places.len() {
            self.costs[i] = self.pairs(i, self.centers[i], f64::INFINITY);
        }
    }

    /// Anneals from `hot` to `cold`, in cost.
    pub(super) fn run(&mut self, moves_each: usize, hot: f64, cold: f64) {
        let crowd = self.crowd();
        self.anneal(&crowd, moves_each, hot, cold);
    }

    fn anneal(&mut self, crowd: &[usize], moves_each: usize, hot: f64, cold: f64) {
        let n = crowd.len();
        let moves = moves_each * n;
        let cooling = (cold / hot).powf(1.0 / moves as f64);
        let mut heat = hot;
        let mut along = Vec::new();
        for k in 0..moves {
            heat *= cooling;
            let i = crowd[((self.random() * n as f64) as usize).min(n - 1)];
            let to = self.propose(i, 1.0 - k as f64 / moves as f64);
            if to == self.places[i] || !self.allowed(i, to) {
                continue;
            }
            let worse = -heat * self.random().max(1e-12).ln();
            let most = self.costs[i] + self.saved(i) + worse;
            // What `to` hides costs nothing at best: often there is no need to look.
            let center = self.point(to);
            let pairs = self.pairs(i, center, most);
            if pairs > most {
                continue;
            }
            self.hide(i, -1.0);
            self.leader(i, center, &mut along);
            if pairs + self.hiding(i, to, &along) <= most {
                self.settle(i, to, pairs);
                std::mem::swap(&mut self.along[i], &mut along);
            }
            self.hide(i, 1.0);
        }
    }

    /// Markers that another may ever touch or that hide something: the rest stay at home.
    fn crowd(&self) -> Vec<usize> {
        let alone = |i: usize| {
            let near = 2.0 * self.sizes.outer() + self.sizes.reach;
            self.costs[i] + PER_PX * self.cover.step < 2.0 * PER_PX * self.cover.step
                && self.others[i]
                    .first()
                    .is_none_or(|o| distance(self.items[i].home, self.items[o.item].home) > near)
        };
        (0..self.items.len()).filter(|&i| !alone(i)).collect()
    }

    /// What the leader of marker `i` would hide with the disc at `center`.
    fn leader(&self, i: usize, center: Point, along: &mut Vec<Hidden>) {
        let (item, radius) = (self.items[i], self.sizes.radius);
        along.clear();
        if distance(item.home, center) > 2.0 * radius {
            self.crossed
                .along(item.shape, item.home, center, radius, along);
        }
    }

    /// Where each marker stands.
    pub(super) fn centers(&self) -> &[Point] {
        &self.centers
    }

    fn settle(&mut self, i: usize, to: Place, cost: f64) {
        let others = std::mem::take(&mut self.others);
        for other in &others[i] {
            self.costs[other.item] -= self.pair(i, self.centers[i], self.arms[i], other);
        }
        self.set(i, to);
        for other in &others[i] {
            self.costs[other.item] += self.pair(i, self.centers[i], self.arms[i], other);
        }
        self.others = others;
        self.costs[i] = cost;
    }

    /// The leader's length for a displacement; 0 if it needs none.
    fn arm(&self, moved: f64) -> f64 {
        if moved > 2.0 * self.sizes.radius {
            moved
        } else {
            0.0
        }
    }

    fn set(&mut self, i: usize, place: Place) {
        self.places[i] = place;
        self.centers[i] = self.point(place);
        self.arms[i] = self.arm(distance(self.centers[i], self.items[i].home));
    }

    /// What marker `i` costs at `p` apart from what it hides; may stop counting above `most`.
    fn pairs(&self, i: usize, p: Point, most: f64) -> f64 {
        let moved = distance(p, self.items[i].home);
        let arm = self.arm(moved);
        let mut cost = PER_PX * moved + if arm > 0.0 { LEADER } else { 0.0 };
        for other in &self.others[i] {
            cost += self.pair(i, p, arm, other);
            if cost > most {
                break;
            }
        }
        cost
    }

    /// What the pair of `i` at `p` and the other costs; the same from either side.
    fn pair(&self, i: usize, p: Point, arm: f64, other: &Other) -> f64 {
        let q = self.centers[other.item];
        let (dx, dy) = (p.x - q.x, p.y - q.y);
        let apart = 2.0 * self.sizes.radius + self.sizes.ring;
        let near = dx * dx + dy * dy;
        let mut cost = 0.0;
        if near < apart * apart {
            cost += OVERLAP * (1.5 - near.sqrt() / apart);
        }
        if other.ordered {
            let short = ORDER_MARGIN_PX - other.along.x * dx - other.along.y * dy;
            if short > 0.0 {
                cost += ORDER * (0.5 + short / apart);
            }
        }
        let far_arm = self.arms[other.item];
        // Farther apart, no leader can come near the other disc or leader.
        let span = arm + far_arm + self.sizes.outer();
        if arm + far_arm > 0.0 && near < span * span {
            let (home, far_home) = (self.items[i].home, self.items[other.item].home);
            let clear = self.sizes.outer() * self.sizes.outer();
            if arm > 0.0 && far_arm > 0.0 && cross(home, p, far_home, q) {
                cost += CROSSING;
            }
            if arm > 0.0 && squared_to_segment(q, home, p) < clear {
                cost += CROSSING;
            }
            if far_arm > 0.0 && squared_to_segment(p, far_home, q) < clear {
                cost += CROSSING;
            }
        }
        cost
    }

    /// What marker `i` would add by what it hides at a place, with what its leader hides there,
    /// while it hides nothing now.
    fn hiding(&mut self, i: usize, place: Place, along: &[Hidden]) -> f64 {
        let own = self.items[i].shape;
        let (list, mut land) = self.cover.at(place.0 as usize, place.1 as usize);
        let mut cost = 0.0;
        for &(shape, px2) in list {
            let shape = shape as usize;
            if shape == own {
                land -= px2;
                continue;
            }
            let now = self.hiding[shape];
            cost += self.limits[shape].step(now, now.and_disc(px2));
        }
        // A shape under both disc and leader is judged by each alone: rare, and mended later.
        for &(shape, px2) in along {
            let now = self.hiding[shape as usize];
            cost += self.limits[shape as usize].step(now, now.and_leader(px2));
        }
        cost + self.over_land(land)
    }

    /// What would be saved if marker `i` hid nothing.
    fn saved(&mut self, i: usize) -> f64 {
        let (own, place) = (self.items[i].shape, self.places[i]);
        let (list, mut land) = self.cover.at(place.0 as usize, place.1 as usize);
        let mut cost = 0.0;
        for &(shape, px2) in list {
            let shape = shape as usize;
            if shape == own {
                land -= px2;
                continue;
            }
            let now = self.hiding[shape];
            cost += self.limits[shape].step(now.and_disc(-px2), now);
        }
        for &(shape, px2) in &self.along[i] {
            let now = self.hiding[shape as usize];
            cost += self.limits[shape as usize].step(now.and_leader(-px2), now);
        }
        cost + self.over_land(land)
    }

    fn over_land(&self, land: f64) -> f64 {
        OVER_LAND * land / (std::f64::consts::PI * self.sizes.radius * self.sizes.radius)
    }

    /// Adds (1) or takes back (−1) what marker `i` hides.
    fn hide(&mut self, i: usize, sign: f64) {
        let (own, place) = (self.items[i].shape, self.places[i]);
        for &(shape, px2) in self.cover.at(place.0 as usize, place.1 as usize).0 {
            if shape as usize != own {
                self.hiding[shape as usize].discs += sign * px2;
            }
        }
        for &(shape, px2) in &self.along[i] {
            self.hiding[shape as usize].leaders += sign * px2;
        }
    }

    /// Tightens the limits of shapes of which too much is hidden, and moves the markers near them
    /// once more. `starved`: too little is seen; `breached`: discs hide too much, with what the
    /// samples missed, px²; `far`: how far around, in reaches of a marker.
    pub(super) fn mend(&mut self, starved: &[usize], breached: &[(usize, f64)], far: f64) {
        for &shape in starved {
            let limit = &mut self.limits[shape];
            let all = self.hiding[shape].all();
            if all <= limit.all {
                limit.all = (all - 0.5).max(0.0);
            }
        }
        for &(shape, missed) in breached {
            let limit = &mut self.limits[shape];
            if self.hiding[shape].discs <= limit.discs {
                limit.discs -= missed.max(0.01 * limit.area);
            }
        }
        let shapes: Vec<usize> = starved
            .iter()
            .copied()
            .chain(breached.iter().map(|b| b.0))
            .collect();
        let culprits: Vec<usize> = (0..self.items.len())
            .filter(|&i| {
                let place = self.places[i];
                let list = self.cover.at(place.0 as usize, place.1 as usize).0;
                list.iter().chain(&self.along[i]).any(|h| {
                    h.0 as usize != self.items[i].shape && shapes.contains(&(h.0 as usize))
                })
            })
            .collect();
        let near = far * self.sizes.reach;
        let crowd: Vec<usize> = (0..self.items.len())
            .filter(|&i| {
                culprits
                    .iter()
                    .any(|&c| distance(self.centers[i], self.centers[c]) < near)
            })
            .collect();
        if !crowd.is_empty() {
            self.anneal(&crowd, MEND_MOVES, MEND_HOT, MEND_COLD);
        }
    }

    fn propose(&mut self, i: usize, left: f64) -> Place {
        let kind = self.random();
        let home = self.place(self.items[i].home);
        if kind < 0.08 {
            return home;
        }
        let (from, size) = if kind < 0.25 {
            (home, self.sizes.reach * self.random())
        } else {
            (
                self.places[i],
                1.5 * self.cover.step + 0.5 * self.sizes.reach * left * self.random(),
            )
        };
        let mut shift = || ((2.0 * self.random() - 1.0) * size / self.cover.step).round() as i32;
        (from.0 + shift(), from.1 + shift())
    }

    fn allowed(&self, i: usize, place: Place) -> bool {
        let (p, outer, frame) = (self.point(place), self.sizes.outer(), self.sizes.frame);
        let (dx, dy) = (p.x - self.items[i].home.x, p.y - self.items[i].home.y);
        p.x >= outer
            && p.y >= outer
            && p.x <= frame.0 - outer
            && p.y <= frame.1 - outer
            && dx * dx + dy * dy <= self.sizes.reach * self.sizes.reach
    }

    /// The allowed place nearest to home, or nearly so.
    fn first_place(&self, item: &Item) -> Place {
        let (outer, frame) = (self.sizes.outer(), self.sizes.frame);
        let inside = Point {
            x: item.home.x.clamp(outer, frame.0 - outer),
            y: item.home.y.clamp(outer, frame.1 - outer),
        };
        // Rounding may have left the frame.
        let within = |p: Point| {
            p.x >= outer && p.y >= outer && p.x <= frame.0 - outer && p.y <= frame.1 - outer
        };
        let place = self.place(inside);
        let around = [
            (0, 0),
            (1, 0),
            (-1, 0),
            (0, 1),
            (0, -1),
            (1, 1),
            (1, -1),
            (-1, 1),
            (-1, -1),
        ];
        around
            .into_iter()
            .map(|(x, y)| (place.0 + x, place.1 + y))
            .filter(|&p| within(self.point(p)))
            .min_by(|&a, &b| {
                distance(self.point(a), item.home).total_cmp(&distance(self.point(b), item.home))
            })
            .unwrap_or(place)
    }

    fn point(&self, place: Place) -> Point {
        Point {
            x: f64::from(place.0) * self.cover.step,
            y: f64::from(place.1) * self.cover.step,
        }
    }

    fn place(&self, p: Point) -> Place {
        (
            (p.x / self.cover.step).round() as i32,
            (p.y / self.cover.step).round() as i32,
        )
    }

    /// From 0 to below 1. G. Marsaglia, "Xorshift RNGs", 2003.
    fn random(&mut self) -> f64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// For each marker, those whose homes are at most `meet` px away, the nearest first.
fn relations(items: &[Item], meet: f64) -> Vec<Vec<Other>> {
    let order = |a: Point, b: Point| {
        let (dx, dy) = (a.x - b.x, a.y - b.y);
        let along = if dx.abs() >= dy.abs() {
            (dx, 0.0)
        } else {
            (0.0, dy)
        };
        let sign = |d: f64| if d == 0.0 { 0.0 } else { d.signum() };
        Point {
            x: sign(along.0),
            y: sign(along.1),
        }
    };
    items
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let near = items
                .iter()
                .enumerate()
                .map(|(j, b)| (j, b, distance(a.home, b.home)));
            let mut near: Vec<_> = near.filter(|&(j, _, d)| j != i && d <= meet).collect();
            near.sort_by(|x, y| x.2.total_cmp(&y.2));
            near.into_iter()
                .map(|(j, b, d)| Other {
                    item: j,
                    along: order(a.home, b.home),
                    ordered: d <= ORDER_WITHIN_PX && a.home != b.home,
                })
                .collect()
        })
        .collect()
}
