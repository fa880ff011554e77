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

    /// From a point outside a region to its edge, units.
    fn distance(&self, region: usize, p: [f32; 2]) -> f32 {
        let arcs = self.references(region).map(|r| arc_of(r).0);
        let edges = arcs
            .flat_map(|arc| self.chunks_of(arc))
            .flat_map(|chunk| self.run(chunk.first, chunk.last).windows(2));
        let distances = edges.filter_map(|edge| match edge {
            [a, b] => Some(to_segment(p, *a, *b)),
            _ => None,
        });
        distances.fold(f32::INFINITY, f32::min)
    }

    /// Whether a region has a point in common with a box.
    pub fn meets(&self, region: usize, area: &Window) -> bool {
        let arcs = self.references(region).map(|r| arc_of(r).0);
        let near = arcs.flat_map(|arc| self.chunks_of(arc));
        let mut near = near.filter(|chunk| chunk.window.meets(area));
        let bounded = near.any(|chunk| {
            let edges = self.run(chunk.first, chunk.last).windows(2);
            edges.into_iter().any(|edge| match edge {
                [a, b] => area.is_crossed(*a, *b),
                _ => false,
            })
        });
        bounded || self.holds(region, area.min)
    }

    fn holds(&self, region: usize, p: [f32; 2]) -> bool {
        let arcs = self.references(region).map(|r| arc_of(r).0);
        let chunks = arcs.flat_map(|arc| self.chunks_of(arc));
        chunks.filter(|chunk| self.crosses(chunk, p)).count() % 2 == 1
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

fn to_segment([x, y]: [f32; 2], [ax, ay]: [f32; 2], [bx, by]: [f32; 2]) -> f32 {
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
