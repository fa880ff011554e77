//! Something for each of the four arrows.

use super::ArrowKey;

/// Something for each arrow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Arrows<T> {
    left: T,
    right: T,
    up: T,
    down: T,
}

impl<T> Arrows<T> {
    pub(super) fn new(of: impl Fn(ArrowKey) -> T) -> Self {
        Self {
            left: of(ArrowKey::Left),
            right: of(ArrowKey::Right),
            up: of(ArrowKey::Up),
            down: of(ArrowKey::Down),
        }
    }

    pub(super) fn get(&self, direction: ArrowKey) -> &T {
        match direction {
            ArrowKey::Left => &self.left,
            ArrowKey::Right => &self.right,
            ArrowKey::Up => &self.up,
            ArrowKey::Down => &self.down,
        }
    }

    pub(super) fn get_mut(&mut self, direction: ArrowKey) -> &mut T {
        match direction {
            ArrowKey::Left => &mut self.left,
            ArrowKey::Right => &mut self.right,
            ArrowKey::Up => &mut self.up,
            ArrowKey::Down => &mut self.down,
        }
    }
}

pub(super) type Steps = Arrows<Option<usize>>;
