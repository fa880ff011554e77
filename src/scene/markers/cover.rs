//! How much of each shape a disc would hide, for discs of one size on a lattice of places.

use crate::geo::planar::{spans, squared_distance};
use crate::geo::{Bounds, PlanarPolygon, Point};

/// What a disc at one place hides of a shape, px².
#[derive(Debug, Clone, Copy)]
pub(super) struct Covered {
    /// The shape's number.
    pub(super) shape: u32,
    /// With the ring.
    pub(super) px2: f64,
    /// Without the ring.
    pub(super) inner_px2: f64,
}

/// Rows of spans in a disc's radius: enough to know its overlap to a few hundredths.
const ROWS_IN_RADIUS: f64 = 8.0;
/// Points that stand for a polygon too low for rows.
const POINTS_IN_SMALL: f64 = 9.0;

/// The shapes as spans on rows, and for each place the list of what a disc there hides, worked out
/// when first asked for.
pub(super) struct Cover {
    /// Distance between neighbouring places, px.
    pub(super) step: f64,
    columns: usize,
    /// With the ring, and without, px.
    radius: f64,
    inner: f64,
    /// Distance between two rows of spans, px; the first lies half of it below the top.
    row_px: f64,
    rows: Vec<SpanRow>,
    /// Polygons too low for rows, as points from left to right, each with its share of the area.
    points: Vec<(Point, (u32, f64))>,
    /// Which of `lists` is each place's, plus one; 0 if not yet asked for.
    known: Vec<u32>,
    /// Start and end in `entries`, and the sum.
    lists: Vec<(usize, usize, f64)>,
    entries: Vec<Covered>,
}

