//! The table of all members: what the map shows, in words and numbers.

use icu_collator::options::CollatorOptions;
use icu_collator::Collator;

use super::markup::{element, Markup};
use crate::error::{Error, ErrorKind, Result};
use crate::join::Region;
use crate::map::StanceMap;
use crate::words;

/// The table, a row a member in the alphabetical order of the map's language.
///
/// # Errors
/// A language whose order is not known.
pub(super) fn table(map: &StanceMap) -> Result<Markup> {
    let text = |key: &str| Markup::text(&map.locale.text(key, &[]));
    let headers = [
        "table.country",
        "table.vote",
        "table.sponsor",
        "table.group",
    ]
    .map(|key| element("th", &[("scope", "col")], text(key)));
    let rows = members(map)?.into_iter().map(|(name, region)| {
        let [vote, sponsor] = words::cells(map, region);
        let group = map
            .locale
            .text(&format!("group.{}", region.group.as_str()), &[]);
        let cells = [vote, sponsor, group].map(|cell| element("td", &[], Markup::text(&cell)));
        let name = element("th", &[("scope", "row")], Markup::text(&name));
        element("tr", &[], Markup::all([name].into_iter().chain(cells)))
    });
    Ok(element(
        "table",
        &[],
        Markup::lines([
            element("caption", &[], text("table.caption")),
            element("thead", &[], element("tr", &[], Markup::all(headers))),
            element("tbody", &[], Markup::lines(rows).block()),
        ])
        .block(),
    ))
}

/// The members with their names, in alphabetical order.
fn members(map: &StanceMap) -> Result<Vec<(String, &Region)>> {
    let language = map.locale.language();
    let unknown = |why: String| {
        Error::new(
            ErrorKind::Option,
            "language",
            format!("the alphabetical order of \"{language}\" is not known ({why})"),
            "choose another",
        )
    };
    let locale: icu_locale_core::Locale = language
        .parse()
        .map_err(|e: icu_locale_core::ParseError| unknown(e.to_string()))?;
    let collator = Collator::try_new(locale.into(), CollatorOptions::default())
        .map_err(|e| unknown(e.to_string()))?;
    let mut members: Vec<(String, &Region)> = map
        .regions
        .iter()
        .filter(|region| region.is_member())
        .map(|region| (words::name(map, region), region))
        .collect();
    members.sort_by(|(a, one), (b, other)| {
        collator
            .compare(a, b)
            .then_with(|| one.iso3.cmp(&other.iso3))
    });
    Ok(members)
}
