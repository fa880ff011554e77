//! Names of a vote become readings, by what the rest of the vote and the day say; and what is doubtful about them.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::reader::{Mention, Reader};
use crate::import::{Code, Finding, Fix, FixKind, Measure, Reading, Said, Sentence, Span};
use crate::report::Severity;
use crate::roster::{Context, How, Match};
use crate::stance::{Kind, Vote};

/// A name with what is said of it.
struct Named<'g> {
    mention: &'g Mention,
    said: Said,
    said_at: Span,
}

/// Of names whose everyday form is another, as many must be the United Nations' own for a list to be one of its records.
const OFFICIAL: usize = 3;

/// The readings of a vote, in the order of the source, and the findings about its names.
pub(super) fn resolved(
    reader: &Reader,
    group: &Group,
    vote: usize,
) -> (Vec<Reading>, Vec<Finding>) {
    let named = named(group);
    let clear = |is_sponsor: bool| -> BTreeSet<String> {
        let own = named
            .iter()
            .filter(|own| is_sponsor == !matches!(own.said, Said::Vote(_)));
        own.filter_map(|own| own.mention.found.code())
            .map(str::to_owned)
            .collect()
    };
    let (voters, sponsors) = (clear(false), clear(true));
    let official = is_official(reader, &named);
    let mut readings = Vec::new();
    let mut findings = Vec::new();
    let mut seen: BTreeMap<(String, String), Span> = BTreeMap::new();
    for own in &named {
        let others = match own.said {
            Said::Vote(_) => Some(&voters),
            Said::Intended(_) => None,
            _ => Some(&sponsors),
        };
        let found = match &own.mention.found {
            // Nobody votes twice: the rest of the vote may leave one of several.
            Match::Several(_) => {
                let context = Context {
                    date: reader.date,
                    others,
                    official,
                };
                reader.names.find(&own.mention.written, &context)
            }
            found => found.clone(),
        };
        let found = voter(reader, own, found);
        findings.extend(finding(reader, own, &found, vote));
        let code = found.code().map(str::to_owned);
        if let Some(code) = &code {
            let key = (code.clone(), format!("{:?}", own.said));
            match seen.get(&key) {
                Some(first) => findings.push(duplicate(reader, own, code, *first, vote)),
                None => drop(seen.insert(key, own.mention.span)),
            }
        }
        let how = match found {
            Match::One(_, how) => Some(how),
            _ => None,
        };
        readings.push(Reading {
            code,
            how,
            written: own.mention.written.clone(),
            said: own.said,
            span: own.mention.span,
            said_at: own.said_at,
        });
    }
    (readings, findings)
}

/// A place that has no vote is told as such, but for observers that sponsor.
fn voter(reader: &Reader, own: &Named, found: Match) -> Match {
    let Match::One(code, _) = &found else {
        return found;
    };
    let Some(place) = reader
        .names
        .place(code)
        .filter(|place| place.kind != Kind::Member)
    else {
        return found;
    };
    if place.kind == Kind::Observer && !matches!(own.said, Said::Vote(_)) {
        return found;
    }
    match (&place.stance_of, reader.names.answer(&own.mention.written)) {
        (Some(state), None) => Match::Part(state.clone()),
        (_, Some(answer)) => Match::None(answer.to_owned()),
        (None, None) => {
            Match::None("is no member of the United Nations and has no vote".to_owned())
        }
    }
}

/// The names of a group in the order of the source.
fn named(group: &Group) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    for own in &group.lists {
        let (said, said_at) = (own.label.said, own.label.span);
        all.extend(own.list.mentions.iter().map(|mention| Named {
            mention,
            said,
            said_at,
        }));
    }
    for row in group.rows.iter().flat_map(|rows| &rows.rows) {
        all.push(Named {
            mention: &row.mention,
            said: row.said,
            said_at: row.said_at,
        });
    }
    for own in &group.sponsors {
        let (said, said_at) = (own.said, own.words);
        all.extend(own.list.mentions.iter().map(|mention| Named {
            mention,
            said,
            said_at,
        }));
    }
    for own in &group.intents {
        let (said, said_at) = (Said::Intended(own.vote), own.words);
        all.extend(own.mentions.iter().map(|mention| Named {
            mention,
            said,
            said_at,
        }));
    }
    // A sentence repeats names of the lists.
    let mut listed: BTreeSet<(String, String)> = all
        .iter()
        .filter_map(|own| {
            Some((
                own.mention.found.code()?.to_owned(),
                format!("{:?}", own.said),
            ))
        })
        .collect();
    for (measure, said_at, mentions) in group.statements.iter().flat_map(|own| &own.named) {
        let said = Said::Vote(match measure {
            Measure::Yes => Vote::Yes,
            Measure::No => Vote::No,
            Measure::Abstain => Vote::Abstain,
            _ => Vote::Absent,
        });
        // Of a side that is listed, the list has the names that are doubtful too.
        let has_list = group
            .lists
            .iter()
            .any(|own| own.label.said == said && !own.list.mentions.is_empty());
        let own: Vec<Named> = mentions
            .iter()
            .filter(|mention| match mention.found.code() {
                Some(code) => !listed.contains(&(code.to_owned(), format!("{said:?}"))),
                None => !has_list,
            })
            .map(|mention| Named {
                mention,
                said,
                said_at: *said_at,
            })
            .collect();
        // A second sentence of the same vote repeats the names of the first.
        listed.extend(
            own.iter().filter_map(|own| {
                Some((own.mention.found.code()?.to_owned(), format!("{said:?}")))
            }),
        );
        all.extend(own);
    }
    all.sort_by_key(|own| own.mention.span.start);
    all
}

