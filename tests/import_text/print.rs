//! Prints votes as the United Nations and newsrooms do, from the data; never from the roster under test.

use std::collections::BTreeMap;

use stancemap::stance::Vote;

pub(crate) const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "ar", "zh"];

/// A roll call.
pub(crate) struct RollCall {
    pub(crate) symbol: String,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) votes: BTreeMap<String, Vote>,
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

pub(crate) fn roll_calls() -> Vec<RollCall> {
    let mut calls: Vec<RollCall> = Vec::new();
    for row in rows(include_str!("../fixtures/import/ga-votes.csv")) {
        if calls.last().is_none_or(|call| call.symbol != row[0]) {
            calls.push(RollCall {
                symbol: row[0].clone(),
                date: row[1].clone(),
                title: row[2].clone(),
                votes: BTreeMap::new(),
            });
        }
        let vote = match row[4].as_str() {
            "yes" => Vote::Yes,
            "no" => Vote::No,
            "abstain" => Vote::Abstain,
            "absent" => Vote::Absent,
            other => panic!("{other}"),
        };
        calls.last_mut().unwrap().votes.insert(row[3].clone(), vote);
    }
    assert_eq!(calls.len(), 9);
    calls
}

/// The name of each member in a language; `press` is the everyday one.
pub(crate) fn names(language: &str) -> BTreeMap<String, String> {
    if matches!(language, "en" | "press") {
        let column = if language == "en" { 3 } else { 4 };
        let members = rows(include_str!("../fixtures/import/un-members.csv"));
        return members
            .into_iter()
            .map(|row| (row[0].clone(), row[column].clone()))
            .collect();
    }
    let column = match language {
        "ar" => 1,
        "es" => 5,
        "fr" => 7,
        "ru" => 9,
        "zh" => 11,
        other => panic!("{other}"),
    };
    let names = rows(include_str!("../fixtures/import/un-names.csv"));
    names
        .into_iter()
        .map(|row| (row[0].clone(), without_article(&row[column])))
        .collect()
}

fn without_article(name: &str) -> String {
    let articles = [
        " (la)", " (le)", " (les)", " (l')", " (el)", " (los)", " (las)", " (the)",
    ];
    let article = articles
        .iter()
        .find_map(|article| name.strip_suffix(article));
    article.unwrap_or(name).to_owned()
}

/// The labels of a language: in favour, against, abstaining, absent.
pub(crate) fn labels(language: &str) -> [&'static str; 4] {
    match language {
        "fr" => ["Votent pour", "Votent contre", "S’abstiennent", "Absents"],
        "es" => [
            "Votos a favor",
            "Votos en contra",
            "Abstenciones",
            "Ausentes",
        ],
        "ru" => [
            "Голосовали за",
            "Голосовали против",
            "Воздержались",
            "Отсутствовали",
        ],
        "ar" => ["المؤيدون", "المعارضون", "الممتنعون عن التصويت", "الغائبون"],
        "zh" => ["赞成", "反对", "弃权", "缺席"],
        _ => ["In favour", "Against", "Abstaining", "Absent"],
    }
}

pub(crate) const SIDES: [Vote; 4] = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent];

/// The names of one side, in the order of their own alphabet.
pub(crate) fn side(call: &RollCall, side: Vote, language: &str) -> Vec<String> {
    let names = names(language);
    let own = call.votes.iter().filter(|(_, vote)| **vote == side);
    let mut own: Vec<String> = own.map(|(code, _)| names[code].clone()).collect();
    own.sort();
    own
}

fn comma(language: &str) -> &'static str {
    match language {
        "ar" => "، ",
        "zh" => "、",
        _ => ", ",
    }
}

/// A list as a record prints it.
pub(crate) fn list(names: &[String], language: &str) -> String {
    names.join(comma(language))
}

/// Breaks lines at blanks, as a page does; Chinese after so many characters.
pub(crate) fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::new();
    for paragraph in text.split('\n') {
        let mut column = 0;
        for word in paragraph.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                lines.push('\n');
                column = 0;
            } else if column > 0 {
                lines.push(' ');
                column += 1;
            }
            for c in word.chars() {
                if column >= width * 2 {
                    lines.push('\n');
                    column = 0;
                }
                lines.push(c);
                column += 1;
            }
        }
        lines.push('\n');
    }
    lines
}

/// The lists of a verbatim record, with what stands before and after them.
pub(crate) fn verbatim(call: &RollCall, language: &str) -> String {
    let labels = labels(language);
    let count = |vote: Vote| call.votes.values().filter(|own| **own == vote).count();
    let (yes, no, abstain) = (count(Vote::Yes), count(Vote::No), count(Vote::Abstain));
    let (before, after) = match language {
        "fr" => (
            "Il est procédé au vote enregistré.".to_owned(),
            format!("Par {yes} voix contre {no}, avec {abstain} abstentions, le projet de résolution est adopté (résolution X)."),
        ),
        "es" => (
            "Se procede a votación registrada.".to_owned(),
            format!("Por {yes} votos contra {no} y {abstain} abstenciones, queda aprobado el proyecto de resolución."),
        ),
        "ru" => (
            "Проводится заносимое в отчет о заседании голосование.".to_owned(),
            format!("Проект резолюции принимается {yes} голосами против {no} при {abstain} воздержавшихся."),
        ),
        "ar" => (
            "أجري تصويت مسجل.".to_owned(),
            format!("اعتمد مشروع القرار بأغلبية {yes} صوتا مقابل {no} أصوات وامتناع {abstain} عضوا عن التصويت."),
        ),
        "zh" => ("进行了记录表决。".to_owned(), format!("决议草案以{yes}票对{no}票、{abstain}票弃权获得通过。")),
        _ => (
            "A recorded vote was taken.".to_owned(),
            format!("Draft resolution A/ES-11/L.1 was adopted by {yes} votes to {no}, with {abstain} abstentions (resolution {}).", call.symbol.trim_start_matches("A/RES/")),
        ),
    };
    let colon = match language {
        "fr" => " :",
        "zh" => "：",
        _ => ":",
    };
    let mut text = format!("{}\n\n{before}\n\n", call.date);
    for (vote, label) in SIDES.iter().zip(labels).take(3) {
        let break_ = if language == "zh" { "" } else { "\n" };
        text.push_str(&format!(
            "{label}{colon}{break_}{}\n\n",
            list(&side(call, *vote, language), language)
        ));
    }
    text + &after + "\n"
}

/// An annex of a press release: everyday names, all four sides.
pub(crate) fn annex(call: &RollCall, number: &str) -> String {
    let count = |vote: Vote| call.votes.values().filter(|own| **own == vote).count();
    let mut text = format!(
        "ANNEX {number}\n\nVote on {}\n\nThe draft resolution (document {}) was adopted by a recorded vote of {} in favour to {} against, with {} abstentions, as follows:\n\n",
        call.title,
        call.symbol,
        count(Vote::Yes),
        count(Vote::No),
        count(Vote::Abstain)
    );
    for (vote, label) in SIDES
        .iter()
        .zip(["In favour", "Against", "Abstain", "Absent"])
    {
        text.push_str(&format!(
            "{label}: {}.\n\n",
            side(call, *vote, "press").join(", ")
        ));
    }
    text
}
