//! The layers of the map in painting order: which geometry, how it is painted, and at which widths
//! and magnifications.
//!
//! Geometry is named by class, by pairs of classes or by a set of lines, never by stance: another
//! grouping of the same regions is another list of classes.

use serde::de::Error as _;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::color::Color;
use super::super::pattern::Pattern;
use super::{PatternSizes, Size};

/// One step of painting the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// What is painted, and how.
    #[serde(flatten)]
    pub drawn: Drawn,
    /// Narrower figures don't show it, CSS px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_width: Option<f64>,
    /// A map that is magnified more doesn't show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_scale: Option<f64>,
}

/// What a layer paints.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Drawn {
    /// The regions of a class that lie side by side.
    Areas {
        /// By its place in the list of classes.
        class: usize,
        /// Their colour.
        fill: Color,
        /// What lies over it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pattern: Option<PatternFill>,
    },
    /// The overlay areas of a class.
    Overlays {
        /// As for areas.
        class: usize,
        /// Their colour.
        fill: Color,
        /// What lies over it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pattern: Option<PatternFill>,
    },
    /// The coasts of a class.
    Coasts {
        /// As for areas.
        class: usize,
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
        /// Smaller islands have none, px².
        least_px2: f64,
    },
    /// Borders between regions.
    Borders {
        /// Of these classes, the lower one first.
        pairs: Vec<[usize; 2]>,
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
    },
    /// Lines that the policy names.
    Lines {
        /// 0 for dashed ones, 1 for dotted ones.
        set: usize,
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
        /// See [`DisputedStyle::across`](super::DisputedStyle::across) and
        /// [`DisputedStyle::apart`](super::DisputedStyle::apart).
        least: [f64; 2],
    },
    /// Lines round regions but for disputed borders, and discs below their markers.
    Seats {
        /// By their numbers.
        regions: Vec<usize>,
        /// How far a disc reaches beyond the disc of a marker.
        beyond: Size,
        /// Smaller islands have none, px².
        least_px2: f64,
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
    },
    /// Round insets, and round what they show on the main map.
    Frames {
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
    },
    /// From moved markers to their regions.
    Leaders {
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
    },
    /// The markers of a class: discs with a ring below them.
    Markers {
        /// As for areas.
        class: usize,
        /// Of the disc.
        fill: Color,
        /// Colour of the ring.
        ring: Color,
        /// Its width.
        ring_width: Size,
        /// What lies on the disc.
        #[serde(skip_serializing_if = "Option::is_none")]
        marks: Option<Marks>,
    },
    /// From names over sea to their regions.
    NameLines {
        /// As for areas.
        class: usize,
        /// How.
        #[serde(flatten)]
        stroke: Stroke,
    },
    /// Names.
    Names {
        /// As for areas.
        class: usize,
        /// Of names over sea.
        ink: Color,
        /// Of names inside their regions.
        inside: Color,
        /// Painted under a name inside its region, where a pattern would run through the letters.
        #[serde(skip_serializing_if = "Option::is_none")]
        backing: Option<Color>,
        /// How far that reaches beyond the letters, px.
        margin: f64,
        /// Height of capitals, times the type size.
        cap_height: f64,
    },
}

/// How lines are drawn: with round joins, and butt ends unless dashes are dots.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stroke {
    /// Their colour.
    #[serde(rename = "stroke")]
    pub color: Color,
    /// CSS px.
    pub width: Size,
    /// Length of a dash and of a gap, CSS px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dash: Option<[f64; 2]>,
    /// How far into the first dash a line begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<f64>,
    /// Whether dashes, of no length, are round dots.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_round: bool,
    /// Whether a browser draws it one device px wide where it is little more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_hairline: bool,
}

impl Stroke {
    /// A solid line.
    pub(crate) fn solid(color: Color, width: Size) -> Self {
        Self {
            color,
            width,
            dash: None,
            phase: None,
            is_round: false,
            is_hairline: false,
        }
    }

