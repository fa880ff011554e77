//! Runs other programs: reports what to install when one is missing, and what failed.

use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{bail, Context, Result};

/// How much of a failed program's standard error is shown afterwards.
const LINES_SHOWN: usize = 20;

/// Does `work` and prints how long it took.
///
/// # Errors
/// Those of `work`.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let done = work()?;
    eprintln!("{name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}

/// Runs `command` with its output on ours.
///
/// # Errors
/// When it cannot start or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = start(command)?.wait()?;
    if !status.success() {
        bail!("`{}` failed ({status})", words(command));
    }
    Ok(())
}

/// Runs `command` and gives what it wrote to its standard output.
///
/// # Errors
/// When it cannot start, fails or writes no UTF-8.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = start(command.stdout(Stdio::piped()))?.wait_with_output()?;
    if !output.status.success() {
        bail!("`{}` failed ({})", words(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("output of `{}`", words(command)))
}

/// Runs `command` without showing its output.
///
/// # Errors
/// When it cannot start or fails; the message ends with the last lines of its standard error.
pub(crate) fn quietly(command: &mut Command) -> Result<()> {
    let output = start(command.stdout(Stdio::null()).stderr(Stdio::piped()))?.wait_with_output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = text.lines().collect();
        let last = lines.len().saturating_sub(LINES_SHOWN);
        bail!(
            "`{}` failed ({}):\n{}",
            words(command),
            output.status,
            lines.get(last..).unwrap_or_default().join("\n")
        );
    }
    Ok(())
}

/// Runs `command`, handing each line of its standard output to `see` as it comes; whether it
/// succeeded.
///
/// # Errors
/// When it cannot start or its output cannot be read.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    if let Some(stdout) = child.stdout.take() {
        // Tests may print any bytes.
        for line in BufReader::new(stdout).split(b'\n') {
            see(&String::from_utf8_lossy(&line?));
        }
    }
    Ok(child.wait()?.success())
}

fn start(command: &mut Command) -> Result<Child> {
    // No step may wait for a person.
    spawn(command.stdin(Stdio::null()))
}

/// Starts `command` as it is.
///
/// # Errors
/// When it can't: what to install is in the message.
pub(crate) fn spawn(command: &mut Command) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.spawn() {
        Ok(child) => Ok(child),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("`{name}` was not found: {}", cure(&name))
        }
        Err(error) => Err(error).with_context(|| format!("cannot start `{name}`")),
    }
}

/// What to install when a program is missing.
fn cure(program: &str) -> &'static str {
    match program {
        "node" | "npm" => "install Node.js 20 or later, with npm (https://nodejs.org)",
        "rustup" => "install Rust by rustup (https://rustup.rs)",
        _ => "install it, or put it on the PATH",
    }
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_name()
        .into_iter()
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{output, quietly, run, watch};
    use std::process::Command;

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error
            .to_string()
            .contains("`no-such-program-here` was not found"));
    }

    #[test]
    fn a_failing_command_is_quoted() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(error.to_string().contains("`sh -c exit 3` failed"));
    }

    #[test]
    fn output_is_what_was_written() {
        assert_eq!(output(Command::new("printf").arg("a b")).unwrap(), "a b");
    }

    #[test]
    fn the_output_of_a_quiet_program_is_shown_when_it_fails() {
        let error =
            quietly(Command::new("sh").args(["-c", "echo because >&2; exit 3"])).unwrap_err();
        assert!(error.to_string().ends_with("because"), "{error}");
    }

    #[test]
    fn lines_are_seen_of_a_command_that_fails() {
        let mut lines = Vec::new();
        let good = watch(
            Command::new("sh").args(["-c", "echo a; echo b; false"]),
            |line| {
                lines.push(line.to_owned());
            },
        );
        assert_eq!((good.unwrap(), lines.join(" ")), (false, "a b".to_owned()));
    }
}
