//! Names and codes in cells → states, and what is told about those that are none.

use std::collections::BTreeSet;

use super::grid::Cell;
use crate::import::{Code, Finding, Fix, FixKind, Options, Span};
use crate::input::folded;
use crate::report::Severity;
use crate::roster::{Context, How, Match, Names};

/// No name is longer, in bytes: longer cells are not compared with every name.
const LONGEST: usize = 200;

/// Finds the states of one list.
pub(super) struct States<'a> {
    names: &'a Names,
    date: Option<String>,
    others: BTreeSet<String>,
    official: bool,
}

impl<'a> States<'a> {
    /// For a list with these cells.
    pub(super) fn new<'c>(
        names: &'a Names,
        options: &Options,
        date: Option<&str>,
        cells: impl Iterator<Item = &'c str>,
    ) -> Self {
        let date = options.date.clone().or(date.map(str::to_owned));
        let mut own = Self {
            names,
            date,
            others: BTreeSet::new(),
            official: false,
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
            .map(|cell| (*cell, self.matched(&cell.text)))
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
                Match::Several(_) => match self.names.find(&cell.text, &self.context(false)) {
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
            let labels: Vec<String> = clear.iter().map(|code| self.names.label(code)).collect();
            let written: Vec<String> = cells.iter().map(|c| format!("“{}”", c.text)).collect();
            let message = format!(
                "{} in one row mean different states, {}; correct one",
                written.join(" and "),
                labels.join(" and ")
            );
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

    fn matched(&self, written: &str) -> Match {
        match written.len() <= LONGEST {
            true => self.names.find(written, &self.context(true)),
            false => Match::Unknown(None),
        }
    }

    fn told(&self, written: &str, span: Span, found: &Match) -> Finding {
        let shown: String = written.chars().take(60).collect();
        let (code, message, suggested) = match found {
            Match::Several(codes) => (
                Code::AmbiguousName,
                format!(
                    "“{shown}” could be {}; write which",
                    self.names.labels(codes)
                ),
                codes.clone(),
            ),
            Match::Part(state) => (
                Code::PartOfState,
                format!(
                    "“{shown}” is a part of {}; only the state votes",
                    self.names.label(state)
                ),
                vec![state.clone()],
            ),
            Match::None(answer) => (Code::NoVoter, format!("“{shown}” {answer}"), Vec::new()),
            Match::Unknown(Some(near)) => (
                Code::UnknownName,
                format!(
                    "“{shown}” is no state that is known; {}?",
                    self.names.label(near)
                ),
                vec![near.clone()],
            ),
            _ => (
                Code::UnknownName,
                format!("“{shown}” is no state that is known; correct it, or take it out"),
                Vec::new(),
            ),
        };
        let mut told = Finding::of_source(code, Severity::Error, message, vec![span]);
        told.fixes = suggested
            .iter()
            .map(|state| Fix {
                kind: match found {
                    Match::Unknown(_) => FixKind::Ask,
                    _ => FixKind::Show,
                },
                span,
                with: state.clone(),
                sentence: format!("read it as {}", self.names.label(state)),
            })
            .collect();
        told.about = suggested;
        told
    }
}
