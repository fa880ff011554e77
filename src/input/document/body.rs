//! The bodies whose votes are drawn, and the majorities that they ask for.

use serde::Serialize;

use crate::error::Result;
use crate::input::fields::Fields;

/// Whose vote it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// All members vote.
    GeneralAssembly,
    /// Fifteen members vote.
    SecurityCouncil,
}

impl Body {
    pub(super) const WORDS: [(&'static str, Self); 2] = [
        ("general-assembly", Self::GeneralAssembly),
        ("security-council", Self::SecurityCouncil),
    ];

    /// As printed: "General Assembly".
    pub fn name(self) -> &'static str {
        match self {
            Self::GeneralAssembly => "General Assembly",
            Self::SecurityCouncil => "Security Council",
        }
    }

    /// The body that a word in a file or argument means.
    ///
    /// # Errors
    /// A word that means none, with the nearest that does. `argument` is how the caller names it.
    pub fn parse(argument: &str, word: &str) -> Result<Self> {
        let value = serde_json::json!({ "body": word });
        let fields = Fields::new(argument, "", &value, &["body"])?;
        fields.choice("body", &Self::WORDS)?.ok_or_else(|| {
            fields.error(
                "body",
                "missing",
                "write general-assembly or security-council",
            )
        })
    }
}

/// The majority that the Assembly asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Majority {
    /// More in favour than against.
    #[default]
    Simple,
    /// Two thirds of those present and voting: important questions (Article 18 of the Charter).
    TwoThirds,
}

impl Majority {
    pub(super) const WORDS: [(&'static str, Self); 2] =
        [("simple", Self::Simple), ("two-thirds", Self::TwoThirds)];
}
