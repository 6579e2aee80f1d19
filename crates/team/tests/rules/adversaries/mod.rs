//! Random offices with adversaries. Honest devices follow the app: they act only as they may by their own view, and name in
//! a removal the latest entries of its target. Malicious members and stolen computers sign anything, on any past, under any
//! place. The store shows everybody a part, for any time.

mod honest;
mod malice;
mod watch;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keyrack_team::{
    ids::{DeviceId, EntryId, FolderId, MemberId},
    rules::{Class, Entry, Judgement, Op, Place, Under, judge},
};

use crate::words::{Numbers, device, entry, folder, member};
use watch::Watch;

/// The number of an entry in the order of signing.
pub type At = usize;

/// How hard an office is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    /// The store withholds most, and owners quarrel.
    Hard,
    /// An office that worked, and then quarrels.
    Duel,
}

pub struct Computer {
    pub id: DeviceId,
    /// The number of its member.
    pub person: usize,
    pub name: String,
    /// What it has seen; closed under `prev`.
    pub view: BTreeSet<At>,
    pub stolen_at: Option<usize>,
}

pub struct Person {
    pub id: MemberId,
    /// The step from which the person is malicious.
    pub turns_at: Option<usize>,
    pub computers: usize,
}

/// An honest owner's removal of a member.
pub struct Removal {
    pub at: At,
    pub member: MemberId,
    pub rank: u32,
}

pub struct Simulation {
    pub numbers: Numbers,
    pub entries: Vec<Entry>,
    pub computers: Vec<Computer>,
    pub people: Vec<Person>,
    pub folders: BTreeMap<FolderId, usize>,
    pub removals: Vec<Removal>,
    pub now: u64,
    /// Why somebody became a reader again whom nobody had let in.
    pub returned: Option<String>,
    /// Whom a device saw to be readers, where the entries allowed it.
    pub unexplained: Option<String>,
    of_device: HashMap<DeviceId, usize>,
    folders_made: usize,
    keys_made: usize,
    step: usize,
    kind: Kind,
    malice: usize,
    withheld: usize,
    watch: Watch,
}

impl Simulation {
    pub fn run(seed: u64) -> Self {
        let mut numbers = Numbers::new(seed);
        let kind = numbers.pick(&[Kind::Plain, Kind::Hard, Kind::Duel]);
        let steps = 30 + numbers.below(40);
        let (malice, withheld) = match kind {
            Kind::Plain => (numbers.pick(&[0, 15, 30, 50]), numbers.pick(&[0, 20, 50])),
            _ => (numbers.pick(&[10, 30]), numbers.pick(&[50, 80, 95])),
        };
        let mut office = Self {
            numbers,
            entries: Vec::new(),
            computers: Vec::new(),
            people: Vec::new(),
            folders: BTreeMap::new(),
            removals: Vec::new(),
            now: 1000,
            returned: None,
            unexplained: None,
            of_device: HashMap::new(),
            folders_made: 0,
            keys_made: 0,
            step: 0,
            kind,
            malice,
            withheld,
            watch: Watch::default(),
        };
        office.found();
        let steps = match kind {
            Kind::Duel => {
                office.set_up();
                steps / 2 + 8
            }
            _ => steps,
        };
        for step in 1..steps {
            office.step = step;
            office.now += 1 + office.numbers.below(5) as u64;
            office.act();
            let thefts = if kind == Kind::Plain { 1 } else { 3 };
            if office.numbers.percent(thefts) {
                let stolen = office.numbers.below(office.computers.len());
                office.computers[stolen].stolen_at.get_or_insert(step);
            }
        }
        office.step = usize::MAX;
        office
    }

    pub fn judge(&self) -> Judgement {
        self.judge_those(&self.entries)
    }

    pub fn judge_those(&self, entries: &[Entry]) -> Judgement {
        judge(entries, entry(0), &|device, member| {
            self.of_device
                .get(&device)
                .is_some_and(|number| self.people[self.computers[*number].person].id == member)
        })
    }

    /// The entries that a device has seen, and what they mean to it.
    pub fn seen_by(&self, computer: usize) -> Judgement {
        self.judge_part(&self.computers[computer].view)
    }

    pub fn judge_part(&self, part: &BTreeSet<At>) -> Judgement {
        let part: Vec<Entry> = part.iter().map(|at| self.entries[*at].clone()).collect();
        self.judge_those(&part)
    }

    pub fn is_honest(&self, member: MemberId) -> bool {
        let person = self.people.iter().find(|person| person.id == member);
        person.is_some_and(|person| person.turns_at.is_none())
    }

    pub fn computer(&self, device: DeviceId) -> Option<&Computer> {
        Some(&self.computers[*self.of_device.get(&device)?])
    }

    pub fn member_of(&self, device: DeviceId) -> Option<MemberId> {
        Some(self.people[self.computer(device)?.person].id)
    }

