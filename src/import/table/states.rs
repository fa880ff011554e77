//! Names and codes in cells → states, and what is told about those that are none.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Cell;
use crate::import::{Code, Finding, Fix, FixKind, Options, Sentence, Span};
use crate::input::folded;
use crate::report::Severity;
use crate::roster::{Context, How, Match, Names};

/// No name is longer, in bytes: longer cells are not compared with every name.
const LONGEST: usize = 200;
/// For so many names that are not known a near one is looked for.
const SUGGESTED: usize = 500;

/// Finds the states of one list.
pub(super) struct States<'a> {
    names: &'a Names,
    date: Option<String>,
    others: BTreeSet<String>,
    official: bool,
    /// Names that are read as others.
    fixes: &'a BTreeMap<Span, String>,
    /// For how many a near name was looked for.
    looked: std::cell::Cell<usize>,
}

impl<'a> States<'a> {
    /// For a list with these cells.
    pub(super) fn new<'c>(
        names: &'a Names,
        options: &'a Options,
        date: Option<&str>,
        cells: impl Iterator<Item = &'c str>,
    ) -> Self {
        let date = options.date.clone().or(date.map(str::to_owned));
        let mut own = Self {
            names,
            date,
            others: BTreeSet::new(),
            official: false,
            fixes: &options.fixes,
            looked: std::cell::Cell::new(0),
        };
        let (mut official, mut all) = (0, 0);
        for cell in cells.filter(|cell| cell.len() <= LONGEST && names.is_known(cell)) {
            let Match::One(code, how) = names.find(cell, &own.context(false)) else {
                continue;
            };
            if how == How::Name {
                let state = names.roster().state(&code);
                all += 1;
                official +=
                    usize::from(state.is_some_and(|state| folded(&state.un_name) == folded(cell)));
            }
            own.others.insert(code);
        }
        own.official = all >= 20 && official == all;
        own
    }

    /// What is known beside a cell; with what else the list names, or without.
    fn context(&self, listed: bool) -> Context<'_> {
        Context {
            date: self.date.as_deref(),
            others: (listed && !self.others.is_empty()).then_some(&self.others),
            official: self.official,
        }
    }

    /// The state of a row that has it in these cells; they must agree.
    pub(super) fn find(
        &self,
        cells: &[&Cell],
        findings: &mut Vec<Finding>,
    ) -> (Option<String>, Option<How>) {
        let found: Vec<(&Cell, Match)> = cells
            .iter()
            .map(|cell| (*cell, self.matched(self.text(cell))))
            .collect();
        let codes: BTreeSet<&str> = found.iter().filter_map(|(_, own)| own.code()).collect();
        let clear: BTreeSet<&str> = match codes.len() {
            0 | 1 => codes,
            // "Congo" beside COD is narrowed by its code.
            _ => found
                .iter()
                .filter_map(|(_, own)| match own {
                    Match::One(code, How::Code | How::Name) => Some(code.as_str()),
                    _ => None,
                })
                .collect(),
        };
        if let [code] = clear.iter().copied().collect::<Vec<_>>().as_slice() {
            let contradicts = found.iter().find(|(cell, own)| match own {
                // The list has what its own code says, too.
                Match::Several(_) => match self.names.find(self.text(cell), &self.context(false)) {
                    Match::Several(codes) => !codes.iter().any(|own| own == code),
                    found => found.code() != Some(*code),
                },
                Match::Part(_) | Match::None(_) => true,
                _ => false,
            });
            if contradicts.is_none() {
                let how = found.iter().find_map(|(_, own)| match own {
                    Match::One(own, how) if own == code => Some(how.clone()),
                    _ => None,
                });
                return (Some((*code).to_owned()), how);
            }
        }
        if clear.len() > 1 {
            let written: Vec<String> = cells.iter().map(|c| format!("“{}”", c.text)).collect();
            let message = Sentence::new("conflict.row")
                .text("written", written.join(", "))
                .states("states", self.names, clear, false);
            let spans = cells.iter().map(|cell| cell.span).collect();
            findings.push(Finding::of_source(
                Code::Conflict,
                Severity::Error,
                message,
                spans,
            ));
            return (None, None);
        }
        let doubtful = found.iter().find(|(_, own)| own.code().is_none());
        if let Some((cell, found)) = doubtful {
            findings.push(self.told(&cell.text, cell.span, found));
        }
        (None, None)
    }

    fn text<'c>(&'c self, cell: &'c Cell) -> &'c str {
        self.fixes.get(&cell.span).unwrap_or(&cell.text)
    }

    fn matched(&self, written: &str) -> Match {
        match written.len() <= LONGEST {
            true => self.known_or_near(written),
            false => Match::Unknown(None),
        }
    }

    /// To look for a near name takes time: it is done for so many that a person could look at.
    fn known_or_near(&self, written: &str) -> Match {
        let found = self.names.find_known(written, &self.context(true));
        found.unwrap_or_else(|| {
            self.looked.set(self.looked.get() + 1);
            let near = (self.looked.get() <= SUGGESTED).then(|| self.names.nearest(written));
            Match::Unknown(near.flatten().map(str::to_owned))
        })
    }

    fn told(&self, written: &str, span: Span, found: &Match) -> Finding {
        let shown: String = written.chars().take(60).collect();
        let names = self.names;
        let said = |key| Sentence::new(key).text("written", shown.as_str());
        let (code, message, suggested) = match found {
            Match::Several(codes) => {
                let all = codes.iter().map(String::as_str);
                let message = said("name.several").states("states", names, all, true);
                (Code::AmbiguousName, message, codes.clone())
            }
            Match::Part(state) => {
                let message = said("name.part").state("state", names, state);
                (Code::PartOfState, message, vec![state.clone()])
            }
            Match::None(answer) => {
                let message = said("name.no-voter").answer("answer", answer);
                (Code::NoVoter, message, Vec::new())
            }
            Match::Unknown(Some(near)) => {
                let message = said("name.near").state("state", names, near);
                (Code::UnknownName, message, vec![near.clone()])
            }
            _ => (Code::UnknownName, said("name.unknown"), Vec::new()),
        };
        let mut told = Finding::of_source(code, Severity::Error, message, vec![span]);
        told.fixes = suggested
            .iter()
            .map(|state| {
                let kind = match found {
                    Match::Unknown(_) => FixKind::Ask,
                    _ => FixKind::Show,
                };
                let said = said("fix.read").state("state", names, state);
                Fix::new(kind, span, state.as_str(), said)
            })
            .collect();
        told.about = suggested;
        told
    }
}
