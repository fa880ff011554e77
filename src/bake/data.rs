//! The data of a map as files beside the page: the document with hashed names of its files, these files,
//! the page data and the atlas.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::Value;

use super::boundaries;
use super::detail::Detail;
use super::files::{Asset, Folder};
use super::inputs::Inputs;
use super::names::stem;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{codes, Document, StanceTable, Voters};
use crate::locale::{built_in, LANGUAGES};
use crate::map::StanceMap;
use crate::page;
use crate::paint::Fonts;
use crate::report::Topic;
use crate::scene::Theme;
use crate::smap;
use crate::spreadsheet;

/// What the live map of a page is made from.
#[derive(Debug)]
pub(super) struct PageAssets {
    pub page_data: Asset,
    pub atlas: Asset,
    /// The width of the figure from which on the map has names, CSS px.
    pub names_from: Option<f64>,
}

/// A map, and what it was read from.
#[derive(Debug)]
pub struct MapFiles {
    /// In the language of its pages.
    pub map: StanceMap,
    /// What its pictures are set in: the bundled fonts, unless others are added.
    pub fonts: Fonts,
    /// The language asked for, if not the document's own.
    pub(super) lang: Option<String>,
    document: Value,
    detail: Option<Detail>,
    files: Vec<NamedFile>,
    /// The table as it is, with all its columns.
    raw_table: NamedFile,
}

/// A file of the document, as it is published: what was read of it, and by its sort an extension under which hosts
/// serve it as data.
#[derive(Debug)]
struct NamedFile {
    /// The field of the document.
    field: &'static str,
    stem: String,
    extension: &'static str,
    bytes: Vec<u8>,
}

impl MapFiles {
    /// Reads a map document and what it names, as [`StanceMap::load`] does. The pages are in `lang`,
    /// else in the document's language, else in English.
    ///
    /// # Errors
    /// What can't be read, whatever is wrong in one of the files, a `lang` without messages.
    pub fn load(file: &str, lang: Option<&str>, mut files: impl Inputs) -> Result<Self> {
        let bytes = files.read(file)?;
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
        let detail = Detail::of(&document, &mut files)?;
        let mut read = |file: &str| files.read(file);
        let own = document.lang.clone();
        let names = document.clone();
        let mut kept = HashMap::new();
        let mut map = StanceMap::load_document(document, None, |path| {
            let bytes = read(path)?;
            kept.insert(path.to_owned(), bytes.clone());
            Ok(bytes)
        })?;
        let (files, raw_table) = published(&names, &kept)?;
        map.locale = match lang {
            Some(lang) => built_in(lang)?,
            None if is_built_in(&own) => built_in(&own)?,
            None => map.locale,
        };
        Ok(Self {
            map,
            fonts: Fonts::bundled(),
            lang: lang.map(str::to_owned),
            document: value,
            detail,
            files,
            raw_table,
        })
    }

    /// Adds the page data of the map of a document, and its atlas.
    ///
    /// # Errors
    /// Shapes that the grid of the atlas has no room for.
    pub(super) fn add_page_data_to(
        &self,
        folder: &mut Folder,
        stem: &str,
        document: &Asset,
        detail: Option<&Asset>,
        locales: &BTreeMap<String, Asset>,
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
        let atlas = folder.add(stem, "smap", smap::encode(&atlas, &[]));
        let mut own = page::PageData::new(&self.map, &page::WIDTHS);
        let names_from = page::names_from(&page::WIDTHS, &own.layouts);
        // What of the table is not published, messages don't quote; and folders of this machine stay private.
        let is_private = |topic| matches!(topic, Topic::UnusedColumn | Topic::SuspiciousTable);
        if let Some(more) = &mut own.more {
            let issues = &mut more.report.issues;
            issues.retain(|issue| !is_private(issue.topic));
            for issue in issues {
                if let Some(name) = Path::new(&issue.file).file_name() {
                    issue.file = name.to_string_lossy().into_owned();
                }
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
        shorten(&mut page_data);
        let refused = || Error::new(ErrorKind::Value, stem, "has no page data", "");
        let fields = page_data.as_object_mut().ok_or_else(refused)?;
        // What few readers need is fetched when they do; the sheet has the sizes.
        let style = fields.get_mut("style").and_then(Value::as_object_mut);
        let mut apart = serde_json::Map::new();
        let mut named = Vec::new();
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
                    let asset = folder.add(&format!("{stem}-{word}"), "json", own.to_string());
                    apart.insert(word.to_owned(), Value::String(asset.name.clone()));
                    named.push(asset);
                }
            }
        }
        fields.insert("themes".to_owned(), Value::Object(apart));
        let more = fields.remove("more").unwrap_or_default();
        let more = folder.add(&format!("{stem}-more"), "json", more.to_string());
        // An element that is asked for another document finds that this is not its page data.
        fields.insert("document".to_owned(), Value::String(document.name.clone()));
        // The module knows English.
        let tag = Some(self.map.locale.language()).filter(|tag| *tag != "en");
        let files = [
            ("detail", detail),
            ("locale", tag.and_then(|tag| locales.get(tag))),
            ("atlas", Some(&atlas)),
            ("more", Some(&more)),
        ];
        for (field, asset) in files {
            if let Some(asset) = asset {
                fields.insert(field.to_owned(), Value::String(asset.name.clone()));
                named.push(asset.clone());
            }
        }
        let integrity = named
            .into_iter()
            .map(|asset| (asset.name, Value::String(asset.short_integrity)));
        fields.insert("integrity".to_owned(), Value::Object(integrity.collect()));
        let page_data = folder.add(&format!("{stem}-page"), "json", page_data.to_string());
        Ok(PageAssets {
            page_data,
            atlas,
            names_from,
        })
    }

    /// Adds the detail tiles, if there are any; gives their index.
    ///
    /// # Errors
    /// Tiles that can't be cut anew.
    pub(super) fn add_detail_to(&self, folder: &mut Folder) -> Result<Option<Asset>> {
        let meridian = page::meridian(&self.map);
        let detail = self.detail.as_ref();
        detail
            .map(|detail| detail.add_to(folder, meridian))
            .transpose()
    }

    /// Adds the files and the document that names them; gives the document.
    pub(super) fn add_to(&self, folder: &mut Folder, stem: &str, detail: Option<&Asset>) -> Asset {
        let mut document = self.document.clone();
        let mut name = |field: &str, asset: &Asset| {
            // A document need not name the built-in boundaries; a page has none.
            if let Some(fields) = document.as_object_mut() {
                fields.insert(field.to_owned(), Value::String(asset.name.clone()));
            }
        };
        for file in &self.files {
            name(file.field, &file.add_to(folder));
        }
        if let Some(detail) = detail {
            name("detail", detail);
        }
        folder.add(stem, "json", format!("{document:#}\n"))
    }

    /// Adds the table as it is.
    pub(super) fn add_raw_table_to(&self, folder: &mut Folder) {
        self.raw_table.add_to(folder);
    }
}

