//! Countries × stances × members → regions with a status, and a report of what did not match.

mod features;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind, Result};
use crate::gazetteer::Gazetteer;
use crate::geo::{self, LonLat, Polygon};
use crate::input::{
    excerpt, Body, Boundaries, Document, Members, Policy, RegionalGroup, Row, StanceTable,
};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::stance::{Cosponsor, Kind, Stance, Vote};

/// One area of the map with the stance it shows.
#[derive(Debug, Clone)]
pub struct Region {
    /// The country key; unique. Three letters for every place the policy knows.
    pub iso3: String,
    /// The name to show.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// A member's regional group today; [`RegionalGroup::Other`] for all that are no members.
    pub group: RegionalGroup,
    /// The member whose stance it shows, if it is part of one.
    pub stance_of: Option<String>,
    /// The stance it shows.
    pub stance: Stance,
    /// Its vote, or that of the member whose stance it takes.
    pub vote: Option<Vote>,
    /// Its sponsorship, or that of the member whose stance it takes.
    pub cosponsor: Cosponsor,
    /// Where a marker stands if the shape is too small to see: the capital.
    pub home: Option<LonLat>,
    /// Empty where the atlas has no shape at this scale.
    pub polygons: Vec<Polygon>,
}

impl Region {
    /// One of the members that `stances` and tally are about (whether it could vote or not).
    pub fn is_member(&self) -> bool {
        self.kind == Kind::Member
    }

    fn new(iso3: &str, name: &str, kind: Kind) -> Self {
        Self {
            iso3: iso3.to_owned(),
            name: name.to_owned(),
            kind,
            group: RegionalGroup::Other,
            stance_of: None,
            stance: Stance::NoVote,
            vote: None,
            cosponsor: Cosponsor::No,
            home: None,
            polygons: Vec::new(),
        }
    }
}

/// Everything that is joined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) document: &'a Document,
    pub(crate) boundaries: &'a Boundaries,
    pub(crate) key: Option<&'a str>,
    pub(crate) stances: &'a StanceTable,
    pub(crate) members: &'a Members,
    pub(crate) policy: &'a Policy,
    /// Codes of those that vote, where the document says so.
    pub(crate) voters: Option<&'a [String]>,
}

/// What comes of it.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    pub(crate) regions: Vec<Region>,
    pub(crate) voters: BTreeSet<String>,
    pub(crate) report: JoinReport,
}

/// Joins the sources: a region for each place in the boundaries, for each member without a shape,
/// and for each disputed area of the policy.
///
/// # Errors
/// Boundaries without country codes; voters that are not known or no members. What is wrong with
/// single rows or features goes into the report.
pub(crate) fn join(sources: &Sources) -> Result<Joined> {
    let Sources {
        document,
        boundaries,
        stances,
        members,
        policy,
        ..
    } = sources;
    let gazetteer = Gazetteer::new(members, policy);
    let on_the_day: BTreeSet<String> = members.on(&document.date).into_iter().collect();
    if on_the_day.is_empty() {
        let found = format!("no state was a member on {}", document.date);
        let remedy = "the United Nations were founded on 1945-10-24; mend the date";
        return Err(
            Error::new(ErrorKind::Value, document.file.as_str(), found, remedy).at("\"date\""),
        );
    }
    let voters = voters(sources, &gazetteer, &on_the_day)?;
    let mut report = JoinReport {
        rows: stances.rows.len(),
        features: boundaries.features.len(),
        members: on_the_day.len(),
        ..JoinReport::default()
    };

    check_size(document, voters.len(), &mut report);
    let mut regions = features::regions(sources, &gazetteer, &mut report)?;
    add_members(
        &mut regions,
        members,
        &boundaries.file,
        &on_the_day,
        &mut report,
    );
    add_areas(&mut regions, policy);

    let known: BTreeSet<String> = regions.iter().map(|region| region.iso3.clone()).collect();
    let rows = rows::by_place(stances, &gazetteer, &known, &mut report);
    check_voters(&regions, &rows, &voters, sources, &mut report);
    stand(&mut regions, &rows, document.complete);
    report.joined = on_the_day
        .iter()
        .filter(|code| rows.contains_key(*code))
        .count();
    let without: Vec<String> = on_the_day
        .iter()
        .filter(|code| !rows.contains_key(*code))
        .cloned()
        .collect();
    if !without.is_empty() {
        let names: Vec<String> = without.iter().map(|code| gazetteer.label(code)).collect();
        let message = format!(
            "no row for {} of the members: {}",
            without.len(),
            some_of(&names)
        );
        report.add_about(
            Severity::Note,
            Topic::NoRow,
            &stances.file,
            None,
            message,
            without,
        );
    }
    for flaw in &stances.flaws {
        let (severity, topic) = match flaw.wrong {
            true => (Severity::Error, Topic::UnreadableRow),
            false => (Severity::Warning, Topic::SuspiciousTable),
        };
        let place = Some(flaw.place.clone());
        report.add(severity, topic, &stances.file, place, &flaw.message);
    }
    if !stances.unused.is_empty() {
        let message = format!("columns that are not used: {}", some_of(&stances.unused));
        report.add(
            Severity::Note,
            Topic::UnusedColumn,
            &stances.file,
            Some("header".to_owned()),
            message,
        );
    }
    Ok(Joined {
        regions,
        voters,
        report,
    })
}

