//! Compose: decides how the map is drawn. Takes a joined map, a theme and a width; gives a [`Scene`], a
//! display list in CSS px with every colour, size and position resolved, for SVG, PNG and stills. The
//! live map gets the same [`Layer`]s of the [`Style`] as page data and traces its geometry itself.

mod base;
#[cfg(feature = "cli")]
mod card;
pub mod color;
mod composer;
mod dash;
mod disputed;
mod figure;
mod figure_text;
mod fill;
mod hatch;
pub mod hit;
mod inset;
mod labels;
mod layout;
mod map;
pub mod markers;
mod names;
mod navigation;
mod numerals;
mod options;
mod panels;
mod pattern;
mod pen;
#[cfg(feature = "cli")]
mod shaped;
mod spread;
mod style;
mod tally;
mod text;
mod theme;
mod vote_bar;

use crate::geo::{PlanarPolygon, Point};
use crate::stance::{Kind, Stance};
#[cfg(feature = "cli")]
pub use card::compose_card;
pub use color::Color;
#[cfg(feature = "cli")]
pub(crate) use composer::PATTERNS;
pub use figure::{compose_figure, compose_page_figure, FigureParts, Frame};
pub(crate) use figure_text::page_text;
#[cfg(feature = "cli")]
pub(crate) use figure_text::still_text;
pub use figure_text::{figure_text, FigureText, LegendEntry};
pub use hit::HitIndex;
pub use layout::Layout;
#[cfg(feature = "cli")]
pub(crate) use map::compose_base;
pub use map::{compose_map, Footnote, MapScene, NotePlace};
pub(crate) use map::{MapLayout, VISIBLE_PX2};
pub use markers::Marker;
pub use navigation::{ArrowKey, SpatialNavigation};
pub use options::Options;
pub use panels::{Arrangement, Panel, Panels};
pub use pattern::Pattern;
#[cfg(feature = "cli")]
pub use shaped::compose_in_shape;
pub use spread::{LabelPlace, Spread};
pub use style::{
    BarStyle, BorderTone, ClassStyle, DisputedStyle, Drawn, Halo, Hatch, InsetStyle, LabelStyle,
    Layer, MarkerStyle, Marks, Palette, PatternFill, PatternSizes, PointingStyle, Size, Stroke,
    Style, Swatch, TextSizes, ThemeStyle, BREAKPOINTS,
};
pub(crate) use text::space_after;
pub(crate) use text::Script;
pub use theme::Theme;
#[cfg(feature = "cli")]
pub(crate) use vote_bar::FROM;
pub use vote_bar::{BarSegment, VoteBar};

/// The display list: groups of items in painting order.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// CSS px.
    pub width: f64,
    /// CSS px.
    pub height: f64,
    /// The accessible name: `<title>` in SVG.
    pub title: String,
    /// The summary in words: `<desc>` in SVG.
    pub description: String,
    /// BCP 47 language of the texts.
    pub lang: String,
    /// Painted under everything; `None` leaves the ground as it is.
    pub paper: Option<Color>,
    /// In painting order.
    pub groups: Vec<Group>,
}

/// Items that belong together: `countries`, `borders`, `markers`, `legend` …
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// A lower-case name; the `id` of the group in SVG, so unique in a scene.
    pub name: &'static str,
    /// In painting order.
    pub items: Vec<Item>,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Polygons with holes (a country, a coarse outline).
    Area(Area),
    /// Lines of one colour and width (borders, hatches, dashes, leaders).
    Strokes(Strokes),
    /// A disc (a marker).
    Disc(Disc),
    /// An upright rectangle (bar segment, swatch).
    Rect(Rect),
    /// One line of text.
    Text(Text),
}

/// Which country an item stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The region's key.
    pub iso3: String,
    /// The stance it shows.
    pub stance: Stance,
    /// What it is.
    pub kind: Kind,
    /// In words, for a title: "Tuvalu: co-sponsored, voted yes".
    pub words: String,
}

/// Filled polygons; holes are holes.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The country, if it stands for one.
    pub tag: Option<Tag>,
    /// Disjoint polygons in px.
    pub polygons: Vec<PlanarPolygon>,
    /// One flat colour; patterns are items of their own.
    pub fill: Color,
}

/// Polylines of one style, with round joins and butt ends. Hatches and dashes come as short lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Strokes {
    /// Each with two points or more; closed if the last equals the first.
    pub lines: Vec<Vec<Point>>,
    /// The colour.
    pub color: Color,
    /// CSS px.
    pub width: f64,
    /// Whether what a browser draws may be one device px wide where it is little more.
    pub is_hairline: bool,
}

/// A filled circle with an optional ring around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Disc {
    /// The country, if it stands for one.
    pub tag: Option<Tag>,
    /// Centre.
    pub center: Point,
    /// CSS px, without the ring.
    pub radius: f64,
    /// The colour.
    pub fill: Color,
    /// Colour and width (CSS px) of the ring drawn outside the disc, under it.
    pub ring: Option<(Color, f64)>,
}

/// A filled rectangle.
#[derive(Debug, Clone, PartialEq)]
pub struct Rect {
    /// Left, CSS px.
    pub x: f64,
    /// Top, CSS px.
    pub y: f64,
    /// CSS px.
    pub width: f64,
    /// CSS px.
    pub height: f64,
    /// The colour.
    pub fill: Color,
}

/// One of the three bundled Latin faces. Lines of other scripts are set in the sans of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// Headlines: a bold serif.
    SerifBold,
    /// Running text.
    Sans,
    /// Counts and lead-ins.
    SansBold,
}

/// Where `x` is on a line of text, as it stands on the page, whichever way it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Left,
    /// At its middle.
    Middle,
    /// At its right end.
    Right,
}

/// One line of text on its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// CSS px.
    pub x: f64,
    /// The baseline, CSS px.
    pub y: f64,
    /// As it reads.
    pub text: String,
    /// The face.
    pub font: Font,
    /// CSS px.
    pub size: f64,
    /// The colour.
    pub color: Color,
    /// What `x` means.
    pub anchor: Anchor,
}
