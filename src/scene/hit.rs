//! Which region is painted at a place of a composed map, and the visual centre of each region.
//!
//! Takes the shapes and markers that `compose` paints, in px of the map. Names, arrow keys and page data
//! are placed by it; [`crate::view`] answers a reader's pointer. Knows nothing of stances or colours.

use std::sync::OnceLock;

use crate::geo::planar::{area, distance, is_left_of, to_segment, visual_centre_by};
use crate::geo::{Bounds, PlanarPolygon, Point, VisualCentre};

use super::markers::Marker;

/// Height of a band of the index, px, and the lowest one: a map is some thousand px high.
const BAND_PX: f64 = 4.0;
const MOST_BANDS: usize = 4096;
/// Only so many of a region's polygons, the largest ones, are searched for its visual centre.
const MOST_SEARCHED: usize = 4;

/// A region's shape as it is painted.
#[derive(Debug, Clone, Copy)]
pub struct PaintedShape<'a> {
    /// Its number in the caller's list.
    pub region: usize,
    /// In px of the map; may be empty.
    pub polygons: &'a [PlanarPolygon],
    /// An overlay area, as disputed areas are.
    pub is_overlay: bool,
}

/// Finds regions by place and places by region.
#[derive(Debug, Clone, Default)]
pub struct HitIndex {
    markers: Vec<Marker>,
    /// In the order in which they are asked: overlay areas first, then small before large.
    parts: Vec<PaintedPolygon>,
    /// For bands of [`BAND_PX`] from the top down, the parts that reach into them.
    bands: Vec<Vec<PartInBand>>,
    /// For each region, once it was asked for.
    centres: Vec<OnceLock<Option<VisualCentre>>>,
}

/// One polygon of a region.
#[derive(Debug, Clone)]
struct PaintedPolygon {
    region: usize,
    bounds: Bounds,
    area: f64,
    polygon: PlanarPolygon,
}

/// What of a part reaches into a band.
#[derive(Debug, Clone)]
struct PartInBand {
    /// Its number.
    part: u32,
    /// Its edges: each one's ring, and where it begins there.
    edges: Vec<[u32; 2]>,
}

/// What lies over a part or near it.
struct Obstacles<'a> {
    markers: Vec<&'a Marker>,
    enclaves: Vec<&'a PaintedPolygon>,
}

impl HitIndex {
    /// From all shapes, members or not, and all markers.
    pub fn new(shapes: &[PaintedShape], markers: &[Marker]) -> Self {
        let mut parts: Vec<(bool, f64, PaintedPolygon)> = Vec::new();
        for shape in shapes {
            let whole = area(shape.polygons);
            for polygon in shape.polygons {
                let Some(bounds) = polygon.finite_bounds() else {
                    continue;
                };
                let part = PaintedPolygon {
                    region: shape.region,
                    bounds,
                    area: polygon.area(),
                    polygon: polygon.clone(),
                };
                parts.push((!shape.is_overlay, whole, part));
            }
        }
        parts.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let parts: Vec<PaintedPolygon> = parts.into_iter().map(|(_, _, part)| part).collect();
        let regions = shapes.iter().map(|shape| shape.region);
        let regions = regions.chain(markers.iter().map(|marker| marker.region));
        let count = regions.max().map_or(0, |last| last + 1);
        Self {
            markers: markers.to_vec(),
            bands: bands(&parts),
            parts,
            centres: vec![OnceLock::new(); count],
        }
    }

    /// The region painted at `p`: markers first, then overlay areas, then the smaller of two
    /// countries. A hole is not part of its country.
    pub fn at(&self, p: Point) -> Option<usize> {
        let mut markers = self.markers.iter();
        // Most are far above or below.
        let is_level = |m: &Marker| (m.center.y - p.y).abs() <= m.radius;
        let marker = markers.find(|m| is_level(m) && distance(m.center, p) <= m.radius);
        let shape = || {
            let mut parts = self.bands.get(band(p.y)).into_iter().flatten();
            parts.find_map(|of| {
                let part = self.parts.get(of.part as usize)?;
                part.holds(&of.edges, p).then_some(part.region)
            })
        };
        marker.map(|m| m.region).or_else(shape)
    }

    /// The place where the region's own style shows best, and [`at`](Self::at) gives it: its marker's centre,
    /// else a place well inside its largest shapes, clear of markers, of their leaders and of
    /// enclaves. None if the region can't be seen at all. It is searched when first asked for.
    pub fn visual_centre(&self, region: usize) -> Option<VisualCentre> {
        *self
            .centres
            .get(region)?
            .get_or_init(|| self.find_visual_centre(region))
    }

