//! The chart for the page: what a canvas path is made of, and what lies where. Numbers only.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsError;

use crate::geo::{self, LonLat, Point, Projection, ProjectionName};
use crate::smap::{self, Atlas};
use crate::stance::Stance;
use crate::view::{self, DetailTiles, Globe, Trace, Window, DETAIL_PX2};

/// So many vertices are told at a time: what a page can take in between two frames on a slow telephone.
const PIECE: usize = 2000;

/// A country that covers less is islets, square units of the plane.
const ISLETS: f32 = 2.0;

/// An atlas laid on the plane, traced for a canvas.
#[wasm_bindgen]
pub struct Viewer {
    chart: view::ProjectedAtlas,
    /// Flat; of a globe that of its atlas, for what lies where.
    projection: Projection,
    globe: Option<(Projection, Globe)>,
    /// By region.
    stances: Vec<u8>,
    trace: Trace,
    /// The line of the trace that is told next.
    next: usize,
    details: DetailTiles,
    /// Whether all that is in sight has come in detail.
    is_detailed: bool,
}

#[wasm_bindgen]
impl Viewer {
    /// Lays the bytes of a `.smap` file on the plane. `projection` is a word of map documents,
    /// `center` its meridian and its parallel; the scale and the place of the centre are in units of
    /// the plane. `stances` gives each region's by its place in the legend, `over` has the
    /// numbers of those that are painted over countries, by another hand.
    ///
    /// # Errors
    /// A file that is damaged; a projection that is none.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "numbers cross to JavaScript without an object each"
    )]
    pub fn new(
        atlas: &[u8],
        projection: &str,
        longitude: f64,
        latitude: f64,
        per_radian: f64,
        x: f64,
        y: f64,
        stances: Vec<u8>,
        over: Vec<u16>,
    ) -> Result<Viewer, JsError> {
        let name =
            ProjectionName::parse(projection).ok_or_else(|| JsError::new("no such projection"))?;
        let atlas = smap::decode(atlas).map_err(|damage| JsError::new(damage.text()))?;
        let center = LonLat {
            lon: longitude,
            lat: latitude,
        };
        let fitted = Projection::new(name, center).placed(per_radian, Point { x, y });
        Ok(Self::laid(atlas, fitted, stances, over))
    }

    /// The text of a canvas path of what was traced last, in pieces, with so many grains a unit of the plane:
    /// rings closed, lines open. Nothing after the last one.
    pub fn piece(&mut self, grain: f32, is_closed: bool) -> Option<String> {
        let text = self.trace.piece(&mut self.next, PIECE, grain, is_closed);
        (!text.is_empty()).then_some(text)
    }

    /// Traces the rings of the regions that show a stance.
    ///
    /// `scale` is in px a unit. What lies outside the window is left out.
    pub fn areas(&mut self, stance: u8, scale: f64, window: &[f32]) {
        self.begin();
        let window = self::window(window);
        let (chart, stances, details) = (&self.chart, &self.stances, &self.details);
        let wanted = |region| stances.get(region) == Some(&stance) && !chart.is_over(region);
        match &mut self.globe {
            Some((projection, globe)) => {
                let rank = self.chart.rank_at(scale, projection, DETAIL_PX2);
                globe.areas(chart, &wanted, rank, &mut self.trace);
            }
            None => {
                let rank = |chart: &view::ProjectedAtlas| chart.rank(scale, DETAIL_PX2);
                let (window, is_detailed) = (window.as_ref(), self.is_detailed);
                let coarse = |region| wanted(region) && !(is_detailed && details.has(region));
                let out = &mut self.trace;
                chart.areas(&coarse, rank(chart), window, out);
                if let (true, Some(window)) = (is_detailed, window) {
                    details.areas(&wanted, &rank, window, out);
                }
            }
        }
    }

    /// Traces lines between regions: `wanted` has for each two stances, the first of them times seven and
    /// the second, whether their borders are.
    pub fn borders(&mut self, wanted: &[u8], scale: f64, window: &[f32]) {
        let stances = std::mem::take(&mut self.stances);
        let stance = |region: &u16| stances.get(usize::from(*region)).copied();
        let is_wanted = |users: &[u16]| {
            let Some((first, rest)) = users.split_first() else {
                return false;
            };
            let Some(other) = rest.iter().find(|user| *user != first) else {
                return false;
            };
            let (Some(a), Some(b)) = (stance(first), stance(other)) else {
                return false;
            };
            wanted
                .get(usize::from(a) * Stance::ALL.len() + usize::from(b))
                .is_some_and(|wanted| *wanted > 0)
        };
        self.lines(&is_wanted, scale, window);
        self.stances = stances;
    }

    /// Traces coasts of the regions that show a stance.
    pub fn coasts(&mut self, stance: u8, scale: f64, window: &[f32]) {
        let stances = std::mem::take(&mut self.stances);
        let is_coast = |users: &[u16]| {
            let Some((first, rest)) = users.split_first() else {
                return false;
            };
            stances.get(usize::from(*first)) == Some(&stance)
                && rest.iter().all(|user| user == first)
        };
        self.lines(&is_coast, scale, window);
        self.stances = stances;
    }

    /// The path of all lines round a region; what was traced before stays.
    pub fn outline(&mut self, region: usize, scale: f64, grain: f32, window: &[f32]) -> String {
        let mut own = Trace::default();
        let window = self::window(window);
        match &mut self.globe {
            Some((projection, globe)) => {
                let rank = self.chart.rank_at(scale, projection, DETAIL_PX2);
                globe.outline(&self.chart, region, rank, &mut own);
            }
            None => {
                let rank = |chart: &view::ProjectedAtlas| chart.rank(scale, DETAIL_PX2);
                let (details, out) = (&self.details, &mut own);
                let window = window.as_ref();
                if !self.is_detailed || !details.outline(region, &rank, window, out) {
                    self.chart.outline(region, rank(&self.chart), window, out);
                }
            }
        }
        own.path(grain, false)
    }

    /// Traces a line of a page data.
    pub fn line(&mut self, line: &[f64], scale: f64, window: &[f32]) {
        match *line {
            [a, b] => self.border(a, b, scale, window),
            [a, b, west, south, east, north] => {
                self.border(a, b, scale, &[]);
                let place = |lon, lat| self.shown().forward(LonLat { lon, lat });
                if let (Some(from), Some(to)) = (place(west, south), place(east, north)) {
                    let [from, to] = [from, to].map(|p| [p.x as f32, p.y as f32]);
                    self.trace.keep_portion(from, to);
                } else {
                    self.begin();
                }
            }
            _ => self.degrees(line),
        }
    }

    /// Adds a part in detail, the bytes of a `.smap` file.
    ///
    /// # Errors
    /// A file that is damaged.
    #[wasm_bindgen(js_name = addDetail)]
    pub fn add_detail(&mut self, part: &[u8]) -> Result<(), JsError> {
        let atlas = smap::decode(part).map_err(|damage| JsError::new(damage.text()))?;
        self.details.add(&self.chart, atlas, &self.projection);
        Ok(())
    }

    /// Whether to show what has come in detail: all that is in sight.
    #[wasm_bindgen(js_name = showDetail)]
    pub fn show_detail(&mut self, shown: bool) {
        self.is_detailed = shown && self.globe.is_none();
    }

    /// Has a globe face a place, degrees.
    pub fn turn(&mut self, longitude: f64, latitude: f64) {
        if let Some((projection, globe)) = &mut self.globe {
            let center = LonLat {
                lon: longitude,
                lat: latitude,
            };
            *projection = Projection::new(ProjectionName::Orthographic, center)
                .placed(projection.px_per_radian(), projection.origin());
            globe.turn(projection.center());
        }
    }

    /// The region that is painted at a place of the plane.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        let p = self.flat(x, y)?;
        let found = self.chart.at(p);
        if !self.is_detailed || found.is_some_and(|region| self.chart.is_over(region)) {
            return found;
        }
        // An islet may lie a little elsewhere in finer shapes: its place is that of the base.
        let is_islet = |region: &usize| self.chart.area(*region) < ISLETS;
        self.details.at(p).or(found.filter(is_islet))
    }

    /// The nearest region of less than `small` units² at most `radius` units away, and how far it is.
    pub fn near(&self, x: f64, y: f64, small: f32, radius: f32) -> Option<Vec<f32>> {
        let (region, distance) = self.chart.near(self.flat(x, y)?, small, radius)?;
        Some(vec![region as f32, distance])
    }

    /// Whether a region reaches into a box of the plane.
    pub fn meets(&self, region: usize, left: f32, top: f32, right: f32, bottom: f32) -> bool {
        let area = Window {
            min: [left, top],
            max: [right, bottom],
        };
        self.globe.is_none() && self.chart.meets(region, &area)
    }

    /// The box of a region on the plane: left, top, right, bottom.
    pub fn bounds(&self, region: usize) -> Option<Vec<f32>> {
        let Window { min, max } = self.chart.bounds(region)?;
        Some(vec![min[0], min[1], max[0], max[1]])
    }

    /// Units² of the plane that a region covers.
    pub fn area(&self, region: usize) -> f32 {
        self.chart.area(region)
    }

    /// A place of the globe at which a region is: its home, else the middle of its box, degrees.
    pub fn middle(&self, region: usize) -> Option<Vec<f64>> {
        if let Some(home) = self.home_of(region) {
            return Some(vec![home.lon, home.lat]);
        }
        let Window { min, max } = self.chart.bounds(region)?;
        let [x, y] = [(min[0] + max[0]) / 2.0, (min[1] + max[1]) / 2.0].map(f64::from);
        let place = self.projection.inverse(Point { x, y })?;
        Some(vec![place.lon, place.lat])
    }

    /// Where a region's marker stands if it is alone, `[x, y]`.
    pub fn home(&self, region: usize) -> Option<Vec<f64>> {
        self.forward(self.home_of(region)?)
    }

    /// A place of the globe, degrees, on the plane; nothing for one that is not seen.
    pub fn place(&self, longitude: f64, latitude: f64) -> Option<Vec<f64>> {
        self.forward(LonLat {
            lon: longitude,
            lat: latitude,
        })
    }

    /// The degrees of a place of the plane, `[lon, lat]`.
    pub fn inverse(&self, x: f64, y: f64) -> Option<Vec<f64>> {
        let place = self.shown().inverse(Point { x, y })?;
        Some(vec![place.lon, place.lat])
    }
}

