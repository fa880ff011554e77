//! The moving map for the page: numbers in, numbers and paths out.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsError;

use crate::geo::{LonLat, Point, Projection, ProjectionName};
use crate::smap;
use crate::view::{Trace, Tracer, Window};

/// Vertices of a batch: what a page can process between two frames on a slow telephone.
const BATCH: usize = 2000;

/// An atlas in map space, traced for a canvas.
#[wasm_bindgen]
pub struct Viewer(Tracer);

/// Traced lines, given in batches.
#[wasm_bindgen]
pub struct Tracing {
    trace: Trace,
    next: usize,
}

#[wasm_bindgen]
impl Tracing {
    /// The text of a canvas path of the next lines, with so many steps a map unit: rings closed, lines open.
    /// Nothing after the last one.
    pub fn batch(&mut self, resolution: f32, is_closed: bool) -> Option<String> {
        let text = self
            .trace
            .batch(&mut self.next, BATCH, resolution, is_closed);
        (!text.is_empty()).then_some(text)
    }
}

#[wasm_bindgen]
impl Viewer {
    /// From the bytes of a `.smap` file. `projection` is a word of map documents, `center` its meridian and its
    /// parallel; the scale and the place of the centre are in map units. `class_of` gives each region's class,
    /// `overlays` the numbers of overlay areas, `lines` the disputed lines of page data.
    ///
    /// # Errors
    /// A damaged file; an unknown projection.
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
        class_of: Vec<u8>,
        overlays: Vec<u16>,
        lines: Vec<f64>,
    ) -> Result<Viewer, JsError> {
        let name =
            ProjectionName::parse(projection).ok_or_else(|| JsError::new("no such projection"))?;
        let atlas = smap::decode(atlas).map_err(|damage| JsError::new(damage.text()))?;
        let fitted = Projection::new(name, place(longitude, latitude));
        let fitted = fitted.placed(per_radian, Point { x, y });
        Ok(Self(Tracer::new(atlas, fitted, class_of, &overlays, lines)))
    }

    /// Traces `areas` or `coasts` (a class; for coasts also the least px² of an island), `borders` (pairs of classes,
    /// the lower one first), disputed `lines` (a set; px across of the least outline; px between two lines), `seats`
    /// (the least px² of an island; regions), a `ring`
    /// (degrees), or the `outline` or the `shape` of a region: the numbers say which. What lies outside the window is
    /// left out.
    ///
    /// `scale` is in px a map unit.
    pub fn trace(&mut self, kind: &str, numbers: &[f64], scale: f64, window: &[f32]) -> Tracing {
        let window = boxed(window);
        let (tracer, window) = (&mut self.0, window.as_ref());
        let trace = match (kind, numbers) {
            ("areas", [class, ..]) => tracer.areas(*class as u8, scale, window),
            ("coasts", [class, least]) => tracer.coasts(*class as u8, *least, scale, window),
            ("borders", pairs) => {
                let pairs: Vec<u8> = pairs.iter().map(|class| *class as u8).collect();
                tracer.borders(&pairs, scale, window)
            }
            ("lines", [set, across, apart]) => tracer.disputed(*set, [*across, *apart], scale),
            ("seats", [least, regions @ ..]) => tracer.seats(regions, *least, scale, window),
            ("ring", degrees) => tracer.ring(degrees),
            ("outline", [region, ..]) => tracer.outline(*region as usize, scale, window),
            ("shape", [region, ..]) => tracer.shape(*region as usize, scale, window),
            _ => Trace::default(),
        };
        Tracing { trace, next: 0 }
    }

    /// Adds a detail tile, the bytes of a `.smap` file.
    ///
    /// # Errors
    /// A file that is damaged.
    #[wasm_bindgen(js_name = addTile)]
    pub fn add_tile(&mut self, tile: &[u8]) -> Result<(), JsError> {
        let tile = smap::decode(tile).map_err(|damage| JsError::new(damage.text()))?;
        self.0.add_tile(tile);
        Ok(())
    }

    /// Whether to show the detail tiles that have come: all that is in sight.
    #[wasm_bindgen(js_name = showTiles)]
    pub fn show_tiles(&mut self, shown: bool) {
        self.0.show_tiles(shown);
    }

    /// Shows parts of the world larger: of each the middle in degrees, map units a radian, where the middle is, and its
    /// box (left, top, right, bottom). The main map is `height` map units high.
    #[wasm_bindgen(js_name = setInsets)]
    pub fn set_insets(&mut self, numbers: &[f64], height: f32) {
        self.0.set_insets(numbers, height);
    }

    /// Where an inset shows what lies at a point of the main map, `[x, y, times as large]`.
    pub fn enlarged(&self, x: f64, y: f64) -> Option<Vec<f64>> {
        self.0.enlarged(Point { x, y }).map(Vec::from)
    }

    /// Turns a globe to face a place, degrees.
    pub fn turn(&mut self, longitude: f64, latitude: f64) {
        self.0.turn(place(longitude, latitude));
    }

    /// The region that is painted at a point.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        self.0.at(Point { x, y })
    }

    /// The nearest region of less than `small` map units² at most `radius` units away, and how far it is.
    pub fn near(&self, x: f64, y: f64, small: f32, radius: f32) -> Option<Vec<f32>> {
        let (region, distance) = self.0.near(Point { x, y }, small, radius)?;
        Some(vec![region as f32, distance])
    }

    /// Whether a region reaches into a box.
    pub fn meets(&self, region: usize, left: f32, top: f32, right: f32, bottom: f32) -> bool {
        let area = Window {
            min: [left, top],
            max: [right, bottom],
        };
        self.0.meets(region, &area)
    }

    /// The box of a region: left, top, right, bottom.
    pub fn bounds(&self, region: usize) -> Option<Vec<f32>> {
        let Window { min, max } = self.0.bounds(region)?;
        Some(vec![min[0], min[1], max[0], max[1]])
    }

    /// Map units² that a region covers.
    pub fn area(&self, region: usize) -> f32 {
        self.0.area(region)
    }

    /// A place at which a region is, `[lon, lat]`.
    pub fn middle(&self, region: usize) -> Option<Vec<f64>> {
        self.0.middle(region).map(degrees)
    }

    /// Where a region's marker stands if it is alone, `[x, y]`.
    pub fn home(&self, region: usize) -> Option<Vec<f64>> {
        self.0.home(region).map(units)
    }

    /// Where a place is, degrees; nothing for one that is not seen.
    pub fn forward(&self, longitude: f64, latitude: f64) -> Option<Vec<f64>> {
        self.0.forward(place(longitude, latitude)).map(units)
    }

    /// The degrees of a point, `[lon, lat]`.
    pub fn inverse(&self, x: f64, y: f64) -> Option<Vec<f64>> {
        self.0.inverse(Point { x, y }).map(degrees)
    }
}

fn place(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

fn degrees(place: LonLat) -> Vec<f64> {
    vec![place.lon, place.lat]
}

fn units(point: Point) -> Vec<f64> {
    vec![point.x, point.y]
}

/// Left, top, right, bottom.
fn boxed(numbers: &[f32]) -> Option<Window> {
    match numbers {
        [left, top, right, bottom] => Some(Window {
            min: [*left, *top],
            max: [*right, *bottom],
        }),
        _ => None,
    }
}
