//! R2 to R4: the place under which each entry was signed. A fact of its own chain; nothing is judged here.

use std::collections::{BTreeSet, HashSet};

use super::{
    entry::{Class, Entry, Op, Under},
    past::{At, Past},
};
use crate::ids::{DeviceId, EntryId, MemberId};

/// The greatest rank of an owner. An owner of this rank can appoint no further one.
const GREATEST_OWNER_RANK: u32 = 99;

/// Where a device stands in the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whose device it is.
    pub member: MemberId,
    /// What the member may do.
    pub class: Class,
    /// Owners 1 to 99, managers 1000, members 2000. Only who has a smaller rank can remove.
    pub rank: u32,
    /// By how many `add_device` the place stems from a decision of somebody else.
    pub depth: u32,
    /// The op that gave the place: entries name it as their `under`.
    pub under: Under,
}

/// The entries that take part, in an order in which the past comes first.
#[derive(Debug)]
pub(super) struct Log<'a> {
    pub past: Past,
    pub entries: Vec<&'a Entry>,
    /// Those whose past is not complete.
    pub waiting: BTreeSet<EntryId>,
}

impl<'a> Log<'a> {
    pub fn new(entries: &'a [Entry]) -> Self {
        let (past, entries, waiting) = Past::new(entries);
        Self {
            past,
            entries,
            waiting,
        }
    }

    /// All ops, each with its entry and its number there.
    pub fn ops(&self) -> impl Iterator<Item = (At, usize, &'a Op)> + '_ {
        self.entries.iter().enumerate().flat_map(|(at, entry)| {
            let ops = entry.ops.iter().enumerate();
            ops.map(move |(number, op)| (at, number, op))
        })
    }
}

/// Which device belongs to which member, by documents that the devices signed themselves.
pub(super) struct Belonging<'a> {
    carried: HashSet<(DeviceId, MemberId)>,
    others: &'a dyn Fn(DeviceId, MemberId) -> bool,
}

impl<'a> Belonging<'a> {
    pub fn new(log: &Log<'_>, others: &'a dyn Fn(DeviceId, MemberId) -> bool) -> Self {
        let carried = log.ops().filter_map(|(_, _, op)| match op {
            Op::Found { member, device }
            | Op::AddMember { member, device, .. }
            | Op::AddDevice { member, device } => Some((*device, *member)),
            _ => None,
        });
        Self {
            carried: carried.collect(),
            others,
        }
    }

    pub fn is_of(&self, device: DeviceId, member: MemberId) -> bool {
        self.carried.contains(&(device, member)) || (self.others)(device, member)
    }
}

/// What an author stands for: a place, or the office key sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// None for the office key sheet.
    pub member: Option<MemberId>,
    pub class: Class,
    pub rank: u32,
    pub depth: u32,
    /// The entry by which somebody else gave the place: past all `add_device` of the member.
    pub root: At,
}

impl Standing {
    /// The smaller, the more senior.
    pub fn seniority(&self) -> (u32, u32) {
        (self.rank, self.depth)
    }

    /// Whether it decides about everything: owners and the sheet.
    pub fn is_top(&self) -> bool {
        self.class <= Class::Owner
    }

    pub fn place(&self, member: MemberId, under: Under) -> Place {
        Place {
            member,
            class: self.class,
            rank: self.rank,
            depth: self.depth,
            under,
        }
    }
}

/// The least rank of a class.
pub(super) fn floor(class: Class) -> u32 {
    match class {
        Class::Sheet => 0,
        Class::Owner => 1,
        Class::Manager => 1000,
        Class::Member => 2000,
    }
}

/// The standing of each entry.
#[derive(Debug)]
pub(super) struct Places {
    of: Vec<Option<Standing>>,
    /// In ascending order of `by`.
    gifts: Vec<Gift>,
}

/// A place that an op gives to a device.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gift {
    /// The entry, and the number of the op.
    pub by: (At, usize),
    pub device: DeviceId,
    pub member: MemberId,
    pub standing: Standing,
}

