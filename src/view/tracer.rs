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

/// A line of page data with more numbers is no border.
const BORDER: usize = 6;

/// The lines between two regions, or round one that is given twice, for which this says so; without disputed ones and
/// without islands of less than so many map units².
#[inline(never)]
fn undisputed(
    shapes: &mut Shapes,
    lines: &[f64],
    is_wanted: &dyn Fn(u16, u16) -> bool,
    least: f64,
    scale: f64,
    window: Option<&Window>,
) -> Trace {
    let borders = || {
        each(lines)
            .map(|(_, line)| line)
            .filter(|line| line.len() <= BORDER)
    };
    let is_line = |users: &[u16]| {
        let Some(first) = users.first() else {
            return false;
        };
        let other = users.iter().find(|user| *user != first).unwrap_or(first);
        is_wanted(*first, *other) && !borders().any(|line| is_pair(users, line))
    };
    let mut out = shapes.trace(&Wanted::Lines(&is_line, least), scale, window);
    for line in borders() {
        if let &[a, b, _, ..] = line {
            for panel in 0..=shapes.insets.len() {
                if is_wanted(a as u16, b as u16) {
                    out.append(&shapes.border(panel, line, scale, true));
                }
            }
        }
    }
    out
}

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
    /// Disputed lines, as page data has them.
    lines: Vec<f64>,
}

/// Whether the first two numbers of a line are two of the regions that an arc bounds.
fn is_pair(users: &[u16], line: &[f64]) -> bool {
    let mut pair = line.iter().take(2);
    pair.all(|region| users.contains(&(*region as u16)))
}

/// The lines of page data: the set of each, and its numbers.
fn each(lines: &[f64]) -> impl Iterator<Item = (f64, &[f64])> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let (&[set, count], after) = rest.split_first_chunk()?;
        let (line, after) = after.split_at_checked(count as usize)?;
        rest = after;
        Some((set, line))
    })
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

    /// Of the border between two regions, the first of these numbers, the portion between two places, degrees, or the
    /// rest; all of it without places.
    #[inline(never)]
    fn border(&mut self, panel: usize, line: &[f64], scale: f64, is_rest: bool) -> Trace {
        let is_between = |users: &[u16]| is_pair(users, line);
        let border = self.on(panel, &Wanted::Lines(&is_between, 0.0), scale, None);
        let mut ends = line.chunks_exact(2).skip(1).map(|place| {
            let &[lon, lat] = place else { return None };
            let point = self.forward(panel, LonLat { lon, lat })?;
            Some([point.x as f32, point.y as f32])
        });
        match (ends.next(), ends.next()) {
            (Some(Some(from)), Some(Some(to))) => border.portion(from, to, is_rest),
            (None, _) if !is_rest => border,
            _ => Trace::default(),
        }
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

    /// On a panel: 0 is the main map, others are insets.
    #[inline(never)]
    fn on(&mut self, panel: usize, wanted: &Wanted, scale: f64, window: Option<&Window>) -> Trace {
        let Some(inset) = panel.checked_sub(1).and_then(|i| self.insets.get(i)) else {
            return self.main(wanted, scale, window);
        };
        let mut out = Trace::default();
        inset.trace(wanted, scale, window, &mut out);
        out
    }

    fn forward(&self, panel: usize, place: LonLat) -> Option<Point> {
        let inset = panel.checked_sub(1).and_then(|i| self.insets.get(i));
        inset
            .map_or(self.shown(), |inset| &inset.projection)
            .forward(place)
    }

    /// A line of degrees, `lon, lat …`, on a panel.
    #[inline(never)]
    fn degrees(&self, panel: usize, degrees: &[f64]) -> Trace {
        let mut out = Trace::default();
        let mut before = f64::NAN;
        for place in degrees.chunks_exact(2) {
            let &[lon, lat] = place else { continue };
            let point = self.forward(panel, LonLat { lon, lat });
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
        match panel.checked_sub(1).and_then(|i| self.insets.get(i)) {
            Some(inset) => out.clipped(&inset.frame, false),
            None => out,
        }
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
    /// `overlays` the numbers of those that lie over others, `lines` the disputed lines as page data has them.
    pub fn new(
        atlas: Atlas,
        fitted: Projection,
        class_of: Vec<u8>,
        overlays: &[u16],
        lines: Vec<f64>,
    ) -> Self {
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
            lines,
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

    /// The borders between regions of these classes, two and two, the lower one first; without disputed ones.
    pub fn borders(&mut self, pairs: &[u8], scale: f64, window: Option<&Window>) -> Trace {
        let class_of = &self.class_of;
        let is_wanted = |a: u16, b: u16| {
            let classes = [a, b].map(|region| class_of.get(usize::from(region)));
            let [one, other] = classes.map(|class| class.copied().unwrap_or(NO_CLASS));
            let pair = [one.min(other), one.max(other)];
            a != b && pairs.chunks_exact(2).any(|of| of == pair)
        };
        undisputed(
            &mut self.shapes,
            &self.lines,
            &is_wanted,
            0.0,
            scale,
            window,
        )
    }

    /// What is round some regions: borders without disputed ones, and coasts without those of islands of less than so
    /// many px².
    pub fn seats(
        &mut self,
        regions: &[f64],
        least_px2: f64,
        scale: f64,
        window: Option<&Window>,
    ) -> Trace {
        let is_seat = |region: u16| regions.contains(&f64::from(region));
        let is_wanted = |a, b| is_seat(a) || is_seat(b);
        let least = least_px2 / (scale * scale);
        undisputed(
            &mut self.shapes,
            &self.lines,
            &is_wanted,
            least,
            scale,
            window,
        )
    }

    /// The disputed lines of a set, 0 for dashed or 1 for dotted ones: without outlines that are less than `across` px
    /// across, and without edges that lie within `apart` px of lines before.
    pub fn disputed(&mut self, set: f64, [across, apart]: [f64; 2], scale: f64) -> Trace {
        let mut out = Trace::default();
        for panel in 0..=self.shapes.insets.len() {
            self.disputed_on(panel, set, [across, apart], scale, &mut out);
        }
        out
    }

    fn disputed_on(
        &mut self,
        panel: usize,
        set: f64,
        [across, apart]: [f64; 2],
        scale: f64,
        out: &mut Trace,
    ) {
        let mut drawn = Trace::default();
        for (of, line) in each(&self.lines) {
            let is_outline = line.len() > BORDER;
            let own = match is_outline {
                true => self.shapes.degrees(panel, line),
                false => self.shapes.border(panel, line, scale, false),
            };
            if is_outline && f64::from(own.across()) * scale < across {
                continue;
            }
            let mut clear = Trace::default();
            clear.add_deep(&own, (apart / scale) as f32, &|p| drawn.distance(p));
            drawn.append(&clear);
            if of == set {
                out.append(&clear);
            }
        }
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

    /// All of a region, with what lies over it and does not show its stance as holes by the even-odd rule.
    pub fn shape(&mut self, region: usize, scale: f64, window: Option<&Window>) -> Trace {
        let over = &self.area_class_of;
        let is_wanted = |of: usize| of == region || over.get(of) == Some(&NO_CLASS);
        self.shapes.trace(&Wanted::Areas(&is_wanted), scale, window)
    }

    /// A ring of degrees, `lon, lat …`.
    pub fn ring(&self, degrees: &[f64]) -> Trace {
        let mut out = Trace::default();
        for panel in 0..=self.shapes.insets.len() {
            out.append(&self.shapes.degrees(panel, degrees));
        }
        out
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
