//! Paints a scene through a plotters backend: the canvas of the PNG that is made in the page, behind a
//! [`FineGrid`](super::FineGrid). Everything becomes whole grid units; polygons with holes become one ring.

use plotters::style::{Color as _, RGBColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle,
};

use super::{bridge, ground, FineGrid, Surface};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::Point;
use crate::scene::{Anchor, Area, Color, Disc, Font, Rect, Scene, Script, Strokes, Text};

/// From the baseline up to the middle of the em box, in em: half of what ascent and descent of
/// the bundled faces (1069 and 293 units, the same in all three) differ by, scaled to one em.
///
/// plotters knows no baseline, only top, centre and bottom, and a canvas's `middle` is the middle
/// of the em box. Where the reader's machine has another face, text sits off by at most 0.03 em
/// (Liberation, DejaVu; measured in Chromium).
const MIDDLE_EM: f64 = (1069.0 - 293.0) / (1069.0 + 293.0) / 2.0;

/// Farthest that a coordinate may be from 0, in grid units, so that sums of two stay in range.
const FARTHEST: f64 = (1 << 29) as f64;

/// A [`Surface`] on a plotters backend.
pub struct PlottersSurface<DB> {
    backend: DB,
    units_per_px: f64,
}

impl<DB: DrawingBackend<ErrorType: 'static>> PlottersSurface<DB> {
    /// Paints on `backend`.
    ///
    /// # Units
    /// `units_per_px`: whole units of the backend a CSS px. The smaller it is, the coarser the
    /// picture: below 8 borders begin to wobble.
    pub fn new(backend: DB, units_per_px: f64) -> Self {
        Self {
            backend,
            units_per_px,
        }
    }

    /// The backend, to draw more on.
    pub fn into_backend(self) -> DB {
        self.backend
    }

    fn unit(&self, px: f64) -> i32 {
        // In range after clamping; NaN becomes 0.
        (px * self.units_per_px).round().clamp(-FARTHEST, FARTHEST) as i32
    }

    fn point(&self, point: Point) -> BackendCoord {
        (self.unit(point.x), self.unit(point.y))
    }

    /// The points on the grid, without those that fall together.
    fn path(&self, points: &[Point]) -> Vec<BackendCoord> {
        let finite = points.iter().filter(|p| p.x.is_finite() && p.y.is_finite());
        let mut path: Vec<_> = finite.map(|&p| self.point(p)).collect();
        path.dedup();
        path
    }

    fn fill_circle(&mut self, center: Point, radius: f64, color: Color) -> Result<()> {
        let (center, radius) = (self.point(center), self.unit(radius).max(0).unsigned_abs());
        drawn(
            self.backend
                .draw_circle(center, radius, &rgb(color).filled(), true),
        )
    }
}

impl<DB: DrawingBackend<ErrorType: 'static>> PlottersSurface<FineGrid<DB>> {
    /// Paints on a backend that is already scaled by 1/[`FineGrid::UNITS`].
    ///
    /// # Units
    /// `device_px_per_px`: device pixels a CSS px, 2 on most telephones.
    pub fn fine(scaled: DB, device_px_per_px: f64) -> Self {
        let units = f64::from(FineGrid::<DB>::UNITS);
        Self::new(FineGrid::new(scaled), units * device_px_per_px)
    }
}

