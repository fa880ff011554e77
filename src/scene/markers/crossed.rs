//! What a leader hides of the shapes that can spare little, on a fine raster.

use crate::geo::{PlanarPolygon, Point};
use crate::scene::plane::{bounds, crossings, distance};

use super::cover::Hidden;

/// Side of a cell, and distance of the steps along a leader, px.
const CELL_PX: f64 = 0.5;
/// Besides the line itself, half a device pixel on either side blends with it, px.
const BLEND_PX: f64 = 0.3;

/// For each cell of the frame, the shape in it, if leaders must mind it.
pub(super) struct Crossed {
    /// Width of a leader, px.
    leader_px: f64,
    columns: usize,
    /// A shape's number plus one.
    cells: Vec<u32>,
}

impl Crossed {
    pub(super) fn new(frame: (f64, f64), leader_px: f64) -> Self {
        let count = |length: f64| (length / CELL_PX).max(0.0) as usize + 1;
        let columns = count(frame.0);
        Self {
            leader_px,
            columns,
            cells: vec![0; columns * count(frame.1)],
        }
    }

    pub(super) fn add(&mut self, shape: usize, polygons: &[PlanarPolygon]) {
        for polygon in polygons {
            let Some((low, high)) = bounds(polygon) else {
                continue;
            };
            let first = (low.y / CELL_PX).floor().max(0.0);
            let rows = ((high.y / CELL_PX - first).max(0.0) as usize + 1).min(10_000);
            let start = (first + 0.5) * CELL_PX;
            for (row, found) in crossings(polygon, start, CELL_PX, rows).iter().enumerate() {
                let line = (first as usize + row) * self.columns;
                for pair in found.chunks_exact(2) {
                    let &[from, to] = pair else { continue };
                    let column = |x: f64| (x / CELL_PX + 0.5).max(0.0) as usize;
                    let run = line + column(from)..line + column(to).min(self.columns);
                    if let Some(run) = self.cells.get_mut(run) {
                        run.fill(shape as u32 + 1);
                    }
                }
            }
        }
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
            let column = (x / CELL_PX) as usize;
            let cell = (y / CELL_PX) as usize * self.columns + column.min(self.columns - 1);
            let shape = self.cells.get(cell).copied().unwrap_or(0);
            if shape == 0 || shape as usize == own + 1 {
                continue;
            }
            let px2 = CELL_PX * (self.leader_px + BLEND_PX);
            match hidden.iter_mut().find(|h| h.0 == shape - 1) {
                Some(known) => known.1 += px2,
                None => hidden.push((shape - 1, px2)),
            }
        }
    }
}
