//! What atlases call places, besides what the members' table and a policy call them.

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result};

/// The table that ships with the crate: lists within a cell are separated by semicolons.
const BUILT_IN: &str = include_str!("../../assets/atlas-names.csv");

/// Codes and names of one place.
#[derive(Debug, Clone)]
pub(crate) struct AtlasNames {
    /// The code it has here.
    pub(crate) iso3: String,
    /// ISO 3166-1 alpha-2, M49, and codes of single atlases.
    pub(crate) codes: Vec<String>,
    /// Spellings, abbreviations, parts under names of their own.
    pub(crate) names: Vec<String>,
}

#[derive(Deserialize)]
struct Record {
    iso3: String,
    iso2: String,
    m49: String,
    codes: String,
    names: String,
}

impl AtlasNames {
    /// The table that ships with the crate.
    ///
    /// # Errors
    /// None, as the tests of the crate prove.
    pub(crate) fn built_in() -> Result<Vec<Self>> {
        let mut reader = csv::Reader::from_reader(BUILT_IN.as_bytes());
        let records = reader.deserialize().map(|record| {
            let record: Record = record.map_err(|e| {
                let (file, found) = ("assets/atlas-names.csv", e.to_string());
                Error::new(ErrorKind::Syntax, file, found, "mend the row").because(e)
            })?;
            let codes = [record.iso2, record.m49].into_iter();
            let codes = codes.filter(|code| !code.is_empty());
            Ok(Self {
                codes: codes.chain(listed(&record.codes)).collect(),
                names: listed(&record.names).collect(),
                iso3: record.iso3,
            })
        });
        records.collect()
    }
}

fn listed(cell: &str) -> impl Iterator<Item = String> + '_ {
    let items = cell.split(';').map(str::trim);
    items.filter(|item| !item.is_empty()).map(str::to_owned)
}
