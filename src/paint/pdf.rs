//! One page of PDF by krilla: shapes as shapes, text as text in fonts that are embedded, tagged so that a screen reader
//! has the headline, the map as a figure with its description, and the notes (PDF/UA-1, ISO 14289-1:2014).

use std::collections::btree_map::Entry;
use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point as PagePoint, Rect as PageRect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::tagging::{Artifact, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::{Font as Face, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use resvg::usvg::layout::PositionedGlyph;
use resvg::usvg::{self, fontdb};

use super::png::tree;
use super::svg::{attribute, text_from_color, text_up_to_color};
use super::{ground, paint, Fonts, Surface};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::Point;
use crate::scene::{Area, Color, Disc, Item, Rect, Scene, Strokes, Text};

/// Points a CSS px: 72 and 96 an inch.
const POINTS: f64 = 0.75;
/// From the ends of a quarter circle to the handles of the curve that is nearest to it, in radii.
///
/// # References
/// Michael Goldapp, "Approximation of circular arcs by cubic polynomials", Computer Aided Geometric Design 8, 1991.
const HANDLE: f64 = 0.551_915_024_5;

/// The scene as a PDF of one page, of its size in CSS px.
///
/// # Errors
/// When `fonts` lack a character, or there is no page of that size.
pub fn pdf(scene: &Scene, fonts: &Fonts) -> Result<Vec<u8>> {
    // What a text may hold and PDF/UA refuses, such as characters for private use, is no reason to give no file.
    written(scene, fonts, true).or_else(|_| written(scene, fonts, false))
}

fn written(scene: &Scene, fonts: &Fonts, is_accessible: bool) -> Result<Vec<u8>> {
    let mut configuration = ConfigurationBuilder::new();
    if is_accessible {
        configuration = configuration.with_accessibility_validator(Accessibility::UA1);
    }
    let configuration = configuration
        .finish()
        .map_err(|error| refused(&format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    // Before anything is painted: from there on nothing can fail.
    let texts = scene.groups.iter().flat_map(|group| &group.items);
    let texts = texts.filter_map(|item| match item {
        Item::Text(text) => Some(glyphs(text, &scene.lang, fonts)),
        _ => None,
    });
    let lines = texts.collect::<Result<Vec<_>>>()?;
    let mut faces = BTreeMap::new();
    for glyph in lines.iter().flatten() {
        if let Entry::Vacant(place) = faces.entry(glyph.font) {
            let face = fonts.face(glyph.font);
            let face = face.and_then(|(bytes, index)| Face::new(bytes.into(), index));
            place.insert(face.ok_or_else(|| refused("a font can't be read"))?);
        }
    }
    let [width, height] = [scene.width, scene.height].map(|px| (px * POINTS) as f32);
    let settings =
        PageSettings::from_wh(width, height).ok_or_else(|| refused("a page without size"))?;
    let mut structure = {
        let mut page = document.start_page_with(settings);
        let mut surface = PdfSurface {
            page: page.surface(),
            lines: lines.iter(),
            faces: &faces,
            structure: Vec::new(),
            figure: &scene.description,
            part: None,
        };
        paint(scene, &mut surface)?;
        surface.structure
    };
    let mut structure_tree = TagTree::new().with_lang(Some(scene.lang.clone()));
    for group in structure.drain(..) {
        structure_tree.push(Node::Group(group));
    }
    document.set_tag_tree(structure_tree);
    document.set_metadata(
        Metadata::new()
            .title(scene.title.clone())
            .description(scene.description.clone())
            .language(scene.lang.clone())
            .creator(concat!("stancemap ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    document
        .finish()
        .map_err(|error| refused(&format!("{error:?}")))
}

fn refused(why: &str) -> Error {
    Error::new(
        ErrorKind::Surface,
        "PDF",
        format!("can't be written: {why}"),
        "",
    )
}

/// What a group of the scene is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Headline,
    Words,
    Map,
}

impl Part {
    fn of(group: &str) -> Self {
        match group {
            "title" => Self::Headline,
            "subtitle" | "tally" | "legend" | "notes" => Self::Words,
            _ => Self::Map,
        }
    }
}

/// A [`Surface`] on a page.
struct PdfSurface<'a> {
    page: krilla::surface::Surface<'a>,
    /// The glyphs of the lines of text that are still to come.
    lines: std::slice::Iter<'a, Vec<PositionedGlyph>>,
    faces: &'a BTreeMap<fontdb::ID, Face>,
    /// The tags in reading order; the last one takes what is painted.
    structure: Vec<TagGroup>,
    /// The description of the map.
    figure: &'a str,
    /// That of the group that is being painted.
    part: Option<Part>,
}

impl PdfSurface<'_> {
    fn begin_part(&mut self, part: Part) {
        // All groups of the map are one figure.
        if self.part == Some(part) && part == Part::Map {
            return;
        }
        self.end_part();
        let tag: TagKind = match part {
            Part::Headline => Tag::Hn(NonZeroU16::MIN, None).into(),
            Part::Words => Tag::P.into(),
            Part::Map => Tag::Figure(Some(self.figure.to_owned())).into(),
        };
        self.structure.push(TagGroup::new(tag));
        self.part = Some(part);
        if part == Part::Map {
            let id = self.page.start_tagged(ContentTag::Other);
            self.add(Node::Leaf(id));
        }
    }

    fn end_part(&mut self) {
        if self.part.take() == Some(Part::Map) {
            self.page.end_tagged();
        }
    }

    fn add(&mut self, node: Node) {
        if let Some(group) = self.structure.last_mut() {
            group.push(node);
        }
    }

    /// Paints a shape: of the figure, or beside the words.
    fn shape(&mut self, path: Option<Path>, fill: Option<Fill>, stroke: Option<Stroke>) {
        let Some(path) = path else { return };
        let is_apart = self.part != Some(Part::Map);
        if is_apart {
            self.page
                .start_tagged(ContentTag::Artifact(Artifact::default()));
        }
        self.page.set_fill(fill);
        self.page.set_stroke(stroke);
        self.page.draw_path(&path);
        if is_apart {
            self.page.end_tagged();
        }
    }

    fn circle(&mut self, center: Point, radius: f64, color: Color) {
        let mut path = PathBuilder::new();
        let at = |x: f64, y: f64| {
            (
                (center.x + x * radius) as f32,
                (center.y + y * radius) as f32,
            )
        };
        let (x, y) = at(1.0, 0.0);
        path.move_to(x, y);
        // A quarter after the other: its end is the direction turned by a right angle.
        let mut from = (1.0, 0.0);
        for _ in 0..4 {
            let to = (-from.1, from.0);
            let (x1, y1) = at(from.0 + to.0 * HANDLE, from.1 + to.1 * HANDLE);
            let (x2, y2) = at(to.0 + from.0 * HANDLE, to.1 + from.1 * HANDLE);
            let (x, y) = at(to.0, to.1);
            path.cubic_to(x1, y1, x2, y2, x, y);
            from = to;
        }
        path.close();
        self.shape(path.finish(), Some(filled(color)), None);
    }
}

impl Surface for PdfSurface<'_> {
    fn begin(&mut self, scene: &Scene) -> Result<()> {
        let points = POINTS as f32;
        self.page
            .push_transform(&Transform::from_scale(points, points));
        ground(scene).map_or(Ok(()), |rect| self.rect(&rect))
    }

    fn begin_group(&mut self, name: &str) -> Result<()> {
        self.begin_part(Part::of(name));
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        Ok(())
    }

    fn area(&mut self, area: &Area) -> Result<()> {
        let mut path = PathBuilder::new();
        for ring in area.polygons.iter().flat_map(|polygon| &polygon.rings) {
            line(&mut path, ring, true);
        }
        let rule = FillRule::EvenOdd;
        self.shape(
            path.finish(),
            Some(Fill {
                rule,
                ..filled(area.fill)
            }),
            None,
        );
        Ok(())
    }

    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        let mut path = PathBuilder::new();
        for points in &strokes.lines {
            line(
                &mut path,
                points,
                points.len() > 2 && points.first() == points.last(),
            );
        }
        let stroke = Stroke {
            paint: colour(strokes.color).into(),
            width: strokes.width as f32,
            line_join: LineJoin::Round,
            line_cap: LineCap::Butt,
            ..Stroke::default()
        };
        self.shape(path.finish(), None, Some(stroke));
        Ok(())
    }

    fn disc(&mut self, disc: &Disc) -> Result<()> {
        if let Some((color, width)) = disc.ring {
            self.circle(disc.center, disc.radius + width, color);
        }
        self.circle(disc.center, disc.radius, disc.fill);
        Ok(())
    }

    fn rect(&mut self, rect: &Rect) -> Result<()> {
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(|px| px as f32);
        let mut path = PathBuilder::new();
        if let Some(rect) = PageRect::from_xywh(x, y, width, height) {
            path.push_rect(rect);
        }
        self.shape(path.finish(), Some(filled(rect.fill)), None);
        Ok(())
    }

    fn text(&mut self, text: &Text) -> Result<()> {
        let Some(glyphs) = self.lines.next() else {
            return Ok(());
        };
        let words = matches!(self.part, Some(Part::Headline | Part::Words));
        if words {
            let plain: String = text.text.chars().filter(|c| !is_direction(*c)).collect();
            let span = SpanTag::empty().with_actual_text(Some(&plain));
            let id = self.page.start_tagged(ContentTag::Span(span));
            self.add(Node::Leaf(id));
        }
        self.page.set_stroke(None);
        self.page.set_fill(Some(filled(text.color)));
        for run in glyphs.chunk_by(|a, b| a.font == b.font) {
            let Some(first) = run.first() else { continue };
            let Some(face) = self.faces.get(&first.font) else {
                continue;
            };
            let size = first.font_size();
            let at = |glyph: &PositionedGlyph| {
                let placed = glyph.outline_transform();
                (placed.tx, placed.ty)
            };
            let (left, baseline) = at(first);
            let mut line = String::new();
            let mut placed = Vec::with_capacity(run.len());
            for (i, glyph) in run.iter().enumerate() {
                let (x, y) = at(glyph);
                let next = run.get(i + 1).map_or(x, |next| at(next).0);
                let from = line.len();
                line.push_str(&glyph.text);
                placed.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id.0),
                    (next - x) / size,
                    0.0,
                    (baseline - y) / size,
                    0.0,
                    from..line.len(),
                    None,
                ));
            }
            let start = PagePoint::from_xy(left, baseline);
            self.page
                .draw_glyphs(start, &placed, face.clone(), &line, size, false);
        }
        if words {
            self.page.end_tagged();
        }
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        self.end_part();
        self.page.pop();
        Ok(())
    }
}

