//! Which region a place on the map belongs to: what is painted there, else the nearest small
//! country. And the other way round: a place at which a region can be seen and hit.
//!
//! Takes what `compose` paints, in px of the map; knows nothing of stances or colours.

use std::sync::OnceLock;

use crate::geo::{PlanarPolygon, Point};

use super::markers::Marker;
use super::plane::{
    area, bounds, box_distance, crossings, distance, edges, squared_to_segment, to_segment,
};

/// Beyond the exact hit, the nearest small country within this distance is meant, px.
pub const NEAR_PX: f64 = 12.0;
/// A region whose shapes cover less than this is small, px².
pub const SMALL_PX2: f64 = 100.0;
/// Height of a band of the index, px, and the lowest one: a map is some thousand px high.
const BAND_PX: f64 = 4.0;
const MOST_BANDS: usize = 4096;

/// A region's shape as it is painted.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its number in the caller's list.
    pub region: usize,
    /// In px of the map; may be empty.
    pub polygons: &'a [PlanarPolygon],
    /// Painted over the countries, as disputed areas are.
    pub over: bool,
}

/// Finds regions by place and places by region.
#[derive(Debug, Clone, Default)]
pub struct HitIndex {
    markers: Vec<Marker>,
    /// In the order in which they are asked: painted over others first, then small before large.
    parts: Vec<Part>,
    /// For bands of [`BAND_PX`] from the top down, the numbers of the parts that reach into them.
    bands: Vec<Vec<u32>>,
    /// For each region, once it was asked for.
    anchors: Vec<OnceLock<Option<Place>>>,
}

/// A place at which a region can be seen and hit.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: Point,
    /// Radius of the disc around it that shows the region and nothing else, px.
    room: f64,
}

/// One polygon of a region.
#[derive(Debug, Clone)]
struct Part {
    region: usize,
    low: Point,
    high: Point,
    area: f64,
    small: bool,
    polygon: PlanarPolygon,
}

/// What lies over a part or near it.
struct Limits<'a> {
    markers: Vec<&'a Marker>,
    over: Vec<&'a Part>,
}

impl HitIndex {
    /// From all shapes, members or not, and all markers.
    pub fn new(targets: &[Target], markers: &[Marker]) -> Self {
        let mut parts: Vec<(bool, f64, Part)> = Vec::new();
        for target in targets {
            let whole = area(target.polygons);
            for polygon in target.polygons {
                let Some((low, high)) = bounds(polygon) else {
                    continue;
                };
                let area = area(std::slice::from_ref(polygon));
                let part = Part {
                    region: target.region,
                    low,
                    high,
                    area,
                    small: whole < SMALL_PX2,
                    polygon: polygon.clone(),
                };
                parts.push((!target.over, whole, part));
            }
        }
        parts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let parts: Vec<Part> = parts.into_iter().map(|(_, _, part)| part).collect();
        let mut bands: Vec<Vec<u32>> = Vec::new();
        for (number, part) in (0u32..).zip(&parts) {
            let last = band(part.high.y);
            if bands.len() <= last {
                bands.resize(last + 1, Vec::new());
            }
            let reached = bands.get_mut(band(part.low.y)..=last);
            for band in reached.into_iter().flatten() {
                band.push(number);
            }
        }
        let regions = targets.iter().map(|target| target.region);
        let regions = regions.chain(markers.iter().map(|marker| marker.region));
        let count = regions.max().map_or(0, |last| last + 1);
        Self {
            markers: markers.to_vec(),
            parts,
            bands,
            anchors: vec![OnceLock::new(); count],
        }
    }

    /// The region that is meant by pointing at `p`: the one painted there, else the nearest small
    /// one within [`NEAR_PX`].
    pub fn at(&self, p: Point) -> Option<usize> {
        self.exact(p).or_else(|| self.near(p, NEAR_PX))
    }

    /// The region painted at `p`: markers first, then areas painted over countries, then the
    /// smaller of two countries. A hole is not part of its country.
    pub fn exact(&self, p: Point) -> Option<usize> {
        let marker = self
            .markers
            .iter()
            .find(|m| distance(m.center, p) <= m.radius);
        marker.map(|m| m.region).or_else(|| self.shape_at(p))
    }

