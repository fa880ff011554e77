//! Features of the boundaries → regions: finds the property that holds the country code.

use std::collections::BTreeSet;

use super::{Region, Sources};
use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::Gazetteer;
use crate::input::{excerpt, nearest, Boundaries, Feature};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::stance::Kind;

/// Properties that hold country codes in known atlases, the most trustworthy first: in Natural
/// Earth's `ISO_A3` some members are "-99".
const PROPERTIES: [&str; 14] = [
    "iso3",
    "iso_a3_eh",
    "adm0_a3",
    "iso_a3",
    "iso3166-1-alpha-3",
    "alpha3",
    "iso_n3_eh",
    "iso_n3",
    "iso3166-1-numeric",
    "un_a3",
    "m49",
    "iso_a2_eh",
    "iso_a2",
    "iso3166-1-alpha-2",
];

/// Where the code of a feature is.
enum Key {
    Property(String),
    Id,
}

impl Key {
    fn of(&self, feature: &Feature) -> Option<String> {
        match self {
            Self::Property(name) => feature.text(name),
            Self::Id => feature.id.clone(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Property(name) => name,
            Self::Id => "id",
        }
    }
}

/// The key that gives the most places the gazetteer knows.
fn key(boundaries: &Boundaries, named: Option<&str>, gazetteer: &Gazetteer) -> Result<Key> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for feature in &boundaries.features {
        names.extend(feature.properties.keys().map(String::as_str));
    }
    let seen = some_of(&names.iter().map(|name| excerpt(name)).collect::<Vec<_>>());
    if let Some(named) = named {
        if named == "id" && !names.contains("id") {
            return Ok(Key::Id);
        }
        if names.contains(named) {
            return Ok(Key::Property(named.to_owned()));
        }
        let meant = nearest(named, names.iter().copied());
        let remedy = match meant.or(names.is_empty().then_some("id")) {
            Some(name) => format!("did you mean \"{name}\"?"),
            None => format!("choose one of: {seen}"),
        };
        return Err(Error::new(
            ErrorKind::Option,
            boundaries.file.as_str(),
            format!("no property \"{}\"", excerpt(named)),
            remedy,
        ));
    }
    let candidates = PROPERTIES
        .into_iter()
        .filter_map(|wanted| names.iter().find(|name| name.eq_ignore_ascii_case(wanted)))
        .map(|name| Key::Property((*name).to_owned()))
        .chain([Key::Id]);
    let mut best: Option<(usize, Key)> = None;
    for key in candidates {
        let codes: BTreeSet<&str> = boundaries
            .features
            .iter()
            .filter_map(|feature| gazetteer.code(&key.of(feature)?))
            .collect();
        if best.as_ref().is_none_or(|(most, _)| codes.len() > *most) {
            best = Some((codes.len(), key));
        }
    }
    let remedy = "give each feature an \"iso3\", or name the property that holds the code";
    let found = match best {
        Some((1.., key)) => return Ok(key),
        Some((_, key)) => {
            let named = |feature: &Feature| {
                let name = feature.name();
                name.is_some_and(|name| gazetteer.code_of_name(&name).is_some())
            };
            let example = boundaries
                .features
                .iter()
                .find_map(|feature| key.of(feature));
            match example {
                // Names will do where codes are of a kind of their own.
                Some(_) if boundaries.features.iter().any(named) => return Ok(key),
                Some(code) => format!(
                    "no code in \"{}\" stands for a country (the first is \"{}\")",
                    key.name(),
                    excerpt(&code)
                ),
                None if names.is_empty() => "no feature has properties or an id".to_owned(),
                None => format!("no property holds country codes (properties: {seen})"),
            }
        }
        None => format!("no property holds country codes (properties: {seen})"),
    };
    Err(Error::new(
        ErrorKind::Value,
        boundaries.file.as_str(),
        found,
        remedy,
    ))
}

/// A region for each place in the boundaries, in their order.
pub(super) fn regions(
    sources: &Sources,
    gazetteer: &Gazetteer,
    report: &mut JoinReport,
) -> Result<Vec<Region>> {
    let boundaries = sources.boundaries;
    let file = boundaries.file.as_str();
    let key = key(boundaries, sources.key, gazetteer)?;
    let mut regions: Vec<Region> = Vec::new();
    let mut at = std::collections::HashMap::new();
    let (mut strangers, mut codes) = (Vec::new(), Vec::new());
    for feature in &boundaries.features {
        if !feature.not_areas.is_empty() {
            let message = format!(
                "{} is no area and is not drawn",
                feature.not_areas.join(", ")
            );
            report.add(
                Severity::Warning,
                Topic::NotAnArea,
                file,
                Some(feature.place()),
                message,
            );
        }
        let region = region(feature, &key, gazetteer);
        if region.kind == Kind::Other && gazetteer.place(&region.iso3).is_none() {
            strangers.push(feature.place());
            codes.push(region.iso3.clone());
        }
        match at
            .get(&region.iso3)
            .and_then(|i: &usize| regions.get_mut(*i))
        {
            Some(first) => {
                let message = format!(
                    "a second feature for {}; the two are drawn as one",
                    gazetteer.label(&region.iso3)
                );
                report.add(
                    Severity::Warning,
                    Topic::DuplicateFeature,
                    file,
                    Some(feature.place()),
                    message,
                );
                first.polygons.extend(region.polygons);
            }
            None => {
                at.insert(region.iso3.clone(), regions.len());
                regions.push(region);
            }
        }
    }
    if !strangers.is_empty() {
        let message = format!(
            "{} features have a code in \"{}\" that the policy {} does not know, and are drawn neutral: {}",
            strangers.len(),
            key.name(),
            sources.policy.name,
            some_of(&strangers)
        );
        report.add_about(
            Severity::Warning,
            Topic::UnknownFeature,
            file,
            None,
            message,
            codes,
        );
    }
    Ok(regions)
}

fn region(feature: &Feature, key: &Key, gazetteer: &Gazetteer) -> Region {
    let written = key.of(feature);
    let by_code = written
        .as_deref()
        .and_then(|code| gazetteer.code(code))
        .map(str::to_owned);
    // Kosovo, Northern Cyprus and Somaliland carry "-99" in some atlases.
    let by_name = || gazetteer.code_of_name(&feature.name()?).map(str::to_owned);
    let code = by_code.or_else(by_name);
    let mut region = match code
        .as_deref()
        .and_then(|code| Some((code, gazetteer.place(code)?)))
    {
        Some((code, place)) => {
            let mut region = Region::new(code, &place.name, place.kind);
            region.stance_of = place.stance_of.clone();
            region
        }
        None => {
            let code = match written {
                Some(code) if code != "-99" => code,
                _ => format!("feature-{}", feature.number),
            };
            let name = feature.name().unwrap_or_else(|| code.clone());
            let kind = feature
                .text("kind")
                .and_then(|word| Kind::ALL.into_iter().find(|kind| kind.as_str() == word))
                // The members' table decides who is a member.
                .filter(|kind| *kind != Kind::Member)
                .unwrap_or(Kind::Other);
            let mut region = Region::new(&code, &name, kind);
            region.stance_of = feature.text("stance_of");
            region
        }
    };
    region.polygons = feature.polygons.clone();
    region
}