impl Viewer {
    /// Lays an atlas on the plane of a fitted projection.
    pub(super) fn laid(atlas: Atlas, fitted: Projection, stances: Vec<u8>, over: Vec<u16>) -> Self {
        // A globe is asked where it is flat, and an atlas lies about its own meridian 0.
        let is_globe = fitted.name() == ProjectionName::Orthographic;
        let name = match is_globe {
            true => ProjectionName::Equirectangular,
            false => fitted.name(),
        };
        let turned = Projection::new(name, LonLat { lon: 0.0, lat: 0.0 });
        let projection = turned.placed(fitted.px_per_radian(), fitted.origin());
        let chart = view::ProjectedAtlas::new(atlas, &projection, &over);
        let globe = is_globe.then(|| (fitted, Globe::new(&chart)));
        let mut chart = Self {
            chart,
            projection: match is_globe {
                true => projection,
                false => fitted,
            },
            globe,
            stances,
            trace: Trace::default(),
            next: 0,
            details: DetailTiles::default(),
            is_detailed: false,
        };
        let center = fitted.center();
        chart.turn(center.lon, center.lat);
        chart
    }

    fn shown(&self) -> &Projection {
        self.globe
            .as_ref()
            .map_or(&self.projection, |(projection, _)| projection)
    }

