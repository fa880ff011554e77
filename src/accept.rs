//! Findings that a document accepts: they stop the map no more, and the map prints why.
//!
//! An entry names the finding's code and all its numbers and states. When these change it lapses, and is reported.

use std::collections::BTreeSet;

use crate::input::{excerpt, Document};
use crate::report::{Issue, JoinReport, Severity, Topic};

/// Makes notes of the findings that the document accepts; entries that accept none are errors.
pub(crate) fn accept(document: &Document, report: &mut JoinReport) {
    for (number, entry) in document.accept.iter().enumerate() {
        let about = facts(&entry.about, true);
        let of_code = |issue: &Issue| issue.topic.word() == entry.code;
        let mut found = Vec::new();
        for issue in report.issues.iter_mut().filter(|issue| of_code(issue)) {
            let own = facts_of(issue);
            if own != about {
                found.push(own.into_iter().collect::<Vec<_>>().join(", "));
                continue;
            }
            found.clear();
            if issue.severity != Severity::Note {
                let sort = (issue.topic, issue.severity);
                issue.severity = Severity::Note;
                issue.message += &format!(
                    " (accepted by {}: {})",
                    excerpt(&entry.by),
                    excerpt(&entry.why)
                );
                let topic = issue.topic;
                for (own, count) in &mut report.counts {
                    if *own == sort {
                        *count = count.saturating_sub(1);
                    }
                }
                report.count_more(Severity::Note, topic, 1);
            }
            found.push(String::new());
            break;
        }
        if found.last().is_some_and(String::is_empty) {
            continue;
        }
        let message = match found.as_slice() {
            [] => format!("there is no finding \"{}\"; delete the entry", excerpt(&entry.code)),
            found => format!(
                "the finding \"{}\" is about {} now, and \"about\" says \"{}\"; look again, then write its numbers and states or delete the entry",
                excerpt(&entry.code),
                found.iter().take(5).cloned().collect::<Vec<_>>().join(" / "),
                excerpt(&entry.about)
            ),
        };
        let place = Some(format!("\"accept[{number}]\""));
        report.add(
            Severity::Error,
            Topic::LapsedAcceptance,
            &document.file,
            place,
            message,
        );
    }
}

/// Numbers and codes of a finding.
fn facts_of(issue: &Issue) -> BTreeSet<String> {
    let mut facts = facts(&issue.message, issue.about.is_empty());
    facts.extend(issue.about.iter().cloned());
    facts
}

/// The numbers of a text, and if `codes` words of three capital letters; the parts of dates are none.
fn facts(text: &str, codes: bool) -> BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    let mut facts = BTreeSet::new();
    while let Some(word) = words.next() {
        // "(1 fewer)" follows from the others.
        let follows = matches!(words.peek(), Some(&("more" | "fewer")));
        let is_number = !follows && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_number || codes && is_code {
            facts.insert(word.to_owned());
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::facts;

    #[test]
    fn the_facts_of_a_finding_are_its_numbers_and_codes() {
        let text =
            "yes: 140 in the table, 141 expected (1 fewer) on 2022-03-02; no vote for France (FRA)";
        let all: Vec<String> = facts(text, true).into_iter().collect();
        assert_eq!(all, ["140", "141", "FRA"]);
    }
}
