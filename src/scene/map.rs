//! The map itself: project every region, decide what is too small to see, and lay down areas,
//! patterns, borders, disputed lines and markers in painting order.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;

use super::hit::{HitIndex, PaintedShape};
use super::labels::{self, Ground, Label};
use super::layout::Layout;
use super::lines::{self, Lines};
use super::look::{self, PatternSize};
use super::markers::{self, Marker, Shape, StrokedLines as Stroked};
use super::theme::Theme;
use super::{Area, Color, Disc, Group, Item, Scene, Strokes, Tag};
use crate::geo::{self, LonLat, PlanarPolygon, Point, Projection};
use crate::map::StanceMap;
use crate::stance::{Kind, Stance};
use crate::words;

/// Vertices that bound a triangle smaller than this are left out: what a screen of two device
/// pixels a CSS px can't show. CSS px².
const DETAIL_PX2: f64 = 0.06;
/// How far a resampled curve may lie from the true one. CSS px.
pub(super) const CURVE_PX: f64 = 0.1;
/// A footnote is shown when the place it is about covers this much, CSS px².
pub(crate) const VISIBLE_PX2: f64 = 3.0;

/// The group of the patterns.
pub(crate) const PATTERNS: &str = "patterns";
/// The group of the borders.
pub(crate) const BORDERS: &str = "borders";
/// The group of the names.
pub(crate) const LABELS: &str = "labels";
/// The stance whose members are named.
pub(super) const NAMED: Stance = Stance::No;
/// More names than this would be a list, not a story.
const MOST_LABELS: usize = 8;

/// How to draw: size and colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The width of the whole figure in CSS px, 320 to 3840; the map is narrower by the paddings.
    pub width_px: f64,
    /// The palette.
    pub theme: Theme,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width_px: 960.0,
            theme: Theme::Light,
        }
    }
}

/// The map alone, with what is needed to answer a pointer. The origin is the map's top left.
#[derive(Debug, Clone)]
pub struct MapScene {
    /// The display list.
    pub scene: Scene,
    /// Planar shapes, one entry a region of the [`StanceMap`], in its order.
    pub shapes: Vec<Vec<PlanarPolygon>>,
    /// Members too small to see.
    pub markers: Vec<Marker>,
    /// What is under a point.
    pub hits: HitIndex,
    /// The projection, fitted to the size.
    pub projection: Projection,
    /// The policy's footnotes about places that are in frame and visible at this size.
    pub footnotes: Vec<Footnote>,
}

/// What must be said about a place whose status is disputed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footnote {
    /// The place, with what leads over to the text: "Abyei:".
    pub about: String,
    /// One sentence or two.
    pub text: String,
}

/// Composes the map of a figure.
pub fn compose_map(map: &StanceMap, options: &Options) -> MapScene {
    let layout = Layout::new(options.width_px);
    let palette = options.theme.palette();
    let (projection, height) = geo::fit_width(map.projection(), map.polygons(), layout.map_width);

    let base = Base::project(map, &projection, options, DETAIL_PX2);
    let Base {
        shapes,
        lines,
        patterns,
    } = &base;
    let markers = markers::place(
        &marker_shapes(
            map,
            &projection,
            shapes,
            &lines.of_each_region(map),
            patterns,
            lines.width_px,
        ),
        layout.width,
        (layout.map_width, height),
    );
    let painted: Vec<PaintedShape> = map
        .regions
        .iter()
        .zip(shapes)
        .enumerate()
        .map(|(region, (info, polygons))| PaintedShape {
            region,
            polygons,
            is_overlay: info.kind == Kind::Disputed,
        })
        .collect();
    let hits = HitIndex::new(&painted, &markers);
    let footnotes = visible_footnotes(map, &projection);

    let labels = name_labels(map, &hits, shapes, (layout.map_width, height), options);
    let (shapes, mut groups) = base.groups(map, options.theme);
    groups.extend([
        Group {
            name: "disputed",
            items: lines::disputed(map, &projection, options),
        },
        Group {
            name: "leaders",
            items: lines::leaders(map, &markers, options.theme),
        },
        Group {
            name: "markers",
            items: discs(map, &markers, options),
        },
        Group {
            name: LABELS,
            items: labels,
        },
    ]);
    MapScene {
        scene: Scene {
            width: layout.map_width,
            height,
            title: map.texts().title,
            description: words::description(map),
            lang: map.locale.language().to_owned(),
            paper: Some(palette.paper),
            groups: groups.into_iter().filter(|g| !g.items.is_empty()).collect(),
        },
        shapes,
        markers,
        hits,
        projection,
        footnotes,
    }
}

