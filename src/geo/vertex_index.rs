//! Finds the vertices in a triangle of a flat map.

use super::planar::{flat, side, Bounds, Point};
use super::LonLat;

/// Degrees a cell.
const CELL_DEG: f64 = 0.5;

/// Places that are still there, by cells of a flat map.
pub(super) struct VertexIndex {
    cells: Vec<Vec<usize>>,
    columns: usize,
}

impl VertexIndex {
    pub(super) fn new(places: &[LonLat]) -> Self {
        let columns = (360.0 / CELL_DEG) as usize + 1;
        let rows = (180.0 / CELL_DEG) as usize + 1;
        let mut index = Self {
            cells: vec![Vec::new(); columns * rows],
            columns,
        };
        for (place, p) in places.iter().enumerate() {
            if let Some(cell) = index.cell_mut(*p) {
                cell.push(place);
            }
        }
        index
    }

    fn cell_mut(&mut self, p: LonLat) -> Option<&mut Vec<usize>> {
        let (column, row) = column_and_row(flat(p));
        self.cells.get_mut(row * self.columns + column)
    }

    pub(super) fn remove(&mut self, places: &[LonLat], place: usize) {
        let cell = places.get(place).and_then(|p| self.cell_mut(*p));
        if let Some(cell) = cell {
            cell.retain(|other| *other != place);
        }
    }

    /// A place in the triangle or on its edge, other than its corners.
    pub(super) fn inside(&self, places: &[LonLat], corners: [usize; 3]) -> Option<usize> {
        let [a, b, c] = corners.map(|i| places.get(i).map(|p| flat(*p)));
        let (a, b, c) = (a?, b?, c?);
        let bounds = Bounds::of([&a, &b, &c]);
        let is_inside = |place: &&usize| {
            let Some(p) = places.get(**place).map(|p| flat(*p)) else {
                return false;
            };
            if !bounds.contains(p) || corners.contains(place) {
                return false;
            }
            let sides = [side(a, b, p), side(b, c, p), side(c, a, p)];
            !(sides.iter().any(|side| *side < 0.0) && sides.iter().any(|side| *side > 0.0))
        };
        let (from, to) = (column_and_row(bounds.min), column_and_row(bounds.max));
        let cells = (from.1..=to.1).filter_map(|row| {
            let start = row * self.columns;
            self.cells.get(start + from.0..=start + to.0)
        });
        cells.flatten().flatten().find(is_inside).copied()
    }
}

fn column_and_row(p: Point) -> (usize, usize) {
    (
        ((p.x + 180.0) / CELL_DEG) as usize,
        ((p.y + 90.0) / CELL_DEG) as usize,
    )
}
