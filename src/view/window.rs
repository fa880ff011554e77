//! An upright box of map space.

/// An upright box, map units, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Left and top.
    pub min: [f32; 2],
    /// Right and bottom.
    pub max: [f32; 2],
}

impl Window {
    pub(super) const EMPTY: Self = Self {
        min: [f32::INFINITY; 2],
        max: [f32::NEG_INFINITY; 2],
    };

    pub(super) fn add(&mut self, [x, y]: [f32; 2]) {
        let ([left, top], [right, bottom]) = (self.min, self.max);
        self.min = [left.min(x), top.min(y)];
        self.max = [right.max(x), bottom.max(y)];
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        let ([a, b], [c, d]) = (self.min, self.max);
        let ([e, f], [g, h]) = (other.min, other.max);
        a <= g && e <= c && b <= h && f <= d
    }

    /// What both have in common.
    pub(super) fn shared(&self, other: &Self) -> Option<Self> {
        let ([a, b], [c, d]) = (self.min, self.max);
        let ([e, f], [g, h]) = (other.min, other.max);
        self.meets(other).then(|| Self {
            min: [a.max(e), b.max(f)],
            max: [c.min(g), d.min(h)],
        })
    }

    /// Distance to a point outside; 0 inside.
    pub(super) fn distance(&self, [x, y]: [f32; 2]) -> f32 {
        let ([left, top], [right, bottom]) = (self.min, self.max);
        let dx = (left - x).max(x - right).max(0.0);
        let dy = (top - y).max(y - bottom).max(0.0);
        (dx * dx + dy * dy).sqrt()
    }

    /// Whether the segment a–b has a point in the box: it is cut to the box side by side.
    ///
    /// # References
    /// Y.-D. Liang, B. A. Barsky, "A New Concept and Method for Line Clipping" (1984).
    pub(super) fn is_crossed(&self, a: [f32; 2], b: [f32; 2]) -> bool {
        let ([ax, ay], [dx, dy]) = (a, [b[0] - a[0], b[1] - a[1]]);
        let ([left, top], [right, bottom]) = (self.min, self.max);
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for (along, room) in [
            (-dx, ax - left),
            (dx, right - ax),
            (-dy, ay - top),
            (dy, bottom - ay),
        ] {
            if along == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if along < 0.0 {
                enter = enter.max(room / along);
            } else {
                leave = leave.min(room / along);
            }
        }
        enter <= leave
    }
}
