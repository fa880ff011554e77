//! How much of a shape a reader can see: pixels wholly inside it, at four to the px.

use crate::geo::PlanarPolygon;
use crate::scene::plane::{area, bounds, crossings};

/// Side of the small pixels that are counted, px. Pixels on the edge blend with what lies
/// beyond and do not count.
const STEP_PX: f64 = 0.25;
/// Islands that show less than this are specks, and do not count, px².
const SPECK_PX2: f64 = 0.5;
/// Pixels that a border's stroke only touches blend with it, px to each side.
const BLEND_PX: f64 = 0.03;
/// Larger shapes are not counted pixel by pixel.
const PLAIN_PX2: f64 = 400.0;

/// The part of the polygons that shows their look without doubt, px²: whole small pixels, no
/// specks, less half of the stroke of `border_px` of borders, each `stroke_px` wide. For large
/// shapes an estimate.
pub fn visible_area(polygons: &[PlanarPolygon], border_px: f64, stroke_px: f64) -> f64 {
    let mut sum = 0.0;
    for polygon in polygons {
        let a = area(std::slice::from_ref(polygon));
        if a >= PLAIN_PX2 {
            sum += a;
        } else if a >= SPECK_PX2 {
            let whole = whole_pixels(polygon);
            if whole >= SPECK_PX2 {
                sum += whole;
            }
        }
    }
    (sum - (stroke_px / 2.0 + BLEND_PX) * border_px).max(0.0)
}

/// Area of the small pixels all four corners of which lie inside, px².
fn whole_pixels(polygon: &PlanarPolygon) -> f64 {
    let Some((low, high)) = bounds(polygon) else {
        return 0.0;
    };
    let columns = ((high.x - low.x) / STEP_PX).ceil() as usize + 1;
    let rows = ((high.y - low.y) / STEP_PX).ceil() as usize + 1;
    if columns > 4000 || rows > 4000 {
        return 0.0;
    }
    let (mut above, mut here) = (vec![false; columns], vec![false; columns]);
    let mut count = 0usize;
    // Half a step off, so that shapes on whole coordinates are not counted by luck.
    let start = low.y + STEP_PX / 2.0;
    for found in crossings(polygon, start, STEP_PX, rows) {
        here.fill(false);
        for pair in found.chunks_exact(2) {
            let &[from, to] = pair else { continue };
            let first = ((from - low.x) / STEP_PX - 0.5).ceil().max(0.0) as usize;
            let end = (((to - low.x) / STEP_PX - 0.5).floor() + 1.0).max(0.0) as usize;
            if let Some(run) = here.get_mut(first..end.min(columns)) {
                run.fill(true);
            }
        }
        let mut left = false;
        for (&a, &h) in above.iter().zip(&here) {
            count += usize::from(a && h && left);
            left = a && h;
        }
        std::mem::swap(&mut above, &mut here);
    }
    count as f64 * STEP_PX * STEP_PX
}
