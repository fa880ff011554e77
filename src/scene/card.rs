//! Landscape pictures, with the counts beside the map: a card for where a link is shown, which reads at the size of a
//! thumbnail, and the whole figure for feeds.

use super::figure::{shift, MEASURE};
use super::figure_text::{legend, page_text};
use super::fill;
use super::layout::Layout;
use super::map::compose_map_in;
use super::options::Options;
use super::panels::Panels;
use super::pen::Pen;
use super::text;
use super::theme::Theme;
use super::{Color, Font, Group, Scene};
use crate::geo::Point;
use crate::locale::Direction;
use crate::map::StanceMap;
use crate::stance::Stance;
use crate::words;

/// Of the card, CSS px: half of the 1200 × 630 px that sites ask for.
const CARD: [f64; 2] = [600.0, 315.0];
/// The width of the whole figure, CSS px: as it has more words, they are smaller.
const FIGURE: f64 = 720.0;
/// Of the whole figure: type sizes of subtitle and notes, CSS px.
const SUBTITLE: f64 = 12.5;
const NOTE: f64 = 8.0;
/// From line to line of subtitle and notes, times their size.
const LINE: f64 = 1.36;
/// The least that a map is high, CSS px.
const LOWEST_MAP: f64 = 110.0;
/// Round everything, CSS px.
const PAD: f64 = 20.0;
/// Of the column of counts, and between it and the map, CSS px.
const COUNTS: f64 = 158.0;
const GAP: f64 = 8.0;
/// Type sizes of the headline, CSS px: the first that needs at most two lines is used.
const TITLES: [f64; 4] = [30.0, 26.0, 22.0, 18.0];
/// The same of the whole figure, which has more below it.
const FIGURE_TITLES: [f64; 3] = [22.0, 20.0, 18.0];
/// Of counts, CSS px.
const COUNT: f64 = 21.0;
/// Type sizes of their words, CSS px: the first in which no word is broken and all lines have room is used.
const LABELS: [f64; 4] = [13.0, 12.0, 11.0, 10.0];
/// Between two lines of a label, times its size.
const LEADING: f64 = 1.25;
/// Between two counts, CSS px: at most, and the least with which the words stay large.
const GAPS: [f64; 2] = [COUNT * 0.5, 3.0];

/// Composes the card of `map`, in the light palette.
pub fn compose_card(map: &StanceMap) -> Scene {
    let [width, height] = CARD;
    let mut sheet = Sheet::new(map, width, height);
    let title = sheet.headline(map, Theme::Light, &TITLES);
    sheet.rest(map, Theme::Light, height - PAD * 0.6, vec![title])
}

/// Composes the figure in a landscape picture `ratio` times as high as wide; none if the words leave the map no room.
pub(super) fn compose_landscape(map: &StanceMap, theme: Theme, ratio: f64) -> Option<Scene> {
    let height = FIGURE * ratio;
    let mut sheet = Sheet::new(map, FIGURE, height);
    let palette = map.style.theme(theme).palette;
    let mut groups = vec![sheet.headline(map, theme, &FIGURE_TITLES)];
    let text = page_text(map, None);
    if let Some(subtitle) = &text.subtitle {
        sheet.paragraph(subtitle, SUBTITLE, palette.ink);
        groups.push(sheet.pen.take("subtitle"));
    }
    let quiet = words::together(map, text.key.iter().chain([&text.borders]).cloned());
    let source = text.source.iter().chain(&text.credit).cloned();
    let source = source.collect::<Vec<_>>().join(" · ");
    let notes = [
        (text.note.unwrap_or_default(), palette.ink),
        (quiet, palette.muted),
        (source, palette.muted),
    ];
    let lines = |text: &str| text::wrap(text, Font::Sans, NOTE, sheet.measure()).len();
    let rows: usize = notes.iter().map(|(text, _)| lines(text)).sum();
    let foot = height - PAD * 0.7 - rows as f64 * NOTE * LINE;
    if foot - sheet.y < LOWEST_MAP {
        return None;
    }
    let top = std::mem::replace(&mut sheet.y, foot);
    for (text, color) in notes {
        sheet.paragraph(&text, NOTE, color);
    }
    let notes = sheet.pen.take("notes");
    sheet.y = top;
    let mut scene = sheet.rest(map, theme, foot - NOTE * 0.5, groups);
    scene.groups.push(notes);
    scene.description = text.description;
    Some(scene)
}

/// Is filled from the top down.
struct Sheet {
    pen: Pen,
    y: f64,
    width: f64,
    height: f64,
}

impl Sheet {
    fn new(map: &StanceMap, width: f64, height: f64) -> Self {
        let mirrored = map.locale.direction() == Direction::Rtl;
        Self {
            pen: Pen::new(width, mirrored),
            y: PAD,
            width,
            height,
        }
    }

    /// Of lines as wide as the picture, CSS px: text may be shown in another face than it is measured in.
    fn measure(&self) -> f64 {
        (self.width - 2.0 * PAD) * MEASURE
    }

    fn headline(&mut self, map: &StanceMap, theme: Theme, sizes: &[f64]) -> Group {
        let title = words::unbroken(&map.texts().title);
        let (size, lines) = headline(&title, sizes, self.width - 2.0 * PAD);
        let font = text::headline(&title);
        for line in lines {
            self.y += size * 1.16;
            let at = Point {
                x: PAD,
                y: self.y - size * 0.2,
            };
            let ink = map.style.theme(theme).palette.ink;
            self.pen.line(at, &line, font, size, ink);
        }
        self.pen.take("title")
    }

