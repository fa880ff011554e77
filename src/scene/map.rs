//! The map itself: carries out the layers of its style. Projects every region, decides what is too
//! small to see, and lays down areas, patterns, borders, disputed lines, markers and names in
//! painting order.

use serde::Serialize;

use super::base::{Base, CURVE_PX};
use super::dash;
use super::fill;
use super::hit::{HitIndex, Target};
use super::labels::Placed;
use super::layout::Layout;
use super::markers::{self, Lines as Stroked, Marker, MarkerSize, Shape};
use super::names;
use super::options::Options;
use super::plane::area;
use super::style::{Drawn, Layer, Stroke};
use super::{Anchor, Area, Disc, Font, Group, Item, Rect, Scene, Strokes, Tag, Text};
use crate::geo::{self, PlanarPolygon, Point, Projection};
use crate::input::policy::LineStyle;
use crate::map::StanceMap;
use crate::stance::Kind;
use crate::words;

/// Vertices that bound a triangle smaller than this are left out: what a screen of two device
/// pixels a CSS px can't show. CSS px².
const DETAIL_PX2: f64 = 0.06;
/// A footnote is shown when the place it is about covers this much, CSS px².
pub(crate) const VISIBLE_PX2: f64 = 3.0;

/// The groups of areas: those that lie side by side, and those that lie over others.
const AREAS: [&str; 2] = ["countries", "overlays"];
/// The groups of their patterns.
pub(crate) const PATTERNS: [&str; 2] = ["patterns", "overlay-patterns"];

/// The map alone, with what is needed to answer a pointer. The origin is the map's top left.
#[derive(Debug, Clone)]
pub struct MapScene {
    /// The display list.
    pub scene: Scene,
    /// Planar shapes, one entry a region of the [`StanceMap`], in its order.
    pub shapes: Vec<Vec<PlanarPolygon>>,
    /// Members too small to see.
    pub markers: Vec<Marker>,
    /// Names on the map.
    pub(crate) names: Vec<Placed>,
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
    let layout = Layout::new(&map.style, options.width_px);
    let options = Options {
        width_px: layout.width,
        ..*options
    };
    let (projection, height) = geo::fit_width(map.projection(), map.polygons(), layout.map_width);
    let frame = (layout.map_width, height);
    let base = Base::project(map, &projection, &options, DETAIL_PX2);
    let markers = place_markers(map, &base, &projection, &options, frame);
    let targets = map.regions.iter().zip(&base.shapes).enumerate();
    let targets: Vec<Target> = targets
        .map(|(region, (info, polygons))| Target {
            region,
            polygons,
            over: info.kind == Kind::Disputed,
        })
        .collect();
    let hits = HitIndex::new(&targets, &markers);
    let names = names::place(map, &hits, &base.shapes, frame, layout.width);

    let mut composer = Composer::new(map, options);
    for layer in map.style.layers(options.theme) {
        if layer.from_width.is_some_and(|px| layout.width < px) {
            continue;
        }
        composer.ground(&layer, &base);
        composer.foreground(&layer, &projection, &markers, &names);
    }
    MapScene {
        scene: Scene {
            width: layout.map_width,
            height,
            title: map.texts().title,
            description: words::description(map),
            lang: map.locale.language().to_owned(),
            paper: Some(map.style.theme(options.theme).palette.paper),
            groups: composer.finish(),
        },
        shapes: base.shapes,
        markers,
        names,
        hits,
        footnotes: visible_footnotes(map, &projection),
        projection,
    }
}

/// The map of a figure in less detail than it is composed in, vertices that bound less than
/// `detail_px2` CSS px² left out: its groups of areas, patterns, coasts and borders, to be drawn in
/// place of those that [`compose_map`] gives.
#[cfg(feature = "cli")]
pub(crate) fn compose_base(map: &StanceMap, options: &Options, detail_px2: f64) -> Vec<Group> {
    let width = Layout::new(&map.style, options.width_px).map_width;
    let (projection, _) = geo::fit_width(map.projection(), map.polygons(), width);
    let base = Base::project(map, &projection, options, detail_px2);
    let mut composer = Composer::new(map, *options);
    for layer in map.style.layers(options.theme) {
        composer.ground(&layer, &base);
    }
    composer.finish()
}

