//! Bytes that are no text, or not the text that was meant.

use stancemap::input::{Boundaries, Document, StanceTable};

use crate::kit::{refused, refused_table};

#[test]
fn bytes_that_are_not_utf_8_are_reported_with_their_line() {
    assert_eq!(
        refused_table(b"iso3,vote\nFRA,yes\nC\xf4te d'Ivoire,yes\n"),
        "votes.csv, line 3: bytes that are not UTF-8; save the file as UTF-8"
    );
}

#[test]
fn a_nul_byte_is_reported_with_its_line() {
    assert_eq!(
        refused_table("iso3,vote\nFRA,y\0es\n"),
        "votes.csv, line 2: a NUL byte; this is no text file; save it as UTF-8 text"
    );
}

#[test]
fn utf_16_is_called_by_its_name() {
    assert_eq!(
        refused_table(b"\xff\xfei\0s\0o\x003\0"),
        "votes.csv, line 1: the file is UTF-16; save it as UTF-8"
    );
}

#[test]
fn a_workbook_is_called_by_its_name() {
    assert_eq!(
        refused_table(b"PK\x03\x04\x14\0\0\0"),
        "votes.csv: the file is an Excel workbook or a zip archive; \
         save the table as CSV (UTF-8), or unpack the archive"
    );
}

#[test]
fn a_web_page_in_place_of_a_file_is_called_so() {
    assert_eq!(
        refused("\n<!DOCTYPE html>\n<title>404</title>"),
        "map.geojson: a web page or XML (<!DOCTYPE html> <title>404</title>); \
         check the address or path; a table is CSV or JSON, a map GeoJSON"
    );
}

#[test]
fn an_empty_file_is_called_empty_by_every_reader() {
    for blank in ["", " \n\t\r\n", "\u{feff}"] {
        let of_boundaries = Boundaries::parse("f", blank.as_bytes()).unwrap_err();
        let of_table = StanceTable::parse("f", blank.as_bytes()).unwrap_err();
        let of_document = Document::parse("f", blank.as_bytes()).unwrap_err();
        for error in [of_boundaries, of_table, of_document] {
            assert_eq!(
                error.to_string(),
                "f: the file is empty; is it the right file?"
            );
        }
    }
}

#[test]
fn a_byte_order_mark_makes_no_difference_to_json() {
    let text = format!("\u{feff}{}", crate::kit::document());
    assert_eq!(
        Document::parse("f", text.as_bytes()).unwrap().title,
        "A draft"
    );
}
