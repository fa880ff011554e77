//! Puts texts and swatches on a picture that may run from right to left.

use super::text;
use super::{Anchor, Color, Font, Group, Item, Text};
use crate::geo::Point;

/// Collects the items of a picture's groups.
pub(super) struct Pen {
    /// Of the picture, CSS px.
    pub(super) width: f64,
    /// From right to left: what is given from the left edge is put as far from the right one.
    pub(super) mirrored: bool,
    /// Of the group that is being made.
    pub(super) items: Vec<Item>,
}

impl Pen {
    pub(super) fn new(width: f64, mirrored: bool) -> Self {
        Self {
            width,
            mirrored,
            items: Vec::new(),
        }
    }

    /// Ends the group.
    pub(super) fn take(&mut self, name: &'static str) -> Group {
        Group {
            name,
            items: std::mem::take(&mut self.items),
        }
    }

    /// The left edge of something `extent` wide that starts at `x`.
    pub(super) fn left(&self, x: f64, extent: f64) -> f64 {
        if self.mirrored {
            self.width - x - extent
        } else {
            x
        }
    }

    /// A line of text that starts at `at`, on its baseline.
    pub(super) fn line(&mut self, at: Point, text: &str, font: Font, size: f64, color: Color) {
        self.items.push(Item::Text(Text {
            x: self.left(at.x, 0.0),
            y: at.y,
            text: text::isolated(text, self.mirrored),
            font,
            size,
            color,
            anchor: if self.mirrored {
                Anchor::Right
            } else {
                Anchor::Left
            },
        }));
    }
}
