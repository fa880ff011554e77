//! Which members are too small to be seen at this width, and where their markers stand.
//!
//! Takes projected shapes in px of the map, gives discs with their leaders. Leaves colours, rings and
//! painting order to the composer.

mod cover;
mod crossed;
mod limit;
mod search;
mod visible;

use crate::geo::planar::{area, distance, DiscOverlap};
use crate::geo::{PlanarPolygon, Point};

use cover::Cover;
use crossed::Crossed;
use limit::{Limit, SAME_STANCE};
use search::{MarkerSearch, Sizes, Unplaced};

pub use visible::StrokedLines;
use visible::{visible_area, Covering};

/// A shape that shows less than this gets a marker, px². Every member must show 6 px² of its own
/// stance's style; the surplus pays for what the count does not know: where the figure puts the
/// device pixels' grid, dashes on disputed borders, rounding of vertices.
pub const CARRIES_ITSELF_PX2: f64 = 6.8;
/// What markers and leaders must leave of a shape without a marker, px².
const LEFT_PX2: f64 = 6.55;
/// The share of another member's shape that all markers together may hide, and of one that has a marker itself.
/// Markers of its own stance count half as much.
pub const MAX_HIDDEN: f64 = 0.25;
const MAX_HIDDEN_MARKED: f64 = 0.5;
/// From home to the disc's edge, px.
pub const MOST_LEADER_PX: f64 = 10.0;
/// Homes nearer than this keep their order, px.
pub const ORDER_WITHIN_PX: f64 = 24.0;

/// Of a shape that shows less than this, discs and leaders might leave too little, px².
const FRAGILE_PX2: f64 = 30.0;

/// Steps of the search for each marker.
const MOVES: usize = 400;
/// Costs that the search accepts at its start, at its end, and when it starts from known places.
const HOT: f64 = 8.0;
const COLD: f64 = 0.03;
const WARM: f64 = 0.5;
const REPAIRS: usize = 16;
/// Repairs without success after which the search gives up.
const PATIENCE: usize = 5;

/// One region as it lies on the map.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    /// Its number in the caller's list.
    pub region: usize,
    /// Only members get markers, and only their shapes are kept free of others' markers.
    pub member: bool,
    /// The stance it shows, as a number: markers keep off other stances.
    pub stance: usize,
    /// The projected capital; without one the shape's own middle is used.
    pub home: Option<Point>,
    /// In px of the map; may be empty.
    pub polygons: &'a [PlanarPolygon],
    /// Its borders with neighbours, as they are stroked over it.
    pub borders: StrokedLines<'a>,
    /// Wider lines over them: disputed ones, and those round seats.
    pub wider: [StrokedLines<'a>; 2],
    /// The lines of its pattern.
    pub pattern: StrokedLines<'a>,
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
    /// Width of the ring, px.
    pub ring: f64,
    /// From home to the disc's edge, when it was moved by more than its own width.
    pub leader: Option<[Point; 2]>,
}

impl Marker {
    /// Moves it.
    pub(super) fn shift(&mut self, by: Point) {
        let ends = self.leader.iter_mut().flatten();
        for p in ends.chain([&mut self.home, &mut self.center]) {
            *p = Point::new(p.x + by.x, p.y + by.y);
        }
    }
}

/// The sizes of a marker, px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkerSize {
    /// Without the ring.
    pub radius: f64,
    /// Width of the paper-coloured ring around it. Two discs are kept at least this far apart, so
    /// that a ring never touches another disc.
    pub ring: f64,
    /// Width of a leader with its casing.
    pub leader: f64,
}

/// Chooses the members that need a marker, and places the markers inside `frame` (width and height of the map, whose top left is the origin).
///
/// The same input gives the same markers. Where the rules can't all be met, they give way in this
/// order, the last first: inside the frame and within reach, no overlap, other stances and third countries left free,
/// order, shapes that carry
/// themselves, shapes that have a marker.
pub fn place(shapes: &[Shape], size: MarkerSize, frame: (f64, f64)) -> Vec<Marker> {
    // A hair less, for rounding.
    let reach = MOST_LEADER_PX + size.radius - 0.02;
    let sizes = Sizes {
        radius: size.radius,
        ring: size.ring,
        leader: size.leader,
        reach,
        frame,
    };
    // Nothing can be placed in a frame that is not finite, or smaller than a marker.
    if !(frame.0.min(frame.1) > 4.0 * sizes.outer() && frame.0 * frame.1 < 1e9) {
        return Vec::new();
    }
    let alone = Covering {
        whole_px: sizes.is_wide(),
        ..Covering::default()
    };
    let shown: Vec<f64> = shapes.iter().map(|s| visible_area(s, &alone)).collect();
    let mut marked: Vec<bool> = shapes
        .iter()
        .zip(&shown)
        .map(|(s, &v)| s.member && v < CARRIES_ITSELF_PX2)
        .collect();
    // If the markers leave too little of a shape, it gets one too. This is repeated at most twice.
    let mut settled = settle(shapes, &shown, &marked, &[], sizes);
    for _ in 0..2 {
        if settled.starved.is_empty() {
            break;
        }
        for (i, m) in marked.iter_mut().enumerate() {
            *m |= settled.starved.contains(&i);
        }
        settled = settle(shapes, &shown, &marked, &settled.markers, sizes);
    }
    settled.markers
}

