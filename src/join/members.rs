//! Members that the boundaries lack, states that are gone, and disputed areas of the policy.

use std::collections::{BTreeMap, BTreeSet};

use super::{Region, Sources};
use crate::geo::{self, Polygon};
use crate::input::Policy;
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::roster::{RegionalGroup, State};
use crate::stance::Kind;

/// Gives members their capitals and adds those without a feature. A state that was not yet a member on the day is
/// none here; where it took over the seat of a member of the day, its shape shows the stance of that.
pub(super) fn add_members(
    regions: &mut Vec<Region>,
    sources: &Sources,
    on_the_day: &BTreeSet<String>,
    report: &mut JoinReport,
) {
    let roster = sources.names.roster();
    let file = &sources.boundaries.file;
    let at: BTreeMap<String, usize> = regions
        .iter()
        .enumerate()
        .map(|(at, region)| (region.iso3.clone(), at))
        .collect();
    let mut without_shape = Vec::new();
    // By the state of today, whose seat it was.
    let mut seats: BTreeMap<&str, &str> = BTreeMap::new();
    for state in &roster.states {
        let earlier = roster.predecessor_on(&state.code, &sources.document.date);
        let kind = match (roster.was_member(&state.code), earlier) {
            _ if on_the_day.contains(&state.code) => Kind::Member,
            (true, Some(_)) => Kind::PartOfMember,
            (true, None) => Kind::Other,
            (false, _) => Kind::Observer,
        };
        let group = match kind {
            Kind::Member => state.group,
            _ => RegionalGroup::Other,
        };
        match at.get(&state.code).and_then(|at| regions.get_mut(*at)) {
            Some(region) => {
                region.home = state.capital();
                region.kind = kind;
                region.group = group;
                if let Some(earlier) = earlier {
                    region.stance_of = Some(earlier.to_owned());
                }
                if let Some(earlier) = earlier.filter(|_| !region.polygons.is_empty()) {
                    seats.insert(&state.code, earlier);
                }
                if region.polygons.is_empty() && kind == Kind::Member {
                    without_shape.push(state);
                }
            }
            None if kind == Kind::Member => {
                without_shape.push(state);
                let mut region = Region::new(&state.code, &state.name, kind);
                region.group = group;
                region.home = state.capital();
                regions.push(region);
            }
            None => {}
        }
    }
    // Parts of a state that took over a seat show what it shows.
    for region in regions.iter_mut() {
        let earlier = region.stance_of.as_deref().and_then(|of| seats.get(of));
        if let Some(earlier) = earlier {
            region.stance_of = Some((*earlier).to_owned());
        }
    }
    let (at_capitals, gone): (Vec<_>, Vec<_>) = without_shape
        .into_iter()
        .partition(|state| state.capital().is_some());
    let shown_by = |code: &str| seats.iter().find(|(_, earlier)| **earlier == code);
    let (taken_over, gone): (Vec<_>, Vec<_>) = gone
        .into_iter()
        .partition(|state| shown_by(&state.code).is_some());
    let taken_over: Vec<String> = taken_over
        .iter()
        .filter_map(|state| {
            let (shape, _) = shown_by(&state.code)?;
            let (own, shape) = (sources.names.label(&state.code), sources.names.label(shape));
            Some(format!("{own} on that of {shape}"))
        })
        .collect();
    let mut add = |severity, message: String, about: Vec<String>| {
        report.add_about(severity, Topic::NoShape, file, None, message, about);
    };
    let codes = |states: &[&State]| {
        let codes = states.iter().map(|state| state.code.clone());
        codes.collect::<Vec<_>>()
    };
    let labels = |states: &[&State]| {
        let labels = states.iter().map(|state| sources.names.label(&state.code));
        some_of(&labels.collect::<Vec<_>>())
    };
    if !at_capitals.is_empty() {
        let message = format!(
            "no shape for {} of the members, which show as markers at their capitals: {}",
            at_capitals.len(),
            labels(&at_capitals)
        );
        // A base map may lack the small ones; one that lacks most is another map.
        let severity = match at_capitals.len() * 2 > on_the_day.len() {
            true => Severity::Warning,
            false => Severity::Note,
        };
        add(severity, message, codes(&at_capitals));
    }
    if !taken_over.is_empty() {
        let message = format!(
            "members of the day that are gone show on the shape of the state that took over the seat: {}",
            taken_over.join(", ")
        );
        add(Severity::Note, message, Vec::new());
    }
    if !gone.is_empty() {
        let message = format!(
            "members of the day that are gone have no shape; the map names them in a note, tally and table count them: {}",
            labels(&gone)
        );
        add(Severity::Note, message, codes(&gone));
    }
}

/// Areas that show no member's stance are regions of their own, where the map has what they lie in; the
/// others are outlines only.
pub(super) fn add_areas(regions: &mut Vec<Region>, policy: &Policy) {
    for area in policy.areas.iter().filter(|area| area.shows.is_none()) {
        let find = |code: &str| regions.iter().find(|region| region.iso3 == code);
        let is_in = find(&area.within).is_some_and(|region| !region.polygons.is_empty());
        if find(&area.code).is_some() || !is_in {
            continue;
        }
        let mut region = Region::new(&area.code, &area.name, Kind::Disputed);
        region.polygons = geo::normalised(vec![Polygon {
            rings: vec![area.outline.clone()],
        }]);
        regions.push(region);
    }
}
