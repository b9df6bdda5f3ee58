//! The series of numbers that editions of the standard have, and what lies within them.

use crate::criterion::{CriterionId, Group};
use crate::order;

use super::MentionKind;

/// A sequence of numbers under one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Series {
    /// A group of the 9th and later editions.
    Current(Group),
    /// 運, 技 or 設 up to the 8th edition.
    Old(char),
}

/// A place in a series: number and branch (0 where there is none).
pub(super) type Place = (u16, u16);

/// Branches that the 12th edition has; a range passes through them.
const BRANCHES: [(char, Place); 2] = [('実', (103, 1)), ('設', (83, 1))];

/// Branches that only the 13th edition has: number and how many branches.
const LATER_BRANCHES: [(char, u16, u16); 6] =
    [('統', 1, 2), ('統', 4, 2), ('統', 5, 5), ('実', 14, 2), ('実', 73, 1), ('監', 1, 1)];

/// Branches of the old scheme.
const OLD_BRANCHES: [(char, Place); 7] = [
    ('運', (10, 1)),
    ('運', (53, 1)),
    ('運', (87, 1)),
    ('運', (90, 1)),
    ('技', (35, 1)),
    ('技', (42, 1)),
    ('設', (83, 1)),
];

impl Series {
    pub(super) fn sign(self) -> char {
        match self {
            Self::Current(group) => group.sign(),
            Self::Old(sign) => sign,
        }
    }

    /// The highest number that any edition has: up to the 13th (統28, 実153), of the old scheme the 8th.
    fn last(self) -> u16 {
        match self {
            Self::Current(Group::Control) => 28,
            Self::Current(Group::Practice) => 153,
            Self::Current(Group::Audit) => 1,
            Self::Old('運') => 113,
            Self::Old('技') => 51,
            Self::Current(Group::Facility) | Self::Old(_) => 137,
        }
    }

    pub(super) fn contains(self, number: u16) -> bool {
        (1..=self.last()).contains(&number)
    }

    /// Whether some edition has this branch.
    pub(super) fn has_branch(self, (number, branch): Place) -> bool {
        let sign = self.sign();
        match self {
            Self::Current(_) => {
                BRANCHES.contains(&(sign, (number, branch)))
                    || LATER_BRANCHES.iter().any(|&(s, n, count)| s == sign && n == number && branch <= count)
            }
            Self::Old(_) => OLD_BRANCHES.contains(&(sign, (number, branch))),
        }
    }

    /// What one place of the series is.
    pub(super) fn kind(self, (number, branch): Place) -> MentionKind {
        let Some(short) = u8::try_from(branch).ok().filter(|_| self.contains(number)) else {
            return MentionKind::Beyond(self.name((number, branch)));
        };
        match self {
            Self::Current(group) => MentionKind::Criterion(CriterionId::branch(group, number, short)),
            Self::Old(_) => MentionKind::Old(self.name((number, branch))),
        }
    }

    fn name(self, (number, branch): Place) -> String {
        match branch {
            0 => format!("{}{number}", self.sign()),
            _ => format!("{}{number}-{branch}", self.sign()),
        }
    }

    /// Everything from `start` to `end`, in order; an end that lies beyond the series is told, not cut off silently.
    pub(super) fn range(self, start: Place, end: Place) -> Vec<MentionKind> {
        if end < start {
            return vec![MentionKind::Beyond(format!("{}〜{}", self.name(start), self.name(end)))];
        }
        if !self.contains(start.0) {
            return vec![self.kind(start), self.kind(end)];
        }
        let last = end.0.min(self.last());
        let mut places: Vec<Place> = (start.0..=last).map(|number| (number, 0)).collect();
        places.extend(self.branches().filter(|place| place.0 <= last));
        places.extend((1..=end.1.min(u16::from(u8::MAX))).map(|branch| (end.0, branch)));
        places.retain(|place| (start..=end).contains(place));
        order::sort(&mut places);
        places.dedup();
        let mut kinds: Vec<MentionKind> = places.into_iter().map(|place| self.kind(place)).collect();
        if !self.contains(end.0) {
            kinds.push(self.kind(end));
        }
        kinds
    }

    fn branches(self) -> impl Iterator<Item = Place> {
        let known: &[(char, Place)] = match self {
            Self::Current(_) => &BRANCHES,
            Self::Old(_) => &OLD_BRANCHES,
        };
        known.iter().filter(move |(sign, _)| *sign == self.sign()).map(|&(_, place)| place)
    }
}
