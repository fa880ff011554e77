//! Stances in words, for legends, tooltips and titles. English.

use crate::input::Body;
use crate::join::Region;
use crate::map::StanceMap;
use crate::stance::{Cosponsor, Kind, Stance, Vote};

/// A stance as the legend of a vote in `body` calls it.
pub fn legend(stance: Stance, body: Body) -> &'static str {
    match (stance, body) {
        (Stance::CoSponsor, _) => "Co-sponsored",
        (Stance::Yes, _) => "Voted yes",
        (Stance::Abstain, _) => "Abstained",
        (Stance::No, _) => "Voted no",
        (Stance::Absent, _) => "Absent",
        (Stance::Unknown, Body::SecurityCouncil) => "No seat; sponsorship unknown",
        (Stance::Unknown, Body::GeneralAssembly) => "Unknown",
        (Stance::NoVote, Body::SecurityCouncil) => "No vote, no sponsor",
        (Stance::NoVote, Body::GeneralAssembly) => "No vote",
    }
}

/// How `region` stood, in one phrase: "co-sponsored and voted yes".
pub fn stance(map: &StanceMap, region: &Region) -> String {
    match owner(map, region) {
        Some(member) => format!("part of {}, which {}", member.name, own_stance(map, member)),
        None => own_stance(map, region),
    }
}

fn own_stance(map: &StanceMap, region: &Region) -> String {
    let sponsored = match region.cosponsor {
        Cosponsor::Yes => Some("co-sponsored"),
        Cosponsor::No => None,
        Cosponsor::Unknown => Some("sponsorship unknown"),
    };
    match (region.vote, sponsored, region.cosponsor) {
        (Some(vote), Some(sponsored), Cosponsor::Yes) => format!("{sponsored} and {}", voted(vote)),
        (Some(vote), Some(sponsored), _) => format!("{}, {sponsored}", voted(vote)),
        (Some(vote), None, _) => voted(vote).to_owned(),
        (None, Some(sponsored), _) => format!("{}, {sponsored}", seat(map, region)),
        (None, None, _) => seat(map, region),
    }
}

/// That it shows another's stance: "part of Denmark".
pub fn part(map: &StanceMap, region: &Region) -> Option<String> {
    owner(map, region).map(|member| format!("part of {}", member.name))
}

/// Its vote in words: "voted yes", "not on the Council", "observer state, no vote".
pub fn vote(map: &StanceMap, region: &Region) -> String {
    match region.vote {
        Some(vote) => voted(vote).to_owned(),
        None => seat(map, owner(map, region).unwrap_or(region)),
    }
}

/// Its sponsorship in words; none for places that could not sponsor.
pub fn sponsorship(map: &StanceMap, region: &Region) -> Option<&'static str> {
    let subject = owner(map, region).unwrap_or(region);
    match subject.cosponsor {
        Cosponsor::Yes => Some("co-sponsored the draft"),
        Cosponsor::Unknown => Some("not known whether it co-sponsored"),
        Cosponsor::No if subject.is_member() => Some("not a co-sponsor"),
        Cosponsor::No => None,
    }
}

fn owner<'a>(map: &'a StanceMap, region: &Region) -> Option<&'a Region> {
    let code = region.stance_of.as_deref()?;
    map.regions
        .iter()
        .find(|other| other.iso3 == code && other.is_member())
}

fn voted(vote: Vote) -> &'static str {
    match vote {
        Vote::Yes => "voted yes",
        Vote::No => "voted no",
        Vote::Abstain => "abstained",
        Vote::Absent => "absent",
    }
}

/// Why it has no vote.
fn seat(map: &StanceMap, region: &Region) -> String {
    match (region.kind, map.document.body) {
        (Kind::Member, Body::SecurityCouncil) => "not on the Security Council",
        (Kind::Member, Body::GeneralAssembly) => "no vote recorded",
        (Kind::Observer, _) => "observer state, no vote",
        (Kind::NonSelfGoverning, _) => "non-self-governing territory, no vote",
        (Kind::AssociatedState, _) => "associated state, no vote",
        (Kind::PartOfMember | Kind::Other, _) => "no vote",
        (Kind::Exception, _) => "drawn apart as a stated exception, no vote",
        (Kind::Disputed, _) => "disputed area, no vote",
        (Kind::Antarctica, _) => "no vote",
    }
    .to_owned()
}

/// How to read the circles.
pub fn key(has_markers: bool) -> Option<String> {
    has_markers.then(|| "Circles are members too small to see at this size.".to_owned())
}
