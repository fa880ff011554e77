//! Sine and cosine of angles on the globe.
//!
//! The standard library reduces angles of 10³⁰⁰ turns exactly too; that code would make up a twelfth of
//! the program that a page loads.

use std::f64::consts::FRAC_2_PI;

/// π/2 in two parts, of which the first ends in so many zeros that its small multiples are exact.
const HALF_PI: [f64; 2] = [1.5707963267341256, 6.077100506506192e-11];

/// 1/(n (n + 1)) for n = 2, 4 …: each term of the sine's series by the one before.
const SINE: [f64; 8] = [
    1.0 / 6.0,
    1.0 / 20.0,
    1.0 / 42.0,
    1.0 / 72.0,
    1.0 / 110.0,
    1.0 / 156.0,
    1.0 / 210.0,
    1.0 / 272.0,
];
/// The same for n = 1, 3 …: of the cosine's.
const COSINE: [f64; 9] = [
    1.0 / 2.0,
    1.0 / 12.0,
    1.0 / 30.0,
    1.0 / 56.0,
    1.0 / 90.0,
    1.0 / 132.0,
    1.0 / 182.0,
    1.0 / 240.0,
    1.0 / 306.0,
];

/// Sine and cosine, right to 3·10⁻¹⁶.
///
/// # Units
/// Radians, at most a hundred turns.
///
/// # References
/// William J. Cody, William Waite, *Software manual for the elementary functions* (1980): the
/// reduction by a constant in two parts.
pub(crate) fn sin_cos(angle: f64) -> (f64, f64) {
    let quarters = (angle * FRAC_2_PI).round();
    let [high, low] = HALF_PI;
    let rest = (angle - quarters * high) - quarters * low;
    let square = rest * rest;
    let sum = |steps: &[f64]| {
        let steps = steps.iter().rev();
        steps.fold(1.0, |sum, step| 1.0 - square * step * sum)
    };
    let (sin, cos) = (rest * sum(&SINE), sum(&COSINE));
    match (quarters as i32).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The angle of a sine, radians; as `libm`'s to the last digits, without a square root in software.
pub(crate) fn asin(sin: f64) -> f64 {
    libm::atan2(sin, ((1.0 - sin) * (1.0 + sin)).sqrt())
}

/// The length of a vector whose square a number can hold: of places on a map. The square root is exact everywhere.
pub(crate) fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::sin_cos;

    #[test]
    fn they_are_those_of_the_standard_library() {
        for i in -40_000..=40_000 {
            let angle = f64::from(i) * 1e-3;
            let (sin, cos) = sin_cos(angle);
            assert!((sin - angle.sin()).abs() < 3e-16, "sin {angle}: {sin}");
            assert!((cos - angle.cos()).abs() < 3e-16, "cos {angle}: {cos}");
        }
    }

    #[test]
    fn what_is_no_number_has_none() {
        assert!(sin_cos(f64::NAN).0.is_nan());
        assert!(sin_cos(f64::INFINITY).1.is_nan());
    }
}
