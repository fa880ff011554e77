use super::*;
use crate::import::reading::{Measure, Outcome, Total};
use crate::input::Policy;
use crate::roster::{Context, Roster};

/// A vote from lists of names, divided by commas; spans are places in nothing.
struct Lists<'a> {
    date: &'a str,
    body: Body,
    yes: &'a str,
    no: &'a str,
    abstain: &'a str,
    sponsors: &'a str,
    /// Whether all other members are absent by name.
    rest: bool,
}

const ASSEMBLY: Lists = Lists {
    date: "2022-03-02",
    body: Body::GeneralAssembly,
    yes: "France, Germany",
    no: "Belarus",
    abstain: "India",
    sponsors: "",
    rest: true,
};

fn names() -> Names {
    Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap()
}

fn found(lists: &Lists, change: impl Fn(&mut ReadVote)) -> Vec<Finding> {
    let names = names();
    let mut vote = ReadVote::default();
    let mut at = 0;
    for (written, said) in [
        (lists.yes, Said::Vote(Vote::Yes)),
        (lists.no, Said::Vote(Vote::No)),
        (lists.abstain, Said::Vote(Vote::Abstain)),
        (lists.sponsors, Said::Cosponsor(Cosponsor::Yes)),
    ] {
        for name in written
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let context = Context {
                date: Some(lists.date),
                ..Context::default()
            };
            let code = names.find(name, &context).code().map(str::to_owned);
            vote.readings.push(reading(code, name, said, at));
            at += 10;
        }
    }
    let terms = Terms {
        date: lists.date,
        body: lists.body,
        majority: Majority::Simple,
    };
    if lists.rest {
        for code in voters(&names, &terms).unwrap() {
            let is_said = vote
                .readings
                .iter()
                .any(|own| own.code.as_ref() == Some(&code));
            if !is_said {
                let label = names.label(&code);
                vote.readings
                    .push(reading(Some(code), &label, Said::Vote(Vote::Absent), at));
                at += 10;
            }
        }
    }
    change(&mut vote);
    check(&vote, 0, &names, &terms)
}

fn reading(code: Option<String>, written: &str, said: Said, at: usize) -> Reading {
    Reading {
        code,
        how: None,
        written: written.to_owned(),
        said,
        span: Span::new(at, at + 5),
        said_at: Span::new(at, at),
    }
}

fn total(measure: Option<Measure>, count: usize) -> Total {
    Total {
        measure,
        count,
        span: Span::new(0, 3),
    }
}

/// Codes of the findings, and what they are about.
fn codes(findings: &[Finding]) -> Vec<(Code, String)> {
    let codes = findings.iter().map(|own| (own.code, own.about.join(" ")));
    codes.collect()
}

#[test]
fn a_vote_that_adds_up_has_no_findings() {
    let found = found(&ASSEMBLY, |vote| {
        vote.totals = vec![
            total(Some(Measure::Yes), 2),
            total(Some(Measure::Absent), 189),
            total(None, 1),
            total(None, 2),
            total(None, 1),
        ];
        vote.outcome = Some((Outcome::Adopted, Span::default()));
    });
    assert_eq!(codes(&found), []);
}

#[test]
fn what_stands_twice_is_told_apart() {
    for (yes, no, code) in [
        ("France, France", "Belarus", Code::Duplicate),
        ("Türkiye, Turkey", "Belarus", Code::TwoNames),
        ("France, Belarus", "Belarus", Code::Conflict),
    ] {
        let found = found(
            &Lists {
                yes,
                no,
                ..ASSEMBLY
            },
            |_| {},
        );
        assert_eq!(
            found.iter().map(|own| own.code).collect::<Vec<_>>(),
            [code],
            "{yes}"
        );
        assert_eq!(found[0].spans.len(), 2);
    }
}

#[test]
fn who_had_no_vote_is_told_why() {
    for (date, body, yes, code, word) in [
        (
            "1980-01-14",
            Body::GeneralAssembly,
            "Namibia",
            Code::NotAMember,
            "since 1990-04-23",
        ),
        (
            "2022-03-02",
            Body::GeneralAssembly,
            "Kosovo",
            Code::NoVoter,
            "1244",
        ),
        (
            "2022-03-02",
            Body::GeneralAssembly,
            "Palestine",
            Code::NoVoter,
            "observer",
        ),
        (
            "2022-03-02",
            Body::GeneralAssembly,
            "Yugoslavia",
            Code::NotAMember,
            "until 2000-11-01",
        ),
        (
            "2022-02-25",
            Body::SecurityCouncil,
            "Germany",
            Code::NoSeat,
            "no seat",
        ),
    ] {
        let lists = Lists {
            date,
            body,
            yes,
            no: "",
            abstain: "",
            ..ASSEMBLY
        };
        let found = found(&lists, |_| {});
        let own = found.iter().find(|own| own.code == code);
        assert!(
            own.is_some_and(|own| own.message.contains(word)),
            "{yes}: {found:?}"
        );
    }
}

#[test]
fn members_without_a_line_are_offered_as_absent() {
    let found = found(
        &Lists {
            rest: false,
            ..ASSEMBLY
        },
        |_| {},
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code, found[0].about.len()),
        (Code::NotListed, 189)
    );
    assert_eq!(found[0].fixes[0].kind, crate::import::FixKind::Ask);
}

#[test]
fn totals_are_compared_labelled_or_as_a_set() {
    for totals in [
        vec![total(Some(Measure::Yes), 3)],
        vec![total(Some(Measure::Members), 192)],
        vec![total(None, 2), total(None, 2), total(None, 1)],
    ] {
        let found = found(&ASSEMBLY, |vote| vote.totals.clone_from(&totals));
        assert_eq!(
            codes(&found),
            [(Code::StatedTotal, String::new())],
            "{totals:?}"
        );
    }
}

#[test]
fn a_sponsor_votes_yes() {
    let lists = Lists {
        sponsors: "France, India, Germany",
        ..ASSEMBLY
    };
    assert_eq!(
        codes(&found(&lists, |_| {})),
        [(Code::SponsorVote, "IND".to_owned())]
    );
}

#[test]
fn a_stated_outcome_is_that_of_the_rules() {
    let rejected = |vote: &mut ReadVote| vote.outcome = Some((Outcome::Rejected, Span::default()));
    assert_eq!(
        codes(&found(&ASSEMBLY, rejected)),
        [(Code::Outcome, String::new())]
    );
    let veto = Lists {
        date: "2022-02-25",
        body: Body::SecurityCouncil,
        yes: "Albania, Brazil, France, Gabon, Ghana, Ireland, Kenya, Mexico, Norway, United Kingdom, United States",
        no: "Russia",
        abstain: "China, India, United Arab Emirates",
        ..ASSEMBLY
    };
    assert_eq!(codes(&found(&veto, rejected)), []);
}

#[test]
fn an_intended_vote_stays_beside_the_record() {
    let found = found(&ASSEMBLY, |vote| {
        let said = Said::Intended(Some(Vote::No));
        vote.readings
            .push(reading(Some("FRA".to_owned()), "France", said, 5000));
    });
    assert_eq!(codes(&found), [(Code::Intended, "FRA".to_owned())]);
    assert_eq!(found[0].severity, Severity::Note);
}
