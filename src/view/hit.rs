//! Which region a point of map space belongs to.
//!
//! A ray to the left counts crossings of every region's edges. A chunk that lies wholly to the left
//! is crossed an odd number of times exactly if its ends lie on either side of the ray, so only the
//! few chunks whose boxes hold the point are traversed.

use super::projected_atlas::{Chunk, ProjectedAtlas, RegionShape};
use super::window::Window;
use crate::smap::arc_of;

impl ProjectedAtlas {
    /// The region that is painted at a point: an overlay area first, then the smaller of two.
    pub fn at(&self, p: [f32; 2]) -> Option<usize> {
        let mut odd = vec![false; self.shapes.len()];
        for number in self.rows().at(p[1]) {
            let Some(chunk) = self.chunks.get(*number as usize) else {
                continue;
            };
            if self.crosses(chunk, p) {
                for user in self.users_of(chunk.arc as usize) {
                    if let Some(odd) = odd.get_mut(usize::from(*user)) {
                        *odd = !*odd;
                    }
                }
            }
        }
        let holding = self.shapes.iter().enumerate().zip(&odd);
        holding
            .filter(|(_, odd)| **odd)
            .map(|(shape, _)| shape)
            .min_by(|(_, a), (_, b)| {
                b.is_overlay
                    .cmp(&a.is_overlay)
                    .then(a.area.total_cmp(&b.area))
            })
            .map(|(region, _)| region)
    }

    /// Of the regions under `small` map units², the one whose shape is nearest to a point, at most
    /// `radius` away.
    pub fn near(&self, p: [f32; 2], small: f32, radius: f32) -> Option<(usize, f32)> {
        let is_near =
            |shape: &RegionShape| shape.area < small && shape.window.distance(p) <= radius;
        let near = self.shapes.iter().enumerate();
        near.filter(|(_, shape)| is_near(shape))
            .map(|(region, _)| (region, self.distance(region, p)))
            .filter(|(_, distance)| *distance <= radius)
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// How far inside a region a point lies, units; below 0 outside.
    pub(super) fn depth(&self, region: usize, p: [f32; 2]) -> f32 {
        let distance = self.distance(region, p);
        if self.holds(region, p) {
            distance
        } else {
            -distance
        }
    }

    /// From a point to the edge of a region, units.
    #[inline(never)]
    fn distance(&self, region: usize, p: [f32; 2]) -> f32 {
        let mut least = f32::INFINITY;
        self.each_chunk(region, &mut |chunk| {
            for edge in self.run(chunk.first, chunk.last).windows(2) {
                if let [a, b] = edge {
                    least = least.min(to_segment(p, *a, *b));
                }
            }
        });
        least
    }

    /// Whether a region has a point in common with a box.
    pub fn meets(&self, region: usize, area: &Window) -> bool {
        let mut meets = false;
        self.each_chunk(region, &mut |chunk| {
            if !meets && chunk.window.meets(area) {
                let mut edges = self.run(chunk.first, chunk.last).windows(2);
                meets = edges.any(|edge| match edge {
                    [a, b] => area.is_crossed(*a, *b),
                    _ => false,
                });
            }
        });
        meets || self.holds(region, area.min)
    }

    #[inline(never)]
    fn holds(&self, region: usize, p: [f32; 2]) -> bool {
        let mut odd = false;
        self.each_chunk(region, &mut |chunk| odd ^= self.crosses(chunk, p));
        odd
    }

    /// Does something with each chunk of a region's rings.
    #[inline(never)]
    fn each_chunk(&self, region: usize, step: &mut dyn FnMut(&Chunk)) {
        for reference in self.references(region) {
            self.chunks_of(arc_of(*reference).0)
                .iter()
                .for_each(&mut *step);
        }
    }

    fn crosses(&self, chunk: &Chunk, p: [f32; 2]) -> bool {
        let [x, y] = p;
        let ([left, top], [right, bottom]) = (chunk.window.min, chunk.window.max);
        if !(top <= y && y <= bottom && left <= x) {
            return false;
        }
        let run = self.run(chunk.first, chunk.last);
        if right < x {
            let above = |p: Option<&[f32; 2]>| p.is_some_and(|[_, py]| *py <= y);
            return above(run.first()) != above(run.last());
        }
        let crossings = run.windows(2).filter(|edge| match edge {
            [[ax, ay], [bx, by]] => {
                (*ay <= y) != (*by <= y) && ax + (y - ay) / (by - ay) * (bx - ax) < x
            }
            _ => false,
        });
        crossings.count() % 2 == 1
    }
}

pub(super) fn to_segment([x, y]: [f32; 2], [ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> f32 {
    let (dx, dy) = (bx - ax, by - ay);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 {
        (((x - ax) * dx + (y - ay) * dy) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (ex, ey) = (ax + t * dx - x, ay + t * dy - y);
    (ex * ex + ey * ey).sqrt()
}
