//! Sentences about votes, sponsors and corrections; lay lists; the cases.

use stancemap::import::{Code, Measure, Outcome, Said};
use stancemap::input::Body;
use stancemap::stance::{Cosponsor, Vote};

use crate::{codes, read, table};

const SPONSOR: Said = Said::Cosponsor(Cosponsor::Yes);

fn totals(text: &str) -> (Vec<(Option<Measure>, usize)>, Option<Outcome>) {
    let source = format!("In favour: Chad, Peru\n\nAgainst: Togo\n\n{text}\n");
    let read = read(&source);
    let vote = read.vote();
    (
        vote.totals
            .iter()
            .map(|total| (total.measure, total.count))
            .collect(),
        vote.outcome.map(|(outcome, _)| outcome),
    )
}

#[test]
fn numbers_count_what_a_word_says_and_nothing_else() {
    const YES: Option<Measure> = Some(Measure::Yes);
    const NO: Option<Measure> = Some(Measure::No);
    const ABSTAIN: Option<Measure> = Some(Measure::Abstain);
    use Outcome::{Adopted, Rejected};
    for (text, expected, outcome) in [
        ("Draft resolution A/78/L.5 was adopted by 120 votes to 14, with 45 abstentions (resolution 78/1).", vec![(None, 120), (None, 14), (ABSTAIN, 45)], Some(Adopted)),
        ("Draft resolution A/78/L.5, as amended, was adopted by 120 votes to none.", vec![(None, 120), (None, 0)], Some(Adopted)),
        ("Operative paragraph 5 was retained by 120 votes to none, with one abstention.", vec![(None, 120), (None, 0), (ABSTAIN, 1)], Some(Adopted)),
        ("The amendment was rejected by 88 to 21, with 41 abstentions.", vec![(None, 88), (None, 21), (ABSTAIN, 41)], Some(Rejected)),
        ("The draft resolution was not adopted by a vote of 11 in favour to 1 against, with three abstentions.", vec![(YES, 11), (NO, 1), (ABSTAIN, 3)], Some(Rejected)),
        ("It was adopted by a recorded vote of 169 in favour to 6 against, with no abstentions.", vec![(YES, 169), (NO, 6), (ABSTAIN, 0)], Some(Adopted)),
        ("The Assembly adopted it by a vote of 176 in favour and none against with twenty-five abstentions.", vec![(YES, 176), (NO, 0), (ABSTAIN, 25)], Some(Adopted)),
        ("Par 106 voix contre une, avec 67 abstentions, le projet est adopté.", vec![(None, 106), (None, 1), (ABSTAIN, 67)], Some(Adopted)),
        ("Par 27 voix pour, six voix contre et 14 abstentions, le projet de résolution est rejeté.", vec![(YES, 27), (NO, 6), (ABSTAIN, 14)], Some(Rejected)),
        ("Por 27 votos a favor, 6 en contra y 14 abstenciones, queda aprobado el proyecto.", vec![(YES, 27), (NO, 6), (ABSTAIN, 14)], Some(Adopted)),
        ("Проект принимается 106 голосами против 1 при 67 воздержавшихся.", vec![(None, 106), (None, 1), (ABSTAIN, 67)], Some(Adopted)),
        ("Результаты голосования: за 9, против 5, воздержались 2.", vec![(YES, 9), (NO, 5), (ABSTAIN, 2)], None),
        ("اعتمد مشروع القرار بأغلبية 106 أصوات مقابل صوت واحد وامتناع عضوين عن التصويت.", vec![(None, 106), (None, 1), (ABSTAIN, 2)], Some(Adopted)),
        ("表决结果：9票赞成、5票反对、2票弃权。", vec![(YES, 9), (NO, 5), (ABSTAIN, 2)], None),
        ("决议草案以106票对1票、67票弃权获得通过。", vec![(None, 106), (None, 1), (ABSTAIN, 67)], Some(Adopted)),
        ("The draft resolution received 11 votes in favour, 1 vote against and 3 abstentions. The draft resolution has not been adopted, owing to the negative vote of a permanent member.", vec![(YES, 11), (NO, 1), (ABSTAIN, 3)], Some(Rejected)),
        ("141 yes, 5 no, 35 abstentions.", vec![(YES, 141), (NO, 5), (ABSTAIN, 35)], None),
        ("141 in favour, 5 against (Israel) and 35 abstentions", vec![(YES, 141), (NO, 5), (ABSTAIN, 35)], None),
        ("141 countries voted in favour, 5 voted against and 35 abstained.", vec![(YES, 141), (NO, 5), (ABSTAIN, 35)], None),
    ] {
        assert_eq!(totals(text), (expected, outcome), "{text}");
    }
}