impl Places {
    pub fn new(log: &Log<'_>, founding: EntryId, belonging: &Belonging<'_>) -> Self {
        let mut places = Self {
            of: Vec::with_capacity(log.entries.len()),
            gifts: Vec::new(),
        };
        let Some(founding) = log.past.find(founding) else {
            places.of.resize(log.entries.len(), None);
            return places;
        };
        for (at, entry) in log.entries.iter().enumerate() {
            let is_of_the_office = at == founding || log.past.is_before(founding, at);
            let standing = is_of_the_office.then(|| places.standing(log, at)).flatten();
            places.of.push(standing);
            let Some(author) = standing else { continue };
            for (number, op) in entry.ops.iter().enumerate() {
                let by = (at, number);
                let gift = gift(op, by, &author, at == founding);
                let rightful = |gift: &Gift| belonging.is_of(gift.device, gift.member);
                places.gifts.extend(gift.filter(rightful));
            }
        }
        places
    }

    /// The standing of an entry; none where it is void.
    pub fn of(&self, at: At) -> Option<&Standing> {
        self.of[at].as_ref()
    }

    /// All places that entries give that are not void.
    pub fn gifts(&self) -> &[Gift] {
        &self.gifts
    }

    /// The entries that would count if nobody had ever been removed.
    pub fn entries(&self) -> impl Iterator<Item = (At, &Standing)> + '_ {
        let entries = self.of.iter().enumerate();
        entries.filter_map(|(at, standing)| Some((at, standing.as_ref()?)))
    }

    /// The places of the devices that signed.
    pub fn signed(&self, log: &Log<'_>) -> Vec<Option<Place>> {
        let entries = self.of.iter().zip(&log.entries);
        entries
            .map(|(standing, entry)| {
                let standing = standing.as_ref()?;
                Some(standing.place(standing.member?, entry.under?))
            })
            .collect()
    }

    /// R3. Looks at what earlier entries give.
    fn standing(&self, log: &Log<'_>, at: At) -> Option<Standing> {
        let entry = log.entries[at];
        match (entry.device, entry.under) {
            (None, None) => Some(Standing {
                member: None,
                class: Class::Sheet,
                rank: floor(Class::Sheet),
                depth: 0,
                root: at,
            }),
            (Some(device), Some((under, number))) => {
                let under = log.past.find(under)?;
                if !log.past.is_before(under, at) {
                    return None;
                }
                let by = (under, number);
                let found = self.gifts.binary_search_by_key(&by, |gift| gift.by).ok()?;
                let gift = &self.gifts[found];
                (gift.device == device).then_some(gift.standing)
            }
            _ => None,
        }
    }
}

/// The place that an op gives, where its author may give it (R3, R4).
fn gift(op: &Op, by: (At, usize), author: &Standing, is_founding: bool) -> Option<Gift> {
    let (device, member, class, rank, depth, root) = match *op {
        Op::Found { member, device } if is_founding && author.class == Class::Sheet => {
            (device, member, Class::Owner, 1, 0, by.0)
        }
        Op::AddMember {
            member,
            class,
            device,
        }
        | Op::Appoint {
            member,
            class,
            device,
        } => {
            let rank = rank_given(author, class)?;
            (device, member, class, rank, 0, by.0)
        }
        Op::AddDevice { member, device } if author.member == Some(member) => {
            let depth = author.depth + 1;
            (
                device,
                member,
                author.class,
                author.rank,
                depth,
                author.root,
            )
        }
        _ => return None,
    };
    let standing = Standing {
        member: Some(member),
        class,
        rank,
        depth,
        root,
    };
    Some(Gift {
        by,
        device,
        member,
        standing,
    })
}

/// The rank that an author gives with a class; none where the author may not give it.
fn rank_given(author: &Standing, class: Class) -> Option<u32> {
    match class {
        Class::Sheet => None,
        Class::Owner => {
            let rank = author.rank + 1;
            (author.is_top() && rank <= GREATEST_OWNER_RANK).then_some(rank)
        }
        Class::Manager => author.is_top().then(|| floor(class)),
        Class::Member => (author.class <= Class::Manager).then(|| floor(class)),
    }
}
