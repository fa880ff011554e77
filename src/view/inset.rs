//! Insets of the moving map: the atlas in other projections, each in a box of map space.

use super::projected_atlas::ProjectedAtlas;
use super::trace::{Trace, Wanted};
use super::window::Window;
use super::DETAIL_PX2;
use crate::geo::{LonLat, Point, Projection, ProjectionName};

/// A part of the world, shown larger.
#[derive(Debug, Clone)]
pub(super) struct Inset {
    pub(super) projection: Projection,
    pub(super) frame: Window,
    pub(super) atlas: ProjectedAtlas,
}

impl Inset {
    /// From the numbers of page data: the middle in degrees, map units a radian, where the middle is, and the box.
    /// `meridian` is that of the atlas.
    #[inline(never)]
    pub(super) fn new(numbers: &[f64], main: &ProjectedAtlas, meridian: f64) -> Option<Self> {
        let &[lon, lat, per_radian, x, y, left, top, right, bottom] = numbers else {
            return None;
        };
        let about = |lon| {
            Projection::new(ProjectionName::AzimuthalEqualArea, LonLat { lon, lat })
                .placed(per_radian, Point { x, y })
        };
        Some(Self {
            projection: about(lon),
            frame: Window {
                min: [left as f32, top as f32],
                max: [right as f32, bottom as f32],
            },
            // The degrees of an atlas are from its own meridian.
            atlas: main.also(&about(lon - meridian)),
        })
    }

    /// Without what lies outside the box, or outside the window.
    #[inline(never)]
    pub(super) fn trace(
        &self,
        wanted: &Wanted,
        scale: f64,
        window: Option<&Window>,
        out: &mut Trace,
    ) {
        let Some(window) = window.map_or(Some(self.frame), |window| self.frame.shared(window))
        else {
            return;
        };
        let mut all = Trace::default();
        let rank = self.atlas.rank(scale, DETAIL_PX2);
        self.atlas.trace(wanted, rank, Some(&window), &mut all);
        out.append(&all.clipped(&self.frame, matches!(wanted, Wanted::Areas(_))));
    }

    /// Where a place is, if it is in the box.
    #[inline(never)]
    pub(super) fn forward(&self, place: LonLat) -> Option<Point> {
        let point = self.projection.forward(place)?;
        self.holds(point).then_some(point)
    }

    pub(super) fn holds(&self, Point { x, y }: Point) -> bool {
        self.frame.distance([x as f32, y as f32]) <= 0.0
    }
}
