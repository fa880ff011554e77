//! What patterns there are, and the numbers that draw them.

use std::f64::consts::SQRT_2;

/// What can lie over a flat fill to distinguish it from others without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// Parallel lines like a slash.
    Diagonal,
    /// Level lines.
    Horizontal,
    /// Upright lines.
    Vertical,
    /// Lines like a slash and a backslash.
    Cross,
    /// Square dots in rows, every other row shifted by half a step.
    Dots,
}

impl Pattern {
    /// Every pattern.
    pub(super) const ALL: [Self; 5] = [
        Self::Diagonal,
        Self::Horizontal,
        Self::Vertical,
        Self::Cross,
        Self::Dots,
    ];

    /// Where a line in each direction, or a dot, lies on the map: level and upright lines and dots lie
    /// in the middle of pixels. Both coordinates, px.
    pub(super) fn origin_px(self) -> f64 {
        match self {
            Self::Horizontal | Self::Vertical | Self::Dots => 0.5,
            Self::Diagonal | Self::Cross => 0.0,
        }
    }

    /// After how much to the right and down it repeats, times the spacing. Every second row of dots
    /// is shifted: theirs is for every other row.
    pub(super) fn period(self) -> f64 {
        match self {
            Self::Diagonal | Self::Cross => SQRT_2,
            Self::Horizontal | Self::Vertical | Self::Dots => 1.0,
        }
    }

    /// The directions of its lines, clockwise from the x axis as seen on the screen; none for dots.
    pub(super) fn angles_deg(self) -> &'static [f64] {
        match self {
            Self::Diagonal => &[-45.0],
            Self::Horizontal => &[0.0],
            Self::Vertical => &[90.0],
            Self::Cross => &[-45.0, 45.0],
            Self::Dots => &[],
        }
    }
}
