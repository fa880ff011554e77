//! What a marker costs at a place: every rule is a penalty; the weights keep the order in which the
//! rules give way.

use super::lattice::LatticePlace;
use super::relations::Other;
use super::MarkerSearch;
use crate::geo::planar::{distance, segments_cross, squared_to_segment};
use crate::geo::Point;
use crate::scene::markers::cover::Hidden;

/// How far two ordered centres stay apart along their axis, px: survives rounding to 0.01.
const ORDER_MARGIN_PX: f64 = 0.1;

// What it costs to break a rule, and what less pleasing places cost.
const OVERLAP: f64 = 60.0;
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

    /// What marker `i` would add by what it hides at a place, with what its leader hides there,
    /// while it hides nothing now.
    pub(super) fn hiding(&mut self, i: usize, place: LatticePlace, along: &[Hidden]) -> f64 {
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
        // A shape under both disc and leader is judged by each alone: rare, and repaired later.
        for &(shape, px2) in along {
            let now = self.hiding[shape as usize];
            cost += self.limits[shape as usize].step(now, now.and_leader(px2));
        }
        cost + self.over_land(land)
    }

    /// What would be saved if marker `i` hid nothing.
    pub(super) fn saved(&mut self, i: usize) -> f64 {
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
    pub(super) fn hide(&mut self, i: usize, sign: f64) {
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
}
