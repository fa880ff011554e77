//! Stances in words, for legends, tooltips, titles and summaries, in the map's language.

use crate::input::policy::PolicyNote;
use crate::input::Body;
use crate::join::Region;
use crate::locale::in_reading_order;
use crate::map::StanceMap;
use crate::stance::{Cosponsor, Kind, Stance, Vote};

/// A summary names the members on a side if there are at most so many.
const FEW: usize = 8;

/// The name of `region`.
pub fn name(map: &StanceMap, region: &Region) -> String {
    map.locale.name_of(region)
}

/// A stance as the legend calls it, for all that show it.
pub fn legend(map: &StanceMap, stance: Stance) -> String {
    let council = map.document.body == Body::SecurityCouncil;
    let kind = match stance {
        // In a complete document nothing but the vote of a member of the Council can be unknown.
        Stance::Unknown if council && !map.document.complete => ".council",
        Stance::NoVote if council => ".council",
        // Sponsors voted yes too: the legend says what tells the others apart from them.
        Stance::Yes => match (sponsorship_of_yes(map), map.tally.cosponsor) {
            (Some(Cosponsor::Unknown), _) => ".sponsor-unknown",
            (Some(Cosponsor::No), 1..) => ".not-sponsor",
            _ => "",
        },
        _ => "",
    };
    let key = format!("legend.{}{kind}", stance.as_str());
    map.locale.text(&key, &[])
}

/// `text` without breaks between a number and the word after it: "141 votes" stay on one line.
pub(crate) fn unbroken(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut is_after_number = false;
    while let Some(c) = rest.next() {
        let is_before_word = rest.peek().is_some_and(|next| next.is_alphabetic());
        kept.push(if c == ' ' && is_after_number && is_before_word {
            '\u{a0}'
        } else {
            c
        });
        is_after_number = c.is_numeric();
    }
    kept
}

/// The sponsorship of the members that show as "yes", if it is the same for all.
fn sponsorship_of_yes(map: &StanceMap) -> Option<Cosponsor> {
    let members = map.regions.iter().filter(|region| region.is_member());
    let shown = members.filter(|region| region.stance == Stance::Yes);
    let mut all = shown.map(|region| region.cosponsor);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The stance of a region as its card calls it.
pub fn card(map: &StanceMap, region: &Region) -> String {
    let stance = region.stance.as_str();
    let key = match is_unsettled(region) {
        true => format!("legend.{stance}"),
        false => format!("card.{stance}"),
    };
    map.locale.text(&key, &[])
}

/// Whether it has a vote that is not known; its sponsorship is.
fn is_unsettled(region: &Region) -> bool {
    (region.stance, region.cosponsor) == (Stance::Unknown, Cosponsor::No)
}

/// A region and how it stood, as a screen reader speaks it: "Tuvalu: in favour, co-sponsor".
pub fn spoken(map: &StanceMap, region: &Region) -> String {
    let mut phrases: Vec<String> = part(map, region).into_iter().collect();
    let subject = owner(map, region).unwrap_or(region);
    phrases.push(voted(map, region, subject));
    match subject.cosponsor {
        Cosponsor::Yes => phrases.push(map.locale.text("spoken.sponsor", &[])),
        Cosponsor::Unknown => phrases.push(map.locale.text("spoken.sponsor-unknown", &[])),
        Cosponsor::No => {}
    }
    let stance = phrases
        .into_iter()
        .reduce(|said, phrase| joined(map, &said, &phrase))
        .unwrap_or_default();
    let name = name(map, region);
    map.locale
        .text("spoken", &[("name", &name), ("stance", &stance)])
}

/// That it shows another's stance: "shown with the stance of: Denmark".
pub fn part(map: &StanceMap, region: &Region) -> Option<String> {
    let owner = name(map, owner(map, region)?);
    Some(map.locale.text("part", &[("country", &owner)]))
}

/// What the card's word for the stance leaves open: of a sponsor its vote, of a voter its sponsorship, of all others
/// why they had no vote.
pub fn detail(map: &StanceMap, region: &Region) -> String {
    let subject = owner(map, region).unwrap_or(region);
    let sponsorship = || {
        let key = format!("sponsor.{}", subject.cosponsor.as_str());
        map.locale.text(&key, &[])
    };
    match (region.stance, region.vote) {
        // Who sponsored and voted otherwise is shown by the vote.
        (Stance::CoSponsor, Some(_)) => map.locale.text("vote.yes", &[]),
        (_, Some(_)) => sponsorship(),
        (Stance::NoVote, None) if subject.is_member() => {
            joined(map, &seat(map, subject), &sponsorship())
        }
        (Stance::NoVote, None) if is_plain(subject) => String::new(),
        (_, None) => seat(map, subject),
    }
}

/// Whether no more can be said of it than that it has no vote.
fn is_plain(region: &Region) -> bool {
    matches!(
        region.kind,
        Kind::PartOfMember | Kind::Other | Kind::Antarctica
    )
}

/// Two phrases in one: "in favour, co-sponsor".
fn joined(map: &StanceMap, said: &str, phrase: &str) -> String {
    map.locale
        .text("spoken.join", &[("0", said), ("1", phrase)])
}

/// The cells of the table for `region`: its vote and its sponsorship.
pub fn cells(map: &StanceMap, region: &Region) -> [String; 2] {
    let vote = region.vote.map_or("none", Vote::as_str);
    [
        map.locale.text(&format!("cell.vote.{vote}"), &[]),
        map.locale
            .text(&format!("cell.sponsor.{}", region.cosponsor.as_str()), &[]),
    ]
}

fn owner<'a>(map: &'a StanceMap, region: &Region) -> Option<&'a Region> {
    let code = region.stance_of.as_deref()?;
    map.regions
        .iter()
        .find(|other| other.iso3 == code && other.is_member())
}

