//! A command that is killed while it takes somebody out of an office, or lets somebody in, leaves all of it or nothing, to
//! whoever looks: the same computer, a colleague's, and the one that it was about.

use std::fs;

use crate::desk::{Desk, Invocation, args, copy_folder, skipped, text, uri};
use crate::strace::{self, Fault, Point};
use crate::team::{FOLDER, Office, accounts, number, sync};

/// An office as it stands before something happens in it, which can be laid out again and again.
struct Scene {
    office: Office,
    store: tempfile::TempDir,
}

impl Scene {
    fn of(office: Office) -> Self {
        let store = tempfile::Builder::new()
            .prefix("keyrack-")
            .tempdir()
            .unwrap();
        copy_folder(&office.store(), store.path());
        Self { office, store }
    }

    /// Lays the store out as it was.
    fn restore(&self) {
        fs::remove_dir_all(self.office.store()).unwrap();
        fs::create_dir(self.office.store()).unwrap();
        copy_folder(self.store.path(), &self.office.store());
    }

    /// Kills `command` on a copy of `desk` at each of its calls that change files of the office, and checks what is left.
    fn at_every_step(
        &self,
        desk: &Desk,
        command: impl Fn(&Desk) -> Invocation,
        check: impl Fn(&Desk, &Point),
    ) {
        self.restore();
        let traced = desk.duplicate();
        let points = strace::points(&traced, command(&traced));
        // A file counts from its renaming on, here and in the store; what was written before that is nobody's.
        let is_step = |point: &&Point| {
            (point.call.starts_with("rename") || point.call.starts_with("unlink"))
                && !point.shown.contains("/cache/")
                && !point.shown.contains("/folders/")
        };
        let points: Vec<&Point> = points.iter().filter(is_step).collect();
        assert!(points.len() > 3, "{points:?}");
        for point in points {
            self.restore();
            let desk = desk.duplicate();
            let killed = strace::fault(&desk, point, Fault::Kill);
            command(&desk).under(killed).run();
            check(&desk, point);
        }
    }
}

/// The members' names, as somebody sees them.
fn members(desk: &Desk) -> Vec<String> {
    let members = desk.keyrack(["team", "members"]).json();
    let members = members.as_array().unwrap().iter();
    let mut names: Vec<String> = members.map(|it| text(&it["name"])).collect();
    names.sort();
    names
}

/// Syncs, and makes sure that nobody takes what a kill has left for an attack.
fn sync_in_peace(desk: &Desk, point: &Point) {
    let synced = sync(desk);
    for alarm in synced["alarms"].as_array().unwrap() {
        let code = text(&alarm["code"]);
        assert!(
            !["twin", "device_forked", "store_older", "damaged"].contains(&&*code),
            "{code} after a kill at {point:?}"
        );
    }
}

#[test]
fn taking_somebody_out_is_all_or_nothing() {
    let name = "taking_somebody_out_is_all_or_nothing";
    if !strace::works() {
        return skipped(name, "strace is missing or may not trace here");
    }
    let office = Office::found();
    let edit = format!("{FOLDER}:edit");
    let (anna, bela) = (
        office.admit("Anna", &[&edit]),
        office.admit("Béla", &[&edit]),
    );
    sync(&office.olga);
    sync(&anna);
    let everybody = members(&office.olga);
    let others = ["Anna", "Olga"];
    let scene = Scene::of(office);
    let remove = |desk: &Desk| desk.keyrack(["team", "remove", "Béla"]);
    scene.at_every_step(&scene.office.olga, remove, |olga, point| {
        let (anna, bela) = (anna.duplicate(), bela.duplicate());
        for desk in [olga, &anna, olga, &anna] {
            sync_in_peace(desk, point);
        }
        let left = members(olga);
        assert!(
            left == everybody || left == others,
            "{left:?} after a kill at {point:?}"
        );
        assert_eq!(members(&anna), left, "after a kill at {point:?}");
        assert_eq!(number(olga), number(&anna), "after a kill at {point:?}");
        if left == everybody {
            remove(olga).done();
        }
        let add = ["add", "--uri-file", "-", "--folder", FOLDER];
        olga.keyrack(add).input(uri(9)).done();
        sync(&anna);
        bela.keyrack(["team", "sync"]).run();
        assert_eq!(members(&anna), others);
        assert_eq!(accounts(&anna), 3, "after a kill at {point:?}");
        assert!(accounts(&bela) < 3, "after a kill at {point:?}");
    });
}

/// Whether somebody has joined; if not, the digits to read out.
fn joining(join: Invocation) -> Result<(), String> {
    let outcome = join.json_output().run();
    if outcome.status == Some(1) {
        assert_eq!(outcome.refusal().code, "office_exists");
        return Ok(());
    }
    let joining = outcome.assert_status(0).value();
    match &*text(&joining["state"]) {
        "joined" => Ok(()),
        _ => Err(text(&joining["digits"])),
    }
}

/// As people do whose computer went off: once more, and then all is as if nothing had happened.
fn finish(olga: &Desk, anna: &Desk, join: impl Fn(&Desk) -> Invocation, point: &Point) {
    let mut state = joining(join(anna));
    if let Err(digits) = &state {
        let requests = olga.keyrack(["team", "requests"]).json();
        for request in requests.as_array().unwrap() {
            let id = text(&request["id"]);
            let approve = ["team", "approve", &id, "--digits-file", "-"];
            olga.keyrack(approve).input(digits.clone()).run();
        }
        state = joining(join(anna));
    }
    assert!(state.is_ok(), "still waiting after a kill at {point:?}");
    assert_eq!(accounts(anna), 2, "after a kill at {point:?}");
    for desk in [olga, anna, olga] {
        sync_in_peace(desk, point);
    }
    assert_eq!(members(olga), ["Anna", "Olga"], "after a kill at {point:?}");
    assert_eq!(number(olga), number(anna), "after a kill at {point:?}");
}

#[test]
fn letting_somebody_in_is_all_or_nothing() {
    let name = "letting_somebody_in_is_all_or_nothing";
    if !strace::works() {
        return skipped(name, "strace is missing or may not trace here");
    }
    let office = Office::found();
    let (code, place) = (office.olga.path("code.txt"), office.place());
    let folder = format!("{FOLDER}:view");
    let invite = args![
        "team",
        "invite",
        "--name",
        "Anna",
        "--email",
        "anna@example.org",
        "--folder",
        folder,
        "--code-file",
        code
    ];
    office.olga.keyrack(invite).done();
    let join = |desk: &Desk| {
        desk.keyrack(args![
            "team",
            "join",
            "--member-name",
            "Anna",
            "--store",
            place,
            "--code-file",
            code
        ])
    };
    let (olga, anna) = (office.olga.duplicate(), Desk::new());

    let scene = Scene::of(office);
    scene.at_every_step(&anna, join, |anna, point| {
        finish(&olga.duplicate(), anna, join, point);
    });

    scene.restore();
    let digits = text(&join(&anna).json()["digits"]);
    let requests = olga.keyrack(["team", "requests"]).json();
    let request = text(&requests[0]["id"]);
    let approve = |desk: &Desk| {
        let line = ["team", "approve", &request, "--digits-file", "-"];
        desk.keyrack(line).input(digits.clone())
    };
    let scene = Scene::of(scene.office);
    scene.at_every_step(&olga, approve, |olga, point| {
        finish(olga, &anna.duplicate(), join, point);
    });

    scene.restore();
    approve(&olga).done();
    let scene = Scene::of(scene.office);
    scene.at_every_step(&anna, join, |anna, point| {
        finish(&olga.duplicate(), anna, join, point);
    });
}
