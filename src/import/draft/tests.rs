use super::{draft, Correction, Draft, Request, Source};
use crate::import::Code;
use crate::input::Policy;
use crate::report::Severity;
use crate::roster::{Names, Roster};
use crate::stance::Vote;

const TEXT: &str = "Le 2 mars 2022 – “é” 🗺️\nA recorded vote was taken.\nIn favour: France, Côte d’Ivoire, Germany\nAgainst: Belarus\nAbstaining: Congo, China\n";

fn source(text: &str) -> Source {
    Source {
        name: "text".to_owned(),
        text: text.to_owned(),
        ..Source::default()
    }
}

fn request(texts: &[&str]) -> Request {
    Request {
        sources: texts.iter().map(|text| source(text)).collect(),
        date: Some("2022-03-02".to_owned()),
        body: Some("general-assembly".to_owned()),
        today: "2026-01-01".to_owned(),
        ..Request::default()
    }
}

fn drafted(request: &Request) -> Draft {
    let names = Names::built_in().unwrap();
    draft(request, &names, None).unwrap()
}

/// The text between two UTF-16 units.
fn slice(text: &str, from: usize, to: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[from..to]).unwrap()
}

#[test]
fn places_are_units_of_a_page() {
    let long = TEXT.replace("France,", &format!("France, {}", "🗺️ é ".repeat(200)));
    for text in [TEXT, &long] {
        let found = drafted(&request(&[text]));
        let (from, to, ..) = *found.sources[0]
            .readings
            .iter()
            .find(|(_, _, code, _)| code.as_deref() == Some("BLR"))
            .unwrap();
        assert_eq!(slice(text, from, to), "Belarus");
    }
}

#[test]
fn what_two_texts_say_alike_is_counted_once_and_what_they_differ_in_is_told() {
    let table = "iso3,vote\nFRA,yes\nBLR,abstain\nITA,yes\n";
    let found = drafted(&request(&[TEXT, table]));
    assert!(!found.findings.iter().any(|own| own.code == Code::Duplicate));
    let conflict = found
        .findings
        .iter()
        .find(|own| own.code == Code::Conflict)
        .unwrap();
    assert_eq!(conflict.about, ["BLR"]);
    let (number, from, to) = conflict.places[1];
    assert_eq!((number, slice(table, from, to).as_str()), (1, "BLR"));
    assert_eq!(found.rows["ITA"].vote, Some(Vote::Yes));
}

#[test]
fn what_the_editor_says_stands_in_the_place_of_the_text() {
    let mut asked = request(&[TEXT]);
    let correction = Correction {
        vote: Some(Vote::Yes),
        cosponsor: None,
    };
    asked.corrections.insert("BLR".to_owned(), correction);
    let found = drafted(&asked);
    assert_eq!(found.rows["BLR"].vote, Some(Vote::Yes));
    assert!(!found.findings.iter().any(|own| own.code == Code::Conflict));
    assert!(found.table.contains("BLR,Belarus,yes,"), "{}", found.table);
}

#[test]
fn members_that_are_not_listed_are_absent_once_that_is_taken() {
    let mut asked = request(&[TEXT]);
    assert!(drafted(&asked).derived.is_empty());
    asked.absent = true;
    let found = drafted(&asked);
    assert!(found.derived.len() > 180);
    assert_eq!(found.rows["ITA"].vote, Some(Vote::Absent));
    assert!(!found.table.contains("ITA"));
    let told = found
        .findings
        .iter()
        .find(|own| own.code == Code::NotListed)
        .unwrap();
    assert_eq!((told.severity, told.taken), (Severity::Note, true));
}

#[test]
fn without_a_day_or_a_body_it_says_what_is_missing() {
    let text = "In favour: France, Germany\nAgainst: Belarus\n";
    let mut asked = request(&[text]);
    asked.date = None;
    asked.body = None;
    assert_eq!(drafted(&asked).missing, ["date", "body"]);
    assert_eq!(drafted(&request(&[""])).missing, ["vote"]);
}

