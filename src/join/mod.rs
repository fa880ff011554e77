//! Countries × stances × roster → regions with a status, and a report of what did not match.
//!
//! Takes checked input. Nothing is joined silently, and an ambiguous name is refused. Leaves counting to
//! [`tally`](crate::tally) and drawing to [`scene`](crate::scene).

mod claims;
mod features;
mod key;
mod members;
mod overlaps;
mod rows;
mod voters;

use std::collections::{BTreeMap, BTreeSet};

use self::members::{add_areas, add_members};
use self::overlaps::check_overlaps;
use self::voters::{check_size, check_voters, voters};
use crate::error::{Error, ErrorKind, Result};
use crate::geo::{LonLat, Polygon};
use crate::input::{check_count, Boundaries, Document, Policy, Row, StanceTable};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::roster::{Names, RegionalGroup, FOUNDED};
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
    /// A member's regional group today; [`RegionalGroup::Other`] for all non-members.
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
    pub(crate) names: &'a Names,
    pub(crate) policy: &'a Policy,
    /// Codes of those that vote, where the document lists them.
    pub(crate) voters: Option<&'a [String]>,
}

/// What comes of it.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    pub(crate) voters: BTreeSet<String>,
    pub(crate) report: JoinReport,
    /// How many of them are absent because no row names them.
    pub(crate) derived: usize,
}

/// A region without a stance for each place in the boundaries, for each member without a shape, and for each disputed
/// area of the policy; and what was found about them.
///
/// # Errors
/// Boundaries without country codes; a day without members. What is wrong with single features goes into the report.
pub(crate) fn place(sources: &Sources) -> Result<(Vec<Region>, JoinReport)> {
    let Sources {
        boundaries, policy, ..
    } = sources;
    let on_the_day = members(sources)?;
    let mut report = JoinReport {
        features: boundaries.features.len(),
        members: on_the_day.len(),
        ..JoinReport::default()
    };
    let mut regions = features::regions(sources, &mut report)?;
    check_overlaps(&regions, policy, &boundaries.file, &mut report);
    add_members(&mut regions, sources, &on_the_day, &mut report);
    add_areas(&mut regions, policy);
    check_count(
        &boundaries.file,
        "areas, members without one included",
        regions.len(),
    )?;
    Ok((regions, report))
}

/// Codes of the members of the day.
fn members(sources: &Sources) -> Result<BTreeSet<String>> {
    let Sources {
        document, names, ..
    } = sources;
    let members = names.roster().members_on(&document.date);
    if members.is_empty() {
        let found = format!("no state was a member on {}", document.date);
        let remedy = format!("the United Nations were founded on {FOUNDED}; mend the date");
        return Err(
            Error::new(ErrorKind::Value, document.file.as_str(), found, remedy).at("\"date\""),
        );
    }
    Ok(members.into_iter().collect())
}

/// Gives the places of the day their stances, whatever they had before; `report` is that of [`place`].
///
/// # Errors
/// Voters that are not known or no members. What is wrong with single rows goes into the report.
pub(crate) fn join(
    regions: &mut [Region],
    mut report: JoinReport,
    sources: &Sources,
) -> Result<Joined> {
    let Sources {
        document,
        stances,
        names,
        ..
    } = sources;
    let on_the_day = members(sources)?;
    let voters = voters(sources, &on_the_day)?;
    report.rows = stances.rows.len();
    check_size(document, voters.len(), &mut report);
    let known: BTreeSet<String> = regions.iter().map(|region| region.iso3.clone()).collect();
    let rows = rows::by_place(sources, &known, &on_the_day, &mut report);
    check_voters(regions, &rows, &voters, sources, &mut report);
    let unnamed = voters.iter().filter(|code| !rows.contains_key(*code));
    let derived = match document.absence_is_derived {
        true => unnamed.count(),
        false => 0,
    };
    stand(regions, &rows, &voters, document);
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
        let labels: Vec<String> = without.iter().map(|code| names.label(code)).collect();
        let message = format!(
            "no row for {} of the members: {}",
            without.len(),
            some_of(&labels)
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
    let sorts = [
        (Severity::Error, Topic::UnreadableRow),
        (Severity::Warning, Topic::SuspiciousTable),
    ];
    let [wrong, suspicious] = sorts;
    for flaw in &stances.flaws {
        let (severity, topic) = if flaw.wrong { wrong } else { suspicious };
        let place = Some(flaw.place.clone());
        report.add(severity, topic, &stances.file, place, &flaw.message);
    }
    for ((severity, topic), more) in sorts.into_iter().zip(stances.more_flaws) {
        report.count_more(severity, topic, more);
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
        report,
        derived,
        voters,
    })
}

/// Members and observers sponsor drafts; territories and what is no state do not.
fn can_sponsor(region: &Region) -> bool {
    matches!(region.kind, Kind::Member | Kind::Observer)
}

/// Gives every region its vote, sponsorship and stance. A voter without a row was absent if the document says so; else
/// nothing is known of it, not even that it had no vote, as a blank in its row would say.
fn stand(
    regions: &mut [Region],
    rows: &BTreeMap<String, &Row>,
    voters: &BTreeSet<String>,
    document: &Document,
) {
    let blank = if document.complete {
        Cosponsor::No
    } else {
        Cosponsor::Unknown
    };
    for region in regions.iter_mut() {
        let row = rows.get(&region.iso3);
        let is_unnamed = row.is_none() && voters.contains(&region.iso3);
        let derived = (is_unnamed && document.absence_is_derived).then_some(Vote::Absent);
        region.vote = row.map_or(derived, |row| row.vote);
        region.cosponsor = match (row, region.is_member()) {
            (Some(row), true) => row.cosponsor.unwrap_or(blank),
            (Some(row), false) if can_sponsor(region) => row.cosponsor.unwrap_or(Cosponsor::No),
            (None, true) => blank,
            (_, false) => Cosponsor::No,
        };
        region.stance = match Stance::shown(region.vote, region.cosponsor) {
            Stance::NoVote if is_unnamed => Stance::Unknown,
            stance => stance,
        };
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
