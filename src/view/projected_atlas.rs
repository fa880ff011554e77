//! The atlas in map space: projected vertices, boxes of chunks, and which region lies beside which
//! arc.
//!
//! Takes a decoded atlas and a flat projection; gives what tracing and hit tests ask. What is traced is
//! decided in `trace`.

use std::cell::OnceCell;
use std::rc::Rc;

use super::lists::Lists;
use super::parallels::Parallels;
use super::rows::Rows;
use super::window::Window;
use super::CHUNK;
use crate::geo::{LonLat, Projection};
use crate::smap::{arc_of, span, Atlas};

/// Width of the map in map units: the picture is this many units wide at any size.
pub const WIDTH: f64 = 1000.0;

/// A run of an arc's vertices. It begins with the last vertex of the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub(super) first: u32,
    /// The last one, included.
    pub(super) last: u32,
    pub(super) arc: u32,
    pub(super) window: Window,
}

/// A region in map space.
#[derive(Debug, Clone)]
pub(super) struct RegionShape {
    pub(super) window: Window,
    /// Map units², without holes.
    pub(super) area: f32,
    /// Whether it lies over others, as disputed areas do.
    pub(super) is_overlay: bool,
}

/// An atlas in map space.
#[derive(Debug, Clone)]
pub struct ProjectedAtlas {
    /// One for all projections of it.
    pub(super) atlas: Rc<Atlas>,
    /// By vertex.
    pub(super) points: Vec<[f32; 2]>,
    /// Of all arcs, one after the other.
    pub(super) chunks: Vec<Chunk>,
    /// Chunks of arc i: from the i-th of these numbers to the next.
    pub(super) chunk_starts: Vec<u32>,
    /// By arc: the regions that it bounds, each as often as it does so.
    users: Rc<Lists<u16>>,
    pub(super) shapes: Vec<RegionShape>,
    /// Made when a place is first asked for: the first picture needs none.
    rows: OnceCell<Rows>,
    /// Map units² a steradian.
    per_steradian: f64,
}

impl ProjectedAtlas {
    /// Projects `atlas` by a flat `projection` that is fitted to [`WIDTH`] and whose centre is the
    /// atlas' own meridian 0. `overlays` has the numbers of the regions that lie over others.
    ///
    /// # Complexity
    /// In proportion to the vertices: one projection each.
    pub fn new(atlas: Atlas, projection: &Projection, overlays: &[u16]) -> Self {
        let users = Rc::new(users(&atlas));
        let is_overlay = |region: usize| overlays.iter().any(|own| usize::from(*own) == region);
        Self::project(Rc::new(atlas), users, projection, &is_overlay)
    }

    /// The same atlas in another projection.
    pub fn also(&self, projection: &Projection) -> Self {
        let is_overlay = |region: usize| self.is_overlay(region);
        let (atlas, users) = (Rc::clone(&self.atlas), Rc::clone(&self.users));
        Self::project(atlas, users, projection, &is_overlay)
    }

    #[inline(never)]
    fn project(
        atlas: Rc<Atlas>,
        users: Rc<Lists<u16>>,
        projection: &Projection,
        is_overlay: &dyn Fn(usize) -> bool,
    ) -> Self {
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
        let mut projected = Self {
            atlas,
            points,
            chunks: Vec::new(),
            chunk_starts: vec![0],
            users,
            shapes: Vec::new(),
            rows: OnceCell::new(),
            per_steradian: projection.px_per_radian().powi(2),
        };
        projected.cut_into_chunks();
        projected.shapes = (0..projected.atlas.regions.len())
            .map(|region| projected.shape(region, is_overlay(region)))
            .collect();
        projected
    }

    pub(super) fn rows(&self) -> &Rows {
        self.rows
            .get_or_init(|| Rows::new(|| self.chunks.iter().map(|chunk| chunk.window)))
    }

    /// The region with a key.
    pub(super) fn number(&self, key: &str) -> Option<u16> {
        let at = self.atlas.regions.iter().position(|r| r.key == key)?;
        u16::try_from(at).ok()
    }

    /// Whether a region lies over others.
    pub fn is_overlay(&self, region: usize) -> bool {
        self.shapes
            .get(region)
            .is_some_and(|shape| shape.is_overlay)
    }

    pub(super) fn is_cut(&self, arc: usize) -> bool {
        self.atlas.cuts.get(arc).copied().unwrap_or(true)
    }

    /// How many regions there are.
    pub fn regions(&self) -> usize {
        self.shapes.len()
    }