impl NamedFile {
    fn add_to(&self, folder: &mut Folder) -> Asset {
        folder.add(&self.stem, self.extension, self.bytes.as_slice())
    }
}

/// What is published of the files of a document, and the table as it is. `read` are their bytes by their paths.
fn published(
    document: &Document,
    read: &HashMap<String, Vec<u8>>,
) -> Result<(Vec<NamedFile>, NamedFile)> {
    let bytes_of = |name: &str| {
        let path = document.path_of(name);
        let bytes = read.get(&path).map_or(&[][..], Vec::as_slice);
        (path, bytes)
    };
    let file = |field, name: &str, extension, bytes: &[u8]| NamedFile {
        field,
        stem: stem(name),
        extension,
        bytes: bytes.to_vec(),
    };
    let (path, bytes) = bytes_of(&document.countries);
    let (extension, bytes) = boundaries::published(&path, bytes)?;
    let mut files = vec![file("countries", &document.countries, extension, &bytes)];

    let (path, bytes) = bytes_of(&document.stances);
    let table = StanceTable::parse(&path, bytes)?;
    files.push(file(
        "stances",
        &document.stances,
        "csv",
        stances(&table).as_bytes(),
    ));
    let is_json = matches!(bytes.trim_ascii_start().first(), Some(b'[' | b'{'));
    let extension = if is_json { "json" } else { "csv" };
    let mut raw_table = file("stances", &document.stances, extension, bytes);
    raw_table.stem += "-raw";

    if let Some(name) = &document.policy {
        files.push(file("policy", name, "json", bytes_of(name).1));
    }
    if let Some(Voters::File(name)) = &document.voters {
        let (path, bytes) = bytes_of(name);
        let codes = codes(&path, bytes)?;
        let rows = ["iso3"].into_iter().chain(codes.iter().map(String::as_str));
        let list = spreadsheet::csv(rows.map(|code| [code]));
        files.push(file("members", name, "csv", list.as_bytes()));
    }
    Ok((files, raw_table))
}

/// The columns of a table that the map uses, as far as something is written in them.
fn stances(table: &StanceTable) -> String {
    let header = ["iso3", "name", "vote", "cosponsor"];
    let rows: Vec<[&str; 4]> = table
        .rows
        .iter()
        .map(|row| {
            let vote = row.vote.map_or("", |vote| vote.as_str());
            let cosponsor = row.cosponsor.map_or("", |cosponsor| cosponsor.as_str());
            [row.code.as_str(), row.name.as_str(), vote, cosponsor]
        })
        .collect();
    let is_written = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .any(|cell| !cell.is_empty())
    };
    // Without any vote or sponsor it would be no table.
    let is_used: Vec<bool> = (0..header.len())
        .map(|column| column == 2 || is_written(column))
        .collect();
    let used = |row: [&'_ str; 4]| -> Vec<String> {
        let cells = row.into_iter().zip(&is_used);
        cells
            .filter(|(_, is_used)| **is_used)
            .map(|(cell, _)| cell.to_owned())
            .collect()
    };
    let rows: Vec<Vec<String>> = [header].into_iter().chain(rows).map(used).collect();
    spreadsheet::csv(rows.iter().map(|row| row.iter().map(String::as_str)))
}

/// Whole numbers without their ".0".
fn shorten(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(shorten),
        Value::Object(all) => all.values_mut().for_each(shorten),
        Value::Number(number) => {
            let whole = number
                .as_f64()
                .filter(|n| n.fract() == 0.0 && n.abs() < 1e9);
            if let Some(whole) = whole {
                *value = Value::from(whole as i64);
            }
        }
        _ => {}
    }
}

fn is_built_in(lang: &str) -> bool {
    let plain = lang.split('-').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(plain))
}
