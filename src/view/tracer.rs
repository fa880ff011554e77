//! The moving map: one type that traces it and answers what lies where, whether flat, a globe or in
//! detail tiles.
//!
//! Takes an atlas, a projection fitted to [`WIDTH`] and each region's class; gives paths for a part of
//! the map at a scale, and answers in map units. The page's layers decide what is painted with the paths.

use super::detail_tiles::DetailTiles;
use super::globe::Globe;
use super::inset::Inset;
use super::projected_atlas::{ProjectedAtlas, WIDTH};
use super::trace::{Trace, Wanted};
use super::window::Window;
use super::DETAIL_PX2;
use crate::geo::{self, LonLat, Point, Projection, ProjectionName};
use crate::smap::Atlas;

/// A region that covers less is islets, map units².
const ISLETS: f32 = 2.0;

/// The edges of a region and of an overlay area that are the same line lie at most so far apart, map units: the one
/// may be of a detail tile, the other is of the atlas.
const SAME_LINE: f32 = 0.05;

/// No place in a list of classes.
const NO_CLASS: u8 = u8::MAX;

/// An atlas in map space, traced and asked.
#[derive(Debug, Clone)]
pub struct Tracer {
    shapes: Shapes,
    /// By region.
    class_of: Vec<u8>,
    /// The same, [`NO_CLASS`] for overlay areas.
    area_class_of: Vec<u8>,
    /// What projects the degrees of atlas and tiles, which are from their own meridian.
    flat: Projection,
}

/// Where the shapes are taken from.
#[derive(Debug, Clone)]
struct Shapes {
    atlas: ProjectedAtlas,
    /// Flat; of a globe that of its atlas, for what lies where.
    projection: Projection,
    globe: Option<(Projection, Globe)>,
    tiles: DetailTiles,
    /// Whether all that is in sight has come in tiles.
    shows_tiles: bool,
    /// Parts that are shown larger, below `frame`.
    insets: Vec<Inset>,
    /// Of the map without insets; what lies outside would run into them.
    frame: Window,
}

impl Shapes {
    /// For a picture of `scale` px a map unit; what lies outside the window is left out.
    #[inline(never)]
    fn trace(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let mut out = self.main(wanted, scale, window);
        for inset in &self.insets {
            inset.trace(wanted, scale, window, &mut out);
        }
        out
    }

    /// The same without insets.
    #[inline(never)]
    fn main(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let all = self.unclipped(wanted, scale, window);
        if self.insets.is_empty() {
            return all;
        }
        all.clipped(&self.frame, matches!(wanted, Wanted::Areas(_)))
    }

    #[inline(never)]
    fn unclipped(&mut self, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let mut out = Trace::default();
        let (atlas, tiles) = (&self.atlas, &self.tiles);
        let rank = atlas.rank(scale, DETAIL_PX2);
        if let Some((_, globe)) = &mut self.globe {
            globe.trace(atlas, wanted, rank, &mut out);
            return out;
        }
        if !self.shows_tiles {
            atlas.trace(wanted, rank, window, &mut out);
            return out;
        }
        match wanted {
            Wanted::Areas(is_wanted) => {
                let without_tile = |region| is_wanted(region) && !tiles.has(region);
                atlas.trace(&Wanted::Areas(&without_tile), rank, window, &mut out);
            }
            Wanted::Outline(region) if !tiles.has(*region) => {
                atlas.trace(wanted, rank, window, &mut out);
            }
            _ => {}
        }
        tiles.trace(wanted, (scale, DETAIL_PX2), window, &mut out);
        out
    }

    /// The projection of what is shown.
    fn shown(&self) -> &Projection {
        let globe = self.globe.as_ref();
        globe.map_or(&self.projection, |(projection, _)| projection)
    }

    /// A point of what is shown, in the map space of the atlas.
    #[inline(never)]
    fn flat(&self, point: Point) -> Option<[f32; 2]> {
        let point = match &self.globe {
            Some((projection, _)) => self.projection.forward(projection.inverse(point)?)?,
            None => point,
        };
        Some([point.x as f32, point.y as f32])
    }

    #[inline(never)]
    fn inset(&self, point: Point) -> Option<&Inset> {
        self.insets.iter().find(|inset| inset.holds(point))
    }

