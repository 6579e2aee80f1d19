//! The first contact with an office: founding it, joining it, and coming back with the sheet.

use std::collections::BTreeSet;

use keyrack_seal::{Entropy, Identity, KdfError, Plaintext};
use keyrack_vault::Replica;
use serde::{Deserialize, Serialize};

use crate::{
    device_keys::{DeviceKeys, NewDevice},
    folders::Folders,
    form::{FormError, Kind},
    head::{Body, Head},
    ids::{DeviceId, InviteId, ObjectId, TeamId},
    join::{self, InviteCode, JoinRequest},
    json,
    layout::{join_path, object_path},
    log::{DeviceDocument, Entry, Log, NewEntry, Op, Person, Policy},
    object::{self, KeyObject, KeysFor, Segment},
    office::Office,
    rules::Class,
    sheet::Sheet,
    state::State,
    sync::{Files, HeadNames, Pulled},
};

/// The most heads that are read before the office is known: everybody may write some.
const MAX_HEADS: usize = 1_000;
/// The most key objects that are looked at then.
const MAX_BOOTS: usize = 4_000;

/// Who founds an office, or comes to one.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// The person's name.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
    /// What the person calls the computer.
    pub label: String,
    /// What changes from this computer bear.
    pub replica: Replica,
}

/// An office that is founded.
#[derive(Debug)]
pub struct Founding {
    /// What it is called.
    pub name: String,
    /// The first owner.
    pub founder: Newcomer,
    /// One to three sheets; the first signs.
    pub sheets: Vec<Sheet>,
    /// The first policy.
    pub policy: Policy,
}

/// A device that asked to join an office.
#[derive(Debug, Clone)]
pub struct JoiningDevice {
    /// Its keys.
    pub keys: DeviceKeys,
    document: DeviceDocument,
    invite: InviteId,
}

impl Founding {
    /// Founds the office; `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// [`FormError::Malformed`] for no sheet, more than three, or a name that is too long; the source of randomness.
    pub fn found(self, now: u64, entropy: &mut dyn Entropy) -> Result<Office, FormError> {
        let first = self.sheets.first().ok_or(FormError::Malformed)?;
        let (device, person) = newcomer(&self.founder, None, entropy)?;
        let document = device.joining(None, &person);
        let member = document.contents().member;
        let entry = NewEntry {
            team: None,
            under: None,
            prev: Vec::new(),
            at: (now, 0),
            ops: vec![Op::Found {
                name: self.name,
                sheets: self.sheets.iter().map(Sheet::keys).collect(),
                document,
                policy: self.policy,
            }],
        };
        let entry = entry.sign(&first.signing_key())?;
        let team = TeamId(entry.id.0);
        let mut office = Office {
            log: Log::found(team, &entry.bytes)?,
            keys: device.in_office(team, member),
            state: State::default(),
            folders: Folders::default(),
        };
        office.note_rights(now);
        Ok(office)
    }
}

impl JoiningDevice {
    /// Answers an invitation: makes the keys of this device, and the request that has to be put into the store. Also gives
    /// the request's path. A further computer of a member takes only its label from `newcomer_`: whose it is, the code says.
    ///
    /// # Errors
    /// [`FormError::Misplaced`] where the code is of another office; [`FormError::Malformed`] for texts that are too long.
    pub fn answer(
        code: &InviteCode,
        team: TeamId,
        newcomer_: &Newcomer,
        entropy: &mut dyn Entropy,
    ) -> Result<(Self, String, Vec<u8>), FormError> {
        if !code.is_of(team) {
            return Err(FormError::Misplaced);
        }
        let (device, person) = newcomer(newcomer_, Some(code.id()), entropy)?;
        let (document, keys) = match code.member() {
            Some(member) => {
                let document = device.further(team, member);
                (document, device.further_of(team, member))
            }
            None => {
                let document = device.joining(Some(team), &person);
                let member = document.contents().member;
                (document, device.in_office(team, member))
            }
        };
        let request = JoinRequest::write(code, &document)?;
        let path = join_path(code.id(), keys.device());
        let joining = Self {
            keys,
            document,
            invite: code.id(),
        };
        Ok((joining, path, request))
    }

    /// The request, and its path, once more.
    ///
    /// # Errors
    /// [`FormError`], which means a defect here.
    pub fn request(&self, code: &InviteCode) -> Result<(String, Vec<u8>), FormError> {
        let request = JoinRequest::write(code, &self.document)?;
        Ok((join_path(self.invite, self.keys.device()), request))
    }

