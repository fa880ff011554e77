//! Markers and names for a width, as numbers. Laying them out takes time and a search, so it is done
//! for a ladder of widths; between two layouts the lower one is spread: what did not overlap there
//! is only farther apart.

use serde::Serialize;

use crate::map::StanceMap;
use crate::scene::{compose_map, MapScene, Options, Theme};

/// Widths of the figure, CSS px.
pub const WIDTHS: [f64; 14] = [
    320.0, 360.0, 420.0, 500.0, 600.0, 720.0, 840.0, 960.0, 1150.0, 1400.0, 1700.0, 2200.0, 3000.0,
    3840.0,
];

/// Parts of a px in which places are told.
const PARTS: f64 = 2.0;

/// Markers and names for one width.
#[derive(Debug, Clone, Serialize)]
pub struct BreakpointLayout {
    /// Of the map, CSS px.
    pub width: f64,
    /// `region, dx, dy` each: from home to the marker's centre in halves of a px.
    pub markers: Vec<i32>,
    /// Names on the map.
    pub names: Vec<Label>,
    /// From names over sea to their countries: `x, y, x, y` each, CSS px.
    pub hairlines: Vec<[f64; 4]>,
}

/// A name: its middle and its size (CSS px), its text, and whether it stands in its country.
#[derive(Debug, Clone, Serialize)]
pub struct Label(f64, f64, f64, String, bool);

/// The layout for a figure of `width_px`.
pub fn breakpoint_layout(map: &StanceMap, width_px: f64) -> BreakpointLayout {
    let options = Options {
        width_px,
        theme: Theme::Light,
    };
    let scene = compose_map(map, &options);
    let halves = |px: f64| (px * PARTS).round() as i32;
    let markers = scene.markers.iter().flat_map(|marker| {
        let (home, center) = (marker.home, marker.center);
        [
            marker.region as i32,
            halves(center.x - home.x),
            halves(center.y - home.y),
        ]
    });
    let (names, hairlines) = names(map, &scene, width_px);
    BreakpointLayout {
        width: scene.scene.width,
        markers: markers.collect(),
        names,
        hairlines,
    }
}

fn names(map: &StanceMap, scene: &MapScene, width_px: f64) -> (Vec<Label>, Vec<[f64; 4]>) {
    let tenths = |px: f64| (px * 10.0).round() / 10.0;
    let size = map.style.label.size.at(width_px);
    let names = scene.names.iter().map(|name| {
        let span = &name.span;
        let middle = [
            (span.left + span.right) / 2.0,
            (span.top + span.bottom) / 2.0,
        ];
        let [x, y] = middle.map(tenths);
        Label(x, y, tenths(size), name.text.clone(), name.is_inside)
    });
    let lines = scene.names.iter().filter_map(|name| name.leader);
    let lines = lines.map(|[a, b]| [a.x, a.y, b.x, b.y].map(tenths));
    (names.collect(), lines.collect())
}
