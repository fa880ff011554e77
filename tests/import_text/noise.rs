//! Noise in lists: every slip is found at its place and named, none is guessed; furniture says nothing.

use stancemap::import::Said;
use stancemap::stance::Vote;

use crate::print::{roll_calls, verbatim, wrapped};
use crate::{assert_nothing_is_guessed, codes, found, marked, read, table};

#[track_caller]
fn check(text: &str) -> crate::Read {
    let (source, marks) = marked(text);
    let read = read(&source);
    let show = |found: &[(String, stancemap::import::Span)]| -> Vec<String> {
        found
            .iter()
            .map(|(code, span)| {
                format!("{code} {}..{} {:?}", span.start, span.end, span.of(&source))
            })
            .collect()
    };
    assert_eq!(
        show(&found(&read)),
        show(&marks),
        "{:#?}",
        read.findings
            .iter()
            .map(|own| &own.message)
            .collect::<Vec<_>>()
    );
    assert_nothing_is_guessed(&read);
    read
}

#[test]
fn slips_are_found_at_their_place() {
    let read = check(
        "In favour:
Albania, Algeria, Chad, Congo, Democratic Republic of the Congo, Paraguay, Peru, ⟦unknown-name|hilippines⟧, Poland, Portugal, Timor-
Leste, ⟦unknown-name|Ugnada⟧, Ukraine, United Kingdom

23-41218 12/30
A/78/PV.50

of Great Britain and Northern Ireland, ⟦unknown-name|nited Republic of Tanzania⟧, ⟦duplicate|Albania⟧, Viet Nam, ⟦unknown-name|Zambai⟧

Against:
Bolivia (Plurinational State of), Eritrea, Iran (Islamic
Republic of), Nicaragua

Abstaining:
China, India, ⟦unknown-name|Atlantis⟧, Pakistan, ⟦part-of-state|Scotland⟧, Sudan, South
Sudan, ⟦unknown-name|Republik of⟧, Togo
",
    );
    let vote = read.vote();
    let yes = codes(vote, Said::Vote(Vote::Yes));
    assert_eq!(
        yes,
        "ALB DZA TCD COG COD PRY PER ? POL PRT TLS ? UKR GBR ? ALB VNM ?"
    );
    assert_eq!(codes(vote, Said::Vote(Vote::No)), "BOL ERI IRN NIC");
    assert_eq!(
        codes(vote, Said::Vote(Vote::Abstain)),
        "CHN IND ? PAK ? SDN SSD ? TGO"
    );
}

#[test]
fn a_name_that_could_be_several_is_asked_unless_its_vote_decides() {
    check("In favour: ⟦ambiguous-name|Congo⟧, ⟦ambiguous-name|Korea⟧, Peru\n\nAgainst: Chad");
    check(
        "In favour: ⟦name-read|Congo⟧, ⟦name-read|Korea⟧, Peru\n\nAgainst: DR Congo, North Korea",
    );
    // The names of a record are the United Nations' own.
    check(
        "In favour: Congo, Republic of Korea, Russian Federation, Syrian Arab Republic, United States of America, Republic of Moldova, Chad\n\nAgainst: Guinea",
    );
}

#[test]
fn furniture_within_lists_says_nothing() {
    let furniture = [
        "\n\n23-41218 12/30\n\nA/78/PV.50\n\n",
        "\n12/30 23-41218\nA/ES-11/PV.5 02/03/2022\n",
        "\n\n14\n\n",
        "\n\nA/HRC/58/2\n\n",
        "\n\u{c}GE.25-11364\n",
        "\n20/34 19/12/2023\n\n",
        " 23-41218 A/78/PV.50 12/30 ",
        "\nGeneral Assembly 5th plenary meeting\nEleventh emergency special session 2 March 2022\n",
    ];
    for call in roll_calls().iter().take(3) {
        for language in ["en", "fr", "ru", "ar"] {
            let lines: Vec<String> = wrapped(&verbatim(call, language), 80)
                .lines()
                .map(str::to_owned)
                .collect();
            for (index, own) in furniture.iter().enumerate() {
                let mut text = String::new();
                let (year, rest) = call.date.split_once('-').unwrap();
                let (month, day) = rest.split_once('-').unwrap();
                let own = own
                    .replace("02/03/2022", &format!("{day}/{month}/{year}"))
                    .replace("2 March 2022", &call.date);
                for (number, line) in lines.iter().enumerate() {
                    let next = lines.get(number + 1).map_or("", String::as_str);
                    text.push_str(line);
                    // Between two lines of a list, wherever its names break.
                    let in_list =
                        line.chars().count() > 50 && next.chars().count() > 50 && number % 3 == 1;
                    text.push_str(if in_list { &own } else { "\n" });
                }
                let read = read(&text);
                assert_eq!(
                    read.doubts(),
                    Vec::<String>::new(),
                    "{language} {index}\n{text}"
                );
                let mut expected = call.votes.clone();
                expected.retain(|_, vote| *vote != Vote::Absent);
                assert_eq!(table(read.vote()), expected, "{language} {index}");
            }
        }
    }
}

