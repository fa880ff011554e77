//! The command line: takes the words after `cargo xtask`, gives a [`Command`].

use anyhow::{bail, Context, Result};

use crate::bench;

/// What is printed without arguments and with `--help`.
pub(crate) const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port 8000] [--no-build]  build dist/ quickly, not optimised, and serve it on 127.0.0.1; again
                                    when a source changes (--port 0: any free port; --no-build: as it is)
  build                             build dist/, optimised and baked, and report its size
  test [--quick]                    run every check and test (--quick: format, clippy, unit tests)
  bench [--rounds 3] [--only a,b] [--against DIST] [--no-build]
                                    measure the map against its peers in Chromium: a table of medians
                                    (--only: those whose names begin so; --no-build: dist/ as it is;
                                    --against: our own pages against those of another build of ours)
  bench --native                    time each stage of the library by itself, without a browser
  package                           pack dist/ as an npm package in the target directory
  assets [--check]                  remake assets/ from the pinned packages (--check: compare only)";

/// The port of `serve` unless told otherwise.
const PORT: u16 = 8000;

/// How often `bench` measures each peer unless told otherwise.
const ROUNDS: u16 = 3;

/// What the developer asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print [`USAGE`].
    Help,
    /// Build for development, unless told not to, and serve.
    Serve {
        /// TCP port on 127.0.0.1; 0 for any free one.
        port: u16,
        /// Whether to build first.
        build: bool,
    },
    /// Build the optimised site.
    Build,
    /// Run the checks and tests.
    Test {
        /// Only those of the inner loop.
        quick: bool,
    },
    /// Measure against the peers.
    Bench(bench::Options),
    /// Time the stages of the library.
    BenchNative,
    /// Pack the npm package.
    Package,
    /// Remake the assets.
    Assets {
        /// Compare, write nothing.
        check: bool,
    },
}

/// Reads the words after the program's name.
///
/// # Errors
/// When a word is unknown or a value is missing; the message names the word and the known ones.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Command> {
    let mut words = words.into_iter();
    let Some(name) = words.next() else {
        bail!("no command given\n\n{USAGE}");
    };
    let rest: Vec<String> = words.collect();
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Command::Help);
    }
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "serve" => serve(rest),
        "build" => flag("build", &rest, None).map(|_| Command::Build),
        "package" => flag("package", &rest, None).map(|_| Command::Package),
        "test" => flag("test", &rest, Some("--quick")).map(|quick| Command::Test { quick }),
        "bench" if rest.iter().any(|word| word == "--native") => {
            flag("bench --native", &rest, Some("--native")).map(|_| Command::BenchNative)
        }
        "bench" => bench(rest),
        "assets" => flag("assets", &rest, Some("--check")).map(|check| Command::Assets { check }),
        other => {
            bail!("unknown command {other:?}; known are serve, build, package, test, bench, assets\n\n{USAGE}")
        }
    }
}

/// Whether the only flag that `command` knows was given.
fn flag(command: &str, words: &[String], known: Option<&str>) -> Result<bool> {
    let stranger = words.iter().find(|word| Some(word.as_str()) != known);
    match (stranger, known) {
        (Some(word), Some(known)) => {
            bail!("unknown argument {word:?} to `{command}`; known is {known}")
        }
        (Some(word), None) => bail!("unknown argument {word:?}: `{command}` takes none"),
        (None, _) => Ok(!words.is_empty()),
    }
}

fn serve(words: Vec<String>) -> Result<Command> {
    let (mut port, mut build) = (PORT, true);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if let Some(value) = value_of("--port", "8000", &word, &mut words)? {
            port = value
                .parse()
                .with_context(|| format!("--port {value:?}: a port is a number from 0 to 65535"))?;
        } else if word == "--no-build" {
            build = false;
        } else {
            bail!("unknown argument {word:?} to `serve`; known are --port N, --no-build")
        }
    }
    Ok(Command::Serve { port, build })
}

