//! Where a tooltip stands: near the pointer, inside what can be seen, and never over the region
//! it tells about.

use super::map::MapScene;
use super::plane::{bounds, box_distance, distance, edges};
use crate::geo::{PlanarPolygon, Point};

/// Free space between a tooltip and the region's marker or shape, CSS px.
const GAP_PX: f64 = 8.0;
/// Free space between a tooltip and the pointer, CSS px.
const POINTER_PX: f64 = 14.0;
/// Directions and distances that are tried.
const DIRECTIONS: u32 = 24;
const STEP_PX: f64 = 10.0;

/// An upright box.
#[derive(Debug, Clone, Copy)]
struct Box {
    low: Point,
    high: Point,
}

/// The top left of a tooltip of `size` (width and height) for the region number `region` of
/// `scene`, with the pointer at `pointer`: the nearest place inside `limits` (top left and bottom
/// right of what can be seen) at which it covers nothing of the region. Where the region fills
/// everything, the place farthest from the pointer.
///
/// # Units
/// CSS px from the map's top left; `limits` may reach beyond the map.
pub fn place_tooltip(
    scene: &MapScene,
    region: usize,
    size: (f64, f64),
    limits: [Point; 2],
    pointer: Point,
) -> Point {
    let [low, high] = limits;
    let inside = |p: Point| Point {
        // The start wins where the tooltip is larger than what can be seen.
        x: p.x.min(high.x - size.0).max(low.x),
        y: p.y.min(high.y - size.1).max(low.y),
    };
    let polygons = scene.shapes.get(region).map_or(&[][..], Vec::as_slice);
    let marker = scene.markers.iter().find(|m| m.region == region);
    let is_clear = |at: Point| {
        let tip = Box {
            low: at,
            high: Point {
                x: at.x + size.0,
                y: at.y + size.1,
            },
        };
        tip.distance(pointer) >= POINTER_PX
            && marker.is_none_or(|m| tip.distance(m.center) >= m.radius + GAP_PX)
            && !polygons
                .iter()
                .any(|polygon| meets(polygon, tip.grown(GAP_PX)))
    };
    let farthest = ((high.x - low.x) + (high.y - low.y)).clamp(0.0, 20_000.0);
    let steps = (farthest / STEP_PX) as u32;
    let mut last = pointer;
    for step in 0..=steps {
        let reach = POINTER_PX + f64::from(step) * STEP_PX;
        let clear = directions()
            .map(|(dx, dy)| Point {
                x: pointer.x + dx * (reach + size.0 / 2.0) - size.0 / 2.0,
                y: pointer.y + dy * (reach + size.1 / 2.0) - size.1 / 2.0,
            })
            .map(inside)
            .inspect(|at| {
                if distance(*at, pointer) > distance(last, pointer) {
                    last = *at;
                }
            })
            .find(|at| is_clear(*at));
        if let Some(at) = clear {
            return at;
        }
    }
    inside(last)
}

/// Unit-square directions: up first, then to both sides in turn, down last.
fn directions() -> impl Iterator<Item = (f64, f64)> {
    (0..=DIRECTIONS / 2).flat_map(|turn| {
        let angle = f64::from(turn) * std::f64::consts::TAU / f64::from(DIRECTIONS);
        [1.0, -1.0].map(|side| (side * angle.sin(), -angle.cos()))
    })
}

impl Box {
    fn grown(self, by: f64) -> Self {
        Self {
            low: Point {
                x: self.low.x - by,
                y: self.low.y - by,
            },
            high: Point {
                x: self.high.x + by,
                y: self.high.y + by,
            },
        }
    }

    fn distance(&self, p: Point) -> f64 {
        box_distance(self.low, self.high, p)
    }

    /// Whether the segment a–b has a point in the box: it is cut to the box side by side.
    ///
    /// # References
    /// Y.-D. Liang, B. A. Barsky, "A New Concept and Method for Line Clipping" (1984).
    fn meets(&self, a: Point, b: Point) -> bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (along, room) in [
            (-dx, a.x - self.low.x),
            (dx, self.high.x - a.x),
            (-dy, a.y - self.low.y),
            (dy, self.high.y - a.y),
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

/// Whether polygon and box have a point in common.
fn meets(polygon: &PlanarPolygon, area: Box) -> bool {
    let Some((low, high)) = bounds(polygon) else {
        return false;
    };
    if low.x > area.high.x || high.x < area.low.x || low.y > area.high.y || high.y < area.low.y {
        return false;
    }
    // No edge meets it: then it lies wholly inside or wholly outside.
    edges(polygon).any(|(a, b)| area.meets(a, b)) || polygon.contains(area.low)
}
