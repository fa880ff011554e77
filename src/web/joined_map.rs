//! A map that is joined in the page, from GeoJSON and a table; and whole figures as files.

use std::collections::HashMap;

use js_sys::{Array, Uint8Array};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::error::{Error, ErrorKind};
use crate::input::Document;
use crate::locale::{all_alpha2, Category, Locale, Plurals};
use crate::page::{self, PageData};
use crate::paint::{self, FineGrid, PlottersSurface};
use crate::scene::{compose_figure, Options, Scene, Theme};
use crate::search::Search;
use crate::view::{Tracer, WIDTH};
use crate::web::Viewer;
use crate::{words, StanceMap};

/// Largest side of a canvas that every browser grants, device px (Safari on iPhones is the
/// strictest: 16,777,216 px in all).
const MAX_SIDE_PX: f64 = 16_384.0;
const MAX_AREA_PX2: f64 = 16_777_216.0;

/// The files that a map document names, as it names them: fetch them, then make a [`JoinedMap`].
///
/// # Errors
/// A document that can't be read, in words.
#[wasm_bindgen(js_name = filesOf)]
pub fn files_of(name: &str, document: &[u8]) -> Result<Vec<String>, JsError> {
    Ok(Document::parse(name, document)?.files())
}

/// The two-letter codes of all places: the page asks the browser for their names and gives them to
/// [`JoinedMap::set_language`].
#[wasm_bindgen(js_name = placeCodes)]
pub fn place_codes() -> Vec<String> {
    all_alpha2().map(str::to_owned).collect()
}

/// A joined map: makes page data and an atlas for the viewer, and paints whole figures.
#[wasm_bindgen]
pub struct JoinedMap {
    map: StanceMap,
    /// Made when first asked, and again for each language.
    search: Option<Search>,
}

#[wasm_bindgen]
impl JoinedMap {
    /// Joins the document called `name` with the files it names: `names` as [`files_of`] gave
    /// them, `contents` a `Uint8Array` each.
    ///
    /// # Errors
    /// Whatever is wrong in one of the files, in words.
    #[wasm_bindgen(constructor)]
    pub fn new(
        name: &str,
        document: &[u8],
        names: Vec<String>,
        contents: Array,
    ) -> Result<JoinedMap, JsError> {
        let files: HashMap<String, Vec<u8>> = names
            .into_iter()
            .zip(contents.iter())
            .map(|(name, bytes)| (name, Uint8Array::new(&bytes).to_vec()))
            .collect();
        let map = StanceMap::load_document(Document::parse(name, document)?, None, |file| {
            files.get(file).cloned().ok_or_else(|| {
                Error::new(ErrorKind::Io, file, "was not fetched", "reload the page")
            })
        })?;
        Ok(Self { map, search: None })
    }

    /// BCP 47 language of the document.
    #[wasm_bindgen(getter)]
    pub fn lang(&self) -> String {
        self.map.document.lang.clone()
    }

