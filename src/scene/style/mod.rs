//! Style: every rule of how the map is drawn, as fields of one value that each map carries.
//!
//! Takes a theme and the width of a figure; gives colours, sizes and the [`Layer`]s of the map in
//! painting order. SVG, PNG and stills are composed by them, and page data hands them to the live
//! map. Nothing else decides a colour, a width, a dash or an order.

mod layers;
mod order;
mod size;
#[cfg(test)]
mod tests;
mod themes;

use serde::{Deserialize, Serialize};

use super::theme::Theme;
pub use layers::{Drawn, Halo, Layer, Marks, PatternFill, Stroke, Swatch};
pub use size::{Size, BREAKPOINTS};
pub use themes::{BorderTone, ClassStyle, Hatch, Palette, ThemeStyle};

/// How everything is drawn. Lengths are CSS px unless they say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    /// By theme, in the order of [`Theme::ALL`].
    pub themes: [ThemeStyle; 4],
    /// Left and right of everything.
    pub pad: Size,
    /// Type sizes round the map.
    pub text: TextSizes,
    /// The tally bar and the legend's swatches.
    pub bar: BarStyle,
    /// Width of a country border.
    pub border: Size,
    /// Width of a border between two regions of a class that has its own.
    pub own_border: f64,
    /// Width of an outline, coast or border, that is not as heavy as other borders.
    pub coast: f64,
    /// Borders and coasts grow with the map's magnification: to how many times their width, and by which
    /// magnification.
    pub growth: [f64; 2],
    /// Width of the outline of those that have a vote on a map of a body that not all are in.
    pub seat: Size,
    /// That outline would hide a smaller island, px².
    pub seat_islet_px2: f64,
    /// The coast of a smaller island would hide more than it shows, px².
    pub islet_px2: f64,
    /// A border or coast that is less than so many device px wide is drawn one device px wide where a
    /// browser paints it: several times as fast.
    pub hairline_device_px: f64,
    /// Lines and dots of patterns.
    pub pattern: PatternSizes,
    /// Disputed lines.
    pub disputed: DisputedStyle,
    /// Markers of small members.
    pub marker: MarkerStyle,
    /// Names on the map.
    pub label: LabelStyle,
    /// Insets of a map of the world.
    pub inset: InsetStyle,
    /// What points at a country.
    pub pointing: PointingStyle,
}

/// Insets of a map of the world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InsetStyle {
    /// Wider figures have none, unless the document asks for them.
    pub below_width: f64,
    /// Narrower figures have the first above the others, wider ones beside them.
    pub stacked_below: f64,
    /// Width of the lines round an inset, and round its place on the world.
    pub frame: f64,
}

/// Type sizes round the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TextSizes {
    /// The title.
    pub title: Size,
    /// The subtitle.
    pub subtitle: Size,
    /// The legend.
    pub legend: Size,
    /// Notes and source.
    pub note: Size,
}

/// The tally bar and the legend's swatches.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BarStyle {
    /// Of the bar.
    pub height: Size,
    /// Between two segments.
    pub gap: f64,
    /// Segments and swatches show so many lines of a pattern, or as many as the map's spacing allows.
    pub lines: f64,
    /// Width of the line round a fill that is close to the paper.
    pub outline: f64,
    /// The side of a swatch in the page.
    pub swatch: f64,
    /// Width of the bracket over those in favour.
    pub bracket: f64,
    /// From the bracket's line down to the bar.
    pub drop: f64,
    /// Type size of numerals, times the legend's.
    pub numeral: f64,
}

/// Lines and dots of patterns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternSizes {
    /// From line to line, or dot to dot: finer on a phone.
    pub spacing: Size,
    /// Of a line; the side of a dot.
    pub width: Size,
}

/// Disputed lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DisputedStyle {
    /// Of dashes.
    pub width: f64,
    /// Length and gap of dashes.
    pub dashes: [f64; 2],
    /// Diameter and gap of dots.
    pub dots: [f64; 2],
    /// How far the paper below dashes and dots reaches beyond them.
    pub casing: f64,
    /// Edges of a line that lie within this distance of lines drawn before are left out.
    pub apart: f64,
    /// Outlines of areas that are less across are left out.
    pub across: f64,
}

