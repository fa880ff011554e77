//! Text in, readings and findings out: what the studio asks after every change.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsError;

use crate::import::draft;
use crate::roster::Names;

/// Knows all names of states.
#[wasm_bindgen]
pub struct Importer(Names);

#[wasm_bindgen]
impl Importer {
    /// With the names that are built in.
    ///
    /// # Errors
    /// None in practice: the tables are part of the program.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Importer, JsError> {
        Ok(Self(Names::built_in()?))
    }

    /// Adds the names in the six languages of the United Nations: `assets/roster/un-names.csv`.
    ///
    /// # Errors
    /// A table that can't be read.
    #[wasm_bindgen(js_name = addNames)]
    pub fn add_names(&mut self, table: &str) -> Result<(), JsError> {
        Ok(self.0.add_languages(table)?)
    }

    /// The draft of a [`draft::Request`], both as JSON.
    ///
    /// # Errors
    /// A request that is none, in words. What is wrong in a text is a finding.
    pub fn draft(&self, request: &str) -> Result<String, JsError> {
        let request: draft::Request = serde_json::from_str(request)?;
        Ok(serde_json::to_string(&draft::draft(&request, &self.0)?)?)
    }
}