/// Carries out layers: a display list in painting order.
struct Composer<'a> {
    map: &'a StanceMap,
    options: Options,
    groups: Vec<Group>,
}

impl<'a> Composer<'a> {
    fn new(map: &'a StanceMap, options: Options) -> Self {
        Self {
            map,
            options,
            groups: Vec::new(),
        }
    }

    fn finish(self) -> Vec<Group> {
        let mut groups = self.groups;
        groups.retain(|group| !group.items.is_empty());
        for group in &mut groups {
            // Large before small, so that an enclave lies on what surrounds it.
            if AREAS.contains(&group.name) {
                let items = std::mem::take(&mut group.items).into_iter();
                let mut sized: Vec<(f64, Item)> = items.map(|item| (size(&item), item)).collect();
                sized.sort_by(|a, b| b.0.total_cmp(&a.0));
                group.items = sized.into_iter().map(|(_, item)| item).collect();
            }
        }
        groups
    }

    fn add(&mut self, name: &'static str, items: impl IntoIterator<Item = Item>) {
        let found = self.groups.iter_mut().find(|group| group.name == name);
        let items = items.into_iter();
        match found {
            Some(group) => group.items.extend(items),
            None => self.groups.push(Group {
                name,
                items: items.collect(),
            }),
        }
    }

