//! Reads how many tests ran out of what cargo, Playwright and Node.js write.

use std::iter::Sum;

use anyhow::{bail, Context, Result};
use serde_json::Value;

/// Tests by their end.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Ran and held.
    pub(crate) passed: u64,
    /// Ran and did not hold.
    pub(crate) failed: u64,
    /// Did not run.
    pub(crate) skipped: u64,
}

impl Counts {
    /// Itself, if any test ran.
    ///
    /// # Errors
    /// When none ran: a suite that lost its tests must not pass.
    pub(crate) fn of_a_suite(self) -> Result<Self> {
        if self.passed + self.failed == 0 {
            bail!("ran no test");
        }
        Ok(self)
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |a, b| Self {
            passed: a.passed + b.passed,
            failed: a.failed + b.failed,
            skipped: a.skipped + b.skipped,
        })
    }
}

/// The counts in a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`, if it is one.
pub(crate) fn of_cargo_line(line: &str) -> Option<Counts> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        counts
            .split("; ")
            .filter_map(|part| part.split_once(' '))
            .find(|(_, name)| *name == word)?
            .0
            .parse()
            .ok()
    };
    Some(Counts {
        passed: count("passed")?,
        failed: count("failed")?,
        skipped: count("ignored")?,
    })
}

/// The counts in the report of Playwright's JSON reporter.
///
/// # Errors
/// When it is not such a report.
pub(crate) fn of_playwright(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("Playwright's report")?;
    let count = |word: &str| {
        let number = report.get("stats").and_then(|stats| stats.get(word));
        number
            .and_then(Value::as_u64)
            .with_context(|| format!("Playwright's report has no stats.{word}"))
    };
    Ok(Counts {
        passed: count("expected")?,
        // A test that held only when tried again has not held.
        failed: count("unexpected")? + count("flaky")?,
        skipped: count("skipped")?,
    })
}

/// The counts at the end of the report of Node.js' TAP reporter: lines such as `# pass 12`.
///
/// # Errors
/// When it does not end so: the run broke off.
pub(crate) fn of_tap(report: &str) -> Result<Counts> {
    let count = |word: &str| {
        report
            .lines()
            .rev()
            .find_map(|line| {
                line.strip_prefix("# ")?
                    .strip_prefix(word)?
                    .trim()
                    .parse::<u64>()
                    .ok()
            })
            .with_context(|| {
                format!("the report of the tests has no line `# {word} N`: the run broke off")
            })
    };
    Ok(Counts {
        passed: count("pass")?,
        // Cancelled: out of time, or without the set-up it needs.
        failed: count("fail")? + count("cancelled")?,
        skipped: count("skipped")? + count("todo")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{of_cargo_line, of_playwright, of_tap, Counts};

    #[test]
    fn a_result_line_of_cargo_is_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s";
        let expected = Counts {
            passed: 12,
            failed: 3,
            skipped: 1,
        };
        assert_eq!(of_cargo_line(line), Some(expected));
    }

    #[test]
    fn other_lines_of_cargo_are_skipped() {
        assert_eq!(of_cargo_line("test result_is_kept ... ok"), None);
    }

    #[test]
    fn a_flaky_test_counts_as_failed() {
        let report = r#"{"stats":{"expected":5,"skipped":2,"unexpected":1,"flaky":1}}"#;
        let expected = Counts {
            passed: 5,
            failed: 2,
            skipped: 2,
        };
        assert_eq!(of_playwright(report).unwrap(), expected);
    }

    #[test]
    fn a_report_without_counts_is_an_error() {
        assert!(of_playwright("{}").is_err());
    }

    #[test]
    fn a_cancelled_test_counts_as_failed() {
        let report = "    # pass 1 (a test that talks)\n1..3\n# tests 9\n# suites 3\n# pass 4\n# fail 1\n# cancelled 2\n# skipped 1\n# todo 1\n# duration_ms 5.5\n";
        let expected = Counts {
            passed: 4,
            failed: 3,
            skipped: 2,
        };
        assert_eq!(of_tap(report).unwrap(), expected);
    }

    #[test]
    fn a_report_that_broke_off_is_an_error() {
        let error = of_tap("TAP version 13\n# Subtest: engines\n").unwrap_err();
        assert!(error.to_string().contains("broke off"), "{error}");
    }

    #[test]
    fn a_suite_without_tests_fails() {
        let skipped = Counts {
            skipped: 4,
            ..Counts::default()
        };
        assert_eq!(skipped.of_a_suite().unwrap_err().to_string(), "ran no test");
    }
}
