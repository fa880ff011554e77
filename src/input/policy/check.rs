//! What a policy may say: it decides about places that are no members, and never about members.

use std::collections::{BTreeMap, BTreeSet};

use super::Policy;
use crate::error::{Error, ErrorKind, Result};
use crate::input::excerpt::excerpt;
use crate::input::suggest::{nearest, normalised};
use crate::roster::{Roster, State};
use crate::stance::Kind;

/// Coarse outlines only: more vertices would pretend to be a survey.
const MOST_VERTICES: usize = 24;

/// Refuses a policy that contradicts itself or the table of members.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub(super) fn check(file: &str, policy: &Policy) -> Result<()> {
    let roster = Roster::built_in()?;
    let mut check = Check {
        file,
        roster: &roster,
        known: BTreeSet::new(),
        m49: BTreeSet::new(),
        names: BTreeMap::new(),
    };
    for state in &roster.states {
        check.known.insert(&state.code);
        check.m49.insert(&state.m49);
        for name in [&state.name, &state.un_name] {
            check.names.insert(normalised(name), &state.code);
        }
    }
    for (field, text) in [("name", &policy.name), ("statement", &policy.statement)] {
        check.written(&format!("\"{field}\""), text)?;
    }
    check.territories(policy)?;
    check.areas(policy)?;
    check.lines(policy)?;
    check.footnotes(policy)
}

struct Check<'a> {
    file: &'a str,
    roster: &'a Roster,
    /// Codes of places: states, and what the policy adds.
    known: BTreeSet<&'a str>,
    m49: BTreeSet<&'a str>,
    /// Whose code a name has.
    names: BTreeMap<String, &'a str>,
}

impl<'a> Check<'a> {
    fn wrong(&self, place: &str, found: impl Into<String>, remedy: impl Into<String>) -> Error {
        Error::new(ErrorKind::Value, self.file, found, remedy).at(excerpt(place))
    }

    fn written(&self, place: &str, text: &str) -> Result<()> {
        match text.trim().is_empty() {
            true => Err(self.wrong(place, "an empty text", "say what readers should know")),
            false => Ok(()),
        }
    }

