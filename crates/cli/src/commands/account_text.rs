//! How an account is written for people.

use keyrack_app::view::{AccountView, FactorView, RecoveryView, RevealedAccount};

use crate::{
    text_output::{TextOutput, short, title},
    words::{Words, moment},
};

/// Says what was done with an account, in the words of `key`.
pub fn said(key: &'static str) -> impl FnOnce(&AccountView, &mut TextOutput<'_>) {
    move |account, text| {
        let id = short(&account.id);
        text.say(
            key,
            &[("name", view_title(account).into()), ("id", id.into())],
        );
    }
}

/// An account as people call it.
pub fn view_title(account: &AccountView) -> String {
    let folder = account.folder.as_ref().map_or("", |folder| &folder.name);
    title(&[folder, &account.service, &account.issuer, &account.label])
}

/// All that is no secret.
pub fn show(account: &AccountView, text: &mut TextOutput<'_>) {
    text.strong(&view_title(account));
    text.field("field-id", &account.id);
    text.field("field-url", &account.url);
    text.field("field-email", &account.email);
    text.field("field-tags", &account.tags.join(", "));
    let serves: Vec<&str> = account
        .also_serves
        .iter()
        .map(|folder| folder.name.as_str())
        .collect();
    text.field("field-also-serves", &serves.join(", "));
    for (name, date) in &account.deadlines {
        text.line(&format!("{name}: {date}"));
    }
    for (name, whose) in &account.channels {
        text.line(&format!("{name}: {whose}"));
    }
    text.field("field-support", &account.support);
    text.field("field-note", &account.note);
    text.field("field-changed", &moment(account.changed));
    text.field(
        "field-trashed",
        &account.trashed.map(moment).unwrap_or_default(),
    );
    let words = text.words();
    text.table(account.factors.iter().map(|it| factor_row(it, words)));
    text.table(account.recovery.iter().map(|it| recovery_row(it, words)));
}

/// All of it with the secrets.
pub fn reveal(revealed: &RevealedAccount, text: &mut TextOutput<'_>) {
    show(&revealed.account, text);
    let words = text.words();
    for secret in &revealed.secrets {
        let state = words.word(&format!("secret-{}", secret.state.as_str()));
        text.line(&format!(
            "{}  {state}  {}",
            short(&secret.factor),
            secret.secret
        ));
        text.line(&format!("{}  {}", short(&secret.factor), secret.uri));
    }
    for item in &revealed.recovery_values {
        if !item.value.is_empty() {
            text.line(&format!("{}  {}", short(&item.id), item.value));
        }
        for code in &item.codes {
            let used = code
                .used
                .map(|at| words.text("code-used", &[("time", moment(at).into())]));
            text.line(&format!(
                "{}  {:>3}. {}  {}",
                short(&item.id),
                code.number,
                code.text,
                used.unwrap_or_default()
            ));
        }
    }
}

fn factor_row(factor: &FactorView, words: &Words) -> Vec<String> {
    let state = match factor {
        FactorView { rivals: 1.., .. } => "factor-rivals",
        FactorView {
            confirmed: true, ..
        } => "factor-confirmed",
        _ => "factor-unconfirmed",
    };
    let parameters = format!(
        "{} {} {}",
        factor.kind.as_str().to_uppercase(),
        factor.algorithm.as_str(),
        factor.digits
    );
    let moves = match (factor.period, factor.counter) {
        (Some(period), _) => format!("{period} s"),
        (None, Some(counter)) => format!("#{counter}"),
        (None, None) => String::new(),
    };
    vec![
        short(&factor.id).to_owned(),
        factor.label.clone(),
        parameters,
        moves,
        words.word(state),
    ]
}

fn recovery_row(item: &RecoveryView, words: &Words) -> Vec<String> {
    let kind = words.code("recovery", &item.kind);
    let left = item.codes_left.zip(item.codes_total).map(|(left, total)| {
        words.text(
            "codes-left",
            &[("left", left.into()), ("total", total.into())],
        )
    });
    vec![
        short(&item.id).to_owned(),
        kind,
        item.label.clone(),
        item.whose.clone(),
        left.unwrap_or_default(),
    ]
}