impl<DB: DrawingBackend<ErrorType: 'static>> Surface for PlottersSurface<DB> {
    fn begin(&mut self, scene: &Scene) -> Result<()> {
        drawn(self.backend.ensure_prepared())?;
        ground(scene).map_or(Ok(()), |rect| self.rect(&rect))
    }

    fn begin_group(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        Ok(())
    }

    fn area(&mut self, area: &Area) -> Result<()> {
        let style = rgb(area.fill).filled();
        for polygon in &area.polygons {
            let ring = self.path(&bridge(polygon));
            if ring.len() > 2 {
                drawn(self.backend.fill_polygon(ring, &style))?;
            }
        }
        Ok(())
    }

    fn strokes(&mut self, strokes: &Strokes) -> Result<()> {
        let width = self.unit(strokes.width).max(1).unsigned_abs();
        let style = ShapeStyle::from(rgb(strokes.color)).stroke_width(width);
        for line in &strokes.lines {
            let mut path = self.path(line);
            // No backend closes a path: going on to the second point joins the ends.
            if path.len() > 2 && path.first() == path.last() {
                path.extend(path.get(1).copied());
            }
            if path.len() > 1 {
                drawn(self.backend.draw_path(path, &style))?;
            }
        }
        Ok(())
    }

    fn disc(&mut self, disc: &Disc) -> Result<()> {
        if let Some((color, width)) = disc.ring {
            self.fill_circle(disc.center, disc.radius + width, color)?;
        }
        self.fill_circle(disc.center, disc.radius, disc.fill)
    }

    fn rect(&mut self, rect: &Rect) -> Result<()> {
        let upper_left = self.point(Point {
            x: rect.x,
            y: rect.y,
        });
        let far = Point {
            x: rect.x + rect.width,
            y: rect.y + rect.height,
        };
        let lower_right = self.point(far);
        if lower_right.0 <= upper_left.0 || lower_right.1 <= upper_left.1 {
            return Ok(());
        }
        let style = rgb(rect.fill).filled();
        drawn(
            self.backend
                .draw_rect(upper_left, lower_right, &style, true),
        )
    }

    fn text(&mut self, text: &Text) -> Result<()> {
        let style = TextStyle {
            font: text.font,
            script: Script::of(&text.text),
            size: text.size * self.units_per_px,
            color: text.color,
            anchor: text.anchor,
        };
        let middle = Point {
            x: text.x,
            y: text.y - MIDDLE_EM * text.size,
        };
        let middle = self.point(middle);
        drawn(self.backend.draw_text(&text.text, &style, middle))
    }

    fn end(&mut self) -> Result<()> {
        drawn(self.backend.present())
    }
}

/// A line of text as a backend sees it: sizes in grid units, centred on its em box's middle.
///
/// plotters' own style would measure by adding nodes to the page, and panic without a browser.
struct TextStyle {
    font: Font,
    script: Option<Script>,
    size: f64,
    color: Color,
    anchor: Anchor,
}

/// The backend leaves glyphs to plotters, whose own fonts are switched off.
#[derive(Debug)]
struct NoGlyphs;

impl std::fmt::Display for NoGlyphs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this drawing backend writes no text itself")
    }
}

impl std::error::Error for NoGlyphs {}

impl BackendTextStyle for TextStyle {
    type FontError = NoGlyphs;

    fn color(&self) -> BackendColor {
        rgb(self.color).to_backend_color()
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn style(&self) -> FontStyle {
        match self.font {
            Font::Sans => FontStyle::Normal,
            Font::SansBold | Font::SerifBold => FontStyle::Bold,
        }
    }

    fn anchor(&self) -> Pos {
        let horizontal = match self.anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        Pos::new(horizontal, VPos::Center)
    }

    /// plotters-canvas copies it into a CSS `font`, so it may be a list. A Latin face comes first
    /// whatever the script: the first one shows where the middle of the em box is.
    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(match (self.script, self.font) {
            (Some(Script::Arabic), _) => {
                "Noto Sans, Helvetica Neue, Noto Sans Arabic, Segoe UI, Geeza Pro, Arial, sans-serif"
            }
            (Some(Script::Hebrew), _) => {
                "Noto Sans, Helvetica Neue, Noto Sans Hebrew, Segoe UI, Arial Hebrew, Arial, sans-serif"
            }
            (Some(Script::Devanagari), _) => {
                "Noto Sans, Helvetica Neue, Noto Sans Devanagari, Nirmala UI, Kohinoor Devanagari, sans-serif"
            }
            (Some(Script::EastAsian) | None, Font::Sans | Font::SansBold) => {
                "Noto Sans, Helvetica Neue, Arial, sans-serif"
            }
            (Some(Script::EastAsian) | None, Font::SerifBold) => "Noto Serif, Georgia, serif",
        })
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), NoGlyphs> {
        Err(NoGlyphs)
    }

    fn draw<E, DrawFunc: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: DrawFunc,
    ) -> Result<Result<(), E>, NoGlyphs> {
        Err(NoGlyphs)
    }
}

fn rgb(color: Color) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}

fn drawn<E>(result: std::result::Result<(), DrawingErrorKind<E>>) -> Result<()>
where
    E: std::error::Error + Send + Sync + 'static,
{
    result.map_err(|cause| {
        let found = cause.to_string();
        Error::new(ErrorKind::Surface, "drawing surface", found, "").because(cause)
    })
}