    /// The small region whose marker or shape is nearest to `p`, at most `radius` px away. Small
    /// is a region with a marker, or with shapes under [`SMALL_PX2`].
    pub fn near(&self, p: Point, radius: f64) -> Option<usize> {
        let discs = self
            .markers
            .iter()
            .map(|m| (m.region, (distance(m.center, p) - m.radius).max(0.0)));
        let shapes = self
            .parts
            .iter()
            .filter(|part| part.small && part.box_distance(p) <= radius);
        let shapes = shapes.map(|part| {
            (
                part.region,
                if part.holds(p) {
                    0.0
                } else {
                    part.edge_distance(p)
                },
            )
        });
        discs
            .chain(shapes)
            .filter(|&(_, d)| d <= radius)
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(region, _)| region)
    }

    /// A place at which the region's own look can be seen and [`at`](Self::at) gives it: its
    /// marker's centre, else a place well inside its largest shapes, clear of markers, of their
    /// leaders and of what is painted over it. None if it can't be seen at all.
    pub fn anchor(&self, region: usize) -> Option<Point> {
        self.found(region).map(|place| place.at)
    }

    /// The [`anchor`](Self::anchor) with the radius of the disc round it that shows the region and
    /// nothing else, px.
    pub fn clearest(&self, region: usize) -> Option<(Point, f64)> {
        self.found(region).map(|place| (place.at, place.room))
    }

    /// The anchor; looked for when it is first asked for.
    fn found(&self, region: usize) -> Option<Place> {
        *self.anchors.get(region)?.get_or_init(|| self.find(region))
    }

    fn find(&self, region: usize) -> Option<Place> {
        if let Some(marker) = self.markers.iter().find(|m| m.region == region) {
            return Some(Place {
                at: marker.center,
                room: marker.radius,
            });
        }
        let mut parts: Vec<&Part> = self
            .parts
            .iter()
            .filter(|part| part.region == region)
            .collect();
        parts.sort_by(|a, b| b.area.total_cmp(&a.area));
        let mut best: Option<Place> = None;
        for part in parts.into_iter().take(4) {
            // A smaller island can't hold a wider clear circle than this.
            if best.is_some_and(|best| best.room >= part.widest()) {
                break;
            }
            let found = self.roomiest(part);
            if let Some(found) = found.filter(|f| best.is_none_or(|b| f.room > b.room)) {
                best = Some(found);
            }
        }
        best
    }

    /// The place inside the part that is farthest from its edges and from markers: the best of
    /// many, then better ones around it.
    fn roomiest(&self, part: &Part) -> Option<Place> {
        const ROWS: usize = 24;
        let height = part.high.y - part.low.y;
        let mut best: Option<Place> = None;
        let limits = self.limits(part);
        let consider = |at: Point, best: &mut Option<Place>| {
            let room = self.room(part, &limits, at, best.map_or(0.0, |b| b.room));
            if let Some(room) = room {
                *best = Some(Place { at, room });
            }
        };
        let spacing = height / ROWS as f64;
        let start = part.low.y + spacing / 2.0;
        for (row, found) in crossings(&part.polygon, start, spacing, ROWS)
            .iter()
            .enumerate()
        {
            let y = start + row as f64 * spacing;
            for pair in found.chunks_exact(2) {
                let &[from, to] = pair else { continue };
                for share in [0.5, 0.25, 0.75, 0.1, 0.9] {
                    let x = from + (to - from) * share;
                    // The part ends at `from`, at `to` and within its box.
                    let most = (x - from)
                        .min(to - x)
                        .min(y - part.low.y)
                        .min(part.high.y - y);
                    if best.is_none_or(|b| most > b.room) {
                        consider(Point { x, y }, &mut best);
                    }
                }
            }
        }
        let mut step = spacing;
        for _ in 0..12 {
            let Some(Place { at, room }) = best else {
                break;
            };
            for (dx, dy) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
                consider(
                    Point {
                        x: at.x + dx * step,
                        y: at.y + dy * step,
                    },
                    &mut best,
                );
            }
            if best.is_some_and(|b| b.room <= room) {
                step /= 2.0;
            }
        }
        best
    }

    /// Distance from `p` to what ends the region's look there, if it is more than `least`; none
    /// where the region is not seen.
    fn room(&self, part: &Part, limits: &Limits, p: Point, least: f64) -> Option<f64> {
        let mut room = part.edge_distance_over(least, p)?;
        for m in &limits.markers {
            let disc = distance(m.center, p) - m.radius - m.ring;
            let leader = m.leader.map_or(disc, |[a, b]| to_segment(p, a, b));
            room = room.min(disc).min(leader);
            if room <= least {
                return None;
            }
        }
        for over in &limits.over {
            if over.box_distance(p) < room {
                room = room.min(over.edge_distance_over(least, p)?);
            }
        }
        (self.exact(p) == Some(part.region)).then_some(room)
    }

    /// What may end a region's look within `part` besides its own edges.
    fn limits(&self, part: &Part) -> Limits<'_> {
        let inside = |o: &&Part| {
            o.region != part.region
                && o.area < part.area
                && o.low.x > part.low.x
                && o.high.x < part.high.x
                && o.low.y > part.low.y
                && o.high.y < part.high.y
        };
        // No place in the part is farther from its edges than this.
        let room = part.widest();
        let near = |m: &&Marker| {
            let reach = room + m.radius + m.ring;
            let [a, b] = m.leader.unwrap_or([m.center; 2]);
            let low = Point {
                x: a.x.min(b.x).min(m.center.x),
                y: a.y.min(b.y).min(m.center.y),
            };
            let high = Point {
                x: a.x.max(b.x).max(m.center.x),
                y: a.y.max(b.y).max(m.center.y),
            };
            low.x - part.high.x < reach
                && part.low.x - high.x < reach
                && low.y - part.high.y < reach
                && part.low.y - high.y < reach
        };
        Limits {
            markers: self.markers.iter().filter(near).collect(),
            over: self.parts.iter().filter(inside).collect(),
        }
    }

    fn shape_at(&self, p: Point) -> Option<usize> {
        let numbers = self.bands.get(band(p.y)).into_iter().flatten();
        numbers
            .filter_map(|number| self.parts.get(*number as usize))
            .find(|part| part.holds(p))
            .map(|part| part.region)
    }
}

