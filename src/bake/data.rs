//! The data of a map as files beside the page: the document with hashed names of its files, these files,
//! the page data and the atlas.

use std::path::Path;

use serde_json::Value;

use super::detail::{self, DetailFiles};
use super::files::{stem_and_extension, Asset, Folder};
use crate::error::{Error, ErrorKind, Result};
use crate::input::Document;
use crate::locale::{built_in, LANGUAGES};
use crate::map::StanceMap;
use crate::page;
use crate::paint::Fonts;
use crate::scene::Theme;
use crate::smap;

/// Fields of a document that name a file.
const FILES: [&str; 4] = ["countries", "stances", "policy", "members"];

/// What the live map of a page is made from.
#[derive(Debug)]
pub(super) struct PageAssets {
    pub page_data: Asset,
    pub atlas: Asset,
    /// The width of the figure from which on the map has names, CSS px.
    pub names_from: Option<f64>,
}

/// A map, and the bytes it was read from.
#[derive(Debug)]
pub struct MapFiles {
    /// In the language of its pages.
    pub map: StanceMap,
    /// What its pictures are set in: the bundled fonts, unless others are added.
    pub fonts: Fonts,
    /// The language asked for, if not the document's own.
    pub(super) lang: Option<String>,
    /// The document's name without folders and extension.
    pub(super) stem: String,
    document: Value,
    /// The index of detail tiles, and its files by their names.
    detail: Option<DetailFiles>,
    /// By the field that names them.
    files: Vec<(&'static str, String, Vec<u8>)>,
}

impl MapFiles {
    /// Reads a map document and what it names, as [`StanceMap::load`] does. The pages are in `lang`,
    /// else in the document's language, else in English.
    ///
    /// # Errors
    /// What `read` gives, whatever is wrong in one of the files, a `lang` without messages.
    pub fn load(
        file: &str,
        lang: Option<&str>,
        mut read: impl FnMut(&str) -> Result<Vec<u8>>,
    ) -> Result<Self> {
        let bytes = read(file)?;
        let document = Document::parse(file, &bytes)?;
        let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let value: Value = serde_json::from_slice(plain).map_err(|e| {
            Error::new(
                ErrorKind::Syntax,
                file,
                e.to_string(),
                "write a JSON object",
            )
            .because(e)
        })?;
        let folder = Path::new(file).parent().unwrap_or(Path::new(""));
        let named = FILES.iter().filter_map(|field| {
            let name = value.get(field)?.as_str()?;
            // A default written out names no file.
            let is_file = document.files().iter().any(|file| file == name);
            is_file.then(|| (*field, name.to_owned(), folder.join(name)))
        });
        let mut files = Vec::new();
        for (field, name, path) in named {
            files.push((field, name, read(&path.to_string_lossy())?));
        }
        let detail = match &document.detail {
            Some(name) => Some(detail::read(&folder.join(name), &mut read)?),
            None => None,
        };
        let own = document.lang.clone();
        let mut map = StanceMap::load_document(document, None, read)?;
        map.locale = match lang {
            Some(lang) => built_in(lang)?,
            None if is_built_in(&own) => built_in(&own)?,
            None => map.locale,
        };
        Ok(Self {
            map,
            fonts: Fonts::bundled(),
            lang: lang.map(str::to_owned),
            stem: stem_and_extension(file).0,
            document: value,
            detail,
            files,
        })
    }

