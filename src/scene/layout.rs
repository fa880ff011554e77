//! The measures of a figure: paddings and type sizes for a width. The page's HTML furniture and
//! the painted furniture of exports both take them from here.

use serde::Serialize;

/// Narrowest figure, CSS px. Narrower requests are laid out at this width.
pub(super) const MIN_WIDTH: f64 = 320.0;
/// Widest figure, CSS px.
pub(super) const MAX_WIDTH: f64 = 3840.0;

/// Paddings and sizes in CSS px for one figure width.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// Of the figure.
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
    /// A country border.
    pub border: f64,
    /// Type size of labels on the map; 0 where there are none.
    pub label: f64,
}

impl Layout {
    /// For a figure `width_px` wide.
    pub fn new(width_px: f64) -> Self {
        let width = if width_px.is_finite() {
            width_px.clamp(MIN_WIDTH, MAX_WIDTH)
        } else {
            MIN_WIDTH
        };
        let pad = between(width, (320.0, 8.0), (600.0, 16.0));
        // Type grows slower than the figure, and goes on growing slowly beyond 960 px. Straight
        // lines, so that the style sheet can say the same (`www/figure.css`).
        let wide = between(width, (960.0, 1.0), (3840.0, 2.0));
        let grow = |narrow, at_960| between(width, (320.0, narrow), (960.0, at_960)) * wide;
        Self {
            width,
            pad,
            map_width: width - 2.0 * pad,
            title: grow(21.0, 30.0),
            subtitle: grow(14.5, 17.0),
            legend: grow(13.5, 15.0),
            note: grow(11.5, 12.5),
            bar: grow(8.0, 10.0),
            border: between(width, (320.0, 0.4), (960.0, 0.6)) * wide,
            label: if width < 720.0 { 0.0 } else { grow(10.0, 11.5) },
        }
    }
}

/// The straight line through two points `(x, y)`, held level outside them.
fn between(x: f64, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> f64 {
    y0 + (y1 - y0) * ((x - x0) / (x1 - x0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_keeps_all_but_8_px_a_side_on_the_narrowest_figure() {
        assert_eq!(Layout::new(320.0).map_width, 304.0);
    }

    #[test]
    fn a_width_that_is_no_number_gives_the_narrowest_figure() {
        assert_eq!(Layout::new(f64::NAN), Layout::new(320.0));
    }
}
