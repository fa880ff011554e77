//! Input that is broken, foreign or meant to do harm: each test shows one such thing, and its message.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests

mod authority;
mod boundaries;
mod bounded;
mod bytes;
mod document;
#[cfg(all(feature = "cli", unix))]
mod imports;
mod join;
mod keys;
mod kit;
mod table;
mod tally;
mod twice;
mod unseen;