    pub(super) fn hairline(color: Color, width: Size) -> Self {
        Self {
            is_hairline: true,
            ..Self::solid(color, width)
        }
    }
}

/// A pattern over a flat fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternFill {
    /// Which.
    pub pattern: Pattern,
    /// Its colour.
    pub ink: Color,
    /// Spacing and width of a plain pattern.
    pub sizes: PatternSizes,
    /// Times that spacing and that width.
    pub scale: [f64; 2],
    /// The spacing is a multiple of so many px; 0 for any.
    pub snap: f64,
    /// How far from the edge of the shape lines end, px.
    pub inset: Size,
}

impl PatternFill {
    /// From line to line in a figure of a width, px; finer where a plain pattern may have `most` at
    /// the most.
    pub fn spacing(&self, width_px: f64, most: f64) -> f64 {
        let spacing = self.sizes.spacing.at(width_px).min(most) * self.scale[0];
        match self.snap > 0.0 {
            true => ((spacing / self.snap).round() * self.snap).max(self.snap),
            false => spacing,
        }
    }

    /// Of a line, or of a dot's side, in a figure of a width, px.
    pub fn width(&self, width_px: f64) -> f64 {
        let width = self.sizes.width.at(width_px) * self.scale[1];
        match self.pattern {
            Pattern::Dots => width.round().max(1.0),
            _ => width,
        }
    }

    /// For rectangles, which show the pattern up to their edge.
    pub(super) fn without_inset(self) -> Self {
        Self {
            inset: Size::level(0.0),
            ..self
        }
    }
}

impl Serialize for PatternFill {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("PatternFill", 9)?;
        out.serialize_field("angles", self.pattern.angles_deg())?;
        out.serialize_field("origin", &self.pattern.origin_px())?;
        out.serialize_field("period", &self.pattern.period())?;
        out.serialize_field("ink", &self.ink)?;
        out.serialize_field("spacing", &self.sizes.spacing)?;
        out.serialize_field("width", &self.sizes.width)?;
        out.serialize_field("scale", &self.scale)?;
        out.serialize_field("snap", &self.snap)?;
        if self.inset != Size::level(0.0) {
            out.serialize_field("inset", &self.inset)?;
        }
        out.end()
    }
}

impl<'de> Deserialize<'de> for PatternFill {
    /// As it is serialized: the directions of the lines say which pattern it is.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            angles: Vec<f64>,
            ink: Color,
            spacing: Size,
            width: Size,
            scale: [f64; 2],
            snap: f64,
            #[serde(default)]
            inset: Size,
        }
        let Fields {
            angles,
            ink,
            spacing,
            width,
            scale,
            snap,
            inset,
        } = Fields::deserialize(deserializer)?;
        let mut patterns = Pattern::ALL.into_iter();
        let pattern = patterns.find(|pattern| pattern.angles_deg() == angles);
        Ok(Self {
            pattern: pattern.ok_or_else(|| D::Error::custom("no pattern has these angles"))?,
            ink,
            sizes: PatternSizes { spacing, width },
            scale,
            snap,
            inset,
        })
    }
}

/// A rectangle in the style of a class: a segment of the bar, a swatch of the legend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Swatch {
    /// Its colour.
    pub fill: Color,
    /// The pattern over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<PatternFill>,
    /// The line round it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline: Option<Color>,
    /// Of numerals on its colour.
    pub ink: Color,
}

/// A few marks on the disc of a marker, which leave its centre free: a map's pattern would miss so
/// small a shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Marks {
    /// Their colour.
    pub ink: Color,
    /// Times the radius.
    pub width: f64,
    /// `x, y, x, y` each, on a disc of radius 1 round 0, 0.
    pub lines: Vec<[f64; 4]>,
}

/// A disc below the disc of a marker that is pointed at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Halo {
    /// Its colour.
    pub fill: Color,
    /// How far it reaches beyond the marker's, px.
    pub beyond: f64,
}
