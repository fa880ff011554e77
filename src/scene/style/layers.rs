//! The layers of the map in painting order: what geometry, how it is painted, and at which widths
//! and magnifications.
//!
//! Geometry is named by class, by pairs of classes or by a set of lines, never by stance: another
//! grouping of the same regions is another list of classes.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::super::color::Color;
use super::super::hatch::Pattern;
use super::super::theme::Theme;
use super::{MarkerStyle, PatternSizes, Size, Style};

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
    /// The regions of a class that lie over others.
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
        sets: Vec<usize>,
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
        /// Laid under a name inside its region, where a pattern would run through the letters.
        #[serde(skip_serializing_if = "Option::is_none")]
        plate: Option<Color>,
        /// How far that reaches beyond the letters, px.
        margin: f64,
        /// Height of capitals, times the type size.
        cap_height: f64,
    },
}

/// How lines are drawn: with round joins and butt ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stroke {
    /// Their colour.
    #[serde(rename = "stroke")]
    pub color: Color,
    /// CSS px.
    pub width: Size,
    /// Length of a dash and of a gap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dash: Option<[Size; 2]>,
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
            is_hairline: false,
        }
    }

    fn hairline(color: Color, width: Size) -> Self {
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
    /// Whether the spacing is rounded to whole px.
    pub snaps: bool,
}

impl PatternFill {
    /// From line to line in a figure of a width, px; finer where a plain pattern may have `most` at
    /// the most.
    pub fn spacing(&self, width_px: f64, most: f64) -> f64 {
        let spacing = self.sizes.spacing.at(width_px).min(most) * self.scale[0];
        match self.snaps {
            true => spacing.round(),
            false => spacing,
        }
    }

    /// Of a line, or of a dot's side, in a figure of a width, px.
    pub fn width(&self, width_px: f64) -> f64 {
        self.sizes.width.at(width_px) * self.scale[1]
    }
}

impl Serialize for PatternFill {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("PatternFill", 8)?;
        out.serialize_field("angles", self.pattern.angles_deg())?;
        out.serialize_field("origin", &self.pattern.origin_px())?;
        out.serialize_field("period", &self.pattern.period())?;
        out.serialize_field("ink", &self.ink)?;
        out.serialize_field("spacing", &self.sizes.spacing)?;
        out.serialize_field("width", &self.sizes.width)?;
        out.serialize_field("scale", &self.scale)?;
        out.serialize_field("snaps", &self.snaps)?;
        out.end()
    }
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

impl Marks {
    fn of(pattern: Pattern, ink: Color, style: &MarkerStyle) -> Self {
        let short = |x: f64| (x * 1e3).round() / 1e3;
        let lines = lines_on_disc(pattern, style).into_iter();
        Self {
            ink,
            width: short(style.mark_width),
            lines: lines.map(|line| line.map(short)).collect(),
        }
    }
}

fn lines_on_disc(pattern: Pattern, style: &MarkerStyle) -> Vec<[f64; 4]> {
    let off = match pattern {
        Pattern::Cross => style.crossed_mark_offset,
        _ => style.mark_offset,
    };
    if pattern == Pattern::Dots {
        let half = style.dot;
        let dots = [(-off, 0.0), (off, 0.0), (0.0, -off), (0.0, off)];
        return dots.map(|(x, y)| [x - half, y, x + half, y]).to_vec();
    }
    // Two chords a direction, one on each side of the centre.
    let half = (1.0 - off * off).max(0.0).sqrt() * style.mark_length;
    let chords = pattern.angles_deg().iter().flat_map(|angle| {
        let (sin, cos) = angle.to_radians().sin_cos();
        [-off, off].map(|off| {
            let (x, y) = (-off * sin, off * cos);
            [
                x - half * cos,
                y - half * sin,
                x + half * cos,
                y + half * sin,
            ]
        })
    });
    chords.collect()
}

/// A disc below the disc of a marker that is pointed at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Halo {
    /// Its colour.
    pub fill: Color,
    /// How far it reaches beyond the marker's, px.
    pub beyond: f64,
}

