//! A map that is joined in the page, from GeoJSON and a table: its page data and atlas for the viewer, its
//! files, and the search.

use std::collections::HashMap;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsError;

use crate::error::{Error, ErrorKind};
use crate::input::{Document, StanceTable, BUILT_IN_BOUNDARIES};
use crate::locale::{all_alpha2, alpha2, Locale, Plurals};
use crate::page::{self, BreakpointLayout, More, PageData, Restated};
use crate::paint;
use crate::roster::{Names, Roster};
use crate::scene::{compose_page_figure, Options, Theme};
use crate::search;
use crate::smap;
use crate::StanceMap;

/// The files that a map document names, as it names them: fetch them, then make a [`JoinedMap`].
///
/// # Errors
/// A document that can't be read, in words.
#[wasm_bindgen(js_name = filesOf)]
pub fn files_of(name: &str, document: &[u8]) -> Result<Vec<String>, JsError> {
    let document = Document::parse(name, document)?;
    if document.countries == BUILT_IN_BOUNDARIES {
        let found = "no \"countries\"; only the command has boundaries built in";
        let remedy = "name a file of boundaries, or bake the page";
        return Err(Error::new(ErrorKind::Value, name, found, remedy).into());
    }
    Ok(document.files())
}

/// The two-letter codes of all places: the page asks the browser for their names and gives them to
/// [`JoinedMap::set_language`].
#[wasm_bindgen(js_name = placeCodes)]
pub fn place_codes() -> Vec<String> {
    all_alpha2().map(str::to_owned).collect()
}

/// An index of the places of a map.
#[wasm_bindgen]
pub struct Search {
    index: search::Search,
    codes: Vec<String>,
}

#[wasm_bindgen]
impl Search {
    /// Of places with these codes, their names as they are shown, and in English. `places` names them as
    /// [`JoinedMap::set_language`] takes it.
    ///
    /// # Errors
    /// None in practice.
    #[wasm_bindgen(constructor)]
    pub fn new(
        codes: Vec<String>,
        shown: Vec<String>,
        plain: Vec<String>,
        places: &str,
    ) -> Result<Search, JsError> {
        let everyday: HashMap<String, String> = serde_json::from_str(places)?;
        let names = codes.iter().zip(&shown).zip(&plain);
        let places = names.map(|((code, shown), plain)| search::Place {
            code,
            shown,
            plain,
            everyday: alpha2(code)
                .and_then(|two| everyday.get(two))
                .map(String::as_str),
        });
        Ok(Self {
            index: search::Search::new(places)?,
            codes,
        })
    }

    /// The codes of at most `most` places that a reader may mean by `query`, the likeliest first.
    pub fn find(&self, query: &str, most: usize) -> Vec<String> {
        let found = self.index.find(query, most).into_iter();
        found
            .filter_map(|place| self.codes.get(place).cloned())
            .collect()
    }
}

/// A joined map.
#[wasm_bindgen]
pub struct JoinedMap {
    map: StanceMap,
    /// Made when the map is first given other stances.
    names: Option<Names>,
    /// The width that page data was last made for, CSS px, and its layouts.
    laid_out: Option<(f64, Vec<BreakpointLayout>)>,
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
        let files: HashMap<String, Uint8Array> = names
            .into_iter()
            .zip(contents.iter().map(|bytes| Uint8Array::new(&bytes)))
            .collect();
        let map = StanceMap::load_document(Document::parse(name, document)?, None, |file| {
            let bytes = files.get(file).map(Uint8Array::to_vec);
            bytes.ok_or_else(|| {
                Error::new(ErrorKind::Io, file, "was not fetched", "reload the page")
            })
        })?;
        Ok(Self {
            map,
            names: None,
            laid_out: None,
        })
    }

    /// Shows another document called `name` and its table on the same boundaries; whether that can be done: on another
    /// day, map and atlas are to be made anew. Until then the map is as it was.
    ///
    /// # Errors
    /// What is wrong in document or table, in words.
    pub fn restate(&mut self, name: &str, document: &[u8], table: &[u8]) -> Result<bool, JsError> {
        let document = Document::parse(name, document)?;
        let stances = StanceTable::parse(&document.stances, table)?;
        let names = match self.names.take() {
            Some(names) => names,
            None => Names::new(Roster::built_in()?, &self.map.policy)?,
        };
        let shown = |map: &StanceMap| (map.document.projection, map.document.frame);
        let before = shown(&self.map);
        let restated = self.map.restate(document, &stances, &names);
        if shown(&self.map) != before {
            self.laid_out = None;
        }
        self.names = Some(names);
        Ok(restated?)
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
        let Some(file) = file else {
            self.map.locale = Locale::english()?;
            return Ok(());
        };
        let plurals = Plurals::named(&categories);
        self.map.locale = Locale::parse(name, &file, plurals, serde_json::from_str(places)?)?;
        Ok(())
    }

    /// The page data that the first picture needs, with markers and names for a figure `width_px` wide, as JSON.
    ///
    /// # Errors
    /// None in practice: page data is plain data.
    #[wasm_bindgen(js_name = pageData)]
    pub fn page_data(&mut self, width_px: f64) -> Result<String, JsError> {
        let page = PageData::shown(&self.map, &[width_px]);
        self.laid_out = Some((width_px, page.layouts.clone()));
        Ok(serde_json::to_string(&page)?)
    }

    /// What is new of page data and descriptions after [`restate`](Self::restate), as JSON; nothing before page data
    /// was asked for.
    ///
    /// # Errors
    /// None in practice.
    pub fn restated(&self) -> Result<Option<String>, JsError> {
        let Some((width_px, layouts)) = self.laid_out.clone() else {
            return Ok(None);
        };
        let restated = Restated::new(&self.map, &[width_px], layouts);
        Ok(Some(serde_json::to_string(&restated)?))
    }

    /// What describes the regions, as JSON.
    ///
    /// # Errors
    /// None in practice.
    pub fn more(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&More::new(&self.map))?)
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

    /// The map's shapes, as a `.smap` file for the viewer.
    pub fn atlas(&self) -> Vec<u8> {
        smap::encode(&page::joined_atlas(&self.map), &[])
    }

    /// In sentences, why the map must not be drawn; empty for a map that is right.
    pub fn errors(&self) -> Vec<String> {
        self.map.errors()
    }

    /// What the map shows, as CSV.
    pub fn csv(&self) -> String {
        self.map.csv()
    }

    /// The whole figure as SVG.
    ///
    /// # Errors
    /// Arguments out of range, by name.
    #[wasm_bindgen(js_name = figureSvg)]
    pub fn figure_svg(&self, width_px: f64, theme: &str) -> Result<String, JsError> {
        let scene = compose_page_figure(&self.map, &figure_options(width_px, theme)?);
        Ok(paint::svg(&scene)?)
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
