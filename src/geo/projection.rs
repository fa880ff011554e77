//! A projection with its centre, scale and place in the picture: single places forward and
//! back, and whole polygons and lines, cut on the sphere and resampled on the way.

use super::angle::sin_cos;
use super::raw::{self, EDGE, MERCATOR_LIMIT};
use super::rejoin::Outline;
use super::resample::{densified, resample, Curve};
use super::sphere::{lon_lat, vector, wrap_lon};
use super::{cut, horizon, LonLat, PlanarPolygon, Point, Polygon};

/// The projections a map can be drawn in. References stand with their formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ProjectionName {
    /// Equal-area, after Šavrič, Patterson and Jenny (2018).
    #[default]
    EqualEarth,
    /// A compromise by Patterson, polynomial of Šavrič et al. (2011).
    NaturalEarth,
    /// A compromise by Robinson (1974), interpolated after Snyder (1990).
    Robinson,
    /// Plate carrée: degrees as they are.
    Equirectangular,
    /// Conformal; cut at 85.051129° north and south.
    Mercator,
    /// The globe as seen from afar; shows one half.
    Orthographic,
    /// Equal-area about its centre, after Lambert (1772); shows one half. For continents.
    AzimuthalEqualArea,
}

impl ProjectionName {
    /// Every projection.
    pub const ALL: [Self; 7] = [
        Self::EqualEarth,
        Self::NaturalEarth,
        Self::Robinson,
        Self::Equirectangular,
        Self::Mercator,
        Self::Orthographic,
        Self::AzimuthalEqualArea,
    ];

    /// The word used in map documents.
    #[inline(never)]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EqualEarth => "equal-earth",
            Self::NaturalEarth => "natural-earth",
            Self::Robinson => "robinson",
            Self::Equirectangular => "equirectangular",
            Self::Mercator => "mercator",
            Self::Orthographic => "orthographic",
            Self::AzimuthalEqualArea => "azimuthal-equal-area",
        }
    }

    /// The projection of that word, if there is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }

    /// Whether it has a centre in latitude too, and shows the half of the globe round it.
    pub fn is_azimuthal(self) -> bool {
        matches!(self, Self::Orthographic | Self::AzimuthalEqualArea)
    }
}

/// A projection with its centre, scale and place in the picture. y points down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    name: ProjectionName,
    center: LonLat,
    px_per_radian: f64,
    origin: Point,
}

impl Projection {
    /// A projection with 1 px a radian and its centre at 0, 0; see [`fit_width`](super::fit_width)
    /// and [`placed`](Self::placed).
    ///
    /// `center.lon` is the central meridian. `center.lat` turns the globe of the azimuthal
    /// projections; the other projections keep the equator level and leave it aside.
    ///
    /// # Units
    /// Degrees.
    pub fn new(name: ProjectionName, center: LonLat) -> Self {
        let lat = if name.is_azimuthal() { center.lat } else { 0.0 };
        Self {
            name,
            center: LonLat {
                lon: wrap_lon(center.lon),
                lat: lat.clamp(-90.0, 90.0),
            },
            px_per_radian: 1.0,
            origin: Point::default(),
        }
    }

    /// The same projection with another scale and its centre at `origin` in the picture.
    #[must_use]
    pub fn placed(self, px_per_radian: f64, origin: Point) -> Self {
        Self {
            px_per_radian,
            origin,
            ..self
        }
    }

    /// Which projection.
    pub fn name(&self) -> ProjectionName {
        self.name
    }

    /// The centre, in degrees; its latitude is 0 unless azimuthal.
    pub fn center(&self) -> LonLat {
        self.center
    }

    /// The sphere's radius in px: the scale at the centre, up to the projection's own factor.
    pub fn px_per_radian(&self) -> f64 {
        self.px_per_radian
    }

    /// Where the centre is in the picture.
    pub fn origin(&self) -> Point {
        self.origin
    }