    fn find_visual_centre(&self, region: usize) -> Option<VisualCentre> {
        if let Some(marker) = self.markers.iter().find(|m| m.region == region) {
            return Some(VisualCentre {
                at: marker.center,
                room: marker.radius,
            });
        }
        let mut parts: Vec<&PaintedPolygon> = self
            .parts
            .iter()
            .filter(|part| part.region == region)
            .collect();
        parts.sort_by(|a, b| b.area.total_cmp(&a.area));
        let mut best: Option<VisualCentre> = None;
        for part in parts.into_iter().take(MOST_SEARCHED) {
            // A smaller island can't hold a wider clear circle than this.
            if best.is_some_and(|best| best.room >= part.widest()) {
                break;
            }
            let obstacles = self.obstacles(part);
            let room = |p: Point, least: f64| self.room(part, &obstacles, p, least);
            let found = visual_centre_by(&part.polygon, &part.bounds, room);
            if let Some(found) = found.filter(|f| best.is_none_or(|b| f.room > b.room)) {
                best = Some(found);
            }
        }
        best
    }

    /// Distance from `p` to what ends the region's style there, if it is more than `least`; none
    /// where the region is not seen.
    fn room(
        &self,
        part: &PaintedPolygon,
        obstacles: &Obstacles,
        p: Point,
        least: f64,
    ) -> Option<f64> {
        let mut room = part.polygon.edge_distance(p, least)?;
        for m in &obstacles.markers {
            let disc = distance(m.center, p) - m.radius - m.ring;
            let leader = m.leader.map_or(disc, |[a, b]| to_segment(p, a, b));
            room = room.min(disc).min(leader);
            if room <= least {
                return None;
            }
        }
        for enclave in &obstacles.enclaves {
            if enclave.bounds.distance(p) < room {
                room = room.min(enclave.polygon.edge_distance(p, least)?);
            }
        }
        (self.at(p) == Some(part.region)).then_some(room)
    }

    /// What may end a region's style within `part` besides its own edges.
    fn obstacles(&self, part: &PaintedPolygon) -> Obstacles<'_> {
        let is_enclave = |other: &&PaintedPolygon| {
            other.region != part.region
                && other.area < part.area
                && part.bounds.encloses(&other.bounds)
        };
        // No place in the part is farther from its edges than this.
        let room = part.widest();
        let is_near = |m: &&Marker| {
            let reach = room + m.radius + m.ring;
            let leader = m.leader.iter().flatten();
            let bounds = Bounds::of(leader.chain([&m.center]));
            part.bounds.grown(reach).meets(&bounds)
        };
        Obstacles {
            markers: self.markers.iter().filter(is_near).collect(),
            enclaves: self.parts.iter().filter(is_enclave).collect(),
        }
    }
}

/// The band that holds `y`; the first and the last hold all beyond.
fn band(y: f64) -> usize {
    ((y / BAND_PX).max(0.0) as usize).min(MOST_BANDS - 1)
}

impl PaintedPolygon {
    /// The largest radius of a circle inside the part's box, px.
    fn widest(&self) -> f64 {
        self.bounds.height().min(self.bounds.width()) / 2.0
    }

    /// Whether a point is inside and in no hole (even–odd), by the edges of its band.
    fn holds(&self, edges: &[[u32; 2]], p: Point) -> bool {
        let crosses = |edge: &&[u32; 2]| {
            let ring = self.polygon.rings.get(edge[0] as usize);
            let ends = ring.and_then(|ring| ring.get(edge[1] as usize..)?.first_chunk());
            ends.is_some_and(|[a, b]| is_left_of(p, *a, *b))
        };
        self.bounds.contains(p) && edges.iter().filter(crosses).count() % 2 == 1
    }
}

/// The parts that reach into each band, in their order.
fn bands(parts: &[PaintedPolygon]) -> Vec<Vec<PartInBand>> {
    let mut bands: Vec<Vec<PartInBand>> = Vec::new();
    for (number, part) in (0u32..).zip(parts) {
        let (first, last) = (band(part.bounds.min.y), band(part.bounds.max.y));
        if bands.len() <= last {
            bands.resize(last + 1, Vec::new());
        }
        let mut edges = vec![Vec::new(); last + 1 - first];
        for (ring, points) in (0u32..).zip(&part.polygon.rings) {
            for (i, edge) in (0u32..).zip(points.windows(2)) {
                let [from, to] = [edge.first(), edge.last()].map(|p| p.map_or(0, |p| band(p.y)));
                let (from, to) = (from.min(to), from.max(to).min(last));
                let reached = from.saturating_sub(first)..=to.saturating_sub(first);
                for in_band in edges.get_mut(reached).into_iter().flatten() {
                    in_band.push([ring, i]);
                }
            }
        }
        for (band, edges) in bands.iter_mut().skip(first).zip(edges) {
            band.push(PartInBand {
                part: number,
                edges,
            });
        }
    }
    bands
}
