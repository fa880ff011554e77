//! Panels: the map of the world, or of a part of it, and its insets: parts with many small members, shown larger
//! below it.
//!
//! Takes the width of a figure; gives each panel's projection and its place. The places of insets grow with the
//! width of the map, so that a page needs one arrangement for all widths that have it.

use super::layout::Layout;
use super::style::{Style, BREAKPOINTS};
use crate::geo::planar::clipped_line;
use crate::geo::{
    wrapped, Bounds, LonLat, PlanarPolygon, Point, Polygon, Projection, ProjectionName,
};
use crate::input::Insets;
use crate::map::StanceMap;

/// A part of the world in a box of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Panel {
    /// Placed in the picture.
    pub projection: Projection,
    /// What it shows, px.
    pub frame: Bounds,
    /// Degrees from the meridian and from the parallel of its middle that it may reach, if it is a small part.
    reach: Option<[f64; 2]>,
}

/// The panels of a map.
#[derive(Debug, Clone)]
pub struct Panels {
    /// The main one first.
    pub all: Vec<Panel>,
    /// Of all together, px.
    pub size: (f64, f64),
}

/// Part of the world: the middle, degrees, and how wide and how high it is, radians.
struct Area {
    lon: f64,
    lat: f64,
    size: [f64; 2],
}

/// Europe with the Levant and the Gulf, the Caribbean, the Pacific from Palau to Samoa. No land lies opposite
/// their middles.
const AREAS: [Area; 3] = [
    Area {
        lon: 23.7,
        lat: 44.2,
        size: [0.945, 0.577],
    },
    Area {
        lon: -74.8,
        lat: 17.8,
        size: [0.55, 0.327],
    },
    Area {
        lon: 161.1,
        lat: -6.5,
        size: [0.97, 0.577],
    },
];

/// Between two panels, as a share of the map's width.
const GAP: f64 = 8.0 / 344.0;
/// Heights of the insets, times their widths.
const HIGH: [f64; 3] = [210.0 / 344.0, 100.0 / 168.0, 100.0 / 168.0];
/// The width of the first inset where all stand side by side.
const FIRST: f64 = 0.66;
/// Insets that magnify the first of their areas less are not worth their place.
const LEAST_MAGNIFIED: f64 = 2.0;

/// Where insets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// The first over the other two.
    Stacked,
    /// The first beside the other two.
    Beside,
}

impl Arrangement {
    /// By the width of the figure, the narrowest first.
    pub const ALL: [Self; 2] = [Self::Stacked, Self::Beside];

    /// Figures narrower than this have it, unless they are so narrow that they have the one before; none if no
    /// figure has it.
    pub fn below(self, asked: Insets, style: &Style) -> Option<f64> {
        let [.., widest] = BREAKPOINTS;
        match (asked, self) {
            (Insets::None, _) => None,
            (_, Self::Stacked) => Some(style.inset.stacked_below),
            (Insets::Auto, Self::Beside) => Some(style.inset.below_width),
            (Insets::Always, Self::Beside) => Some(widest + 1.0),
        }
    }

    /// That of a figure `width_px` wide; none if it has no insets.
    pub fn of(asked: Insets, style: &Style, width_px: f64) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|own| own.below(asked, style).is_some_and(|px| width_px < px))
    }

    /// Left, top, width and height of each inset below a map of a width and a height, px.
    fn places(self, width: f64, height: f64) -> [[f64; 4]; 3] {
        let gap = GAP * width;
        let top = height + gap;
        let [a, b, c] = HIGH;
        match self {
            Self::Stacked => {
                let half = (width - gap) / 2.0;
                let below = top + a * width + gap;
                [
                    [0.0, top, width, a * width],
                    [0.0, below, half, b * half],
                    [half + gap, below, half, c * half],
                ]
            }
            Self::Beside => {
                let first = FIRST * width;
                let (left, rest) = (first + gap, width - first - gap);
                let each = (a * first - gap) / 2.0;
                [
                    [0.0, top, first, a * first],
                    [left, top, rest, each],
                    [left, top + each + gap, rest, each],
                ]
            }
        }
    }
}

impl Panels {
    /// Those of a figure `width_px` wide.
    pub fn of_figure(map: &StanceMap, width_px: f64) -> Self {
        let arrangement = Arrangement::of(map.document.insets, &map.style, width_px);
        Self::new(
            map,
            arrangement,
            Layout::new(&map.style, width_px).map_width,
        )
    }

    /// Those of a map `width` px wide, with insets in an arrangement if it has any.
    pub fn new(map: &StanceMap, arrangement: Option<Arrangement>, width: f64) -> Self {
        let (projection, height) = map.fitted(width);
        let main = Panel {
            projection,
            frame: Bounds {
                min: Point::default(),
                max: Point::new(width, height),
            },
            reach: None,
        };
        let mut panels = Self {
            all: vec![main],
            size: (width, height),
        };
        if projection.name().is_azimuthal() {
            return panels;
        }
        let places = arrangement.map(|own| own.places(width, height));
        let insets = AREAS.iter().zip(places.into_iter().flatten());
        let insets: Vec<Panel> = insets
            .map(|(area, place)| Panel::inset(area, place))
            .collect();
        let scale = |panel: &Panel| panel.projection.px_per_radian();
        if insets
            .first()
            .is_some_and(|first| scale(first) >= LEAST_MAGNIFIED * scale(&main))
        {
            let bottoms = insets.iter().map(|inset| inset.frame.max.y);
            panels.size.1 = bottoms.fold(height, f64::max);
            panels.all.extend(insets);
        }
        panels
    }