/// Whether the names are the United Nations' own throughout.
fn is_official(reader: &Reader, named: &[Named]) -> bool {
    // "Congo" before Zaire was both.
    if reader.date.is_some_and(|date| date < "1971-10-27") {
        return false;
    }
    let known = named
        .iter()
        .filter_map(|own| Some((own.mention, own.mention.found.code()?)));
    let telling: Vec<bool> = known
        .filter(|(_, code)| reader.names.has_own_official_name(code))
        .map(|(mention, code)| reader.names.is_official(&mention.written, code))
        .collect();
    let official = telling.iter().filter(|own| **own).count();
    official >= OFFICIAL && official * 10 >= telling.len() * 9
}

fn finding(reader: &Reader, own: &Named, found: &Match, vote: usize) -> Option<Finding> {
    let names = reader.names;
    let mention = own.mention;
    let written = &mention.written;
    let name_of = |code: &str| {
        names
            .place(code)
            .map_or(code, |place| place.name.as_str())
            .to_owned()
    };
    let fix = |kind: FixKind, code: &str| {
        let said = Sentence::new("fix.read").text("written", written);
        Fix::new(
            kind,
            mention.span,
            name_of(code),
            said.state("state", names, code),
        )
    };
    let shown: String = written.chars().take(80).collect();
    let told = |key: &'static str| Sentence::new(key).text("written", shown.as_str());
    let (code, severity, message, about, fixes) = match found {
        // "Germany" is its own name, though another had it once.
        Match::One(code, How::Date) if name_of(code) == *written => return None,
        Match::One(code, how) => {
            let why = match how {
                How::Date if reader.date.is_none() => Sentence::new("why.gone"),
                How::Date => Sentence::new("why.no-members"),
                How::List => Sentence::new("why.list"),
                How::Seat => Sentence::new("why.seat"),
                How::Spacing => Sentence::new("why.spacing"),
                How::Note(note) if note == written => Sentence::new("why.mark"),
                How::Note(note) => Sentence::new("why.note").text("note", note),
                How::Name | How::Code if mention.is_mended => Sentence::new("why.mended"),
                How::Name | How::Code => return None,
            };
            let message = told("name.read").state("state", names, code);
            let message = message.sentence("why", why);
            (
                Code::NameRead,
                Severity::Note,
                message,
                vec![code.clone()],
                vec![fix(FixKind::Safe, code)],
            )
        }
        Match::Several(codes) => {
            let all = codes.iter().map(String::as_str);
            let message = told("name.several").states("states", names, all, true);
            let fixes = codes.iter().map(|code| fix(FixKind::Show, code)).collect();
            (
                Code::AmbiguousName,
                Severity::Error,
                message,
                codes.clone(),
                fixes,
            )
        }
        Match::Part(state) => {
            let message = told("name.part").state("state", names, state);
            (
                Code::PartOfState,
                Severity::Error,
                message,
                vec![state.clone()],
                vec![fix(FixKind::Show, state)],
            )
        }
        Match::None(answer) => {
            // An observer may sponsor.
            let severity = match own.said {
                Said::Vote(_) => Severity::Error,
                _ => Severity::Warning,
            };
            (
                Code::NoVoter,
                severity,
                told("name.no-voter").answer("answer", answer),
                Vec::new(),
                Vec::new(),
            )
        }
        Match::Unknown(near) => {
            let message = match near {
                Some(code) => told("name.near").state("state", names, code),
                None => told("name.unknown"),
            };
            let fixes = near.iter().map(|code| fix(FixKind::Ask, code)).collect();
            (
                Code::UnknownName,
                Severity::Error,
                message,
                near.iter().cloned().collect(),
                fixes,
            )
        }
    };
    let spans = vec![mention.span, own.said_at];
    Some(Finding {
        vote: Some(vote),
        about,
        fixes,
        ..Finding::of_source(code, severity, message, spans)
    })
}

fn duplicate(reader: &Reader, own: &Named, code: &str, first: Span, vote: usize) -> Finding {
    let message = Sentence::new("twice.list").state("state", reader.names, code);
    let spans = vec![own.mention.span, first];
    Finding {
        vote: Some(vote),
        about: vec![code.to_owned()],
        ..Finding::of_source(Code::Duplicate, Severity::Warning, message, spans)
    }
}