    /// Where a place is in the picture; None if the map doesn't show it (the far half of the
    /// globe, or beyond 85.051129° in Mercator).
    #[inline(never)]
    pub fn forward(&self, place: LonLat) -> Option<Point> {
        if !(place.lon.is_finite() && place.lat.is_finite()) {
            return None;
        }
        let local = self.local_from_lonlat(place);
        let shown = match self.name {
            ProjectionName::Mercator => local.lat.to_radians().abs() <= MERCATOR_LIMIT + EDGE,
            name if name.is_azimuthal() => vector(local)[0] >= -EDGE,
            _ => true,
        };
        shown.then(|| self.px_from_local(local))
    }

    /// The same on a flat map; what lies beyond its edge is moved there, but a half of the globe goes on.
    pub(crate) fn forward_or_edge(&self, place: LonLat) -> Point {
        self.px_from_local(self.local_from_lonlat(place))
    }

    /// The place at a point of the picture; None outside the map's outline.
    #[inline(never)]
    pub fn inverse(&self, point: Point) -> Option<LonLat> {
        let x = (point.x - self.origin.x) / self.px_per_radian;
        let y = (self.origin.y - point.y) / self.px_per_radian;
        let (lon, lat) = match self.name {
            ProjectionName::Orthographic => {
                let squared = x * x + y * y;
                let depth = (1.0 - squared).max(0.0).sqrt();
                return self.lon_lat_of(squared, [depth, x, y]);
            }
            ProjectionName::AzimuthalEqualArea => {
                // 1 less the depth, 0 to 1.
                let squared = (x * x + y * y) / 2.0;
                let stretch = (1.0 - squared / 2.0).max(0.0).sqrt();
                return self.lon_lat_of(squared, [1.0 - squared, x * stretch, y * stretch]);
            }
            ProjectionName::EqualEarth => raw::equal_earth::inverse(x, y),
            ProjectionName::NaturalEarth => raw::natural_earth::inverse(x, y),
            ProjectionName::Robinson => raw::robinson::inverse(x, y),
            ProjectionName::Mercator => raw::mercator::inverse(x, y),
            ProjectionName::Equirectangular => {
                (y.abs() <= std::f64::consts::FRAC_PI_2 + EDGE).then_some((x, y))
            }
        }?;
        // A NaN fails too.
        if !(..=std::f64::consts::PI + EDGE).contains(&lon.abs()) {
            return None;
        }
        Some(LonLat {
            lon: wrap_lon(lon.to_degrees().clamp(-180.0, 180.0) + self.center.lon),
            lat: lat.to_degrees().clamp(-90.0, 90.0),
        })
    }

    /// How many px² a steradian covers at a place: what turns an area in px² into the area that
    /// [`Topology`](super::Topology) simplifies by. At the globe's limb at least a hundredth of the
    /// centre's, so that it stays above 0.
    ///
    /// # References
    /// John P. Snyder, *Map projections: a working manual*, USGS Professional Paper 1395 (1987), 4:
    /// the scale of areas from the partial derivatives; where x is proportional to the longitude
    /// it is x′(λ) y′(φ) / cos φ.
    pub fn px2_per_steradian(&self, place: LonLat) -> f64 {
        let square = self.px_per_radian * self.px_per_radian;
        let local = self.local_from_lonlat(place);
        match self.name {
            ProjectionName::EqualEarth | ProjectionName::AzimuthalEqualArea => return square,
            ProjectionName::Orthographic => return square * vector(local)[0].max(0.01),
            _ => {}
        }
        // Derivatives by differences over 0.01°, off the poles and Mercator's limit.
        let lat = local.lat.clamp(-85.0, 85.0);
        let at = |lon, lat| self.px_from_local(LonLat { lon, lat });
        let step = 0.01_f64;
        let across = (at(step, lat).x - at(0.0, lat).x) / step.to_radians();
        let up = (at(0.0, lat - step).y - at(0.0, lat + step).y) / (2.0 * step).to_radians();
        across * up / libm::cos(lat.to_radians())
    }

