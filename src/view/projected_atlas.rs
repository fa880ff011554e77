//! The atlas on the plane: projected vertices, boxes of chunks, and which region lies beside which
//! arc.

use std::cell::OnceCell;

use super::hit::Rows;
use super::lists::Lists;
use super::parallels::Parallels;
use super::CHUNK;
use crate::geo::{LonLat, Projection};
use crate::smap::{arc_of, span, Atlas};

/// Width of the map in units of the plane: the picture is this many units wide at any size.
pub const WIDTH: f64 = 1000.0;

/// An upright box, units of the plane, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Left and top.
    pub min: [f32; 2],
    /// Right and bottom.
    pub max: [f32; 2],
}

impl Window {
    pub(super) const EMPTY: Self = Self {
        min: [f32::INFINITY; 2],
        max: [f32::NEG_INFINITY; 2],
    };

    pub(super) fn add(&mut self, [x, y]: [f32; 2]) {
        let ([left, top], [right, bottom]) = (self.min, self.max);
        self.min = [left.min(x), top.min(y)];
        self.max = [right.max(x), bottom.max(y)];
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.min, self.max);
        let ([e, f], [g, h]) = (other.min, other.max);
        a <= g && e <= c && b <= h && f <= d
    }

    /// Distance to a point outside; 0 inside.
    pub(super) fn distance(&self, [x, y]: [f32; 2]) -> f32 {
        let ([left, top], [right, bottom]) = (self.min, self.max);
        let dx = (left - x).max(x - right).max(0.0);
        let dy = (top - y).max(y - bottom).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }
}

/// A run of an arc's vertices. It begins with the last vertex of the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub(super) first: u32,
    /// The last one, included.
    pub(super) last: u32,
    pub(super) arc: u32,
    pub(super) window: Window,
}

/// A region on the plane.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) window: Window,
    /// Units², without holes.
    pub(super) area: f32,
    /// Painted over the countries, as disputed areas are.
    pub(super) over: bool,
}

/// An atlas laid on the plane.
#[derive(Debug, Clone)]
pub struct ProjectedAtlas {
    pub(super) atlas: Atlas,
    /// By vertex.
    pub(super) points: Vec<[f32; 2]>,
    /// Of all arcs, one after the other.
    pub(super) chunks: Vec<Chunk>,
    /// Chunks of arc i: from the i-th of these numbers to the next.
    pub(super) chunk_starts: Vec<u32>,
    /// By arc: the regions that it bounds, each as often as it does so.
    users: Lists<u16>,
    pub(super) places: Vec<Place>,
    /// Made when a place is first asked for: the first picture needs none.
    rows: OnceCell<Rows>,
    /// Square of the plane's units a steradian.
    per_steradian: f64,
}

impl ProjectedAtlas {
    /// Lays `atlas` on the plane of a flat `projection` that is fitted to [`WIDTH`] and whose centre
    /// is the atlas' own meridian 0. `over` has the numbers of the regions that
    /// are painted over countries.
    ///
    /// # Complexity
    /// In proportion to the vertices: one projection each.
    pub fn new(atlas: Atlas, projection: &Projection, over: &[u16]) -> Self {
        let quantum = atlas.quantum;
        let parallels = Parallels::new(projection);
        let points: Vec<[f32; 2]> = atlas
            .vertices
            .iter()
            .map(|[lon, lat]| {
                let place = LonLat {
                    lon: f64::from(*lon) * quantum,
                    lat: f64::from(*lat) * quantum,
                };
                parallels.forward(place)
            })
            .collect();
        let users = users(&atlas);
        let mut chart = Self {
            atlas,
            points,
            chunks: Vec::new(),
            chunk_starts: vec![0],
            users,
            places: Vec::new(),
            rows: OnceCell::new(),
            per_steradian: projection.px_per_radian().powi(2),
        };
        chart.cut_into_chunks();
        chart.places = (0..chart.atlas.regions.len())
            .map(|region| chart.place(region, over.iter().any(|over| usize::from(*over) == region)))
            .collect();
        chart
    }

    pub(super) fn rows(&self) -> &Rows {
        self.rows.get_or_init(|| Rows::new(&self.chunks))
    }

    /// The key of a region.
    pub fn key(&self, region: usize) -> Option<&str> {
        Some(&self.atlas.regions.get(region)?.key)
    }

    /// The region with a key.
    pub(super) fn number(&self, key: &str) -> Option<u16> {
        let at = self.atlas.regions.iter().position(|r| r.key == key)?;
        u16::try_from(at).ok()
    }

    /// Whether a region is painted over countries.
    pub fn is_over(&self, region: usize) -> bool {
        self.places.get(region).is_some_and(|place| place.over)
    }

