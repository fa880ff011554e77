//! Cuts rings and lines on the sphere along the meridian opposite the map's centre.
//!
//! Takes places whose longitude is relative to the centre. Gives them within −180 to 180, with edges
//! along the cut and along the poles, so that nothing crosses the map. Leaves joining the pieces to
//! [`rejoin`](super::rejoin).
//!
//! The method (cut into pieces, then rejoin along the outline) is that of Mike Bostock and Jason
//! Davies in d3-geo. A pole counts as an edge of the map, because it becomes one there.

use super::rejoin::{rejoin, Outline, Pieces};
use super::sphere::{is_antimeridian, is_pole, lat_at_lon, wrap_lon};
use super::{LonLat, Polygon};

/// The rectangle of longitudes −180 to 180 and latitudes −90 to 90.
pub(crate) struct Strip;

/// South-west, then counter-clockwise, a quarter of the way each.
const CORNERS: [(f64, LonLat); 4] = [
    (
        0.0,
        LonLat {
            lon: -180.0,
            lat: -90.0,
        },
    ),
    (
        0.25,
        LonLat {
            lon: 180.0,
            lat: -90.0,
        },
    ),
    (
        0.5,
        LonLat {
            lon: 180.0,
            lat: 90.0,
        },
    ),
    (
        0.75,
        LonLat {
            lon: -180.0,
            lat: 90.0,
        },
    ),
];

impl Outline for Strip {
    fn position(&self, p: LonLat) -> f64 {
        let east = (p.lon + 180.0) / 360.0;
        let north = (p.lat + 90.0) / 180.0;
        let side = if p.lat <= -90.0 {
            east
        } else if p.lat >= 90.0 {
            3.0 - east
        } else if p.lon > 0.0 {
            1.0 + north
        } else {
            4.0 - north
        };
        side / 4.0
    }

    fn corners(&self) -> &[(f64, LonLat)] {
        &CORNERS
    }

    fn area(&self) -> f64 {
        4.0 * std::f64::consts::PI
    }
}

/// Where a vertex stands to the cut.
#[derive(Clone, Copy)]
enum CutPlace {
    /// Off it.
    Inside(LonLat),
    /// On it, at this latitude.
    OnCut(f64),
    /// At a pole: 90 or −90.
    Pole(f64),
}

impl CutPlace {
    fn of(p: LonLat) -> Self {
        if is_pole(p) {
            Self::Pole(90f64.copysign(p.lat))
        } else if is_antimeridian(p) {
            Self::OnCut(p.lat)
        } else {
            Self::Inside(p)
        }
    }
}

/// Cuts one polygon. Longitudes are relative to the centre.
pub(crate) fn cut_polygon(polygon: &Polygon) -> Vec<Polygon> {
    let (mut closed, mut open) = (Vec::new(), Vec::new());
    for ring in &polygon.rings {
        let mut pieces = Pieces::default();
        each_edge(ring, |a, b| cut_edge(a, b, false, &mut pieces));
        let (rings, ends) = pieces.into_ring();
        closed.extend(rings);
        open.extend(ends);
    }
    rejoin(polygon, closed, open, &Strip)
}

/// Cuts an open line. Parts along the cut are kept, on its east end.
pub(crate) fn cut_open_line(line: &[LonLat]) -> Vec<Vec<LonLat>> {
    let mut pieces = Pieces::default();
    each_edge(line, |a, b| cut_edge(a, b, true, &mut pieces));
    pieces.into_lines()
}

/// The same with degrees from the meridian `center_lon`, as atlases have them.
pub fn cut_about(polygons: &[Polygon], center_lon: f64) -> Vec<Polygon> {
    let mut cut = cut_at_antimeridian(polygons, center_lon);
    let rings = cut.iter_mut().flat_map(|polygon| &mut polygon.rings);
    for place in rings.flatten() {
        place.lon -= center_lon;
    }
    cut
}

fn each_edge(line: &[LonLat], mut visit: impl FnMut(CutPlace, CutPlace)) {
    for pair in line.windows(2) {
        if let &[a, b] = pair {
            if a != b {
                visit(CutPlace::of(a), CutPlace::of(b));
            }
        }
    }
}

