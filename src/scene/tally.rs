//! The bar of the vote and the legend in exported figures, with the sizes of the page's.

use super::figure::{FigureParts, Sheet, MEASURE};
use super::figure_text::LegendEntry;
use super::spread::{entry_width, label_at};
use super::vote_bar::{numeral_width, BarSegment};
use super::{fill, text, Anchor, Font, Item, Strokes, Text};
use crate::geo::Point;
use crate::stance::Stance;

/// From line to line of the legend, em.
const LEADING: f64 = 1.65;
/// The line of words above the bar, em, and at least so many px: cells are then sharp on the page too.
const WORDS: f64 = 1.3;
const LEAST_PX: f64 = 20.0;
/// From their baseline to the bracket, em.
const RISE: f64 = 0.38;
/// From the baseline of a numeral to the middle of its cell, em.
const MIDDLE: f64 = 0.36;

impl Sheet {
    /// The words, the bracket and the segments, in the direction of the language.
    pub(super) fn bar(&mut self, parts: &FigureParts) {
        let (layout, bar) = (self.layout, &parts.text.bar);
        let (size, ink) = (layout.legend, parts.colors.ink);
        let line = f64::max(size * WORDS, LEAST_PX);
        let label = bar.label.as_deref().unwrap_or_default();
        let label_width = text::width(label, Font::SansBold, size);
        if let Some(beside) = &bar.beside {
            let width = text::width(beside, Font::Sans, size) / MEASURE;
            let fits = label_width + size + width <= layout.map_width;
            let (x, down) = match fits {
                true => (layout.map_width - width, line - size * RISE),
                false => (0.0, line - size * RISE),
            };
            self.y += down;
            self.line(layout.pad + x, beside, Font::Sans, size, ink);
            self.y += if fits { -down } else { line - down };
        }
        if !label.is_empty() {
            self.y += line - size * RISE;
            self.line(layout.pad, label, Font::SansBold, size, ink);
            self.y -= line - size * RISE;
        }
        self.y += line;
        if bar.favour > 0.0 {
            self.bracket(parts, bar.favour * layout.map_width);
        }
        // Cells are sharp on whole px.
        self.y = (self.y + parts.bar.drop).round();
        let mut before = 0.0;
        for segment in &bar.segments {
            self.segment(parts, segment, before);
            before += segment.share;
        }
        self.y += layout.bar;
    }

    /// A line over what is in favour, with its ends turned down.
    fn bracket(&mut self, parts: &FigureParts, extent: f64) {
        let width = parts.bar.bracket;
        let (top, foot) = (self.y + width / 2.0, self.y + parts.bar.drop - 2.0);
        let left = self.pen.left(self.layout.pad, extent);
        let right = left + extent - parts.bar.gap / 2.0;
        let places = [
            (left + width / 2.0, foot),
            (left + width / 2.0, top),
            (right - width / 2.0, top),
            (right - width / 2.0, foot),
        ];
        self.pen.items.push(Item::Strokes(Strokes {
            lines: vec![places.map(|(x, y)| Point { x, y }).to_vec()],
            color: parts.colors.ink,
            width,
            is_hairline: false,
        }));
    }

