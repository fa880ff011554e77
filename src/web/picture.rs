//! Paints a figure but for its map on a canvas; the page paints the map, by the viewer's paths.

use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::paint::{self, FineGrid, PlottersSurface};
use crate::scene::{FigureParts, Frame, Scene};

/// Largest side of a canvas that every browser grants, device px (Safari on iPhones is the
/// strictest: 16,777,216 px in all).
const MAX_SIDE_PX: f64 = 16_384.0;
const MAX_AREA_PX2: f64 = 16_777_216.0;

/// Paints title, bar, legend and notes on `canvas`, which gets its size from them; gives where the
/// map's top left belongs, `[x, y]` in CSS px. `parts` are [`FigureParts`] as JSON.
///
/// # Units
/// `scale`: device pixels a CSS px.
///
/// # Errors
/// Arguments out of range, by name; a picture larger than browsers can make.
#[wasm_bindgen(js_name = paintFrame)]
pub fn paint_frame(
    canvas: &HtmlCanvasElement,
    parts: &str,
    scale: f64,
) -> Result<Vec<f64>, JsError> {
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(JsError::new(&format!(
            "scale: {scale} is no size; give a number above 0, such as 2"
        )));
    }
    let parts: FigureParts = serde_json::from_str(parts)?;
    let Frame { scene, map_at, .. } = Frame::compose(parts);
    let (width, height) = (scene.width * scale, scene.height * scale);
    if width.max(height) > MAX_SIDE_PX || width * height > MAX_AREA_PX2 {
        return Err(JsError::new(&format!(
            "scale: {scale} makes a picture of {width:.0} × {height:.0} px, more than browsers can draw; choose a smaller one"
        )));
    }
    on_canvas(&scene, canvas, scale)?;
    Ok(vec![map_at.x, map_at.y])
}

/// Gives `canvas` the scene's size in device pixels and paints the scene on it. Setting the size
/// also clears it.
fn on_canvas(scene: &Scene, canvas: &HtmlCanvasElement, scale: f64) -> Result<(), JsError> {
    let device = |px: f64| (px * scale).round().clamp(1.0, MAX_SIDE_PX) as u32;
    canvas.set_width(device(scene.width));
    canvas.set_height(device(scene.height));
    let refused = || JsError::new("the browser grants no canvas to draw on");
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into().ok())
        .ok_or_else(refused)?;
    let unit = 1.0 / f64::from(FineGrid::<CanvasBackend>::UNITS);
    context
        .set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0)
        .map_err(|_| refused())?;
    context.set_line_join("round");
    let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(refused)?;
    Ok(paint::paint(
        scene,
        &mut PlottersSurface::fine(backend, scale),
    )?)
}
