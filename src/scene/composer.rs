//! Carries out the layers of the style: adds items to groups in painting order, all resolved.
//!
//! Takes layers, projected shapes and lines, markers and names in their places; decides nothing.

use super::base::{Base, CURVE_PX};
use super::dash;
use super::fill;
use super::labels::Placed;
use super::markers::Marker;
use super::options::Options;
use super::panels::Panels;
use super::style::{Drawn, Layer, Stroke};
use super::{Anchor, Area, Color, Disc, Font, Group, Item, Rect, Strokes, Tag, Text};
use crate::geo::planar::area;
use crate::geo::Point;
use crate::map::StanceMap;
use crate::words;

/// The groups of areas: those that lie side by side, and those that lie over others.
const AREAS: [&str; 2] = ["countries", "overlays"];
/// The groups of their patterns.
pub(crate) const PATTERNS: [&str; 2] = ["patterns", "overlay-patterns"];

/// Carries out layers: a display list in painting order.
pub(super) struct Composer<'a> {
    map: &'a StanceMap,
    options: Options,
    groups: Vec<Group>,
}

impl<'a> Composer<'a> {
    pub(super) fn new(map: &'a StanceMap, options: Options) -> Self {
        Self {
            map,
            options,
            groups: Vec::new(),
        }
    }

    /// The groups, without empty ones.
    pub(super) fn finish(self) -> Vec<Group> {
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
        let phase = stroke.phase.unwrap_or_default();
        let lines: Vec<Vec<Point>> = match stroke.dash {
            Some([_, step]) if stroke.is_round => {
                let radius = stroke.width.at(width) / 2.0;
                let centers = lines.flat_map(|line| dash::dots(line, step));
                let dots = centers.map(|center| {
                    Item::Disc(Disc {
                        tag: None,
                        center,
                        radius,
                        fill: stroke.color,
                        ring: None,
                    })
                });
                let dots: Vec<Item> = dots.collect();
                return self.add(name, dots);
            }
            Some([on, off]) => lines
                .flat_map(|line| dash::dashes(line, on, off, phase))
                .collect(),
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
        info.is_some_and(|info| info.kind.is_overlay())
    }

    /// Areas, patterns, coasts, borders, disputed lines and outlines.
    pub(super) fn ground(&mut self, layer: &Layer, base: &Base) {
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
            Drawn::Lines { set, stroke, .. } => {
                let own = base.disputed.get(*set);
                self.add_lines("disputed", own.into_iter().flatten(), stroke);
            }
            Drawn::Seats { stroke, .. } => {
                let shores = base.shores.iter().flat_map(|(_, lines)| lines);
                self.add_lines("seats", base.seats.iter().chain(shores), stroke);
            }
            _ => {}
        }
    }

    /// The regions of a class and their patterns.
    fn areas(&mut self, base: &Base, class: usize, fill: Color, is_overlay: bool) {
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

    /// Frames of insets, leaders, markers and names.
    pub(super) fn foreground(
        &mut self,
        layer: &Layer,
        panels: &Panels,
        markers: &[Marker],
        names: &[Placed],
    ) {
        match &layer.drawn {
            Drawn::Seats {
                regions,
                stroke,
                beyond,
                ..
            } => {
                let beyond = beyond.at(self.options.width_px);
                let seated = markers.iter().filter(|m| regions.contains(&m.region));
                let discs = seated.map(|marker| {
                    Item::Disc(Disc {
                        tag: None,
                        center: marker.center,
                        radius: marker.radius + beyond,
                        fill: stroke.color,
                        ring: None,
                    })
                });
                let discs: Vec<Item> = discs.collect();
                self.add("seat-markers", discs);
            }
            Drawn::Frames { stroke } => {
                let marks = panels.marks(CURVE_PX).into_iter();
                let lines: Vec<Vec<Point>> = marks
                    .chain(panels.frames(stroke.width.at(self.options.width_px)))
                    .collect();
                self.add_lines("frames", lines.iter(), stroke);
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
                ring_width,
                marks,
            } => {
                let ring_width = ring_width.at(self.options.width_px);
                let own = markers
                    .iter()
                    .filter(|m| self.class(m.region) == Some(*class));
                let discs = own.filter_map(|marker| {
                    Some(Disc {
                        tag: Some(tag(self.map, marker.region)?),
                        center: marker.center,
                        radius: marker.radius,
                        fill: *fill,
                        ring: Some((*ring, ring_width)),
                    })
                });
                let items: Vec<Item> = discs
                    .flat_map(|disc| fill::disc(disc, marks.as_ref()))
                    .collect();
                self.add("markers", items);
            }
            Drawn::NameLines { stroke, .. } => {
                let leaders = names.iter().filter_map(|name| name.leader);
                let lines: Vec<Vec<Point>> = leaders.map(|points| points.to_vec()).collect();
                self.add_lines("labels", lines.iter(), stroke);
            }
            Drawn::Names {
                ink,
                inside,
                backing,
                cap_height,
                ..
            } => {
                let size = self.map.style.label.size.at(self.options.width_px);
                let backings = names.iter().filter(|name| name.is_inside);
                let backings = backings.filter_map(|name| {
                    let span = name.span;
                    Some(Item::Rect(Rect {
                        x: span.min.x,
                        y: span.min.y,
                        width: span.width(),
                        height: span.height(),
                        fill: (*backing)?,
                    }))
                });
                let texts = names.iter().map(|name| {
                    Item::Text(Text {
                        x: name.span.center().x,
                        y: name.span.center().y + size * cap_height / 2.0,
                        text: name.text.clone(),
                        font: Font::SansBold,
                        size,
                        color: if name.is_inside { *inside } else { *ink },
                        anchor: Anchor::Middle,
                    })
                });
                self.add("labels", backings.chain(texts));
            }
            _ => {}
        }
    }
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