    pub(super) fn is_cut(&self, arc: usize) -> bool {
        self.atlas.cuts.get(arc).copied().unwrap_or(true)
    }

    /// How many regions there are.
    pub fn regions(&self) -> usize {
        self.places.len()
    }

    /// The rank that a vertex must have to be seen where a unit of the plane is `scale` px wide and
    /// triangles under `detail_px2` can't be seen.
    pub fn rank(&self, scale: f64, detail_px2: f64) -> u8 {
        self.atlas
            .rank_for(detail_px2 / (scale * scale * self.per_steradian))
    }

    /// The same for a globe, a unit of whose own plane is `scale` px wide.
    pub fn rank_at(&self, scale: f64, globe: &Projection, detail_px2: f64) -> u8 {
        self.atlas
            .rank_for(detail_px2 / (scale * globe.px_per_radian()).powi(2))
    }

    /// The box of a region with a shape.
    pub fn bounds(&self, region: usize) -> Option<Window> {
        let window = self.places.get(region)?.window;
        (window.min[0] <= window.max[0]).then_some(window)
    }

    /// Units² of the plane that a region covers.
    pub fn area(&self, region: usize) -> f32 {
        self.places.get(region).map_or(0.0, |place| place.area)
    }

    /// Where a region's marker stands if it is alone.
    pub fn home(&self, region: usize) -> Option<LonLat> {
        let [lon, lat] = self.atlas.regions.get(region)?.home?;
        Some(LonLat {
            lon: f64::from(lon) * self.atlas.quantum,
            lat: f64::from(lat) * self.atlas.quantum,
        })
    }

    fn cut_into_chunks(&mut self) {
        let bounds = self.atlas.starts.windows(2);
        for (arc, bound) in (0u32..).zip(bounds) {
            let &[start, end] = bound else { continue };
            let mut first = start;
            while first + 1 < end {
                let last = (first + CHUNK as u32).min(end - 1);
                let mut window = Window::EMPTY;
                for point in self.run(first, last) {
                    window.add(*point);
                }
                self.chunks.push(Chunk {
                    first,
                    last,
                    arc,
                    window,
                });
                first = last;
            }
            self.chunk_starts.push(self.chunks.len() as u32);
        }
    }

    /// The vertices from one to another, both included.
    pub(super) fn run(&self, first: u32, last: u32) -> &[[f32; 2]] {
        let range = first as usize..=last as usize;
        self.points.get(range).unwrap_or_default()
    }

    /// The chunks of an arc.
    pub(super) fn chunks_of(&self, arc: usize) -> &[Chunk] {
        let range = span(&self.chunk_starts, arc);
        self.chunks.get(range).unwrap_or_default()
    }

    /// The regions that an arc bounds.
    pub(super) fn users_of(&self, arc: usize) -> &[u16] {
        self.users.of(arc)
    }

    fn place(&self, region: usize, over: bool) -> Place {
        let mut window = Window::EMPTY;
        let mut doubled = 0.0;
        for reference in self.references(region) {
            let (arc, forward) = arc_of(reference);
            let mut along = 0.0;
            for chunk in self.chunks_of(arc) {
                window.add(chunk.window.min);
                window.add(chunk.window.max);
                for edge in self.run(chunk.first, chunk.last).windows(2) {
                    let &[[ax, ay], [bx, by]] = edge else {
                        continue;
                    };
                    along += f64::from(ax) * f64::from(by) - f64::from(bx) * f64::from(ay);
                }
            }
            doubled += if forward { along } else { -along };
        }
        Place {
            window,
            area: (doubled / 2.0).abs() as f32,
            over,
        }
    }

    /// The rings of a region, as arc references.
    pub(super) fn rings(&self, region: usize) -> impl Iterator<Item = &[i32]> + '_ {
        rings(&self.atlas, region)
    }

    /// All arc references of a region's rings.
    pub(super) fn references(&self, region: usize) -> impl Iterator<Item = i32> + '_ {
        self.rings(region).flatten().copied()
    }
}

/// By arc, the regions whose rings run along it.
fn users(atlas: &Atlas) -> Lists<u16> {
    Lists::new(atlas.arcs(), || {
        let regions = (0..atlas.regions.len()).zip(0u16..);
        regions.flat_map(|(region, number)| {
            let references = rings(atlas, region).flatten();
            references.map(move |reference| (arc_of(*reference).0, number))
        })
    })
}

fn rings(atlas: &Atlas, region: usize) -> impl Iterator<Item = &[i32]> + '_ {
    let region = atlas.regions.get(region);
    let polygons = region.map_or(0..0, |region| atlas.polygons_of(region));
    polygons.flat_map(|polygon| atlas.rings_of(polygon))
}