fn cut_edge(a: CutPlace, b: CutPlace, keep_cut: bool, pieces: &mut Pieces) {
    let at = |lon, lat| LonLat { lon, lat };
    match (a, b) {
        (CutPlace::Inside(a), CutPlace::Inside(b)) => {
            let apart = (b.lon - a.lon).abs();
            if over_pole(apart) {
                let pole = 90f64.copysign(a.lat + b.lat);
                pieces.edge(&[a, at(a.lon, pole)]);
                pieces.edge(&[at(b.lon, pole), b]);
            } else if apart < 180.0 {
                pieces.edge(&[a, b]);
            } else {
                let lat = lat_at_lon(a, b, 180.0);
                pieces.edge(&[a, at(180f64.copysign(a.lon), lat)]);
                pieces.edge(&[at(180f64.copysign(b.lon), lat), b]);
            }
        }
        (CutPlace::Inside(a), CutPlace::OnCut(lat)) => {
            if over_pole(180.0 - a.lon.abs()) {
                pieces.edge(&[a, at(a.lon, 90f64.copysign(a.lat + lat))]);
            } else {
                pieces.edge(&[a, at(180f64.copysign(a.lon), lat)]);
            }
        }
        (CutPlace::OnCut(lat), CutPlace::Inside(b)) => {
            if over_pole(180.0 - b.lon.abs()) {
                pieces.edge(&[at(b.lon, 90f64.copysign(b.lat + lat)), b]);
            } else {
                pieces.edge(&[at(180f64.copysign(b.lon), lat), b]);
            }
        }
        (CutPlace::Inside(a), CutPlace::Pole(pole)) => pieces.edge(&[a, at(a.lon, pole)]),
        (CutPlace::Pole(pole), CutPlace::Inside(b)) => pieces.edge(&[at(b.lon, pole), b]),
        // Along the cut the piece follows the outline itself.
        (
            CutPlace::OnCut(from) | CutPlace::Pole(from),
            CutPlace::OnCut(to) | CutPlace::Pole(to),
        ) => {
            if keep_cut {
                pieces.edge(&[at(180.0, from), at(180.0, to)]);
            }
        }
    }
}

/// Half a turn of longitude: the great arc passes through a pole.
fn over_pole(apart_deg: f64) -> bool {
    (apart_deg - 180.0).abs() <= super::sphere::SNAP_DEG
}

/// Whether an edge of the polygon crosses ±180°.
pub(crate) fn crosses_antimeridian(polygon: &Polygon) -> bool {
    let crosses = |edge: &[LonLat]| match edge {
        // Along a pole all longitudes are one place.
        [a, b] => (a.lon - b.lon).abs() > 180.0 && !(a.lat == b.lat && a.lat.abs() == 90.0),
        _ => false,
    };
    polygon
        .rings
        .iter()
        .any(|ring| ring.windows(2).any(crosses))
}

/// Cuts polygons on the sphere along the meridian opposite `center_lon`.
///
/// Winding as RFC 7946: the exterior counter-clockwise. A polygon that encloses a pole is closed
/// along the cut and the pole. Vertices off the cut keep their very coordinates when
/// `center_lon` is 0.
///
/// # Units
/// Degrees. Longitudes of the result lie within ±180 of `center_lon`.
pub fn cut_at_antimeridian(polygons: &[Polygon], center_lon: f64) -> Vec<Polygon> {
    let shift = |polygon: &Polygon, by: &dyn Fn(f64) -> f64| Polygon {
        rings: polygon
            .rings
            .iter()
            .map(|ring| {
                ring.iter()
                    .map(|p| LonLat {
                        lon: by(p.lon),
                        lat: p.lat,
                    })
                    .collect()
            })
            .collect(),
    };
    polygons
        .iter()
        .flat_map(|polygon| cut_polygon(&shift(polygon, &|lon| wrap_lon(lon - center_lon))))
        .map(|polygon| shift(&polygon, &|lon| lon + center_lon))
        .collect()
}
