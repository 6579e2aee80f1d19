//! Who is in the office, who is sealed to (R8c), and what was lost (R8d).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    entry::{Class, Op, Under},
    holds::{Holds, settlements},
    judge::Verdicts,
    past::{At, Past, Set},
    places::{Belonging, Gift, Log, Place, Places, Standing, floor},
    removals::{Removal, Removals, Target},
};
use crate::ids::{DeviceId, MemberId};

/// The people and their computers.
#[derive(Debug)]
pub(super) struct Office {
    pub devices: BTreeMap<DeviceId, Place>,
    pub members: BTreeMap<MemberId, Place>,
    pub sealed_devices: BTreeSet<DeviceId>,
    /// With the class that decides what is sealed: a held demotion lowers it.
    pub sealed_members: BTreeMap<MemberId, Class>,
    /// The live ops by which devices went.
    pub removed: BTreeMap<DeviceId, Vec<Under>>,
    /// The entries by which somebody lost a device.
    pub losses: Vec<At>,
    /// Those that concern a member.
    pub losses_of: HashMap<MemberId, Set>,
}

impl Office {
    pub fn new(
        log: &Log<'_>,
        places: &Places,
        verdicts: &Verdicts,
        holds: &Holds,
        belonging: &Belonging<'_>,
    ) -> Self {
        let mut given: BTreeMap<DeviceId, Vec<&Gift>> = BTreeMap::new();
        let mut losses = Losses::new(log.entries.len());
        for gift in places.gifts() {
            if verdicts.is_live(gift.by.0) {
                given.entry(gift.device).or_default().push(gift);
            } else {
                // Who let the device in was removed.
                losses.add_all(gift.device, verdicts.cause(gift.by.0));
            }
        }
        let retired = retirements(log, places);
        for (device, by) in &retired {
            losses.add(*device, by.0);
        }
        let retired: HashSet<DeviceId> = retired.iter().map(|(device, _)| *device).collect();
        let mut held = Removals::default();
        for at in holds.iter() {
            for removal in Removal::of_entry(log, places, belonging, at) {
                held.add(removal);
            }
        }

        let mut office = Self {
            devices: BTreeMap::new(),
            members: BTreeMap::new(),
            sealed_devices: BTreeSet::new(),
            sealed_members: BTreeMap::new(),
            removed: BTreeMap::new(),
            losses: Vec::new(),
            losses_of: HashMap::new(),
        };
        for (device, gifts) in given {
            let mut claims = Claims::new(log, device, &gifts);
            claims.weigh(&verdicts.removals, true);
            claims.weigh(&held, false);
            office.seat(log, &claims, retired.contains(&device), &mut losses);
        }
        office.note_retirements(log, verdicts, places);
        losses.strike_anew(log, places, verdicts, holds);
        office.losses = losses.all().iter().collect();
        office.losses_of = losses.by_member(places);
        office
    }

    /// Gives a device the best place that counts.
    fn seat(
        &mut self,
        log: &Log<'_>,
        claims: &Claims<'_, '_>,
        is_retired: bool,
        losses: &mut Losses,
    ) {
        let device = claims.device;
        if !is_retired {
            if let Some(place) = best(claims.places(log)) {
                self.devices.insert(device, place);
                keep_best(&mut self.members, place);
            }
            if let Some(place) = best(claims.sealed_places(log)) {
                self.sealed_devices.insert(device);
                let class = self
                    .sealed_members
                    .entry(place.member)
                    .or_insert(place.class);
                *class = place.class.min(*class);
            }
        }
        let is_sealed_to = self.sealed_devices.contains(&device);
        for (at, is_demotion) in &claims.struck_by {
            if !is_demotion || !is_sealed_to {
                losses.add(device, *at);
            }
        }
        if !self.devices.contains_key(&device) && !claims.removed_by.is_empty() {
            self.removed
                .insert(device, claims.removed_by.iter().copied().collect());
        }
    }

