//! The whole figure for exports: title, subtitle, tally bar, legend, map, notes and source, with
//! the same paddings and type sizes as the page's HTML.

use serde::Deserialize;

use super::figure_text::{figure_text, FigureText};
use super::layout::Layout;
use super::map::{compose_map, Footnote};
use super::numerals;
use super::options::Options;
use super::pen::Pen;
use super::text;
use super::{
    BarStyle, Color, Font, Group, Item, Palette, Rect, Scene, Size, Swatch, Text, TextSizes,
};
use crate::geo::Point;
use crate::locale::Direction;
use crate::map::StanceMap;

/// Text is measured in one face and may be shown in another; lines keep this share of the width.
pub(super) const MEASURE: f64 = 0.98;
/// Type size of the footnotes, as a share of the other notes'.
const FOOTNOTE: f64 = 0.92;
/// Between two footnotes, px.
const FOOTNOTE_GAP: f64 = 4.0;
/// The narrowest column of footnotes, in em.
const COLUMN: f64 = 24.0;

/// What stands round a map: its words, and the style of one theme. A page has it as page data.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureParts {
    /// The words, with the footnotes that this width shows.
    pub text: FigureText,
    /// How to read the map and whose borders it has, joined as the language joins sentences.
    pub quiet: String,
    /// Width of the figure, CSS px.
    pub width: f64,
    /// Height of the map, CSS px.
    pub map_height: f64,
    /// Left and right of everything.
    pub pad: Size,
    /// Type sizes.
    pub text_sizes: TextSizes,
    /// The tally bar and swatches.
    pub bar: BarStyle,
    /// Paper, ink and quiet ink.
    pub colors: Palette,
    /// By class.
    pub swatches: Vec<Swatch>,
}

/// A figure but for its map.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Everything but the map.
    pub scene: Scene,
    /// Where the map's top left belongs.
    pub map_at: Point,
    /// How many of the scene's groups stand above the map.
    above: usize,
}

/// Composes the whole figure of `map`: what an exported file shows.
pub fn compose_figure(map: &StanceMap, options: &Options) -> Scene {
    composed(map, options, true)
}

/// The same with notes as a page has them, without numerals: its PNG is made of the live map, which has none.
pub fn compose_page_figure(map: &StanceMap, options: &Options) -> Scene {
    composed(map, options, false)
}

fn composed(map: &StanceMap, options: &Options, has_numerals: bool) -> Scene {
    let map_scene = compose_map(map, options);
    let mut text = figure_text(map, &map_scene);
    let palette = map.style.theme(options.theme).palette;
    let numerals = has_numerals.then(|| {
        let number = |n: usize| map.locale.number(n);
        for (i, footnote) in text.footnotes.iter_mut().enumerate() {
            footnote.about = format!("{} {}", number(i + 1), footnote.about);
        }
        let note = Layout::new(&map.style, options.width_px).note;
        let mirrored = text.direction == Direction::Rtl;
        numerals::compose(
            &map_scene,
            &map_scene.note_places,
            note,
            &palette,
            number,
            mirrored,
        )
    });
    let frame = Frame::compose(parts(map, options, text, map_scene.scene.height));
    let mut groups = map_scene.scene.groups;
    groups.extend(numerals);
    frame.around(groups, 0.0)
}

/// What stands round a map of a height, CSS px.
pub(super) fn parts(
    map: &StanceMap,
    options: &Options,
    text: FigureText,
    map_height: f64,
) -> FigureParts {
    let quiet = text.key.iter().chain([&text.borders]).cloned();
    FigureParts {
        quiet: crate::words::together(map, quiet),
        text,
        width: options.width_px,
        map_height,
        pad: map.style.pad,
        text_sizes: map.style.text,
        bar: map.style.bar,
        colors: map.style.theme(options.theme).palette,
        swatches: map.style.swatches(options.theme),
    }
}

impl Frame {
    /// The figure: the frame with the groups of a map, `down` CSS px below their place.
    pub(super) fn around(self, mut groups: Vec<Group>, down: f64) -> Scene {
        for item in groups.iter_mut().flat_map(|group| &mut group.items) {
            shift(item, self.map_at.x, self.map_at.y + down);
        }
        let mut scene = self.scene;
        scene.groups.splice(self.above..self.above, groups);
        scene
    }

    /// Lays out what stands round a map.
    pub fn compose(parts: FigureParts) -> Self {
        let FigureParts { text, colors, .. } = &parts;
        let layout = Layout::of(parts.pad, &parts.text_sizes, &parts.bar, parts.width);
        let mirrored = text.direction == Direction::Rtl;
        let mut sheet = Sheet {
            layout,
            pen: Pen::new(layout.width, mirrored),
            y: layout.pad.max(14.0),
        };
        let mut groups = Vec::new();

        let face = text::headline(&text.title);
        sheet.paragraph(&text.title, face, layout.title, 1.18, colors.ink);
        groups.push(sheet.take("title"));
        if let Some(subtitle) = &text.subtitle {
            sheet.y += layout.subtitle * 0.35;
            sheet.paragraph(subtitle, Font::Sans, layout.subtitle, 1.38, colors.muted);
            groups.push(sheet.take("subtitle"));
        }
        sheet.y += layout.subtitle * 0.95;
        sheet.bar(&parts);
        groups.push(sheet.take("tally"));
        sheet.legend(&parts);
        groups.push(sheet.take("legend"));

        sheet.y += layout.legend * 0.9;
        // On a whole px, so that the map is pixel for pixel the one on the page.
        sheet.y = sheet.y.round();
        let map_at = Point {
            x: layout.pad,
            y: sheet.y,
        };
        let above = groups.len();
        sheet.y += parts.map_height + layout.note;
        sheet.notes(&parts);
        groups.push(sheet.take("notes"));

        Self {
            scene: Scene {
                width: layout.width,
                height: (sheet.y + layout.pad * 0.75).ceil(),
                paper: Some(colors.paper),
                title: parts.text.title,
                description: parts.text.description,
                lang: parts.text.lang,
                groups,
            },
            map_at,
            above,
        }
    }
}

