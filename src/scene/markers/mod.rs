//! Which members are too small to be seen at this width, and where their markers stand.
//!
//! Takes projected shapes in px of the map, gives discs with their leaders. Colours, rings and
//! painting order are left to the composer.

mod cover;
mod search;
mod visible;

use crate::geo::{PlanarPolygon, Point};

use super::plane::{bounds, distance};
use cover::Cover;
use search::{Item, Limit, Search, Sizes};

use super::plane::Boxed;
pub use super::plane::{area, disc_overlap};
pub use visible::visible_area;

/// What every member must show of its own stance's look, px².
pub const MIN_VISIBLE_PX2: f64 = 6.0;
/// A shape that shows less than this by itself gets a marker, px². The surplus over
/// [`MIN_VISIBLE_PX2`] pays for what the estimate does not know: patterns, rounding of vertices.
pub const CARRIES_ITSELF_PX2: f64 = 6.4;
/// The share of another member's shape that all markers together may hide.
pub const MAX_HIDDEN: f64 = 0.25;
/// Homes nearer than this keep their order, px.
pub const ORDER_WITHIN_PX: f64 = 24.0;

/// Width of the ring around a marker, as a share of its diameter.
pub const RING_SHARE: f64 = 1.0 / 7.0;

/// Steps of the search for each marker.
const MOVES: usize = 1500;
/// Costs that the search accepts at its start, at its end, and when it mends.
const HOT: f64 = 8.0;
const COLD: f64 = 0.03;
const WARM: f64 = 0.5;
const REPAIRS: usize = 4;

/// One region as it lies on the map.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    /// Its number in the caller's list.
    pub region: usize,
    /// Only members get markers, and only their shapes are kept free of others' markers.
    pub member: bool,
    /// The projected capital; without one the shape's own middle is used.
    pub home: Option<Point>,
    /// In px of the map; may be empty.
    pub polygons: &'a [PlanarPolygon],
    /// Length of its borders with neighbours, px.
    pub border_px: f64,
    /// Width of a border's stroke, px; half of it lies on either neighbour.
    pub stroke_px: f64,
}

/// A disc that stands for a member too small to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Its number in the caller's list.
    pub region: usize,
    /// Where it would stand if it were alone.
    pub home: Point,
    /// Where it stands.
    pub center: Point,
    /// Without the ring, px.
    pub radius: f64,
    /// From home to the disc's edge, when it was moved by more than its own width.
    pub leader: Option<[Point; 2]>,
}

/// A marker's diameter without its ring, px: 4 at 320 px, 7 from 600 px up.
pub fn diameter_px(width_px: f64) -> f64 {
    (4.0 + 3.0 * (width_px - 320.0) / 280.0).clamp(4.0, 7.0)
}

/// Width of the paper-coloured ring around a marker, px. Two discs are kept at least this far
/// apart, so that a ring never touches another disc.
pub fn ring_px(width_px: f64) -> f64 {
    diameter_px(width_px) * RING_SHARE
}

/// How far a marker's centre may stand from its home, px.
pub fn reach_px(width_px: f64) -> f64 {
    (0.06 * width_px).max(28.0)
}

/// Chooses the members that need a marker in a figure `width_px` wide, and places the markers
/// inside `frame` (width and height of the map, whose top left is the origin).
///
/// The same input gives the same markers. Where the rules can't all be met, they give way in this
/// order, the last first: inside the frame and within reach, no overlap, order, shapes that carry
/// themselves, shapes that have a marker.
pub fn place(shapes: &[Shape], width_px: f64, frame: (f64, f64)) -> Vec<Marker> {
    let radius = diameter_px(width_px) / 2.0;
    // The narrower reading of "the width"; a hair less, for rounding.
    let reach = reach_px(width_px.min(frame.0)) - 0.02;
    let sizes = Sizes {
        radius,
        ring: ring_px(width_px),
        reach,
        frame,
    };
    // Nothing can be placed in a frame that is not finite, or smaller than a marker.
    if !(frame.0.min(frame.1) > 4.0 * sizes.outer() && frame.0 * frame.1 < 1e9) {
        return Vec::new();
    }
    let shown: Vec<f64> = shapes
        .iter()
        .map(|s| visible_area(s.polygons, s.border_px, s.stroke_px))
        .collect();
    let mut marked: Vec<bool> = shapes
        .iter()
        .zip(&shown)
        .map(|(s, &v)| s.member && v < CARRIES_ITSELF_PX2)
        .collect();
    // A shape that the markers leave too little of gets one too: twice at most, then let be.
    for _ in 0..2 {
        let (markers, starved) = settle(shapes, &shown, &marked, sizes);
        if starved.is_empty() {
            return markers;
        }
        for (i, m) in marked.iter_mut().enumerate() {
            *m |= starved.contains(&i);
        }
    }
    settle(shapes, &shown, &marked, sizes).0
}

