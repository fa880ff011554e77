//! What a map is made from, as it lies beside the page: the document, which names its files by
//! their hashed names, and the files.

use std::path::Path;

use serde_json::Value;

use super::files::{stem_and_extension, Asset, Folder};
use crate::error::{Error, ErrorKind, Result};
use crate::input::Document;
use crate::locale::{built_in, LANGUAGES};
use crate::map::StanceMap;
use crate::paint::Fonts;

/// Fields of a document that name a file.
const FILES: [&str; 4] = ["countries", "stances", "policy", "members"];

/// A map, and the bytes it was read from.
#[derive(Debug)]
pub struct Source {
    /// In the language of its pages.
    pub map: StanceMap,
    /// What its pictures are set in: the bundled fonts, unless others are added.
    pub fonts: Fonts,
    /// The language asked for, if not the document's own.
    pub(super) lang: Option<String>,
    /// The document's name without folders and extension.
    pub(super) stem: String,
    document: Value,
    /// By the field that names them.
    files: Vec<(&'static str, String, Vec<u8>)>,
}

impl Source {
    /// Reads a map document and what it names, as [`StanceMap::load`] does. The pages are in `lang`,
    /// else in the document's language, else in English.
    ///
    /// # Errors
    /// What `read` gives, whatever is wrong in one of the files, a `lang` that there is none of.
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
            Some((*field, name.to_owned(), folder.join(name)))
        });
        let mut files = Vec::new();
        for (field, name, path) in named {
            files.push((field, name, read(&path.to_string_lossy())?));
        }
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
            files,
        })
    }

    /// Adds the files and the document that names them; gives the document.
    pub(super) fn add_to(&self, folder: &mut Folder) -> Asset {
        let mut document = self.document.clone();
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