    /// The invitation that it answers.
    #[must_use]
    pub const fn invite(&self) -> InviteId {
        self.invite
    }

    /// The digits that the person reads out.
    ///
    /// # Errors
    /// [`KdfError::NoMemory`].
    pub fn digits(&self) -> Result<String, KdfError> {
        join::digits(&self.document, self.keys.team, self.invite)
    }

    /// Looks for the office, which is found once somebody in it has handed a key on to this device. What is wanted has to
    /// be read before it is called again.
    pub fn look(&self, names: &HeadNames, files: &Files<'_>, now: u64) -> (Pulled, Option<Office>) {
        let mut contact = Contact::new(self.keys.clone(), files);
        let log = contact.find(names);
        let office = log.map(|log| contact.office(log, now));
        (contact.done, office)
    }

    /// Its bytes, to be sealed.
    ///
    /// # Errors
    /// [`FormError`], which means a defect here.
    pub fn write(&self) -> Result<Plaintext, FormError> {
        let keys = self.keys.write()?;
        crate::object::padded(&StoredJoining {
            format: JOINING.to_owned(),
            version: 1,
            keys: json::Secret(zeroize::Zeroizing::new(
                String::from_utf8_lossy(&keys).trim_end().to_owned(),
            )),
            document: json::base64(self.document.bytes()),
            own: json::base64(self.document.signature()),
            invite: self.invite,
        })
    }

    /// Reads what [`JoiningDevice::write`] wrote.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(plain: &[u8]) -> Result<Self, FormError> {
        let stored: StoredJoining = json::read(plain)?;
        if stored.format != JOINING || stored.version != 1 {
            return Err(FormError::Malformed);
        }
        let document = json::from_base64(&stored.document)?;
        Ok(Self {
            keys: DeviceKeys::read(stored.keys.0.as_bytes())?,
            document: DeviceDocument::read(document, &json::from_base64(&stored.own)?)?,
            invite: stored.invite,
        })
    }
}

/// Somebody with a sheet, before the office is found.
#[derive(Debug)]
pub struct Recovering {
    sheet: Sheet,
    keys: DeviceKeys,
    document: DeviceDocument,
}

impl Recovering {
    /// Makes the keys of a device that comes back with the sheet.
    ///
    /// # Errors
    /// [`FormError::Malformed`] for texts that are too long; the source of randomness.
    pub fn new(
        sheet: Sheet,
        team: TeamId,
        newcomer_: &Newcomer,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, FormError> {
        let (device, person) = newcomer(newcomer_, None, entropy)?;
        let document = device.joining(Some(team), &person);
        let mut keys = device.in_office(team, document.contents().member);
        keys.sheet = Some(sheet.identity().clone());
        Ok(Self {
            sheet,
            keys,
            document,
        })
    }

    /// Looks for the office. What is wanted has to be read before it is called again.
    pub fn look(&self, names: &HeadNames, files: &Files<'_>, now: u64) -> (Pulled, Option<Office>) {
        let mut contact = Contact::new(self.keys.clone(), files);
        let log = contact.find(names);
        let office = log.map(|log| contact.office(log, now));
        (contact.done, office)
    }

    /// Makes this device's person an owner, in the name of the sheet. Everything should have been read before.
    ///
    /// # Errors
    /// [`FormError::Misplaced`] where it is no sheet of this office.
    pub fn admit(self, office: &mut Office, now: u64) -> Result<(), FormError> {
        let key = self.sheet.signing_key();
        if !office.log.is_sheet(self.sheet.keys().id()) {
            return Err(FormError::Misplaced);
        }
        let op = Op::AddMember {
            class: Class::Owner,
            document: self.document,
            invite: None,
        };
        office.sign_with(&key, None, vec![op], now)?;
        office.note_rights(now);
        Ok(())
    }
}

fn newcomer(
    newcomer: &Newcomer,
    invite: Option<InviteId>,
    entropy: &mut dyn Entropy,
) -> Result<(NewDevice, Person), FormError> {
    let device = NewDevice::make(&newcomer.label, newcomer.replica, entropy)
        .map_err(|_| FormError::Malformed)?;
    let person = Person {
        invite,
        name: newcomer.name.clone(),
        email: newcomer.email.clone(),
        key: device.member_key(),
    };
    Ok((device, person))
}

/// Finding the log of an office of which nothing is known but the hash of its founding. Nothing is believed on the way.
struct Contact<'a> {
    keys: DeviceKeys,
    files: &'a Files<'a>,
    heads: Vec<(DeviceId, Head)>,
    tried: BTreeSet<ObjectId>,
    /// What may be keys of this device's member.
    of_member: Vec<Identity>,
    done: Pulled,
}