/// The glyphs of a line, placed as the PNG has them.
fn glyphs(text: &Text, lang: &str, fonts: &Fonts) -> Result<Vec<PositionedGlyph>> {
    let mut svg =
        String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9999\" height=\"9999\"");
    attribute(&mut svg, "xml:lang", lang);
    svg.push('>');
    text_up_to_color(&mut svg, text, 1.0);
    svg.push_str(&text.color.to_string());
    text_from_color(&mut svg, text);
    svg.push_str("</svg>");
    let tree = tree(&svg, fonts)?;
    let texts = tree.root().children().iter().filter_map(|node| match node {
        usvg::Node::Text(text) => Some(text.layouted()),
        _ => None,
    });
    let glyphs = texts.flatten().flat_map(|span| &span.positioned_glyphs);
    // Marks of direction show nothing; programs that take text out of the file expect the rest from left to right.
    let mut glyphs: Vec<PositionedGlyph> = glyphs
        .filter(|glyph| glyph.text.is_empty() || !glyph.text.chars().all(is_direction))
        .cloned()
        .collect();
    glyphs.sort_by(|a, b| {
        a.outline_transform()
            .tx
            .total_cmp(&b.outline_transform().tx)
    });
    Ok(glyphs)
}

/// What sets the direction of a text and is not part of its words.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

fn colour(color: Color) -> rgb::Color {
    rgb::Color::new(color.r, color.g, color.b)
}

fn filled(color: Color) -> Fill {
    Fill {
        paint: colour(color).into(),
        ..Fill::default()
    }
}

fn line(path: &mut PathBuilder, points: &[Point], is_closed: bool) {
    let finite = points.iter().filter(|p| p.x.is_finite() && p.y.is_finite());
    for (i, point) in finite.enumerate() {
        let (x, y) = (point.x as f32, point.y as f32);
        match i {
            0 => path.move_to(x, y),
            _ => path.line_to(x, y),
        }
    }
    if is_closed {
        path.close();
    }
}