fn bench(words: Vec<String>) -> Result<Command> {
    let mut options = bench::Options {
        rounds: ROUNDS,
        only: None,
        against: None,
        build: true,
    };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if let Some(value) = value_of("--rounds", "3", &word, &mut words)? {
            options.rounds = value
                .parse()
                .ok()
                .filter(|&rounds| rounds > 0)
                .with_context(|| {
                    format!("--rounds {value:?}: a number of rounds is from 1 to 65535")
                })?;
        } else if let Some(value) = value_of("--only", "floor,d3-canvas", &word, &mut words)? {
            options.only = Some(value);
        } else if let Some(value) = value_of("--against", "../old/dist", &word, &mut words)? {
            options.against = Some(value.into());
        } else if word == "--no-build" {
            options.build = false;
        } else {
            bail!("unknown argument {word:?} to `bench`; known are --rounds N, --only NAMES, --against DIST, --no-build, or --native alone")
        }
    }
    Ok(Command::Bench(options))
}

/// The value of `option` if `word` is it, with the value after `=` or as the next word.
///
/// # Errors
/// When there is no value; the message gives `example`.
fn value_of(
    option: &str,
    example: &str,
    word: &str,
    words: &mut impl Iterator<Item = String>,
) -> Result<Option<String>> {
    match word.split_once('=') {
        Some((name, value)) if name == option => Ok(Some(value.to_owned())),
        None if word == option => words.next().map(Some).with_context(|| {
            format!("{option} needs a value after it, as in `{option} {example}`")
        }),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::bench::Options;
    use super::{parse, Command};

    fn parsed(line: &str) -> anyhow::Result<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn message(line: &str) -> String {
        format!("{:#}", parsed(line).unwrap_err())
    }

    #[test]
    fn serve_has_a_default_port() {
        let expected = Command::Serve {
            port: 8000,
            build: true,
        };
        assert_eq!(parsed("serve").unwrap(), expected);
    }

    #[test]
    fn a_port_may_follow_a_space_or_an_equals_sign() {
        let expected = Command::Serve {
            port: 81,
            build: false,
        };
        assert_eq!(parsed("serve --no-build --port 81").unwrap(), expected);
        assert_eq!(parsed("serve --port=81 --no-build").unwrap(), expected);
    }

    #[test]
    fn a_port_out_of_range_is_named() {
        assert!(message("serve --port 70000").contains("\"70000\""));
    }

    #[test]
    fn a_bench_measures_three_rounds_of_all_unless_told_otherwise() {
        let all = |rounds, only: Option<&str>, against: Option<&str>, build| {
            Command::Bench(Options {
                rounds,
                only: only.map(str::to_owned),
                against: against.map(Into::into),
                build,
            })
        };
        assert_eq!(parsed("bench").unwrap(), all(3, None, None, true));
        assert_eq!(
            parsed("bench --rounds=1 --no-build --only floor,plot").unwrap(),
            all(1, Some("floor,plot"), None, false)
        );
        assert_eq!(
            parsed("bench --against ../old/dist").unwrap(),
            all(3, None, Some("../old/dist"), true)
        );
    }

    #[test]
    fn a_native_bench_has_no_rounds() {
        assert_eq!(parsed("bench --native").unwrap(), Command::BenchNative);
        assert!(message("bench --native --rounds 5").contains("\"--rounds\""));
    }

    #[test]
    fn rounds_that_are_none_are_refused() {
        assert!(message("bench --rounds 0").contains("\"0\""));
        assert!(message("bench --rounds").contains("--rounds 3"));
    }

    #[test]
    fn an_unknown_argument_is_named_with_the_known_ones() {
        let message = message("test --fast");
        assert!(message.contains("\"--fast\"") && message.contains("--quick"));
    }

    #[test]
    fn an_unknown_command_is_named_with_the_known_ones() {
        let message = message("sevre");
        assert!(
            message.contains("\"sevre\"")
                && message.contains("serve, build, package, test, bench, assets")
        );
    }
}
