//! Cuts what was traced along a box.

use super::trace::Trace;
use super::window::Window;

impl Trace {
    /// What lies in a box: of rings, whose parts are joined along it, or of lines.
    ///
    /// # References
    /// I. E. Sutherland, G. W. Hodgman, "Reentrant Polygon Clipping" (1974).
    #[inline(never)]
    pub(super) fn clipped(self, frame: &Window, is_closed: bool) -> Self {
        let mut all = self;
        for side in 0..4 {
            let axis = side % 2;
            // Above the least value of the axis, or below the greatest.
            let (sign, ends) = if side < 2 {
                (1.0, frame.min)
            } else {
                (-1.0, frame.max)
            };
            let room = |p: [f32; 2]| sign * (pick(p, axis) - pick(ends, axis));
            let mut out = Self::default();
            let mut start = 0;
            for end in &all.ends {
                let points = all.coords.get(start..*end as usize).unwrap_or_default();
                start = *end as usize;
                let last = points.last_chunk().filter(|_| is_closed);
                let mut before: Option<[f32; 2]> = last.copied();
                for point in points.chunks_exact(2) {
                    let &[x, y] = point else { continue };
                    let now = room([x, y]);
                    if let Some([px, py]) = before.replace([x, y]) {
                        let was = room([px, py]);
                        if (was < 0.0) != (now < 0.0) {
                            let t = was / (was - now);
                            out.push([px + (x - px) * t, py + (y - py) * t]);
                            if now < 0.0 && !is_closed {
                                out.end(2);
                            }
                        }
                    }
                    if now >= 0.0 {
                        out.push([x, y]);
                    }
                }
                out.end(2);
            }
            all = out;
        }
        all
    }
}

fn pick([x, y]: [f32; 2], axis: usize) -> f32 {
    if axis == 0 {
        x
    } else {
        y
    }
}