    /// The rank that a vertex must have to be seen where a map unit is `scale` px wide and
    /// triangles under `detail_px2` can't be seen.
    pub fn rank(&self, scale: f64, detail_px2: f64) -> u8 {
        self.atlas
            .rank_for(detail_px2 / (scale * scale * self.per_steradian))
    }

    /// The box of a region with a shape.
    pub fn bounds(&self, region: usize) -> Option<Window> {
        let window = self.shapes.get(region)?.window;
        (window.min[0] <= window.max[0]).then_some(window)
    }

    /// Map units² that a region covers.
    pub fn area(&self, region: usize) -> f32 {
        self.shapes.get(region).map_or(0.0, |shape| shape.area)
    }

    /// Where a region's marker stands if it is alone.
    pub fn home(&self, region: usize) -> Option<LonLat> {
        let [lon, lat] = self.atlas.regions.get(region)?.home?;
        Some(LonLat {
            lon: f64::from(lon) * self.atlas.quantum,
            lat: f64::from(lat) * self.atlas.quantum,
        })
    }

    #[inline(never)]
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

    #[inline(never)]
    fn shape(&self, region: usize, is_overlay: bool) -> RegionShape {
        let mut window = Window::EMPTY;
        let mut doubled = 0.0;
        for reference in self.references(region) {
            let (arc, forward) = arc_of(*reference);
            for chunk in self.chunks_of(arc) {
                window.add(chunk.window.min);
                window.add(chunk.window.max);
            }
            let along = self.doubled_area(arc);
            doubled += if forward { along } else { -along };
        }
        RegionShape {
            window,
            area: (doubled / 2.0).abs() as f32,
            is_overlay,
        }
    }

    /// Twice the area between an arc and the origin, map units², by its direction: by the formula of
    /// the shoelace.
    fn doubled_area(&self, arc: usize) -> f64 {
        let mut sum = 0.0;
        for chunk in self.chunks_of(arc) {
            for edge in self.run(chunk.first, chunk.last).windows(2) {
                if let &[[ax, ay], [bx, by]] = edge {
                    sum += f64::from(ax) * f64::from(by) - f64::from(bx) * f64::from(ay);
                }
            }
        }
        sum
    }

    /// Whether an arc is a ring by itself that covers less than so many map units².
    pub(super) fn is_islet(&self, arc: usize, least: f64) -> bool {
        let (Some(first), Some(last)) = (self.chunks_of(arc).first(), self.chunks_of(arc).last())
        else {
            return false;
        };
        let ends = (
            self.points.get(first.first as usize),
            self.points.get(last.last as usize),
        );
        ends.0 == ends.1 && self.doubled_area(arc).abs() / 2.0 < least
    }

    /// The rings of a region, as arc references.
    pub(super) fn rings(&self, region: usize) -> impl Iterator<Item = &[i32]> + '_ {
        let rings = rings(&self.atlas, region);
        rings.map(|ring| {
            let references = self.atlas.refs.get(span(&self.atlas.rings, ring));
            references.unwrap_or_default()
        })
    }

    /// All arc references of a region's rings.
    pub(super) fn references(&self, region: usize) -> &[i32] {
        references(&self.atlas, region)
    }
}

/// By arc, the regions whose rings run along it.
fn users(atlas: &Atlas) -> Lists<u16> {
    Lists::new(atlas.arcs(), || {
        let regions = (0..atlas.regions.len()).zip(0u16..);
        regions.flat_map(|(region, number)| {
            let references = references(atlas, region).iter();
            references.map(move |reference| (arc_of(*reference).0, number))
        })
    })
}

/// All arc references of a region's rings, which stand side by side.
fn references(atlas: &Atlas, region: usize) -> &[i32] {
    let rings = rings(atlas, region);
    let range = bound(&atlas.rings, rings.start)..bound(&atlas.rings, rings.end);
    atlas.refs.get(range).unwrap_or_default()
}

/// The numbers of a region's rings: those of its polygons, which stand side by side.
fn rings(atlas: &Atlas, region: usize) -> std::ops::Range<usize> {
    let region = atlas.regions.get(region);
    let polygons = region.map_or(0..0, |region| atlas.polygons_of(region));
    bound(&atlas.polygons, polygons.start)..bound(&atlas.polygons, polygons.end)
}

/// Where group i begins in a list.
fn bound(starts: &[u32], i: usize) -> usize {
    starts.get(i).map_or(0, |start| *start as usize)
}