    fn state(&self, code: &str) -> Option<&'a State> {
        self.roster.state(code)
    }

    fn is_member(&self, code: &str) -> bool {
        self.roster.was_member(code)
    }

    /// A code of a place that the policy adds.
    fn new_code(&mut self, place: &str, code: &'a str) -> Result<()> {
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let found = format!("the code \"{}\"", excerpt(code));
            return Err(self.wrong(place, found, "write three capital letters"));
        }
        match (self.state(code), self.known.insert(code)) {
            (Some(state), _) if self.is_member(code) => {
                let found = format!("{} is a member, which shows its own stance", state.name);
                let remedy = "a policy decides about other places only: leave it out";
                Err(self.wrong(place, found, remedy))
            }
            // It may describe an observer, once.
            (None, false) => {
                let remedy = "keep the entry that is right";
                Err(self.wrong(place, format!("{code} stands twice"), remedy))
            }
            _ => Ok(()),
        }
    }

    /// A name of `code`.
    fn new_name(&mut self, place: &str, code: &'a str, name: &str) -> Result<()> {
        self.written(place, name)?;
        match self.names.insert(normalised(name), code) {
            Some(other) if other != code => {
                let found = format!("\"{}\" is the name of {other}", excerpt(name));
                Err(self.wrong(place, found, "give each place a name of its own"))
            }
            _ => Ok(()),
        }
    }

    /// A code that must be there already.
    fn known(&self, place: &str, code: &str) -> Result<()> {
        if self.known.contains(code) {
            return Ok(());
        }
        let remedy = match nearest(code, self.known.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None => "write the code of a state, or of one of the policy's territories".to_owned(),
        };
        Err(self.wrong(
            place,
            format!("no place has the code \"{}\"", excerpt(code)),
            remedy,
        ))
    }

    /// The member whose stance another place shows.
    fn shown(&self, place: &str, code: &str) -> Result<()> {
        if self.is_member(code) {
            return Ok(());
        }
        self.known(place, code)?;
        let found = format!("takes the stance of {code}, which is no member");
        Err(self.wrong(
            place,
            found,
            "name the member that it is part of, or write null",
        ))
    }

    fn territories(&mut self, policy: &'a Policy) -> Result<()> {
        let mut seen = BTreeSet::new();
        for territory in &policy.territories {
            let place = format!("territory {}", territory.code);
            self.new_code(&place, &territory.code)?;
            if !seen.insert(&territory.code) {
                let found = format!("{} stands twice", territory.code);
                return Err(self.wrong(&place, found, "keep the entry that is right"));
            }
            self.new_name(&place, &territory.code, &territory.name)?;
            if let Some(m49) = &territory.m49 {
                let is_number = m49.len() == 3 && m49.bytes().all(|byte| byte.is_ascii_digit());
                let state = self.state(&territory.code);
                let is_own = state.is_some_and(|state| state.m49 == *m49);
                if !is_number || (!self.m49.insert(m49) && !is_own) {
                    let found = format!("the M49 number \"{}\"", excerpt(m49));
                    let remedy = "write three digits that no other place has";
                    return Err(self.wrong(&place, found, remedy));
                }
            }
            match (territory.kind, &territory.stance_of) {
                (Kind::Member, _) => {
                    let remedy = "only the table of members says who is one";
                    return Err(self.wrong(&place, "the kind \"member\"", remedy));
                }
                (Kind::PartOfMember, None) => {
                    let remedy = "name the member in \"stance_of\"";
                    return Err(self.wrong(&place, "a part of no member", remedy));
                }
                _ => {}
            }
        }
        // A part may stand before or behind what it is said to be part of.
        for territory in &policy.territories {
            if let Some(code) = &territory.stance_of {
                self.shown(&format!("territory {}", territory.code), code)?;
            }
        }
        Ok(())
    }

    fn areas(&mut self, policy: &'a Policy) -> Result<()> {
        for area in &policy.areas {
            let place = format!("area {}", area.code);
            self.new_code(&place, &area.code)?;
            if self.state(&area.code).is_some() {
                let remedy = "give the area a code of its own";
                return Err(self.wrong(&place, format!("{} is a state", area.code), remedy));
            }
            self.new_name(&place, &area.code, &area.name)?;
            self.known(&place, &area.within)?;
            if let Some(code) = &area.shows {
                self.shown(&place, code)?;
            }
            let closed = area.outline.len() > 3 && area.outline.first() == area.outline.last();
            // The closing vertex repeats the first.
            if !closed || area.outline.len() > MOST_VERTICES + 1 {
                let found = format!("an outline of {} positions", area.outline.len());
                let most = MOST_VERTICES + 1;
                let remedy = format!("give 4 to {most} and repeat the first at the end");
                return Err(
                    Error::new(ErrorKind::Geometry, self.file, found, remedy).at(excerpt(&place))
                );
            }
        }
        Ok(())
    }

    fn lines(&self, policy: &Policy) -> Result<()> {
        for (i, line) in policy.lines.iter().enumerate() {
            let place = format!("line {} ({})", i + 1, line.name);
            self.written(&place, &line.name)?;
            let [a, b] = &line.between;
            self.known(&place, a)?;
            self.known(&place, b)?;
            if a == b {
                let remedy = "name the two places that it lies between";
                return Err(self.wrong(&place, format!("a line between {a} and itself"), remedy));
            }
            if line.from.is_some() != line.to.is_some() {
                let remedy = "give both \"from\" and \"to\", or neither";
                return Err(self.wrong(&place, "one end of two", remedy));
            }
        }
        Ok(())
    }

    fn footnotes(&self, policy: &Policy) -> Result<()> {
        let mut seen = BTreeSet::new();
        for (i, note) in policy.footnotes.iter().enumerate() {
            let place = format!("footnote {} ({})", i + 1, note.about);
            self.written(&place, &note.about)?;
            self.written(&place, &note.text)?;
            if note.area_km2 < 0.0 {
                let found = format!("an area of {} km²", note.area_km2);
                return Err(self.wrong(&place, found, "write how large the place is"));
            }
            if !seen.insert(&note.about) {
                let remedy = "say it in one footnote";
                return Err(self.wrong(&place, "a second footnote about the same", remedy));
            }
        }
        Ok(())
    }
}