    /// How many px² a square kilometre covers, where areas are true to scale.
    pub(crate) fn px2_per_km2(&self) -> f64 {
        /// Mean Earth radius of the GRS 80 ellipsoid (Moritz 1980), km.
        const EARTH_KM: f64 = 6371.0088;
        (self.px_per_radian / EARTH_KM).powi(2)
    }

    /// Polygons as planar rings: cut on the sphere, resampled to within `tolerance_px` (a
    /// quarter of a pixel can't be seen; halving it adds about 40 % to the added points) and
    /// projected. Rings keep their winding as seen by the reader.
    pub fn polygons(&self, polygons: &[Polygon], tolerance_px: f64) -> Vec<PlanarPolygon> {
        let mut out = Vec::with_capacity(polygons.len());
        for polygon in polygons {
            let local = self.local_rings(polygon);
            let parts = match self.name.is_azimuthal() {
                true => horizon::cut_polygon(&local),
                false => cut::cut_polygon(&local),
            };
            for part in parts {
                let mut rings = part
                    .rings
                    .iter()
                    .map(|ring| self.planar_ring(ring, tolerance_px));
                // Without its exterior a hole is nothing.
                let Some(exterior) = rings.next().filter(|ring| ring.len() > 3) else {
                    continue;
                };
                let mut planar = vec![exterior];
                planar.extend(rings.filter(|ring| ring.len() > 3));
                out.push(PlanarPolygon { rings: planar });
            }
        }
        out
    }

    /// Polygons with vertices added where the straight edge of a picture would be more than
    /// `tolerance_px` off the great arc.
    pub fn densified(&self, polygons: &[Polygon], tolerance_px: f64) -> Vec<Polygon> {
        let curve = self.curve(tolerance_px);
        let dense = |ring: &Vec<LonLat>| densified(ring, &curve);
        let polygons = polygons.iter();
        polygons
            .map(|polygon| Polygon {
                rings: polygon.rings.iter().map(dense).collect(),
            })
            .collect()
    }

    /// An open line (or a ring, without the edges a cut would add) as planar lines, cut and
    /// resampled like [`polygons`](Self::polygons).
    pub fn line(&self, line: &[LonLat], tolerance_px: f64) -> Vec<Vec<Point>> {
        let local: Vec<LonLat> = line.iter().map(|p| self.local_from_lonlat(*p)).collect();
        let parts = match self.name.is_azimuthal() {
            true => horizon::cut_open_line(&local),
            false => cut::cut_open_line(&local),
        };
        let curve = self.curve(tolerance_px);
        let mut out = Vec::with_capacity(parts.len());
        for part in &parts {
            let points = resample(part, &curve);
            if self.name == ProjectionName::Mercator {
                // What lies beyond the limit was drawn on it.
                let limit = self.limit_px();
                let parts = points
                    .split(|p| is_beyond(limit, *p))
                    .filter(|part| part.len() > 1);
                out.extend(parts.map(<[Point]>::to_vec));
            } else if points.len() > 1 {
                out.push(points);
            }
        }
        out
    }

    /// The outline of the whole map.
    pub fn outline(&self, tolerance_px: f64) -> PlanarPolygon {
        let corners = match self.name.is_azimuthal() {
            true => horizon::Horizon.corners(),
            false => cut::Strip.corners(),
        };
        let mut ring: Vec<LonLat> = corners.iter().map(|(_, p)| *p).collect();
        ring.extend(ring.first().copied());
        PlanarPolygon {
            rings: vec![self.planar_ring(&ring, tolerance_px)],
        }
    }