    /// A retirement counts as what took a device out where nobody else's removal does: who took a computer away decides
    /// about what it wrote, not the computer.
    fn note_retirements(&mut self, log: &Log<'_>, verdicts: &Verdicts, places: &Places) {
        let mut retired: BTreeMap<DeviceId, Vec<Under>> = BTreeMap::new();
        for (device, (at, number)) in retirements(log, places) {
            if verdicts.is_live(at) {
                let by = retired.entry(device).or_default();
                by.push((log.past.id(at), number));
            }
        }
        for (device, mut by) in retired {
            by.sort_unstable();
            self.removed.entry(device).or_insert(by);
        }
    }
}

/// The ops by which devices say that they are out. They are, whatever became of the entries.
fn retirements(log: &Log<'_>, places: &Places) -> Vec<(DeviceId, (At, usize))> {
    log.ops()
        .filter_map(|(at, number, op)| match op {
            Op::RemoveDevice { device, .. } => {
                let is_own = log.entries[at].device == Some(*device) && places.of(at).is_some();
                is_own.then_some((*device, (at, number)))
            }
            _ => None,
        })
        .collect()
}

/// The smallest rank, then depth. The op that gave it decides between equals, so that everybody names the same.
fn best(places: impl Iterator<Item = Place>) -> Option<Place> {
    places.min_by_key(|place| (place.rank, place.depth, place.under))
}

fn keep_best(members: &mut BTreeMap<MemberId, Place>, place: Place) {
    let kept = members.entry(place.member).or_insert(place);
    if let Some(better) = best([*kept, place].into_iter()) {
        *kept = better;
    }
}

/// The places that live entries give a device, and what removals do to them.
struct Claims<'a, 'b> {
    log: &'a Log<'b>,
    device: DeviceId,
    claims: Vec<Claim<'a>>,
    /// The removals that count against one of the places, and whether each is a demotion.
    struck_by: BTreeSet<(At, bool)>,
    /// The ops of those that are live.
    removed_by: BTreeSet<Under>,
}

struct Claim<'a> {
    gift: &'a Gift,
    /// Of the places that its giver may have known, each member's most junior one.
    older: Vec<Standing>,
    is_lost: bool,
    is_unsealed: bool,
    /// The class for sealing.
    class: Class,
}

impl<'a, 'b> Claims<'a, 'b> {
    fn new(log: &'a Log<'b>, device: DeviceId, gifts: &[&'a Gift]) -> Self {
        let claims = gifts.iter().map(|gift| Claim {
            gift,
            older: most_junior(gifts, |older| {
                log.past.is_before(older.root, gift.standing.root)
            }),
            is_lost: false,
            is_unsealed: false,
            class: gift.standing.class,
        });
        let claims = claims.collect();
        Self {
            log,
            device,
            claims,
            struck_by: BTreeSet::new(),
            removed_by: BTreeSet::new(),
        }
    }

    fn weigh(&mut self, removals: &Removals, is_live: bool) {
        let members: BTreeSet<MemberId> =
            self.claims.iter().map(|claim| claim.gift.member).collect();
        for removal in removals.naming(self.device, members) {
            let past = &self.log.past;
            let mut strikes = false;
            for claim in &mut self.claims {
                if removal.counts_against(past, self.device, &claim.gift.standing) {
                    strikes = true;
                    claim.strike(removal, is_live);
                } else if claim.is_raced(past, removal) {
                    claim.is_unsealed = true;
                }
            }
            if !strikes {
                continue;
            }
            let (at, number) = removal.by;
            self.struck_by.insert((at, removal.is_demotion()));
            if is_live {
                self.removed_by.insert((self.log.past.id(at), number));
            }
        }
    }

    fn places(&self, log: &Log<'_>) -> impl Iterator<Item = Place> {
        let claims = self.claims.iter().filter(|claim| !claim.is_lost);
        claims.map(|claim| {
            let Gift {
                by: (at, number),
                member,
                standing,
                ..
            } = *claim.gift;
            standing.place(member, (log.past.id(at), number))
        })
    }

    /// The places for sealing.
    fn sealed_places(&self, log: &Log<'_>) -> impl Iterator<Item = Place> {
        let claims = self.claims.iter();
        let claims = claims.filter(|claim| !claim.is_lost && !claim.is_unsealed);
        claims.map(|claim| {
            let Gift {
                by: (at, number),
                member,
                standing,
                ..
            } = *claim.gift;
            let mut place = standing.place(member, (log.past.id(at), number));
            if claim.class != place.class {
                place.class = claim.class;
                place.rank = floor(claim.class);
            }
            place
        })
    }
}

/// Each member's most junior place among some: what counts against another of that member counts against it.
fn most_junior(gifts: &[&Gift], is_among: impl Fn(&Standing) -> bool) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for place in gifts.iter().map(|gift| gift.standing) {
        if !is_among(&place) {
            continue;
        }
        match found.iter_mut().find(|kept| kept.member == place.member) {
            Some(kept) if kept.seniority() < place.seniority() => *kept = place,
            Some(_) => {}
            None => found.push(place),
        }
    }
    found
}

