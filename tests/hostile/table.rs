//! Stance tables as people and programs write them.

use stancemap::input::StanceTable;
use stancemap::stance::{Cosponsor, Vote};

use crate::kit::{flaws, refused_table};

fn rows(text: &str) -> Vec<(String, Option<Vote>, Option<Cosponsor>)> {
    let table = StanceTable::parse("votes.csv", text.as_bytes()).unwrap();
    assert_eq!(table.flaws, [], "{text}");
    let rows = table.rows.into_iter();
    rows.map(|row| (row.code, row.vote, row.cosponsor))
        .collect()
}

const PLAIN: &str = "iso3,name,vote,cosponsor\nFRA,France,yes,yes\nIND,India,abstain,\n";

#[test]
fn a_byte_order_mark_and_semicolons_are_read() {
    let text = format!("\u{feff}{}", PLAIN.replace(',', ";").replace('\n', "\r\n"));
    assert_eq!(rows(&text), rows(PLAIN));
}

#[test]
fn tabs_are_read() {
    assert_eq!(rows(&PLAIN.replace(',', "\t")), rows(PLAIN));
}

#[test]
fn columns_come_in_any_order() {
    assert_eq!(
        rows("cosponsor,vote,name,iso3\nyes,yes,France,FRA\n,abstain,India,IND\n"),
        rows(PLAIN)
    );
}

#[test]
fn rows_of_json_are_read() {
    let text = r#"[{"iso3": "FRA", "name": "France", "vote": "yes", "cosponsor": true},
                   {"iso3": "IND", "vote": "abstain", "cosponsor": null}]"#;
    assert_eq!(rows(text), rows(PLAIN));
}

#[test]
fn truncated_rows_of_json_are_reported_with_line_and_column() {
    let message = refused_table("[{\"iso3\": \"FRA\",\n  \"vote\": \"ye");
    assert!(
        message.starts_with("votes.csv, line 2, column 13: the JSON ends too early"),
        "{message}"
    );
    assert!(
        message.ends_with("; was it cut off in transfer?"),
        "{message}"
    );
}

#[test]
fn an_object_in_place_of_json_rows_is_reported_with_the_form() {
    assert_eq!(
        refused_table("{\"rows\": []}"),
        "votes.csv: an object where a list of rows belongs; \
         write [{\"iso3\": \"FRA\", \"vote\": \"yes\", \"cosponsor\": \"yes\"}, …]"
    );
}

