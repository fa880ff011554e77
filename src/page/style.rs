//! The map's style, resolved for a page: layers in painting order, and the numbers for pointing,
//! outlines and the card.

use std::collections::BTreeMap;

use serde::Serialize;

use super::breakpoint::{breakpoint_layouts, BreakpointLayout};
use crate::map::StanceMap;
use crate::scene::{
    BarStyle, Drawn, Halo, Layer, Palette, PointingStyle, Size, Stroke, Style, Swatch, Theme,
    BREAKPOINTS,
};

/// How the page paints. Sizes are numbers, or lists of them by [`Self::breakpoints`]. CSS px.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageStyle {
    /// Widths of the figure between which sizes change in straight lines.
    pub breakpoints: [f64; 4],
    /// Sizes of the figure as custom properties of CSS.
    pub css: BTreeMap<&'static str, String>,
    /// By the words of the themes.
    pub themes: BTreeMap<&'static str, PageTheme>,
    /// Left and right of everything.
    pub pad: Size,
    /// The tally bar and swatches.
    pub bar: BarStyle,
    /// Radius of a marker.
    pub radius: Size,
    /// See [`Style::hairline_device_px`].
    pub hairline: f64,
    /// Type size of names.
    pub label: Size,
    /// See [`Style::growth`].
    pub growth: [f64; 2],
    /// What points at a region.
    pub pointing: PointingStyle,
}

/// One palette.
#[derive(Debug, Clone, Serialize)]
pub struct PageTheme {
    /// Of what is no class.
    pub colors: Palette,
    /// The map, the lowest layer first.
    pub layers: Vec<Layer>,
    /// Round a region that is pointed at or pinned, the lowest first.
    pub hover: [Stroke; 2],
    /// Round a region that has the keyboard's focus.
    pub focus: [Stroke; 2],
    /// Below the disc of a marker that is pointed at.
    pub halos: [Halo; 2],
    /// By class: segments of the bar, and swatches.
    pub swatches: Vec<Swatch>,
    /// Markers and names by width, where patterns and heavier lines ask for others than in the light theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layouts: Option<Vec<BreakpointLayout>>,
}

impl PageStyle {
    /// All of the style of `map` that a page needs. Themes that have layouts of their own have none yet.
    pub fn new(map: &StanceMap) -> Self {
        let style = &map.style;
        let used = |class: usize| map.regions.iter().any(|r| r.stance as usize == class);
        let overlaid = |class: usize| {
            let mut regions = map.regions.iter().filter(|r| r.kind.is_overlay());
            regions.any(|r| r.stance as usize == class)
        };
        let themes = Theme::ALL.map(|theme| {
            let mut own = PageTheme::new(style, theme, &map.seats());
            own.keep_used(&used, &overlaid);
            own.layouts = theme.is_high_contrast().then(Vec::new);
            (theme.as_str(), own)
        });
        Self {
            breakpoints: BREAKPOINTS,
            css: css(style).into(),
            themes: themes.into(),
            pad: style.pad,
            bar: style.bar,
            radius: style.marker_radius(),
            hairline: style.hairline_device_px,
            label: style.label.size,
            growth: style.growth,
            pointing: style.pointing,
        }
    }

    /// Adds layouts for figures of some widths, CSS px, where a theme has its own.
    pub fn add_layouts(&mut self, map: &StanceMap, widths: &[f64]) {
        for theme in Theme::ALL {
            let own = self.themes.get_mut(theme.as_str());
            if let Some(layouts) = own.and_then(|own| own.layouts.as_mut()) {
                *layouts = breakpoint_layouts(map, widths, theme);
            }
        }
    }
}

/// The sizes of a figure as custom properties of CSS, by name: of the live figure and of the still.
pub(crate) fn css(style: &Style) -> [(&'static str, String); 6] {
    let text = &style.text;
    [
        ("pad", style.pad),
        ("title", text.title),
        ("subtitle", text.subtitle),
        ("legend", text.legend),
        ("note", text.note),
        ("bar", style.bar.height),
    ]
    .map(|(name, size)| (name, size.css()))
}

impl PageTheme {
    fn new(style: &Style, theme: Theme, seats: &[usize]) -> Self {
        let own = style.theme(theme);
        let [hover, focus] = style.outlines(theme);
        Self {
            colors: own.palette,
            layers: style.layers(theme, seats),
            hover,
            focus,
            halos: style.halos(theme),
            swatches: style.swatches(theme),
            layouts: None,
        }
    }

    /// Leaves out the layers of classes that no region has.
    fn keep_used(&mut self, used: &dyn Fn(usize) -> bool, overlaid: &dyn Fn(usize) -> bool) {
        self.layers.retain_mut(|layer| match &mut layer.drawn {
            Drawn::Overlays { class, .. } => overlaid(*class),
            Drawn::Areas { class, .. }
            | Drawn::Coasts { class, .. }
            | Drawn::Markers { class, .. }
            | Drawn::NameLines { class, .. }
            | Drawn::Names { class, .. } => used(*class),
            Drawn::Borders { pairs, .. } => {
                pairs.retain(|pair| pair.iter().all(|class| used(*class)));
                !pairs.is_empty()
            }
            Drawn::Lines { .. }
            | Drawn::Seats { .. }
            | Drawn::Frames { .. }
            | Drawn::Leaders { .. } => true,
        });
    }
}
