//! The command line: takes the words after `cargo xtask`, gives a [`Command`].

use anyhow::{bail, Context, Result};

/// What is printed without arguments and with `--help`.
pub(crate) const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--port 8000] [--no-build]  build dist/ quickly, without the still figures, and serve it on
                                    127.0.0.1 (--port 0: any free port; --no-build: as dist/ is)
  build                             build dist/, optimised and baked, and report its size
  test [--quick]                    run every check and test (--quick: format, clippy, unit tests)
  package                           pack dist/ as an npm package in the target directory
  assets [--check]                  remake assets/ from the pinned packages (--check: compare only)";

/// The port of `serve` unless told otherwise.
const PORT: u16 = 8000;

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
        "assets" => flag("assets", &rest, Some("--check")).map(|check| Command::Assets { check }),
        other => {
            bail!("unknown command {other:?}; known are serve, build, package, test, assets\n\n{USAGE}")
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
        let value = match word.split_once('=') {
            Some(("--port", value)) => value.to_owned(),
            _ if word == "--port" => words
                .next()
                .context("--port needs a number after it, as in `--port 8000`")?,
            _ if word == "--no-build" => {
                build = false;
                continue;
            }
            _ => bail!("unknown argument {word:?} to `serve`; known are --port N, --no-build"),
        };
        port = value
            .parse()
            .with_context(|| format!("--port {value:?}: a port is a number from 0 to 65535"))?;
    }
    Ok(Command::Serve { port, build })
}

#[cfg(test)]
mod tests {
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
    fn an_unknown_argument_is_named_with_the_known_ones() {
        let message = message("test --fast");
        assert!(message.contains("\"--fast\"") && message.contains("--quick"));
    }

    #[test]
    fn an_unknown_command_is_named_with_the_known_ones() {
        let message = message("sevre");
        assert!(
            message.contains("\"sevre\"")
                && message.contains("serve, build, package, test, assets")
        );
    }
}