impl Style {
    /// The layers of the map in a theme, the lowest first.
    pub fn layers(&self, theme: Theme) -> Vec<Layer> {
        let own = self.theme(theme);
        let classes = || 0..own.classes.len();
        let mut layers = Vec::new();
        let mut add = |drawn| {
            layers.push(Layer {
                drawn,
                from_width: None,
                to_scale: None,
            });
        };
        for class in classes() {
            let (fill, pattern) = (own.class(class).fill, self.pattern(theme, class));
            add(Drawn::Areas {
                class,
                fill,
                pattern,
            });
        }
        for class in classes() {
            let (fill, pattern) = (own.class(class).fill, self.pattern(theme, class));
            add(Drawn::Overlays {
                class,
                fill,
                pattern,
            });
        }
        for class in classes() {
            let style = own.class(class);
            if let Some(color) = style.outline {
                add(Drawn::Coasts {
                    class,
                    stroke: Stroke::hairline(color, self.coast(theme)),
                    least_px2: match style.outlines_islets {
                        true => 0.0,
                        false => self.islet_px2,
                    },
                });
            }
        }
        // Those in paper first: where they end at others, they end below.
        let paper = own.palette.paper;
        for is_paper in [true, false] {
            let pairs = classes().flat_map(|a| (a..own.classes.len()).map(move |b| [a, b]));
            let mut pairs = pairs
                .filter(|[a, b]| (own.border(*a, *b) == paper) == is_paper)
                .peekable();
            if let Some([a, b]) = pairs.peek().copied() {
                add(Drawn::Borders {
                    pairs: pairs.collect(),
                    stroke: Stroke::hairline(own.border(a, b), self.border(theme)),
                });
            }
        }
        let width = self.border(theme).times(self.disputed.width);
        if own.disputed_casing > 0.0 {
            add(Drawn::Lines {
                sets: vec![0, 1],
                stroke: Stroke::solid(paper, width.plus(2.0 * own.disputed_casing)),
            });
        }
        let dotted = [width, Size::level(self.disputed.dot_gap)];
        for (set, dash) in [self.disputed.dashes.map(Size::level), dotted]
            .into_iter()
            .enumerate()
        {
            add(Drawn::Lines {
                sets: vec![set],
                stroke: Stroke {
                    dash: Some(dash),
                    ..Stroke::solid(own.palette.disputed, width)
                },
            });
        }
        let leader = self.marker.leader;
        if own.leader_casing > 0.0 {
            let width = Size::level(leader + 2.0 * own.leader_casing);
            add(Drawn::Leaders {
                stroke: Stroke::solid(paper, width),
            });
        }
        add(Drawn::Leaders {
            stroke: Stroke::solid(own.palette.leader, Size::level(leader)),
        });
        for class in classes() {
            let style = own.class(class);
            add(Drawn::Markers {
                class,
                fill: style.fill,
                ring: own.border(class, class),
                ring_width: self.marker_ring(),
                marks: style
                    .hatch
                    .map(|hatch| Marks::of(hatch.pattern, hatch.ink, &self.marker)),
            });
        }
        layers.extend(self.name_layers(theme));
        layers
    }

    fn name_layers(&self, theme: Theme) -> [Layer; 3] {
        let (own, label) = (self.theme(theme), &self.label);
        let class = label.class;
        let style = own.class(class);
        let line = |color, width| Drawn::NameLines {
            class,
            stroke: Stroke::solid(color, Size::level(width)),
        };
        let names = Drawn::Names {
            class,
            ink: own.palette.ink,
            inside: own.label_inside,
            plate: style.hatch.map(|_| style.fill),
            margin: label.margin,
            cap_height: label.cap_height,
        };
        [
            line(own.palette.paper, label.halo),
            line(style.fill, label.hairline),
            names,
        ]
        .map(|drawn| Layer {
            drawn,
            from_width: Some(label.from_width),
            to_scale: Some(label.to_scale),
        })
    }

    /// The pattern of a class in a theme, if it has one.
    pub fn pattern(&self, theme: Theme, class: usize) -> Option<PatternFill> {
        let hatch = self.theme(theme).class(class).hatch?;
        Some(PatternFill {
            pattern: hatch.pattern,
            ink: hatch.ink,
            sizes: self.pattern,
            scale: [hatch.spacing, hatch.width],
            snaps: hatch.snaps,
        })
    }

    /// What is drawn round a region that is pointed at, and round one that has the focus, the lowest first.
    pub fn outlines(&self, theme: Theme) -> [[Stroke; 2]; 2] {
        let palette = &self.theme(theme).palette;
        [self.pointing.hover, self.pointing.focus].map(|[below, above]| {
            [(palette.paper, below), (palette.focus, above)]
                .map(|(color, width)| Stroke::solid(color, Size::level(width)))
        })
    }

    /// The discs below a marker that is pointed at, the lowest first.
    pub fn halos(&self, theme: Theme) -> [Halo; 2] {
        let palette = &self.theme(theme).palette;
        let [below, above] = self.pointing.halo;
        [(palette.paper, below), (palette.focus, above)].map(|(fill, beyond)| Halo { fill, beyond })
    }
}