/// Who votes: as the document says, else as body and date tell.
fn voters(
    sources: &Sources,
    gazetteer: &Gazetteer,
    on_the_day: &BTreeSet<String>,
) -> Result<BTreeSet<String>> {
    let Sources {
        document, members, ..
    } = sources;
    let failed = |found: String, remedy: &str| {
        Err(Error::new(ErrorKind::Value, document.file.as_str(), found, remedy).at("\"members\""))
    };
    if let Some(codes) = sources.voters {
        let strangers: Vec<String> = codes
            .iter()
            .filter(|code| !on_the_day.contains(*code))
            .map(|code| excerpt(code))
            .collect();
        if let Some(first) = strangers.first() {
            let found = format!("no members on {}: {}", document.date, some_of(&strangers));
            let mut meant = match gazetteer.code(first) {
                Some(code) => vec![code.to_owned()],
                None => gazetteer.near_codes(first),
            };
            meant.retain(|code| on_the_day.contains(code));
            let remedy = match meant.as_slice() {
                [] => "write three-letter codes of member states".to_owned(),
                codes => format!("for {first}, did you mean {}?", gazetteer.labels(codes)),
            };
            return failed(found, &remedy);
        }
        return Ok(codes.iter().cloned().collect());
    }
    match document.body {
        Body::GeneralAssembly => Ok(on_the_day.clone()),
        Body::SecurityCouncil => match members.on_council(&document.date) {
            Some(codes) => Ok(codes.into_iter().collect()),
            None => failed(
                format!(
                    "who sat on the Security Council on {} is not known",
                    document.date
                ),
                "list them in the map document: \"members\": [\"CHN\", \"FRA\", …]",
            ),
        },
    }
}

/// The Council has had fifteen seats since 1 January 1966 and had eleven before (Article 23 of the
/// Charter and its amendment of 1963): a list of another length is missing somebody.
fn check_size(document: &Document, voters: usize, report: &mut JoinReport) {
    let seats = if document.date.as_str() < "1966" {
        11
    } else {
        15
    };
    if document.body == Body::SecurityCouncil && voters != seats {
        let message = format!(
            "{voters} members, but the Security Council had {seats} seats on {}; complete the list",
            document.date
        );
        report.add(
            Severity::Warning,
            Topic::BodySize,
            &document.file,
            Some("\"members\"".to_owned()),
            message,
        );
    }
}

/// Gives members their capitals, adds those without a feature, and calls no member who was none yet.
fn add_members(
    regions: &mut Vec<Region>,
    members: &Members,
    file: &str,
    on_the_day: &BTreeSet<String>,
    report: &mut JoinReport,
) {
    let mut without_shape = Vec::new();
    for state in &members.states {
        let kind = match (state.is_member, on_the_day.contains(&state.iso3)) {
            (true, true) => Kind::Member,
            (true, false) => Kind::Other,
            (false, _) => Kind::Observer,
        };
        let group = match kind {
            Kind::Member => state.group,
            _ => RegionalGroup::Other,
        };
        let at = regions.iter().position(|region| region.iso3 == state.iso3);
        match at.and_then(|at| regions.get_mut(at)) {
            Some(region) => {
                region.home = Some(state.capital);
                region.kind = kind;
                region.group = group;
                if region.polygons.is_empty() && kind == Kind::Member {
                    without_shape.push(state);
                }
            }
            None if kind == Kind::Member => {
                without_shape.push(state);
                let mut region = Region::new(&state.iso3, &state.name, kind);
                region.group = group;
                region.home = Some(state.capital);
                regions.push(region);
            }
            None => {}
        }
    }
    if !without_shape.is_empty() {
        let names: Vec<String> = without_shape
            .iter()
            .map(|state| format!("{} ({})", state.name, state.iso3))
            .collect();
        let message = format!(
            "no shape for {} of the members, which show as markers at their capitals: {}",
            names.len(),
            some_of(&names)
        );
        // A base map may lack the small ones; one that lacks most is another map.
        let severity = match without_shape.len() * 2 > on_the_day.len() {
            true => Severity::Warning,
            false => Severity::Note,
        };
        let about = without_shape
            .iter()
            .map(|state| state.iso3.clone())
            .collect();
        report.add_about(severity, Topic::NoShape, file, None, message, about);
    }
}

