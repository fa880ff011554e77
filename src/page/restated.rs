//! What changes of page data with the stances: told at once after a key is pressed in the studio. Markers and names stay
//! in their places, which take a hundred times as long, until the whole page data is made again.

use serde::Serialize;

use super::{status, BreakpointLayout, PageData, Status};
use crate::map::StanceMap;
use crate::report::JoinReport;
use crate::tally::Tally;

/// The page data of a map with other stances.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Restated {
    /// With the layouts of the map before.
    page: PageData,
    /// What describes regions, once each.
    statuses: Vec<Status>,
    /// The number of each region's.
    status_of: Vec<usize>,
    /// The counts.
    tally: Tally,
    /// What the join found.
    report: JoinReport,
}

impl Restated {
    /// Of `map`, in the layouts that it had before for figures of `widths`, CSS px.
    pub fn new(map: &StanceMap, widths: &[f64], layouts: Vec<BreakpointLayout>) -> Self {
        let mut statuses: Vec<Status> = Vec::new();
        let status_of = map.regions.iter().map(|region| {
            let own = status(map, region);
            let known = statuses.iter().position(|known| *known == own);
            known.unwrap_or_else(|| {
                statuses.push(own);
                statuses.len() - 1
            })
        });
        let status_of = status_of.collect();
        Self {
            page: PageData::with_layouts(map, widths, layouts),
            statuses,
            status_of,
            tally: map.tally.clone(),
            report: map.report.clone(),
        }
    }
}
