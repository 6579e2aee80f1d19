//! The vectors of the design: 359 histories with all that they mean, made by another implementation of the rules.
//!
//! `KEYRACK_TEAM_VECTORS` names their folder; without it, they are looked for in `design/vectors` of
//! `KEYRACK_FIXTURES`, or of the folder `shared` beside the repository.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use keyrack_team::{
    ids::{DeviceId, EntryId, FolderId, MemberId, sha256},
    rules::{Class, Entry, Granted, Judgement, Op, PresentKey, Role, Status, Under, judge},
};
use serde_json::Value;

use crate::words::{Numbers, device, entry, folder, maker, member, member_of};

const ORDERS: u64 = 20;

#[test]
fn t35_every_vector_in_any_order_of_arrival_and_with_any_ids_means_the_same() {
    for history in histories() {
        let read = History::read(&history);
        for order in 0..ORDERS {
            let mut numbers = Numbers::new(order);
            // The first order of ids is that of the vectors; the others are of no meaning at all.
            let names: Box<dyn Fn(u64) -> EntryId> = match order {
                0 => Box::new(entry),
                _ => Box::new(move |n| EntryId(sha256(format!("{order} {n}").as_bytes()))),
            };
            let mut entries = read.entries(&names);
            numbers.shuffle(&mut entries);
            let judged = judge(&entries, names(read.genesis), &|device, member| {
                read.belonging.contains(&(device, member))
            });
            read.compare(&judged, &names);
        }
    }
}

#[test]
fn t37_every_vector_that_arrives_in_parts_is_judged_at_every_step_and_means_the_same_in_the_end() {
    for history in histories() {
        let read = History::read(&history);
        let mut numbers = Numbers::new(37);
        let mut entries = read.entries(&entry);
        numbers.shuffle(&mut entries);
        let belongs =
            |device: DeviceId, member: MemberId| read.belonging.contains(&(device, member));
        for count in (0..entries.len()).step_by(5) {
            let part = &entries[..count];
            let judged = judge(part, entry(read.genesis), &belongs);
            for one in part {
                let is_complete = one.prev.iter().all(|prev| judged.knows(*prev));
                assert_eq!(judged.knows(one.id), is_complete, "{}", read.name);
            }
        }
        let judged = judge(&entries, entry(read.genesis), &belongs);
        read.compare(&judged, &entry);
    }
}

fn histories() -> Vec<Value> {
    let named = env::var_os("KEYRACK_TEAM_VECTORS").map(PathBuf::from);
    let is_named = named.is_some();
    let folder = named.unwrap_or_else(|| {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let fixtures = env::var_os("KEYRACK_FIXTURES").map_or(beside, PathBuf::from);
        fixtures.join("design/vectors")
    });
    let files = fs::read_dir(&folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let histories: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        all.extend(histories);
    }
    if all.is_empty() {
        let why = format!("no vectors at {} (KEYRACK_TEAM_VECTORS)", folder.display());
        assert!(!is_named, "{why}");
        println!("SKIPPED: {why}");
    }
    all
}

struct History<'a> {
    name: &'a str,
    genesis: u64,
    raw: &'a Value,
    belonging: BTreeSet<(DeviceId, MemberId)>,
}

impl<'a> History<'a> {
    fn read(raw: &'a Value) -> Self {
        let mut devices: BTreeSet<&str> = BTreeSet::new();
        for entry in raw["entries"].as_array().unwrap() {
            devices.insert(text(&entry[1]));
            for op in entry[4].as_array().unwrap() {
                devices.extend(op.as_array().unwrap().iter().filter_map(Value::as_str));
            }
        }
        let belonging = devices
            .into_iter()
            .map(|name| (device(name), member(member_of(name))));
        Self {
            name: text(&raw["name"]),
            genesis: raw["genesis"].as_u64().unwrap(),
            raw,
            belonging: belonging.collect(),
        }
    }