#[test]
fn a_press_release_names_the_short_sides_in_brackets() {
    let source = "The Assembly adopted the draft by a recorded vote of 169 in favour to 6 against (Israel, Marshall Islands, Micronesia, Nauru, Palau and United States), with 3 abstentions (Cameroon, Papua New Guinea, Togo).\n";
    let read = read(source);
    let vote = read.vote();
    assert_eq!(codes(vote, Said::Vote(Vote::No)), "ISR MHL FSM NRU PLW USA");
    assert_eq!(codes(vote, Said::Vote(Vote::Abstain)), "CMR PNG TGO");
    assert_eq!(vote.totals.len(), 3);
    assert_eq!(read.doubts(), Vec::<String>::new());
    // Glued words.
    let source = "It was approved by a recorded vote of 125 in favour to 1against ( United States), with 48abstentions.";
    let read = crate::read(source);
    let totals: Vec<_> = read
        .vote()
        .totals
        .iter()
        .map(|total| (total.measure, total.count))
        .collect();
    assert_eq!(
        totals,
        [
            (Some(Measure::Yes), 125),
            (Some(Measure::No), 1),
            (Some(Measure::Abstain), 48)
        ]
    );
    assert_eq!(codes(read.vote(), Said::Vote(Vote::No)), "USA");
}

#[test]
fn prose_and_annex_are_one_vote() {
    let source = "The Assembly adopted the text by a recorded vote of 3 in favour to 2 against (Israel, United States), with 1 abstention (Togo).  (See annex I.)\n\nSpeakers then took the floor, and the representative of Chad said that all was well.\n\nANNEX I\n\nVote on Peace\n\nThe draft resolution was adopted by a recorded vote of 3 in favour to 2 against, with 1 abstention, as follows:\n\nIn favour:  Chad, Mali, Peru.\n\nAgainst:  Israel, United States.\n\nAbstain:  Togo.\n\nAbsent:  Fiji.\n";
    let read = read(source);
    let vote = read.vote();
    assert_eq!(vote.readings.len(), 7, "{:?}", vote.readings);
    assert_eq!(vote.title.as_deref(), Some("Peace"));
    assert_eq!(codes(vote, Said::Vote(Vote::Absent)), "FJI");
    assert_eq!(read.doubts(), Vec::<String>::new());
    assert!(read
        .unread(source)
        .iter()
        .any(|own| own.starts_with("Speakers then")));
}

