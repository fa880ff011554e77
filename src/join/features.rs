//! Features of the boundaries → regions: by the code, else by a name that is clear.

use std::collections::{BTreeSet, HashMap};

use super::claims::Claims;
use super::key::{self, Key};
use super::{Region, Sources};
use crate::error::Result;
use crate::geo::Polygon;
use crate::input::{excerpt, normalised, Feature, Policy};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::roster::{Context, Match, Names};
use crate::stance::Kind;
use crate::unseen::without;

/// Codes and names under which atlases draw parts of a state that have no code of ISO 3166-1, and the state.
const PARTS: [(&str, &str); 12] = [
    ("FXX", "FRA"), // France in Europe
    ("NLX", "NLD"), // the Netherlands in Europe
    ("ANT", "NLD"), // Netherlands Antilles, before 2010
    ("AN", "NLD"),
    ("530", "NLD"),
    ("ATC", "AUS"), // Ashmore and Cartier Islands
    ("PAZ", "PRT"), // Azores
    ("PMD", "PRT"), // Madeira
    ("Netherlands Antilles", "NLD"),
    ("Ashmore and Cartier Is.", "AUS"),
    ("Azores", "PRT"),
    ("Madeira", "PRT"),
];

/// What a feature stands for.
enum Meaning {
    /// The place of this code.
    One(String),
    /// A name of it could mean any of these.
    Several(String, BTreeSet<String>),
    Unknown,
}

/// A region for each place in the boundaries, in their order.
pub(super) fn regions(sources: &Sources, report: &mut JoinReport) -> Result<Vec<Region>> {
    let (boundaries, names) = (sources.boundaries, sources.names);
    let file = boundaries.file.as_str();
    let key = key::find(boundaries, sources.key, names)?;
    let features = boundaries.features.iter();
    let coded: BTreeSet<&str> = features
        .clone()
        .filter_map(|feature| key.code(&key.of(feature)?, names))
        .collect();
    let meanings: Vec<Meaning> = features
        .map(|feature| meaning(feature, &key, names, &coded))
        .collect();
    let clear: BTreeSet<&str> = meanings.iter().filter_map(Meaning::code).collect();
    let mut regions: Vec<Region> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut unknown = Unknown::default();
    let mut claims = Claims::default();
    // The member that a name is likely meant for, if no feature stands for it.
    let missing = |name: &str| match names.find(name, &Context::default()) {
        Match::Unknown(Some(code)) if !clear.contains(code.as_str()) => {
            let is_member = names.place(&code)?.kind == Kind::Member;
            is_member.then(|| names.label(&code))
        }
        _ => None,
    };
    for (feature, meaning) in boundaries.features.iter().zip(&meanings) {
        let place = || Some(feature.place());
        if !feature.not_areas.is_empty() {
            let others = feature.not_areas.join(", ");
            let message = format!("{others} is no area and is not drawn");
            report.add(Severity::Warning, Topic::NotAnArea, file, place(), message);
        }
        let code = match meaning {
            Meaning::One(code) => Some(code.as_str()),
            // "Congo" is clear beside the other Congo.
            Meaning::Several(name, codes) => {
                let left: Vec<&String> = codes
                    .iter()
                    .filter(|code| !clear.contains(code.as_str()))
                    .collect();
                match left.as_slice() {
                    [code] => Some(code.as_str()),
                    _ => {
                        let message = format!(
                            "\"{}\" could be {}; give the feature its code",
                            excerpt(name),
                            names.labels(codes)
                        );
                        let topic = Topic::AmbiguousName;
                        report.add(Severity::Error, topic, file, place(), message);
                        None
                    }
                }
            }
            Meaning::Unknown => None,
        };
        let mut region = region(feature, code, &key, names, sources.policy);
        if matches!(meaning, Meaning::Unknown) {
            unknown.add(feature, (&key, &region), missing);
        }
        claims.add(feature, code, names);
        if let Some(code) = code.filter(|_| is_foreign(feature, &key, names)) {
            claims.add_by_name(feature, code, names);
        }
        region.polygons.clone_from(&feature.polygons);
        add(region, feature, &mut regions, &mut at, names, file, report);
    }
    unknown.report(&key, sources, report);
    claims.report(sources, report)?;
    Ok(regions)
}

impl Meaning {
    fn code(&self) -> Option<&str> {
        match self {
            Self::One(code) => Some(code),
            _ => None,
        }
    }
}

/// What a feature stands for: by its code, else by its names. But a code of its own that is not known is none of the
/// places that other features have the codes of (`coded`), whatever its name.
fn meaning(feature: &Feature, key: &Key, names: &Names, coded: &BTreeSet<&str>) -> Meaning {
    let written = key.of(feature);
    let written = written.as_deref();
    if let Some(code) = written.and_then(|code| key.code(code, names)) {
        return Meaning::One(code.to_owned());
    }
    if let Some(state) = written.and_then(part_by_code) {
        return Meaning::One(state.to_owned());
    }
    let is_foreign = is_foreign(feature, key, names);
    let is_free = |code: &str| !(is_foreign && coded.contains(code));
    // Kosovo, Northern Cyprus and Somaliland carry "-99" in some atlases.
    if let Some(code) = key::by_name(feature, names).filter(|code| is_free(code)) {
        return Meaning::One(code);
    }
    if is_foreign {
        return Meaning::Unknown;
    }
    let written = feature.names();
    for name in &written {
        if let Some(Match::Several(codes)) = names.by_name_alone(name, &Context::default()) {
            return Meaning::Several(name.clone(), codes.into_iter().collect());
        }
    }
    let words: Vec<String> = written.iter().map(|name| normalised(name)).collect();
    match PARTS
        .iter()
        .find(|(part, _)| words.contains(&normalised(part)))
    {
        Some((_, state)) => Meaning::One((*state).to_owned()),
        None => Meaning::Unknown,
    }
}

