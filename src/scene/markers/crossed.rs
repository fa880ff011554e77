//! Which shapes a leader crosses, counted on a fine raster.

use std::ops::Range;

use crate::geo::planar::{distance, spans};
use crate::geo::{PlanarPolygon, Point};

/// What a leader hides of a shape: its number, and px².
pub(super) type Hidden = (u32, f64);

/// Side of a cell, and distance of the steps along a leader, px.
const CELL_PX: f64 = 0.25;
/// Besides the line itself, half a device pixel on either side blends with it, px.
const BLEND_PX: f64 = 0.3;

/// The cells of shapes that leaders may meet, kept as runs.
pub(super) struct Crossed {
    /// Width of a leader, px.
    leader_px: f64,
    /// Of the frame.
    columns: usize,
    rows: usize,
    /// By row, as far as there are any.
    runs: Vec<Vec<Run>>,
}

/// Neighbouring cells of one row.
struct Run {
    columns: Range<usize>,
    /// The farthest end of the row's runs up to this one.
    reach: usize,
    shape: u32,
}

impl Crossed {
    pub(super) fn new(frame: (f64, f64), leader_px: f64) -> Self {
        let count = |length: f64| (length / CELL_PX).max(0.0) as usize + 1;
        Self {
            leader_px,
            columns: count(frame.0),
            rows: count(frame.1),
            runs: Vec::new(),
        }
    }

    pub(super) fn add<'a>(
        &mut self,
        shape: usize,
        polygons: impl Iterator<Item = &'a PlanarPolygon>,
    ) {
        for polygon in polygons {
            let Some(bounds) = polygon.finite_bounds() else {
                continue;
            };
            let cell = |px: f64| (px / CELL_PX).max(0.0) as usize;
            let first = cell(bounds.min.y);
            let end = (cell(bounds.max.y) + 1).min(self.rows);
            let start = (first as f64 + 0.5) * CELL_PX;
            if self.runs.len() < end {
                self.runs.resize_with(end, Vec::new);
            }
            let found = spans(polygon, start, CELL_PX, end.saturating_sub(first));
            for (row, found) in self.runs.iter_mut().skip(first).zip(found) {
                row.extend(found.into_iter().map(|[from, to]| {
                    let column = |x: f64| cell(x + CELL_PX / 2.0).min(self.columns);
                    let (columns, shape) = (column(from)..column(to), shape as u32);
                    Run {
                        columns,
                        reach: 0,
                        shape,
                    }
                }));
            }
        }
    }

    /// To be called when all shapes are added.
    pub(super) fn sort(&mut self) {
        for row in &mut self.runs {
            row.sort_by_key(|run| run.columns.start);
            let mut reach = 0;
            for run in row {
                reach = run.columns.end.max(reach);
                run.reach = reach;
            }
        }
    }

    /// The same in a cell.
    fn shape(&self, column: usize, row: usize) -> Option<u32> {
        let row = self.runs.get(row)?;
        let started = row.partition_point(|run| run.columns.start <= column);
        let runs = row.iter().take(started).rev();
        let mut near = runs.take_while(|run| run.reach > column);
        let run = near.find(|run| run.columns.contains(&column))?;
        Some(run.shape)
    }

    /// The shape at a place; of several the one that starts last.
    pub(super) fn at(&self, p: Point) -> Option<u32> {
        let cell = |px: f64| (px / CELL_PX).max(0.0) as usize;
        self.shape(cell(p.x).min(self.columns - 1), cell(p.y))
    }

    /// Whether a place and all around it, as far as the cells may be off, lie in a shape.
    pub(super) fn is_well_inside(&self, p: Point, shape: usize) -> bool {
        let signs = [-CELL_PX, CELL_PX];
        let corners = signs.map(|x| signs.map(|y| Point::new(p.x + x, p.y + y)));
        let mut all = corners.iter().flatten().chain([&p]);
        all.all(|place| self.at(*place) == Some(shape as u32))
    }

    /// What a piece of a leader hides, px².
    pub(super) fn px2(&self, long: f64) -> f64 {
        long * (self.leader_px + BLEND_PX)
    }

    /// Writes into `hidden` what a leader from `home` to a disc at `center` hides of each shape
    /// but `own`.
    pub(super) fn along(
        &self,
        own: usize,
        home: Point,
        center: Point,
        radius: f64,
        hidden: &mut Vec<Hidden>,
    ) {
        hidden.clear();
        let long = distance(home, center);
        let steps = ((long - radius) / CELL_PX).max(0.0) as usize;
        let (dx, dy) = ((center.x - home.x) / long, (center.y - home.y) / long);
        for k in 0..steps {
            let t = (k as f64 + 0.5) * CELL_PX;
            let (x, y) = (home.x + t * dx, home.y + t * dy);
            if x < 0.0 || y < 0.0 {
                continue;
            }
            let column = ((x / CELL_PX) as usize).min(self.columns - 1);
            let shape = match self.shape(column, (y / CELL_PX) as usize) {
                Some(shape) if shape as usize != own => shape,
                _ => continue,
            };
            let px2 = self.px2(CELL_PX);
            match hidden.iter_mut().find(|h| h.0 == shape) {
                Some(known) => known.1 += px2,
                None => hidden.push((shape, px2)),
            }
        }
    }
}
