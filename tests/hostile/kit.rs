//! Small inputs, built where they are used.

use std::collections::HashMap;

use serde_json::{json, Value};
use stancemap::input::{Boundaries, Document, StanceTable};
use stancemap::report::{Severity, Topic};
use stancemap::{Error, ErrorKind, Result, StanceMap};

/// A polygon of one closed ring, one degree wide, its lower left corner at `lon`, 10°N.
pub(crate) fn square(lon: f64) -> Value {
    let east = lon + 1.0;
    let ring = json!([[lon, 10], [east, 10], [east, 11], [lon, 11], [lon, 10]]);
    json!({"type": "Polygon", "coordinates": [ring]})
}

pub(crate) fn polygon(rings: Value) -> Value {
    json!({"type": "Polygon", "coordinates": rings})
}

pub(crate) fn feature(properties: Value, geometry: Value) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": geometry})
}

/// The feature of France with this geometry.
pub(crate) fn france(geometry: Value) -> Value {
    feature(json!({"iso3": "FRA"}), geometry)
}

pub(crate) fn collection(features: &[Value]) -> String {
    json!({"type": "FeatureCollection", "features": features}).to_string()
}

/// The error of reading boundaries.
pub(crate) fn refused(bytes: impl AsRef<[u8]>) -> String {
    text_of(Boundaries::parse("map.geojson", bytes.as_ref()).map(drop))
}

/// The error of reading boundaries with this one geometry.
pub(crate) fn refused_geometry(geometry: Value) -> String {
    refused(collection(&[france(geometry)]))
}

/// The error of reading a stance table.
pub(crate) fn refused_table(bytes: impl AsRef<[u8]>) -> String {
    text_of(StanceTable::parse("votes.csv", bytes.as_ref()).map(drop))
}

/// What is wrong with single rows, as `place: message`.
pub(crate) fn flaws(text: &str) -> Vec<String> {
    let table = StanceTable::parse("votes.csv", text.as_bytes()).unwrap();
    let flaws = table.flaws.iter();
    flaws
        .map(|flaw| format!("{}: {}", flaw.place, flaw.message))
        .collect()
}

/// A map document about the Security Council's vote of 25 February 2022.
pub(crate) fn document() -> Value {
    json!({
        "title": "A draft", "countries": "map.geojson", "stances": "votes.csv",
        "body": "security-council", "date": "2022-02-25"
    })
}

/// The error of reading the changed document.
pub(crate) fn refused_document(change: impl Fn(&mut Value)) -> String {
    let mut document = document();
    change(&mut document);
    text_of(Document::parse("map.json", document.to_string().as_bytes()).map(drop))
}

fn text_of(result: Result<()>) -> String {
    result.unwrap_err().to_string()
}

/// How the fifteen voted on S/2022/155, as CSV rows after a header `iso3,vote`.
pub(crate) const VOTES: &str = "iso3,vote\nALB,yes\nARE,abstain\nBRA,yes\nCHN,abstain\nFRA,yes\n\
    GAB,yes\nGBR,yes\nGHA,yes\nIND,abstain\nIRL,yes\nKEN,yes\nMEX,yes\nNOR,yes\nRUS,no\nUSA,yes\n";

/// Files in memory: a document and what it names.
pub(crate) struct Files(HashMap<String, Vec<u8>>);

impl Files {
    /// A document that is right, with France alone on the map.
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
            .with("map.json", document().to_string())
            .with("map.geojson", collection(&[france(square(2.0))]))
            .with("votes.csv", VOTES)
    }

    pub(crate) fn with(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(file.to_owned(), bytes.into());
        self
    }

    /// With the document changed.
    pub(crate) fn with_changed(self, change: impl Fn(&mut Value)) -> Self {
        let mut document = document();
        change(&mut document);
        self.with("map.json", document.to_string())
    }

    pub(crate) fn load(&self) -> Result<StanceMap> {
        StanceMap::load("map.json", |file| {
            let missing = || Error::new(ErrorKind::Io, file, "can't be read", "check the path");
            self.0.get(file).cloned().ok_or_else(missing)
        })
    }

    pub(crate) fn map(&self) -> StanceMap {
        self.load().unwrap()
    }

    /// The error of loading.
    pub(crate) fn refused(&self) -> String {
        text_of(self.load().map(drop))
    }

    /// Severity and text of what was found about `topic`.
    pub(crate) fn issues(&self, topic: Topic) -> Vec<(Severity, String)> {
        issues(&self.map(), topic)
    }

    /// The one error about `topic`.
    pub(crate) fn error(&self, topic: Topic) -> String {
        self.only(topic, Severity::Error)
    }

    /// The one warning about `topic`.
    pub(crate) fn warning(&self, topic: Topic) -> String {
        self.only(topic, Severity::Warning)
    }

    fn only(&self, topic: Topic, wanted: Severity) -> String {
        match self.issues(topic).as_slice() {
            [(severity, text)] if *severity == wanted => text.clone(),
            others => panic!("{others:?}"),
        }
    }
}

/// Severity and text of what was found about `topic`.
pub(crate) fn issues(map: &StanceMap, topic: Topic) -> Vec<(Severity, String)> {
    let about = map
        .report
        .issues
        .iter()
        .filter(|issue| issue.topic == topic);
    about
        .map(|issue| (issue.severity, issue.to_string()))
        .collect()
}