/// Is filled from the top down.
pub(super) struct Sheet {
    pub(super) layout: Layout,
    pub(super) pen: Pen,
    pub(super) y: f64,
}

impl Sheet {
    fn take(&mut self, name: &'static str) -> Group {
        self.pen.take(name)
    }

    /// A line of text that starts at `x`, at the present height.
    pub(super) fn line(&mut self, x: f64, text: &str, font: Font, size: f64, color: Color) {
        let at = Point { x, y: self.y };
        self.pen.line(at, text, font, size, color);
    }

    fn paragraph(&mut self, text: &str, font: Font, size: f64, leading: f64, color: Color) {
        let measure = self.layout.map_width * MEASURE;
        for line in text::wrap_balanced(text, font, size, measure) {
            self.y += size * leading;
            self.line(self.layout.pad, &line, font, size, color);
        }
    }

    /// The document's own note first and in ink: it must be read. The rest is quiet.
    fn notes(&mut self, parts: &FigureParts) {
        let (words, Palette { ink, muted, .. }) = (&parts.text, parts.colors);
        let size = self.layout.note;
        let (leading, gap) = (1.42, size * 0.55);
        if let Some(note) = &words.note {
            self.wide(note, size, leading, ink);
            self.y += gap;
        }
        self.wide(&parts.quiet, size, leading, muted);
        self.y += gap;
        self.footnotes(&words.footnotes, size * FOOTNOTE, muted);
        let source: Vec<String> = words
            .source
            .iter()
            .cloned()
            .chain(words.credit.clone())
            .collect();
        self.wide(&source.join(" · "), size, leading, muted);
    }

    /// A footnote a place, in columns of a readable measure, each as high as the next or a little
    /// higher.
    fn footnotes(&mut self, footnotes: &[Footnote], size: f64, color: Color) {
        if footnotes.is_empty() {
            return;
        }
        let (leading, gap) = (size * 1.38, size * 2.0);
        let columns = ((self.layout.map_width + gap) / (size * COLUMN + gap))
            .floor()
            .max(1.0);
        let measure = (self.layout.map_width - gap * (columns - 1.0)) / columns;
        let set: Vec<(String, f64, Vec<String>)> = footnotes
            .iter()
            .map(|footnote| {
                let about = footnote.about.trim_end();
                let lead = format!("{about}{}", text::space_after(about));
                let used = text::width(&lead, Font::SansBold, size);
                let lines =
                    text::wrap_after(used, &footnote.text, Font::Sans, size, measure * MEASURE);
                (lead, used, lines)
            })
            .collect();
        let lines: usize = set.iter().map(|(_, _, lines)| lines.len()).sum();
        let most = (lines as f64 / columns).ceil() as usize;
        let (top, mut lowest) = (self.y, self.y);
        let (mut x, mut filled, mut left) = (self.layout.pad, 0, columns - 1.0);
        for (lead, used, lines) in set {
            if left > 0.0 && filled > 0 && filled + lines.len() / 2 >= most {
                (x, filled, left, self.y) = (x + measure + gap, 0, left - 1.0, top);
            }
            self.y += if filled > 0 { FOOTNOTE_GAP } else { 0.0 };
            filled += lines.len();
            for (i, line) in lines.into_iter().enumerate() {
                self.y += leading;
                let indent = if i == 0 { used } else { 0.0 };
                if i == 0 {
                    self.line(x, lead.trim_end(), Font::SansBold, size, color);
                }
                self.line(x + indent, &line, Font::Sans, size, color);
            }
            lowest = f64::max(lowest, self.y);
        }
        self.y = lowest + size * 0.7;
    }

    /// A paragraph as wide as the map.
    fn wide(&mut self, text: &str, size: f64, leading: f64, color: Color) {
        for line in text::wrap(text, Font::Sans, size, self.layout.map_width * MEASURE) {
            self.y += size * leading;
            self.line(self.layout.pad, &line, Font::Sans, size, color);
        }
    }
}

/// Moves an item: the map is composed at the origin and stands lower in the figure.
pub(super) fn shift(item: &mut Item, dx: f64, dy: f64) {
    let lines = |lines: &mut Vec<Vec<Point>>| {
        for point in lines.iter_mut().flatten() {
            point.x += dx;
            point.y += dy;
        }
    };
    match item {
        Item::Area(area) => area
            .polygons
            .iter_mut()
            .for_each(|polygon| lines(&mut polygon.rings)),
        Item::Strokes(strokes) => lines(&mut strokes.lines),
        Item::Disc(disc) => {
            disc.center.x += dx;
            disc.center.y += dy;
        }
        Item::Rect(Rect { x, y, .. }) | Item::Text(Text { x, y, .. }) => {
            *x += dx;
            *y += dy;
        }
    }
}
