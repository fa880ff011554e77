//! Paint: a [`Scene`] becomes calls on a [`Surface`]: SVG, PDF, or a plotters backend. It decides nothing.

mod bridge;
mod fine_grid;
#[cfg(feature = "cli")]
mod metadata;
#[cfg(feature = "cli")]
mod pdf;
mod plotters;
#[cfg(feature = "cli")]
mod png;
#[cfg(test)]
#[cfg(feature = "cli")]
mod same_picture;
pub(crate) mod svg;

use crate::error::Result;
use crate::scene::{Area, Disc, Item, Rect, Scene, Strokes, Text};

pub use self::plotters::PlottersSurface;
pub use bridge::bridge;
pub use fine_grid::FineGrid;
#[cfg(feature = "cli")]
pub use metadata::{Boundaries, Metadata, Resolution};
#[cfg(feature = "cli")]
pub use pdf::pdf;
#[cfg(feature = "cli")]
pub use png::{png_from_svg, raster_from_svg, Fonts, Picture};
#[cfg(feature = "cli")]
pub use svg::svg_with;
pub use svg::{svg, SvgSurface};

/// Where a scene is painted. One call an item, in painting order.
pub trait Surface {
    /// Before anything else: size, paper, title, description.
    ///
    /// # Errors
    /// When the surface can't be drawn on; the same holds for every call.
    fn begin(&mut self, scene: &Scene) -> Result<()>;
    /// Items until the matching [`end_group`](Self::end_group) belong together. Groups don't nest.
    ///
    /// # Errors
    /// When the surface refuses.
    fn begin_group(&mut self, name: &str) -> Result<()>;
    /// Closes the group.
    ///
    /// # Errors
    /// When the surface refuses.
    fn end_group(&mut self) -> Result<()>;
    /// Fills polygons.
    ///
    /// # Errors
    /// When the surface refuses.
    fn area(&mut self, area: &Area) -> Result<()>;
    /// Strokes lines.
    ///
    /// # Errors
    /// When the surface refuses.
    fn strokes(&mut self, strokes: &Strokes) -> Result<()>;
    /// Fills a disc and its ring.
    ///
    /// # Errors
    /// When the surface refuses.
    fn disc(&mut self, disc: &Disc) -> Result<()>;
    /// Fills a rectangle.
    ///
    /// # Errors
    /// When the surface refuses.
    fn rect(&mut self, rect: &Rect) -> Result<()>;
    /// Writes one line of text.
    ///
    /// # Errors
    /// When the surface refuses.
    fn text(&mut self, text: &Text) -> Result<()>;
    /// After the last item.
    ///
    /// # Errors
    /// When the surface refuses.
    fn end(&mut self) -> Result<()>;
}

/// Paints `scene` on `surface`.
///
/// # Errors
/// The first error of the surface.
pub fn paint(scene: &Scene, surface: &mut impl Surface) -> Result<()> {
    surface.begin(scene)?;
    for group in &scene.groups {
        surface.begin_group(group.name)?;
        items(&group.items, surface)?;
        surface.end_group()?;
    }
    surface.end()
}

/// Paints items one after the other.
pub(crate) fn items(items: &[Item], surface: &mut impl Surface) -> Result<()> {
    items.iter().try_for_each(|item| match item {
        Item::Area(area) => surface.area(area),
        Item::Strokes(strokes) => surface.strokes(strokes),
        Item::Disc(disc) => surface.disc(disc),
        Item::Rect(rect) => surface.rect(rect),
        Item::Text(text) => surface.text(text),
    })
}

/// The scene's paper as a rectangle of its size, if it has one.
pub(crate) fn ground(scene: &Scene) -> Option<Rect> {
    scene.paper.map(|fill| Rect {
        x: 0.0,
        y: 0.0,
        width: scene.width,
        height: scene.height,
        fill,
    })
}