    fn paragraph(&mut self, text: &str, size: f64, color: Color) {
        for line in text::wrap(text, Font::Sans, size, self.measure()) {
            self.y += size * LINE;
            let at = Point { x: PAD, y: self.y };
            self.pen.line(at, &line, Font::Sans, size, color);
        }
    }

    /// The counts and the map, down to `foot`.
    fn rest(self, map: &StanceMap, theme: Theme, foot: f64, above: Vec<Group>) -> Scene {
        let Self {
            mut pen,
            y,
            width,
            height,
        } = self;
        let top = y + 12.0;
        let options = map_options(map, theme, [width, foot - PAD * 0.4 - top]);
        let map_width = Layout::new(&map.style, options.width_px).map_width;
        let panels = Panels::new(map, None, map_width);
        let mut scene = compose_map_in(map, &options, panels).scene;
        let left = if pen.mirrored {
            PAD
        } else {
            width - PAD - scene.width
        };
        let map_top = top + (foot - top - scene.height) / 2.0;
        for item in scene.groups.iter_mut().flat_map(|group| &mut group.items) {
            shift(item, left, map_top);
        }
        counts(map, [top, foot - PAD * 0.4], &options, &mut pen);
        let counts = pen.take("legend");
        Scene {
            width,
            height,
            title: map.texts().title,
            description: words::summary(map),
            lang: map.locale.language().to_owned(),
            paper: Some(map.style.theme(theme).palette.paper),
            groups: above
                .into_iter()
                .chain([counts])
                .chain(scene.groups)
                .collect(),
        }
    }
}

/// The headline's size and lines: in the first of `sizes` that needs at most two, else in the last.
fn headline(title: &str, sizes: &[f64], measure: f64) -> (f64, Vec<String>) {
    let set = |size| {
        let font = text::headline(title);
        let lines = text::wrap_balanced(title, font, size, measure);
        (size, lines)
    };
    let mut all = sizes.iter().map(|size| set(*size));
    let fits = all.find(|(_, lines)| lines.len() <= 2);
    fits.unwrap_or_else(|| set(sizes.last().copied().unwrap_or(SUBTITLE)))
}

/// The largest map that fits into the `room` beside the counts, CSS px.
fn map_options(map: &StanceMap, theme: Theme, [all, room]: [f64; 2]) -> Options {
    let ratio = {
        let (_, height) = map.fitted(all);
        all / height.max(1.0)
    };
    let width = (room * ratio).min(all - 2.0 * PAD - COUNTS - GAP);
    Options {
        width_px: width + 2.0 * Layout::new(&map.style, width).pad,
        theme,
    }
}

/// How many stood where, one under the other: the counts in a column, flush at the words.
fn counts(map: &StanceMap, [top, foot]: [f64; 2], options: &Options, pen: &mut Pen) {
    let ink = map.style.theme(options.theme).palette.ink;
    let swatches = map.style.swatches(options.theme);
    let entries: Vec<(Stance, String, String)> = legend(map, false)
        .into_iter()
        .filter_map(|entry| Some((entry.stance, entry.number?, entry.label)))
        .collect();
    let wide = |number: &str| text::width(number, Font::SansBold, COUNT);
    let column = entries
        .iter()
        .map(|entry| wide(&entry.1))
        .fold(0.0, f64::max);
    let [box_px, ..] = LABELS;
    let numbers = PAD + box_px + 7.0;
    let labels = numbers + column + 7.0;
    let measure = PAD + COUNTS - labels;
    let words = entries.iter().map(|entry| entry.2.as_str());
    let (size, gap) = label_size(words, measure, foot - top);
    let mut y = top + 2.0;
    for (stance, number, label) in entries {
        y += COUNT;
        let left = pen.left(PAD, box_px);
        let place = [left, y - box_px, box_px, box_px];
        if let Some(swatch) = swatches.get(stance as usize) {
            let items = fill::rectangle(swatch, &map.style.bar, options.width_px, place);
            pen.items.extend(items);
        }
        let x = numbers + column - wide(&number);
        pen.line(Point { x, y }, &number, Font::SansBold, COUNT, ink);
        for (i, line) in text::wrap(&label, Font::Sans, size, measure)
            .into_iter()
            .enumerate()
        {
            if i > 0 {
                y += size * LEADING;
            }
            pen.line(Point { x: labels, y }, &line, Font::Sans, size, ink);
        }
        y += gap;
    }
}

/// The largest size in which every word of `labels` fits on a line of `measure` and all lines into `room`, and what
/// is left between two counts.
fn label_size<'a>(
    labels: impl Iterator<Item = &'a str> + Clone,
    measure: f64,
    room: f64,
) -> (f64, f64) {
    let [widest, least] = GAPS;
    let gap = |size: f64| {
        let lines = labels
            .clone()
            .map(|label| text::wrap(label, Font::Sans, size, measure).len());
        let (count, more) = lines.fold((0.0, 0.0), |(count, more), lines| {
            (count + 1.0, more + lines.saturating_sub(1) as f64)
        });
        (room - count * COUNT - more * size * LEADING) / f64::max(count, 1.0)
    };
    let fits = |size: &f64| {
        let mut words = labels.clone().flat_map(str::split_whitespace);
        words.all(|word| text::width(word, Font::Sans, *size) <= measure) && gap(*size) >= least
    };
    let [.., smallest] = LABELS;
    let size = LABELS.into_iter().find(fits).unwrap_or(smallest);
    (size, gap(size).clamp(0.0, widest))
}
