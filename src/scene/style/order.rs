//! Which layers a style has in a theme, in painting order.

use super::super::color::Color;
use super::super::pattern::Pattern;
use super::super::theme::Theme;
use super::layers::{Drawn, Halo, Layer, Marks, PatternFill, Stroke};
use super::{BorderTone, MarkerStyle, Size, Style, ThemeStyle};

impl Style {
    /// The layers of the map in a theme, the lowest first. `seats` are the numbers of the regions that have a vote,
    /// where not all have.
    pub fn layers(&self, theme: Theme, seats: &[usize]) -> Vec<Layer> {
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
                    stroke: self.edge(theme, color, self.coast(theme)),
                    least_px2: match style.outlines_islets {
                        true => 0.0,
                        false => self.islet_px2,
                    },
                });
            }
        }
        for (pairs, stroke) in self.borders(theme) {
            add(Drawn::Borders { pairs, stroke });
        }
        for stroke in [own.palette.paper, own.palette.disputed] {
            for (set, stroke) in self
                .disputed_strokes(stroke, stroke == own.palette.paper)
                .into_iter()
                .enumerate()
            {
                let least = [self.disputed.across, self.disputed.apart];
                add(Drawn::Lines { set, stroke, least });
            }
        }
        if !seats.is_empty() {
            add(Drawn::Seats {
                regions: seats.to_vec(),
                beyond: self.marker_ring().plus_each(self.seat),
                least_px2: self.seat_islet_px2,
                stroke: Stroke::solid(own.palette.ink, self.seat),
            });
        }
        add(Drawn::Frames {
            stroke: Stroke::solid(own.palette.muted, Size::level(self.inset.frame)),
        });
        // A casing makes them visible on any fill.
        let marker = &self.marker;
        for (color, width) in [
            (own.palette.paper, marker.cased_leader()),
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
                ring: style.thin_ring.unwrap_or(own.border(class, class)),
                ring_width: match style.thin_ring {
                    Some(_) => Size::level(self.marker.thin_ring),
                    None => self.marker_ring(),
                },
                // A disc has no room for dots.
                marks: style
                    .hatch
                    .filter(|hatch| hatch.pattern != Pattern::Dots)
                    .map(|hatch| Marks::of(hatch.pattern, hatch.ink, &self.marker)),
            });
        }
        layers.extend(self.name_layers(theme));
        layers
    }

    /// Pairs of classes by the stroke of their borders. Those in paper come first: where they end at others, they end
    /// below.
    fn borders(&self, theme: Theme) -> Vec<(Vec<[usize; 2]>, Stroke)> {
        let own = self.theme(theme);
        let classes = own.classes.len();
        let pairs = (0..classes).flat_map(|a| (a..classes).map(move |b| [a, b]));
        let mut layers: [Option<(Vec<[usize; 2]>, Stroke)>; 4] = Default::default();
        for pair in pairs {
            let (rank, stroke) = self.border_between(theme, own, pair);
            if let Some(layer) = layers.get_mut(rank) {
                layer.get_or_insert((Vec::new(), stroke)).0.push(pair);
            }
        }
        layers.into_iter().flatten().collect()
    }

    /// How the border between two classes is drawn, and over how many others.
    fn border_between(
        &self,
        theme: Theme,
        own: &ThemeStyle,
        [a, b]: [usize; 2],
    ) -> (usize, Stroke) {
        let [one, other] = [a, b].map(|class| own.class(class));
        let is_plain = own.border_tone == BorderTone::Outstanding;
        if let Some(color) = one.outline.or(other.outline).filter(|_| !is_plain) {
            return (3, self.edge(theme, color, self.coast(theme)));
        }
        if let Some(color) = one.own_border.filter(|_| a == b) {
            return (2, Stroke::solid(color, Size::level(self.own_border)));
        }
        let color = own.border(a, b);
        let rank = usize::from(color != own.palette.paper);
        (rank, self.edge(theme, color, self.border(theme)))
    }

    /// A border or coast: heavy ones are never thinned.
    fn edge(&self, theme: Theme, color: Color, width: Size) -> Stroke {
        match self.theme(theme).heavy_coasts {
            true => Stroke::solid(color, width),
            false => Stroke::hairline(color, width),
        }
    }

    /// Dashes and dots, wider and longer by their casing where that is meant.
    fn disputed_strokes(&self, color: Color, is_casing: bool) -> [Stroke; 2] {
        let style = &self.disputed;
        let casing = if is_casing { style.casing } else { 0.0 };
        let stroke = |width: f64| Stroke::solid(color, Size::level(width + 2.0 * casing));
        let ([on, off], [dot, gap]) = (style.dashes, style.dots);
        [
            Stroke {
                dash: Some([on + 2.0 * casing, off - 2.0 * casing]),
                phase: is_casing.then_some(casing),
                ..stroke(style.width)
            },
            Stroke {
                dash: Some([0.0, dot + gap]),
                is_round: true,
                ..stroke(dot)
            },
        ]
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
            line(own.palette.ink, label.hairline),
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
            snap: hatch.snap,
            inset: match hatch.pattern {
                // Dots lie wholly inside.
                Pattern::Dots => Size::default(),
                _ => self.theme(theme).pattern_inset,
            },
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
    // Three chords in one direction, or two in each of two.
    let offsets: &[f64] = match pattern {
        Pattern::Cross => &[-off, off],
        _ => &[-off, 0.0, off],
    };
    let chords = pattern.angles_deg().iter().flat_map(|angle| {
        let (sin, cos) = libm::sincos(angle.to_radians());
        offsets.iter().map(move |off| {
            let half = (1.0 - off * off).max(0.0).sqrt() * style.mark_length;
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