/// The vote that `region` shows; else why `subject`, itself or the member it is part of, has none.
fn voted(map: &StanceMap, region: &Region, subject: &Region) -> String {
    let text = |key: &str| map.locale.text(key, &[]);
    match region.vote {
        Some(vote) => text(&format!("spoken.{}", vote.as_str())),
        None if subject.is_member() => seat(map, subject),
        None if is_plain(subject) => text("seat.other"),
        None => joined(map, &seat(map, subject), &text("seat.other")),
    }
}

/// Why it has no vote.
fn seat(map: &StanceMap, region: &Region) -> String {
    let key = match (region.kind, map.document.body) {
        (Kind::Member, Body::SecurityCouncil) if !is_unsettled(region) => "seat.member.council",
        (Kind::Member, _) => "seat.member",
        (Kind::Observer, _) => "seat.observer",
        (Kind::NonSelfGoverning, _) => "seat.non-self-governing",
        (Kind::AssociatedState, _) => "seat.associated-state",
        (Kind::Exception, _) => "seat.exception",
        (Kind::Disputed, _) => "seat.disputed",
        (Kind::PartOfMember | Kind::Other | Kind::Antarctica, _) => "seat.other",
    };
    map.locale.text(key, &[])
}

/// Whose view the borders follow: what the policy says, and before it the policy's name if it isn't the built-in one.
pub(crate) fn borders(map: &StanceMap) -> String {
    let (locale, policy) = (&map.locale, &map.policy);
    let own = (!map.has_built_in_policy)
        .then(|| locale.text("borders.own", &[("name", &in_reading_order(&policy.name))]));
    let translated = locale.policy(&policy.name).filter(|_| own.is_none());
    let said = translated.unwrap_or([&policy.statement, &policy.disclaimer]);
    let said = said.into_iter().filter(|text| !text.trim().is_empty());
    let said = own.into_iter().chain(said.map(in_reading_order));
    together(
        map,
        undrawn(map).into_iter().chain(derived(map)).chain(said),
    )
}

/// Members that have neither shape nor place on the map nor show on another's shape, with their votes.
fn undrawn(map: &StanceMap) -> Option<String> {
    let is_shown = |code: &str| {
        let mut others = map.regions.iter();
        others.any(|other| other.stance_of.as_deref() == Some(code) && !other.polygons.is_empty())
    };
    let members = map.regions.iter().filter(|region| region.is_member());
    let undrawn =
        members.filter(|own| own.polygons.is_empty() && own.home.is_none() && !is_shown(&own.iso3));
    let mut names: Vec<String> = undrawn.map(|region| spoken(map, region)).collect();
    names.sort();
    let countries = names.join("; ");
    (!names.is_empty()).then(|| map.locale.text("undrawn", &[("countries", &countries)]))
}

