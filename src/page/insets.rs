//! Insets for a page: their projections and boxes in map units, and the lines round what they show.

use serde::Serialize;

use super::rounded;
use crate::geo::Point;
use crate::input::Insets;
use crate::map::StanceMap;
use crate::scene::{Arrangement, Panel, Panels};
use crate::view::WIDTH;

/// How far the lines round what insets show may be off, map units: half a px at most where there are insets.
const MARK_TOLERANCE: f64 = 0.7;

/// Insets of a map in map units.
#[derive(Debug, Clone, Serialize)]
pub struct InsetUnits {
    /// Figures narrower than this have them, CSS px.
    pub below: f64,
    /// Of the map with its insets.
    pub height: f64,
    /// Of each inset nine numbers: the middle in degrees, map units a radian, where the middle is, and its box: left,
    /// top, right, bottom.
    pub panels: Vec<f64>,
}

/// Round what insets show on the main map, in map units.
pub(super) fn marks(map: &StanceMap) -> Vec<Vec<i32>> {
    let panels = Panels::new(map, Some(Arrangement::Stacked), WIDTH);
    let is_wanted = map.document.insets != Insets::None;
    let marks = panels
        .marks(MARK_TOLERANCE)
        .into_iter()
        .filter(|_| is_wanted);
    let numbers = |line: Vec<Point>| {
        let points = line.into_iter();
        points.flat_map(|p| [p.x, p.y].map(|units| units.round() as i32))
    };
    marks.map(|line| numbers(line).collect()).collect()
}

/// The insets by arrangement, that of the narrowest figures first.
pub(super) fn units(map: &StanceMap) -> Vec<InsetUnits> {
    let of = |arrangement: Arrangement| {
        let below = arrangement.below(map.document.insets, &map.style)?;
        let panels = Panels::new(map, Some(arrangement), WIDTH);
        let numbers = panels.insets().iter().flat_map(
            |Panel {
                 projection, frame, ..
             }| {
                let (center, origin) = (projection.center(), projection.origin());
                let [min, max] = [frame.min, frame.max];
                let degrees = [center.lon, center.lat, projection.px_per_radian()];
                let places = [origin, min, max].into_iter().flat_map(|p| [p.x, p.y]);
                degrees.into_iter().chain(places).collect::<Vec<f64>>()
            },
        );
        Some(InsetUnits {
            below,
            height: rounded(panels.size.1, 3),
            panels: numbers.map(|number| rounded(number, 3)).collect(),
        })
    };
    let all = Arrangement::ALL.into_iter().filter_map(of);
    all.filter(|own| !own.panels.is_empty()).collect()
}
