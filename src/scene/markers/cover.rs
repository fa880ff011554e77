//! How much of which shape a disc would hide, for discs all of one size on a lattice of places.

use crate::geo::{PlanarPolygon, Point};
use crate::scene::plane::{area, bounds, crossings};

/// What a disc at one place hides: a shape's number and px².
pub(super) type Hidden = (u32, f64);

/// Sample points of shapes, and for each place the list of what a disc there hides, worked out
/// when first asked for.
pub(super) struct Cover {
    /// Distance between neighbouring places, px.
    pub(super) step: f64,
    columns: usize,
    radius: f64,
    /// Side of a bucket of sample points, px.
    bucket: f64,
    bucket_columns: usize,
    /// None where no disc will ever come.
    buckets: Vec<Option<Vec<(Point, Hidden)>>>,
    /// Which of `lists` is each place's, plus one; 0 if not yet asked for.
    known: Vec<u32>,
    /// Start and end in `entries`, and the sum.
    lists: Vec<(usize, usize, f64)>,
    entries: Vec<Hidden>,
}

impl Cover {
    /// For discs of `radius` (with the ring) that stand on a lattice of `step` over `frame`, at
    /// most `reach` from one of `homes`.
    pub(super) fn new(
        frame: (f64, f64),
        step: f64,
        radius: f64,
        homes: impl Iterator<Item = Point>,
        reach: f64,
    ) -> Self {
        let count = |length: f64, side: f64| (length / side).max(0.0) as usize + 1;
        let (columns, rows) = (count(frame.0, step), count(frame.1, step));
        let bucket = radius;
        let (bucket_columns, bucket_rows) = (count(frame.0, bucket), count(frame.1, bucket));
        let mut buckets = vec![None; bucket_columns * bucket_rows];
        let far = reach + radius;
        for home in homes {
            let first = |v: f64| ((v - far) / bucket).max(0.0) as usize;
            let end =
                |v: f64, limit: usize| (((v + far) / bucket).max(0.0) as usize + 1).min(limit);
            for row in first(home.y)..end(home.y, bucket_rows) {
                let (from, to) = (first(home.x), end(home.x, bucket_columns));
                let line = row * bucket_columns;
                for open in buckets
                    .get_mut(line + from..line + to)
                    .into_iter()
                    .flatten()
                {
                    open.get_or_insert_with(Vec::new);
                }
            }
        }
        Self {
            step,
            columns,
            radius,
            bucket,
            bucket_columns,
            buckets,
            known: vec![0; columns * rows],
            lists: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Adds a shape's area as points `spacing` apart; a smaller island is one point.
    pub(super) fn add(&mut self, shape: usize, polygons: &[PlanarPolygon], spacing: f64) {
        for polygon in polygons {
            let Some((low, high)) = bounds(polygon) else {
                continue;
            };
            let total = area(std::slice::from_ref(polygon));
            let mut points = Vec::new();
            if total > 2.0 * spacing * spacing {
                let rows = ((high.y - low.y) / spacing).min(1e4) as usize + 1;
                let start = low.y + spacing / 2.0;
                for (row, found) in crossings(polygon, start, spacing, rows).iter().enumerate() {
                    let y = start + row as f64 * spacing;
                    // Every other row is shifted by half: a better sample of slanted shapes.
                    let shift = if row % 2 == 0 { 0.25 } else { 0.75 };
                    for pair in found.chunks_exact(2) {
                        let &[from, to] = pair else { continue };
                        let first = (from / spacing - shift).ceil();
                        let count =
                            ((to / spacing - shift) - first).ceil().clamp(0.0, 1e5) as usize;
                        let x = |k: usize| (first + k as f64 + shift) * spacing;
                        points.extend((0..count).map(|k| Point { x: x(k), y }));
                    }
                }
            }
            if points.is_empty() {
                points.push(Point {
                    x: (low.x + high.x) / 2.0,
                    y: (low.y + high.y) / 2.0,
                });
            }
            let weight = total / points.len() as f64;
            for p in points {
                let (x, y) = ((p.x / self.bucket).floor(), (p.y / self.bucket).floor());
                if x < 0.0 || y < 0.0 || x >= self.bucket_columns as f64 {
                    continue;
                }
                let bucket = self
                    .buckets
                    .get_mut(x as usize + y as usize * self.bucket_columns);
                if let Some(Some(bucket)) = bucket {
                    bucket.push((p, (shape as u32, weight)));
                }
            }
        }
    }

    /// What a disc at the place hides of each shape, and of all, px².
    pub(super) fn at(&mut self, column: usize, row: usize) -> (&[Hidden], f64) {
        let place = column + row * self.columns;
        let known = self.known.get(place).copied().unwrap_or(0) as usize;
        let list = if known > 0 {
            known
        } else {
            self.look(column, row, place)
        };
        let (start, end, sum) = self.lists.get(list - 1).copied().unwrap_or((0, 0, 0.0));
        (self.entries.get(start..end).unwrap_or(&[]), sum)
    }

    fn look(&mut self, column: usize, row: usize, place: usize) -> usize {
        let center = Point {
            x: column as f64 * self.step,
            y: row as f64 * self.step,
        };
        let start = self.entries.len();
        let range = |v: f64| {
            let at = |v: f64| (v / self.bucket).max(0.0) as usize;
            at(v - self.radius)..=at(v + self.radius)
        };
        for y in range(center.y) {
            for x in range(center.x).filter(|&x| x < self.bucket_columns) {
                let bucket = self.buckets.get(x + y * self.bucket_columns);
                for &(p, (shape, weight)) in bucket.into_iter().flatten().flatten() {
                    let (dx, dy) = (p.x - center.x, p.y - center.y);
                    if dx * dx + dy * dy < self.radius * self.radius {
                        let listed = self.entries.iter_mut().skip(start).find(|h| h.0 == shape);
                        match listed {
                            Some(h) => h.1 += weight,
                            None => self.entries.push((shape, weight)),
                        }
                    }
                }
            }
        }
        let sum = self.entries.iter().skip(start).map(|h| h.1).sum();
        self.lists.push((start, self.entries.len(), sum));
        if let Some(known) = self.known.get_mut(place) {
            *known = self.lists.len() as u32;
        }
        self.lists.len()
    }
}