impl DisputedStyle {
    /// Width of what a line covers, with its casing, px.
    pub fn widest(&self) -> f64 {
        self.width.max(self.dots[0]) + 2.0 * self.casing
    }
}

/// Markers of members too small to see.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkerStyle {
    /// Without the ring.
    pub diameter: Size,
    /// Width of the ring, times the diameter. Two discs are kept at least this far apart.
    pub ring: f64,
    /// Width of a thin ring.
    pub thin_ring: f64,
    /// Width of a leader, in ink.
    pub leader: f64,
    /// How far its casing, in paper, reaches beyond it on either side.
    pub leader_casing: f64,
    /// One of a pattern's marks runs through the centre: the distance of the other two from it, times the radius.
    pub mark_offset: f64,
    /// Crossing marks leave the centre free: their distance from it, times the radius.
    pub crossed_mark_offset: f64,
    /// Length of a mark, times the chord it lies on.
    pub mark_length: f64,
    /// Width of a mark, times the radius.
    pub mark_width: f64,
}

impl MarkerStyle {
    /// Width of a leader with its casing.
    pub fn cased_leader(&self) -> f64 {
        self.leader + 2.0 * self.leader_casing
    }
}

/// Names on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelStyle {
    /// The class whose members are named.
    pub class: usize,
    /// With more names than this the map has none: it would be a list.
    pub most: usize,
    /// Type size.
    pub size: Size,
    /// Narrower figures have no names.
    pub from_width: f64,
    /// A map that is magnified more has no names.
    pub to_scale: f64,
    /// Free space round a name.
    pub margin: f64,
    /// Width of the line to a name's country.
    pub hairline: f64,
    /// Width of the paper below it.
    pub halo: f64,
    /// Height of capitals, times the type size.
    pub cap_height: f64,
    /// The same of small letters.
    pub x_height: f64,
}

/// What points at a country: outlines, targets, the card.
///
/// In page data the outlines are strokes of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PointingStyle {
    /// Widths of the outline of a pointed or pinned country: paper below, the focus colour above. The half that
    /// lies outside the shape is seen.
    #[serde(skip)]
    pub hover: [f64; 2],
    /// Widths of the outline of what has the keyboard's focus.
    #[serde(skip)]
    pub focus: [f64; 2],
    /// How far the two tones reach beyond the disc of a marker.
    #[serde(skip)]
    pub halo: [f64; 2],
    /// A country with a marker that covers less has no outline of its own, px².
    pub outlined_px2: f64,
    /// What has the focus and is smaller gets a circle of this diameter.
    pub circle: f64,
    /// The circle's distance from what it surrounds.
    pub circle_gap: f64,
    /// All but the isolated class fades to this opacity.
    pub faded: f64,
    /// Beyond what is painted, the nearest small region within this distance is meant.
    pub near: f64,
    /// A region whose shapes cover less is small, px².
    pub small_px2: f64,
    /// A finger's target is at least this wide.
    pub finger: f64,
    /// What covers less is not seen, px².
    pub visible_px2: f64,
    /// On maps wider than any breakpoint layout, a member that covers less has a marker, px².
    pub carries_itself_px2: f64,
    /// Free space between a card and its region.
    pub card_gap: f64,
    /// Between a card and the pointer.
    pub card_pointer: f64,
    /// Between a card and the edges of what can be seen.
    pub card_margin: f64,
    /// On narrower maps the card of a pinned country stands at the map's lower edge.
    pub card_docks_below: f64,
}

impl Style {
    /// The style of a theme.
    pub fn theme(&self, theme: Theme) -> &ThemeStyle {
        let [light, dark, light_contrast, dark_contrast] = &self.themes;
        match theme {
            Theme::Light => light,
            Theme::Dark => dark,
            Theme::LightContrast => light_contrast,
            Theme::DarkContrast => dark_contrast,
        }
    }

