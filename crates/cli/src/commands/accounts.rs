//! `add`, `list`, `show`, `edit`, `remove`.

use clap::Args;
use keyrack_app::{
    Find, NewAccount, Result,
    view::{AccountRow, AccountView, FactorView, RecoveryView, RevealedAccount},
};

use super::{assignments, factor::Source};
use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, moment, short, title},
};

/// Add an account.
#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    source: Source,
    /// The issuer: what the portal calls itself
    #[arg(long)]
    issuer: Option<String>,
    /// User name at the portal
    #[arg(long, required_unless_present_any = ["uri", "uri_file"])]
    account: Option<String>,
    /// The folder: id, name, tax number or short code; a new name creates a folder
    #[arg(long)]
    folder: Option<String>,
    /// Name of the desk or device, if the account has several factors
    #[arg(long, value_name = "LABEL")]
    factor: Option<String>,
}

impl Add {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let new = NewAccount {
            factor: self.source.read(call, self.factor)?,
            issuer: self.issuer,
            label: self.account,
            folder: self.folder,
            fields: Vec::new(),
        };
        call.with_vault(
            |session| session.add(new),
            |account, sheet| said(sheet, "account-added", account),
        )
    }
}

/// List accounts.
#[derive(Debug, Args)]
pub struct List {
    /// Words to search for, in any order; accents, capitals and dashes do not matter
    #[arg(default_value = "", hide_default_value = true)]
    query: String,
    /// Only this folder: id, name, tax number or short code
    #[arg(long)]
    folder: Option<String>,
}

impl List {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let find = Find {
            query: self.query,
            folder: self.folder,
        };
        call.with_vault(
            |session| Ok(session.list(&find, 0, usize::MAX)?.rows),
            |rows, sheet| list(sheet, rows),
        )
    }
}

/// Show an account.
#[derive(Debug, Args)]
pub struct Show {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
    /// With its secrets
    #[arg(long)]
    reveal: bool,
}

impl Show {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        if self.reveal {
            call.with_vault(|session| session.reveal(&self.id), reveal)
        } else {
            call.with_vault(|session| session.show(&self.id), show)
        }
    }
}

/// Change fields of an account.
#[derive(Debug, Args)]
#[command(after_help = "\
Fields: service, issuer, label, url, email, note, icon, support, folder, tags and also_serves (separated by commas), \
deadline.NAME (a date like 2026-12-31), channel.NAME. An empty value clears the field.")]
pub struct Edit {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
    /// What to change
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
}

impl Edit {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let fields = assignments(&self.fields)?;
        call.with_vault(
            |session| session.edit(&self.id, &fields),
            |account, sheet| said(sheet, "account-changed", account),
        )
    }
}

/// Move an account to the trash.
#[derive(Debug, Args)]
pub struct Remove {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
}

impl Remove {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        call.with_vault(
            |session| session.remove(&self.id),
            |row, sheet| {
                let name = row_title(row);
                sheet.say(
                    "account-removed",
                    &[("name", name.into()), ("id", short(&row.id).into())],
                );
            },
        )
    }
}

/// Says what was done with an account.
pub fn said(sheet: &mut Sheet<'_>, key: &str, account: &AccountView) {
    sheet.say(
        key,
        &[
            ("name", view_title(account).into()),
            ("id", short(&account.id).into()),
        ],
    );
}

/// An account as people call it.
pub fn view_title(account: &AccountView) -> String {
    let folder = account.folder.as_ref().map_or("", |folder| &folder.name);
    title(&[folder, &account.service, &account.issuer, &account.label])
}

/// All that is no secret.
pub fn show(account: &AccountView, sheet: &mut Sheet<'_>) {
    sheet.strong(&view_title(account));
    sheet.field("field-id", &account.id);
    sheet.field("field-url", &account.url);
    sheet.field("field-email", &account.email);
    sheet.field("field-tags", &account.tags.join(", "));
    let serves: Vec<&str> = account
        .also_serves
        .iter()
        .map(|folder| folder.name.as_str())
        .collect();
    sheet.field("field-also-serves", &serves.join(", "));
    for (name, date) in &account.deadlines {
        sheet.line(&format!("{name}: {date}"));
    }
    for (name, whose) in &account.channels {
        sheet.line(&format!("{name}: {whose}"));
    }
    sheet.field("field-support", &account.support);
    sheet.field("field-note", &account.note);
    sheet.field("field-changed", &moment(account.changed));
    sheet.field(
        "field-trashed",
        &account.trashed.map(moment).unwrap_or_default(),
    );
    let factors: Vec<Vec<String>> = account
        .factors
        .iter()
        .map(|factor| factor_row(factor, sheet))
        .collect();
    sheet.table(&factors);
    let items: Vec<Vec<String>> = account
        .recovery
        .iter()
        .map(|item| recovery_row(item, sheet))
        .collect();
    sheet.table(&items);
}

/// All of it with the secrets.
pub fn reveal(revealed: &RevealedAccount, sheet: &mut Sheet<'_>) {
    show(&revealed.account, sheet);
    for secret in &revealed.secrets {
        let state = sheet.word(&format!("secret-{}", secret.state));
        sheet.line(&format!(
            "{}  {state}  {}",
            short(&secret.factor),
            secret.secret
        ));
        sheet.line(&format!("{}  {}", short(&secret.factor), secret.uri));
    }
    for item in &revealed.recovery_values {
        if !item.value.is_empty() {
            sheet.line(&format!("{}  {}", short(&item.id), item.value));
        }
        for code in &item.codes {
            let used = code
                .used
                .map(|at| sheet.words("code-used", &[("time", moment(at).into())]));
            sheet.line(&format!(
                "{}  {:>3}. {}  {}",
                short(&item.id),
                code.number,
                code.text,
                used.unwrap_or_default()
            ));
        }
    }
}

fn list(sheet: &mut Sheet<'_>, rows: &[AccountRow]) {
    if rows.is_empty() {
        return sheet.say("list-none", &[]);
    }
    let row = |row: &AccountRow| {
        let labels: Vec<&str> = row
            .factors
            .iter()
            .map(|factor| factor.label.as_str())
            .filter(|l| !l.is_empty())
            .collect();
        let folder = row.folder.as_ref().map(|folder| folder.name.clone());
        let service = title(&[&row.service, &row.issuer]);
        vec![
            short(&row.id).to_owned(),
            folder.unwrap_or_default(),
            service,
            row.label.clone(),
            labels.join(", "),
            row.tags.join(", "),
        ]
    };
    sheet.table(&rows.iter().map(row).collect::<Vec<_>>());
}

fn row_title(row: &AccountRow) -> String {
    let folder = row.folder.as_ref().map_or("", |folder| &folder.name);
    title(&[folder, &row.service, &row.issuer, &row.label])
}

fn factor_row(factor: &FactorView, sheet: &Sheet<'_>) -> Vec<String> {
    let state = match factor {
        FactorView { rivals: 1.., .. } => "factor-rivals",
        FactorView {
            confirmed: true, ..
        } => "factor-confirmed",
        _ => "factor-unconfirmed",
    };
    let parameters = format!(
        "{} {} {}",
        factor.kind.to_uppercase(),
        factor.algorithm,
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
        sheet.word(state),
    ]
}

fn recovery_row(item: &RecoveryView, sheet: &Sheet<'_>) -> Vec<String> {
    let kind = sheet.code("recovery", &item.kind);
    let left = item.codes_left.zip(item.codes_total).map(|(left, total)| {
        sheet.words(
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