#[test]
fn a_json_row_that_is_no_object_is_reported() {
    assert_eq!(
        flaws(r#"[{"iso3": "FRA", "vote": "yes"}, "IND"]"#),
        ["row 2: the text \"IND\"; write an object {…} for each row"]
    );
}

#[test]
fn a_list_in_place_of_a_word_is_reported() {
    assert_eq!(
        flaws(r#"[{"iso3": "FRA", "vote": ["yes"]}]"#),
        ["row 1: \"vote\" is a list; write text or a number"]
    );
}

#[test]
fn a_table_without_header_is_reported() {
    assert_eq!(
        refused_table("FRA,yes\nIND,abstain\n"),
        "votes.csv, row 1: no header; the first line is \"FRA,yes\"; \
         the first line must name the columns, for example iso3,name,vote,cosponsor"
    );
}

#[test]
fn a_table_of_a_header_alone_has_no_rows() {
    assert_eq!(
        refused_table("iso3,vote\n"),
        "votes.csv: no rows; add a row for each country"
    );
}

#[test]
fn an_empty_list_has_no_rows() {
    assert_eq!(
        refused_table("[]"),
        "votes.csv: no rows; add a row for each country"
    );
}

#[test]
fn a_header_without_a_country_is_reported_with_what_was_found() {
    assert_eq!(
        refused_table("region,vote\nEurope,yes\n"),
        "votes.csv, header: no column iso3 or name (found: region, vote); \
         the first line must name the columns, for example iso3,name,vote,cosponsor"
    );
}

#[test]
fn a_separator_that_is_none_is_reported() {
    let message = refused_table("iso3|vote\nFRA|yes\n");
    assert!(
        message.starts_with("votes.csv, header: no column iso3 or name (found: iso3|vote)"),
        "{message}"
    );
    assert!(
        message.contains("separate columns by comma, semicolon or tab"),
        "{message}"
    );
}

#[test]
fn two_columns_for_one_thing_are_refused() {
    assert_eq!(
        refused_table("iso3,vote,Voted\nFRA,yes,no\n"),
        "votes.csv, header: a second column for the same thing, \"Voted\"; leave one of them out"
    );
}

#[test]
fn every_unknown_vote_word_is_reported_and_not_only_the_first() {
    assert_eq!(
        flaws("iso3,vote\nFRA,yes\nIND,abstian\nCHN,perhaps\n"),
        [
            "row 3: vote is \"abstian\"; did you mean \"abstain\"? \
             Else write yes, no, abstain or absent, or leave it blank",
            "row 4: vote is \"perhaps\"; write yes, no, abstain or absent, or leave it blank",
        ]
    );
}

#[test]
fn an_unknown_word_for_sponsorship_is_reported() {
    assert_eq!(
        flaws("iso3,cosponsor\nFRA,maybe\n"),
        ["row 2: cosponsor is \"maybe\"; write yes, no or unknown, or leave it blank"]
    );
}

#[test]
fn blank_rows_count_as_a_spreadsheet_counts_them() {
    assert_eq!(
        flaws("iso3,vote\n\n,\nFRA,perhaps\n"),
        ["row 4: vote is \"perhaps\"; write yes, no, abstain or absent, or leave it blank"]
    );
}

#[test]
fn a_row_without_country_is_reported() {
    assert_eq!(
        flaws("iso3,vote\nFRA,yes\n,no\n"),
        ["row 3: neither a code nor a name; say which country it is, or delete the row"]
    );
}

#[test]
fn a_row_with_too_many_cells_is_reported() {
    assert_eq!(
        flaws("name,vote\nFrance,yes\nKorea, Republic of,yes\n"),
        ["row 3: 3 cells under 2 headings; put cells that hold the separator in quotation marks"]
    );
}

#[test]
fn a_row_with_too_few_cells_is_pointed_at() {
    assert_eq!(
        flaws("iso3,name,vote\nFRA,France\n"),
        [
            "row 2: 2 cells under 3 headings; the missing ones are taken for blanks, \
          is the row complete?"
        ]
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_found() {
    assert_eq!(
        refused_table("iso3,name,vote\nFRA,\"France,yes\nIND,India,abstain\n"),
        "votes.csv, row 2: a quotation mark that is never closed; close it, or take it out"
    );
}

#[test]
fn a_quotation_mark_that_swallows_a_row_is_pointed_at() {
    let found = flaws("iso3,name,vote\nFRA,\"France,yes\nIND,\"India\",abstain\nCHN,China,no\n");
    assert_eq!(
        found,
        [
            "row 2: \"France,yes IND,India\"\" runs over several lines; \
          is a quotation mark never closed?"
        ]
    );
}

#[test]
fn a_slip_in_the_name_of_a_column_is_pointed_at() {
    assert_eq!(
        flaws("iso3,vote,co-sponser\nFRA,yes,yes\n"),
        ["header: column \"co-sponser\" is not used; if it is the cosponsor, call it cosponsor"]
    );
}

#[test]
fn an_extremely_long_word_is_quoted_in_short() {
    let found = flaws(&format!("iso3,vote\nFRA,{}\n", "x".repeat(5_000_000)));
    assert_eq!(
        found,
        [format!(
            "row 2: vote is \"{}…\"; write yes, no, abstain or absent, or leave it blank",
            "x".repeat(60)
        )]
    );
}

#[test]
fn control_characters_stay_out_of_messages() {
    assert_eq!(
        flaws("iso3,vote\nFRA,\u{1b}[31mred\u{7}\n"),
        ["row 2: vote is \"[31mred\"; write yes, no, abstain or absent, or leave it blank"]
    );
}

/// Marks as they stand in tables on the web. None of them may count as a blank.
const MARKS: [&str; 24] = [
    "✓",
    "✔",
    "✔\u{fe0f}",
    "✅",
    "☑",
    "√",
    "✗",
    "✘",
    "❌",
    "☒",
    "☐",
    "👍",
    "⚪",
    "•",
    "*",
    "†",
    "+",
    "−",
    "-",
    "–",
    "—",
    "?",
    "…",
    ".",
];

#[test]
fn a_mark_is_no_vote_and_no_blank() {
    for mark in MARKS {
        let (json, shown) = (format!(r#"[{{"iso3": "FRA", "vote": "{mark}"}}]"#), mark);
        for (text, row) in [(format!("iso3,vote\nFRA,{mark}\n"), 2), (json, 1)] {
            assert_eq!(
                flaws(&text),
                [format!("row {row}: vote is \"{shown}\"; write yes, no, abstain or absent, or leave it blank")]
            );
        }
    }
}

#[test]
fn a_tick_is_a_sponsor_and_any_other_mark_is_refused() {
    for mark in MARKS {
        let text = format!("iso3,cosponsor\nFRA,{mark}\n");
        let table = StanceTable::parse("votes.csv", text.as_bytes()).unwrap();
        let read = match mark {
            "✓" | "✔" | "✔\u{fe0f}" | "✅" | "☑" | "√" => Some(Cosponsor::Yes),
            "?" => Some(Cosponsor::Unknown),
            _ => None,
        };
        assert_eq!(table.rows[0].cosponsor, read, "{mark}");
        let found: Vec<&str> = table.flaws.iter().map(|f| f.message.as_str()).collect();
        let refusal =
            format!("cosponsor is \"{mark}\"; write yes, no or unknown, or leave it blank");
        let expected = if read.is_some() {
            vec![]
        } else {
            vec![refusal.as_str()]
        };
        assert_eq!(found, expected);
    }
}

#[test]
fn blanks_of_any_width_are_blank() {
    for blank in [
        " ", "\u{a0}", "\u{2007}", "\u{202f}", "\u{3000}", "\u{200b}", "\u{feff}", "\u{200f}",
    ] {
        let text = format!("iso3,name,vote,cosponsor\nFRA,{blank},{blank},{blank}\n");
        assert_eq!(rows(&text), [("FRA".to_owned(), None, None)], "{blank:?}");
    }
}

/// "n/a" and "NA" stand for a missing value as often as for a vote that a country did not have.
#[test]
fn a_word_for_nothing_is_refused_with_how_to_write_a_blank() {
    for word in ["n/a", "NA", "nil", "--", "0"] {
        assert_eq!(
            flaws(&format!("iso3,vote\nFRA,{word}\n")),
            [format!(
                "row 2: vote is \"{word}\"; write yes, no, abstain or absent, or leave it blank"
            )]
        );
    }
}

#[test]
fn a_word_with_a_mark_beside_it_is_not_read_without_the_mark() {
    for word in ["yes?", "no*", "(yes)", "✅ no", "yes/no", "+yes"] {
        assert_eq!(
            flaws(&format!("iso3,vote\nFRA,{word}\n")).len(),
            1,
            "{word}"
        );
    }
    for number in ["-1", "1.0", ".1", "1?"] {
        assert_eq!(
            flaws(&format!("iso3,cosponsor\nFRA,{number}\n")).len(),
            1,
            "{number}"
        );
    }
    let words = rows("iso3,vote\nFRA,Yes.\nIND,non-voting\nCHN,did_not_vote\n");
    let votes: Vec<Option<Vote>> = words.into_iter().map(|row| row.1).collect();
    let [yes, absent] = [Vote::Yes, Vote::Absent].map(Some);
    assert_eq!(votes, [yes, absent, absent]);
}

#[test]
fn json_values_mean_what_they_mean_in_csv() {
    let sponsors = r#"[{"iso3": "FRA", "cosponsor": 1}, {"iso3": "IND", "cosponsor": false},
                       {"iso3": "CHN", "cosponsor": null}, {"iso3": "USA", "cosponsor": ""}]"#;
    let read: Vec<Option<Cosponsor>> = rows(sponsors).into_iter().map(|row| row.2).collect();
    assert_eq!(
        read,
        [Some(Cosponsor::Yes), Some(Cosponsor::No), None, None]
    );
    // Neither says which vote it was.
    for vote in ["true", "false", "0", "1", "-1", "1.5"] {
        assert_eq!(
            flaws(&format!(r#"[{{"iso3": "FRA", "vote": {vote}}}]"#)),
            [format!(
                "row 1: vote is \"{vote}\"; write yes, no, abstain or absent, or leave it blank"
            )]
        );
    }
}

#[test]
fn a_mark_is_no_country() {
    assert_eq!(
        flaws("iso3,name,vote\nFRA,✓,yes\n"),
        ["row 2: name is \"✓\"; write the name of a country, or leave it blank"]
    );
}

#[test]
fn a_column_without_a_heading_is_pointed_at_if_something_is_written_in_it() {
    assert_eq!(
        flaws("iso3,vote,\nFRA,yes,\nIND,no,✓\n"),
        ["header: column 3 holds \"✓\" but has no heading, so it is not used; name it, or delete it"]
    );
    assert_eq!(flaws("iso3,vote,\nFRA,yes,\n"), Vec::<String>::new());
}

#[test]
fn a_field_that_stands_twice_in_a_json_row_is_reported() {
    assert_eq!(
        flaws(r#"[{"iso3": "FRA", "vote": "yes"}, {"iso3": "IND", "vote": "yes", "vote": "no"}]"#),
        ["row 2: \"vote\" stands twice; keep the one that is right"]
    );
}