#[test]
fn a_text_that_cannot_be_read_is_a_finding() {
    let found = drafted(&request(&["{\"votes\": ["]));
    assert_eq!(found.findings[0].severity, Severity::Error);
    assert_eq!(found.missing, ["vote"]);
}

#[test]
fn rows_of_the_library_take_the_place_of_the_file() {
    let text = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n1,FRA,FRANCE,Y,2022-03-02,11,A/RES/ES-11/1,A/ES-11/L.1,,A/ES-11/PV.5,Title,,,,1,0,0,0,1,x\n";
    let found = drafted(&request(&[text]));
    let rows = found.sources[0].text.as_deref().unwrap();
    // Read again, it stays as it is.
    assert_eq!(drafted(&request(&[rows])).sources[0].text, None);
}

#[test]
fn names_without_a_policy_are_those_with_it() {
    let all = Names::new(Roster::built_in().unwrap(), &Policy::un().unwrap()).unwrap();
    let shown = |names: &Names| {
        format!(
            "{:?}",
            names.keys().collect::<std::collections::BTreeSet<_>>()
        )
    };
    assert_eq!(shown(&Names::built_in().unwrap()), shown(&all));
    for code in ["XGO", "XKX", "GRL"] {
        let own = Names::built_in().unwrap();
        assert_eq!(
            format!("{:?}", own.place(code)),
            format!("{:?}", all.place(code))
        );
    }
}

#[test]
fn of_several_votes_the_first_is_shown_until_one_is_chosen() {
    let vote = |names: &str| {
        format!("Draft resolution A/C.1/77/L.{} \nA recorded vote was taken.\nIn favour: {names}, Norway\nAgainst: Belarus, China\nAbstaining: India, Peru\n\n", names.len())
    };
    let text = vote("France, Italy") + &vote("Germany");
    let mut asked = request(&[&text]);
    let found = drafted(&asked);
    assert_eq!(found.sources[0].votes.len(), 2);
    assert!(found
        .findings
        .iter()
        .any(|own| own.code == Code::SeveralVotes));
    assert!(found.rows.contains_key("FRA") && !found.rows.contains_key("DEU"));
    asked.sources[0].vote = Some(1);
    let found = drafted(&asked);
    assert!(!found
        .findings
        .iter()
        .any(|own| own.code == Code::SeveralVotes));
    assert!(found.rows.contains_key("DEU") && !found.rows.contains_key("FRA"));
}

#[test]
fn a_body_or_a_majority_that_is_none_is_an_error() {
    let names = Names::built_in().unwrap();
    let mut asked = request(&[TEXT]);
    asked.majority = Some("three-fifths".to_owned());
    let told = draft(&asked, &names, None).unwrap_err().to_string();
    assert_eq!(
        told,
        "majority: \"three-fifths\"; write simple or two-thirds"
    );
    asked.majority = None;
    asked.body = Some("council".to_owned());
    assert!(draft(&asked, &names, None).is_err());
}

#[cfg(feature = "locales")]
#[test]
fn sentences_are_in_the_language_of_the_map() {
    let asked = Request {
        sources: vec![source("In favour: France, Italy\nAgainst: Belarsu\n")],
        ..request(&[])
    };
    let (names, french) = (
        Names::built_in().unwrap(),
        crate::import::wording("fr").unwrap(),
    );
    let [english, french] = [None, Some(&french)].map(|own| draft(&asked, &names, own).unwrap());
    let unlisted = |own: &Draft| {
        let mut all = own.findings.iter();
        let told = all.find(|told| told.code == Code::NotListed).unwrap();
        told.message.clone()
    };
    assert!(unlisted(&english).contains("are not listed"));
    assert!(
        unlisted(&french).contains("ne figurent pas : "),
        "{}",
        unlisted(&french)
    );
    assert_ne!(english.decision, french.decision);
    let sentences = |own: &Draft| -> Vec<String> {
        let fixes = own.findings.iter().flat_map(|told| &told.fixes);
        fixes.map(|fix| fix.sentence.clone()).collect()
    };
    assert_eq!(sentences(&english).len(), sentences(&french).len());
    assert_ne!(sentences(&english), sentences(&french));
}
