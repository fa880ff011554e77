//! Brings longitudes into ±180°: of worlds that are counted from 0° to 360° or from any other meridian, and
//! of shapes that run on past ±180°. Takes checked rings as the file has them; gives normalised polygons.

use super::feature::Feature;
use super::geometry::{extent, SLACK_DEG};
use crate::geo::{self, LonLat, Polygon};

/// Longitudes that were moved are rounded to this part of a degree, so that 190.1234 comes to be the very
/// number -169.8766, and neighbours still meet. 0.1 mm on the ground.
const PARTS_OF_DEG: f64 = 1e9;

/// Wraps and normalises the polygons of all features, and undoes a cut along the meridian where the file's
/// world begins and ends, unless that is ±180°.
pub(super) fn wrap(features: &mut [Feature]) {
    let of_feature = |feature: &Feature| extent(places(&feature.polygons));
    let extents = features.iter().map(of_feature);
    let (west, east) = extents.fold((0.0, 0.0), |(west, east): (f64, f64), of| {
        (west.min(of.0), east.max(of.1))
    });
    if west.abs().max(east) <= 180.0 + SLACK_DEG {
        for feature in features {
            let polygons = std::mem::take(&mut feature.polygons);
            feature.polygons = geo::normalised(turned(polygons, |lon| lon.clamp(-180.0, 180.0)));
        }
        return;
    }
    let whole = extent(
        features
            .iter()
            .flat_map(|feature| places(&feature.polygons)),
    );
    for feature in features {
        let mut seams = Vec::new();
        seams.extend(seam(whole));
        let mut polygons = Vec::new();
        for polygon in std::mem::take(&mut feature.polygons) {
            let (west, east) = extent(polygon.rings.iter().take(1).flatten());
            // A ring all round the globe must begin and end at ±180° to be told from one round a pole.
            let middle = seam((west, east)).map_or(0.0, |_| f64::midpoint(west, east));
            seams.extend(seam((west, east)));
            let own = geo::normalised(turned(vec![polygon], |lon| wrapped(lon - middle)));
            polygons.extend(turned(own, |lon| wrapped(lon + middle)));
        }
        seams.sort_by(f64::total_cmp);
        seams.dedup();
        for seam in seams.into_iter().filter(|seam| seam.abs() != 180.0) {
            let there = turned(polygons, |lon| wrapped(lon - seam + 180.0));
            polygons = turned(geo::stitch(there), |lon| wrapped(lon + seam - 180.0));
        }
        feature.polygons = polygons;
    }
}

fn places(polygons: &[Polygon]) -> impl Iterator<Item = &LonLat> {
    polygons.iter().flat_map(|polygon| &polygon.rings).flatten()
}

/// The meridian where what goes all round the globe begins and ends.
fn seam((west, east): (f64, f64)) -> Option<f64> {
    ((east - west - 360.0).abs() <= SLACK_DEG).then(|| wrapped(east))
}

fn wrapped(lon: f64) -> f64 {
    match geo::wrapped(lon) {
        // Rounding elsewhere leaves a hair more than a half turn.
        _ if lon.abs() <= 180.0 + SLACK_DEG && lon.abs() > 180.0 => 180f64.copysign(lon),
        lon => (lon * PARTS_OF_DEG).round() / PARTS_OF_DEG,
    }
}

fn turned(mut polygons: Vec<Polygon>, turn: impl Fn(f64) -> f64) -> Vec<Polygon> {
    let rings = polygons.iter_mut().flat_map(|polygon| &mut polygon.rings);
    for place in rings.flatten() {
        place.lon = turn(place.lon);
    }
    polygons
}
