//! Which layers a style has in a theme, in painting order.

use super::super::color::Color;
use super::super::pattern::Pattern;
use super::super::theme::Theme;
use super::layers::{Drawn, Halo, Layer, Marks, PatternFill, Stroke};
use super::{MarkerStyle, Size, Style};

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
        add(Drawn::Frames {
            stroke: Stroke::solid(own.palette.leader, Size::level(self.inset.frame)),
        });
        // A casing makes them visible on any fill.
        let marker = &self.marker;
        for (color, width) in [
            (paper, marker.cased_leader()),
            (own.palette.ink, marker.leader),
        ] {
            add(Drawn::Leaders {
                stroke: Stroke::solid(color, Size::level(width)),
            });
        }
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
            backing: style.hatch.map(|_| style.fill),
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
