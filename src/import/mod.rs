//! Import: a text or table that has a vote in it becomes a checked table; nothing is guessed, nothing is lost.
//!
//! Takes the bytes of a file as people have them; gives the votes that stand in it, each with its readings, and
//! findings about what is doubtful, each with its place and with ways to mend it. The same for the command, the page
//! and the studio. Leaves the map to [`join`](crate::join).
//!
//! | module | takes | gives |
//! |---|---|---|
//! | `source` | bytes | text, and how it was encoded |
//! | `text` | text | the votes of a record, a press release, a report: lists, totals, outcomes, corrections |
//! | `table` | rows of cells, from CSV, a workbook or JSON | the votes of a table, however it lies |
//! | `words` | a cell | a vote or a sponsorship, in twelve languages |
//! | `check` | the readings of a vote, the roster of the day | findings |
//! | `outcome` | a tally | whether it was adopted, and why |
//!
//! Every byte of the source is a reading, is known to say nothing (page furniture), or is listed as unread.

mod finding;
mod reading;
pub mod text;
pub mod words;

pub use finding::{Code, Finding, Fix, FixKind};
pub use reading::{Imported, Measure, Outcome, ReadVote, Reading, Said, Span, Total};

use crate::input::Body;

/// What is known beside the source, and which of its votes is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The day of the vote, `YYYY-MM-DD`; outweighs what the source says.
    pub date: Option<String>,
    /// Whose vote it is; outweighs what the source says.
    pub body: Option<Body>,
    /// The symbol of the vote that is wanted, of several: `A/RES/ES-11/1`, or its draft's.
    pub symbol: Option<String>,
    /// The place of the vote that is wanted, of several, from 1.
    pub number: Option<usize>,
    /// The language of the source, where it is known: `fr`.
    pub language: Option<String>,
}