    fn curve(&self, tolerance_px: f64) -> Curve<impl Fn(LonLat) -> Point + '_> {
        let project = |p| self.px_from_local(p);
        Curve::new(project, self.name, self.px_per_radian, tolerance_px)
    }

    fn local_rings(&self, polygon: &Polygon) -> Polygon {
        let local = |ring: &Vec<LonLat>| ring.iter().map(|p| self.local_from_lonlat(*p)).collect();
        Polygon {
            rings: polygon.rings.iter().map(local).collect(),
        }
    }

    fn planar_ring(&self, ring: &[LonLat], tolerance_px: f64) -> Vec<Point> {
        let mut points = resample(ring, &self.curve(tolerance_px));
        if self.name == ProjectionName::Mercator {
            self.tidy_limit(&mut points);
        }
        points
    }

    /// Keeps only the ends of runs along Mercator's limit, where a coast beyond it was flattened
    /// to a line that may go to and fro.
    fn tidy_limit(&self, points: &mut Vec<Point>) {
        let mut kept: Vec<Point> = Vec::with_capacity(points.len());
        let limit = self.limit_px();
        for &point in points.iter() {
            let in_run = is_beyond(limit, point)
                && kept.len() > 1
                && kept.iter().rev().take(2).all(|p| p.y == point.y);
            if in_run {
                kept.pop();
            }
            kept.push(point);
        }
        kept.dedup();
        *points = kept;
    }

    /// Where Mercator's limits are drawn: y in the north and in the south.
    fn limit_px(&self) -> (f64, f64) {
        let y = |lat| self.px_from_local(LonLat { lon: 0.0, lat }).y;
        (y(90.0), y(-90.0))
    }

    /// Degrees relative to the centre.
    #[inline(never)]
    fn local_from_lonlat(&self, place: LonLat) -> LonLat {
        let turned = LonLat {
            lon: wrap_lon(place.lon - self.center.lon),
            lat: place.lat,
        };
        if self.center.lat == 0.0 {
            return turned;
        }
        let [x, y, z] = vector(turned);
        let (sin, cos) = sin_cos(self.center.lat.to_radians());
        lon_lat([x * cos + z * sin, y, z * cos - x * sin])
    }

    #[inline(never)]
    pub(super) fn px_from_local(&self, local: LonLat) -> Point {
        let (lon, lat) = (local.lon.to_radians(), local.lat.to_radians());
        let (x, y) = match self.name {
            ProjectionName::EqualEarth => raw::equal_earth::forward(lon, lat),
            ProjectionName::NaturalEarth => raw::natural_earth::forward(lon, lat),
            ProjectionName::Robinson => raw::robinson::forward(lon, lat),
            ProjectionName::Equirectangular => (lon, lat),
            ProjectionName::Mercator => raw::mercator::forward(lon, lat),
            ProjectionName::Orthographic => {
                let (sin, cos) = sin_cos(lat);
                (cos * sin_cos(lon).0, sin)
            }
            ProjectionName::AzimuthalEqualArea => raw::azimuthal_equal_area(lon, lat),
        };
        Point {
            x: self.origin.x + x * self.px_per_radian,
            y: self.origin.y - y * self.px_per_radian,
        }
    }

    /// The place of a unit vector whose x points at the reader; none where `squared`, which is 1 on the
    /// horizon, says that it lies beyond.
    ///
    /// # References
    /// John P. Snyder, *Map projections: a working manual*, USGS Professional Paper 1395 (1987), 20 and 24.
    fn lon_lat_of(&self, squared: f64, [x, y, z]: [f64; 3]) -> Option<LonLat> {
        // A NaN fails too.
        if !(..=1.0 + EDGE).contains(&squared) {
            return None;
        }
        let (sin, cos) = sin_cos(self.center.lat.to_radians());
        let place = lon_lat([x * cos - z * sin, y, z * cos + x * sin]);
        Some(LonLat {
            lon: wrap_lon(place.lon + self.center.lon),
            lat: place.lat,
        })
    }
}

fn is_beyond((north, south): (f64, f64), point: Point) -> bool {
    point.y <= north || point.y >= south
}