    fn entries(&self, names: &dyn Fn(u64) -> EntryId) -> Vec<Entry> {
        let entries = self.raw["entries"].as_array().unwrap().iter();
        entries
            .map(|raw| {
                let device_name = text(&raw[1]);
                Entry {
                    id: names(raw[0].as_u64().unwrap()),
                    device: (device_name != "kit").then(|| device(device_name)),
                    under: under(&raw[2], names),
                    prev: ids(&raw[3], names),
                    ops: list(&raw[4], |raw| op(raw, device_name, names)),
                }
            })
            .collect()
    }

    fn compare(&self, judged: &Judgement, names: &dyn Fn(u64) -> EntryId) {
        let expect = &self.raw["expect"];
        self.compare_entries(judged, names, expect);
        self.compare_people(judged, expect);
        self.compare_folders(judged, expect);
        let forked: BTreeSet<DeviceId> = list(&expect["forked"], |x| device(text(x)))
            .into_iter()
            .collect();
        assert_eq!(judged.forked(), &forked, "forked: {}", self.name);
        let policy: BTreeMap<String, u64> =
            serde_json::from_value(expect["policy"].clone()).unwrap();
        assert_eq!(judged.policy(), &policy, "policy: {}", self.name);
        let fresh = self.raw["log_keys"].as_array().unwrap().iter();
        let fresh: Vec<&str> = fresh
            .filter(|key| judged.is_fresh(device(text(&key[1])), &ids(&key[2], names)))
            .map(|key| text(&key[0]))
            .collect();
        assert_eq!(
            fresh,
            list(&expect["fresh"], text),
            "log keys: {}",
            self.name
        );
    }

    fn compare_entries(&self, judged: &Judgement, names: &dyn Fn(u64) -> EntryId, expect: &Value) {
        let mut numbers = list(&self.raw["entries"], |raw| raw[0].as_u64().unwrap());
        numbers.sort_unstable();
        let letters: String = numbers
            .iter()
            .map(|n| match judged.status(names(*n)).unwrap() {
                Status::Live => 'L',
                Status::Cut => 'C',
                Status::Orphan => 'O',
                Status::Void => 'V',
                Status::Pending => 'P',
            })
            .collect();
        assert_eq!(letters, text(&expect["status"]), "status: {}", self.name);
        let mut losses = ids(&expect["losses"], names);
        losses.sort_unstable();
        assert_eq!(judged.losses(), losses, "losses: {}", self.name);
    }

    fn compare_people(&self, judged: &Judgement, expect: &Value) {
        let devices: BTreeMap<DeviceId, (MemberId, Class, u32, u32)> = judged
            .devices()
            .iter()
            .map(|(device, x)| (*device, (x.member, x.class, x.rank, x.depth)))
            .collect();
        let expected = expect["devices"].as_object().unwrap().iter();
        let expected: BTreeMap<_, _> = expected
            .map(|(name, x)| {
                let number = |n: usize| u32::try_from(x[n].as_u64().unwrap()).unwrap();
                let place = (member(text(&x[0])), class(&x[1]), number(2), number(3));
                (device(name), place)
            })
            .collect();
        assert_eq!(devices, expected, "devices: {}", self.name);

        let mut held = list(&expect["held"], |name| member(text(name)));
        held.sort_unstable();
        assert_eq!(judged.held(), held, "held: {}", self.name);

        let keys: BTreeMap<MemberId, PresentKey> = judged
            .members()
            .keys()
            .filter_map(|member| Some((*member, judged.present_key(*member)?.clone())))
            .collect();
        let expected = expect["keys"].as_object().unwrap().iter();
        let expected: BTreeMap<_, _> = expected
            .map(|(name, key)| {
                let key = match text(key) {
                    key if key == format!("{name}#0") => PresentKey::Joining,
                    key => PresentKey::Announced(key.to_owned()),
                };
                (member(name), key)
            })
            .collect();
        assert_eq!(keys, expected, "keys: {}", self.name);
    }

