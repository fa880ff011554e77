//! The formulas of the projections on a sphere of radius 1: radians from the central
//! meridian in, x right and y up out, and back.

use std::f64::consts::{FRAC_PI_2, PI};

use super::angle::sin_cos;

/// The latitude at which the Mercator map is cut, in radians: there the map is square
/// (85.051129°, as on web maps).
pub(crate) const MERCATOR_LIMIT: f64 = 1.484_422_229_745_332_4;

/// A latitude function may miss its value by this when solved backwards, in radians.
const SOLVED: f64 = 1e-15;

/// Coefficients of Equal Earth.
const A: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];

/// Equal Earth.
///
/// # References
/// Bojan Šavrič, Tom Patterson, Bernhard Jenny, *The Equal Earth map projection*, International
/// Journal of Geographical Information Science 33 (2019), first published 2018.
pub(crate) mod equal_earth {
    use super::{sin_cos, A};

    /// √3/2.
    const M: f64 = 0.866_025_403_784_438_6;

    fn y_of(t: f64) -> f64 {
        let (t2, t6) = (t * t, t.powi(6));
        t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))
    }

    fn slope(t: f64) -> f64 {
        let (t2, t6) = (t * t, t.powi(6));
        A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2)
    }

    pub(crate) fn forward(lon: f64, lat: f64) -> (f64, f64) {
        let sin = M * sin_cos(lat).0;
        let t = crate::geo::angle::asin(sin);
        // The cosine of t, which is 60° at most.
        (lon * (1.0 - sin * sin).sqrt() / (M * slope(t)), y_of(t))
    }

    pub(crate) fn inverse(x: f64, y: f64) -> Option<(f64, f64)> {
        let t_max = crate::geo::angle::asin(M);
        let t = super::solve(y, t_max, y_of, slope)?;
        // Near the pole the sine is flat; the cosine keeps the digits.
        let (sin_t, cos_t) = sin_cos(t);
        let squared = sin_cos(t_max - t).0 * sin_cos(t_max + t).0;
        let (sin, cos) = (sin_t / M, squared.max(0.0).sqrt() / M);
        Some((x * M * slope(t) / cos_t, libm::atan2(sin, cos)))
    }
}

/// Lambert's azimuthal equal-area projection, of the whole sphere but the place opposite the centre.
///
/// # References
/// John P. Snyder, *Map projections: a working manual*, USGS Professional Paper 1395 (1987), 24.
pub(crate) fn azimuthal_equal_area(lon: f64, lat: f64) -> (f64, f64) {
    let ((sin_lon, cos_lon), (sin, cos)) = (sin_cos(lon), sin_cos(lat));
    let stretch = (2.0 / (1.0 + cos * cos_lon).max(1e-12)).sqrt();
    (stretch * cos * sin_lon, stretch * sin)
}

/// Natural Earth.
///
/// # References
/// Tom Patterson's projection in the polynomial of Bojan Šavrič, Bernhard Jenny, Tom Patterson,
/// Dušan Petrovič, Lorenz Hurni, *A polynomial equation for the Natural Earth projection*,
/// Cartography and Geographic Information Science 38 (2011).
pub(crate) mod natural_earth {
    fn length(lat: f64) -> f64 {
        let (p2, p4) = (lat * lat, lat.powi(4));
        0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    }

    fn y_of(lat: f64) -> f64 {
        let (p2, p4) = (lat * lat, lat.powi(4));
        lat * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    }

    fn slope(lat: f64) -> f64 {
        let (p2, p4) = (lat * lat, lat.powi(4));
        1.007226
            + p2 * (3.0 * 0.015085
                + p4 * (-7.0 * 0.044475 + 9.0 * 0.028874 * p2 - 11.0 * 0.005916 * p4))
    }

    pub(crate) fn forward(lon: f64, lat: f64) -> (f64, f64) {
        (lon * length(lat), y_of(lat))
    }

    pub(crate) fn inverse(x: f64, y: f64) -> Option<(f64, f64)> {
        let lat = super::solve(y, super::FRAC_PI_2, y_of, slope)?;
        Some((x / length(lat), lat))
    }
}

/// Robinson, by his table and Snyder's interpolation (other interpolations, such as PROJ's
/// splines, differ from it by up to 0.0007 of the radius).
///
/// # References
/// Arthur H. Robinson, *A new map projection: its development and characteristics*,
/// International Yearbook of Cartography 14 (1974): lengths of parallels and their distances
/// from the equator every 5°, the factors 0.8487 and 0.5072. John P. Snyder, *The Robinson
/// projection: a computation algorithm*, Cartography and Geographic Information Systems 17
/// (1990): second-order central differences.
pub(crate) mod robinson {
    use super::PI;

