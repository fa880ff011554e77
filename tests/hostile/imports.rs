//! Sources of an import that would take all time or memory: each is read, or refused in words, within limits.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::Command;

use zip::write::SimpleFileOptions;
use zip::ZipWriter;

/// What the command may take: address space in KiB, and seconds of the processor. Tests are built to run, not to last.
const MEMORY: usize = 3 << 20;
const SECONDS: usize = 40;

/// The exit status of an import and what it says; a child that dies of its limits has none.
fn import(name: &str, bytes: &[u8]) -> (i32, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile-imports");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let limits = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$@\"");
    let child = Command::new("sh")
        .args([
            "-c",
            &limits,
            "sh",
            env!("CARGO_BIN_EXE_stancemap"),
            "import",
        ])
        .arg(&file)
        .args([
            "--date",
            "2022-03-02",
            "--body",
            "general-assembly",
            "--fix",
            "ask",
        ])
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let said = String::from_utf8_lossy(&child.stderr).into_owned();
    (child.status.code().unwrap_or(-1), said)
}

/// It is read or refused, and what it says is short.
fn held(name: &str, bytes: &[u8]) -> String {
    let (status, said) = import(name, bytes);
    assert!((0..=2).contains(&status), "{name}: {status}: {said:.2000}");
    assert!(said.len() < 1 << 20, "{name}: {}", said.len());
    said
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of Excel with these cells.
fn xlsx(cells: &str) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{cells}</sheetData></worksheet>"
    );
    packed(&[
        ("_rels/.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#),
        ("xl/workbook.xml", br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn ods(head: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?>{head}<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#),
        ("content.xml", content.as_bytes()),
    ])
}

fn inline(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn nul_bytes_and_a_line_without_an_end() {
    held("nul.csv", &vec![0; 1 << 20]);
    held("nul-cells.csv", b"name,vote\nFra\0nce,yes\nMali,\0\n");
    held("line.txt", "France, ".repeat(50_000).as_bytes());
    held(
        "quote.csv",
        format!("name,vote\nFrance,\"{}", "x".repeat(4 << 20)).as_bytes(),
    );
}

#[test]
fn deeply_nested_json() {
    held("deep.json", "[".repeat(1_000_000).as_bytes());
    let objects = "{\"a\":".repeat(200_000);
    held("deeper.json", objects.as_bytes());
}

#[test]
fn tens_of_thousands_of_findings_are_counted() {
    let rows: String = (0..30_000)
        .map(|i| format!("France,q{i}\nWrongland {i},yes\n"))
        .collect();
    let said = held("findings.csv", format!("name,vote\n{rows}").as_bytes());
    assert!(said.contains("more of \"unknown-name\""), "{said:.2000}");
    let said = held(
        "doubled.csv",
        format!("name,vote\n{}", "France,yes\n".repeat(50_000)).as_bytes(),
    );
    assert!(said.contains("50000 times"), "{said:.2000}");
}

#[test]
fn megabytes_of_wrong_words() {
    let words: String = (0..1_800_000).map(|i| format!("word{i} ")).collect();
    assert!(words.len() > 20_000_000);
    held("words.txt", words.as_bytes());
    let rows: String = (0..30_000)
        .map(|i| format!("word{i},abstrain{i}\n"))
        .collect();
    held("words.csv", format!("name,vote\n{rows}").as_bytes());
}

#[test]
fn an_archive_that_unpacks_to_gigabytes() {
    let zeros = vec![b' '; 80 << 20];
    let said = held("bomb.xlsx", &packed(&[("xl/workbook.xml", &zeros)]));
    assert!(said.contains("unpacks to more than 64 MB"), "{said}");
    let said = held("bomb.ods", &packed(&[("content.xml", &zeros)]));
    assert!(said.contains("unpacks to more than 64 MB"), "{said}");
    held("no-book.xlsx", &packed(&[("readme", b"no workbook")]));
    held("broken.xlsx", b"PK\x03\x04 and no more");
}

#[test]
fn a_cell_at_the_end_of_the_largest_sheet() {
    let cells = format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}</row>",
        inline("A1", "name"),
        inline("XFD1048576", "vote")
    );
    let said = held("far.xlsx", &xlsx(&cells));
    assert!(said.contains("a sheet spans more than"), "{said}");
}

#[test]
fn a_cell_that_is_repeated_a_milliard_times() {
    let cell = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>France</text:p></table:table-cell></table:table-row>";
    let said = held("repeated.ods", &ods("", cell));
    assert!(said.contains("a sheet spans more than"), "{said}");
}

#[test]
fn entities_that_grow() {
    let laughs: String = (1..10)
        .map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)))
        .collect();
    let head = format!("<!DOCTYPE x [<!ENTITY l0 \"lol\">{laughs}]>");
    let cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>&l9;</text:p></table:table-cell></table:table-row>";
    held("laughs.ods", &ods(&head, cell));
}

#[test]
fn a_formula_without_its_value_is_no_blank() {
    let row = |n: usize, name: &str, vote: &str| {
        format!(
            "<row r=\"{n}\">{}{vote}</row>",
            inline(&format!("A{n}"), name)
        )
    };
    let rows = [
        row(1, "name", &inline("B1", "vote")),
        row(2, "France", &inline("B2", "yes")),
        row(3, "Mali", &inline("B3", "no")),
        row(4, "Chad", "<c r=\"B4\"><f>IF(1,\"yes\",\"no\")</f></c>"),
    ];
    let said = held("formula.xlsx", &xlsx(&rows.concat()));
    assert!(said.contains("=IF(1"), "{said}");
}