    /// How far inside a region of the atlas a traced vertex lies, map units; below 0 outside.
    fn depth(&self, region: usize, [x, y]: [f32; 2]) -> f32 {
        let [x, y] = [x, y].map(f64::from);
        if let Some(inset) = self.inset(Point { x, y }) {
            return inset.atlas.depth(region, [x as f32, y as f32]);
        }
        let flat = self.flat(Point { x, y });
        flat.map_or(f32::NEG_INFINITY, |p| self.atlas.depth(region, p))
    }
}

impl Tracer {
    /// `fitted` is the projection of the map. `class_of` has the class of each region of the atlas,
    /// `overlays` the numbers of those that lie over others.
    pub fn new(atlas: Atlas, fitted: Projection, class_of: Vec<u8>, overlays: &[u16]) -> Self {
        // A globe is asked where it is flat, and the degrees of an atlas are from its own meridian 0.
        let is_globe = fitted.name() == ProjectionName::Orthographic;
        let (name, lat) = match is_globe {
            true => (ProjectionName::Equirectangular, 0.0),
            false => (fitted.name(), fitted.center().lat),
        };
        let turned = Projection::new(name, LonLat { lon: 0.0, lat });
        let flat = turned.placed(fitted.px_per_radian(), fitted.origin());
        let atlas = ProjectedAtlas::new(atlas, &flat, overlays);
        let mut area_class_of = class_of.clone();
        for overlay in overlays {
            if let Some(class) = area_class_of.get_mut(usize::from(*overlay)) {
                *class = NO_CLASS;
            }
        }
        let mut tracer = Self {
            shapes: Shapes {
                globe: is_globe.then(|| (fitted, Globe::new(&atlas))),
                projection: if is_globe { flat } else { fitted },
                atlas,
                tiles: DetailTiles::default(),
                shows_tiles: false,
                insets: Vec::new(),
                frame: Window::EMPTY,
            },
            flat,
            class_of,
            area_class_of,
        };
        tracer.turn(fitted.center());
        tracer
    }

    /// The rings of the regions of a class, overlay areas left out.
    pub fn areas(&mut self, class: u8, scale: f64, window: Option<&Window>) -> Trace {
        let area_class_of = &self.area_class_of;
        let is_wanted = |region: usize| area_class_of.get(region) == Some(&class);
        self.shapes.trace(&Wanted::Areas(&is_wanted), scale, window)
    }

    /// The borders between regions of these classes, two and two, the lower one first.
    pub fn borders(&mut self, pairs: &[u8], scale: f64, window: Option<&Window>) -> Trace {
        let class_of = &self.class_of;
        let class = |region: &u16| class_of.get(usize::from(*region));
        let is_pair = |a: u8, b: u8| {
            pairs
                .chunks_exact(2)
                .any(|pair| pair == [a.min(b), a.max(b)])
        };
        let is_wanted = |users: &[u16]| match users.split_first() {
            Some((first, rest)) => rest
                .iter()
                .find(|user| *user != first)
                .and_then(|other| Some(is_pair(*class(first)?, *class(other)?)))
                .unwrap_or(false),
            None => false,
        };
        self.shapes
            .trace(&Wanted::Lines(&is_wanted, 0.0), scale, window)
    }

    /// The coasts of the regions of a class, without islands of less than so many px².
    pub fn coasts(
        &mut self,
        class: u8,
        least_px2: f64,
        scale: f64,
        window: Option<&Window>,
    ) -> Trace {
        let class_of = &self.class_of;
        let is_wanted = |users: &[u16]| match users.split_first() {
            Some((first, rest)) => {
                class_of.get(usize::from(*first)) == Some(&class)
                    && rest.iter().all(|user| user == first)
            }
            None => false,
        };
        let wanted = Wanted::Lines(&is_wanted, least_px2 / (scale * scale));
        self.shapes.trace(&wanted, scale, window)
    }

