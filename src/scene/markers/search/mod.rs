//! Places markers by simulated annealing on a fine lattice, with a fixed seed.
//!
//! Every rule is a penalty; the weights keep the order in which the rules give way.

#![allow(
    clippy::indexing_slicing,
    reason = "every index is made here, none is read from input"
)]

mod cost;
mod lattice;
mod relations;

use self::cost::PER_PX;
pub(super) use self::cost::{CARRIED, REPLACED};
pub(super) use self::lattice::{LatticePlace, Sizes};
use self::relations::{relations, Other};
use crate::geo::planar::distance;
use crate::geo::Point;

use super::cover::Cover;
use super::crossed::{Crossed, Hidden};
use super::limit::{Hiding, Limit};

/// Steps for each marker, and costs accepted, when a part is repaired.
const REPAIR_MOVES: usize = 250;
const REPAIR_HOT: f64 = 8.0;
const REPAIR_COLD: f64 = 0.05;

/// A marker to be placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unplaced {
    /// Its number among the shapes.
    pub(super) shape: usize,
    pub(super) home: Point,
}

/// The state of a search: every marker has a place at any time.
pub(super) struct MarkerSearch<'a> {
    items: &'a [Unplaced],
    sizes: Sizes,
    /// The stance of each shape, as a number.
    stances: Vec<usize>,
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
    places: Vec<LatticePlace>,
    centers: Vec<Point>,
    /// Length of each marker's leader up to its centre, px; 0 without one.
    arms: Vec<f64>,
    costs: Vec<f64>,
    seed: u64,
}

impl<'a> MarkerSearch<'a> {
    /// Puts every marker where `start` says, or near its home.
    pub(super) fn new(
        items: &'a [Unplaced],
        sizes: Sizes,
        cover: Cover,
        crossed: Crossed,
        limits: Vec<Limit>,
        stances: Vec<usize>,
        start: impl Fn(&Unplaced) -> Option<Point>,
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
            stances,
            places: vec![(0, 0); items.len()],
            centers: vec![Point::default(); items.len()],
            arms: vec![0.0; items.len()],
            costs: vec![0.0; items.len()],
            seed: 0x9E37_79B9_7F4A_7C15,
        };
        let places: Vec<LatticePlace> = items
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
    pub(super) fn places(&self) -> Vec<LatticePlace> {
        self.places.clone()
    }

    /// Puts every marker on its place.
    pub(super) fn put_all(&mut self, places: &[LatticePlace]) {
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
        let cooling = libm::pow(cold / hot, 1.0 / moves as f64);
        let mut heat = hot;
        let mut along = Vec::new();
        for k in 0..moves {
            heat *= cooling;
            let i = crowd[((self.random() * n as f64) as usize).min(n - 1)];
            let to = self.propose(i, 1.0 - k as f64 / moves as f64);
            if to == self.places[i] || !self.allowed(i, to) {
                continue;
            }
            let worse = -heat * libm::log(self.random().max(1e-12));
            let most = self.costs[i] + self.saved(i) + worse;
            // What `to` hides costs nothing at best: often there is no need to count.
            let center = self.point(to);
            let pairs = self.pairs(i, center, most);
            if pairs > most {
                continue;
            }
            self.hide(i, -1.0);
            self.leader(i, center, &mut along);
            if pairs + self.hiding(i, to, &along, false) <= most {
                self.settle(i, to, pairs);
                std::mem::swap(&mut self.along[i], &mut along);
            }
            self.hide(i, 1.0);
        }
    }

    /// What would be saved if marker `i` hid nothing.
    fn saved(&mut self, i: usize) -> f64 {
        let along = std::mem::take(&mut self.along[i]);
        let cost = self.hiding(i, self.places[i], &along, true);
        self.along[i] = along;
        cost
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

    fn settle(&mut self, i: usize, to: LatticePlace, cost: f64) {
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

    fn set(&mut self, i: usize, place: LatticePlace) {
        self.places[i] = place;
        self.centers[i] = self.point(place);
        self.arms[i] = self.arm(distance(self.centers[i], self.items[i].home));
    }

    /// Tightens the limits of shapes that are hidden too much, and moves the markers near them, and those near
    /// `strays`, once more. `starved`: too little is seen; `breached`: discs hide too much, with what the
    /// samples missed, px²; `far`: how far around, in reaches of a marker.
    pub(super) fn repair(
        &mut self,
        starved: &[usize],
        breached: &[(usize, f64)],
        strays: &[usize],
        far: f64,
    ) {
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
                if strays.contains(&i) {
                    return true;
                }
                let place = self.places[i];
                let list = self.cover.at(place.0 as usize, place.1 as usize).0;
                let covered = list.iter().map(|covered| covered.shape);
                let crossed = self.along[i].iter().map(|(shape, _)| *shape);
                covered
                    .chain(crossed)
                    .map(|shape| shape as usize)
                    .any(|shape| shape != self.items[i].shape && shapes.contains(&shape))
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
            self.anneal(&crowd, REPAIR_MOVES, REPAIR_HOT, REPAIR_COLD);
        }
    }

    /// From 0 to below 1. G. Marsaglia, "Xorshift RNGs", 2003.
    fn random(&mut self) -> f64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 11) as f64 / (1u64 << 53) as f64
    }
}
