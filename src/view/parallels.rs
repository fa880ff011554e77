//! Projects many places at once. Along a parallel, x is proportional to the longitude, so two numbers a
//! parallel are enough; they change so evenly that a table gives them.

use crate::geo::{LonLat, Projection, ProjectionName};

/// Parallels in the table, and how many of them a degree.
const COUNT: usize = 180 * PER_DEGREE + 1;
const PER_DEGREE: usize = 4;

/// A flat projection about the meridian 0, by parallel.
pub(super) enum Parallels<'a> {
    /// Units a degree of longitude, and y.
    Table { x: f64, rows: Vec<[f64; 2]> },
    /// What has corners, or no end at the poles.
    Exact(&'a Projection),
}

impl<'a> Parallels<'a> {
    pub(super) fn new(projection: &'a Projection) -> Self {
        match projection.name() {
            ProjectionName::EqualEarth
            | ProjectionName::NaturalEarth
            | ProjectionName::Equirectangular => {}
            _ => return Self::Exact(projection),
        }
        let x = projection.origin().x;
        let rows = (0..COUNT).map(|i| {
            let lat = i as f64 / PER_DEGREE as f64 - 90.0;
            let at = projection.forward_or_edge(LonLat { lon: 1.0, lat });
            [at.x - x, at.y]
        });
        Self::Table {
            x,
            rows: rows.collect(),
        }
    }

    /// Where a place is, degrees; as the projection itself has it, to the digits that are kept, and at the edge what
    /// lies beyond.
    ///
    /// # References
    /// Milton Abramowitz, Irene A. Stegun, *Handbook of Mathematical Functions* (1964), 25.2.13: the
    /// formula of Lagrange for four places.
    #[inline(never)]
    pub(super) fn forward(&self, place: LonLat) -> [f32; 2] {
        let (x, rows) = match self {
            Self::Exact(projection) => {
                let point = projection.forward_or_edge(place);
                return [point.x as f32, point.y as f32];
            }
            Self::Table { x, rows } => (x, rows),
        };
        let row = (place.lat + 90.0) * PER_DEGREE as f64;
        let first = (row as usize).saturating_sub(1).min(COUNT - 4);
        let Some(&[a, b, c, d]) = rows.get(first..).and_then(<[_]>::first_chunk) else {
            return [0.0; 2];
        };
        let p = row - first as f64 - 1.0;
        let (before, after) = ((p + 1.0) * p / 6.0, (p - 1.0) * (p - 2.0) / 6.0);
        let [wa, wb, wc, wd] = [
            -p * after,
            3.0 * (p + 1.0) * after,
            -3.0 * before * (p - 2.0),
            before * (p - 1.0),
        ];
        let mix = |i: usize| {
            let [a, b, c, d] = [a, b, c, d].map(|row| row.get(i).copied().unwrap_or_default());
            wa * a + wb * b + wc * c + wd * d
        };
        [(x + place.lon * mix(0)) as f32, mix(1) as f32]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Point;

    #[test]
    fn the_table_gives_what_the_projection_gives() {
        for name in ProjectionName::ALL {
            let center = LonLat { lon: 0.0, lat: 0.0 };
            let origin = Point { x: 400.0, y: 300.0 };
            let projection = Projection::new(name, center).placed(185.0, origin);
            let parallels = Parallels::new(&projection);
            for i in 0..=2880 {
                let lat = f64::from(i) / 16.0 - 90.0;
                for lon in [-180.0, -77.3, 0.0, 12.9, 180.0] {
                    let place = LonLat { lon, lat };
                    let Some(exact) = projection.forward(place) else {
                        continue;
                    };
                    let [x, y] = parallels.forward(place).map(f64::from);
                    // Half of the last digit that is kept of a number from 512 to 1024 is 0.00003.
                    let off = (x - exact.x).abs().max((y - exact.y).abs());
                    assert!(off < 0.000_05, "{name:?} {place:?}: {off}");
                }
            }
        }
    }
}
