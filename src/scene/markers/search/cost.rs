//! What a marker costs at a place: every rule is a penalty; the weights keep the order in which the
//! rules give way.

use super::lattice::LatticePlace;
use super::relations::Other;
use super::MarkerSearch;
use crate::geo::planar::{distance, segments_cross, squared_to_segment};
use crate::geo::Point;
use crate::scene::markers::crossed::Hidden;
use crate::scene::markers::limit::{Hiding, Limit};
use crate::scene::markers::MOST_LEADER_PX;

/// How far two ordered centres stay apart along their axis, px: survives rounding to 0.01.
const ORDER_MARGIN_PX: f64 = 0.1;

// What it costs to break a rule, and what less pleasing places cost.
const OVERLAP: f64 = 60.0;
/// For a disc away from home that covers as much of other stances as it may, and for one wholly on them.
const ON_OTHERS: f64 = 90.0;
/// For a leader across third countries.
const ON_THIRD: f64 = 80.0;
const ORDER: f64 = 40.0;
/// For a shape that carries itself.
pub(in crate::scene::markers) const CARRIED: f64 = 24.0;
/// For a shape that has a marker.
pub(in crate::scene::markers) const REPLACED: f64 = 16.0;
/// For having a leader at all.
const LEADER: f64 = 1.0;
/// For each leader crossed, and each disc that a leader runs through.
const CROSSING: f64 = 1.5;
/// For each px of displacement.
pub(super) const PER_PX: f64 = 0.12;
/// For a disc that lies wholly over another region.
const OVER_LAND: f64 = 0.8;
/// How much less for one that lies over its own stance.
const FRIENDLY: f64 = 0.6;

/// What a disc away from home may cover of other stances, times its area: narrower than the rule by what the
/// samples may be off.
const MOST_COVERED: f64 = 0.08;
/// How much of a third country no screen shows, px: the cells may be off by as much again.
const UNSEEN_PX: f64 = 0.1;
/// Survives rounding.
const HOME_MARGIN_PX: f64 = 0.02;

impl MarkerSearch<'_> {
    /// What marker `i` costs at `p` apart from what it hides; may stop counting above `most`.
    pub(super) fn pairs(&self, i: usize, p: Point, most: f64) -> f64 {
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
    pub(super) fn pair(&self, i: usize, p: Point, arm: f64, other: &Other) -> f64 {
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
            if arm > 0.0 && far_arm > 0.0 && segments_cross(home, p, far_home, q) {
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

    /// What marker `i` adds at a place by what it hides and stands on there, with what its leader hides. `is_there`:
    /// it is counted already; else it hides nothing now.
    pub(super) fn hiding(
        &mut self,
        i: usize,
        place: LatticePlace,
        along: &[Hidden],
        is_there: bool,
    ) -> f64 {
        let own = self.items[i].shape;
        let step =
            |limit: &Limit, now: Hiding, more: &dyn Fn(f64) -> Hiding, px2: f64| match is_there {
                true => limit.step(more(-px2), now),
                false => limit.step(now, more(px2)),
            };
        let (list, mut land) = self.cover.at(place.0 as usize, place.1 as usize);
        let (mut cost, mut other_px2) = (0.0, 0.0);
        for covered in list {
            let shape = covered.shape as usize;
            if shape == own {
                land -= covered.px2;
                continue;
            }
            let is_same = self.stances[shape] == self.stances[own];
            if is_same {
                land -= FRIENDLY * covered.px2;
            } else {
                other_px2 += covered.inner_px2;
            }
            let now = self.hiding[shape];
            cost += step(
                &self.limits[shape],
                now,
                &|px2| now.and_disc(px2, is_same),
                covered.px2,
            );
        }
        // A shape under both disc and leader is judged by each alone: rare, and repaired later.
        for &(shape, px2) in along {
            let now = self.hiding[shape as usize];
            let limit = &self.limits[shape as usize];
            cost += step(limit, now, &|px2| now.and_leader(px2), px2);
        }
        cost + self.over_land(land) + self.stray(i, place, other_px2, along)
    }

    /// What it costs marker `i` to stand on other stances away from home, and its leader to cross third countries.
    fn stray(&self, i: usize, place: LatticePlace, other_px2: f64, along: &[Hidden]) -> f64 {
        let (center, radius) = (self.point(place), self.sizes.radius);
        let mut cost = 0.0;
        let disc_px2 = std::f64::consts::PI * radius * radius;
        let excess = other_px2 / disc_px2 - MOST_COVERED;
        let item = self.items[i];
        let is_home = || {
            distance(center, item.home) <= radius - HOME_MARGIN_PX
                || self.crossed.is_well_inside(center, item.shape)
        };
        if excess > 0.0 && !is_home() {
            cost += ON_OTHERS * (0.4 + excess);
        }
        if !along.is_empty() {
            let is_below = |shape: u32| self.crossed.is_well_inside(center, shape as usize);
            let third = along.iter().filter(|(shape, _)| !is_below(*shape));
            let px2: f64 = third.map(|(_, px2)| px2).sum();
            let excess = px2 - self.crossed.px2(UNSEEN_PX);
            if excess > 0.0 {
                cost += ON_THIRD * (0.4 + (excess / self.crossed.px2(MOST_LEADER_PX)).min(1.0));
            }
        }
        cost
    }

    /// Markers that stray.
    pub(in crate::scene::markers) fn strays(&mut self) -> Vec<usize> {
        let mut strays = Vec::new();
        for i in 0..self.items.len() {
            let (own, place) = (self.items[i].shape, self.places[i]);
            let list = self.cover.at(place.0 as usize, place.1 as usize).0.iter();
            let stances = &self.stances;
            let others = list.filter(|covered| stances[covered.shape as usize] != stances[own]);
            let other_px2 = others.map(|covered| covered.inner_px2).sum();
            if self.stray(i, place, other_px2, &self.along[i]) > 0.0 {
                strays.push(i);
            }
        }
        strays
    }

    fn over_land(&self, land: f64) -> f64 {
        OVER_LAND * land / (std::f64::consts::PI * self.sizes.radius * self.sizes.radius)
    }

    /// Adds (1) or takes back (−1) what marker `i` hides.
    pub(super) fn hide(&mut self, i: usize, sign: f64) {
        let (own, place) = (self.items[i].shape, self.places[i]);
        for covered in self.cover.at(place.0 as usize, place.1 as usize).0 {
            if covered.shape as usize != own {
                let shape = covered.shape as usize;
                let is_same = self.stances[shape] == self.stances[own];
                self.hiding[shape] = self.hiding[shape].and_disc(sign * covered.px2, is_same);
            }
        }
        for &(shape, px2) in &self.along[i] {
            let shape = shape as usize;
            self.hiding[shape] = self.hiding[shape].and_leader(sign * px2);
        }
    }
}
