//! The browser's side: the only file that names `wasm_bindgen`, `js_sys`, `web_sys` or
//! `plotters_canvas`. It converts, calls and converts back; what the page shows is decided in
//! [`scene`](crate::scene), what the element does in `www/stance-map.js`.
//!
//! Texts and bytes cross once, when a map is loaded; a pointer event passes numbers only.

use std::cell::OnceCell;
use std::collections::HashMap;

use js_sys::{Array, Uint8Array, JSON};
use plotters_canvas::CanvasBackend;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::error::{Error, ErrorKind};
use crate::geo::Point;
use crate::input::Document;
use crate::join::Region;
use crate::locale::{all_alpha2, Category, Locale, Plurals};
use crate::paint::{self, FineGrid, PlottersSurface};
use crate::scene::{
    compose_bar, compose_emphasis, compose_figure, compose_focus, compose_map, compose_overlay,
    compose_swatch, furniture, place_tooltip, Direction, Furniture, MapScene, Options, Palette,
    Scene, Theme, Walk,
};
use crate::search::Search;
use crate::stance::{Cosponsor, Kind, Stance, Vote};
use crate::{words, StanceMap};

/// Largest side of a canvas that every browser grants, device px (Safari on iPhones is the
/// strictest: 16,777,216 px in all).
const MAX_SIDE_PX: f64 = 16_384.0;
const MAX_AREA_PX2: f64 = 16_777_216.0;

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The files that a map document names, as it names them: fetch them, then make a [`LiveMap`].
///
/// # Errors
/// A document that can't be read, in words.
#[wasm_bindgen(js_name = filesOf)]
pub fn files_of(name: &str, document: &[u8]) -> Result<Vec<String>, JsError> {
    Ok(Document::parse(name, document)?.files())
}

/// The two-letter codes of all places: the page asks the browser for their names and gives them to
/// [`LiveMap::speak`].
#[wasm_bindgen(js_name = placeCodes)]
pub fn place_codes() -> Vec<String> {
    all_alpha2().map(str::to_owned).collect()
}

/// A joined map, and how it is drawn at the element's present size.
#[wasm_bindgen]
pub struct LiveMap {
    map: StanceMap,
    drawn: Option<Drawn>,
    /// Made when first asked, anew for each language.
    search: Option<Search>,
}

struct Drawn {
    options: Options,
    scene: MapScene,
    /// Made at the first arrow key.
    walk: OnceCell<Walk>,
}

/// What the page lays out around the canvas.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    /// Of the map, CSS px.
    width: f64,
    height: f64,
    colors: Palette,
    furniture: Furniture,
}

/// What the element's API and events tell of a region.
#[derive(Serialize)]
struct RegionView<'a> {
    iso3: &'a str,
    name: &'a str,
    kind: Kind,
    stance: Stance,
    vote: Option<Vote>,
    cosponsor: Cosponsor,
}

/// A tooltip's words.
#[derive(Serialize)]
struct RegionWords {
    name: String,
    /// For the swatch.
    stance: Stance,
    /// As the legend calls it.
    label: String,
    /// Whose stance it shows, if not its own.
    part: Option<String>,
    /// Its vote and its sponsorship.
    detail: String,
}

/// One place of the map, for the reading order and the table.
#[derive(Serialize)]
struct Entry<'a> {
    iso3: &'a str,
    name: String,
    /// A screen reader's words.
    spoken: String,
    member: bool,
    stance: Stance,
    group: &'static str,
    /// The table's cells, and what they stand for.
    vote: String,
    voted: Option<Vote>,
    sponsor: String,
    sponsored: Cosponsor,
}

