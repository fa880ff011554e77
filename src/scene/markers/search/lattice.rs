//! The lattice of places where markers may stand.

use super::{MarkerSearch, Unplaced};
use crate::geo::planar::distance;
use crate::geo::Point;

/// Steps of the lattice in a marker's diameter.
const STEPS_IN_DIAMETER: f64 = 8.0;
/// No more places than this on the lattice.
const MAX_PLACES: f64 = 4e6;

/// Sizes that all markers share, px.
#[derive(Debug, Clone, Copy)]
pub(in crate::scene::markers) struct Sizes {
    pub(in crate::scene::markers) radius: f64,
    pub(in crate::scene::markers) ring: f64,
    pub(in crate::scene::markers) leader: f64,
    pub(in crate::scene::markers) reach: f64,
    pub(in crate::scene::markers) frame: (f64, f64),
}

/// Phones and tablets, which are narrower, have two pixels a px and more.
const WIDE_PX: f64 = 1000.0;

impl Sizes {
    /// Of the disc with its ring.
    pub(in crate::scene::markers) fn outer(&self) -> f64 {
        self.radius + self.ring
    }

    /// Whether the figure is so wide that screens of one pixel a px show it.
    pub(in crate::scene::markers) fn is_wide(&self) -> bool {
        self.frame.0 >= WIDE_PX
    }

    /// Whether a marker at home there can stand inside the frame, within reach.
    pub(in crate::scene::markers) fn can_hold(&self, home: Point) -> bool {
        let (margin, frame) = (self.outer() + self.step(), self.frame);
        let inside = Point {
            x: home.x.clamp(margin, frame.0 - margin),
            y: home.y.clamp(margin, frame.1 - margin),
        };
        distance(home, inside) + self.step() <= self.reach
    }

    /// Distance of neighbouring places.
    pub(in crate::scene::markers) fn step(&self) -> f64 {
        (2.0 * self.radius / STEPS_IN_DIAMETER)
            .max((self.frame.0 * self.frame.1 / MAX_PLACES).sqrt())
    }
}

/// Places on the lattice: column and row.
pub(in crate::scene::markers) type LatticePlace = (i32, i32);

impl MarkerSearch<'_> {
    pub(super) fn propose(&mut self, i: usize, left: f64) -> LatticePlace {
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

    pub(super) fn allowed(&self, i: usize, place: LatticePlace) -> bool {
        let (p, outer, frame) = (self.point(place), self.sizes.outer(), self.sizes.frame);
        let (dx, dy) = (p.x - self.items[i].home.x, p.y - self.items[i].home.y);
        p.x >= outer
            && p.y >= outer
            && p.x <= frame.0 - outer
            && p.y <= frame.1 - outer
            && dx * dx + dy * dy <= self.sizes.reach * self.sizes.reach
    }

    /// The allowed place nearest to home, or nearly so.
    pub(super) fn first_place(&self, item: &Unplaced) -> LatticePlace {
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

    pub(super) fn point(&self, place: LatticePlace) -> Point {
        Point {
            x: f64::from(place.0) * self.cover.step,
            y: f64::from(place.1) * self.cover.step,
        }
    }

    pub(super) fn place(&self, p: Point) -> LatticePlace {
        (
            (p.x / self.cover.step).round() as i32,
            (p.y / self.cover.step).round() as i32,
        )
    }
}