/// Markers in their places.
struct Settled {
    markers: Vec<Marker>,
    /// Shapes without a marker that are left with less than [`LEFT_PX2`].
    starved: Vec<usize>,
}

/// Places a marker for every shape that is `marked`, starting from `known` places.
fn settle(
    shapes: &[Shape],
    shown: &[f64],
    marked: &[bool],
    known: &[Marker],
    sizes: Sizes,
) -> Settled {
    let items: Vec<Unplaced> = shapes
        .iter()
        .zip(marked)
        .enumerate()
        .filter(|(_, (_, marked))| **marked)
        .filter_map(|(shape, (s, _))| {
            Some(Unplaced {
                shape,
                home: s.home.or_else(|| middle(s))?,
            })
        })
        .filter(|item| sizes.can_hold(item.home))
        .collect();
    let mut search = start(shapes, shown, marked, known, &items, sizes);
    if items.is_empty() {
        return Settled {
            markers: Vec::new(),
            starved: Vec::new(),
        };
    }
    if known.is_empty() {
        search.run(MOVES, HOT, COLD);
    } else {
        search.run(MOVES / 4, WARM, COLD);
    }
    let quarters: Vec<f64> = shapes
        .iter()
        .zip(marked)
        .map(|(s, marked)| match marked {
            true => MAX_HIDDEN_MARKED * area(s.polygons),
            false => MAX_HIDDEN * area(s.polygons),
        })
        .collect();
    let mut best: Option<(usize, Vec<search::LatticePlace>, Vec<usize>)> = None;
    let mut patience = PATIENCE;
    for repair in 0..=REPAIRS {
        let starved = starved(shapes, shown, marked, &search, &items, sizes);
        let breached = breached(shapes, &quarters, &items, &search, sizes);
        let strays = search.strays();
        let broken = starved.len() + breached.len() + strays.len();
        if best.as_ref().is_none_or(|best| broken < best.0) {
            best = Some((broken, search.places(), starved.clone()));
            patience = PATIENCE;
        }
        if broken == 0 || patience == 0 {
            break;
        }
        patience -= 1;
        if repair < REPAIRS {
            search.repair(&starved, &breached, &strays, 1.0 + 0.25 * repair as f64);
        }
    }
    let Some((_, places, starved)) = best else {
        return Settled {
            markers: Vec::new(),
            starved: Vec::new(),
        };
    };
    search.put_all(&places);
    let markers = items
        .iter()
        .zip(search.centers())
        .filter_map(|(item, &center)| {
            let region = shapes.get(item.shape)?.region;
            Some(marker(region, item.home, center, sizes))
        })
        .collect();
    Settled { markers, starved }
}

/// Sets up the search: what may be hidden of which shape, and where the markers start.
fn start<'a>(
    shapes: &[Shape],
    shown: &[f64],
    marked: &[bool],
    known: &[Marker],
    items: &'a [Unplaced],
    sizes: Sizes,
) -> MarkerSearch<'a> {
    let mut cover = Cover::new(sizes.frame, sizes.step(), [sizes.outer(), sizes.radius]);
    let mut crossed = Crossed::new(sizes.frame, sizes.leader);
    let mut limits = Vec::with_capacity(shapes.len());
    for (i, ((s, &shown), &marked)) in shapes.iter().zip(shown).zip(marked).enumerate() {
        let near = || {
            s.polygons
                .iter()
                .filter(|polygon| is_near(polygon, items, sizes))
        };
        cover.add(i, near());
        crossed.add(i, near());
        let area = area(s.polygons);
        let carried = s.member && !marked;
        // Narrower than the rule by what the samples may be off.
        let quarter = (MAX_HIDDEN - 0.02) * area;
        let weight = if carried {
            search::CARRIED
        } else {
            search::REPLACED
        };
        limits.push(Limit {
            discs: if s.member { quarter } else { f64::INFINITY },
            // Pixels that blend with a ring or a leader are lost too.
            all: if carried && shown < FRAGILE_PX2 {
                0.8 * (shown - LEFT_PX2).max(0.0)
            } else {
                f64::INFINITY
            },
            area,
            weight,
        });
    }
    cover.sort();
    crossed.sort();
    let known_center = |item: &Unplaced| {
        let region = shapes.get(item.shape)?.region;
        known.iter().find(|m| m.region == region).map(|m| m.center)
    };
    let stances = shapes.iter().map(|s| s.stance).collect();
    MarkerSearch::new(items, sizes, cover, crossed, limits, stances, known_center)
}

