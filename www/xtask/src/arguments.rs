//! The command line: takes the words after `cargo xtask`, gives a [`Command`].

use clap::{value_parser, Args, Parser, Subcommand};
use std::path::PathBuf;

/// The build program of stancemap.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What the developer asked for.
#[derive(Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum Command {
    /// Build dist/ quickly, not optimised, and serve it on 127.0.0.1; again when a source changes.
    Serve {
        /// TCP port; 0 for any free one.
        #[arg(long, default_value_t = 8000)]
        port: u16,
        /// Serve dist/ as it is.
        #[arg(long)]
        no_build: bool,
    },
    /// Build dist/, optimised and baked, and report its size.
    Build,
    /// Run every check and test.
    Test {
        /// Format, clippy and unit tests alone.
        #[arg(long)]
        quick: bool,
    },
    /// Measure the map against its peers in Chromium: a table of medians.
    Bench(Bench),
    /// Pack dist/ as an npm package in the target directory.
    Package,
    /// Remake assets/ from the pinned packages.
    Assets {
        /// Compare, write nothing.
        #[arg(long)]
        check: bool,
    },
}

/// What to measure.
#[derive(Debug, PartialEq, Eq, Args)]
pub(crate) struct Bench {
    /// How often each peer is measured, in turns.
    #[arg(long, default_value_t = 3, value_parser = value_parser!(u16).range(1..))]
    pub(crate) rounds: u16,
    /// The beginnings of the names of the peers to measure, separated by commas.
    #[arg(long, value_name = "NAMES")]
    pub(crate) only: Option<String>,
    /// Another build of ours, to measure our own pages against.
    #[arg(long, value_name = "DIST")]
    pub(crate) against: Option<PathBuf>,
    /// Measure dist/ as it is.
    #[arg(long)]
    pub(crate) no_build: bool,
    /// Time each stage of the library by itself, without a browser.
    #[arg(long, exclusive = true)]
    pub(crate) native: bool,
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Bench, Command};
    use clap::{CommandFactory, Parser};

    fn parsed(line: &str) -> Result<Command, String> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        let arguments = Arguments::try_parse_from(words).map_err(|e| e.to_string())?;
        Ok(arguments.command)
    }

    #[test]
    fn the_description_of_the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn serve_has_a_default_port() {
        let serve = |port, no_build| Ok(Command::Serve { port, no_build });
        assert_eq!(parsed("serve"), serve(8000, false));
        assert_eq!(parsed("serve --port=81 --no-build"), serve(81, true));
        assert!(parsed("serve --port 70000").unwrap_err().contains("70000"));
    }

    #[test]
    fn a_bench_measures_three_rounds_of_all_by_default() {
        let Ok(Command::Bench(bench)) = parsed("bench") else {
            panic!("no bench")
        };
        let plain = Bench {
            rounds: 3,
            only: None,
            against: None,
            no_build: false,
            native: false,
        };
        assert_eq!(bench, plain);
        assert!(parsed("bench --rounds 0").unwrap_err().contains("--rounds"));
        assert!(parsed("bench --native --rounds 5")
            .unwrap_err()
            .contains("--native"));
    }

    #[test]
    fn an_unknown_word_is_named() {
        assert!(parsed("test --fast").unwrap_err().contains("--fast"));
        assert!(parsed("sevre").unwrap_err().contains("serve"));
    }
}
