//! The sizes of a figure of one width, read off the style.

use super::style::{BarStyle, Size, Style, TextSizes, BREAKPOINTS};

/// Paddings and sizes for one figure width, CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Of the figure: a width out of range is brought into it.
    pub width: f64,
    /// Left and right of everything.
    pub pad: f64,
    /// Of the map canvas: the width without the paddings.
    pub map_width: f64,
    /// Type size of the title.
    pub title: f64,
    /// Type size of the subtitle.
    pub subtitle: f64,
    /// Type size of the legend.
    pub legend: f64,
    /// Type size of notes and source.
    pub note: f64,
    /// Height of the tally bar.
    pub bar: f64,
}

impl Layout {
    /// For a figure `width_px` wide.
    pub fn new(style: &Style, width_px: f64) -> Self {
        Self::of(style.pad, &style.text, &style.bar, width_px)
    }

    /// The same from the parts of a style.
    pub(super) fn of(pad: Size, text: &TextSizes, bar: &BarStyle, width_px: f64) -> Self {
        let [narrowest, .., widest] = BREAKPOINTS;
        let width = match width_px.is_finite() {
            true => width_px.clamp(narrowest, widest),
            false => narrowest,
        };
        let pad = pad.at(width);
        Self {
            width,
            pad,
            map_width: width - 2.0 * pad,
            title: text.title.at(width),
            subtitle: text.subtitle.at(width),
            legend: text.legend.at(width),
            note: text.note.at(width),
            bar: bar.height.at(width),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_keeps_all_but_8_px_a_side_on_the_narrowest_figure() {
        assert_eq!(Layout::new(&Style::default(), 320.0).map_width, 304.0);
    }

    #[test]
    fn a_width_that_is_no_number_gives_the_narrowest_figure() {
        let style = Style::default();
        assert_eq!(Layout::new(&style, f64::NAN), Layout::new(&style, 320.0));
    }
}