    fn forward(&self, place: LonLat) -> Option<Vec<f64>> {
        let point = self.shown().forward(place)?;
        Some(vec![point.x, point.y])
    }

    /// The chart's degrees are from its central meridian.
    fn home_of(&self, region: usize) -> Option<LonLat> {
        let home = self.chart.home(region)?;
        let lon = geo::wrapped(home.lon + self.projection.center().lon);
        Some(LonLat { lon, ..home })
    }

    /// On the plane on which the chart lies.
    fn flat(&self, x: f64, y: f64) -> Option<[f32; 2]> {
        let mut point = Point { x, y };
        if let Some((projection, _)) = &self.globe {
            point = self.projection.forward(projection.inverse(point)?)?;
        }
        Some([point.x as f32, point.y as f32])
    }

    fn begin(&mut self) {
        self.trace.clear();
        self.next = 0;
    }

    /// The border between two regions.
    fn border(&mut self, a: f64, b: f64, scale: f64, window: &[f32]) {
        self.begin();
        let [a, b] = [a as u16, b as u16];
        let window = self::window(window);
        let (chart, out) = (&self.chart, &mut self.trace);
        match &mut self.globe {
            Some((projection, globe)) => {
                let rank = chart.rank_at(scale, projection, DETAIL_PX2);
                globe.border(chart, a, b, rank, out);
            }
            None => {
                let rank = |chart: &view::ProjectedAtlas| chart.rank(scale, DETAIL_PX2);
                match self.is_detailed {
                    true => self.details.border(a, b, &rank, window.as_ref(), out),
                    false => chart.border(a, b, rank(chart), window.as_ref(), out),
                }
            }
        }
    }

    /// Traces a line of degrees, `lon, lat …`.
    fn degrees(&mut self, degrees: &[f64]) {
        self.begin();
        let mut before = f64::NAN;
        for place in degrees.chunks_exact(2) {
            let &[lon, lat] = place else { continue };
            let point = self.shown().forward(LonLat { lon, lat });
            // From one edge of the map to the other, or beyond the horizon: another piece.
            if point.is_none_or(|point| (point.x - before).abs() > view::WIDTH / 2.0) {
                self.trace.end(2);
            }
            before = point.map_or(f64::NAN, |point| point.x);
            self.trace
                .coords
                .extend(point.into_iter().flat_map(|p| [p.x as f32, p.y as f32]));
        }
        self.trace.end(2);
    }

    fn lines(&mut self, wanted: &dyn Fn(&[u16]) -> bool, scale: f64, window: &[f32]) {
        self.begin();
        let window = self::window(window);
        match &mut self.globe {
            Some((projection, globe)) => {
                let rank = self.chart.rank_at(scale, projection, DETAIL_PX2);
                globe.lines(&self.chart, wanted, rank, &mut self.trace);
            }
            None => {
                let rank = |chart: &view::ProjectedAtlas| chart.rank(scale, DETAIL_PX2);
                let window = window.as_ref();
                match self.is_detailed {
                    true => self.details.lines(wanted, &rank, window, &mut self.trace),
                    false => {
                        self.chart
                            .lines(wanted, rank(&self.chart), window, &mut self.trace);
                    }
                }
            }
        }
    }
}

/// Left, top, right, bottom.
fn window(numbers: &[f32]) -> Option<Window> {
    match numbers {
        [left, top, right, bottom] => Some(Window {
            min: [*left, *top],
            max: [*right, *bottom],
        }),
        _ => None,
    }
}