    /// All lines round a region. Overlay areas that lie in it, which do not show its stance, are left out, as bays are.
    pub fn outline(&mut self, region: usize, scale: f64, window: Option<&Window>) -> Trace {
        let shapes = &mut self.shapes;
        let all = 0..shapes.atlas.regions();
        let overlays = all.filter(|other| *other != region && shapes.atlas.is_overlay(*other));
        let overlays: Vec<usize> = overlays.collect();
        let mut out = Trace::default();
        // In full: edges are compared by their vertices.
        for overlay in &overlays {
            let edge = shapes.trace(&Wanted::Outline(*overlay), f64::INFINITY, None);
            out.add_deep(&edge, SAME_LINE, &|p| shapes.depth(region, p));
        }
        if out.ends.is_empty() {
            return shapes.trace(&Wanted::Outline(region), scale, window);
        }
        let edge = shapes.trace(&Wanted::Outline(region), f64::INFINITY, None);
        let outside = |p| {
            let outside = overlays.iter().map(|overlay| -shapes.depth(*overlay, p));
            outside.fold(f32::INFINITY, f32::min)
        };
        out.add_deep(&edge, SAME_LINE, &outside);
        out
    }

    /// A line of page data: the border between two regions; the portion of it between two places,
    /// degrees; or a line of four places or more.
    pub fn line(&mut self, line: &[f64], scale: f64, window: Option<&Window>) -> Trace {
        match *line {
            [a, b] => {
                let wanted = Wanted::Lines(&is_border(a, b), 0.0);
                self.shapes.trace(&wanted, scale, window)
            }
            [a, b, west, south, east, north] => {
                let ends = [(west, south), (east, north)].map(|(lon, lat)| LonLat { lon, lat });
                let wanted = &Wanted::Lines(&is_border(a, b), 0.0);
                let mut out = self.shapes.main(wanted, scale, None);
                out.keep_between(ends, self.shapes.shown());
                for inset in &self.shapes.insets {
                    let mut border = Trace::default();
                    inset.trace(wanted, scale, None, &mut border);
                    border.keep_between(ends, &inset.projection);
                    out.append(&border);
                }
                out
            }
            _ => {
                let mut out = degrees(line, self.shapes.shown());
                for inset in &self.shapes.insets {
                    let line = degrees(line, &inset.projection);
                    out.append(&line.clipped(&inset.frame, false));
                }
                out
            }
        }
    }

    /// Adds a detail tile.
    pub fn add_tile(&mut self, tile: Atlas) {
        let shapes = &mut self.shapes;
        shapes.tiles.add(&shapes.atlas, tile, &self.flat);
    }

    /// Whether to show the detail tiles that have come: all that is in sight.
    pub fn show_tiles(&mut self, shown: bool) {
        self.shapes.shows_tiles = shown && self.shapes.globe.is_none();
    }

    /// Turns a globe to face a place.
    pub fn turn(&mut self, center: LonLat) {
        if let Some((projection, globe)) = &mut self.shapes.globe {
            *projection = Projection::new(ProjectionName::Orthographic, center)
                .placed(projection.px_per_radian(), projection.origin());
            globe.turn(projection.center());
        }
    }

    /// Shows parts of the world larger, each as the numbers of page data say, below a map `height` map units high;
    /// none for no numbers.
    pub fn set_insets(&mut self, numbers: &[f64], height: f32) {
        let shapes = &mut self.shapes;
        let meridian = shapes.projection.center().lon;
        let insets = numbers.chunks_exact(9);
        let insets = insets.filter_map(|own| Inset::new(own, &shapes.atlas, meridian));
        shapes.insets = insets.collect();
        shapes.frame = Window {
            min: [0.0; 2],
            max: [WIDTH as f32, height],
        };
    }

    /// Where an inset shows what lies at a point of the main map: `[x, y]`, and how many times as large.
    pub fn enlarged(&self, point: Point) -> Option<[f64; 3]> {
        let shapes = &self.shapes;
        let place = shapes.projection.inverse(point)?;
        let shown = |inset: &Inset| {
            let Point { x, y } = inset.forward(place)?;
            let times = inset.projection.px_per_radian() / shapes.projection.px_per_radian();
            Some([x, y, times])
        };
        shapes.insets.iter().find_map(shown)
    }