/// How many members are absent because nothing was said of them.
fn derived(map: &StanceMap) -> Option<String> {
    let n = map.tally.derived;
    (n > 0).then(|| map.locale.count("derived", n, &[]))
}

/// The document's note, and the findings that it accepts.
pub(crate) fn note(map: &StanceMap, note: Option<&str>) -> Option<String> {
    let accepted = map.document.accept.iter().map(|own| {
        let values = [("why", &own.why), ("by", &own.by), ("about", &own.about)];
        let values = values.map(|(name, text)| (name, in_reading_order(text)));
        let values = values.each_ref().map(|(name, text)| (*name, text.as_str()));
        map.locale.text("accepted", &values)
    });
    let all: Vec<String> = note
        .map(str::to_owned)
        .into_iter()
        .chain(accepted)
        .collect();
    (!all.is_empty()).then(|| together(map, all))
}

/// The footnote about a disputed place: the place, with what leads over to the text, and the
/// text.
pub fn footnote(map: &StanceMap, note: &PolicyNote) -> (String, String) {
    let translated = map.locale.footnote(&map.policy.name, &note.about);
    // Another policy may say otherwise about the same place.
    let translated = translated.filter(|_| map.has_built_in_policy);
    let (about, text) = translated.unwrap_or((&note.about, &note.text));
    (
        map.locale.text("lead", &[("about", about)]),
        text.to_owned(),
    )
}

/// How to read the circles.
pub fn key(map: &StanceMap, has_markers: bool) -> Option<String> {
    has_markers.then(|| map.locale.text("key", &[]))
}

/// What the map shows: what, when, how many of each. It replaces the picture where that can't be seen
/// (`alt`).
pub fn summary(map: &StanceMap) -> String {
    let (locale, tally) = (&map.locale, &map.tally);
    let what = match map.document.body {
        Body::GeneralAssembly => "summary.assembly",
        Body::SecurityCouncil => "summary.council",
    };
    let date = locale.date(&map.document.date);
    let votes = [tally.yes, tally.no, tally.abstain, tally.absent].map(|n| locale.number(n));
    let [yes, no, abstain, absent] = &votes;
    let mut sentences = vec![
        locale.count(what, map.members(), &[("date", &date)]),
        locale.text(
            "summary.votes",
            &[
                ("yes", yes),
                ("no", no),
                ("abstain", abstain),
                ("absent", absent),
            ],
        ),
    ];
    let sponsors = match (tally.cosponsor, tally.cosponsor_unknown) {
        (0, 0) => None,
        (_, 0) => Some("summary.sponsors"),
        _ => Some("summary.sponsors-known"),
    };
    sentences.extend(sponsors.map(|key| locale.count(key, tally.cosponsor, &[])));
    together(map, sentences)
}

/// The summary, and who stands out: the members on every side of at most eight.
pub fn description(map: &StanceMap) -> String {
    let mut sentences = vec![summary(map)];
    for stance in [
        Stance::No,
        Stance::Abstain,
        Stance::Absent,
        Stance::CoSponsor,
        Stance::Yes,
    ] {
        let names: Vec<String> = map
            .regions
            .iter()
            .filter(|region| region.is_member() && region.stance == stance)
            .map(|region| name(map, region))
            .collect();
        if (1..=FEW).contains(&names.len()) {
            let side = legend(map, stance);
            let countries = map.locale.list(&names);
            sentences.push(map.locale.text(
                "summary.who",
                &[("stance", &side), ("countries", &countries)],
            ));
        }
    }
    together(map, sentences)
}

/// Sentences one after the other; not every script puts a space between them.
pub(crate) fn together(map: &StanceMap, sentences: impl IntoIterator<Item = String>) -> String {
    sentences
        .into_iter()
        .reduce(|said, next| {
            map.locale
                .text("summary.join", &[("0", &said), ("1", &next)])
        })
        .unwrap_or_default()
}
