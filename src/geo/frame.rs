//! Which part of the world a map shows.

use super::LonLat;

/// The part of the world that a map shows: it is fitted to that, and what lies outside is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum MapFrame {
    /// Everything there is.
    #[default]
    All,
    /// What lies between two parallels.
    Band {
        /// Degrees north.
        south: f64,
        /// Degrees north.
        north: f64,
    },
    /// A box of degrees.
    Box(DegreeBox),
}

/// A box of degrees. The east lies to the right of the west, so it may be counted on past 180°.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DegreeBox {
    /// Degrees east, −180 to 180.
    pub west: f64,
    /// Degrees north.
    pub south: f64,
    /// Degrees east, up to 360 more than the west.
    pub east: f64,
    /// Degrees north.
    pub north: f64,
}

/// Places a side of [`DegreeBox::outline`].
const STEPS: u32 = 32;

impl DegreeBox {
    /// From the west, the south, the east and the north.
    pub const fn of([west, south, east, north]: [f64; 4]) -> Self {
        Self {
            west,
            south,
            east,
            north,
        }
    }

    /// Its middle.
    pub fn center(&self) -> LonLat {
        LonLat {
            lon: super::wrapped(f64::midpoint(self.west, self.east)),
            lat: f64::midpoint(self.south, self.north),
        }
    }

    /// Places along its sides, corners included: enough to know how far it reaches on a map.
    pub fn outline(&self) -> impl Iterator<Item = LonLat> + '_ {
        let side = |from: [f64; 2], to: [f64; 2]| {
            (0..STEPS).map(move |i| {
                let t = f64::from(i) / f64::from(STEPS);
                let [lon, lat] = [0, 1].map(|k: usize| match (from.get(k), to.get(k)) {
                    (Some(a), Some(b)) => a + (b - a) * t,
                    _ => 0.0,
                });
                LonLat { lon, lat }
            })
        };
        let [w, s, e, n] = [self.west, self.south, self.east, self.north];
        side([w, s], [e, s])
            .chain(side([e, s], [e, n]))
            .chain(side([e, n], [w, n]))
            .chain(side([w, n], [w, s]))
    }
}