    fn compare_folders(&self, judged: &Judgement, expect: &Value) {
        let now = self.raw["now"].as_u64().unwrap();
        let roles = expect["roles"].as_object().unwrap().iter();
        let roles: BTreeMap<FolderId, BTreeMap<MemberId, Granted>> = roles
            .map(|(name, members)| {
                let members = members.as_object().unwrap().iter();
                let members = members.map(|(name, x)| {
                    let granted = Granted {
                        role: role(&x[0]),
                        recovery: x[1] == 1,
                        until: x[2].as_u64(),
                    };
                    (member(name), granted)
                });
                (folder(name), members.collect())
            })
            .collect();
        assert_eq!(judged.roles(), roles, "roles: {}", self.name);

        let readers = expect["readers"].as_object().unwrap();
        let folders: BTreeSet<FolderId> = readers.keys().map(|name| folder(name)).collect();
        assert_eq!(
            judged.folders().collect::<BTreeSet<_>>(),
            folders,
            "folders: {}",
            self.name
        );
        for (name, parts) in readers {
            for (part, recovery) in [(0, false), (1, true)] {
                let mut expected = list(&parts[part], |name| member(text(name)));
                expected.sort_unstable();
                let found = judged.readers(folder(name), recovery, now);
                assert_eq!(found, expected, "readers of {name}: {}", self.name);
            }
        }
    }
}

fn op(raw: &Value, author: &str, names: &dyn Fn(u64) -> EntryId) -> Op {
    let member = |n: usize| member(text(&raw[n]));
    // In the product, a device document names its member; one that names another is no right form.
    let device = |n: usize| {
        assert_eq!(member_of(text(&raw[n])), text(&raw[1]));
        device(text(&raw[n]))
    };
    match text(&raw[0]) {
        "found" => Op::Found {
            member: member(1),
            device: device(2),
        },
        "add" => Op::AddMember {
            member: member(1),
            class: class(&raw[2]),
            device: device(3),
        },
        "appoint" => Op::Appoint {
            member: member(1),
            class: class(&raw[2]),
            device: device(3),
        },
        "adddev" => Op::AddDevice {
            member: member(1),
            device: device(2),
        },
        "rm" => Op::RemoveMember {
            member: member(1),
            keeps: ids(&raw[2], names),
        },
        "rmdev" => Op::RemoveDevice {
            device: crate::words::device(text(&raw[1])),
            keeps: ids(&raw[2], names),
        },
        "demote" => Op::Demote {
            member: member(1),
            class: class(&raw[2]),
            keeps: ids(&raw[3], names),
        },
        "key" => Op::MemberKey {
            member: member(1),
            key: text(&raw[2]).to_owned(),
        },
        "folder" => Op::FolderNew {
            folder: folder(text(&raw[1])),
            is_authors: maker(text(&raw[1])) == author,
        },
        "grant" => Op::Grant {
            folder: folder(text(&raw[1])),
            member: member(2),
            role: role(&raw[3]),
            recovery: raw[4].as_bool().unwrap(),
            until: raw[5].as_u64(),
        },
        "revoke" => Op::Revoke {
            folder: folder(text(&raw[1])),
            member: member(2),
        },
        "settle" => Op::Settle {
            removals: ids(&raw[1], names),
        },
        "policy" => Op::Policy(serde_json::from_value(raw[1].clone()).unwrap()),
        "nop" => Op::Record,
        other => panic!("op {other}"),
    }
}

fn under(raw: &Value, names: &dyn Fn(u64) -> EntryId) -> Option<Under> {
    let entry = names(raw[0].as_u64()?);
    Some((entry, usize::try_from(raw[1].as_u64()?).unwrap()))
}

fn ids(raw: &Value, names: &dyn Fn(u64) -> EntryId) -> Vec<EntryId> {
    list(raw, |number| names(number.as_u64().unwrap()))
}

fn class(raw: &Value) -> Class {
    serde_json::from_value(raw.clone()).unwrap()
}

fn role(raw: &Value) -> Role {
    serde_json::from_value(raw.clone()).unwrap()
}

fn list<'a, T>(raw: &'a Value, read: impl Fn(&'a Value) -> T) -> Vec<T> {
    raw.as_array().unwrap().iter().map(read).collect()
}

fn text(raw: &Value) -> &str {
    raw.as_str().unwrap()
}