    /// Sets the map's language: `file` is the message file called `name`, `categories` the plural
    /// categories of 0 to 199, `places` an object that names places by their codes as
    /// [`place_codes`] gives them. Without a file the language is English. Compose again what was
    /// composed before.
    ///
    /// # Errors
    /// What is wrong in the file.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(
        &mut self,
        name: &str,
        file: Option<Vec<u8>>,
        categories: Vec<String>,
        places: &str,
    ) -> Result<(), JsError> {
        self.search = None;
        let Some(file) = file else {
            self.map.locale = Locale::english()?;
            return Ok(());
        };
        let plurals = Plurals::new(|n| {
            let word = categories.get(n).map_or("other", String::as_str);
            Category::parse(word).unwrap_or(Category::Other)
        });
        self.map.locale = Locale::parse(name, &file, plurals, serde_json::from_str(places)?)?;
        Ok(())
    }

    /// The page data of the map, with markers and names for a figure `width_px` wide, as JSON.
    ///
    /// # Errors
    /// None in practice: page data is plain data.
    #[wasm_bindgen(js_name = pageData)]
    pub fn page_data(&self, width_px: f64) -> Result<String, JsError> {
        Ok(serde_json::to_string(&PageData::new(
            &self.map,
            &[width_px],
        ))?)
    }

    /// Markers and names for a figure of another width, as JSON.
    ///
    /// # Errors
    /// None in practice: a layout is plain data.
    #[wasm_bindgen(js_name = breakpointLayout)]
    pub fn breakpoint_layout(&self, width_px: f64, theme: &str) -> Result<String, JsError> {
        let Options { width_px, theme } = options(width_px, theme)?;
        let layout = page::breakpoint_layout(&self.map, width_px, theme);
        Ok(serde_json::to_string(&layout)?)
    }

    /// The map's shapes.
    pub fn viewer(&self) -> Viewer {
        let (fitted, _) = self.map.fitted(WIDTH);
        let class_of = self.map.regions.iter().map(|region| region.stance as u8);
        let overlays: Vec<u16> = page::overlays(&self.map)
            .map(|overlay| overlay.0 as u16)
            .collect();
        let atlas = page::joined_atlas(&self.map);
        Tracer::new(atlas, fitted, class_of.collect(), &overlays).into()
    }

    /// In sentences, why the map must not be drawn; empty for a map that is right.
    pub fn errors(&self) -> Vec<String> {
        self.map.errors()
    }

    /// What the map shows, as CSV.
    pub fn csv(&self) -> String {
        self.map.csv()
    }

    /// The codes of at most `most` regions that a reader may mean by `query`, the likeliest first.
    pub fn find(&mut self, query: &str, most: usize) -> Vec<String> {
        let map = &self.map;
        if self.search.is_none() {
            self.search = Search::new(map, |region| words::name(map, region)).ok();
        }
        let search = self.search.as_ref();
        let found = search.map_or_else(Vec::new, |search| search.find(query, most));
        found.into_iter().filter_map(|r| self.code(r)).collect()
    }

    /// Paints the whole figure on `canvas`, which gets its size from it.
    ///
    /// # Units
    /// `width_px`: CSS px, 320 to 3840. `scale`: device pixels a CSS px.
    ///
    /// # Errors
    /// Arguments out of range, by name; a picture larger than browsers can make.
    #[wasm_bindgen(js_name = paintFigure)]
    pub fn paint_figure(
        &self,
        canvas: &HtmlCanvasElement,
        width_px: f64,
        scale: f64,
        theme: &str,
    ) -> Result<(), JsError> {
        let options = figure_options(width_px, theme)?;
        if !(scale > 0.0 && scale.is_finite()) {
            return Err(JsError::new(&format!(
                "scale: {scale} is no size; give a number above 0, such as 2"
            )));
        }
        let scene = compose_figure(&self.map, &options);
        let (width, height) = (scene.width * scale, scene.height * scale);
        if width.max(height) > MAX_SIDE_PX || width * height > MAX_AREA_PX2 {
            return Err(JsError::new(&format!(
                "scale: {scale} makes a picture of {width:.0} × {height:.0} px, more than browsers can draw; choose a smaller one"
            )));
        }
        on_canvas(&scene, canvas, scale)
    }

    /// The whole figure as SVG.
    ///
    /// # Errors
    /// Arguments out of range, by name.
    #[wasm_bindgen(js_name = figureSvg)]
    pub fn figure_svg(&self, width_px: f64, theme: &str) -> Result<String, JsError> {
        let scene = compose_figure(&self.map, &figure_options(width_px, theme)?);
        Ok(paint::svg(&scene)?)
    }
}

impl JoinedMap {
    fn code(&self, region: usize) -> Option<String> {
        Some(self.map.regions.get(region)?.iso3.clone())
    }
}

fn options(width_px: f64, theme: &str) -> Result<Options, JsError> {
    let theme = Theme::parse(theme)
        .ok_or_else(|| JsError::new(&format!("theme: \"{theme}\" is none; give light or dark")))?;
    Ok(Options { width_px, theme })
}

/// For exports, which are not squeezed into range silently.
fn figure_options(width_px: f64, theme: &str) -> Result<Options, JsError> {
    if (320.0..=3840.0).contains(&width_px) {
        options(width_px, theme)
    } else {
        Err(JsError::new(&format!(
            "width: {width_px} is out of range; choose 320 to 3840 px"
        )))
    }
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
