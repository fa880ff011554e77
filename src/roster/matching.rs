//! What a written cell means: a state by its code or name, several, a part of a state, or none.

use std::collections::BTreeSet;

use super::names::{Named, Names};
use super::{key, suggestion};

/// Later than any day of a name.
const TODAY: &str = "9999-12-31";

/// What is known beside the cell itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The day of the vote, `YYYY-MM-DD`.
    pub date: Option<&'a str>,
    /// Codes of the states that the rest of the list names clearly.
    pub others: Option<&'a BTreeSet<String>>,
    /// Whether the list uses the United Nations' own names throughout, so that "Congo" is the Republic of the Congo.
    pub official: bool,
}

/// How a cell was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// By a code.
    Code,
    /// By a name that means one place.
    Name,
    /// By the day: others of that name were no members then.
    Date,
    /// By the list: others of that name stand in it themselves.
    List,
    /// By the seat: another state held it on the day.
    Seat,
    /// By its letters: its words were broken or glued.
    Spacing,
    /// Without a note that stands beside the name.
    Note(String),
}

/// What a cell means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// One place.
    One(String, How),
    /// It could be any of these: the person is asked.
    Several(Vec<String>),
    /// A part of this state.
    Part(String),
    /// No state that votes; what is to be said about it.
    None(String),
    /// Nothing that is known, but this is likely meant.
    Unknown(Option<String>),
}

impl Match {
    /// The code of the one place.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::One(code, _) => Some(code),
            _ => None,
        }
    }
}

impl Names {
    /// What `written` means.
    pub fn find(&self, written: &str, context: &Context) -> Match {
        self.find_known(written, context)
            .unwrap_or_else(|| Match::Unknown(self.nearest(written).map(str::to_owned)))
    }

    /// The place whose name is so near that it is likely meant. Compares all names: some 0.1 ms.
    pub fn nearest(&self, written: &str) -> Option<&str> {
        suggestion::nearest(&key::in_order(written), self.keys())
    }

    /// What `written` means; none where nothing is known by it.
    pub fn find_known(&self, written: &str, context: &Context) -> Option<Match> {
        let written = written.trim();
        if let Some(found) = self.known(written, context) {
            return Some(found);
        }
        if let Some(plain) = key::without_notes(written) {
            if let Some(found) = self.known(&plain, context) {
                return Some(noted(found, written.to_owned()));
            }
        }
        if let Some((before, inside)) = key::split_brackets(written) {
            // "Türkiye (Turkey)": both mean the same. "Niger (suspended)": a note.
            let (first, second) = (self.known(before, context), self.known(inside, context));
            match (first, second) {
                (Some(first), Some(second)) if first.code().is_some() => {
                    if first.code() == second.code() {
                        return Some(first);
                    }
                    let codes = [first, second];
                    let codes = codes.iter().filter_map(Match::code).map(str::to_owned);
                    return Some(Match::Several(codes.collect()));
                }
                (Some(first), _) => return Some(noted(first, inside.to_owned())),
                (None, Some(second)) if second.code().is_some() => {
                    return Some(noted(second, before.to_owned()))
                }
                _ => {}
            }
        }
        self.no_state(written)
    }

    /// Whether `written` is a name or code of something, however many: what a cell is judged by. No names are compared.
    pub fn is_known(&self, written: &str) -> bool {
        let known = |name: &str| self.known(name, &Context::default()).is_some();
        known(written)
            || key::without_notes(written).is_some_and(|plain| known(&plain))
            || written.trim_end().ends_with([')', '）'])
                && key::split_brackets(written).is_some_and(|(before, _)| known(before))
            || self.no_state(written).is_some()
    }

    /// The code of the place that a name means, if it is the name of one on any day or of one today.
    pub fn code_of_name(&self, written: &str) -> Option<&str> {
        match self.by_name_alone(written, &Context::default())? {
            Match::One(code, _) => self.code(&code),
            _ => None,
        }
    }

    /// What a name means that is written as it is known, and is no code: the quick look. None if no place has it.
    pub(crate) fn by_name_alone(&self, written: &str, context: &Context) -> Option<Match> {
        Some(self.narrowed(self.named(written)?, written, context))
    }

    /// Codes of all places that a name could mean on any day.
    pub(crate) fn candidates(&self, written: &str) -> BTreeSet<&str> {
        let named = self.named(written).into_iter().flatten();
        named.map(|own| own.code.as_str()).collect()
    }

