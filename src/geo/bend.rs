//! A bound on how far a great arc's picture leaves its chord. Nearly all edges of a map are so short that
//! they need no closer look.

use super::{LonLat, ProjectionName};

/// How far apart, and how far from the equator, the ends of an edge may be for the bound to hold. Degrees.
const MOST_DLON: f64 = 5.0;
const MOST_DLAT: f64 = 1.0;
const MOST_LAT: f64 = 80.0;

/// Between two rows of Robinson's table, degrees. There his curves have kinks.
const ROBINSON_ROWS: f64 = 5.0;

/// By how much at most an edge of great arc between two places bends, with the sphere's radius as the unit;
/// infinite for an edge that is not short. Longitudes are relative to the centre, −180 to 180.
///
/// A twice differentiable curve leaves its chord by an eighth of its second derivative at most, which
/// grows with the square of the edge's length; near the poles the way north counts for more. The factors
/// are a third larger than any that was measured; a test measures them.
pub(super) fn most_bend(name: ProjectionName, a: LonLat, b: LonLat) -> f64 {
    let (dlon, dlat) = ((a.lon - b.lon).abs(), (a.lat - b.lat).abs());
    let lat = a.lat.abs().max(b.lat.abs());
    let is_short = dlon <= MOST_DLON && dlat <= MOST_DLAT && lat <= MOST_LAT;
    let row = |p: LonLat| (p.lat.abs() / ROBINSON_ROWS).floor();
    let has_kink = name == ProjectionName::Robinson && row(a) != row(b);
    // What lies opposite the centre is stretched without bound.
    let is_far = name == ProjectionName::AzimuthalEqualArea && a.lon.abs().max(b.lon.abs()) > 90.0;
    if !is_short || has_kink || is_far {
        return f64::INFINITY;
    }
    // The latitude's cosine is π/4 of this or more.
    let cos = 1.0 - (lat / 90.0) * (lat / 90.0);
    let (east, north) = (dlon.to_radians(), dlat.to_radians() / cos);
    factor(name) * (east * east + north * north)
}

fn factor(name: ProjectionName) -> f64 {
    match name {
        ProjectionName::EqualEarth => 0.22,
        ProjectionName::NaturalEarth => 0.14,
        ProjectionName::Robinson => 0.18,
        ProjectionName::Equirectangular => 0.12,
        ProjectionName::Mercator => 0.165,
        ProjectionName::Orthographic => 0.17,
        ProjectionName::AzimuthalEqualArea => 0.24,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sphere::midpoint;
    use super::*;
    use crate::geo::tests::{ll, Random};
    use crate::geo::Projection;

    /// How far the middle and the quarters of an edge lie from its chord.
    fn measured(projection: &Projection, a: LonLat, b: LonLat) -> f64 {
        let [from, to] = [a, b].map(|p| projection.px_from_local(p));
        let chord = (to.x - from.x).hypot(to.y - from.y);
        let middle = midpoint(a, b);
        let places = [midpoint(a, middle), middle, midpoint(middle, b)];
        let off = places.map(|place| {
            let p = projection.px_from_local(place);
            ((to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x)).abs() / chord
        });
        off.into_iter().fold(0.0, f64::max)
    }

    #[test]
    fn no_edge_bends_more_than_three_quarters_of_the_bound() {
        let mut random = Random(12);
        for name in ProjectionName::ALL {
            let sphere = Projection::new(name, ll(0., 0.));
            let mut most: f64 = 0.0;
            for _ in 0..200_000 {
                let a = ll(random.between(-180., 180.), random.between(-80., 80.));
                // Of all sizes and directions.
                let size = 10f64.powf(random.between(-3., 0.));
                let b = ll(
                    (a.lon + size * random.between(-5., 5.)).clamp(-180., 180.),
                    a.lat + size * random.between(-1., 1.),
                );
                let bound = most_bend(name, a, b);
                if bound.is_finite() && bound > 1e-10 {
                    most = most.max(measured(&sphere, a, b) / bound);
                }
            }
            assert!(most < 0.77, "{name:?}: {most} of the bound");
        }
    }
}
