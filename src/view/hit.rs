//! Which region a point of the plane belongs to.
//!
//! A ray to the left counts crossings of every region's edges. A chunk that lies wholly to the left
//! is crossed an odd number of times exactly if its ends lie on either side of the ray, so only the
//! few chunks whose boxes hold the point are walked.

use super::lists::Lists;
use super::projected_atlas::{Chunk, Place, ProjectedAtlas, Window};
use crate::smap::arc_of;

/// Level bands of the plane, to find the few chunks that a ray can cross.
const ROWS: usize = 256;

/// Which chunks reach into which band.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    top: f32,
    height: f32,
    chunks: Lists<u32>,
}

impl Rows {
    pub(super) fn new(chunks: &[Chunk]) -> Self {
        let windows = || chunks.iter().map(|chunk| chunk.window);
        let top = windows().fold(f32::INFINITY, |y, window| y.min(window.min[1]));
        let bottom = windows().fold(f32::NEG_INFINITY, |y, window| y.max(window.max[1]));
        let mut rows = Self {
            top,
            height: ((bottom - top) / ROWS as f32).max(f32::MIN_POSITIVE),
            chunks: Lists::default(),
        };
        rows.chunks = Lists::new(ROWS, || {
            let numbered = (0u32..).zip(windows());
            numbered.flat_map(|(number, window)| {
                let reached = rows.row(window.min[1])..=rows.row(window.max[1]);
                reached.map(move |row| (row, number))
            })
        });
        rows
    }

    fn row(&self, y: f32) -> usize {
        // Out of range is clamped, and so is what is no number.
        (((y - self.top) / self.height) as usize).min(ROWS - 1)
    }

    fn at(&self, y: f32) -> &[u32] {
        self.chunks.of(self.row(y))
    }
}

impl ProjectedAtlas {
    /// The region that is painted at a point: an area painted over countries first, then the
    /// smaller of two.
    pub fn at(&self, p: [f32; 2]) -> Option<usize> {
        let mut odd = vec![false; self.places.len()];
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
        let holding = self.places.iter().enumerate().zip(&odd);
        holding
            .filter(|(_, odd)| **odd)
            .map(|(place, _)| place)
            .min_by(|(_, a), (_, b)| b.over.cmp(&a.over).then(a.area.total_cmp(&b.area)))
            .map(|(region, _)| region)
    }

    /// Of the regions under `small` units², the one whose shape is nearest to a point, at most
    /// `radius` away.
    pub fn near(&self, p: [f32; 2], small: f32, radius: f32) -> Option<(usize, f32)> {
        let is_near = |place: &Place| place.area < small && place.window.distance(p) <= radius;
        let near = self.places.iter().enumerate();
        near.filter(|(_, place)| is_near(place))
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
                [a, b] => area.crossed(*a, *b),
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

impl Window {
    /// Whether the segment a–b has a point in the box: it is cut to the box side by side.
    ///
    /// # References
    /// Y.-D. Liang, B. A. Barsky, "A New Concept and Method for Line Clipping" (1984).
    fn crossed(&self, a: [f32; 2], b: [f32; 2]) -> bool {
        let ([ax, ay], [dx, dy]) = (a, [b[0] - a[0], b[1] - a[1]]);
        let ([left, top], [right, bottom]) = (self.min, self.max);
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for (along, room) in [
            (-dx, ax - left),
            (dx, right - ax),
            (-dy, ay - top),
            (dy, bottom - ay),
        ] {
            if along == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if along < 0.0 {
                enter = enter.max(room / along);
            } else {
                leave = leave.min(room / along);
            }
        }
        enter <= leave
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