/// Places a marker for every shape that is `marked`. Also tells which others are left with less
/// than [`MIN_VISIBLE_PX2`].
fn settle(
    shapes: &[Shape],
    shown: &[f64],
    marked: &[bool],
    sizes: Sizes,
) -> (Vec<Marker>, Vec<usize>) {
    let items: Vec<Item> = shapes
        .iter()
        .zip(marked)
        .enumerate()
        .filter(|(_, (_, marked))| **marked)
        .filter_map(|(shape, (s, _))| {
            Some(Item {
                shape,
                home: s.home.or_else(|| middle(s))?,
            })
        })
        .filter(|item| sizes.can_hold(item.home))
        .collect();
    if items.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let homes = items.iter().map(|item| item.home);
    let mut cover = Cover::new(sizes.frame, sizes.step(), sizes.outer(), homes, sizes.reach);
    let mut limits = Vec::with_capacity(shapes.len());
    for (i, ((s, &shown), &marked)) in shapes.iter().zip(shown).zip(marked).enumerate() {
        cover.add(i, s.polygons, search::spacing(s.polygons, sizes.radius));
        let area = area(s.polygons);
        let most = if !s.member {
            f64::INFINITY
        } else if marked {
            MAX_HIDDEN * area
        } else {
            (MAX_HIDDEN * area).min(shown - MIN_VISIBLE_PX2).max(0.0)
        };
        limits.push(Limit {
            most,
            area,
            weight: if marked {
                search::REPLACED
            } else {
                search::CARRIED
            },
        });
    }
    let exact = limits.clone();
    for limit in &mut limits {
        limit.most -= 0.01 * limit.area;
    }
    let mut search = Search::new(&items, sizes, cover, limits);
    search.run(MOVES, HOT, COLD);
    let boxes: Vec<_> = shapes.iter().map(|s| Boxed::new(s.polygons)).collect();
    let hidden = |centers: &[Point]| -> Vec<f64> {
        let mut hidden = vec![0.0; shapes.len()];
        for (item, &center) in items.iter().zip(centers) {
            for (i, (boxed, hidden)) in boxes.iter().zip(&mut hidden).enumerate() {
                if i != item.shape && shapes.get(i).is_some_and(|s| s.member) {
                    *hidden += boxed.overlap(center, sizes.outer());
                }
            }
        }
        hidden
    };
    let mut found = hidden(search.centers());
    // The samples are a little off: where they hid a breach, narrow the limit by as much.
    for _ in 0..REPAIRS {
        let mut tight = false;
        let sampled = search.hidden.clone();
        for (((limit, exact), found), sampled) in search
            .limits
            .iter_mut()
            .zip(&exact)
            .zip(&found)
            .zip(sampled)
        {
            if *found > exact.most && sampled <= limit.most {
                limit.most = exact.most - 0.01 * exact.area - (found - sampled);
                tight = true;
            }
        }
        if !tight {
            break;
        }
        search.run(MOVES / 8, WARM, COLD);
        found = hidden(search.centers());
    }
    let starved = shapes
        .iter()
        .zip(marked)
        .zip(shown.iter().zip(&found))
        .enumerate();
    let starved = starved
        .filter(|(_, ((s, marked), (shown, hidden)))| {
            s.member && !**marked && *shown - *hidden < MIN_VISIBLE_PX2 && **hidden > 0.0
        })
        .map(|(i, _)| i)
        .collect();
    let markers = items
        .iter()
        .zip(search.centers())
        .filter_map(|(item, &center)| {
            Some(marker(
                shapes.get(item.shape)?.region,
                item.home,
                center,
                sizes.radius,
            ))
        })
        .collect();
    (markers, starved)
}

fn marker(region: usize, home: Point, center: Point, radius: f64) -> Marker {
    let moved = distance(home, center);
    let leader = (moved > 2.0 * radius).then(|| {
        let share = radius / moved;
        [
            home,
            Point {
                x: center.x + (home.x - center.x) * share,
                y: center.y + (home.y - center.y) * share,
            },
        ]
    });
    Marker {
        region,
        home,
        center,
        radius,
        leader,
    }
}

/// Middle of the largest polygon's box, for a member whose capital does not lie on the map.
fn middle(s: &Shape) -> Option<Point> {
    let size = |p: &PlanarPolygon| area(std::slice::from_ref(p));
    let largest = s
        .polygons
        .iter()
        .max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let (low, high) = bounds(largest)?;
    Some(Point {
        x: (low.x + high.x) / 2.0,
        y: (low.y + high.y) / 2.0,
    })
}
