//! A drawing backend with a finer grid: plotters draws in whole pixels, which are too coarse for a
//! border.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

type DrawingResult<DB> = Result<(), DrawingErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Wraps a backend whose own transform shrinks everything to 1/[`UNITS`](Self::UNITS), such as a
/// canvas after `context.scale(1/16, 1/16)`: reports a size 16 times as large, and passes calls on
/// unchanged. A figure painted in its units is then exact to 1/16 of a device pixel.
#[derive(Debug)]
pub struct FineGrid<DB>(DB);

impl<DB> FineGrid<DB> {
    /// Grid units a device pixel, along each axis.
    pub const UNITS: u32 = 16;

    /// Wraps a backend that is already scaled.
    pub fn new(scaled: DB) -> Self {
        Self(scaled)
    }
}

impl<DB: DrawingBackend> DrawingBackend for FineGrid<DB> {
    type ErrorType = DB::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.0.get_size();
        (
            width.saturating_mul(Self::UNITS),
            height.saturating_mul(Self::UNITS),
        )
    }

    fn ensure_prepared(&mut self) -> DrawingResult<DB> {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> DrawingResult<DB> {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> DrawingResult<DB> {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> DrawingResult<DB> {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> DrawingResult<DB> {
        self.0.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawingResult<DB> {
        self.0.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> DrawingResult<DB> {
        self.0.fill_polygon(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> DrawingResult<DB> {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> DrawingResult<DB> {
        self.0.draw_text(text, style, pos)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        self.0.estimate_text_size(text, style)
    }
}
