//! Runs the steps of `cargo xtask test` one by one and keeps their outcome for the summary.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::counts::Counts;

/// How one step ended.
struct Outcome {
    name: &'static str,
    time: Duration,
    /// No tests for a check such as the format's.
    counts: Counts,
    problem: Option<String>,
}

impl Outcome {
    /// Tests that failed; a step that failed otherwise counts as one.
    fn failed(&self) -> u64 {
        self.counts.failed + u64::from(self.problem.is_some())
    }

    fn words(&self) -> String {
        let Counts {
            passed,
            failed,
            skipped,
        } = self.counts;
        match &self.problem {
            Some(problem) => format!("FAILED: {problem}"),
            None if passed + failed == 0 => "ok".to_owned(),
            None if skipped == 0 => format!("{passed} passed, {failed} failed"),
            None => format!("{passed} passed, {failed} failed, {skipped} skipped"),
        }
    }
}

/// The steps so far.
#[derive(Default)]
pub(crate) struct Summary {
    outcomes: Vec<Outcome>,
}

impl Summary {
    /// Runs a check: it holds or not. Whether it held.
    pub(crate) fn check(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> bool {
        self.step(name, || step().map(|()| Counts::default()))
    }

    /// Runs a suite of tests, which fails when it ran none. Whether it held.
    pub(crate) fn suite(
        &mut self,
        name: &'static str,
        step: impl FnOnce() -> Result<Counts>,
    ) -> bool {
        self.step(name, || step()?.of_a_suite())
    }

    fn step(&mut self, name: &'static str, step: impl FnOnce() -> Result<Counts>) -> bool {
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let time = start.elapsed();
        let (counts, problem) = match result {
            Ok(counts) => (counts, None),
            Err(error) => (Counts::default(), Some(format!("{error:#}"))),
        };
        let outcome = Outcome {
            name,
            time,
            counts,
            problem,
        };
        println!(
            "== {name}: {} ({:.1} s)",
            outcome.words(),
            time.as_secs_f64()
        );
        let held = outcome.failed() == 0;
        self.outcomes.push(outcome);
        held
    }

    /// Whether no step failed; none having run is a failure too.
    pub(crate) fn held(&self) -> bool {
        !self.outcomes.is_empty() && self.outcomes.iter().all(|outcome| outcome.failed() == 0)
    }

    /// A line a step, then the failed ones once more, then `N passed, N failed` alone on the last
    /// line: tests that passed; tests, and steps other than tests, that failed.
    pub(crate) fn text(&self) -> String {
        let mut lines: Vec<String> = self
            .outcomes
            .iter()
            .map(|outcome| {
                format!(
                    "{:22} {:8.1} s  {}",
                    outcome.name,
                    outcome.time.as_secs_f64(),
                    outcome.words()
                )
            })
            .collect();
        let failed: Vec<&str> = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.failed() > 0)
            .map(|outcome| outcome.name)
            .collect();
        if !failed.is_empty() {
            lines.push(format!("failed: {}", failed.join(", ")));
        }
        let passed = self.outcomes.iter().map(|outcome| outcome.counts.passed);
        let failed = self.outcomes.iter().map(Outcome::failed);
        lines.push(format!(
            "{} passed, {} failed",
            passed.sum::<u64>(),
            failed.sum::<u64>()
        ));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::counts::Counts;
    use anyhow::bail;

    fn last_line(summary: &Summary) -> String {
        summary.text().lines().last().unwrap().to_owned()
    }

    #[test]
    fn the_last_line_counts_tests() {
        let mut summary = Summary::default();
        for passed in [3, 4] {
            summary.suite("suite", || {
                Ok(Counts {
                    passed,
                    ..Counts::default()
                })
            });
        }
        summary.check("check", || Ok(()));
        assert_eq!(last_line(&summary), "7 passed, 0 failed");
        assert!(summary.held());
    }

    #[test]
    fn a_failed_check_counts_and_is_named() {
        let mut summary = Summary::default();
        summary.check("format", || bail!("not formatted"));
        assert_eq!(last_line(&summary), "0 passed, 1 failed");
        assert!(summary.text().contains("failed: format"));
        assert!(!summary.held());
    }

    #[test]
    fn a_suite_that_ran_nothing_fails() {
        let mut summary = Summary::default();
        assert!(!summary.suite("suite", || Ok(Counts::default())));
        assert_eq!(last_line(&summary), "0 passed, 1 failed");
    }

    #[test]
    fn failing_tests_fail_the_suite() {
        let mut summary = Summary::default();
        let counts = Counts {
            passed: 5,
            failed: 2,
            skipped: 0,
        };
        assert!(!summary.suite("suite", || Ok(counts)));
        assert_eq!(last_line(&summary), "5 passed, 2 failed");
    }
}
