//! How one country stood: its vote, its sponsorship, and the one stance they show as.

use serde::{Deserialize, Serialize};

/// A recorded vote. A country that had no vote has no `Vote`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vote {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Abstained.
    Abstain,
    /// Had a vote and did not use it.
    Absent,
}

/// Whether a country put its name to the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cosponsor {
    /// Named as a sponsor.
    Yes,
    /// Known not to be one.
    No,
    /// The source does not show it.
    #[default]
    Unknown,
}

/// What a feature of the map is, from the point of view of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One of the member states.
    Member,
    /// A non-member observer state.
    Observer,
    /// On the United Nations' list of non-self-governing territories.
    NonSelfGoverning,
    /// Self-governing in free association with a member.
    AssociatedState,
    /// Takes the stance of the member it is part of.
    PartOfMember,
    /// Drawn apart as a stated exception to the policy.
    Exception,
    /// Claimed by several states; drawn neutral.
    Disputed,
    /// Antarctica.
    Antarctica,
    /// A feature that the policy does not know.
    Other,
}

/// The one stance a country shows as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Sponsored the draft (and did not vote otherwise).
    CoSponsor,
    /// Voted in favour.
    Yes,
    /// Abstained.
    Abstain,
    /// Voted against.
    No,
    /// Did not use its vote.
    Absent,
    /// The source does not show it.
    Unknown,
    /// Had no vote.
    NoVote,
}

impl Stance {
    /// Every stance, in the order of the legend.
    pub const ALL: [Self; 7] = [
        Self::CoSponsor,
        Self::Yes,
        Self::Abstain,
        Self::No,
        Self::Absent,
        Self::Unknown,
        Self::NoVote,
    ];

    /// The first that applies of: no, abstain, absent, co-sponsor, yes, unknown, no vote.
    pub fn shown(vote: Option<Vote>, cosponsor: Cosponsor) -> Self {
        match (vote, cosponsor) {
            (Some(Vote::No), _) => Self::No,
            (Some(Vote::Abstain), _) => Self::Abstain,
            (Some(Vote::Absent), _) => Self::Absent,
            (_, Cosponsor::Yes) => Self::CoSponsor,
            (Some(Vote::Yes), _) => Self::Yes,
            (None, Cosponsor::Unknown) => Self::Unknown,
            (None, Cosponsor::No) => Self::NoVote,
        }
    }

    /// The word used in files and attributes: `co-sponsor`, `no-vote` …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CoSponsor => "co-sponsor",
            Self::Yes => "yes",
            Self::Abstain => "abstain",
            Self::No => "no",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
            Self::NoVote => "no-vote",
        }
    }
}

impl Vote {
    /// The word used in files and attributes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Abstain => "abstain",
            Self::Absent => "absent",
        }
    }
}

impl Cosponsor {
    /// The word used in files and attributes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Member,
        Self::Observer,
        Self::NonSelfGoverning,
        Self::AssociatedState,
        Self::PartOfMember,
        Self::Exception,
        Self::Disputed,
        Self::Antarctica,
        Self::Other,
    ];

    /// Whether the area lies over the shapes of others, and so is painted and hit above them.
    pub fn is_overlay(self) -> bool {
        self == Self::Disputed
    }

    /// The word used in files and attributes: `non-self-governing` …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Observer => "observer",
            Self::NonSelfGoverning => "non-self-governing",
            Self::AssociatedState => "associated-state",
            Self::PartOfMember => "part-of-member",
            Self::Exception => "exception",
            Self::Disputed => "disputed",
            Self::Antarctica => "antarctica",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_against_outweighs_sponsorship() {
        assert_eq!(Stance::shown(Some(Vote::No), Cosponsor::Yes), Stance::No);
    }

    #[test]
    fn a_yes_vote_with_unknown_sponsorship_shows_as_yes() {
        assert_eq!(
            Stance::shown(Some(Vote::Yes), Cosponsor::Unknown),
            Stance::Yes
        );
    }

    #[test]
    fn no_vote_and_unknown_sponsorship_is_unknown_never_no() {
        assert_eq!(Stance::shown(None, Cosponsor::Unknown), Stance::Unknown);
    }

    #[test]
    fn words_in_files_equal_words_in_attributes() {
        for stance in Stance::ALL {
            assert_eq!(serde_json::to_value(stance).unwrap(), stance.as_str());
        }
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
