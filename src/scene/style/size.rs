//! A length that depends on the width of the figure, and the same in CSS.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Widths of the figure between which sizes change in straight lines, CSS px. The first is the
/// narrowest figure, the last the widest: others have the sizes of these.
pub const BREAKPOINTS: [f64; 4] = [320.0, 600.0, 960.0, 3840.0];

/// A length by the width of the figure: its values at [`BREAKPOINTS`], CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size(pub [f64; 4]);

impl Size {
    /// The same at every width.
    pub const fn level(px: f64) -> Self {
        Self([px; 4])
    }

    /// A straight line from 320 to 960 px, and twice the value of 960 px at 3840 px: type and what
    /// goes with it.
    pub(super) const fn growing(narrow: f64, middle: f64) -> Self {
        let at_600 = narrow + (middle - narrow) * (280.0 / 640.0);
        Self([narrow, at_600, middle, 2.0 * middle])
    }

    /// A straight line from 320 to 960 px, level beyond.
    pub(super) const fn rising(narrow: f64, middle: f64) -> Self {
        let at_600 = narrow + (middle - narrow) * (280.0 / 640.0);
        Self([narrow, at_600, middle, middle])
    }

    /// The value in a figure of a width within [`BREAKPOINTS`].
    pub fn at(self, width_px: f64) -> f64 {
        let mut value = self.0[0];
        for (x, y) in BREAKPOINTS.windows(2).zip(self.0.windows(2)) {
            if let (&[x0, x1], &[y0, y1]) = (x, y) {
                value += (y1 - y0) * ((width_px - x0) / (x1 - x0)).clamp(0.0, 1.0);
            }
        }
        // What is a short number stays one: a last digit could put a line beyond the edge of a pixel.
        let short = short(value);
        match (value - short).abs() < 1e-12 {
            true => short,
            false => value,
        }
    }

    /// So many times as long.
    pub fn times(self, factor: f64) -> Self {
        Self(self.0.map(|px| px * factor))
    }

    /// As many times as long as another says.
    pub(super) fn times_each(self, factor: Self) -> Self {
        let [a, b, c, d] = self.0;
        let [of_a, of_b, of_c, of_d] = factor.0;
        Self([a * of_a, b * of_b, c * of_c, d * of_d])
    }

    /// Longer by another.
    pub(super) fn plus_each(self, other: Self) -> Self {
        let ([a, b, c, d], [p, q, r, s]) = (self.0, other.0);
        Self([a + p, b + q, c + r, d + s])
    }

    /// Longer by so many px.
    pub fn plus(self, px: f64) -> Self {
        Self(self.0.map(|own| own + px))
    }

    /// The value in CSS, where `100cqw` is the width of the figure.
    pub fn css(self) -> String {
        let mut terms = vec![format!("{}px", short(self.0[0]))];
        for (x, y) in BREAKPOINTS.windows(2).zip(self.0.windows(2)) {
            if let (&[x0, x1], &[y0, y1]) = (x, y) {
                let slope = (y1 - y0) / (x1 - x0);
                if slope != 0.0 {
                    let beyond = format!("clamp(0px, 100cqw - {x0}px, {}px)", x1 - x0);
                    terms.push(format!("{beyond} * {slope:.7}"));
                }
            }
        }
        match terms.as_slice() {
            [only] => only.clone(),
            terms => format!("calc({})", terms.join(" + ")),
        }
    }
}

/// To four decimals: what is written out is then short.
fn short(px: f64) -> f64 {
    (px * 1e4).round() / 1e4
}

impl Serialize for Size {
    /// One number where it is level, else the four.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let values = self.0.map(short);
        match values {
            [px, a, b, c] if [a, b, c] == [px; 3] => px.serialize(serializer),
            values => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Size {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Values {
            Level(f64),
            Each([f64; 4]),
        }
        Ok(match Values::deserialize(deserializer)? {
            Values::Level(px) => Self::level(px),
            Values::Each(px) => Self(px),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_that_of_its_breakpoints_and_lies_between_them_on_straight_lines() {
        let size = Size([1.0, 3.0, 2.0, 10.0]);
        for (width, px) in [
            (320.0, 1.0),
            (460.0, 2.0),
            (600.0, 3.0),
            (780.0, 2.5),
            (2400.0, 6.0),
            (3840.0, 10.0),
        ] {
            assert!((size.at(width) - px).abs() < 1e-12, "{width}");
        }
    }

    #[test]
    fn beyond_the_outermost_breakpoints_a_size_is_level() {
        let size = Size([1.0, 3.0, 2.0, 10.0]);
        assert_eq!((size.at(10.0), size.at(9000.0)), (1.0, 10.0));
    }

    #[test]
    fn css_names_each_slope_once() {
        assert_eq!(Size::level(2.5).css(), "2.5px");
        assert_eq!(
            Size([8.0, 16.0, 16.0, 16.0]).css(),
            "calc(8px + clamp(0px, 100cqw - 320px, 280px) * 0.0285714)"
        );
    }
}