/// The map of a figure in less detail than it is composed in, vertices that bound less than `detail_px2`
/// CSS px² left out: its groups of areas, patterns, coasts and borders, to be drawn in place of those that
/// [`compose_map`] gives.
#[cfg(feature = "cli")]
pub(crate) fn compose_base(map: &StanceMap, options: &Options, detail_px2: f64) -> Vec<Group> {
    let layout = Layout::new(options.width_px);
    let (projection, _) = geo::fit_width(map.projection(), map.polygons(), layout.map_width);
    let base = Base::project(map, &projection, options, detail_px2);
    base.groups(map, options.theme).1
}

/// What lies below the markers, in px of the map.
struct Base {
    /// By region.
    shapes: Vec<Vec<PlanarPolygon>>,
    lines: Lines,
    /// By region.
    patterns: Vec<Option<Strokes>>,
}

impl Base {
    fn project(
        map: &StanceMap,
        projection: &Projection,
        options: &Options,
        detail_px2: f64,
    ) -> Self {
        // The least area of a vertex' triangle that is still drawn, by place. Steradians.
        let detail = |place: LonLat| detail_px2 / projection.px2_per_steradian(place);
        let shapes: Vec<_> = (0..map.regions.len())
            .map(|region| projection.polygons(&map.topology.polygons(region, detail), CURVE_PX))
            .collect();
        let size = PatternSize::new(options.width_px);
        let patterns = map
            .regions
            .iter()
            .zip(&shapes)
            .map(|(info, polygons)| look::pattern(polygons, info.stance, options.theme, size));
        Self {
            patterns: patterns.collect(),
            lines: Lines::project(map, projection, options, &detail),
            shapes,
        }
    }

    /// The shapes, and what is painted of them in its order.
    fn groups(self, map: &StanceMap, theme: Theme) -> (Vec<Vec<PlanarPolygon>>, Vec<Group>) {
        let (countries, patterns) = areas(map, &self.shapes, self.patterns, theme);
        let groups = [
            ("countries", countries),
            (PATTERNS, patterns),
            ("coasts", self.lines.coasts(map, theme)),
            (BORDERS, self.lines.borders(map, theme)),
        ];
        let groups = groups.map(|(name, items)| Group { name, items });
        (self.shapes, groups.into())
    }
}

/// What the choice of markers needs to know of each region.
fn marker_shapes<'a>(
    map: &StanceMap,
    projection: &Projection,
    shapes: &'a [Vec<PlanarPolygon>],
    borders: &'a [Vec<Vec<Point>>],
    patterns: &'a [Option<Strokes>],
    border_px: f64,
) -> Vec<Shape<'a>> {
    let lines = shapes.iter().zip(borders).zip(patterns);
    map.regions
        .iter()
        .zip(lines)
        .enumerate()
        .map(|(region, (info, ((polygons, borders), pattern)))| Shape {
            region,
            member: info.is_member(),
            home: info.home.and_then(|home| projection.forward(home)),
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
        .collect()
}

/// What a region's items are tagged with.
pub(super) fn tag(map: &StanceMap, region: usize) -> Option<Tag> {
    let info = map.regions.get(region)?;
    Some(Tag {
        iso3: info.iso3.clone(),
        stance: info.stance,
        kind: info.kind,
        words: words::spoken(map, info),
    })
}

/// Large before small, so that an enclave or a disputed area lies on what surrounds it.
fn areas(
    map: &StanceMap,
    shapes: &[Vec<PlanarPolygon>],
    patterns: Vec<Option<Strokes>>,
    theme: Theme,
) -> (Vec<Item>, Vec<Item>) {
    let mut order: Vec<(usize, f64)> = shapes
        .iter()
        .enumerate()
        .map(|(region, polygons)| (region, polygons.iter().map(PlanarPolygon::area).sum()))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let countries = order
        .into_iter()
        .filter_map(|(region, _)| {
            let tag = tag(map, region)?;
            Some(Item::Area(Area {
                fill: theme.look(tag.stance).fill,
                tag: Some(tag),
                polygons: shapes.get(region)?.clone(),
            }))
        })
        .collect();
    let patterns = patterns.into_iter().flatten().map(Item::Strokes).collect();
    (countries, patterns)
}

fn discs(map: &StanceMap, markers: &[Marker], options: &Options) -> Vec<Item> {
    let theme = options.theme;
    let ring_px = markers::ring_px(options.width_px);
    markers
        .iter()
        .filter_map(|marker| Some((marker, tag(map, marker.region)?)))
        .flat_map(|(marker, tag)| {
            let stance = tag.stance;
            let disc = Disc {
                tag: Some(tag),
                center: marker.center,
                radius: marker.radius,
                fill: theme.look(stance).fill,
                ring: Some((theme.border(stance, stance), ring_px)),
            };
            look::disc(disc, stance, theme)
        })
        .collect()
}

/// What is painted at each whole px, and where each region is seen best, found out when first
/// asked: placing names asks often.
struct Seen<'a> {
    hits: &'a HitIndex,
    hearts: RefCell<BTreeMap<usize, Option<Point>>>,
    columns: usize,
    cells: RefCell<Vec<Option<Option<usize>>>>,
}