    /// Length and distance of the parallels 0°, 5°, … 90°.
    const TABLE: [(f64, f64); 19] = [
        (1.0000, 0.0000),
        (0.9986, 0.0620),
        (0.9954, 0.1240),
        (0.9900, 0.1860),
        (0.9822, 0.2480),
        (0.9730, 0.3100),
        (0.9600, 0.3720),
        (0.9427, 0.4340),
        (0.9216, 0.4958),
        (0.8962, 0.5571),
        (0.8679, 0.6176),
        (0.8350, 0.6769),
        (0.7986, 0.7346),
        (0.7597, 0.7903),
        (0.7186, 0.8435),
        (0.6732, 0.8936),
        (0.6213, 0.9394),
        (0.5722, 0.9761),
        (0.5322, 1.0000),
    ];
    const STEP: f64 = PI / 36.0;
    const WIDTH: f64 = 0.8487;
    /// The central meridian is 0.5072 times as long as the equator.
    const HEIGHT: f64 = 0.5072 * PI * WIDTH;

    /// The table's rows before, at and after a place, the table mirrored at the equator and its
    /// last row repeated.
    fn rows(index: usize) -> [(f64, f64); 3] {
        let row = |i: usize| TABLE.get(i.min(18)).copied().unwrap_or_default();
        let before = match index.checked_sub(1) {
            Some(i) => row(i),
            None => (row(1).0, -row(1).1),
        };
        [before, row(index), row(index + 1)]
    }

    fn length(index: usize, part: f64) -> f64 {
        let [(a, _), (b, _), (c, _)] = rows(index);
        b + part * (c - a) / 2.0 + part * part * (c - 2.0 * b + a) / 2.0
    }

    pub(crate) fn forward(lon: f64, lat: f64) -> (f64, f64) {
        let steps = (lat.abs() / STEP).min(18.0);
        // `as` truncates towards zero, and a NaN to 0.
        let index = steps as usize;
        let part = steps - index as f64;
        let [(_, a), (_, b), (_, c)] = rows(index);
        let distance = b + part * (c - a) / 2.0 + part * part * (c - 2.0 * b + a) / 2.0;
        (
            WIDTH * lon * length(index, part),
            (HEIGHT * distance).copysign(lat),
        )
    }

    pub(crate) fn inverse(x: f64, y: f64) -> Option<(f64, f64)> {
        let distance = y.abs() / HEIGHT;
        // A NaN fails too.
        if !(..=1.0 + super::EDGE).contains(&distance) {
            return None;
        }
        let distance = distance.min(1.0);
        let index = TABLE
            .partition_point(|row| row.1 <= distance)
            .saturating_sub(1);
        let [(_, a), (_, b), (_, c)] = rows(index);
        // distance = b + half·part + curve·part², solved without cancellation.
        let (half, curve) = ((c - a) / 2.0, (c - 2.0 * b + a) / 2.0);
        let root = (half * half + 4.0 * curve * (distance - b)).max(0.0).sqrt();
        let part = if index >= 18 {
            0.0
        } else {
            2.0 * (distance - b) / (half + root)
        };
        let lat = ((index as f64 + part) * STEP).copysign(y);
        Some((x / (WIDTH * length(index, part)), lat))
    }
}

/// Mercator on the sphere, cut at [`MERCATOR_LIMIT`].
///
/// # References
/// John P. Snyder, *Map projections: a working manual*, USGS Professional Paper 1395 (1987), 7.
pub(crate) mod mercator {
    use super::{sin_cos, MERCATOR_LIMIT};

    /// Latitudes beyond the limit are drawn on it.
    pub(crate) fn forward(lon: f64, lat: f64) -> (f64, f64) {
        let (sin, _) = sin_cos(lat.clamp(-MERCATOR_LIMIT, MERCATOR_LIMIT));
        (lon, libm::log((1.0 + sin) / (1.0 - sin)) / 2.0)
    }

    pub(crate) fn inverse(x: f64, y: f64) -> Option<(f64, f64)> {
        (y.abs() <= super::PI + super::EDGE)
            .then(|| (x, 2.0 * libm::atan(libm::exp(y)) - super::FRAC_PI_2))
    }
}

/// This far beyond the outline still counts as on it, in units of the sphere's radius.
pub(crate) const EDGE: f64 = 1e-9;

/// Solves `f(t) = y` for an odd, rising `f` on ±`t_max` by Newton's method, kept within bounds
/// that shrink; None outside the range of `f`.
fn solve(y: f64, t_max: f64, f: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> Option<f64> {
    let y_max = f(t_max);
    // A NaN fails too.
    if !(..=y_max + EDGE).contains(&y.abs()) {
        return None;
    }
    if y.abs() >= y_max {
        return Some(t_max.copysign(y));
    }
    let (mut low, mut high) = (-t_max, t_max);
    let mut t = y / y_max * t_max;
    for _ in 0..60 {
        let error = f(t) - y;
        if error > 0.0 {
            high = t;
        } else {
            low = t;
        }
        let newton = t - error / slope(t);
        let next = if newton > low && newton < high {
            newton
        } else {
            f64::midpoint(low, high)
        };
        let step = (next - t).abs();
        t = next;
        if step <= SOLVED {
            break;
        }
    }
    Some(t)
}
