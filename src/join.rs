//! Countries × stances × members → regions with a status, and a report of what did not match.

use serde::Serialize;

use crate::geo::{LonLat, Polygon};
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
}

/// What the join could not match, kept so that nothing is dropped silently.
#[derive(Debug, Clone, Default, Serialize)]
pub struct JoinReport {}
