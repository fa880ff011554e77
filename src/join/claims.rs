//! What features say of themselves and what the policy does not: whose part they are, or that they are another place
//! than their code says. The policy and the code decide; what differs is reported.

use crate::error::Result;
use crate::input::{excerpt, Feature, Policy};
use crate::report::{some_of, JoinReport, Severity, Topic};
use crate::roster::{KnownPlace, Names};
use crate::stance::Kind;

use super::Sources;

/// The claims of the features of a file.
#[derive(Default)]
pub(super) struct Claims {
    /// Feature, code if it has one that is known, and what it says.
    of_policy: Vec<(String, Option<String>, Claim)>,
    /// Features and the other place that they are named after.
    of_names: Vec<String>,
    /// Features with a code that is not known, taken for a place by their name.
    by_name: Vec<String>,
}

/// What a feature says it is, and whose part; in the words of a policy.
struct Claim {
    kind: Option<Kind>,
    stance_of: Option<String>,
}

impl Claim {
    /// Nothing for a feature that claims nothing: "kind" may hold anything else in another's file.
    fn of(feature: &Feature) -> Option<Self> {
        let word = feature.text("kind");
        let kind = word.and_then(|word| Kind::ALL.into_iter().find(|kind| kind.as_str() == word));
        let stance_of = feature.text("stance_of");
        (kind.is_some() || stance_of.is_some()).then_some(Self { kind, stance_of })
    }

    /// Whether the place is what it says. Without a place it may only say that it is nothing known.
    fn is_right(&self, place: Option<&KnownPlace>) -> bool {
        let (kind, stance_of) = match place {
            Some(place) => (place.kind, place.stance_of.as_deref()),
            None => (Kind::Other, None),
        };
        self.kind.is_none_or(|own| own == kind)
            && match (self.stance_of.as_deref(), self.kind) {
                // The kind alone may be given, but for one that is a part of something.
                (None, Some(Kind::PartOfMember)) => stance_of.is_some(),
                (None, _) => true,
                (own, _) => own == stance_of,
            }
    }

    fn words(&self) -> String {
        let kind = self.kind.map(|kind| format!("kind {}", kind.as_str()));
        let of = self.stance_of.as_deref();
        let of = of.map(|code| format!("stance_of {}", excerpt(code)));
        let words: Vec<String> = kind.into_iter().chain(of).collect();
        words.join(", ")
    }
}

impl Claims {
    /// Looks at a feature that stands for the place of this `code`, or for none.
    pub(super) fn add(&mut self, feature: &Feature, code: Option<&str>, names: &Names) {
        let place = code.and_then(|code| names.place(code));
        if let Some(claim) = Claim::of(feature).filter(|claim| !claim.is_right(place)) {
            let code = code.map(str::to_owned);
            self.of_policy.push((feature.place(), code, claim));
        }
        if let (Some(code), Some(place)) = (code, place) {
            let written = feature.names();
            let named: Vec<&str> = written
                .iter()
                .filter_map(|name| names.code_of_name(name))
                .collect();
            // A part may have the code of its state, or its name.
            let is_part = |place: Option<&KnownPlace>, of: &str| {
                place.is_some_and(|place| place.stance_of.as_deref() == Some(of))
            };
            let is_related = |other: &str| {
                other == code || is_part(names.place(other), code) || is_part(Some(place), other)
            };
            if let (Some(other), false) = (named.first(), named.iter().any(|own| is_related(own))) {
                let label = names.label(other);
                self.of_names
                    .push(format!("{} has the name of {label}", feature.place()));
            }
        }
    }

    /// A feature whose code is not known was taken for the place of this `code` by its name.
    pub(super) fn add_by_name(&mut self, feature: &Feature, code: &str, names: &Names) {
        let label = names.label(code);
        self.by_name.push(format!("{} as {label}", feature.place()));
    }

    /// # Errors
    /// None: the built-in policy can be read, as tests prove.
    pub(super) fn report(mut self, sources: &Sources, report: &mut JoinReport) -> Result<()> {
        if !self.of_policy.is_empty() && !sources.policy.is_built_in() {
            // Our own boundaries carry the words of the built-in policy, which another may well contradict.
            let un = Names::new(sources.names.roster().clone(), &Policy::un()?)?;
            self.of_policy.retain(|(_, code, claim)| {
                let place = code.as_ref().and_then(|code| un.place(code));
                !claim.is_right(place)
            });
        }
        let said = self.of_policy.iter();
        let said = said.map(|(place, _, claim)| format!("{place}, {}", claim.words()));
        let policy = &sources.policy.name;
        for (topic, features, message) in [
            (
                Topic::ContradictingFeature,
                said.collect::<Vec<_>>(),
                format!("features say they are what the policy {policy} does not; the policy is followed"),
            ),
            (
                Topic::ContradictingFeature,
                self.of_names,
                "features have the code of one place and the name of another; the code is followed".to_owned(),
            ),
            (
                Topic::UnknownFeature,
                self.by_name,
                format!("features have a code that the policy {policy} does not know, and are taken for what their names say"),
            ),
        ] {
            if !features.is_empty() {
                let message = format!("{} {message}: {}", features.len(), some_of(&features));
                let file = &sources.boundaries.file;
                report.add(Severity::Warning, topic, file, None, message);
            }
        }
        Ok(())
    }
}
