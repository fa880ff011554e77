//! Fits a projection to the picture's width by what it shows.

use super::{Bounds, LonLat, MapFrame, Point, Polygon, Projection, ProjectionName};

/// The sphere's radius while measuring, in px, and how exactly curved edges are measured: a
/// hundred-thousandth of the radius.
const MEASURE_RADIUS_PX: f64 = 1000.0;
const MEASURE_TOLERANCE_PX: f64 = 0.01;
/// For a polygon with more long edges than any country has: each takes hundreds of points.
const COARSE_TOLERANCE_PX: f64 = 1.0;
const MOST_LONG_EDGES: usize = 500;
/// Degrees of longitude or latitude.
const LONG_DEG: f64 = 10.0;

/// Of the width: what a single place keeps of the edges, so that a line that begins there is seen whole.
const MARGIN: f64 = 0.0025;

/// Scales and places a projection so that the drawn extent of `polygons` reaches from 0 to
/// `width_px` across and begins at 0 above; gives it with the extent's height in px.
///
/// The orthographic globe is fitted as a whole, and so is the map if no polygon is shown. If the
/// extent has no width (a degenerate polygon), the whole map is taken too.
///
/// # Units
/// `polygons` in degrees, wound as RFC 7946, stitched or not; width and height in px.
///
/// # Examples
/// ```
/// use stancemap::geo::{fit_width, LonLat, Projection, ProjectionName};
///
/// let pacific = Projection::new(ProjectionName::EqualEarth, LonLat { lon: 180.0, lat: 0.0 });
/// // Without polygons the whole sphere is fitted.
/// let (map, height) = fit_width(pacific, [], 960.0);
/// let fiji = map.forward(LonLat { lon: 178.0, lat: -17.8 }).unwrap();
/// assert!((fiji.x - 480.0).abs() < 10.0 && fiji.y > height / 2.0);
/// ```
pub fn fit_width<'a>(
    projection: Projection,
    polygons: impl IntoIterator<Item = &'a Polygon>,
    width_px: f64,
) -> (Projection, f64) {
    Extent::new(projection, MapFrame::All, polygons, []).fit_width(width_px)
}

/// How many edges of a polygon span many degrees.
fn long_edges(polygon: &Polygon) -> usize {
    let edges = polygon.rings.iter().flat_map(|ring| ring.windows(2));
    let is_long = |edge: &&[LonLat]| match edge {
        [a, b] => (a.lon - b.lon).abs().max((a.lat - b.lat).abs()) > LONG_DEG,
        _ => false,
    };
    edges.filter(is_long).count()
}

/// What a projection shows of some polygons and places, to be fitted to any width.
#[derive(Debug, Clone)]
pub(crate) struct Extent {
    projection: Projection,
    /// Where the sphere's radius is [`MEASURE_RADIUS_PX`].
    bounds: Bounds,
}

impl Extent {
    /// Measures what `frame` shows of the polygons, which are as [`fit_width`] takes them; single `places` are
    /// inside too, a little off the edges. A box is shown whole, whatever lies in it, but of the globe all.
    pub(crate) fn new<'a>(
        projection: Projection,
        frame: MapFrame,
        polygons: impl IntoIterator<Item = &'a Polygon>,
        places: impl IntoIterator<Item = LonLat>,
    ) -> Self {
        let measure = projection.placed(MEASURE_RADIUS_PX, Point::default());
        let mut bounds = Bounds::EMPTY;
        let level = |lat| {
            let lon = projection.center().lon;
            measure.forward_or_edge(LonLat { lon, lat }).y
        };
        let levels = match frame {
            MapFrame::Band { south, north } => level(north)..=level(south),
            _ => f64::NEG_INFINITY..=f64::INFINITY,
        };
        match frame {
            _ if projection.name() == ProjectionName::Orthographic => {}
            MapFrame::Box(degrees) => {
                let places = degrees.outline();
                let points = places.filter_map(|place| measure.forward(place));
                points.for_each(|point| bounds.add(point));
            }
            _ => {
                for polygon in polygons {
                    let tolerance = match long_edges(polygon) > MOST_LONG_EDGES {
                        true => COARSE_TOLERANCE_PX,
                        false => MEASURE_TOLERANCE_PX,
                    };
                    let parts = measure.polygons(std::slice::from_ref(polygon), tolerance);
                    let rings = parts.iter().filter_map(|part| part.rings.first());
                    let points = rings.flatten().filter(|point| levels.contains(&point.y));
                    points.for_each(|point| bounds.add(*point));
                }
            }
        }
        let is_box = matches!(frame, MapFrame::Box(_));
        if !bounds.is_empty() && !is_box {
            let margin = MARGIN * bounds.width();
            let places = places.into_iter();
            for p in places.filter_map(|place| measure.forward(place)) {
                bounds.add(Point::new(p.x - margin, p.y - margin));
                bounds.add(Point::new(p.x + margin, p.y + margin));
            }
        }
        if bounds.is_empty() || bounds.width() < 1e-6 {
            bounds = Bounds::of_polygons(&[measure.outline(MEASURE_TOLERANCE_PX)]);
        }
        Self { projection, bounds }
    }

    /// The projection that was measured, neither scaled nor placed.
    pub(crate) fn projection(&self) -> Projection {
        self.projection
    }

    /// As [`fit_width`].
    pub(crate) fn fit_width(&self, width_px: f64) -> (Projection, f64) {
        let bounds = &self.bounds;
        let scale = width_px / bounds.width();
        let origin = Point {
            x: -bounds.min.x * scale,
            y: -bounds.min.y * scale,
        };
        (
            self.projection.placed(MEASURE_RADIUS_PX * scale, origin),
            bounds.height() * scale,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::tests::{ll, ring};

    fn close(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-6, "{got} is not {expected}");
    }

    #[test]
    fn plate_carree_of_the_world_is_half_as_high_as_wide() {
        let plain = Projection::new(ProjectionName::Equirectangular, ll(0., 0.));
        let (_, height) = fit_width(plain, [], 960.0);
        close(height, 480.0);
    }

    #[test]
    fn the_extent_reaches_from_edge_to_edge_and_begins_at_the_top() {
        let square = Polygon {
            rings: vec![ring(&[(10., -5.), (30., -5.), (30., 5.), (10., 5.)])],
        };
        let plain = Projection::new(ProjectionName::EqualEarth, ll(11.7, 0.));
        let (fitted, height) = fit_width(plain, [&square], 600.0);
        let bounds = Bounds::of_polygons(&fitted.polygons(&[square], 0.01));
        close(bounds.min.x, 0.0);
        close(bounds.max.x, 600.0);
        close(bounds.min.y, 0.0);
        close(bounds.max.y, height);
    }

    #[test]
    fn the_globe_is_a_disc() {
        let globe = Projection::new(ProjectionName::Orthographic, ll(0., 30.));
        let (fitted, height) = fit_width(globe, [], 400.0);
        close(height, 400.0);
        close(fitted.px_per_radian(), 200.0);
    }
}