/// The spans of all shapes on one row, from left to right.
#[derive(Default, Clone)]
struct SpanRow {
    spans: Vec<Span>,
    /// The farthest end of the spans up to each.
    reach: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Span {
    from: f64,
    to: f64,
    shape: u32,
}

/// More spans on a row are a comb's, not a country's.
const MOST_SPANS: usize = 64;
/// A comb's spans with less between them are one, px.
const HAIR_PX: f64 = 0.25;

/// Joins the spans of a comb, so that a row has no more than a few a px.
fn joined(spans: &mut Vec<[f64; 2]>) {
    if spans.len() <= MOST_SPANS {
        return;
    }
    spans.sort_by(|a, b| a[0].total_cmp(&b[0]));
    spans.dedup_by(|next, last| {
        let near = next[0] < last[1] + HAIR_PX;
        if near {
            last[1] = last[1].max(next[1]);
        }
        near
    });
}

impl Cover {
    /// For discs of a radius with the ring, and one without, that stand on a lattice of `step` over `frame`.
    pub(super) fn new(frame: (f64, f64), step: f64, [radius, inner]: [f64; 2]) -> Self {
        let count = |length: f64, side: f64| (length / side).max(0.0) as usize + 1;
        let row_px = radius / ROWS_IN_RADIUS;
        Self {
            step,
            columns: count(frame.0, step),
            radius,
            inner,
            row_px,
            rows: vec![SpanRow::default(); count(frame.1, row_px)],
            points: Vec::new(),
            known: vec![0; count(frame.0, step) * count(frame.1, step)],
            lists: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Adds a shape.
    pub(super) fn add<'a>(
        &mut self,
        shape: usize,
        polygons: impl Iterator<Item = &'a PlanarPolygon>,
    ) {
        for polygon in polygons {
            let Some(bounds) = polygon.finite_bounds() else {
                continue;
            };
            if bounds.height() < 4.0 * self.row_px {
                self.add_points(shape, polygon, &bounds);
                continue;
            }
            let first = (bounds.min.y / self.row_px - 0.5).ceil().max(0.0);
            let count = ((bounds.max.y / self.row_px + 1.0).max(0.0) as usize).min(self.rows.len());
            let rows = count.saturating_sub(first as usize);
            let start = (first + 0.5) * self.row_px;
            let found = spans(polygon, start, self.row_px, rows);
            for (row, mut found) in self.rows.iter_mut().skip(first as usize).zip(found) {
                joined(&mut found);
                row.spans.extend(found.into_iter().map(|[from, to]| Span {
                    from,
                    to,
                    shape: shape as u32,
                }));
            }
        }
    }

    fn add_points(&mut self, shape: usize, polygon: &PlanarPolygon, bounds: &Bounds) {
        let total = polygon.area();
        let spacing = (total / POINTS_IN_SMALL).sqrt().max(1e-6);
        let rows = (bounds.height() / spacing).min(1e3) as usize + 1;
        let start = bounds.min.y + spacing / 2.0;
        let mut points = Vec::new();
        for (row, found) in spans(polygon, start, spacing, rows).iter().enumerate() {
            let y = start + row as f64 * spacing;
            for [from, to] in found {
                let count = ((to - from) / spacing).round().clamp(0.0, 1e3);
                points.extend((0..count as usize).map(|k| Point {
                    x: from + (to - from) * (k as f64 + 0.5) / count,
                    y,
                }));
            }
        }
        if points.is_empty() {
            points.push(bounds.center());
        }
        let weight = total / points.len() as f64;
        let weighted = points.into_iter().map(|p| (p, (shape as u32, weight)));
        self.points.extend(weighted);
    }

    /// To be called when all shapes are added.
    pub(super) fn sort(&mut self) {
        self.points.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
        for row in &mut self.rows {
            row.spans.sort_by(|a, b| a.from.total_cmp(&b.from));
            let mut farthest = f64::NEG_INFINITY;
            row.reach = row
                .spans
                .iter()
                .map(|span| {
                    farthest = farthest.max(span.to);
                    farthest
                })
                .collect();
        }
    }

    /// What a disc at the place hides of each shape, and of all, px².
    pub(super) fn at(&mut self, column: usize, row: usize) -> (&[Covered], f64) {
        let place = column + row * self.columns;
        let known = self.known.get(place).copied().unwrap_or(0) as usize;
        let list = if known > 0 {
            known
        } else {
            self.measure(column, row, place)
        };
        let (start, end, sum) = self.lists.get(list - 1).copied().unwrap_or((0, 0, 0.0));
        (self.entries.get(start..end).unwrap_or(&[]), sum)
    }

    fn measure(&mut self, column: usize, row: usize, place: usize) -> usize {
        let center = Point {
            x: column as f64 * self.step,
            y: row as f64 * self.step,
        };
        let start = self.entries.len();
        let entries = &mut self.entries;
        let mut add = |shape: u32, px2: f64, inner_px2: f64| {
            let mut listed = entries.iter_mut().skip(start);
            match listed.find(|covered| covered.shape == shape) {
                Some(covered) => {
                    covered.px2 += px2;
                    covered.inner_px2 += inner_px2;
                }
                None => entries.push(Covered {
                    shape,
                    px2,
                    inner_px2,
                }),
            }
        };
        let row_at = |y: f64| (y / self.row_px + 0.5).max(0.0) as usize;
        let (first, end) = (
            row_at(center.y - self.radius),
            row_at(center.y + self.radius).min(self.rows.len()),
        );
        for (k, row) in self.rows.iter().enumerate().take(end).skip(first) {
            let y = (k as f64 + 0.5) * self.row_px - center.y;
            let half = |radius: f64| (radius * radius - y * y).max(0.0).sqrt();
            let (outer, inner) = (half(self.radius), half(self.inner));
            let (from, to) = (center.x - outer, center.x + outer);
            let last = row.spans.partition_point(|span| span.from < to);
            let spans = row.spans.iter().zip(&row.reach).take(last).rev();
            for (span, _) in spans.take_while(|(_, reach)| **reach > from) {
                let wide = |half: f64| {
                    let (from, to) = (center.x - half, center.x + half);
                    (span.to.min(to) - span.from.max(from)).max(0.0) * self.row_px
                };
                let px2 = wide(outer);
                if px2 > 0.0 {
                    add(span.shape, px2, wide(inner));
                }
            }
        }
        let west = self
            .points
            .partition_point(|p| p.0.x < center.x - self.radius);
        for &(p, (shape, px2)) in self.points.iter().skip(west) {
            if p.x > center.x + self.radius {
                break;
            }
            let squared = squared_distance(p, center);
            if squared < self.radius * self.radius {
                let is_inner = squared < self.inner * self.inner;
                add(shape, px2, if is_inner { px2 } else { 0.0 });
            }
        }
        let sum = self
            .entries
            .iter()
            .skip(start)
            .map(|covered| covered.px2)
            .sum();
        self.lists.push((start, self.entries.len(), sum));
        if let Some(known) = self.known.get_mut(place) {
            *known = self.lists.len() as u32;
        }
        self.lists.len()
    }
}