#[wasm_bindgen]
impl LiveMap {
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
    ) -> Result<LiveMap, JsError> {
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
        Ok(Self {
            map,
            drawn: None,
            search: None,
        })
    }

    /// BCP 47 language of the document.
    #[wasm_bindgen(getter)]
    pub fn lang(&self) -> String {
        self.map.document.lang.clone()
    }

    /// Has the map speak another language: `file` is the message file called `name`, `categories`
    /// the plural categories of 0 to 199, `places` an object that names places by their codes as
    /// [`place_codes`] gives them. Without a file it speaks English again. What was composed
    /// before is to be composed anew.
    ///
    /// # Errors
    /// What is wrong in the file.
    pub fn speak(
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

    /// Every place that is drawn, as an array of `{iso3, name, spoken, member, stance, group, vote,
    /// sponsor}`, in the map's language.
    ///
    /// # Errors
    /// Before [`compose`](Self::compose).
    pub fn entries(&self) -> Result<JsValue, JsError> {
        let hits = &self.drawn()?.scene.hits;
        let entries: Vec<Entry> = self
            .map
            .regions
            .iter()
            .enumerate()
            .filter(|(at, _)| hits.anchor(*at).is_some())
            .map(|(_, region)| {
                let [vote, sponsor] = words::cells(&self.map, region);
                Entry {
                    iso3: &region.iso3,
                    name: words::name(&self.map, region),
                    spoken: words::spoken(&self.map, region),
                    member: region.is_member(),
                    stance: region.stance,
                    group: region.group.as_str(),
                    vote,
                    voted: region.vote,
                    sponsor,
                    sponsored: region.cosponsor,
                }
            })
            .collect();
        object(&entries)
    }

    /// In sentences, why the map must not be drawn; empty for a map that is right.
    pub fn errors(&self) -> Vec<String> {
        self.map.errors()
    }

    /// What the join found, as an object.
    ///
    /// # Errors
    /// None in practice: the report is plain data.
    #[wasm_bindgen(getter)]
    pub fn report(&self) -> Result<JsValue, JsError> {
        object(&self.map.report)
    }

    /// The counts, as an object.
    ///
    /// # Errors
    /// None in practice: the tally is plain data.
    #[wasm_bindgen(getter)]
    pub fn tally(&self) -> Result<JsValue, JsError> {
        object(&self.map.tally)
    }

    /// What the map shows, as CSV.
    pub fn csv(&self) -> String {
        self.map.csv()
    }

    /// Composes the map for a figure `width_px` CSS px wide in a palette, `light` or `dark`; what
    /// the page needs to lay out the furniture.
    ///
    /// # Errors
    /// A palette that is none.
    pub fn compose(&mut self, width_px: f64, theme: &str) -> Result<JsValue, JsError> {
        let options = options(width_px, theme)?;
        let scene = compose_map(&self.map, &options);
        let view = object(&View {
            width: scene.scene.width,
            height: scene.scene.height,
            colors: options.theme.palette(),
            furniture: furniture(&self.map, &scene),
        });
        self.drawn = Some(Drawn {
            options,
            scene,
            walk: OnceCell::new(),
        });
        view
    }

    /// Paints the composed map on `canvas`, which gets its size from it.
    ///
    /// # Units
    /// `scale`: device pixels a CSS px.
    ///
    /// # Errors
    /// Before [`compose`](Self::compose); when the canvas refuses.
    #[wasm_bindgen(js_name = paintMap)]
    pub fn paint_map(&self, canvas: &HtmlCanvasElement, scale: f64) -> Result<(), JsError> {
        on_canvas(&self.drawn()?.scene.scene, canvas, scale)
    }

    /// Paints the outlines of `codes` on a transparent `canvas` of the map's size, and the focus
    /// ring round `focused`.
    ///
    /// # Errors
    /// As [`paint_map`](Self::paint_map).
    #[wasm_bindgen(js_name = paintOutlines)]
    pub fn paint_outlines(
        &self,
        canvas: &HtmlCanvasElement,
        scale: f64,
        codes: Vec<String>,
        focused: Option<String>,
    ) -> Result<(), JsError> {
        let Drawn { options, scene, .. } = self.drawn()?;
        let regions: Vec<usize> = codes
            .iter()
            .filter_map(|code| self.map.index_of(code))
            .collect();
        let mut overlay = compose_overlay(&self.map, scene, &regions, options.theme);
        if let Some(region) = focused.and_then(|code| self.map.index_of(&code)) {
            let ring = compose_focus(&self.map, scene, region, options.theme);
            overlay.groups.extend(ring.groups);
        }
        on_canvas(&overlay, canvas, scale)
    }

    /// Paints on a transparent `canvas` of the map's size what belongs to `stances` alone.
    ///
    /// # Errors
    /// As [`paint_map`](Self::paint_map).
    #[wasm_bindgen(js_name = paintEmphasis)]
    pub fn paint_emphasis(
        &self,
        canvas: &HtmlCanvasElement,
        scale: f64,
        stances: Vec<String>,
    ) -> Result<(), JsError> {
        let scene = &self.drawn()?.scene;
        let stances: Vec<Stance> = stances.iter().filter_map(|s| stance(s)).collect();
        let emphasis = compose_emphasis(&self.map, scene, &stances);
        on_canvas(&emphasis, canvas, scale)
    }

    /// Paints the tally bar on `canvas`, which gets its size from it.
    ///
    /// # Errors
    /// As [`paint_map`](Self::paint_map).
    #[wasm_bindgen(js_name = paintBar)]
    pub fn paint_bar(&self, canvas: &HtmlCanvasElement, scale: f64) -> Result<(), JsError> {
        on_canvas(
            &compose_bar(&self.map, &self.drawn()?.options),
            canvas,
            scale,
        )
    }

    /// Paints the look of `stance` on `canvas`, a square of `size_px`.
    ///
    /// # Errors
    /// A stance that is none; else as [`paint_map`](Self::paint_map).
    #[wasm_bindgen(js_name = paintSwatch)]
    pub fn paint_swatch(
        &self,
        canvas: &HtmlCanvasElement,
        scale: f64,
        stance: &str,
        size_px: f64,
    ) -> Result<(), JsError> {
        let stance = self::stance(stance)
            .ok_or_else(|| JsError::new(&format!("stance: \"{stance}\" is none")))?;
        on_canvas(
            &compose_swatch(stance, size_px, &self.drawn()?.options),
            canvas,
            scale,
        )
    }

    /// The code of the region that is meant by pointing at a place of the map, CSS px.
    #[wasm_bindgen(js_name = codeAt)]
    pub fn code_at(&self, x: f64, y: f64) -> Option<String> {
        let region = self.drawn.as_ref()?.scene.hits.at(Point { x, y })?;
        self.code(region)
    }

    /// The code of the region that a finger at a place of the map means, CSS px: small ones are met
    /// within 12 px.
    #[wasm_bindgen(js_name = tappedAt)]
    pub fn tapped_at(&self, x: f64, y: f64) -> Option<String> {
        let region = self.drawn.as_ref()?.scene.hits.tapped(Point { x, y })?;
        self.code(region)
    }

    /// The code of the neighbour of a region to the `left`, `right`, `up` or `down` of the map;
    /// nothing at its edge.
    pub fn step(&self, code: &str, direction: &str) -> Option<String> {
        let direction = Direction::ALL
            .into_iter()
            .find(|known| known.as_str() == direction)?;
        let (from, _) = self.found(code)?;
        let Drawn { scene, walk, .. } = self.drawn.as_ref()?;
        let walk = walk.get_or_init(|| Walk::new(&self.map, scene));
        self.code(walk.step(from, direction)?)
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

    /// `{iso3, name, kind, stance, vote, cosponsor}` of a region; `null` for a code that is none.
    ///
    /// # Errors
    /// None in practice: a region is plain data.
    pub fn region(&self, code: &str) -> Result<JsValue, JsError> {
        self.found(code).map_or(Ok(JsValue::NULL), |(_, region)| {
            object(&RegionView {
                iso3: &region.iso3,
                name: &region.name,
                kind: region.kind,
                stance: region.stance,
                vote: region.vote,
                cosponsor: region.cosponsor,
            })
        })
    }

    /// A region in words, for its tooltip; `null` for a code that is none.
    ///
    /// # Errors
    /// None in practice.
    pub fn words(&self, code: &str) -> Result<JsValue, JsError> {
        self.found(code).map_or(Ok(JsValue::NULL), |(_, region)| {
            object(&RegionWords {
                name: words::name(&self.map, region),
                stance: region.stance,
                label: words::legend(&self.map, region.stance),
                part: words::part(&self.map, region),
                detail: words::detail(&self.map, region),
            })
        })
    }

    /// A place of the map, `[x, y]` in CSS px, at which a region can be seen and hit; nothing for
    /// one that is not on it.
    #[wasm_bindgen(js_name = anchorOf)]
    pub fn anchor_of(&self, code: &str) -> Option<Vec<f64>> {
        let (at, _) = self.found(code)?;
        let anchor = self.drawn.as_ref()?.scene.hits.anchor(at)?;
        Some(vec![anchor.x, anchor.y])
    }

    /// The top left, `[x, y]`, of a tooltip `width` × `height` about a region, for a pointer at a
    /// place; it stays within `left`, `top`, `right`, `bottom`. All CSS px from the map's top left.
    #[wasm_bindgen(js_name = placeTooltip)]
    #[allow(
        clippy::too_many_arguments,
        reason = "numbers cross to JavaScript without an object each"
    )]
    pub fn place_tooltip(
        &self,
        code: &str,
        width: f64,
        height: f64,
        left: f64,
        top: f64,
        right: f64,
        bottom: f64,
        x: f64,
        y: f64,
    ) -> Option<Vec<f64>> {
        let (region, _) = self.found(code)?;
        let limits = [
            Point { x: left, y: top },
            Point {
                x: right,
                y: bottom,
            },
        ];
        let scene = &self.drawn.as_ref()?.scene;
        let at = place_tooltip(scene, region, (width, height), limits, Point { x, y });
        Some(vec![at.x, at.y])
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

impl LiveMap {
    fn drawn(&self) -> Result<&Drawn, JsError> {
        self.drawn
            .as_ref()
            .ok_or_else(|| JsError::new("the map has no size yet"))
    }

    fn code(&self, region: usize) -> Option<String> {
        Some(self.map.regions.get(region)?.iso3.clone())
    }

    fn found(&self, code: &str) -> Option<(usize, &Region)> {
        let at = self.map.index_of(code)?;
        Some((at, self.map.regions.get(at)?))
    }
}

fn options(width_px: f64, theme: &str) -> Result<Options, JsError> {
    let theme = Theme::parse(theme)
        .ok_or_else(|| JsError::new(&format!("theme: \"{theme}\" is none; give light or dark")))?;
    Ok(Options { width_px, theme })
}

/// A stance by its word.
fn stance(word: &str) -> Option<Stance> {
    Stance::ALL.into_iter().find(|known| known.as_str() == word)
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

/// Plain data as a JavaScript object.
fn object(value: &impl Serialize) -> Result<JsValue, JsError> {
    let text = serde_json::to_string(value)?;
    JSON::parse(&text).map_err(|_| JsError::new("plain data that is no JSON"))
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
