//! Texts of the same vote as people have them: what is asserted is the whole reading, or that it is left to a person.

use stancemap::import::{self, Imported, Options, Said};
use stancemap::report::Severity;
use stancemap::stance::Vote;

use crate::{codes, NAMES};

#[track_caller]
fn import(source: &str) -> Imported {
    let options = Options {
        date: Some("2022-03-02".to_owned()),
        ..Options::default()
    };
    NAMES.with(|names| import::read("source", source.as_bytes(), names, &options).unwrap())
}

/// What is said: in favour, against, abstaining, absent.
fn said(read: &Imported) -> String {
    let all = read.votes.iter().map(|vote| {
        let sides = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent];
        let sides = sides.map(|side| codes(vote, Said::Vote(side)));
        sides.join("|").trim_end_matches('|').to_owned()
    });
    all.collect::<Vec<_>>().join(" // ")
}

/// Each source is read whole: nothing is doubtful, no name or number is left.
#[track_caller]
fn whole(sources: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (source, expected) in sources {
        let read = import(source);
        let doubts = read
            .findings
            .iter()
            .filter(|own| own.severity > Severity::Note);
        let doubts: Vec<&str> = doubts.map(|own| own.message.as_str()).collect();
        let unread: Vec<&str> = read.unread.iter().map(|span| span.of(&read.text)).collect();
        if said(&read) != *expected || !doubts.is_empty() || !unread.is_empty() {
            wrong.push(format!(
                "{source}\n→ {}\n{doubts:#?} {unread:?}",
                said(&read)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Of each source what is sure is read; the rest is left, in words that are told.
#[track_caller]
fn partly(sources: &[(&str, &str, &str)]) {
    for (source, expected, left) in sources {
        let read = import(source);
        assert_eq!(said(&read), *expected, "{source} {:?}", read.findings);
        let unread: Vec<&str> = read.unread.iter().map(|span| span.of(&read.text)).collect();
        assert!(
            unread.iter().any(|own| own.contains(left)),
            "{source} {unread:?}"
        );
    }
}

#[test]
fn sentences_say_how_states_voted() {
    let three = "FRA DEU ITA|RUS BLR|CHN IND PAK";
    whole(&[
        ("France, Germany and Italy voted in favour; the Russian Federation and Belarus voted against; China, India and Pakistan abstained.", three),
        ("France, Germany and Italy voted for the draft resolution, Russia and Belarus voted against it, while China, India and Pakistan abstained from voting.", three),
        ("France, Germany and Italy voted in favour. Russia voted against. Belarus voted against. China, India and Pakistan abstained. Togo did not vote.", "FRA DEU ITA|RUS BLR|CHN IND PAK|TGO"),
        ("Voting in favour were France, Germany and Italy. Voting against were Russia and Belarus. Abstaining were China, India and Pakistan.", three),
        ("Three members of the Council (France, Germany, Italy) voted in favour, two (Russian Federation, Belarus) voted against and three (China, India, Pakistan) abstained.", three),
        ("The three countries that voted in favour were France, Germany and Italy. The two that voted against were Russia and Belarus. China, India and Pakistan abstained.", three),
        ("France, Germany, Italy (in favour); Russia, Belarus (against); China, India, Pakistan (abstaining)", three),
        ("La France, l'Allemagne et l'Italie ont voté pour ; la Fédération de Russie et le Bélarus ont voté contre ; la Chine, l'Inde et le Pakistan se sont abstenus.", three),
        ("Francia, Alemania e Italia votaron a favor; la Federación de Rusia y Belarús votaron en contra; China, la India y el Pakistán se abstuvieron.", three),
        ("Франция, Германия и Италия голосовали за; Российская Федерация и Беларусь голосовали против; Китай, Индия и Пакистан воздержались.", three),
        ("За проголосовали Франция, Германия и Италия, против — Россия и Белоруссия, воздержались Китай, Индия и Пакистан.", three),
        ("法国、德国和意大利投赞成票；俄罗斯联邦和白俄罗斯投反对票；中国、印度和巴基斯坦弃权。", three),
        ("صوتت لصالح القرار فرنسا وألمانيا وإيطاليا، وصوت ضده الاتحاد الروسي وبيلاروس، وامتنعت عن التصويت الصين والهند وباكستان.", three),
        ("Frankreich, Deutschland und Italien stimmten dafür; Russland und Belarus stimmten dagegen; China, Indien und Pakistan enthielten sich.", three),
        ("França, Alemanha e Itália votaram a favor; Rússia e Bielorrússia votaram contra; China, Índia e Paquistão abstiveram-se.", three),
        ("Франція, Німеччина та Італія проголосували за; Росія та Білорусь проголосували проти; Китай, Індія та Пакистан утрималися.", three),
    ]);
}

/// A word that may turn the sense leaves the whole sentence unread.
#[test]
fn a_sentence_with_other_words_is_left() {
    partly(&[
        ("All members of the Council except Russia voted in favour. Russia voted against.", "|RUS", "except"),
        ("China did not vote against the draft. India abstained.", "||IND", "did not vote against"),
        ("France said it would vote in favour. Russia voted against.", "|RUS", "would"),
        ("France and 140 other countries voted in favour. Russia voted against.", "|RUS", "140 other"),
        ("Neither China nor India voted against. Russia voted against.", "|RUS", "Neither"),
        ("China, which abstained in 2014, voted in favour. Russia voted against.", "|RUS", "2014"),
        ("In favour: all members of the Council except Russia and China\nAgainst: Russia", "|RUS", "except"),
        ("In favour: Albania, Brazil and 97 others\nAgainst: Russia", "ALB BRA|RUS", "97 others"),
        ("The 15 members of the Council: Albania, Brazil, China.\nIn favour: Albania, Brazil\nAgainst: China", "ALB BRA|CHN", "15 members"),
    ]);
}

/// What speakers say beside lists is no list; where it says something else, that is told.
#[test]
fn sentences_beside_lists_are_compared() {
    let lists = "In favour:\nAlbania, Brazil, France\n\nAgainst:\nRussian Federation\n\nAbstaining:\nChina, India\n\n";
    let read = import(&format!("{lists}China abstained. India abstained."));
    assert_eq!(said(&read), "ALB BRA FRA|RUS|CHN IND");
    assert!(
        read.findings
            .iter()
            .all(|own| own.severity == Severity::Note),
        "{:?}",
        read.findings
    );
    let read = import(&format!("{lists}Egypt voted against."));
    assert_eq!(said(&read), "ALB BRA FRA|RUS|CHN IND");
    assert!(read.findings.iter().any(
        |own| own.severity == Severity::Warning && own.message.contains("Egypt voted against")
    ));
}

#[test]
fn lists_of_lines_with_marks_flags_and_numbers_are_read() {
    let three = "FRA DEU BRA|RUS|CHN IND";
    whole(&[
        ("In favour\n🇫🇷 France\n🇩🇪 Germany\n🇧🇷 Brazil\nAgainst\n🇷🇺 Russia\nAbstain\n🇨🇳 China\n🇮🇳 India", three),
        ("✅ In favour: 🇫🇷 France 🇩🇪 Germany 🇧🇷 Brazil\n❌ Against: 🇷🇺 Russia\n🟡 Abstained: 🇨🇳 China, 🇮🇳 India", three),
        ("In favour: 🇫🇷 🇩🇪 🇧🇷\nAgainst: 🇷🇺\nAbstained: 🇨🇳, 🇮🇳", three),
        ("## In favour (3)\n- **France**\n- *Germany*\n- [Brazil](https://example.org/Brazil)\n\n## Against (1)\n- Russia\n\n## Abstentions (2)\n1. China\n2. India", three),
        ("**In favour:** France, Germany, Brazil\n**Against:** Russia\n**Abstained:** China, India", three),
        ("* In favour *\n– France\n– Germany\n– Brazil\n* Against *\n– Russia\n* Abstained *\n– China\n– India", three),
        ("In favour:\n1) France\n2) Germany\n3) Brazil\nAgainst:\n1) Russia\nAbstaining:\n1) China\n2) India", three),
        ("In favour\n=========\nFrance\nGermany\nBrazil\nAgainst\n-------\nRussia\nAbstain\n-------\nChina\nIndia", three),
        ("> > In favour: France, Germany,\n> > Brazil\n> > Against: Russia\n> >\n> > Abstaining: China,\n> > India", three),
        ("In favour: France, Germany, Brazil – 3\nAgainst: Russia – 1\nAbstaining: China, India – 2", three),
        ("In favour:\nFrance, Germany, Brazil\nTotal: 3\nAgainst:\nRussia\nTotal: 1\nAbstaining:\nChina, India\nTotal: 2", three),
        ("EN FAVOR: FRANCIA, ALEMANIA, BRASIL\nEN CONTRA: RUSIA\nABSTENCIONES: CHINA, INDIA", three),
        ("Yes: FR, DE, BR\nNo: RU\nAbstain: CN, IN", three),
        ("In favour: “France”, ‘Germany’, „Brazil“\nAgainst: «Russia»\nAbstaining: Chi\u{ad}na, India", three),
    ]);
}

#[test]
fn html_is_read_as_its_page_shows_it() {
    whole(&[
        ("<table><thead><tr><th>Country</th><th>Vote</th></tr></thead>\n<tbody><tr><td>France</td><td>Yes</td></tr>\n<tr><td>C&ocirc;te d&#39;Ivoire</td><td>Yes</td></tr><tr><td>Russian Federation</td><td>No</td></tr><tr><td>China</td><td>Abstain</td></tr></tbody></table>", "FRA CIV|RUS|CHN"),
        ("<h3>In favour</h3><ul><li>France</li><li>C&ocirc;te d&#39;Ivoire</li></ul>\n<h3>Against</h3><ul><li>Russia<sup>1</sup></li></ul>\n<h3>Abstentions</h3><ul><li>China</li></ul>", "FRA CIV|RUS|CHN"),
        ("<p><strong>In favour:</strong> France, Bosnia &amp; Herzegovina, C&ocirc;te d&#8217;Ivoire</p>\n<p><strong>Against:</strong> Russia</p><p><b>Abstaining</b>: China,&nbsp;India</p>", "FRA BIH CIV|RUS|CHN IND"),
        ("name,vote\nC&ocirc;te d&#39;Ivoire,yes\nBosnia &amp; Herzegovina,no\nRussia,yes", "CIV RUS|BIH"),
    ]);
}

#[test]
fn columns_side_by_side_are_read_each_by_itself() {
    whole(&[
        ("In favour: Albania, Brazil,     Abstaining: China, India,\nFrance, Germany                 Pakistan", "ALB BRA FRA DEU||CHN IND PAK"),
        ("In favour                Against               Abstaining\nAlbania                  Belarus               China\nBrazil                   Russian Federation    India\nFrance                                         Pakistan\nGermany", "ALB BRA FRA DEU|BLR RUS|CHN IND PAK"),
        ("In favour\tAgainst\tAbstaining\nAlbania\tBelarus\tChina\nBrazil\t\tIndia", "ALB BRA|BLR|CHN IND"),
        ("In favour:\nAlbania          Algeria          Andorra\nBosnia and Herzegovina   Brazil   Iran (Islamic Republic of)\nAgainst:\nBelarus          Russian Federation", "ALB DZA AND BIH BRA IRN|BLR RUS"),
        ("Y AFGHANISTAN          Y ALBANIA            N BELARUS\n  BURKINA FASO         A CHINA              Y FRANCE", "AFG ALB FRA|BLR|CHN|BFA"),
        ("Country                 Vote\nFrance                  Yes\nUnited Kingdom          Yes\nRussian Federation      No\nChina                   Abstain", "FRA GBR|RUS|CHN"),
        ("| Country | Vote |\n|---|:-:|\n| France | Yes |\n| Germany | Yes |\n| Russian Federation | No |\n| China | Abstain |", "FRA DEU|RUS|CHN"),
        ("| In favour | Against | Abstained |\n|:---|:---:|---:|\n| France | Russia | China |\n| Germany | Belarus | India |\n| Brazil |  |  |", "FRA DEU BRA|RUS BLR|CHN IND"),
        ("+---------+---------+\n| Country | Vote    |\n+---------+---------+\n| France  | Yes     |\n| Russia  | No      |\n| China   | Abstain |\n+---------+---------+", "FRA|RUS|CHN"),
    ]);
    let unclear = import("In favour      Against\nChad\n   Mali         Togo   Peru");
    assert!(unclear
        .findings
        .iter()
        .any(|own| own.severity == Severity::Error && own.message.contains("side by side")));
}

/// A bracket at the start of a text is no JSON; the hours of an e-mail are no numbers of votes.
#[test]
fn what_looks_like_something_else_is_read_as_what_it_is() {
    let read = import("[Draft A/78/L.5]\nIn favour: France, Germany, Brazil\nAgainst: Russia");
    assert_eq!(said(&read), "FRA DEU BRA|RUS");
    let read = import(
        "Subject: vote\nDate: Wed, 2 Mar 2022 10:00:00 -0500\n\nYes: France, Germany\nNo: Russia",
    );
    assert_eq!(said(&read), "FRA DEU|RUS");
    assert_eq!(read.votes[0].totals, []);
}

#[test]
fn a_draft_that_was_not_adopted_is_rejected() {
    for outcome in [
        "The draft resolution was not adopted, by 11 votes in favour to 1 against, with 3 abstentions.",
        "The Council did not adopt the draft resolution by 11 votes in favour to 1 against, with 3 abstentions.",
        "Par 11 voix pour, une voix contre et trois abstentions, le Conseil n'a pas adopté le projet de résolution.",
        "Por 11 votos a favor, 1 en contra y 3 abstenciones, el Consejo no aprobó el proyecto de resolución.",
    ] {
        let read = import(&format!("In favour: Albania, Brazil\nAgainst: Russia\nAbstaining: China\n\n{outcome}"));
        let found = read.votes[0].outcome.map(|(outcome, _)| outcome);
        assert_eq!(found, Some(import::Outcome::Rejected), "{outcome}");
    }
}