/// The band that holds `y`; the first and the last hold all beyond.
fn band(y: f64) -> usize {
    ((y / BAND_PX).max(0.0) as usize).min(MOST_BANDS - 1)
}

impl Part {
    /// The largest radius of a circle inside the part's box, px.
    fn widest(&self) -> f64 {
        (self.high.y - self.low.y).min(self.high.x - self.low.x) / 2.0
    }

    fn box_distance(&self, p: Point) -> f64 {
        box_distance(self.low, self.high, p)
    }

    /// By the even-odd rule, over the shell and its holes.
    fn holds(&self, p: Point) -> bool {
        let in_box =
            p.x >= self.low.x && p.x <= self.high.x && p.y >= self.low.y && p.y <= self.high.y;
        in_box
            && edges(&self.polygon)
                .filter(|(a, b)| {
                    (a.y <= p.y) != (b.y <= p.y)
                        && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)
                })
                .count()
                % 2
                == 1
    }

    fn edge_distance(&self, p: Point) -> f64 {
        self.edge_distance_over(-1.0, p).unwrap_or(f64::INFINITY)
    }

    /// Distance from the nearest edge, if it is more than `least`.
    fn edge_distance_over(&self, least: f64, p: Point) -> Option<f64> {
        let enough = least * least.abs();
        let mut nearest = f64::INFINITY;
        for (a, b) in edges(&self.polygon) {
            nearest = squared_to_segment(p, a, b).min(nearest);
            if nearest <= enough {
                return None;
            }
        }
        Some(nearest.sqrt())
    }
}
