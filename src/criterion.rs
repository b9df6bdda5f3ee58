//! FISC criterion numbers: 統1–27, 実1–149, 設1–137, 監1 with branches such as 実103-1.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tsify::Tsify;

use crate::error::{Error, ErrorKind};

/// The four groups of the safety standards since their 9th edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Tsify)]
pub enum Group {
    /// 統制基準 (control).
    Control,
    /// 実務基準 (practice).
    Practice,
    /// 設備基準 (facility).
    Facility,
    /// 監査基準 (audit).
    Audit,
}

impl Group {
    /// All groups in the order of the standard.
    pub const ALL: [Self; 4] = [Self::Control, Self::Practice, Self::Facility, Self::Audit];

    /// The character in front of a number: 統, 実, 設 or 監.
    pub fn sign(self) -> char {
        match self {
            Self::Control => '統',
            Self::Practice => '実',
            Self::Facility => '設',
            Self::Audit => '監',
        }
    }

    /// The group written with `sign`, if it is one of the four.
    pub fn from_sign(sign: char) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.sign() == sign)
    }
}

/// One criterion number, e.g. 実9 or 実103-1; ordered as the standard prints them.
///
/// ```
/// use kaito::CriterionId;
/// let id: CriterionId = "実103-1".parse().unwrap();
/// assert_eq!(id.to_string(), "実103-1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Tsify)]
#[tsify(type = "string")]
pub struct CriterionId {
    group: Group,
    number: u16,
    /// 0 where the number has no branch, so that 実103 sorts before 実103-1.
    branch: u8,
}

impl CriterionId {
    /// The criterion `number` of `group`, without a branch.
    pub const fn new(group: Group, number: u16) -> Self {
        Self { group, number, branch: 0 }
    }

    /// The branch `branch` (1 or more) of a number: 実103-1 is branch 1 of 実103.
    pub const fn branch(group: Group, number: u16, branch: u8) -> Self {
        Self { group, number, branch }
    }

    /// The group.
    pub const fn group(self) -> Group {
        self.group
    }

    /// The number within the group, from 1.
    pub const fn number(self) -> u16 {
        self.number
    }

    /// The branch number, if the criterion is a branch.
    pub fn branch_number(self) -> Option<u8> {
        (self.branch > 0).then_some(self.branch)
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.group.sign(), self.number)?;
        match self.branch_number() {
            Some(branch) => write!(f, "-{branch}"),
            None => Ok(()),
        }
    }
}

impl FromStr for CriterionId {
    type Err = Error;

    /// Parses the canonical form only (統1, 実103-1); notations found in questionnaires are read by the matcher.
    fn from_str(text: &str) -> Result<Self, Error> {
        parse_canonical(text).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidData,
                format!("基準番号（統1、実103-1 など）ではなく「{text}」がありました。"),
                format!("expected a criterion number such as 統1 or 実103-1, found \"{text}\""),
            )
        })
    }
}

fn parse_canonical(text: &str) -> Option<CriterionId> {
    let mut chars = text.chars();
    let group = Group::from_sign(chars.next()?)?;
    let (number, branch) = match chars.as_str().split_once('-') {
        Some((number, branch)) => (number, Some(branch)),
        None => (chars.as_str(), None),
    };
    let id = match branch {
        Some(branch) => CriterionId::branch(group, decimal(number)?, u8::try_from(decimal(branch)?).ok()?),
        None => CriterionId::new(group, decimal(number)?),
    };
    Some(id)
}

/// A positive decimal number without a sign or leading zeros.
fn decimal(digits: &str) -> Option<u16> {
    let plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

impl Serialize for CriterionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CriterionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
