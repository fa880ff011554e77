//! The map itself: projects every region, decides what is too small to see, places markers and names,
//! and hands them with the layers of the style to the composer.

use serde::{Deserialize, Serialize};

use super::base::Base;
use super::composer::Composer;
use super::hit::{HitIndex, PaintedShape};
use super::labels::Placed;
use super::layout::Layout;
use super::markers::{self, Marker, MarkerSize, Shape, StrokedLines as Stroked};
use super::names;
use super::options::Options;
use super::{Group, Scene};
use crate::geo::{LonLat, PlanarPolygon, Point, Projection};
use crate::map::StanceMap;
use crate::words;

/// Vertices that bound a triangle smaller than this are left out: what a screen of two device
/// pixels a CSS px can't show. CSS px².
const DETAIL_PX2: f64 = 0.06;
/// A footnote is shown when the place it is about covers this much, CSS px².
pub(crate) const VISIBLE_PX2: f64 = 3.0;

/// The map alone, with what is needed to answer a pointer. The origin is the map's top left.
#[derive(Debug, Clone)]
pub struct MapScene {
    /// The display list.
    pub scene: Scene,
    /// Planar shapes, one entry a region of the [`StanceMap`], in its order.
    pub shapes: Vec<Vec<PlanarPolygon>>,
    /// Members too small to see.
    pub markers: Vec<Marker>,
    /// Whether the few that are named have their names on the map.
    pub has_names: bool,
    /// What is under a point.
    pub hits: HitIndex,
    /// The projection, fitted to the size.
    pub projection: Projection,
    /// The policy's footnotes about places that are in frame and visible at this size.
    pub footnotes: Vec<Footnote>,
}

/// A note about a place whose status is disputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// The place, with what leads over to the text: "Abyei:".
    pub about: String,
    /// One sentence or two.
    pub text: String,
}

/// The regions, markers and names of a map at a size, before they are drawn.
pub(crate) struct MapLayout {
    options: Options,
    projection: Projection,
    pub(crate) base: Base,
    /// Width and height of the map, px.
    pub(crate) frame: (f64, f64),
    /// Members too small to see.
    pub(crate) markers: Vec<Marker>,
    /// Names on the map.
    pub(crate) names: Vec<Placed>,
    /// What is under a point.
    pub(crate) hits: HitIndex,
}

impl MapLayout {
    /// Projects the regions, and finds the places of markers and names.
    pub(crate) fn new(map: &StanceMap, options: &Options) -> Self {
        let layout = Layout::new(&map.style, options.width_px);
        let options = Options {
            width_px: layout.width,
            ..*options
        };
        let (projection, height) = map.fitted(layout.map_width);
        let frame = (layout.map_width, height);
        let base = Base::project(map, &projection, &options, DETAIL_PX2);
        let markers = place_markers(map, &base, &projection, &options, frame);
        let targets = map.regions.iter().zip(&base.shapes).enumerate();
        let targets: Vec<PaintedShape> = targets
            .map(|(region, (info, polygons))| PaintedShape {
                region,
                polygons,
                is_overlay: info.kind.is_overlay(),
            })
            .collect();
        let hits = HitIndex::new(&targets, &markers);
        let names = names::place(map, &hits, &base.shapes, frame, layout.width);
        Self {
            options,
            projection,
            base,
            frame,
            markers,
            names,
            hits,
        }
    }

    fn groups(&self, map: &StanceMap) -> Vec<Group> {
        let mut composer = Composer::new(map, self.options);
        for layer in map.style.layers(self.options.theme) {
            let least = layer.from_width;
            if least.is_some_and(|px| self.options.width_px < px) {
                continue;
            }
            composer.ground(&layer, &self.base);
            composer.foreground(&layer, &self.projection, &self.markers, &self.names);
        }
        composer.finish()
    }
}

/// Composes the map of a figure.
pub fn compose_map(map: &StanceMap, options: &Options) -> MapScene {
    let layout = MapLayout::new(map, options);
    let (width, height) = layout.frame;
    MapScene {
        scene: Scene {
            width,
            height,
            title: map.texts().title,
            description: words::description(map),
            lang: map.locale.language().to_owned(),
            paper: Some(map.style.theme(options.theme).palette.paper),
            groups: layout.groups(map),
        },
        shapes: layout.base.shapes,
        markers: layout.markers,
        has_names: !layout.names.is_empty(),
        hits: layout.hits,
        footnotes: visible_footnotes(map, &layout.projection),
        projection: layout.projection,
    }
}

/// The map of a figure in less detail than it is composed in, vertices that bound less than
/// `detail_px2` CSS px² left out: its groups of areas, patterns, coasts and borders, to be drawn in
/// place of those that [`compose_map`] gives.
#[cfg(feature = "cli")]
pub(crate) fn compose_base(map: &StanceMap, options: &Options, detail_px2: f64) -> Vec<Group> {
    let width = Layout::new(&map.style, options.width_px).map_width;
    let (projection, _) = map.fitted(width);
    let base = Base::project(map, &projection, options, detail_px2);
    let mut composer = Composer::new(map, *options);
    for layer in map.style.layers(options.theme) {
        composer.ground(&layer, &base);
    }
    composer.finish()
}

/// Chooses and places the markers in a map of a `frame` (width and height, px).
fn place_markers(
    map: &StanceMap,
    base: &Base,
    projection: &Projection,
    options: &Options,
    frame: (f64, f64),
) -> Vec<Marker> {
    let style = &map.style;
    let border_px = style.border(options.theme).at(options.width_px);
    let borders = base.lines_of_each_region(map, options);
    let lines = base.shapes.iter().zip(&borders).zip(&base.patterns);
    // A leader that begins on the map's edge keeps its whole width on the map.
    let inset = style.marker.leader / 2.0;
    let home = |place: LonLat| {
        let p = projection.forward(place)?;
        let is_on_map = (0.0..=frame.0).contains(&p.x) && (0.0..=frame.1).contains(&p.y);
        is_on_map.then(|| Point {
            x: p.x.min(frame.0 - inset).max(inset),
            y: p.y.min(frame.1 - inset).max(inset),
        })
    };
    let shapes = map.regions.iter().zip(lines).enumerate();
    let shapes: Vec<Shape> = shapes
        .map(|(region, (info, ((polygons, borders), pattern)))| Shape {
            region,
            member: info.is_member(),
            home: info.home.and_then(home),
            polygons,
            borders: Stroked {
                lines: borders,
                width_px: border_px,
            },
            pattern: pattern
                .as_ref()
                .map_or(Stroked::default(), |pattern| Stroked {
                    lines: &pattern.lines,
                    width_px: pattern.width,
                }),
        })
        .collect();
    let diameter = style.marker.diameter.at(options.width_px);
    let size = MarkerSize {
        radius: diameter / 2.0,
        ring: diameter * style.marker.ring,
        leader: style.marker.leader,
    };
    markers::place(&shapes, size, options.width_px, frame)
}

fn visible_footnotes(map: &StanceMap, projection: &Projection) -> Vec<Footnote> {
    map.policy
        .footnotes
        .iter()
        .filter(|note| {
            projection.forward(note.at).is_some()
                && note.area_km2 * projection.px2_per_km2() >= VISIBLE_PX2
        })
        .map(|note| {
            let (about, text) = words::footnote(map, note);
            Footnote { about, text }
        })
        .collect()
}