/// The state of [`PARTS`] with this code.
fn part_by_code(code: &str) -> Option<&'static str> {
    let mut parts = PARTS.iter();
    parts
        .find(|(part, _)| code.eq_ignore_ascii_case(part))
        .map(|(_, state)| *state)
}

/// Whether the feature has a code, in the form of the others, that no place has.
fn is_foreign(feature: &Feature, key: &Key, names: &Names) -> bool {
    key.foreign(feature, names)
        .is_some_and(|code| part_by_code(&code).is_none())
}

/// The region of the place with this `code`; without one a neutral area of its own, whatever the feature says of kind
/// and stance: only the policy knows what is part of what.
fn region(
    feature: &Feature,
    code: Option<&str>,
    key: &Key,
    names: &Names,
    policy: &Policy,
) -> Region {
    if let Some((code, place)) = code.and_then(|code| Some((code, names.place(code)?))) {
        let mut region = Region::new(code, &place.name, place.kind);
        region.stance_of = place.stance_of.clone();
        return region;
    }
    let code = match key.of(feature) {
        // A code of another form than the file's may be that of a place, which this is not.
        Some(code) if code != "-99" && names.code(&code).is_none() => excerpt(&code),
        _ => format!("feature-{}", feature.number),
    };
    let name = feature.name().map(|name| without(&name).into_owned());
    let name = name.filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or_else(|| code.clone());
    let kind = match is_disputed(&name, policy) {
        true => Kind::Disputed,
        false => Kind::Other,
    };
    Region::new(&code, &name, kind)
}

/// Whether the policy outlines an area of that name: "Hala'ib Triangle" is Hala'ib.
fn is_disputed(name: &str, policy: &Policy) -> bool {
    let name = normalised(name);
    let mut areas = policy.areas.iter().map(|area| normalised(&area.name));
    areas.any(|area| name.starts_with(&area))
}

/// Adds a region, or its polygons to the region of the same place.
fn add(
    region: Region,
    feature: &Feature,
    regions: &mut Vec<Region>,
    at: &mut HashMap<String, usize>,
    names: &Names,
    file: &str,
    report: &mut JoinReport,
) {
    let first = at.get(&region.iso3).and_then(|i| regions.get_mut(*i));
    let Some(first) = first else {
        at.insert(region.iso3.clone(), regions.len());
        regions.push(region);
        return;
    };
    let message = format!(
        "a second feature for {}; the two are drawn as one",
        names.label(&region.iso3)
    );
    let (severity, topic) = (Severity::Warning, Topic::DuplicateFeature);
    report.add(severity, topic, file, Some(feature.place()), message);
    first.polygons.extend::<Vec<Polygon>>(region.polygons);
}

/// Features that the policy does not know, and that are drawn neutral.
#[derive(Default)]
struct Unknown {
    /// Those with a code, and the codes.
    coded: Vec<String>,
    codes: Vec<String>,
    /// Those without, and whether one may be a member that has no feature.
    uncoded: Vec<String>,
    may_be_member: bool,
}

/// So many names are compared with those of all places, which takes long.
const MOST_SUGGESTIONS: usize = 300;

impl Unknown {
    fn add(
        &mut self,
        feature: &Feature,
        (key, region): (&Key, &Region),
        missing: impl Fn(&str) -> Option<String>,
    ) {
        if key.of(feature).is_some() {
            self.coded.push(feature.place());
            self.codes.push(region.iso3.clone());
            return;
        }
        let name = feature.name();
        let name = name.filter(|_| self.uncoded.len() < MOST_SUGGESTIONS);
        let meant = name.and_then(|name| missing(&name));
        self.may_be_member |= meant.is_some();
        let meant = meant.map_or(String::new(), |label| format!(", did you mean {label}?"));
        self.uncoded.push(feature.place() + &meant);
    }

    fn report(self, key: &Key, sources: &Sources, report: &mut JoinReport) {
        let file = sources.boundaries.file.as_str();
        if !self.coded.is_empty() {
            let message = format!(
                "{} features have a code in \"{}\" that the policy {} does not know, and are drawn neutral: {}",
                self.coded.len(),
                key.name(),
                sources.policy.name,
                some_of(&self.coded)
            );
            let topic = Topic::UnknownFeature;
            report.add_about(Severity::Warning, topic, file, None, message, self.codes);
        }
        if !self.uncoded.is_empty() {
            let message = format!(
                "{} features have no country code and no country's name, and are drawn neutral: {}",
                self.uncoded.len(),
                some_of(&self.uncoded)
            );
            // Where there are no codes at all, names should have told.
            let severity = match self.may_be_member || !key.is_somewhere() {
                true => Severity::Warning,
                false => Severity::Note,
            };
            report.add(severity, Topic::UnknownFeature, file, None, message);
        }
    }
}
