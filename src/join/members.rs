//! Members that the boundaries lack, and disputed areas of the policy.

use std::collections::BTreeSet;

use super::Region;
use crate::geo::{self, Polygon};
use crate::input::{Members, Policy, RegionalGroup};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::stance::Kind;

/// Gives members their capitals and adds those without a feature. A state that was not yet a member on
/// the day is none here.
pub(super) fn add_members(
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
