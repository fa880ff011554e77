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
use super::panels::{Panel, Panels};
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
    /// The projection of the main map, fitted to the size.
    pub projection: Projection,
    /// The policy's footnotes about places that are in frame and visible at this size.
    pub footnotes: Vec<Footnote>,
    /// Where these are, in the same order.
    pub note_places: Vec<NotePlace>,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NotePlace {
    /// Its middle, px.
    pub at: Point,
    /// What it covers, px².
    pub area_px2: f64,
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
    pub(crate) panels: Panels,
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
        Self::on(map, options, Panels::of_figure(map, options.width_px))
    }

    /// The same of the main map alone.
    pub(crate) fn without_insets(map: &StanceMap, options: &Options) -> Self {
        let width = Layout::new(&map.style, options.width_px).map_width;
        Self::on(map, options, Panels::new(map, None, width))
    }

    fn on(map: &StanceMap, options: &Options, panels: Panels) -> Self {
        let layout = Layout::new(&map.style, options.width_px);
        let options = Options {
            width_px: layout.width,
            ..*options
        };
        let frame = panels.size;
        let base = Base::project(map, &panels, &options, DETAIL_PX2);
        let markers = place_markers(map, &base, &panels, &options);
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
            panels,
            base,
            frame,
            markers,
            names,
            hits,
        }
    }

    fn groups(&self, map: &StanceMap) -> Vec<Group> {
        let mut composer = Composer::new(map, self.options);
        for layer in map.style.layers(self.options.theme, &map.seats()) {
            let least = layer.from_width;
            if least.is_some_and(|px| self.options.width_px < px) {
                continue;
            }
            composer.ground(&layer, &self.base);
            composer.foreground(&layer, &self.panels, &self.markers, &self.names);
        }
        composer.finish()
    }
}

/// Composes the map of a figure.
pub fn compose_map(map: &StanceMap, options: &Options) -> MapScene {
    composed(map, options, MapLayout::new(map, options))
}

/// The same with other panels than those of such a figure.
#[cfg(feature = "cli")]
pub(super) fn compose_map_in(map: &StanceMap, options: &Options, panels: Panels) -> MapScene {
    composed(map, options, MapLayout::on(map, options, panels))
}

fn composed(map: &StanceMap, options: &Options, layout: MapLayout) -> MapScene {
    let (width, height) = layout.frame;
    let (note_places, footnotes) = visible_footnotes(map, &layout.panels.main())
        .into_iter()
        .unzip();
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
        footnotes,
        note_places,
        projection: layout.panels.main().projection,
    }
}

/// The map of a figure in less detail than it is composed in, vertices that bound less than
/// `detail_px2` CSS px² left out: its groups of areas, patterns, coasts and borders, to be drawn in
/// place of those that [`compose_map`] gives.
#[cfg(feature = "cli")]
pub(crate) fn compose_base(
    map: &StanceMap,
    options: &Options,
    panels: &Panels,
    detail_px2: f64,
) -> Vec<Group> {
    let base = Base::project(map, panels, options, detail_px2);
    let mut composer = Composer::new(map, *options);
    for layer in map.style.layers(options.theme, &map.seats()) {
        composer.ground(&layer, &base);
    }
    composer.finish()
}

/// Chooses and places the markers on all panels. What an inset shows has none on the main map.
fn place_markers(map: &StanceMap, base: &Base, panels: &Panels, options: &Options) -> Vec<Marker> {
    let borders = base.lines_of_each_region(map, options);
    let of_panel = |(number, panel): (usize, &Panel)| {
        let is_marked = |place: LonLat| {
            panel.forward(place).is_some() && (number > 0 || !panels.is_in_inset(place))
        };
        place_on(map, base, &borders, panel, options, &is_marked)
    };
    panels.all.iter().enumerate().flat_map(of_panel).collect()
}

/// Places the markers of a panel: of members whose homes `is_marked` holds.
fn place_on(
    map: &StanceMap,
    base: &Base,
    borders: &[Vec<Vec<Point>>],
    panel: &Panel,
    options: &Options,
    is_marked: &dyn Fn(LonLat) -> bool,
) -> Vec<Marker> {
    let style = &map.style;
    let border_px = style.border(options.theme).at(options.width_px);
    let wider = base.wider_lines_of_each_region(map);
    let wider_px = [style.disputed.widest(), style.seat.at(options.width_px)];
    // A leader that begins on the map's edge keeps its whole width on the map.
    let inset = style.marker.cased_leader() / 2.0;
    let room = panel.frame.grown(-inset);
    let corner = panel.corner();
    let home = |place: LonLat| Some(room.nearest(panel.forward(place)?).minus(corner));
    let patterns = base.patterns.iter().map(|pattern| {
        let (lines, width_px) = pattern
            .as_ref()
            .map_or((&[][..], 0.0), |own| (&own.lines, own.width));
        (panel.own_lines(lines), width_px)
    });
    let shapes = base.shapes.iter().zip(borders).zip(patterns);
    let shapes: Vec<_> = shapes
        .map(|((polygons, borders), pattern)| {
            (
                panel.own_polygons(polygons),
                panel.own_lines(borders),
                pattern,
            )
        })
        .collect();
    let wider: Vec<[Vec<Vec<Point>>; 2]> = wider
        .iter()
        .map(|lines| {
            [0, 1].map(|i: usize| lines.get(i).map_or(Vec::new(), |own| panel.own_lines(own)))
        })
        .collect();
    let all = map.regions.iter().zip(&shapes).zip(&wider).enumerate();
    let all: Vec<Shape> = all
        .map(
            |(region, ((info, (polygons, borders, (pattern, pattern_px))), [disputed, seats]))| {
                Shape {
                    region,
                    member: info.is_member() && info.home.is_none_or(is_marked),
                    stance: info.stance as usize,
                    home: info.home.and_then(home),
                    polygons,
                    borders: Stroked {
                        lines: borders,
                        width_px: border_px,
                    },
                    wider: [(disputed, wider_px[0]), (seats, wider_px[1])]
                        .map(|(lines, width_px)| Stroked { lines, width_px }),
                    pattern: Stroked {
                        lines: pattern,
                        width_px: *pattern_px,
                    },
                }
            },
        )
        .collect();
    let diameter = style.marker.diameter.at(options.width_px);
    let size = MarkerSize {
        radius: diameter / 2.0,
        ring: diameter * style.marker.ring,
        leader: style.marker.cased_leader(),
    };
    let far = panel.frame.max.minus(corner);
    let mut markers = markers::place(&all, size, (far.x, far.y));
    for marker in &mut markers {
        marker.shift(corner);
    }
    markers
}

fn visible_footnotes(map: &StanceMap, main: &Panel) -> Vec<(NotePlace, Footnote)> {
    let notes = map.policy.footnotes.iter().filter_map(|note| {
        let at = main.forward(note.at)?;
        let area_px2 = note.area_km2 * main.projection.px2_per_km2();
        if area_px2 < VISIBLE_PX2 {
            return None;
        }
        let (about, text) = words::footnote(map, note);
        Some((NotePlace { at, area_px2 }, Footnote { about, text }))
    });
    notes.collect()
}
