//! Two keys of one factor that were set at the same time.

use keyrack_app::{NewFactor, Role, Session, Which};
use zeroize::Zeroizing;

use crate::team::{NAV, Team, account, grant, sync};

fn replace(session: &mut Session, secret: &str) {
    let new = NewFactor {
        secret: Some(Zeroizing::new(secret.to_owned())),
        ..NewFactor::default()
    };
    session
        .factor_replace("nav", &Which::default(), &new)
        .expect("replaced");
}

fn codes(session: &mut Session) -> Vec<Option<String>> {
    let rivals = session.rivals("nav", &Which::default()).expect("keys");
    rivals.into_iter().map(|it| it.code).collect()
}

#[test]
fn of_two_keys_that_were_set_at_the_same_time_the_one_that_works_is_chosen_for_everybody() {
    let team = Team::new();
    let mut olga = team.found("olga");
    let (folder, _) = olga.new_office_folder(None, "Kovács Bt").expect("a folder");
    olga.add(account(&folder.id, "NAV", NAV)).expect("added");
    let mut anna = team.admit(&mut olga, "anna", vec![grant(&folder, Role::Edit)]);
    assert_eq!(codes(&mut anna).len(), 1);

    team.wait(60);
    replace(&mut olga, "GEZDGNBVGY3TQOJQ");
    replace(&mut anna, "MFRGGZDFMZTWQ2LK");
    let (of_olga, of_anna) = (codes(&mut olga), codes(&mut anna));
    sync(&mut olga);
    sync(&mut anna);
    sync(&mut olga);
    let both = codes(&mut olga);
    assert_eq!(both, codes(&mut anna));
    assert_eq!(both.len(), 2, "both are kept: {both:?}");
    assert!(both.contains(&of_olga[0]) && both.contains(&of_anna[0]));

    let rivals = olga.rivals("nav", &Which::default()).expect("keys");
    let works = rivals.iter().find(|it| it.code == of_olga[0]).expect("one");
    let which = Which::default();
    assert!(olga.choose_rival("nav", &which, "1.0.0").is_err());
    assert_eq!(codes(&mut olga).len(), 2, "nothing was chosen");
    let view = olga.choose_rival("nav", &which, &works.id).expect("chosen");
    assert_eq!(view.factors[0].rivals, 0);
    assert!(view.factors[0].confirmed, "the portal accepted it");
    sync(&mut olga);
    sync(&mut anna);
    assert_eq!(
        (codes(&mut olga), codes(&mut anna)),
        (of_olga.clone(), of_olga)
    );
    let again = anna.choose_rival("nav", &which, &works.id);
    assert!(again.is_err(), "it is decided");
}