impl<'a> Contact<'a> {
    fn new(keys: DeviceKeys, files: &'a Files<'a>) -> Self {
        Self {
            keys,
            files,
            heads: Vec::new(),
            tried: BTreeSet::new(),
            of_member: Vec::new(),
            done: Pulled::default(),
        }
    }

    fn find(&mut self, names: &HeadNames) -> Option<Log> {
        let team = self.keys.team;
        for name in names.all.iter().rev().take(MAX_HEADS) {
            // Also older ones: everybody may write a name with a great number.
            if let Some(bytes) = self
                .files
                .get(&name.path(), Kind::Head.max(), &mut self.done)
                && let Ok(head) = Head::unverified(*name, &bytes, team)
            {
                self.heads.push((name.device, head));
            }
        }
        let boots: Vec<(DeviceId, ObjectId, u64)> = self
            .heads
            .iter()
            .flat_map(|(device, head)| head.frame.boot.iter().map(|it| (*device, it.0, it.1)))
            .take(MAX_BOOTS)
            .collect();
        // To a further computer the member's keys are sealed, and to those the keys of the log.
        for _ in 0..2 {
            for (device, object, len) in &boots {
                self.open_keys(*device, *object, *len);
            }
        }
        let heads = std::mem::take(&mut self.heads);
        let bodies = heads.iter().filter_map(|(device, head)| {
            let key = self.keys.log_key(&head.frame.log_key)?;
            Some((*device, head.open([&key.identity]).ok()?))
        });
        let bodies: Vec<(DeviceId, Body)> = bodies.collect();
        bodies
            .iter()
            .find_map(|(device, body)| self.founding(*device, body))
    }

    fn open_keys(&mut self, device: DeviceId, object: ObjectId, len: u64) {
        let Some(bytes) = self.object(device, object, len) else {
            return;
        };
        if self.tried.contains(&object) {
            return;
        }
        let Ok(plain) = object::open(&bytes, self.keys.own().chain(&self.of_member)) else {
            return;
        };
        self.tried.insert(object);
        let keys = KeyObject::read(&plain, self.keys.team);
        match keys.map(|it| (it.keys_for, it.keys)) {
            Ok((KeysFor::Log, keys)) => _ = self.keys.find(keys),
            // Whether they are the member's is not known before the log is: they open, and are not kept.
            Ok((KeysFor::Member(member), keys)) if member == self.keys.member => {
                self.of_member
                    .extend(keys.into_iter().map(|it| it.identity));
            }
            _ => {}
        }
    }

    /// The log, if a body or one of its segments holds the founding entry.
    fn founding(&mut self, device: DeviceId, body: &Body) -> Option<Log> {
        let team = self.keys.team;
        let found = |bytes: &[u8]| -> Option<Log> {
            let is_founding = Entry::id_of(bytes).is_ok_and(|it| it.0 == team.0);
            is_founding.then(|| Log::found(team, bytes).ok()).flatten()
        };
        let new = body
            .log
            .new
            .iter()
            .filter_map(|it| json::from_base64(it).ok());
        if let Some(log) = new.into_iter().find_map(|it| found(&it)) {
            return Some(log);
        }
        for (object, len, _, _) in &body.log.segs {
            let Some(bytes) = self.object(device, *object, *len) else {
                continue;
            };
            let segment = object::open(&bytes, self.keys.log_identities())
                .and_then(|it| Segment::read(&it, team));
            if let Ok(segment) = segment
                && let Some(log) = segment.0.iter().find_map(|it| found(it))
            {
                return Some(log);
            }
        }
        None
    }

    fn object(&mut self, device: DeviceId, object: ObjectId, len: u64) -> Option<Vec<u8>> {
        let max = object::most(len);
        let path = object_path(device, object);
        let bytes = self.files.get(&path, max, &mut self.done)?;
        (ObjectId::of(&bytes) == object).then_some(bytes)
    }

    fn office(&self, log: Log, now: u64) -> Office {
        let mut office = Office {
            keys: self.keys.clone(),
            log,
            state: State::default(),
            folders: Folders::default(),
        };
        office.note_rights(now);
        office
    }
}

const JOINING: &str = "keyrack-joining";

#[derive(Serialize, Deserialize)]
struct StoredJoining {
    format: String,
    version: u64,
    keys: json::Secret,
    document: String,
    #[serde(rename = "self")]
    own: String,
    invite: InviteId,
}