    /// A segment that starts at a share of the bar, and its numeral.
    fn segment(&mut self, parts: &FigureParts, segment: &BarSegment, start: f64) {
        let layout = self.layout;
        let cell = segment.share * layout.map_width / segment.cells.max(1) as f64;
        let first = layout.pad + start * layout.map_width;
        // Half a gap on each side; the bar's own ends are flush.
        let trim = |x: f64, width: f64| {
            let from = if x <= layout.pad + 0.01 {
                0.0
            } else {
                parts.bar.gap / 2.0
            };
            let is_last = x + width >= layout.pad + layout.map_width - 0.1;
            let to = if is_last { 0.0 } else { parts.bar.gap / 2.0 };
            (x + from, width - from - to)
        };
        for i in 0..segment.cells {
            let (x, width) = trim(first + cell * i as f64, cell);
            let place = [self.pen.left(x, width), self.y, width, layout.bar];
            self.swatch(parts, segment.stance, place);
        }
        let size = layout.legend * parts.bar.numeral;
        let inside = segment.inside_from.is_some_and(|from| layout.width >= from);
        if !inside && !segment.is_above {
            return;
        }
        let (x, width) = trim(first, cell);
        let Some(swatch) = parts.swatches.get(segment.stance as usize) else {
            return;
        };
        let middle = self.pen.left(x + width / 2.0, 0.0);
        let baseline = match inside {
            true => self.y + layout.bar / 2.0 + size * MIDDLE,
            false => self.y - parts.bar.drop,
        };
        if inside && swatch.pattern.is_some() {
            // Without lines behind it.
            let wide = numeral_width(&segment.number, &parts.bar, &layout) + 3.0;
            self.pen.items.push(Item::Rect(super::Rect {
                x: middle - wide / 2.0,
                y: self.y + 2.0,
                width: wide,
                height: layout.bar - 4.0,
                fill: swatch.fill,
            }));
        }
        self.pen.items.push(Item::Text(Text {
            x: middle,
            y: baseline,
            text: segment.number.clone(),
            font: Font::SansBold,
            size,
            color: if inside { swatch.ink } else { parts.colors.ink },
            anchor: Anchor::Middle,
        }));
    }

    /// A rectangle in the style of a class.
    fn swatch(&mut self, parts: &FigureParts, stance: Stance, place: [f64; 4]) {
        if let Some(swatch) = parts.swatches.get(stance as usize) {
            let items = fill::rectangle(swatch, &parts.bar, self.layout.width, place);
            self.pen.items.extend(items);
        }
    }

    /// The labels under their segments, or as a list.
    pub(super) fn legend(&mut self, parts: &FigureParts) {
        let layout = self.layout;
        let size = layout.legend;
        let spread = parts.text.spread.as_ref();
        let spread = spread.filter(|spread| layout.width >= spread.from);
        self.y += size * 1.75;
        let Some(spread) = spread else {
            return self.list(parts);
        };
        let mut rows = 0;
        for (entry, place) in parts.text.legend.iter().zip(&spread.places) {
            let start = layout.pad + place.start * layout.map_width;
            let x = match place.is_end {
                true => start + place.share * layout.map_width - entry_width(entry, size) / MEASURE,
                false => start,
            };
            let y = self.y;
            self.y += size * LEADING * place.row as f64;
            self.entry(parts, entry, x, f64::INFINITY);
            self.y = y;
            rows = rows.max(place.row);
        }
        self.y += size * LEADING * rows as f64;
    }

    /// Entries one after the other, in as many lines as they take.
    fn list(&mut self, parts: &FigureParts) {
        let layout = self.layout;
        let size = layout.legend;
        let mut x = layout.pad;
        for entry in &parts.text.legend {
            let width = entry_width(entry, size) / MEASURE;
            if x > layout.pad && x + width > layout.pad + layout.map_width {
                x = layout.pad;
                self.y += size * LEADING;
            }
            self.entry(parts, entry, x, layout.map_width);
            x += width + size * 1.5;
        }
    }

    /// Swatch, count and label from `x` on, the label in lines of what is left of `most`.
    fn entry(&mut self, parts: &FigureParts, entry: &LegendEntry, x: f64, most: f64) {
        let (size, ink) = (self.layout.legend, parts.colors.ink);
        let box_px = size * 0.86;
        let left = self.pen.left(x, box_px);
        let top = self.y - box_px * 0.92;
        self.swatch(parts, entry.stance, [left, top, box_px, box_px]);
        if let Some(count) = &entry.number {
            self.line(x + box_px + size * 0.45, count, Font::SansBold, size, ink);
        }
        let indent = label_at(entry, size);
        let lines = text::wrap(&entry.words(), Font::Sans, size, (most - indent) * MEASURE);
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.y += size * 1.3;
            }
            self.line(x + indent, line, Font::Sans, size, ink);
        }
    }
}
