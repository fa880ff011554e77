use super::*;

fn parsed(text: &str) -> StanceTable {
    StanceTable::parse("t.csv", text.as_bytes()).unwrap()
}

fn message(text: &str) -> String {
    StanceTable::parse("t.csv", text.as_bytes())
        .unwrap_err()
        .to_string()
}

#[test]
fn separators_column_order_and_byte_order_mark_make_no_difference() {
    let plain = parsed("iso3,name,vote,cosponsor\nFRA,France,yes,yes\nIND,India,abstain,\n");
    for text in [
        "\u{feff}iso3;name;vote;cosponsor\r\nFRA;France;yes;yes\r\nIND;India;abstain;\r\n",
        "vote\tcosponsor\tiso3\tname\nyes\tyes\tFRA\tFrance\nabstain\t\tIND\tIndia",
        "[{\"iso3\":\"FRA\",\"name\":\"France\",\"vote\":\"yes\",\"cosponsor\":true},{\"iso3\":\"IND\",\"name\":\"India\",\"vote\":\"abstain\"}]",
    ] {
        let rows = parsed(text).rows.into_iter().zip([2, 3]).map(|(row, number)| Row { number, ..row });
        assert_eq!(rows.collect::<Vec<_>>(), plain.rows, "{text}");
    }
}

#[test]
fn words_of_a_roll_call_are_understood() {
    let rows = parsed("iso3,vote\nFRA,Y\nRUS,N\nIND,A\nMAR,Non-Voting\nGBR,In favour\nCHN,\n").rows;
    let votes: Vec<Option<Vote>> = rows.iter().map(|row| row.vote).collect();
    let [yes, no, abstain, absent] = [Vote::Yes, Vote::No, Vote::Abstain, Vote::Absent].map(Some);
    assert_eq!(votes, [yes, no, abstain, absent, yes, None]);
}

#[test]
fn an_unknown_vote_word_names_the_row_of_the_spreadsheet() {
    let flaw = &parsed("iso3,vote\nFRA,yes\n\nIND,maybe\n").flaws[0];
    assert_eq!(flaw.place, "row 4");
    assert_eq!(
        flaw.message,
        "vote is \"maybe\"; write yes, no, abstain or absent, or leave it blank"
    );
}

#[test]
fn a_file_without_header_is_reported() {
    assert!(message("FRA,yes\nIND,abstain\n").starts_with("t.csv, row 1: no header"));
}

#[test]
fn a_heading_like_the_missing_one_is_pointed_at() {
    assert!(message("iso3,vot\nFRA,yes\n").contains("is \"vot\" meant?"));
}

#[test]
fn a_surplus_cell_is_an_error_and_not_lost() {
    let table = parsed("name,vote\nKorea, Republic of,yes\nFrance,no\n");
    assert_eq!((table.rows.len(), table.flaws.len()), (1, 1));
    assert!(table.flaws[0]
        .message
        .starts_with("3 cells under 2 headings"));
}

#[test]
fn a_slip_in_the_heading_of_the_sponsors_does_not_lose_them_silently() {
    let table = parsed("iso3,vote,co_sponser\nFRA,yes,yes\n");
    assert_eq!(
        table.flaws[0].message,
        "column \"co_sponser\" is not used; if it is the cosponsor, call it cosponsor"
    );
}

#[test]
fn a_question_mark_is_unknown_sponsorship_and_a_blank_is_a_blank() {
    let rows = parsed("iso3,cosponsor\nFRA,?\nIND,\n").rows;
    assert_eq!(
        rows.iter().map(|r| r.cosponsor).collect::<Vec<_>>(),
        [Some(Cosponsor::Unknown), None]
    );
}