    /// The swatches of a theme, by class.
    pub fn swatches(&self, theme: Theme) -> Vec<Swatch> {
        let ThemeStyle {
            palette, classes, ..
        } = self.theme(theme);
        let classes = classes.iter().enumerate();
        classes
            .map(|(class, own)| Swatch {
                fill: own.fill,
                pattern: self.pattern(theme, class).map(PatternFill::without_inset),
                outline: own.outline,
                ink: own.ink(palette),
            })
            .collect()
    }

    /// Width of a border in a theme.
    pub fn border(&self, theme: Theme) -> Size {
        self.border.times_each(self.theme(theme).line_weight)
    }

    /// Width of a coast in a theme.
    pub fn coast(&self, theme: Theme) -> Size {
        match self.theme(theme).heavy_coasts {
            true => self.border(theme),
            false => Size::level(self.coast),
        }
    }

    /// Radius of a marker without its ring.
    pub fn marker_radius(&self) -> Size {
        self.marker.diameter.times(0.5)
    }

    /// Width of the ring round a marker.
    pub fn marker_ring(&self) -> Size {
        self.marker.diameter.times(self.marker.ring)
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            themes: Theme::ALL.map(ThemeStyle::of),
            pad: Size([8.0, 16.0, 16.0, 16.0]),
            // Type grows slower than the figure, and goes on growing slowly beyond 960 px.
            text: TextSizes {
                title: Size::growing(21.0, 30.0),
                subtitle: Size::growing(14.5, 17.0),
                legend: Size::growing(13.5, 15.0),
                note: Size::growing(11.5, 12.5),
            },
            bar: BarStyle {
                height: Size([20.0, 20.0, 20.0, 40.0]),
                gap: 2.0,
                lines: 3.0,
                outline: 0.75,
                swatch: 13.0,
                bracket: 1.0,
                drop: 6.0,
                numeral: 0.88,
            },
            border: Size::growing(0.4, 0.6),
            own_border: 0.7,
            coast: 0.75,
            growth: [1.1 / 0.6, 8.0],
            // Small neighbours lose half of it.
            seat: Size::rising(0.8, 1.25),
            seat_islet_px2: 30.0,
            islet_px2: 3.0,
            hairline_device_px: 1.5,
            pattern: PatternSizes {
                spacing: Size::rising(3.4, 5.0),
                width: Size::rising(0.8, 1.1),
            },
            disputed: DisputedStyle {
                width: 0.9,
                dashes: [4.0, 2.5],
                dots: [1.2, 2.4],
                casing: 0.5,
                apart: 2.0,
                across: 12.0,
            },
            marker: MarkerStyle {
                diameter: Size([4.0, 5.0, 7.0, 7.0]),
                ring: 1.0 / 7.0,
                thin_ring: 0.6,
                leader: 0.6,
                leader_casing: 0.5,
                mark_offset: 0.56,
                crossed_mark_offset: 0.6,
                mark_length: 0.96,
                mark_width: 0.24,
            },
            label: LabelStyle {
                class: 3,
                most: 8,
                size: Size::growing(10.0, 11.5),
                from_width: 720.0,
                to_scale: 1.001,
                margin: 2.5,
                hairline: 0.5,
                halo: 2.0,
                cap_height: 0.71,
                x_height: 0.54,
            },
            inset: InsetStyle {
                below_width: 700.0,
                stacked_below: 560.0,
                frame: 0.75,
            },
            pointing: PointingStyle {
                hover: [4.0, 2.5],
                focus: [6.0, 3.5],
                outlined_px2: 40.0,
                halo: [2.6, 1.6],
                circle: 24.0,
                circle_gap: 3.0,
                faded: 0.16,
                near: 12.0,
                small_px2: 100.0,
                finger: 24.0,
                visible_px2: 6.0,
                carries_itself_px2: 12.0,
                card_gap: 8.0,
                card_pointer: 14.0,
                card_margin: 4.0,
                card_docks_below: 560.0,
            },
        }
    }
}
