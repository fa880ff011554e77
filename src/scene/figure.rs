//! The whole figure for exports: title, subtitle, tally bar, legend, map, notes and source, with
//! the same paddings and type sizes as the page's HTML.

use super::figure_text::{figure_text, FigureText, LegendEntry};
use super::fill;
use super::layout::Layout;
use super::map::{compose_map, Footnote};
use super::options::Options;
use super::pen::Pen;
use super::text;
use super::{Color, Font, Group, Item, Rect, Scene, Text};
use crate::geo::Point;
use crate::locale::Direction;
use crate::map::StanceMap;
use crate::stance::Stance;

/// Text is measured in one face and may be shown in another; lines keep this share of the width.
const MEASURE: f64 = 0.98;
/// Type size of the footnotes, as a share of the other notes'.
const FOOTNOTE: f64 = 0.92;
/// The narrowest column of footnotes, in em.
const COLUMN: f64 = 24.0;

/// Composes the whole figure of `map`: what an exported file shows.
pub fn compose_figure(map: &StanceMap, options: &Options) -> Scene {
    let layout = Layout::new(&map.style, options.width_px);
    let palette = map.style.theme(options.theme).palette;
    let map_scene = compose_map(map, options);
    let words = figure_text(map, &map_scene);

    let mut sheet = Sheet {
        layout,
        pen: Pen::new(layout.width, words.direction == Direction::Rtl),
        y: layout.pad.max(14.0),
    };
    let mut groups = Vec::new();

    sheet.paragraph(
        &words.title,
        text::headline(&words.title),
        layout.title,
        1.18,
        palette.ink,
    );
    groups.push(sheet.take("title"));
    if let Some(subtitle) = &words.subtitle {
        sheet.y += layout.subtitle * 0.35;
        sheet.paragraph(subtitle, Font::Sans, layout.subtitle, 1.38, palette.muted);
        groups.push(sheet.take("subtitle"));
    }
    sheet.y += layout.subtitle * 0.95;
    let at = Point {
        x: layout.pad,
        y: sheet.y,
    };
    let mirrored = words.direction == Direction::Rtl;
    let counts = super::figure_text::counts(&words.legend);
    sheet.pen.items = bar(map, &counts, mirrored, at, options);
    sheet.y += layout.bar + layout.legend * 0.75;
    groups.push(sheet.take("tally"));
    sheet.legend(map, &words.legend, options);
    groups.push(sheet.take("legend"));

    sheet.y += layout.legend * 0.9;
    // On a whole px, so that the map is pixel for pixel the one on the page.
    sheet.y = sheet.y.round();
    let map_y = sheet.y;
    groups.extend(map_scene.scene.groups.into_iter().map(|mut group| {
        for item in &mut group.items {
            shift(item, layout.pad, map_y);
        }
        group
    }));
    sheet.y += map_scene.scene.height + layout.note;

    let quiet = words.key.iter().chain([&words.borders]).cloned();
    let quiet = crate::words::together(map, quiet);
    sheet.notes(&words, &quiet, palette.ink, palette.muted);
    groups.push(sheet.take("notes"));

    Scene {
        width: layout.width,
        height: (sheet.y + layout.pad * 0.75).ceil(),
        title: words.title,
        description: words.description,
        lang: words.lang,
        paper: Some(palette.paper),
        groups,
    }
}

/// A square of `size` px with its top left at a place, in the style of a stance.
pub(super) fn swatch(
    map: &StanceMap,
    options: &Options,
    stance: Stance,
    [x, y, size]: [f64; 3],
) -> Vec<Item> {
    fill::rectangle(&map.style, options, stance as usize, [x, y, size, size])
}

/// Segments in proportion to the members' counts, in the order of the legend and the direction of
/// the language.
fn bar(
    map: &StanceMap,
    counts: &[(Stance, f64)],
    mirrored: bool,
    at: Point,
    options: &Options,
) -> Vec<Item> {
    let layout = Layout::new(&map.style, options.width_px);
    let gap = map.style.bar.gap;
    let total: f64 = counts.iter().map(|(_, n)| n).sum();
    let gaps = gap * (counts.len().saturating_sub(1) as f64);
    let per_member = (layout.map_width - gaps) / total.max(1.0);
    let mut used = 0.0;
    counts
        .iter()
        .flat_map(|&(stance, n)| {
            let width = n * per_member;
            let left = if mirrored {
                at.x + layout.map_width - used - width
            } else {
                at.x + used
            };
            used += width + gap;
            let place = [left, at.y, width, layout.bar];
            fill::rectangle(&map.style, options, stance as usize, place)
        })
        .collect()
}

/// Is filled from the top down.
struct Sheet {
    layout: Layout,
    pen: Pen,
    y: f64,
}

impl Sheet {
    fn take(&mut self, name: &'static str) -> Group {
        self.pen.take(name)
    }

    /// A line of text that starts at `x`, at the present height.
    fn line(&mut self, x: f64, text: &str, font: Font, size: f64, color: Color) {
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

    fn legend(&mut self, map: &StanceMap, entries: &[LegendEntry], options: &Options) {
        let layout = self.layout;
        let palette = map.style.theme(options.theme).palette;
        let (size, box_px) = (layout.legend, layout.legend * 0.86);
        let right = layout.pad + layout.map_width;
        let mut x = layout.pad;
        self.y += size;
        for entry in entries {
            let count = entry.number.as_deref().unwrap_or_default();
            let count_width = text::width(count, Font::SansBold, size);
            let space = if count.is_empty() { 0.0 } else { size * 0.4 };
            let label_x = box_px + size * 0.45 + count_width + space;
            let width = label_x + text::width(&entry.label, Font::Sans, size) / MEASURE;
            if x > layout.pad && x + width > right {
                x = layout.pad;
                self.y += size * 1.65;
            }
            let left = self.pen.left(x, box_px);
            let top = self.y - box_px * 0.92;
            let swatch = swatch(map, options, entry.stance, [left, top, box_px]);
            self.pen.items.extend(swatch);
            if !count.is_empty() {
                self.line(
                    x + box_px + size * 0.45,
                    count,
                    Font::SansBold,
                    size,
                    palette.ink,
                );
            }
            self.line(x + label_x, &entry.label, Font::Sans, size, palette.ink);
            x += width + size * 1.5;
        }
    }

    /// The document's own note first and in ink: it must be read. The rest is quiet.
    fn notes(&mut self, words: &FigureText, quiet: &str, ink: Color, muted: Color) {
        let size = self.layout.note;
        let (leading, gap) = (1.42, size * 0.55);
        if let Some(note) = &words.note {
            self.wide(note, size, leading, ink);
            self.y += gap;
        }
        self.wide(quiet, size, leading, muted);
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
                let lead = format!("{}{}", footnote.about, text::space_after(&footnote.about));
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