    /// An entry with all of its past.
    pub fn closure(&self, at: At) -> BTreeSet<At> {
        let mut found = BTreeSet::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            if found.insert(at) {
                open.extend(self.entries[at].prev.iter().map(number));
            }
        }
        found
    }

    /// The entries by which devices of a member signed with a place of that member.
    pub fn entries_of(&self, judged: &Judgement, member: MemberId) -> Vec<EntryId> {
        let entries = self.entries.iter().map(|entry| entry.id);
        entries
            .filter(|id| {
                judged
                    .author_place(*id)
                    .is_some_and(|place| place.member == member)
            })
            .collect()
    }

    pub fn entries_by(&self, judged: &Judgement, device: DeviceId) -> Vec<EntryId> {
        let entries = self.entries.iter();
        entries
            .filter(|entry| entry.device == Some(device) && judged.knows(entry.id))
            .map(|entry| entry.id)
            .collect()
    }

    pub fn sign(
        &mut self,
        author: Option<usize>,
        under: Option<Under>,
        prev: Vec<EntryId>,
        ops: Vec<Op>,
    ) -> At {
        let at = self.entries.len();
        self.entries.push(Entry {
            id: entry(at as u64),
            device: author.map(|author| self.computers[author].id),
            under,
            prev,
            ops,
        });
        at
    }

    /// A new computer; of a new person where `person` is none.
    pub fn join(&mut self, person: Option<usize>, is_honest: bool) -> usize {
        let person = person.unwrap_or_else(|| {
            let delay = self.numbers.pick(&[0, 0, 5, 12]);
            self.people.push(Person {
                id: member(&format!("m{}", self.people.len())),
                turns_at: (!is_honest).then_some(self.step + delay),
                computers: 0,
            });
            self.people.len() - 1
        });
        let name = format!("m{person}.{}", self.people[person].computers);
        self.people[person].computers += 1;
        let id = device(&name);
        self.of_device.insert(id, self.computers.len());
        self.computers.push(Computer {
            id,
            person,
            name,
            view: BTreeSet::new(),
            stolen_at: None,
        });
        self.computers.len() - 1
    }

    pub fn new_folder(&mut self, maker: usize) -> FolderId {
        let id = folder(&format!(
            "{}/{}",
            self.computers[maker].name, self.folders_made
        ));
        self.folders_made += 1;
        self.folders.insert(id, maker);
        id
    }

    pub fn make_folder(&self, author: usize, folder: FolderId) -> Op {
        Op::FolderNew {
            folder,
            is_authors: self.folders.get(&folder) == Some(&author),
        }
    }

    pub fn new_key(&mut self) -> String {
        self.keys_made += 1;
        format!("age1{:08}", self.numbers.below(100_000_000))
    }

    fn found(&mut self) {
        let is_honest = !self.numbers.percent(self.malice / 3);
        let founder = self.join(None, is_honest);
        let op = Op::Found {
            member: self.people[0].id,
            device: self.computers[founder].id,
        };
        let at = self.sign(None, None, Vec::new(), vec![op]);
        self.computers[founder].view = [at].into();
    }

    fn act(&mut self) {
        if self.numbers.percent(3) {
            return self.act_with_sheet();
        }
        let actor = self.numbers.below(self.computers.len());
        if self.numbers.percent(self.withheld) {
            for _ in 0..self.numbers.below(4) {
                let shown = self.numbers.below(self.entries.len());
                let shown = self.closure(shown);
                self.computers[actor].view.extend(shown);
            }
        } else {
            self.computers[actor].view = (0..self.entries.len()).collect();
        }
        let person = &self.people[self.computers[actor].person];
        let has_turned = |at: Option<usize>| at.is_some_and(|at| at <= self.step);
        if has_turned(person.turns_at) || has_turned(self.computers[actor].stolen_at) {
            self.act_badly(actor);
        } else {
            self.act_honestly(actor);
        }
    }
}

/// The number of an entry.
pub fn number(id: &EntryId) -> At {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&id.0[24..]);
    usize::try_from(u64::from_be_bytes(bytes)).unwrap()
}

/// Those that are in the past of no other of them.
pub fn latest(judged: &Judgement, entries: &[EntryId]) -> Vec<EntryId> {
    let is_latest = |id: &EntryId| !entries.iter().any(|other| judged.is_before(*id, *other));
    entries.iter().copied().filter(is_latest).collect()
}

/// The most senior device of a member in the office.
pub fn senior(judged: &Judgement, member: MemberId) -> DeviceId {
    let devices = judged.devices().iter();
    let own = devices.filter(|(_, place)| place.member == member);
    let best = own.min_by_key(|(device, place)| (place.rank, place.depth, **device));
    *best.unwrap().0
}

pub fn is_top(place: Option<&Place>) -> bool {
    place.is_none_or(|place| place.class == Class::Owner)
}

/// Whether an op names a member or device to take out, or a member to demote.
pub fn takes_out(op: &Op) -> bool {
    matches!(
        op,
        Op::RemoveMember { .. } | Op::RemoveDevice { .. } | Op::Demote { .. }
    )
}

/// The device to which an op gives a place.
pub fn given_to(op: &Op) -> Option<DeviceId> {
    match op {
        Op::Found { device, .. }
        | Op::AddMember { device, .. }
        | Op::Appoint { device, .. }
        | Op::AddDevice { device, .. } => Some(*device),
        _ => None,
    }
}
