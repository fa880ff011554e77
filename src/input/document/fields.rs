//! The fields of a document that are more than a text.

use serde_json::Value;

use super::{Expect, Voters};
use crate::error::Result;
use crate::geo::{LonLat, Projection, ProjectionName};
use crate::input::excerpt::excerpt;
use crate::input::fields::{kind_of, Fields};

pub(super) fn expect(file: &str, fields: &Fields) -> Result<Expect> {
    let Some(value) = fields.get("expect") else {
        return Ok(Expect::default());
    };
    let totals = Fields::new(
        file,
        "expect",
        value,
        &["yes", "no", "abstain", "absent", "cosponsor"],
    )?;
    Ok(Expect {
        yes: totals.count("yes")?,
        no: totals.count("no")?,
        abstain: totals.count("abstain")?,
        absent: totals.count("absent")?,
        cosponsor: totals.count("cosponsor")?,
    })
}

pub(super) fn voters(fields: &Fields) -> Result<Option<Voters>> {
    match fields.get("members") {
        None => Ok(None),
        Some(Value::Array(list)) if list.is_empty() => Err(fields.error(
            "members",
            "an empty list",
            "list those that vote, or leave the field out",
        )),
        Some(Value::Array(list)) => list
            .iter()
            .map(|code| match code.as_str() {
                Some(code) => Ok(code.trim().to_uppercase()),
                None => Err(fields.error(
                    "members",
                    kind_of(code),
                    "write three-letter codes: [\"FRA\", …]",
                )),
            })
            .collect::<Result<_>>()
            .map(|codes| Some(Voters::Codes(codes))),
        Some(Value::String(_)) => Ok(fields.text("members")?.map(Voters::File)),
        Some(other) => Err(fields.error(
            "members",
            kind_of(other),
            "write a list of codes, or the path of a CSV file",
        )),
    }
}

pub(super) fn projection(file: &str, fields: &Fields) -> Result<Projection> {
    let equator = LonLat { lon: 0.0, lat: 0.0 };
    let Some(value) = fields.get("projection") else {
        return Ok(Projection::new(ProjectionName::EqualEarth, equator));
    };
    let given = Fields::new(file, "projection", value, &["name", "center"])?;
    let names = ProjectionName::ALL.map(|name| (name.as_str(), name));
    let name = given
        .choice("name", &names)?
        .unwrap_or(ProjectionName::EqualEarth);
    let center = match given.get("center") {
        None => equator,
        Some(value) => center(value).ok_or_else(|| {
            given.error(
                "center",
                kind_of(value),
                "write [longitude, latitude] in degrees, east and north positive",
            )
        })?,
    };
    Ok(Projection::new(name, center))
}

fn center(value: &Value) -> Option<LonLat> {
    let [lon, lat] = value.as_array()?.as_slice() else {
        return None;
    };
    let (lon, lat) = (lon.as_f64()?, lat.as_f64()?);
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(LonLat { lon, lat })
}

/// Only links that lead to a page: a `javascript:` address must not get into an article.
pub(super) fn link(fields: &Fields) -> Result<Option<String>> {
    match fields.text("url")? {
        Some(url) if !url.starts_with("https://") && !url.starts_with("http://") => Err(fields
            .error(
                "url",
                format!("\"{}\"", excerpt(&url)),
                "write an address that begins with https://",
            )),
        url => Ok(url),
    }
}
