//! A map in brief for where a link is shown: headline, counts and map in a landscape picture that
//! reads at the size of a thumbnail.

use super::figure::shift;
use super::figure_text::legend;
use super::fill;
use super::layout::Layout;
use super::map::compose_map;
use super::options::Options;
use super::pen::Pen;
use super::text;
use super::theme::Theme;
use super::{Font, Scene};
use crate::geo::Point;
use crate::locale::Direction;
use crate::map::StanceMap;
use crate::stance::Stance;
use crate::words;

/// Of the card, CSS px: half of the 1200 × 630 px that sites ask for.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 315.0;
/// Round everything, CSS px.
const PAD: f64 = 20.0;
/// Of the column of counts, and between it and the map, CSS px.
const COUNTS: f64 = 158.0;
const GAP: f64 = 8.0;
/// Type sizes of the headline, CSS px: the first that needs at most two lines is used.
const TITLES: [f64; 4] = [30.0, 26.0, 22.0, 18.0];
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
    let palette = map.style.theme(Theme::Light).palette;
    let texts = map.texts();
    let mirrored = map.locale.direction() == Direction::Rtl;
    let mut pen = Pen::new(WIDTH, mirrored);

    let mut y = PAD;
    let (size, lines) = headline(&words::unbroken(&texts.title));
    let font = text::headline(&words::unbroken(&texts.title));
    for line in lines {
        y += size * 1.16;
        let at = Point {
            x: PAD,
            y: y - size * 0.2,
        };
        pen.line(at, &line, font, size, palette.ink);
    }
    let title = pen.take("title");

    let top = y + 12.0;
    let options = map_options(map, HEIGHT - PAD - top);
    let mut scene = compose_map(map, &options).scene;
    let left = if mirrored {
        PAD
    } else {
        WIDTH - PAD - scene.width
    };
    let map_top = top + (HEIGHT - PAD * 0.6 - top - scene.height) / 2.0;
    for item in scene.groups.iter_mut().flat_map(|group| &mut group.items) {
        shift(item, left, map_top);
    }

    counts(map, top, &options, &mut pen);
    let counts = pen.take("legend");

    Scene {
        width: WIDTH,
        height: HEIGHT,
        title: texts.title,
        description: words::summary(map),
        lang: map.locale.language().to_owned(),
        paper: Some(palette.paper),
        groups: [title, counts].into_iter().chain(scene.groups).collect(),
    }
}

/// The headline's size and lines.
fn headline(title: &str) -> (f64, Vec<String>) {
    let set = |size| {
        let font = text::headline(title);
        let lines = text::wrap_balanced(title, font, size, WIDTH - 2.0 * PAD);
        (size, lines)
    };
    let [.., smallest] = TITLES;
    TITLES
        .into_iter()
        .map(set)
        .find(|(_, lines)| lines.len() <= 2)
        .unwrap_or_else(|| set(smallest))
}

/// The largest map that fits into the `room` beside the counts, CSS px.
fn map_options(map: &StanceMap, room: f64) -> Options {
    let ratio = {
        let (_, height) = map.fitted(WIDTH);
        WIDTH / height.max(1.0)
    };
    let width = (room * ratio).min(WIDTH - 2.0 * PAD - COUNTS - GAP);
    Options {
        width_px: width + 2.0 * Layout::new(&map.style, width).pad,
        theme: Theme::Light,
    }
}

/// How many stood where, one under the other: the counts in a column, flush at the words.
fn counts(map: &StanceMap, top: f64, options: &Options, pen: &mut Pen) {
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
    let (size, gap) = label_size(words, measure, HEIGHT - PAD - top);
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
