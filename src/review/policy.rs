//! How much is filled without a person.

use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::matching::{Class, Match};

/// Which matches are filled without a person.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Mode {
    /// Those that the matcher classes as certain.
    #[default]
    Auto,
    /// None: everything is proposed.
    Review,
    /// Those whose probability of being wrong is at most this share (0 to 0.5), one by one, so that the decision
    /// about a question does not depend on the others. It may be stricter than `Auto` or bolder; but where the matcher
    /// gives a reason for a review beside the probability (a contradiction, a dangerous difference, a topic that the
    /// standard does not answer), a person decides whatever the budget.
    Budget(f64),
}

impl FromStr for Mode {
    type Err = Error;

    /// Reads `auto`, `review`, or an error budget: `0.02`, `2%` and `2` all mean two in a hundred.
    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "auto" => return Ok(Self::Auto),
            "review" => return Ok(Self::Review),
            _ => {}
        }
        let (number, percent) = match text.strip_suffix('%') {
            Some(number) => (number, true),
            None => (text, false),
        };
        let value: Option<f64> = number.trim().parse().ok();
        let share = value.map(|value| if percent || value >= 1.0 { value / 100.0 } else { value });
        match share {
            Some(share) if (0.0..=0.5).contains(&share) => Ok(Self::Budget(share)),
            _ => Err(Error::new(
                ErrorKind::InvalidData,
                format!("方針は auto、review、または誤りの許容率（0.01、1% など、50% まで）で指定します。「{text}」がありました。"),
                format!("expected auto, review or an error budget such as 0.01 or 1% (at most 50%), found \"{text}\""),
            )
            .at("--policy")),
        }
    }
}

/// How decisions are drafted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Policy {
    /// What is filled without a person.
    pub mode: Mode,
    /// Whether questions that hold an answer are answered anew.
    pub overwrite: bool,
    /// Whether questions on hidden rows, columns and sheets are answered too.
    pub hidden: bool,
}

impl Policy {
    /// Whether a match is filled without a person.
    pub(super) fn fills(&self, found: &Match) -> bool {
        match (self.mode, found.class) {
            (Mode::Review, _) | (_, Class::None) => false,
            (Mode::Auto, class) => class == Class::Auto,
            (Mode::Budget(share), class) => {
                found.confidence >= 1.0 - share && (class == Class::Auto || found.reasons.is_empty())
            }
        }
    }
}