/// Areas that show no member's stance are regions of their own; the others are outlines only.
fn add_areas(regions: &mut Vec<Region>, policy: &Policy) {
    for area in policy.areas.iter().filter(|area| area.shows.is_none()) {
        if regions.iter().any(|region| region.iso3 == area.code) {
            continue;
        }
        let mut region = Region::new(&area.code, &area.name, Kind::Disputed);
        region.polygons = geo::normalised(vec![Polygon {
            rings: vec![area.outline.clone()],
        }]);
        regions.push(region);
    }
}

/// Votes of places that had none are reported one by one up to this many.
const MOST_STRANGERS: usize = 20;

/// Reports votes of places that had none.
fn check_voters(
    regions: &[Region],
    rows: &BTreeMap<String, &Row>,
    voters: &BTreeSet<String>,
    sources: &Sources,
    report: &mut JoinReport,
) {
    let mut strangers = Vec::new();
    for region in regions {
        let Some(row) = rows.get(&region.iso3) else {
            continue;
        };
        let Some(vote) = row.vote else { continue };
        if voters.contains(&region.iso3) {
            continue;
        }
        let why = match (&region.stance_of, region.kind) {
            (Some(member), _) => format!("takes the stance of {member}"),
            (None, Kind::Member) => format!(
                "had no vote in the {} on {}",
                sources.document.body.name(),
                sources.document.date
            ),
            _ => format!(
                "was no member of the United Nations on {}",
                sources.document.date
            ),
        };
        let who = format!("{} ({})", region.name, region.iso3);
        strangers.push((row.number, who, vote, why, region.iso3.clone()));
    }
    let file = &sources.stances.file;
    // So many are one mistake, not many.
    if strangers.len() > MOST_STRANGERS {
        let count = strangers.len();
        let (names, codes): (Vec<String>, Vec<String>) = strangers
            .into_iter()
            .map(|(_, who, .., code)| (who, code))
            .unzip();
        let message = format!(
            "{count} rows have a vote, but are of places that had none in the {} on {}: {}; are body and date right? Else leave these votes blank",
            sources.document.body.name(),
            sources.document.date,
            some_of(&names)
        );
        report.add_about(
            Severity::Error,
            Topic::NotAVoter,
            file,
            None,
            message,
            codes,
        );
        return;
    }
    strangers.sort_by_key(|(row, ..)| *row);
    for (row, who, vote, why, _) in strangers {
        let message = format!(
            "{who} has the vote \"{}\", but {why}; leave the vote blank",
            vote.as_str()
        );
        let place = Some(format!("row {row}"));
        report.add(Severity::Error, Topic::NotAVoter, file, place, message);
    }
}

/// Gives every region its vote, sponsorship and stance.
fn stand(regions: &mut [Region], rows: &BTreeMap<String, &Row>, complete: bool) {
    let blank = if complete {
        Cosponsor::No
    } else {
        Cosponsor::Unknown
    };
    for region in regions.iter_mut() {
        let row = rows.get(&region.iso3);
        region.vote = row.and_then(|row| row.vote);
        region.cosponsor = match (row, region.is_member()) {
            (Some(row), true) => row.cosponsor.unwrap_or(blank),
            (Some(row), false) => row.cosponsor.unwrap_or(Cosponsor::No),
            (None, true) => blank,
            (None, false) => Cosponsor::No,
        };
        region.stance = Stance::shown(region.vote, region.cosponsor);
    }
    let of_members: BTreeMap<String, (Option<Vote>, Cosponsor, Stance)> = regions
        .iter()
        .filter(|region| region.is_member())
        .map(|region| {
            (
                region.iso3.clone(),
                (region.vote, region.cosponsor, region.stance),
            )
        })
        .collect();
    for region in regions.iter_mut() {
        let member = region
            .stance_of
            .as_ref()
            .and_then(|code| of_members.get(code));
        if let Some((vote, cosponsor, stance)) = member {
            (region.vote, region.cosponsor, region.stance) = (*vote, *cosponsor, *stance);
        }
    }
}
