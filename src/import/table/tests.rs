//! The cases, and what was printed is read back.
use std::collections::BTreeMap;

use super::*;
use crate::import::{read, Imported, Measure, Said};
use crate::input::Policy;
use crate::roster::Roster;
use crate::stance::{Cosponsor, Vote};

fn names() -> Names {
    Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap()
}

fn case(path: &str, options: &Options) -> Imported {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases/");
    let bytes = std::fs::read(format!("{root}{path}")).unwrap();
    read(path, &bytes, &names(), options).unwrap()
}

/// Codes of states by how they voted: yes, no, abstain, absent, and no vote.
fn tally(vote: &ReadVote) -> [usize; 4] {
    let count = |own: Vote| {
        let own = vote
            .readings
            .iter()
            .filter(|reading| reading.said == Said::Vote(own) && reading.code.is_some());
        own.count()
    };
    [
        count(Vote::Yes),
        count(Vote::No),
        count(Vote::Abstain),
        count(Vote::Absent),
    ]
}

fn shown(found: &Imported) -> String {
    let findings: Vec<String> = found
        .findings
        .iter()
        .map(|own| format!("{:?} {:?} {}", own.severity, own.code, own.message))
        .collect();
    findings.join("\n")
}

#[test]
fn every_form_of_one_vote_is_read() {
    for path in [
        "01-undl-bulk/table.csv",
        "01-undl-bulk/renamed.csv",
        "03-column-per-stance/table.csv",
        "03-column-per-stance/cells.tsv",
        "03-column-per-stance/counted.tsv",
        "03-column-per-stance/lists.json",
        "03-column-per-stance/nested.json",
        "03-column-per-stance/object.json",
        "04-record-page/table.csv",
        "05-wide/table.csv",
        "05-wide/turned.csv",
        "07-excel/cp1252.csv",
        "07-excel/mac.csv",
        "07-excel/macroman.csv",
        "07-excel/pipe.csv",
        "07-excel/sep.csv",
        "07-excel/title.csv",
        "07-excel/total.csv",
        "07-excel/trailing.csv",
        "07-excel/twohead.csv",
        "07-excel/utf16.txt",
        "07-excel/utf16nobom.txt",
        "07-excel/wb.csv",
        "26-symbol-votes/dash.csv",
        "26-symbol-votes/plus.csv",
        "27-code-in-country/iso2.csv",
        "27-code-in-country/name-in-code.csv",
        "27-code-in-country/table.csv",
    ] {
        let found = case(path, &Options::default());
        let tallies: Vec<_> = found.votes.iter().map(tally).collect();
        assert_eq!(tallies, [[141, 5, 35, 12]], "{path}: {}", shown(&found));
        println!("{path}: {}\n", shown(&found));
    }
}
