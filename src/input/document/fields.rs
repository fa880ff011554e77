//! The fields of a document that are more than a text.

use serde_json::Value;

use super::{Expect, Voters};
use crate::error::Result;
use crate::geo::{self, LonLat};
use crate::input::excerpt::excerpt;
use crate::input::fields::{kind_of, Fields};
use crate::input::geometry::MOST_LON_DEG;
use crate::unseen::without;

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

/// Two numbers on the sphere; longitudes may be counted on past ±180°, as those of boundaries.
pub(super) fn center(value: &Value) -> Result<LonLat, String> {
    let numbers = value.as_array().map(Vec::as_slice);
    let Some([Some(lon), Some(lat)]) = numbers.and_then(|list| match list {
        [lon, lat] => Some([lon.as_f64(), lat.as_f64()]),
        _ => None,
    }) else {
        return Err(match value {
            Value::Array(_) => "a list that is not of two numbers".to_owned(),
            other => kind_of(other),
        });
    };
    if lon.abs() > MOST_LON_DEG {
        return Err(format!("longitude {lon}"));
    }
    if lat.abs() > 90.0 {
        return Err(format!("latitude {lat}"));
    }
    let lon = geo::wrapped(lon);
    Ok(LonLat { lon, lat })
}

/// A file's path, unless the text is `default` and names none.
pub(super) fn path(fields: &Fields, name: &str, default: &str) -> Result<Option<String>> {
    Ok(fields.text(name)?.filter(|text| text.trim() != default))
}

/// Only links that lead to a page: a `javascript:` address must not get into an article, nor one that reads otherwise
/// than it leads.
pub(super) fn link(fields: &Fields) -> Result<Option<String>> {
    let Some(url) = fields.text("url")? else {
        return Ok(None);
    };
    let url = url.trim();
    let is_link = url.starts_with("https://") || url.starts_with("http://");
    if is_link && without(url) == url && !url.contains(char::is_whitespace) {
        return Ok(Some(url.to_owned()));
    }
    let remedy = "write an address that begins with https://, without spaces and unseen characters";
    Err(fields.error("url", format!("\"{}\"", excerpt(url)), remedy))
}