    /// Lines in one colour and width are one item, dashes resolved.
    fn add_lines<'b>(
        &mut self,
        name: &'static str,
        lines: impl Iterator<Item = &'b Vec<Point>>,
        stroke: &Stroke,
    ) {
        let width = self.options.width_px;
        let dash = stroke.dash.map(|dash| dash.map(|px| px.at(width)));
        let lines: Vec<Vec<Point>> = match dash {
            Some([on, off]) => lines.flat_map(|line| dash::dashes(line, on, off)).collect(),
            None => lines.cloned().collect(),
        };
        if lines.is_empty() {
            return;
        }
        let strokes = Strokes {
            lines,
            color: stroke.color,
            width: stroke.width.at(width),
            is_hairline: stroke.is_hairline,
        };
        self.add(name, [Item::Strokes(strokes)]);
    }

    fn class(&self, region: usize) -> Option<usize> {
        Some(self.map.regions.get(region)?.stance as usize)
    }

    fn is_overlay(&self, region: usize) -> bool {
        let info = self.map.regions.get(region);
        info.is_some_and(|info| info.kind == Kind::Disputed)
    }

    /// Areas, patterns, coasts and borders.
    fn ground(&mut self, layer: &Layer, base: &Base) {
        match &layer.drawn {
            Drawn::Areas { class, fill, .. } => self.areas(base, *class, *fill, false),
            Drawn::Overlays { class, fill, .. } => self.areas(base, *class, *fill, true),
            Drawn::Coasts { class, stroke, .. } => {
                let coasts = base.coasts.iter();
                let own = coasts.filter(|(region, _)| self.class(*region) == Some(*class));
                let own: Vec<&Vec<Point>> = own.flat_map(|(_, lines)| lines).collect();
                self.add_lines("coasts", own.into_iter(), stroke);
            }
            Drawn::Borders { pairs, stroke } => {
                let is_wanted = |[a, b]: &[usize; 2]| {
                    let (a, b) = (self.class(*a)?, self.class(*b)?);
                    Some(pairs.contains(&[a.min(b), a.max(b)]))
                };
                let borders = base.borders.iter();
                let own: Vec<&Vec<Point>> = borders
                    .filter(|(regions, _)| is_wanted(regions) == Some(true))
                    .flat_map(|(_, lines)| lines)
                    .collect();
                self.add_lines("borders", own.into_iter(), stroke);
            }
            _ => {}
        }
    }

    /// The regions of a class and their patterns.
    fn areas(&mut self, base: &Base, class: usize, fill: super::Color, is_overlay: bool) {
        let pick = |[side_by_side, above]: [&'static str; 2]| match is_overlay {
            true => above,
            false => side_by_side,
        };
        let own = (0..base.shapes.len()).filter(|region| {
            self.class(*region) == Some(class) && self.is_overlay(*region) == is_overlay
        });
        let own: Vec<usize> = own.collect();
        let items = own.iter().filter_map(|region| {
            Some(Item::Area(Area {
                fill,
                tag: Some(tag(self.map, *region)?),
                polygons: base.shapes.get(*region)?.clone(),
            }))
        });
        let items: Vec<Item> = items.collect();
        self.add(pick(AREAS), items);
        let hatched = own.iter().filter_map(|region| base.patterns.get(*region));
        self.add(
            pick(PATTERNS),
            hatched.flatten().cloned().map(Item::Strokes),
        );
    }

    /// Disputed lines, leaders, markers and names.
    fn foreground(
        &mut self,
        layer: &Layer,
        projection: &Projection,
        markers: &[Marker],
        names: &[Placed],
    ) {
        match &layer.drawn {
            Drawn::Lines { sets, stroke } => {
                let set = |style: LineStyle| match style {
                    LineStyle::Dashed => 0,
                    LineStyle::Dotted => 1,
                };
                let lines = self.map.disputed_lines().into_iter();
                let own: Vec<Vec<Point>> = lines
                    .filter(|(style, _)| sets.contains(&set(*style)))
                    .flat_map(|(_, line)| projection.line(&line, CURVE_PX))
                    .collect();
                self.add_lines("disputed", own.iter(), stroke);
            }
            Drawn::Leaders { stroke } => {
                let leaders = markers.iter().filter_map(|marker| marker.leader);
                let lines: Vec<Vec<Point>> = leaders.map(|ends| ends.to_vec()).collect();
                self.add_lines("leaders", lines.iter(), stroke);
            }
            Drawn::Markers {
                class,
                fill,
                ring,
                marks,
                ..
            } => {
                let own = markers
                    .iter()
                    .filter(|m| self.class(m.region) == Some(*class));
                let discs = own.filter_map(|marker| {
                    Some(Disc {
                        tag: Some(tag(self.map, marker.region)?),
                        marker: true,
                        center: marker.center,
                        radius: marker.radius,
                        fill: *fill,
                        ring: Some((*ring, marker.ring)),
                    })
                });
                let items: Vec<Item> = discs
                    .flat_map(|disc| fill::disc(disc, marks.as_ref()))
                    .collect();
                self.add("markers", items);
            }
            Drawn::NameLines { stroke, .. } => {
                let leaders = names.iter().filter_map(|name| name.leader);
                let lines: Vec<Vec<Point>> = leaders.map(|ends| ends.to_vec()).collect();
                self.add_lines("labels", lines.iter(), stroke);
            }
            Drawn::Names {
                ink,
                inside,
                plate,
                cap_height,
                ..
            } => {
                let size = self.map.style.label.size.at(self.options.width_px);
                let plates = names.iter().filter(|name| name.is_inside);
                let plates = plates.filter_map(|name| {
                    let span = name.span;
                    Some(Item::Rect(Rect {
                        x: span.left,
                        y: span.top,
                        width: span.right - span.left,
                        height: span.bottom - span.top,
                        fill: (*plate)?,
                    }))
                });
                let texts = names.iter().map(|name| {
                    Item::Text(Text {
                        x: (name.span.left + name.span.right) / 2.0,
                        y: (name.span.top + name.span.bottom) / 2.0 + size * cap_height / 2.0,
                        text: name.text.clone(),
                        font: Font::SansBold,
                        size,
                        color: if name.is_inside { *inside } else { *ink },
                        anchor: Anchor::Middle,
                    })
                });
                self.add("labels", plates.chain(texts));
            }
            _ => {}
        }
    }
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
    let shapes = map.regions.iter().zip(lines).enumerate();
    let shapes: Vec<Shape> = shapes
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
        .collect();
    let diameter = style.marker.diameter.at(options.width_px);
    let size = MarkerSize {
        radius: diameter / 2.0,
        ring: diameter * style.marker.ring,
        leader: style.marker.leader,
    };
    markers::place(&shapes, size, options.width_px, frame)
}

/// What an item covers, px².
fn size(item: &Item) -> f64 {
    match item {
        Item::Area(own) => area(&own.polygons),
        _ => 0.0,
    }
}

/// What a region's items are tagged with.
fn tag(map: &StanceMap, region: usize) -> Option<Tag> {
    let info = map.regions.get(region)?;
    Some(Tag {
        iso3: info.iso3.clone(),
        stance: info.stance,
        kind: info.kind,
        words: words::spoken(map, info),
    })
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