#[test]
fn sponsors_are_read_from_sentences() {
    let source = "The Committee had before it a draft resolution entitled “Moratorium” (A/C.3/73/L.42), submitted by Albania, Antigua and Barbuda, Bosnia and Herzegovina, the Congo, the Democratic Republic of the Congo, the Niger, Trinidad and Tobago and the United Kingdom of Great Britain and Northern Ireland. Subsequently, Australia, Sao Tome and Principe and the Philippines joined in sponsoring the draft resolution.\n\nThe Committee adopted draft resolution A/C.3/73/L.42 by a recorded vote of 2 to 1, with 1 abstention. The voting was as follows:\n\nIn favour:\nAlbania, Chad.\n\nAgainst:\nTogo.\n\nAbstaining:\nPeru.\n";
    let read = read(source);
    let vote = read.vote();
    assert_eq!(codes(vote, SPONSOR), "ALB ATG BIH COG COD NER TTO GBR");
    assert_eq!(codes(vote, Said::JoinedLater), "AUS STP PHL");
    assert_eq!(codes(vote, Said::Vote(Vote::Yes)), "ALB TCD");
    assert_eq!(vote.symbol.as_deref(), Some("A/C.3/73/L.42"));
    assert_eq!(vote.title.as_deref(), Some("Moratorium"));
    assert_eq!(vote.body, Some(Body::GeneralAssembly));
    assert_eq!(read.doubts(), Vec::<String>::new());
    for (source, said, expected) in [
        ("Le projet de résolution (A/C.3/73/L.42) avait pour auteurs les pays suivants : Albanie, Bosnie-Herzégovine, Trinité-et-Tobago et Honduras.", SPONSOR, "ALB BIH TTO HND"),
        ("The draft resolution recommended in the report was sponsored in the Committee by: Albania, Timor-Leste, Ukraine and Vanuatu", SPONSOR, "ALB TLS UKR VUT"),
        ("In addition to those listed in document A/78/L.5, the following countries have also become sponsors of the draft resolution: Belgium, Chile and Fiji.", Said::JoinedLater, "BEL CHL FJI"),
        ("Par la suite, la Belgique, le Niger et les Pays-Bas se sont joints aux auteurs du projet de résolution.", Said::JoinedLater, "BEL NER NLD"),
        ("El proyecto fue presentado por Albania, Antigua y Barbuda, el Níger y España.", SPONSOR, "ALB ATG NER ESP"),
        ("Впоследствии Австралия, Антигуа и Барбуда и Чили присоединились к числу авторов проекта резолюции.", Said::JoinedLater, "AUS ATG CHL"),
        ("Sponsors: Albania, Chad, Ukraine", SPONSOR, "ALB TCD UKR"),
        ("Co-sponsors (3):\nAlbania\nChad\nUkraine", SPONSOR, "ALB TCD UKR"),
        ("共同提案国：阿尔巴尼亚、安提瓜和巴布达和乌克兰", SPONSOR, "ALB ATG UKR"),
    ] {
        let read = crate::read(source);
        assert_eq!(codes(read.vote(), said), expected, "{source} {:?}", read.doubts());
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn corrections_stand_beside_the_record() {
    let source = "In favour:\nChad, Mali, Peru\n\nAgainst:\nTogo\n\nDraft resolution A/78/L.5 was adopted by 3 votes to 1 (resolution 78/1).\n\n[Subsequently, the delegations of Ghana, the Niger and Togo informed the Secretariat that they had intended to vote in favour; the delegation of Fiji had intended to abstain; the delegation of Oman had not intended to participate.]\n";
    let read = read(source);
    let vote = read.vote();
    assert_eq!(codes(vote, Said::Intended(Some(Vote::Yes))), "GHA NER TGO");
    assert_eq!(codes(vote, Said::Intended(Some(Vote::Abstain))), "FJI");
    assert_eq!(codes(vote, Said::Intended(None)), "OMN");
    assert_eq!(codes(vote, Said::Vote(Vote::No)), "TGO");
    assert_eq!(vote.symbol.as_deref(), Some("A/RES/78/1"));
    assert_eq!(read.doubts(), Vec::<String>::new());
    for (source, said, expected) in [
        ("[Subsequently, the delegation of Ghana advised the Secretariat that it had intended to vote against.]", Some(Vote::No), "GHA"),
        ("[Les délégations du Ghana et du Niger ont ultérieurement informé le Secrétariat qu’elles avaient eu l’intention de voter pour.]", Some(Vote::Yes), "GHA NER"),
        ("[Posteriormente, la delegación de Ghana informó a la Secretaría de que tenía la intención de abstenerse.]", Some(Vote::Abstain), "GHA"),
    ] {
        let read = crate::read(&format!("In favour: Chad, Peru\n\nAgainst: Togo\n\n{source}"));
        assert_eq!(codes(read.vote(), Said::Intended(said)), expected, "{source}");
    }
}

/// Which of several meant which is not guessed.
#[test]
fn a_correction_of_several_votes_at_once_is_told() {
    let source = "In favour: Chad\n\n[Subsequently, the delegations of Ghana and Togo informed the Secretariat that they had intended to abstain and to vote against, respectively.]";
    let read = read(source);
    assert_eq!(read.vote().readings.len(), 1);
    assert!(read.codes().contains(&Code::Intended));
}

#[test]
fn labels_are_read_as_people_write_them() {
    for source in [
        "In favour: Chad, Peru\nAgainst: Togo\nAbstaining: Fiji",
        "In favour Chad, Peru\nAgainst Togo, Mali\nAbstaining Fiji".replace(", Mali", "").as_str(),
        "In favour (2): Chad, Peru. Against (1): Togo. Abstaining (1): Fiji.",
        "In favour: Chad, Peru Against: Togo Abstaining: Fiji",
        "In favour: Chad, Peru; against: Togo; abstaining: Fiji.",
        "IN FAVOUR\nChad\nPeru\nAGAINST\nTogo\nABSTAINING\nFiji",
        "**In favour:** Chad, Peru\n\n**Against:** Togo\n\n**Abstaining:** Fiji",
        "Yes: Chad, Peru\nNo: Togo\nAbstentions: Fiji",
        "Yes - 2\nChad, Peru\nNo - 1\nTogo\nAbstain - 1\nFiji",
        "Abstentions — 1\nFiji\nAgainst — 1\nTogo\nIn favour — 2\nChad, Peru",
        "In favour: 2 (Chad, Peru)\nAgainst: 1 (Togo)\nAbstentions: 1 (Fiji)",
        "Those in favour: Chad, Peru\nThose against: Togo\nThose abstaining: Fiji",
        "Voting in favour: Chad, Peru\nVoting against: Togo\nAbstained: Fiji",
        "2 votes in favour: Chad, Peru\n1 vote against: Togo\n1 abstention: Fiji",
        "In favour: 2\nAgainst: 1\nAbstaining: 1\n\nIn favour: Chad, Peru\nAgainst: Togo\nAbstaining: Fiji",
        "(a) In favour: Chad, Peru\n(b) Against: Togo\n(c) Abstaining: Fiji",
        "In favour: TCD, PER\nAgainst: TGO\nAbstaining: FJI",
        "Votent pour : Tchad, Pérou\nVotent contre : Togo\nS'abstiennent : Fidji",
        "Голосовали за: Чад, Перу; против: Того; воздержались: Фиджи",
        "赞成（2）：乍得、秘鲁\n反对（1）：多哥\n弃权（1）：斐济",
        "赞成：乍得和秘鲁。反对：多哥。弃权：斐济。",
        "المؤيدون: تشاد، بيرو\nالمعارضون: توغو\nالممتنعون عن التصويت: فيجي",
        "Yes — Chad, Peru\nNo — Togo\nAbstain — Fiji",
        "Yes (2): Chad, Peru – No (1): Togo – Abstain (1): Fiji",
        "投赞成票的国家：乍得、秘鲁；投反对票的国家：多哥；弃权的国家：斐济。",
        "In favour: Chad\n\nIn favour (continued): Peru\n\nAgainst: Togo\n\nAbstaining: Fiji",
    ] {
        let read = read(source);
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
        let vote = read.vote();
        let read = [Vote::Yes, Vote::No, Vote::Abstain].map(|vote_| codes(vote, Said::Vote(vote_)));
        assert_eq!(read, ["TCD PER", "TGO", "FJI"], "{source}");
    }
}

#[test]
fn an_empty_side_is_empty() {
    for (source, none) in [
        (
            "In favour: Chad, Peru\n\nAgainst: None\n\nAbstaining: Fiji",
            1,
        ),
        (
            "In favour:\nChad, Peru\n\nAgainst:\nNone\n\nAbstaining:\nFiji",
            1,
        ),
        (
            "Votent pour : Tchad, Pérou\n\nVotent contre : Néant\n\nS'abstiennent : Fidji",
            1,
        ),
        (
            "المؤيدون: تشاد، بيرو\n\nالمعارضون: لا أحد\n\nالممتنعون عن التصويت: فيجي",
            1,
        ),
        ("In favour: Chad, Peru\n\nAgainst:\n\nAbstaining: Fiji", 0),
        ("赞成：乍得、秘鲁\n反对：无\n弃权：斐济", 1),
    ] {
        let read = read(source);
        assert_eq!(table(read.vote()).len(), 3, "{source}");
        assert_eq!(
            read.vote()
                .totals
                .iter()
                .filter(|total| total.count == 0 && total.measure == Some(Measure::No))
                .count(),
            none,
            "{source}"
        );
        assert_eq!(read.doubts(), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn lay_lists_are_read() {
    // No separators at all; "and" before the last; numbers, bullets, flags, marks of footnotes; an inverted name.
    for (list, expected) in [
        ("Argelia Bielorrusia Bolivia Burundi China Corea del Norte Cuba El Salvador Eritrea", "DZA BLR BOL BDI CHN PRK CUB SLV ERI"),
        ("Belarus, North Korea, Eritrea, Russia and Syria", "BLR PRK ERI RUS SYR"),
        ("Belarus,North Korea,  Eritrea ,Russia,Syria.", "BLR PRK ERI RUS SYR"),
        ("1. Belarus\n2. Eritrea\n17. Republic Korea", "BLR ERI KOR"),
        ("🇧🇾 Belarus\n🇪🇷 Eritrea†\n• Syria [3]\n- Russia*", "BLR ERI SYR RUS"),
        ("Congo, Democratic Republic of the, Iran, Islamic Republic of, Chad", "COD IRN TCD"),
        ("Trinidad & Tobago, St. Lucia, Bosnia & Herzegovina, UK of Great Britain & Northern Ireland", "TTO LCA BIH GBR"),
        ("Belarus. Eritrea, Russia. Syria", "BLR ERI RUS SYR"),
        ("Santa, Lucía, Perú", "LCA PER"),
        ("Belarus / Eritrea / Syria", "BLR ERI SYR"),
    ] {
        let source = format!("In favour: Chile, Fiji\nAgainst: {list}\n");
        let read = read(&source);
        assert_eq!(codes(read.vote(), Said::Vote(Vote::No)), expected, "{list} {:?}", read.doubts());
        assert_eq!(read.doubts(), Vec::<String>::new(), "{list}");
    }
}

/// The spellings of `un-text.md`, of records, older records and lay lists.
#[test]
fn names_of_the_field_are_known() {
    let lists = [
        "Fédération de Russie, République de Corée, Brunéi Darussalam, Kirghizistan, Turquie, Salomon (îles), île Maurice, Ste Lucie, Birmanie",
        "Bielorrusia, Corea del Norte, Timor Oriental, Bahrein, Fiyi, Surinam, Moldavia, Kazajstán, Kirguistán",
        "Kazajistán, Kirguizistán",
        "الاتحاد الروسي، جمهورية كوريا، بروني دار السلام، كوريا الشمالية",
        "Côte d’Ivoire, Lao People’s Democratic Republic, Cabo Verde, Czechia, Türkiye, Viet Nam, Gambia, Bahamas",
        "Cape Verde, Swaziland, Czech Republic, Zaire, Kazakstan, Libyan Arab Jamahiriya, Serbia and Montenegro, the former Yugoslav Republic of Macedonia",
        "Burma, Upper Volta, Dahomey, Ceylon, Kampuchea, Byelorussian SSR, Ukrainian SSR, Commonwealth of Dominica, Principality of Monaco",
        "Federal Republic of Yugoslavia",
    ];
    for list in lists {
        let source = format!("In favour: {list}");
        let read = read(&source);
        assert_eq!(read.doubts(), Vec::<String>::new(), "{list}");
        assert_eq!(
            read.vote().readings.len(),
            list.split([',', '،']).count(),
            "{list}"
        );
    }
}

#[test]
fn sentences_list_sides_too() {
    let source = "The Assembly rejected the amendment. Voting against were Israel, the United States and Nauru. Abstaining were Canada and Fiji. Countries that voted in favour: Albania, Brazil.";
    let read = read(source);
    assert_eq!(codes(read.vote(), Said::Vote(Vote::No)), "ISR USA NRU");
    assert_eq!(codes(read.vote(), Said::Vote(Vote::Abstain)), "CAN FJI");
    assert_eq!(codes(read.vote(), Said::Vote(Vote::Yes)), "ALB BRA");
}

/// Labels above one name each are no names above their votes.
#[test]
fn labels_above_single_names_stay_labels() {
    let read =
        read("In favor\nAlbania\nAlgeria\nAgainst\nBelarus\nAbstention\nChina\nNonvoting\nTogo");
    let expected = [
        ("ALB", Vote::Yes),
        ("DZA", Vote::Yes),
        ("BLR", Vote::No),
        ("CHN", Vote::Abstain),
        ("TGO", Vote::Absent),
    ];
    assert_eq!(
        table(read.vote()),
        expected
            .into_iter()
            .map(|(code, vote)| (code.to_owned(), vote))
            .collect()
    );
}

#[test]
fn what_has_no_vote_is_told_with_its_reason() {
    let read =
        read("In favour: Chad, Kosovo, Taiwan, England, Palestine, Holy See, Hong Kong, EU, Peru");
    assert_eq!(
        codes(read.vote(), Said::Vote(Vote::Yes)),
        "TCD ? ? ? ? ? ? ? PER"
    );
    let codes = read.codes();
    assert_eq!(
        codes.iter().filter(|code| **code == Code::NoVoter).count(),
        5,
        "{:?}",
        read.doubts()
    );
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == Code::PartOfState)
            .count(),
        2
    );
    // An observer may sponsor.
    let read = crate::read("The draft was submitted by Chad, Peru and the State of Palestine.");
    assert_eq!(self::codes(read.vote(), SPONSOR), "TCD PER PSE");
    assert_eq!(read.doubts(), Vec::<String>::new());
}

#[test]
fn a_list_ends_where_prose_begins() {
    for after in [
        "\nDraft resolution A/78/L.5 was adopted by 2 votes to 2.",
        "\n\nThe President: China has asked for the floor.",
        "\n\nChina, speaking after the vote, said that Russia and Syria had not been heard.",
        ". China, speaking after the vote, said that Russia had not been heard.",
        "\nMr. Nebenzia (Russian Federation) (spoke in Russian): We regret the result.",
        "\n[Subsequently, the delegation of China informed the Secretariat that it had intended to abstain.]",
        "\n\nExplanations of vote\n\nRussian Federation\n\nThe representative of Russia said no.",
        " The draft resolution was adopted by 2 votes to 2.",
        "\n\nUkraine and its allies welcomed the result, as did Poland.",
    ] {
        let source = format!("In favour: Chile, Fiji\nAgainst: Belarus, Zimbabwe{after}\n");
        let read = read(&source);
        assert_eq!(codes(read.vote(), Said::Vote(Vote::No)), "BLR ZWE", "{after} {:?}", read.doubts());
        assert_eq!(read.doubts(), Vec::<String>::new(), "{after}");
    }
}

#[test]
fn the_cases_are_read() {
    let source = include_str!("../fixtures/cases/03-column-per-stance/annex.txt");
    let annex = read(source);
    assert_eq!(annex.doubts(), Vec::<String>::new());
    let es_11_1 = &crate::print::roll_calls()[1];
    assert_eq!(table(annex.vote()), es_11_1.votes);
    let source = include_str!("../fixtures/cases/04-record-page/table.csv");
    let page = read(source);
    assert_eq!(page.doubts(), Vec::<String>::new());
    assert_eq!(table(page.vote()), es_11_1.votes);
}

#[test]
fn what_is_not_understood_is_told() {
    let source = "In favour: Chad, Peru\n\nWhat a strange remark about Oman\n\nAgainst: Togo\n";
    let read = read(source);
    assert_eq!(read.unread(source), ["What a strange remark about Oman"]);
    assert!(read.doubts()[0].contains("strange remark"));
    let empty = crate::read("Nothing of the kind stands here.");
    assert_eq!(empty.votes.len(), 0);
    assert!(empty.codes().contains(&Code::Unread));
}

#[test]
fn a_record_of_the_council_is_read() {
    let source = "S/PV.8979\nSecurity Council\n8979th meeting\nFriday, 25 February 2022, 5 p.m.\nNew York\n\nA vote was taken by show of hands.\n\nIn favour:\nAlbania, Brazil, France, Gabon, Ghana, Ireland, Kenya, Mexico, Norway, United Kingdom of Great Britain and Northern Ireland, United States of America\n\nAgainst:\nRussian Federation\n\nAbstaining:\nChina, India, United Arab Emirates\n\nThe President: The draft resolution received 11 votes in favour, 1 vote against and 3 abstentions. The draft resolution has not been adopted, owing to the negative vote of a permanent member of the Council.\n";
    let read = read(source);
    let vote = read.vote();
    assert_eq!(vote.readings.len(), 15);
    assert_eq!(vote.body, Some(Body::SecurityCouncil));
    assert_eq!(vote.date.as_deref(), Some("2022-02-25"));
    assert_eq!(vote.source.as_deref(), Some("S/PV.8979"));
    assert_eq!(
        vote.outcome.map(|(outcome, _)| outcome),
        Some(Outcome::Rejected)
    );
    assert_eq!(read.doubts(), Vec::<String>::new());
}