impl Claim<'_> {
    /// Whether somebody removed the device, as he might, from an older place while another gave it this one. Nobody seals
    /// to it then. (Who did not know of the removal here did not know of it there, so which of the older places a removal
    /// counts against is a question of rank alone.)
    fn is_raced(&self, past: &Past, removal: &Removal) -> bool {
        let root = self.gift.standing.root;
        let is_concurrent =
            !past.is_before(removal.by.0, root) && !past.is_before(root, removal.by.0);
        is_concurrent
            && !removal.is_demotion()
            && self
                .older
                .iter()
                .any(|older| removal.counts_against(past, self.gift.device, older))
    }

    fn strike(&mut self, removal: &Removal, is_live: bool) {
        self.is_lost |= is_live;
        match removal.target {
            Target::Demoted(_, class) => self.class = self.class.max(class),
            Target::Member(_) | Target::Device(_) => self.is_unsealed = true,
        }
    }
}

/// The entries by which each device was lost.
struct Losses {
    count: usize,
    of: HashMap<DeviceId, Set>,
}

impl Losses {
    fn new(count: usize) -> Self {
        Self {
            count,
            of: HashMap::new(),
        }
    }

    fn add(&mut self, device: DeviceId, by: At) {
        self.of_device(device).add(by);
    }

    fn add_all(&mut self, device: DeviceId, by: &Set) {
        self.of_device(device).add_all(by);
    }

    fn of_device(&mut self, device: DeviceId) -> &mut Set {
        let count = self.count;
        let set = self.of.entry(device);
        set.or_insert_with(|| Set::new(count))
    }

    /// A settlement that no longer counts lets the losses strike anew that it had ended: what undid it is a loss as well.
    fn strike_anew(&mut self, log: &Log<'_>, places: &Places, verdicts: &Verdicts, holds: &Holds) {
        let held = verdicts.by_cause(holds.iter());
        for (at, settled) in settlements(log, places) {
            let undone_by = verdicts.cause(at);
            if verdicts.is_live(at) || undone_by.is_empty() || held.is_empty() {
                continue;
            }
            let mut named = Set::new(self.count);
            settled.for_each(|removal| named.add(removal));
            let mut striking = Set::new(self.count);
            for (cause, entries) in &held {
                if cause.meets(&named) {
                    striking.add_all(entries);
                }
            }
            for losses in self.of.values_mut() {
                if losses.meets(&striking) {
                    losses.add_all(undone_by);
                }
            }
        }
    }

    fn all(&self) -> Set {
        let mut all = Set::new(self.count);
        self.of.values().for_each(|losses| all.add_all(losses));
        all
    }

    /// Each member's, over all devices that ever had a place of that member.
    fn by_member(&self, places: &Places) -> HashMap<MemberId, Set> {
        let mut by_member: HashMap<MemberId, Set> = HashMap::new();
        for gift in places.gifts() {
            if let Some(losses) = self.of.get(&gift.device) {
                let of_member = by_member.entry(gift.member);
                of_member
                    .or_insert_with(|| Set::new(self.count))
                    .add_all(losses);
            }
        }
        by_member
    }
}
