//! Text in, readings and findings out: what the studio asks after every change.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsError;

use crate::import::draft;
use crate::locale::{all_alpha2, Locale, Plurals};
use crate::roster::Names;

/// Knows all names of states.
#[wasm_bindgen]
pub struct Importer {
    names: Names,
    /// What findings are said in; English if none.
    wording: Option<Locale>,
}

#[wasm_bindgen]
impl Importer {
    /// With the names that are built in.
    ///
    /// # Errors
    /// None in practice: the tables are part of the program.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Importer, JsError> {
        Ok(Self {
            names: Names::built_in()?,
            wording: None,
        })
    }

    /// Adds the names in the six languages of the United Nations: `assets/roster/un-names.csv`.
    ///
    /// # Errors
    /// A table that can't be read.
    #[wasm_bindgen(js_name = addNames)]
    pub fn add_names(&mut self, table: &str) -> Result<(), JsError> {
        Ok(self.names.add_languages(table)?)
    }

    /// The two-letter codes of all places: the page asks the browser for their names.
    #[wasm_bindgen(js_name = placeCodes)]
    pub fn place_codes() -> Vec<String> {
        all_alpha2().map(str::to_owned).collect()
    }

    /// Says findings in another language from now on: `locale` is its message file, called `name`, `sentences` that of
    /// `assets/import/sentences`, `categories` the plural categories of 0 to 199, `places` an object that names places by
    /// their two-letter codes. Without files the language is English.
    ///
    /// # Errors
    /// What is wrong in a file.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(
        &mut self,
        name: &str,
        files: Option<Vec<js_sys::Uint8Array>>,
        categories: Vec<String>,
        places: &str,
    ) -> Result<(), JsError> {
        let files = files.unwrap_or_default();
        self.wording = match files.as_slice() {
            [locale, sentences] => {
                let places = serde_json::from_str(places)?;
                let plurals = Plurals::named(&categories);
                let locale = Locale::parse(name, &locale.to_vec(), plurals, places)?;
                Some(locale.with_messages(name, &sentences.to_vec())?)
            }
            _ => None,
        };
        Ok(())
    }

    /// The draft of a [`draft::Request`], both as JSON.
    ///
    /// # Errors
    /// A request that is none, in words. What is wrong in a text is a finding.
    pub fn draft(&self, request: &str) -> Result<String, JsError> {
        let request: draft::Request = serde_json::from_str(request)?;
        Ok(serde_json::to_string(&draft::draft(
            &request,
            &self.names,
            self.wording.as_ref(),
        )?)?)
    }
}
