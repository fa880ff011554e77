//! The stances of a map: given to its places, and given anew while the shapes stay.

use std::sync::OnceLock;

use super::StanceMap;
use crate::accept::accept;
use crate::error::Result;
use crate::input::{Boundaries, Document, StanceTable};
use crate::join::{join, Region, Sources};
use crate::report::{JoinReport, Severity, Topic};
use crate::roster::Names;
use crate::tally::Tally;

impl StanceMap {
    /// Shows another document and table on the same boundaries, under the same policy and on the same day; `names` are
    /// those of that policy. Whether that can be done: on another day others are members, and the map is to be made anew.
    ///
    /// # Errors
    /// Voters that are not known. The map is as it was then.
    pub fn restate(
        &mut self,
        document: Document,
        stances: &StanceTable,
        names: &Names,
    ) -> Result<bool> {
        let own = &self.document;
        if own.date != document.date || document.voters.is_some() || own.policy != document.policy {
            return Ok(false);
        }
        let boundaries = Boundaries {
            file: own.countries.clone(),
            ..Boundaries::default()
        };
        let sources = Sources {
            document: &document,
            boundaries: &boundaries,
            key: None,
            stances,
            names,
            policy: &self.policy,
            voters: None,
        };
        let (tally, report) = stand(&mut self.regions, self.placed.clone(), &sources)?;
        (self.tally, self.report) = (tally, report);
        if (own.frame, own.projection) != (document.frame, document.projection) {
            self.extent = OnceLock::new();
        }
        self.document = document;
        Ok(true)
    }
}

/// Gives the places their stances, counts and checks; the report is complete then.
pub(super) fn stand(
    regions: &mut [Region],
    placed: JoinReport,
    sources: &Sources,
) -> Result<(Tally, JoinReport)> {
    let (document, file) = (sources.document, &sources.stances.file);
    let joined = join(regions, placed, sources)?;
    let mut report = joined.report;
    let tally = Tally::new(document, regions, &joined.voters, joined.derived);
    tally.check(document, file, regions, &joined.voters, &mut report);
    let (asked, used) = (document.center, document.projection);
    if asked.lat != used.center().lat {
        let message = format!(
            "latitude {} has no effect: {} keeps the equator level; only orthographic turns to it",
            asked.lat,
            used.name().as_str()
        );
        let place = Some("\"projection.center\"".to_owned());
        let (file, topic) = (&document.file, Topic::UnusedSetting);
        report.add(Severity::Warning, topic, file, place, message);
    }
    accept(document, &mut report);
    report.finish();
    Ok((tally, report))
}