    /// Adds the page data of the map of a document, and its atlas.
    ///
    /// # Errors
    /// Shapes that the grid of the atlas has no room for.
    pub(super) fn add_page_data_to(
        &self,
        folder: &mut Folder,
        document: &Asset,
        detail: Option<&Asset>,
    ) -> Result<PageAssets> {
        let atlas = page::atlas(&self.map).map_err(|e| {
            let (found, remedy) = match e {
                smap::Unpackable::TooCoarse(count) => (
                    format!("{count} rings or lines of the boundaries are too small for the atlas"),
                    "leave them out of the boundaries",
                ),
                _ => (format!("in the boundaries {e}"), e.remedy()),
            };
            let file = self.map.document.file.as_str();
            Error::new(ErrorKind::Value, file, found, remedy).because(e)
        })?;
        let atlas = folder.add(&self.stem, "smap", smap::encode(&atlas, &[]));
        let mut own = page::PageData::new(&self.map, &page::WIDTHS);
        let names_from = page::names_from(&page::WIDTHS, &own.layouts);
        // The folders on the baking machine stay private.
        let issues = own.more.iter_mut().flat_map(|more| &mut more.report.issues);
        for issue in issues {
            if let Some(name) = Path::new(&issue.file).file_name() {
                issue.file = name.to_string_lossy().into_owned();
            }
        }
        let mut page_data = serde_json::to_value(own).map_err(|e| {
            Error::new(
                ErrorKind::Value,
                self.map.document.file.as_str(),
                e.to_string(),
                "",
            )
        })?;
        let refused = || Error::new(ErrorKind::Value, self.stem.as_str(), "has no page data", "");
        let fields = page_data.as_object_mut().ok_or_else(refused)?;
        // What few readers need is fetched when they do; the sheet has the sizes.
        let style = fields.get_mut("style").and_then(Value::as_object_mut);
        let mut apart = serde_json::Map::new();
        if let Some(style) = style {
            style.remove("css");
            let mut themes = style.get_mut("themes").and_then(Value::as_object_mut);
            for theme in Theme::ALL
                .into_iter()
                .filter(|theme| theme.is_high_contrast())
            {
                let word = theme.as_str();
                let own = themes.as_deref_mut().and_then(|themes| themes.remove(word));
                if let Some(own) = own {
                    let asset =
                        folder.add(&format!("{}-{word}", self.stem), "json", own.to_string());
                    apart.insert(word.to_owned(), Value::String(asset.name));
                }
            }
        }
        fields.insert("themes".to_owned(), Value::Object(apart));
        let more = fields.remove("more").unwrap_or_default();
        let more = folder.add(&format!("{}-more", self.stem), "json", more.to_string());
        if let Some(detail) = detail {
            fields.insert("detail".to_owned(), Value::String(detail.name.clone()));
        }
        // An element that is asked for another document finds that this is not its page data.
        fields.insert("document".to_owned(), Value::String(document.name.clone()));
        fields.insert("atlas".to_owned(), Value::String(atlas.name.clone()));
        fields.insert("more".to_owned(), Value::String(more.name));
        let page_data = folder.add(
            &format!("{}-page", self.stem),
            "json",
            page_data.to_string(),
        );
        Ok(PageAssets {
            page_data,
            atlas,
            names_from,
        })
    }

    /// Adds the detail tiles, if there are any; gives their index.
    ///
    /// # Errors
    /// Tiles that have to be cut anew and are damaged.
    pub(super) fn add_detail_to(&self, folder: &mut Folder) -> Result<Option<Asset>> {
        let Some((index, files)) = &self.detail else {
            return Ok(None);
        };
        let mut index = index.clone();
        let own = index
            .get(detail::MERIDIAN)
            .and_then(Value::as_f64)
            .unwrap_or_default();
        let wanted = page::meridian(&self.map);
        let recut;
        let files = if own == wanted {
            files
        } else {
            recut = detail::recut(files, wanted - own)?;
            if let Some(fields) = index.as_object_mut() {
                fields.insert(detail::MERIDIAN.to_owned(), wanted.into());
            }
            &recut
        };
        for (name, bytes) in files {
            let (stem, extension) = stem_and_extension(name);
            let asset = folder.add(&format!("detail/{stem}"), &extension, bytes.as_slice());
            let parts = index.get_mut("parts").and_then(Value::as_array_mut);
            for part in parts.into_iter().flatten() {
                if part["file"] == name.as_str() {
                    // The index lies beside its parts.
                    part["file"] = Value::String(asset.name.replacen("detail/", "", 1));
                }
            }
        }
        Ok(Some(folder.add("detail/index", "json", index.to_string())))
    }

    /// Adds the files and the document that names them; gives the document.
    pub(super) fn add_to(&self, folder: &mut Folder, detail: Option<&Asset>) -> Asset {
        let mut document = self.document.clone();
        if let (Some(detail), Some(value)) = (detail, document.get_mut("detail")) {
            *value = Value::String(detail.name.clone());
        }
        for (field, name, bytes) in &self.files {
            let (stem, extension) = stem_and_extension(name);
            let asset = folder.add(&stem, &extension, bytes.as_slice());
            if let Some(value) = document.get_mut(*field) {
                *value = Value::String(asset.name);
            }
        }
        folder.add(&self.stem, "json", format!("{document:#}\n"))
    }
}

fn is_built_in(lang: &str) -> bool {
    let plain = lang.split('-').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(plain))
}