    /// The map that insets belong to.
    pub fn main(&self) -> Panel {
        self.all.first().copied().unwrap_or_default()
    }

    /// What is shown larger.
    pub fn insets(&self) -> &[Panel] {
        self.all.get(1..).unwrap_or_default()
    }

    /// Whether an inset shows a place.
    pub fn is_in_inset(&self, place: LonLat) -> bool {
        self.insets()
            .iter()
            .any(|inset| inset.forward(place).is_some())
    }

    /// Round what insets show on the main map.
    pub(crate) fn marks(&self, tolerance_px: f64) -> Vec<Vec<Point>> {
        let main = self.main();
        let marks = self.insets().iter().flat_map(|inset| {
            let corners = inset.frame.corners();
            let degrees = corners.iter().filter_map(|p| inset.projection.inverse(*p));
            main.line(&degrees.collect::<Vec<_>>(), tolerance_px)
        });
        marks.collect()
    }

    /// Round every inset, with lines so wide that lie inside it.
    pub(super) fn frames(&self, line_px: f64) -> impl Iterator<Item = Vec<Point>> + '_ {
        let inside = move |inset: &Panel| inset.frame.grown(-line_px / 2.0).corners();
        self.insets().iter().map(inside).map(Vec::from)
    }
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            projection: Projection::new(ProjectionName::default(), LonLat { lon: 0.0, lat: 0.0 }),
            frame: Bounds::EMPTY,
            reach: None,
        }
    }
}

impl Panel {
    /// An area in a box: left, top, width, height.
    fn inset(area: &Area, [left, top, width, height]: [f64; 4]) -> Self {
        let center = LonLat {
            lon: area.lon,
            lat: area.lat,
        };
        let middle = Point::new(left + width / 2.0, top + height / 2.0);
        let [wide, high] = area.size;
        let per_radian = (width / wide).min(height / high);
        let projection =
            Projection::new(ProjectionName::AzimuthalEqualArea, center).placed(per_radian, middle);
        let frame = Bounds::around(middle, width, height);
        let degrees = frame.corners();
        let degrees = degrees.iter().filter_map(|p| projection.inverse(*p));
        let reach = degrees.fold([0.0, 0.0], |[lon, lat]: [f64; 2], p| {
            [
                lon.max(wrapped(p.lon - area.lon).abs()),
                lat.max((p.lat - area.lat).abs()),
            ]
        });
        Self {
            projection,
            frame,
            reach: Some(reach),
        }
    }

    /// Where a place is, if it is in the panel.
    pub fn forward(&self, place: LonLat) -> Option<Point> {
        let point = self.projection.forward(place)?;
        self.frame.contains(point).then_some(point)
    }

    /// Whether any of these places may be in the panel: a quick look.
    pub(crate) fn may_show<'a>(&self, places: impl Iterator<Item = &'a LonLat>) -> bool {
        let Some([far_lon, far_lat]) = self.reach else {
            return true;
        };
        let center = self.projection.center();
        let (mut lon, mut lat) = (Bounds::EMPTY, Bounds::EMPTY);
        for place in places {
            lon.add(Point::new(wrapped(place.lon - center.lon), 0.0));
            lat.add(Point::new(place.lat - center.lat, 0.0));
        }
        let meets = |range: Bounds, far: f64| range.min.x <= far && range.max.x >= -far;
        meets(lon, far_lon) && meets(lat, far_lat)
    }

    /// What of some polygons lies in the panel.
    pub(super) fn polygons(&self, polygons: &[Polygon], tolerance_px: f64) -> Vec<PlanarPolygon> {
        let seen = polygons
            .iter()
            .filter(|polygon| self.may_show(polygon.rings.iter().flatten()));
        let parts = seen.flat_map(|polygon| {
            self.projection
                .polygons(std::slice::from_ref(polygon), tolerance_px)
        });
        parts.filter_map(|part| part.clipped(&self.frame)).collect()
    }

    /// Its top left, on whole px.
    pub(super) fn corner(&self) -> Point {
        let Point { x, y } = self.frame.min;
        Point::new(x.ceil(), y.ceil())
    }

    /// Those of some polygons of the picture that lie in the panel, from its corner.
    pub(super) fn own_polygons(&self, polygons: &[PlanarPolygon]) -> Vec<PlanarPolygon> {
        let own = polygons
            .iter()
            .filter(|polygon| self.frame.contains(polygon.bounds().center()));
        own.map(|polygon| PlanarPolygon {
            rings: polygon.rings.iter().map(|ring| self.local(ring)).collect(),
        })
        .collect()
    }

    /// The same of lines.
    pub(super) fn own_lines(&self, lines: &[Vec<Point>]) -> Vec<Vec<Point>> {
        let is_own = |line: &&Vec<Point>| line.first().is_some_and(|p| self.frame.contains(*p));
        lines
            .iter()
            .filter(is_own)
            .map(|line| self.local(line))
            .collect()
    }

    fn local(&self, line: &[Point]) -> Vec<Point> {
        let corner = self.corner();
        line.iter().map(|p| p.minus(corner)).collect()
    }

    /// What of an open line lies in the panel.
    pub(super) fn line(&self, line: &[LonLat], tolerance_px: f64) -> Vec<Vec<Point>> {
        if !self.may_show(line.iter()) {
            return Vec::new();
        }
        let parts = self.projection.line(line, tolerance_px).into_iter();
        parts
            .flat_map(|part| clipped_line(part, &self.frame))
            .collect()
    }
}
