//! Level bands of map space, and what reaches into each.

use super::lists::Lists;
use super::window::Window;

/// Level bands of map space, to find the few boxes that a ray can cross.
const ROWS: usize = 256;

/// Which boxes reach into which band.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    top: f32,
    height: f32,
    chunks: Lists<u32>,
}

impl Rows {
    /// Of boxes, which `windows` gives in their order, as often as it is asked.
    pub(super) fn new<I: Iterator<Item = Window>>(windows: impl Fn() -> I) -> Self {
        let top = windows().fold(f32::INFINITY, |y, window| y.min(window.min[1]));
        let bottom = windows().fold(f32::NEG_INFINITY, |y, window| y.max(window.max[1]));
        let mut rows = Self {
            top,
            height: ((bottom - top) / ROWS as f32).max(f32::MIN_POSITIVE),
            chunks: Lists::default(),
        };
        rows.chunks = Lists::new(ROWS, || {
            let numbered = (0u32..).zip(windows());
            numbered.flat_map(|(number, window)| {
                let reached = rows.row(window.min[1])..=rows.row(window.max[1]);
                reached.map(move |row| (row, number))
            })
        });
        rows
    }

    fn row(&self, y: f32) -> usize {
        // Out of range is clamped, and so is what is no number.
        (((y - self.top) / self.height) as usize).min(ROWS - 1)
    }

    /// The numbers of the boxes that reach into the band at a height.
    pub(super) fn at(&self, y: f32) -> &[u32] {
        self.chunks.of(self.row(y))
    }
}
