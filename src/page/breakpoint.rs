//! Breakpoint layouts: markers and names for one width, as numbers. A layout takes a search, so there
//! is one for each of [`WIDTHS`]. Between two widths the page spreads the lower layout: what did not
//! overlap there is only farther apart.

use serde::Serialize;

use crate::map::StanceMap;
use crate::parallel;
use crate::scene::{Arrangement, MapLayout, Marker, Options, Theme};

/// Widths of the figure, CSS px.
/// Where the insets change there is one too: no layout may be spread beyond.
pub const WIDTHS: [f64; 15] = [
    320.0, 360.0, 420.0, 500.0, 560.0, 600.0, 700.0, 840.0, 960.0, 1150.0, 1400.0, 1700.0, 2200.0,
    3000.0, 3840.0,
];

/// Steps a px in which places are given: a disc is then at most a sixteenth of a px off.
const PARTS: f64 = 8.0;

/// Markers and names for one width.
#[derive(Debug, Clone, Serialize)]
pub struct BreakpointLayout {
    /// Of the map, CSS px.
    pub width: f64,
    /// Markers on the main map.
    pub markers: MarkerColumns,
    /// Which of the arrangements of insets it has, and the markers in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inset: Option<(usize, MarkerColumns)>,
    /// Names on the map.
    pub names: Vec<PlacedName>,
    /// From names over sea to their countries: `x, y` of name, elbow and country each, CSS px.
    pub hairlines: Vec<[f64; 6]>,
}

/// Markers in columns, which compress better than rows: by how much the region's number is larger
/// than the one before; from home to the marker's centre, in eighths of a px.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MarkerColumns(pub Vec<i32>, pub Vec<i32>, pub Vec<i32>);

/// A name: its middle and its size (CSS px), its text, and whether it stands in its country.
#[derive(Debug, Clone, Serialize)]
pub struct PlacedName(f64, f64, f64, String, bool);

impl MarkerColumns {
    fn of(mut markers: Vec<&Marker>) -> Self {
        let parts = |px: f64| (px * PARTS).round() as i32;
        markers.sort_by_key(|marker| marker.region);
        let mut columns = Self::default();
        let mut before = 0;
        for marker in markers {
            let (home, center, region) = (marker.home, marker.center, marker.region as i32);
            columns
                .0
                .push(region - std::mem::replace(&mut before, region));
            columns.1.push(parts(center.x - home.x));
            columns.2.push(parts(center.y - home.y));
        }
        columns
    }
}

/// The layout for a figure of `width_px`.
pub fn breakpoint_layout(map: &StanceMap, width_px: f64, theme: Theme) -> BreakpointLayout {
    let layout = MapLayout::new(map, &Options { width_px, theme });
    let insets = layout.panels.insets();
    let is_inset = |marker: &&Marker| insets.iter().any(|inset| inset.frame.contains(marker.home));
    let (inset, main): (Vec<&Marker>, Vec<&Marker>) = layout.markers.iter().partition(is_inset);
    let arrangement = Arrangement::of(map.document.insets, &map.style, width_px);
    let arrangement = arrangement.filter(|_| !insets.is_empty());
    let (names, hairlines) = names(map, &layout, width_px);
    BreakpointLayout {
        width: layout.frame.0,
        markers: MarkerColumns::of(main),
        inset: arrangement.map(|own| (own as usize, MarkerColumns::of(inset))),
        names,
        hairlines,
    }
}

/// The layouts for figures of some widths. Made side by side where there are threads.
pub fn breakpoint_layouts(map: &StanceMap, widths: &[f64], theme: Theme) -> Vec<BreakpointLayout> {
    parallel::map(widths, |width| breakpoint_layout(map, *width, theme))
}

fn names(map: &StanceMap, layout: &MapLayout, width_px: f64) -> (Vec<PlacedName>, Vec<[f64; 6]>) {
    let tenths = |px: f64| (px * 10.0).round() / 10.0;
    let size = map.style.label.size.at(width_px);
    let names = layout.names.iter().map(|name| {
        let middle = name.span.center();
        let [x, y] = [middle.x, middle.y].map(tenths);
        PlacedName(x, y, tenths(size), name.text.clone(), name.is_inside)
    });
    let lines = layout.names.iter().filter_map(|name| name.leader);
    let lines = lines.map(|[a, b, c]| [a.x, a.y, b.x, b.y, c.x, c.y].map(tenths));
    (names.collect(), lines.collect())
}