    /// What is told about the vote of something that is no member: "is an observer state and has no vote".
    pub fn answer(&self, written: &str) -> Option<&str> {
        self.answer_by(&key::sorted(written))
    }

    fn answer_by(&self, key: &String) -> Option<&str> {
        let mut entities = self.entities.iter();
        let entity = entities.find(|entity| entity.keys.contains(key));
        entity.map(|entity| entity.answer.as_str())
    }

    fn known(&self, written: &str, context: &Context) -> Option<Match> {
        if written.is_empty() {
            return None;
        }
        // A name that is also a code of another place ("AU") is the code only where no name is that short.
        if let Some(named) = self.named(written) {
            return Some(self.narrowed(named, written, context));
        }
        if let Some(code) = key::flag(written).and_then(|flag| self.code(&flag)) {
            return Some(self.seated(code, How::Name, context));
        }
        if let Some(code) = self.code(written) {
            return Some(self.seated(code, How::Code, context));
        }
        // "EU" is no "E. U.": so few letters are no broken words.
        if written.chars().filter(|c| c.is_alphabetic()).count() < 5 {
            return None;
        }
        let found = self.narrowed(self.broken(written)?, written, context);
        Some(match found {
            Match::One(code, How::Name) => Match::One(code, How::Spacing),
            found => found,
        })
    }

    /// The one of several that the list or the day leaves.
    fn narrowed(&self, named: &BTreeSet<Named>, written: &str, context: &Context) -> Match {
        let all: BTreeSet<&str> = named.iter().map(|own| own.code.as_str()).collect();
        if let [code] = all.iter().copied().collect::<Vec<_>>().as_slice() {
            return self.seated(code, How::Name, context);
        }
        let mut left = all.clone();
        let mut how = How::Name;
        if context.official {
            let official = |code: &&str| self.is_official(written, code);
            if let [code] = left
                .iter()
                .copied()
                .filter(official)
                .collect::<Vec<_>>()
                .as_slice()
            {
                return self.seated(code, How::Name, context);
            }
        }
        // Names of the day, and of those the members; without a day, names that are still in use.
        let date = context.date.unwrap_or(TODAY);
        let dated = named.iter().filter(|own| own.holds_on(date));
        let dated: BTreeSet<&str> = dated.map(|own| own.code.as_str()).collect();
        let is_member = |code: &&str| self.roster.is_member_on(code, date);
        let members = match context.date {
            Some(_) => dated.iter().copied().filter(is_member).collect(),
            None => BTreeSet::new(),
        };
        for narrower in [dated, members] {
            if !narrower.is_empty() && narrower.len() < left.len() {
                left = narrower;
                how = How::Date;
            }
        }
        if let (Some(others), true) = (context.others, left.len() > 1) {
            let missing: BTreeSet<&str> = left
                .iter()
                .copied()
                .filter(|code| !others.contains(*code))
                .collect();
            if !missing.is_empty() && missing.len() < left.len() {
                left = missing;
                how = How::List;
            }
        }
        match left.iter().copied().collect::<Vec<_>>().as_slice() {
            [code] => self.seated(code, how, context),
            codes => Match::Several(codes.iter().map(|code| (*code).to_owned()).collect()),
        }
    }

    /// The state that held the seat on the day.
    fn seated(&self, code: &str, how: How, context: &Context) -> Match {
        let earlier = context
            .date
            .and_then(|date| self.roster.predecessor_on(code, date));
        match earlier {
            Some(earlier) => Match::One(earlier.to_owned(), How::Seat),
            None => Match::One(code.to_owned(), how),
        }
    }

    /// A part of a state, or something that is no state.
    fn no_state(&self, written: &str) -> Option<Match> {
        let own = key::sorted(written);
        if let Some(answer) = self.answer_by(&own) {
            return Some(Match::None(answer.to_owned()));
        }
        let part = self.parts.get(&own)?;
        Some(match (&part.state, &part.what) {
            (Some(state), _) => Match::Part(state.clone()),
            (None, what) => Match::None(what.clone().unwrap_or_default()),
        })
    }
}

fn noted(found: Match, note: String) -> Match {
    match found {
        Match::One(code, How::Name | How::Code) => Match::One(code, How::Note(note)),
        found => found,
    }
}
