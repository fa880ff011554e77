//! How much of a shape may be hidden, and what it costs to hide more.

/// How much a disc hides of a shape whose stance it shows: it keeps the colour, and hides the outline.
pub(super) const SAME_STANCE: f64 = 0.5;

/// What is hidden of a shape, px².
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hiding {
    /// By discs with their rings. Those of the shape's own stance count [`SAME_STANCE`] as much.
    pub(super) discs: f64,
    /// By how much more those cover.
    same: f64,
    /// By leaders.
    pub(super) leaders: f64,
}

impl Hiding {
    /// With `px2` more under discs, of the shape's own stance or not.
    pub(super) fn and_disc(self, px2: f64, is_same: bool) -> Self {
        let weight = if is_same { SAME_STANCE } else { 1.0 };
        Self {
            discs: self.discs + weight * px2,
            same: self.same + (1.0 - weight) * px2,
            ..self
        }
    }

    /// With `px2` more under leaders.
    pub(super) fn and_leader(self, px2: f64) -> Self {
        Self {
            leaders: self.leaders + px2,
            ..self
        }
    }

    pub(super) fn all(self) -> f64 {
        self.discs + self.same + self.leaders
    }
}

/// What may be hidden of a shape, px².
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// By discs.
    pub(super) discs: f64,
    /// By discs and leaders together.
    pub(super) all: f64,
    /// The shape's area.
    pub(super) area: f64,
    /// Cost of hiding a whole shape.
    pub(super) weight: f64,
}

impl Limit {
    pub(super) fn cost(&self, hiding: Hiding) -> f64 {
        self.excess(hiding.discs - self.discs) + self.excess(hiding.all() - self.all)
    }

    fn excess(&self, px2: f64) -> f64 {
        if px2 <= 0.0 {
            0.0
        } else {
            self.weight * (0.4 + (px2 / self.area).min(1.0))
        }
    }

    /// What it costs to come from `now` to `then`.
    pub(super) fn step(&self, now: Hiding, then: Hiding) -> f64 {
        if then.discs.max(now.discs) <= self.discs && then.all().max(now.all()) <= self.all {
            0.0
        } else {
            self.cost(then) - self.cost(now)
        }
    }
}