/// A head that is not known as one: the names before and after it are read, and it is told.
#[test]
fn a_line_that_breaks_into_a_list_is_unread_and_the_list_goes_on() {
    let source = "In favour:\nChad, Chile, Cuba,\nSome unheard of head: page the first\nFiji, Mali, Oman, Peru\n\nAgainst:\nTogo";
    let read = read(source);
    assert_eq!(
        codes(read.vote(), Said::Vote(Vote::Yes)),
        "TCD CHL CUB FJI MLI OMN PER"
    );
    assert_eq!(
        read.unread(source),
        ["Some unheard of head: page the first"]
    );
    assert_eq!(read.doubts().len(), 1);
}

#[test]
fn every_lost_or_misspelt_name_of_a_record_is_found() {
    let call = &roll_calls()[1];
    for language in ["en", "fr", "es", "ru"] {
        let plain = verbatim(call, language);
        let names = crate::print::side(call, Vote::Yes, language);
        for name in names
            .iter()
            .step_by(7)
            .filter(|name| name.chars().count() > 5)
        {
            let shown = format!(", {name},");
            let Some(at) = plain.find(&shown) else {
                continue;
            };
            let mut lost = plain.clone();
            let first = name.chars().next().unwrap().len_utf8();
            lost.replace_range(at + 2..at + 2 + first, "");
            let own = read(&lost);
            let errors: Vec<_> = found(&own)
                .into_iter()
                .filter(|(code, _)| code != "name-read")
                .collect();
            let rest = &name[first..];
            assert_eq!(errors.len(), 1, "{language} {rest} {:?}", own.doubts());
            assert_eq!(errors[0].1.of(&lost), rest);
            assert_nothing_is_guessed(&own);
            // The others stay.
            assert_eq!(
                table(own.vote()).len(),
                141 + 5 + 35 - 1,
                "{language} {rest}"
            );

            let doubled = plain.replacen(&shown, &format!(", {name}, {name},"), 1);
            let own = read(&doubled);
            assert_eq!(
                own.doubts().len(),
                1,
                "{language} {name} {:?}",
                own.doubts()
            );
            let doubled_at = found(&own)
                .into_iter()
                .find(|(code, _)| code == "duplicate")
                .unwrap();
            assert_eq!(
                doubled_at,
                (
                    "duplicate".to_owned(),
                    stancemap::import::Span::new(
                        at + 2 + name.len() + 2,
                        at + 2 + 2 * name.len() + 2
                    )
                )
            );
        }
    }
}

/// A record of each roll call with a page's end, a lost initial, a misspelt, a missing and a doubled name: each is
/// found where it stands, and nothing else.
#[test]
fn all_noise_of_all_roll_calls_is_found_and_named() {
    use stancemap::import::{Code, Terms};
    use stancemap::input::{Body, Majority};
    for (number, call) in roll_calls().iter().enumerate() {
        for language in ["en", "fr", "es", "ru"] {
            let names = crate::print::names(language);
            let side = crate::print::side(call, Vote::Yes, language);
            let fits = |name: &&String| {
                name.chars().count() > 6 && !name.contains(['(', ' ', '-', '’', '\''])
            };
            let mut own = side.iter().filter(fits).skip(number);
            let [lost, wrong, missing, doubled] = std::array::from_fn(|_| own.nth(2).unwrap());
            let first = lost.chars().next().unwrap().len_utf8();
            let mut letters: Vec<char> = wrong.chars().collect();
            letters.swap(2, 3);
            letters.insert(4, 'x');
            let slip: String = letters.into_iter().collect();
            let mut text = verbatim(call, language);
            for (name, with) in [
                (lost, format!("⟦unknown-name|{}⟧", &lost[first..])),
                (wrong, format!("⟦unknown-name|{slip}⟧")),
                (
                    doubled,
                    format!("{doubled}\n\n23-41218 12/30\nA/ES-11/PV.5\n\n, ⟦duplicate|{doubled}⟧"),
                ),
            ] {
                let shown = format!(", {name},");
                assert!(text.contains(&shown), "{language} {name}");
                text = text.replacen(&shown, &format!(", {with},"), 1);
            }
            let text = text.replacen(&format!(", {missing},"), ",", 1);
            let read = crate::noise::check(&text);
            let vote = read.vote();
            let code_of = |name: &str| {
                names
                    .iter()
                    .find(|(_, own)| *own == name)
                    .unwrap()
                    .0
                    .clone()
            };
            let mut expected = call.votes.clone();
            expected.retain(|code, vote| {
                *vote != Vote::Absent
                    && ![lost, wrong, missing]
                        .iter()
                        .any(|name| code_of(name) == *code)
            });
            assert_eq!(table(vote), expected, "{language} {}", call.symbol);
            let terms = Terms {
                date: &call.date,
                body: Body::GeneralAssembly,
                majority: Majority::default(),
            };
            let found = crate::NAMES.with(|names| stancemap::import::check(vote, 0, names, &terms));
            let not_listed = found.iter().find(|own| own.code == Code::NotListed);
            let absent = call.votes.iter().filter(|(_, vote)| **vote == Vote::Absent);
            let mut expected: Vec<String> = absent.map(|(code, _)| code.clone()).collect();
            expected.extend([lost, wrong, missing].map(|name| code_of(name)));
            expected.sort_unstable();
            assert_eq!(
                not_listed.map(|own| own.about.clone()),
                Some(expected),
                "{language}"
            );
        }
    }
}
