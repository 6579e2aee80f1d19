//! What judging the log of an office costs, by its number of entries. Figures, not assertions:
//! `cargo bench -p keyrack-team --bench judge`.

#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use std::{fs, hint::black_box, time::Instant};

use keyrack_team::{
    ids::{DeviceId, EntryId, FolderId, MemberId, sha256},
    rules::{Class, Entry, Op, Role, judge},
};

const MEMBERS: u64 = 50;

fn main() {
    for count in [5_000, 20_000] {
        for (name, entries) in [
            ("an office", office(count)),
            ("one long quarrel", quarrel(count)),
            ("a computer appointed and removed", tug_of_war(count, 2)),
            (
                "the same, none seeing any other",
                tug_of_war(count, u64::MAX),
            ),
            ("one folder granted and revoked", one_folder(count)),
        ] {
            report(name, &entries);
        }
    }
}

fn report(name: &str, entries: &[Entry]) {
    let start = Instant::now();
    let judged = judge(entries, entry(0), &|_, _| true);
    let took = start.elapsed();
    let start = Instant::now();
    let folders = judged.folders().take(1_000);
    let readers: usize = folders
        .map(|folder| judged.readers(folder, false, 1).len())
        .sum();
    let read = start.elapsed();
    println!(
        "{name}, {} entries: judged in {took:.0?}; readers of 1,000 folders in {read:.1?} ({readers}); peak {} MB",
        entries.len(),
        peak()
    );
    black_box(judged);
}

/// An owner who admits, makes folders, grants and now and then removes; each entry has seen the two before it.
fn office(count: u64) -> Vec<Entry> {
    let mut entries = vec![founding()];
    for n in 1..count {
        let op = match n {
            1..=MEMBERS => Op::AddMember {
                member: member(n),
                class: if n < 3 { Class::Owner } else { Class::Member },
                device: device(n),
            },
            _ if n % 97 == 0 => Op::RemoveMember {
                member: member(3 + n % 47),
                keeps: vec![entry(n - 1)],
            },
            _ if n % 5 == 0 => Op::FolderNew {
                folder: folder(n),
                is_authors: true,
            },
            _ => Op::Grant {
                folder: folder(n - n % 5),
                member: member(1 + n % MEMBERS),
                role: Role::Edit,
                recovery: true,
                until: None,
            },
        };
        let prev = (n.saturating_sub(2)..n).map(entry).collect();
        entries.push(by(n, 0, (0, 0), prev, op));
    }
    entries
}

/// A founder who removes a co-owner's computer again and again, and the co-owner, who sees nothing of it, signs on.
fn quarrel(count: u64) -> Vec<Entry> {
    let mut entries = vec![founding()];
    let admission = Op::AddMember {
        member: member(1),
        class: Class::Owner,
        device: device(1),
    };
    entries.push(by(1, 0, (0, 0), vec![entry(0)], admission));
    for n in 2..count {
        let prev = vec![entry(if n < 4 { 1 } else { n - 2 })];
        entries.push(if n % 2 == 0 {
            let op = Op::RemoveDevice {
                device: device(1),
                keeps: vec![entry(1)],
            };
            by(n, 0, (0, 0), prev, op)
        } else {
            let op = Op::AddMember {
                member: member(n),
                class: Class::Member,
                device: device(n),
            };
            by(n, 1, (1, 0), prev, op)
        });
    }
    entries
}

/// The sheet appoints one computer again and again, and the founder removes it as often. Each builds on the entry `back`
/// before it, so that the two never see each other; or all build on the first.
fn tug_of_war(count: u64, back: u64) -> Vec<Entry> {
    let mut entries = vec![founding()];
    for n in 1..count {
        let prev = vec![entry(n.saturating_sub(back))];
        entries.push(if n % 2 == 0 {
            let op = Op::RemoveDevice {
                device: device(1),
                keeps: Vec::new(),
            };
            by(n, 0, (0, 0), prev, op)
        } else {
            let op = Op::Appoint {
                member: member(1),
                class: Class::Member,
                device: device(1),
            };
            Entry {
                device: None,
                under: None,
                ..by(n, 0, (0, 0), prev, op)
            }
        });
    }
    entries
}

/// Two owners, who see nothing of each other, grant and revoke one folder; the member, who manages it, grants on.
fn one_folder(count: u64) -> Vec<Entry> {
    let mut entries = office(3);
    for n in 3..count {
        let (author, under) = [(0, 0), (1, 1), (2, 2)][(n % 3) as usize];
        let op = match (author, n % 2) {
            (1, _) => Op::Revoke {
                folder: folder(0),
                member: member(2),
            },
            (_, role) => Op::Grant {
                folder: folder(0),
                member: member(2 + author),
                role: if role == 0 { Role::Manage } else { Role::View },
                recovery: true,
                until: None,
            },
        };
        let prev = if n < 6 { 2 } else { n - 3 };
        entries.push(by(n, author, (under, 0), vec![entry(prev)], op));
    }
    entries
}

fn founding() -> Entry {
    Entry {
        id: entry(0),
        device: None,
        under: None,
        prev: Vec::new(),
        ops: vec![Op::Found {
            member: member(0),
            device: device(0),
        }],
    }
}

fn by(n: u64, author: u64, under: (u64, usize), prev: Vec<EntryId>, op: Op) -> Entry {
    Entry {
        id: entry(n),
        device: Some(device(author)),
        under: Some((entry(under.0), under.1)),
        prev,
        ops: vec![op],
    }
}

fn entry(n: u64) -> EntryId {
    EntryId(sha256(&n.to_be_bytes()))
}

fn device(n: u64) -> DeviceId {
    DeviceId(short("device", n))
}

fn member(n: u64) -> MemberId {
    MemberId(short("member", n))
}

fn folder(n: u64) -> FolderId {
    FolderId::from_bytes(short("folder", n))
}

fn short(kind: &str, n: u64) -> [u8; 16] {
    let hash = sha256(format!("{kind} {n}").as_bytes());
    std::array::from_fn(|at| hash[at])
}

/// The most memory that the process ever had; nothing where the system does not say.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string())
}