    /// The region that is painted at a point.
    pub fn at(&self, point: Point) -> Option<usize> {
        let shapes = &self.shapes;
        if let Some(inset) = shapes.inset(point) {
            return inset.atlas.at([point.x as f32, point.y as f32]);
        }
        let p = shapes.flat(point)?;
        let found = shapes.atlas.at(p);
        if !shapes.shows_tiles || found.is_some_and(|region| shapes.atlas.is_overlay(region)) {
            return found;
        }
        // An islet may lie a little elsewhere in a tile: its place is that of the atlas.
        let is_islet = |region: &usize| shapes.atlas.area(*region) < ISLETS;
        shapes.tiles.at(p).or(found.filter(is_islet))
    }

    /// The nearest region of less than `small` map units² at most `radius` units away, and how far it
    /// is.
    pub fn near(&self, point: Point, small: f32, radius: f32) -> Option<(usize, f32)> {
        let shapes = &self.shapes;
        if let Some(inset) = shapes.inset(point) {
            return inset
                .atlas
                .near([point.x as f32, point.y as f32], small, radius);
        }
        let p = shapes.flat(point)?;
        shapes.atlas.near(p, small.max(ISLETS), radius)
    }

    /// Whether a region reaches into a box.
    pub fn meets(&self, region: usize, area: &Window) -> bool {
        let in_inset = |inset: &Inset| {
            let area = inset.frame.shared(area);
            area.is_some_and(|area| inset.atlas.meets(region, &area))
        };
        self.shapes.insets.iter().any(in_inset)
            || (self.shapes.globe.is_none() && self.shapes.atlas.meets(region, area))
    }

    /// The box of a region: in the inset that shows its home, if there is one.
    pub fn bounds(&self, region: usize) -> Option<Window> {
        let inset = self.home_place(region).and_then(|home| {
            let mut insets = self.shapes.insets.iter();
            insets.find(|inset| inset.forward(home).is_some())
        });
        inset
            .map_or(&self.shapes.atlas, |inset| &inset.atlas)
            .bounds(region)
    }

    /// Map units² that a region covers.
    pub fn area(&self, region: usize) -> f32 {
        self.shapes.atlas.area(region)
    }

    /// A place at which a region is: its home, else the middle of its box.
    pub fn middle(&self, region: usize) -> Option<LonLat> {
        self.home_place(region).or_else(|| {
            let Window { min, max } = self.bounds(region)?;
            let [x, y] = [(min[0] + max[0]) / 2.0, (min[1] + max[1]) / 2.0].map(f64::from);
            self.shapes.projection.inverse(Point { x, y })
        })
    }

    /// Where a region's marker stands if it is alone.
    pub fn home(&self, region: usize) -> Option<Point> {
        self.forward(self.home_place(region)?)
    }

    /// The degrees of an atlas are from its central meridian.
    #[inline(never)]
    fn home_place(&self, region: usize) -> Option<LonLat> {
        let home = self.shapes.atlas.home(region)?;
        let lon = geo::wrapped(home.lon + self.shapes.projection.center().lon);
        Some(LonLat { lon, ..home })
    }

    /// Where a place is; nothing for one that is not seen.
    #[inline(never)]
    pub fn forward(&self, place: LonLat) -> Option<Point> {
        self.shapes.shown().forward(place)
    }

    /// The degrees of a point.
    #[inline(never)]
    pub fn inverse(&self, point: Point) -> Option<LonLat> {
        match self.shapes.inset(point) {
            Some(inset) => inset.projection.inverse(point),
            None => self.shapes.shown().inverse(point),
        }
    }
}

/// Whether the users of an arc are two regions.
fn is_border(a: f64, b: f64) -> impl Fn(&[u16]) -> bool {
    move |users| {
        [a as u16, b as u16]
            .iter()
            .all(|region| users.contains(region))
    }
}

/// A line of degrees, `lon, lat …`.
#[inline(never)]
fn degrees(degrees: &[f64], projection: &Projection) -> Trace {
    let mut out = Trace::default();
    let mut before = f64::NAN;
    for place in degrees.chunks_exact(2) {
        let &[lon, lat] = place else { continue };
        let point = projection.forward(LonLat { lon, lat });
        // From one edge of the map to the other, or beyond the horizon: another line.
        if point.is_none_or(|point| (point.x - before).abs() > WIDTH / 2.0) {
            out.end(2);
        }
        before = point.map_or(f64::NAN, |point| point.x);
        if let Some(point) = point {
            out.push([point.x as f32, point.y as f32]);
        }
    }
    out.end(2);
    out
}