impl<'a> Seen<'a> {
    fn new(hits: &'a HitIndex, frame: (f64, f64)) -> Self {
        let columns = frame.0.ceil().max(0.0) as usize;
        let cells = RefCell::new(vec![None; columns * frame.1.ceil().max(0.0) as usize]);
        Self {
            hits,
            hearts: RefCell::default(),
            columns,
            cells,
        }
    }

    fn heart(&self, region: usize) -> Option<Point> {
        let mut hearts = self.hearts.borrow_mut();
        *hearts
            .entry(region)
            .or_insert_with(|| self.hits.visual_centre(region).map(|centre| centre.at))
    }

    /// The region painted in the middle of the px that holds `p`; nothing outside the map.
    fn at(&self, p: Point) -> Option<usize> {
        if p.x < 0.0 || p.y < 0.0 || p.x >= self.columns as f64 {
            return None;
        }
        let mut cells = self.cells.borrow_mut();
        let cell = cells.get_mut(p.y as usize * self.columns + p.x as usize)?;
        *cell.get_or_insert_with(|| {
            self.hits.at(Point {
                x: p.x.floor() + 0.5,
                y: p.y.floor() + 0.5,
            })
        })
    }
}

/// Names for the few that voted against.
fn name_labels(
    map: &StanceMap,
    hits: &HitIndex,
    shapes: &[Vec<PlanarPolygon>],
    frame: (f64, f64),
    options: &Options,
) -> Vec<Item> {
    let size = Layout::new(options.width_px).label;
    let mut against: Vec<usize> = (0..map.regions.len())
        .filter(|r| {
            map.regions
                .get(*r)
                .is_some_and(|info| info.is_member() && info.stance == NAMED)
        })
        .collect();
    if size == 0.0 || against.len() > MOST_LABELS {
        return Vec::new();
    }
    let extent = |region: &usize| -> f64 {
        shapes.get(*region).map_or(0.0, |polygons| {
            polygons.iter().map(PlanarPolygon::area).sum()
        })
    };
    against.sort_by(|a, b| extent(b).total_cmp(&extent(a)));
    let palette = options.theme.palette();
    let look = options.theme.look(NAMED);
    let named: Vec<(usize, String)> = against
        .into_iter()
        .filter_map(|region| Some((region, words::name(map, map.regions.get(region)?))))
        .collect();
    let labels: Vec<(usize, Label)> = named
        .iter()
        .filter_map(|(region, name)| {
            let region = *region;
            let label = Label {
                name,
                anchor: hits.visual_centre(region)?.at,
                inside: Some(Color::hex(0xffffff)),
                backing: look.pattern.map(|_| look.fill),
                line: look.fill,
            };
            Some((region, label))
        })
        .collect();
    let seen = Seen::new(hits, frame);
    let ground = Ground {
        frame,
        size,
        ink: palette.ink,
        paper: palette.paper,
        at: &|p| seen.at(p),
        visual_centre: &|region| seen.heart(region),
    };
    labels::place(&labels, &ground)
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