/// Whether a marker may ever stand on the polygon, or a leader cross it.
fn is_near(polygon: &PlanarPolygon, items: &[Unplaced], sizes: Sizes) -> bool {
    let bounds = polygon.bounds().grown(sizes.reach + sizes.outer());
    items.iter().any(|item| bounds.contains(item.home))
}

/// The members that discs of others with their rings hide too much of, and by how much
/// the samples missed it, px².
fn breached(
    shapes: &[Shape],
    quarters: &[f64],
    items: &[Unplaced],
    search: &MarkerSearch,
    sizes: Sizes,
) -> Vec<(usize, f64)> {
    let mut breached = Vec::new();
    for (i, ((s, &quarter), hiding)) in shapes.iter().zip(quarters).zip(&search.hiding).enumerate()
    {
        let sampled = hiding.discs;
        // The samples are not so far off.
        if !s.member || sampled < 0.7 * quarter {
            continue;
        }
        let overlap = DiscOverlap::new(s.polygons);
        let others = items.iter().zip(search.centers());
        let exact: f64 = others
            .filter(|(item, _)| item.shape != i)
            .map(|(item, &center)| {
                let is_same = shapes
                    .get(item.shape)
                    .is_some_and(|own| own.stance == s.stance);
                let weight = if is_same { SAME_STANCE } else { 1.0 };
                weight * overlap.px2(center, sizes.outer())
            })
            .sum();
        if exact > quarter {
            breached.push((i, exact - sampled));
        }
    }
    breached
}

/// The shapes without a marker that discs and leaders leave too little of.
fn starved(
    shapes: &[Shape],
    shown: &[f64],
    marked: &[bool],
    search: &MarkerSearch,
    items: &[Unplaced],
    sizes: Sizes,
) -> Vec<usize> {
    let leaders: Vec<Vec<Point>> = items
        .iter()
        .zip(search.centers())
        .filter_map(|(item, &center)| leader(item.home, center, sizes.radius))
        .map(|ends| ends.to_vec())
        .collect();
    let covering = Covering {
        discs: search.centers(),
        outer_px: sizes.outer(),
        leaders: StrokedLines {
            lines: &leaders,
            width_px: sizes.leader,
        },
        whole_px: sizes.is_wide(),
    };
    let touched = search.hiding.iter().map(|hiding| hiding.all() > 0.0);
    let carried = shapes.iter().zip(shown).zip(marked).zip(touched);
    carried
        .enumerate()
        .filter(|(_, (((s, shown), marked), touched))| {
            s.member
                && !**marked
                && *touched
                && **shown < FRAGILE_PX2
                && visible_area(s, &covering) < LEFT_PX2
        })
        .map(|(i, _)| i)
        .collect()
}

/// From home to the disc's edge, if the disc was moved by more than its own width.
fn leader(home: Point, center: Point, radius: f64) -> Option<[Point; 2]> {
    let moved = distance(home, center);
    (moved > 2.0 * radius).then(|| [home, center.towards(home, radius / moved)])
}

fn marker(region: usize, home: Point, center: Point, sizes: Sizes) -> Marker {
    Marker {
        region,
        home,
        center,
        radius: sizes.radius,
        ring: sizes.ring,
        leader: leader(home, center, sizes.radius),
    }
}

/// Middle of the largest polygon's box, for a member whose capital does not lie on the map.
fn middle(s: &Shape) -> Option<Point> {
    let polygons = s.polygons.iter();
    let largest = polygons.max_by(|a, b| a.area().total_cmp(&b.area()))?;
    Some(largest.finite_bounds()?.center())
}
