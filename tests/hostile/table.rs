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
