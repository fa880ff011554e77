//! Regions whose shapes lie on one another: one of them hides a part of the other.

use super::Region;
use crate::geo::{self, Overlap};
use crate::input::Policy;
use crate::report::{JoinReport, Severity, Topic};

/// Reports shapes that lie on one another by more than a sliver. Areas that the policy lays over a country may.
pub(super) fn check_overlaps(
    regions: &[Region],
    policy: &Policy,
    file: &str,
    report: &mut JoinReport,
) {
    let shapes: Vec<_> = regions
        .iter()
        .map(|region| region.polygons.as_slice())
        .collect();
    let is_over = |a: &Region, b: &Region| {
        let mut areas = policy.areas.iter();
        areas.any(|area| area.code == a.iso3 && area.within == b.iso3)
    };
    let may = |a: usize, b: usize| match (regions.get(a), regions.get(b)) {
        (Some(a), Some(b)) => is_over(a, b) || is_over(b, a),
        _ => false,
    };
    let overlaps = geo::overlaps(&shapes, may);
    for Overlap { shapes, share } in overlaps.found {
        let [Some(small), Some(large)] = shapes.map(|shape| regions.get(shape)) else {
            continue;
        };
        let holder = |region: &Region| region.stance_of.clone().unwrap_or(region.iso3.clone());
        // What is of one colour hides nothing.
        let severity = match holder(small) == holder(large) {
            true => Severity::Note,
            false => Severity::Warning,
        };
        let message = format!(
            "{} ({}) lies on {} ({}) with {:.0} % of its area; which of the two is on top there is chance",
            small.name, small.iso3, large.name, large.iso3, (share * 100.0).max(1.0)
        );
        let about = vec![small.iso3.clone(), large.iso3.clone()];
        report.add_about(
            severity,
            Topic::OverlappingShapes,
            file,
            None,
            message,
            about,
        );
    }
    if !overlaps.is_complete {
        let message =
            "not all shapes were compared with one another: too many lie in the same place";
        report.add(
            Severity::Warning,
            Topic::OverlappingShapes,
            file,
            None,
            message,
        );
    }
}
